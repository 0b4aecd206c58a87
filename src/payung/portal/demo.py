"""How does somebody try the sample city without a password?

Only where ``settings.DEMO`` is set, which the environment refuses beside real host names; everywhere else this page
does not exist.
"""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from payung.accounts.terms import Role
from payung.portal.access import public

DOMAIN = "payung.example"
"""Domain of the sample accounts; it can receive no mail, so nobody owns such an address (RFC 2606)."""

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Account:
    """A sample account as the sign-in page offers it."""

    label: str
    office: str
    email: str


def demo_accounts() -> list[Account]:
    """The sample accounts by role, those of the city first; none outside of a demonstration."""
    if not settings.DEMO:
        return []
    people = get_user_model().objects.filter(is_active=True, email__endswith=f"@{DOMAIN}").select_related("office")
    ranks = {role: rank for rank, role in enumerate(Role)}
    ordered = sorted(people, key=lambda person: (ranks[Role(person.role)], person.pk))
    return [Account(person.get_role_display(), person.office.name, person.email) for person in ordered]


@public
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Sign in as the sample account named in the form."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "")
    if not email.endswith(f"@{DOMAIN}"):
        raise Http404
    login(request, get_object_or_404(get_user_model(), email=email, is_active=True), backend=BACKEND)
    UserSession.objects.create_from_request(request)  # so that it can be ended as others are
    return redirect(settings.LOGIN_REDIRECT_URL)
