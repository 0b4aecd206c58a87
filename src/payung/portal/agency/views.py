"""Which of my packages is unprotected, and how many days are left?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.portal.access import requires
from payung.portal.components import cases as case_pages
from payung.portal.components import findings as finding_pages
from payung.portal.components import packages as package_pages
from payung.portal.components.exports import send_packages

PACKAGES = package_pages.Places("agency_packages", "agency_package", "agency_packages_export")
FINDINGS = finding_pages.Places("agency_findings", "agency_finding", "agency_package")


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
def packages(request: HttpRequest) -> HttpResponse:
    """The packages of this agency."""
    return package_pages.list_page(request, places=PACKAGES, title=_("Paket saya"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
def package(request: HttpRequest, package_id: str) -> HttpResponse:
    """One package of this agency."""
    return package_pages.detail_page(request, package_id, places=PACKAGES)


@require_POST
@requires(Permission.EXPORT_LISTS, of=OfficeKind.AGENCY)
def export(request: HttpRequest) -> HttpResponse:
    """This agency's list, as CSV or XLSX."""
    return send_packages(request, back=PACKAGES.listing)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
def findings(request: HttpRequest) -> HttpResponse:
    """What was found in the packages of this agency."""
    return finding_pages.queue_page(request, places=FINDINGS, title=_("Temuan saya"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding in a package of this agency."""
    return finding_pages.finding_page(request, pk, places=FINDINGS)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of this agency's packages."""
    return case_pages.list_page(request, title=_("Penanganan"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.AGENCY)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case."""
    return case_pages.case_page(request, pk)
