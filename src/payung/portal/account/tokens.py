"""Which payment systems may ask the gate, in the name of which office, since when, and how is that ended?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts import actions, queries
from payung.accounts.terms import Permission
from payung.portal.access import requires, signed_in
from payung.portal.account.forms import TokenForm
from payung.portal.language import tell
from payung.refusal import Refusal


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys that were given; the text of a new one is shown this once."""
    user, fresh = signed_in(request), ""
    form = TokenForm(request.POST or None, by=user)
    if request.method == "POST" and form.is_valid():
        try:
            _made, fresh = actions.make_token(form.cleaned_data["office"], label=form.cleaned_data["label"], by=user)
            form = TokenForm(by=user)
        except Refusal as refusal:
            form.add_error(None, tell(refusal))
    context = {"tokens": queries.tokens(by=user)[:200], "form": form, "fresh": fresh}
    return render(request, "account_pages/tokens.html", context)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """A key that opens nothing any more."""
    found = queries.token(pk, by=signed_in(request))
    if found is None:
        raise Http404
    try:
        actions.revoke_token(found, by=signed_in(request))
        messages.success(request, _("Token dicabut; sistem yang memakainya langsung ditolak."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("tokens")
