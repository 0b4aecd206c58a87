"""What happens around every request: where did it come from, and has the person who sent it a second step?"""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from payung.audit import actions as audit
from payung.portal.account.connection import network_address

Answer = Callable[[HttpRequest], HttpResponse]
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# what a person without a second step may open: signing in and out, setting it up, changing the language
OPEN_NAMES = ("account_", "mfa_", "usersessions_", "set_language")


class AddressOfRequest:
    """Tells the audit trail where the request came from.

    Only REMOTE_ADDR counts, never a header: anybody can write X-Forwarded-For. Behind a proxy it is the proxy's
    address, unless the server is told which proxies to believe (gunicorn: --forwarded-allow-ips).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; the address is forgotten with it."""
        held = audit.address.set(network_address(request))
        try:
            return self.get_response(request)
        finally:
            audit.address.reset(held)


class TextsWithoutNul:
    """Refuses an address or a form with a NUL character: nobody types it, and PostgreSQL keeps no such text."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, as it is."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> None:
        """Called by Django before the view; what is raised here is answered with 400."""
        told = [request.path, *_texts(request.GET), *_texts(request.POST)]
        if any("\x00" in text for text in told):
            raise SuspiciousOperation("NUL in an address or a form")


def _texts(told: QueryDict) -> Iterator[str]:
    for name, values in told.lists():
        yield from (name, *map(str, values))


class SecondStep:
    """Sends officials who have no second step (TOTP, passkey) to where they set one up. Sample accounts need none."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, as it is."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_args: Any) -> HttpResponse | None:
        """A redirect where the second step is missing; None: the view may answer."""
        if settings.DEMO or _is_open(request, view) or not _lacks_second_step(request):
            return None
        messages.warning(request, _("Pasang langkah kedua masuk lebih dahulu; akun pejabat tidak dibuka tanpanya."))
        return redirect("mfa_index")


def _is_open(request: HttpRequest, view: object) -> bool:
    name = request.resolver_match.url_name if request.resolver_match else None
    return bool(getattr(view, "is_public", False) or (name or "").startswith(OPEN_NAMES))


def _lacks_second_step(request: HttpRequest) -> bool:
    user = request.user
    return bool(user.is_authenticated and user.is_official and not is_mfa_enabled(user, SECOND_STEPS))
