"""Which projects of this city does the branch not have, and what became of its registrations?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions
from payung.portal.access import requires, signed_in
from payung.portal.components import cases as case_pages
from payung.portal.components import findings as finding_pages
from payung.portal.components.exports import send_packages
from payung.portal.components.packages import Places, detail_page, list_page
from payung.portal.language import tell
from payung.projects import queries as projects
from payung.refusal import Refusal

PLACES = Places("branch_packages", "branch_package", "branch_packages_export")
FINDINGS = finding_pages.Places("branch_findings", "branch_finding", "branch_package")


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
def packages(request: HttpRequest) -> HttpResponse:
    """The packages."""
    return list_page(request, places=PLACES, title=_("Paket di kota ini"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
def package(request: HttpRequest, package_id: str) -> HttpResponse:
    """One package."""
    return detail_page(request, package_id, places=PLACES)


@require_POST
@requires(Permission.WRITE_LETTERS, of=OfficeKind.BRANCH)
def statement(request: HttpRequest, package_id: str) -> HttpResponse:
    """Draft the statement that the contribution of a package is paid in full."""
    user = signed_in(request)
    facts = projects.facts_of(package_id, by=user)
    if facts is None:
        raise Http404
    try:
        return redirect("letter", actions.draft_statement(facts, by=user).pk)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect(PLACES.detail, package_id)


@require_POST
@requires(Permission.EXPORT_LISTS, of=OfficeKind.BRANCH)
def export(request: HttpRequest) -> HttpResponse:
    """The list asked for, as CSV or XLSX."""
    return send_packages(request, back=PLACES.listing)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
def findings(request: HttpRequest) -> HttpResponse:
    """What was found in this city."""
    return finding_pages.queue_page(request, places=FINDINGS, title=_("Temuan di kota ini"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding."""
    return finding_pages.finding_page(request, pk, places=FINDINGS)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of this city."""
    return case_pages.list_page(request, title=_("Penanganan di kota ini"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.BRANCH)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case."""
    return case_pages.case_page(request, pk)
