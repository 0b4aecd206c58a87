"""By which numbers does the house reckon, from where are they, and how sure are we?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.accounts.terms import Permission
from payung.portal.access import requires
from payung.reconcile.report.wording import LAW_STATUS_MEANING
from payung.rules.doubts import count_by_status
from payung.rules.parameters import law as parameters
from payung.rules.spelled import spelled


@requires(Permission.VIEW_PACKAGES)
def law(request: HttpRequest) -> HttpResponse:
    """Every number of the law with its history, source and status; filtered by words and status."""
    words, status = request.GET.get("q", "").lower(), request.GET.get("status", "")
    listed = [
        (
            key,
            one,
            [(entry, spelled(entry.value, one.unit)) for entry in one.history if not status or entry.status == status],
        )
        for key, one in parameters().items()
        if words in f"{key} {one.label}".lower()
    ]
    context = {
        "numbers": [row for row in listed if row[2]],
        "statuses": [(s, n, LAW_STATUS_MEANING[s.value]) for s, n in count_by_status().items()],
        "words": words, "status": status,
    }  # fmt: skip
    return render(request, "city/law.html", context)
