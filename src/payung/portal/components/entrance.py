"""Which page does somebody open first?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from payung.accounts.terms import OfficeKind
from payung.portal.access import requires, signed_in

FIRST = {
    OfficeKind.CITY: "city_home",
    OfficeKind.AGENCY: "agency_packages",
    OfficeKind.BRANCH: "branch_packages",
    OfficeKind.FIRM: "firm_packages",
}


@requires()
def entrance(request: HttpRequest) -> HttpResponse:
    """On to the first page of this person's office."""
    return redirect(FIRST[signed_in(request).office_kind])
