"""Which executors can nobody remind, because nobody said how they are reached, and where is that said?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from payung.accounts.terms import Permission
from payung.outreach import queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import as_number, page_of
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.registry import actions


@requires(Permission.VIEW_CITY, Permission.WRITE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
def unreached(request: HttpRequest) -> HttpResponse:
    """The executors of cases that run of whom no e-mail and no telephone is known; each with a form."""
    user = signed_in(request)
    found = queries.unreached(by=user)
    if request.method != "POST":
        context = {"page": page_of(found, request.GET), "may_fill": user.may(Permission.WRITE_LETTERS)}
        return render(request, "letters/unreached.html", context)
    executor = found.filter(pk=as_number(request.POST.get("pelaksana")) or 0).first()
    if executor is None:
        raise Http404
    told = {name: request.POST.get(name, "").strip()[:200] for name in ("email", "phone")}
    try:
        if not any(told.values()):
            raise Refusal("Isi surel atau teleponnya, sekurangnya satu.")
        actions.set_contact(executor, **told, keyring=queries.keyring(), by=user)
        messages.success(request, _("Kontak %(name)s dicatat.") % {"name": executor.name})
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("unreached")
