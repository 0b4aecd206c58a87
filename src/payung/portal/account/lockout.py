"""What happens to those who guess passwords? (django-axes' integration with allauth)"""

from typing import Any

from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator


@method_decorator(axes_dispatch, name="dispatch")
class SignIn(LoginView):  # type: ignore[misc]
    """allauth's page; who is locked out sees for how long instead of a form."""

    @axes_form_invalid  # type: ignore[untyped-decorator]
    def form_invalid(self, form: object) -> HttpResponse:
        """The form with its errors, or the lock-out that this failure was one too many for."""
        answer: HttpResponse = super().form_invalid(form)
        return answer


def told_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The e-mail address that is signing in, as axes counts it: in small letters."""
    told = (credentials or {}).get("email") or request.POST.get("login")
    return str(told).strip().lower() if told else None


def refusal(request: HttpRequest, *_more: object) -> HttpResponse:
    """How long the door stays shut, and what else can be done."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account_pages/lockout.html", {"minutes": minutes}, status=429)
