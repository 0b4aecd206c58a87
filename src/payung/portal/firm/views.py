"""Which packages of this firm are protected, and on which days not; and who speaks for it?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions
from payung.portal.access import requires, signed_in
from payung.portal.components import cases as case_pages
from payung.portal.components import findings as finding_pages
from payung.portal.components.answering import answer_form, answered, refused
from payung.portal.components.packages import Places, detail_page, list_page
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.registry import queries as registry

PLACES = Places("firm_packages", "firm_package")
FINDINGS = finding_pages.Places("firm_findings", "firm_finding", "firm_package")


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def packages(request: HttpRequest) -> HttpResponse:
    """The packages."""
    return list_page(request, places=PLACES, title=_("Paket kami"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def package(request: HttpRequest, package_id: str) -> HttpResponse:
    """One package."""
    return detail_page(request, package_id, places=PLACES)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def findings(request: HttpRequest) -> HttpResponse:
    """What was found in the packages of this firm."""
    return finding_pages.queue_page(request, places=FINDINGS, title=_("Temuan pada paket kami"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding in a package of this firm."""
    return finding_pages.finding_page(request, pk, places=FINDINGS)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of this firm's work."""
    return case_pages.list_page(request, title=_("Penanganan pekerjaan kami"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case, and the answer to what was asked in it."""
    user = signed_in(request)
    held = case_pages.case_or_404(pk, by=user)
    form = answer_form(request)
    if request.method != "POST" or not form.is_valid():
        return case_pages.case_page(request, pk, form=form)
    try:
        actions.answer_signed_in(held, **answered(form), by=user)
    except Refusal as refusal:
        refused(form, tell(refusal))
        return case_pages.case_page(request, pk, form=form)
    messages.success(request, _("Jawaban diterima. Terima kasih; petugas akan membacanya."))
    return redirect("firm_case", pk)


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def office(request: HttpRequest) -> HttpResponse:
    """For whom this firm's account speaks, and who uses it."""
    user = signed_in(request)
    context = {
        "office": user.office, "people": accounts.colleagues(by=user), "executors": registry.executors_of(user.office),
        "city": accounts.profile(),
    }  # fmt: skip
    return render(request, "firm/office.html", context)
