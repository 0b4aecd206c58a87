"""What did the payment gate answer under this code, and does the answer still stand?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.compliance import queries
from payung.portal.access import public
from payung.portal.components.gate import shown_check


@public
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """The frozen answer behind a note; no name of a person."""
    held = queries.check_of_code(code)
    if held is None:
        return render(request, "public/unknown_note.html", {"code": code}, status=404)
    context = {"check": held, "answer": shown_check(held), "now": queries.check_after(held), "is_public": True}
    return render(request, "public/gate.html", context)
