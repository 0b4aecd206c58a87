"""What does a firm owe and promise: its sheet, its promises, what proves each, and where does it promise more?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.actions.promising import Who
from payung.briefings.facts import sheets
from payung.briefings.queries import promises, proofs, steps
from payung.briefings.terms import Party
from payung.portal.access import requires, signed_in
from payung.portal.components import promising
from payung.portal.components.asked import PER_PAGE
from payung.portal.language import tell
from payung.refusal import Refusal


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of this firm, under whichever names it works."""
    user = signed_in(request)
    made = sheets.sheet_of(steps.executors_of(user), on=timezone.localdate())
    return render(request, "promises/sheet_firm.html", {"sheet": made, "name": user.office.name})


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_safe
@never_cache
def sheet_file(request: HttpRequest) -> HttpResponse:
    """The same as PDF/A."""
    user, city = signed_in(request), accounts.city()
    made = sheets.sheet_of(steps.executors_of(user), on=timezone.localdate())
    try:
        paper = sheets.sheet_pdf(made, about=_("Dibuka dari akun badan usaha"), office=city or user.office)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("firm_sheet")
    return promising.file_of(paper, kind="pdf", name="lembar-badan-usaha")


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """What this firm promised, and how far each promise is."""
    on, held = timezone.localdate(), steps.executors_of(signed_in(request))
    page = Paginator(promises.pledges_of(held), PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    rows = promising.shown(listed, on=on, names=promises.names_of(listed), missing=proofs.missing_of(listed))
    return render(request, "promises/firm.html", {"rows": rows, "page": page, "executors": held, "on": on})


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: HttpRequest, executor: int) -> HttpResponse:
    """A firm promises from its account, without an event."""
    user = signed_in(request)
    held: Any = next((one for one in steps.executors_of(user) if one.pk == executor), None)
    if held is None:
        raise Http404
    back = reverse("firm_commitments")
    asked = promising.Asked(None, Who(Party.FIRM, held), held.name, back, lambda _made: back, by=user)
    return promising.page(request, asked)
