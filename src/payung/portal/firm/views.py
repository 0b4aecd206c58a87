"""Which packages of this firm are protected, and on which days not?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from payung.accounts.terms import OfficeKind, Permission
from payung.portal.access import requires
from payung.portal.components.packages import Places, detail_page, list_page

PLACES = Places("firm_packages", "firm_package")


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def packages(request: HttpRequest) -> HttpResponse:
    """The packages."""
    return list_page(request, places=PLACES, title=_("Paket kami"))


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
def package(request: HttpRequest, package_id: str) -> HttpResponse:
    """One package."""
    return detail_page(request, package_id, places=PLACES)
