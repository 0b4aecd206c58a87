"""Which packages are there, how does each stand, and what may leave the house as a list?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.accounts.terms import OfficeKind, Permission
from payung.portal.access import requires, signed_in
from payung.portal.components.exports import send_packages
from payung.portal.components.packages import Places, detail_page, list_page
from payung.portal.language import tell
from payung.projects import actions
from payung.refusal import Refusal

PLACES = Places("city_packages", "city_package", "city_packages_export")


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def packages(request: HttpRequest) -> HttpResponse:
    """The list, with filters, search and lines."""
    return list_page(request, places=PLACES, title=_("Paket"))


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def package(request: HttpRequest, package_id: str) -> HttpResponse:
    """One package."""
    return detail_page(request, package_id, places=PLACES)


@require_POST
@requires(Permission.EXPORT_LISTS, of=OfficeKind.CITY)
def export(request: HttpRequest) -> HttpResponse:
    """The list asked for, as CSV or XLSX."""
    return send_packages(request, back=PLACES.listing)


@require_POST
@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the question of the list under a name."""
    question = QueryDict(request.POST.get("tanya", "")).urlencode()
    try:
        actions.save_view(name=request.POST.get("nama", ""), question=question, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect(f"{reverse(PLACES.listing)}?{question}")
