"""What did the payment gate answer every office of the city, and which payments went on a recorded reason?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of, without_page
from payung.portal.components.gate import listed


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The answers of every office, the latest first; those that went on a recorded reason where asked for."""
    user, is_reasoned = signed_in(request), request.GET.get("alasan") == "1"
    reasoned = queries.reasoned_checks(by=user)
    page = page_of(reasoned if is_reasoned else queries.payment_checks(by=user), request.GET)
    context = {
        "page": page, "rows": listed(page.object_list), "is_reasoned": is_reasoned,
        "reasoned": reasoned.count(), "question": without_page(request.GET),
    }  # fmt: skip
    return render(request, "city/gate_checks.html", context)
