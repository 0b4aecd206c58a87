"""To which briefings was this firm invited, and what did it answer?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.briefings import queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of


@requires(Permission.VIEW_PACKAGES, of=OfficeKind.FIRM)
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """The invitations, each with the link to its answer."""
    page = page_of(queries.invitations_of_firm(by=signed_in(request)), request.GET, per_page=25)
    return render(request, "events/firm.html", {"page": page, "now": timezone.now()})
