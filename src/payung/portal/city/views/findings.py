"""What was found, what is due next, and what does a person say of it?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions, queries
from payung.compliance.terms import FindingVerdict
from payung.portal.access import requires, signed_in
from payung.portal.components.findings import Places, finding_page, queue_page
from payung.portal.language import tell
from payung.refusal import Refusal

PLACES = Places("city_findings", "city_finding", "city_package")


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def findings(request: HttpRequest) -> HttpResponse:
    """The queue."""
    return queue_page(request, places=PLACES, title=_("Temuan"))


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding."""
    return finding_page(request, pk, places=PLACES)


@require_POST
@requires(Permission.JUDGE_FINDINGS, of=OfficeKind.CITY)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what you think of a finding."""
    user, told = signed_in(request), request.POST.get("penilaian", "")
    found = queries.finding(pk, by=user)
    if found is None or told not in FindingVerdict.values:
        raise Http404
    try:
        actions.judge_finding(found, verdict=FindingVerdict(told), reason=request.POST.get("alasan", ""), by=user)
        messages.success(request, _("Penilaian tercatat."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("city_finding", pk=pk)
