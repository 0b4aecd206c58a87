"""What does allauth do differently here?"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from payung.portal.account.connection import network_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers: people are invited. The address of a request is that of its connection, never of a header."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As in the trail."""
        return network_address(request)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """An official keeps at least one second step: another is set up before the last is taken away."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another stays, or none is asked for."""
        if not authenticator.user.is_official or authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
