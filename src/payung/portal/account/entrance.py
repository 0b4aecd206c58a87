"""How does somebody who was invited come in?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from payung.accounts import actions, policies, queries
from payung.portal.access import public
from payung.portal.account.forms import PasswordForm
from payung.portal.account.people import form_page
from payung.portal.language import tell
from payung.refusal import Refusal


@public
@never_cache
@sensitive_post_parameters("password", "again")
@form_page
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of an invitation: a password, and the account is open."""
    invitation = queries.invitation_of(token)
    if objection := policies.objection_to_accepting(invitation, on=timezone.localdate()):
        return render(request, "account_pages/accept.html", {"objection": objection}, status=410)
    form = PasswordForm(request.POST or None, invitation=invitation)
    if form.is_valid() and _accepted(token, form=form):
        messages.success(request, _("Akun Anda sudah dibuka; silakan masuk."))
        return redirect("account_login")
    return render(request, "account_pages/accept.html", {"form": form, "invitation": invitation})


def _accepted(token: str, *, form: PasswordForm) -> bool:
    """Whether the account was opened; the refusal of a link that was used meanwhile stands in the form."""
    try:
        actions.accept_invitation(token, password=form.cleaned_data["password"])
    except Refusal as refusal:
        form.add_error(None, tell(refusal))
        return False
    return True
