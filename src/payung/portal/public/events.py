"""Which briefings are there for anybody to see, and where does an invited firm answer without an account?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.briefings import queries
from payung.portal.access import public
from payung.portal.components.asked import page_of


@public
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events whose invitations are open, and past ones."""
    return render(request, "events/public_list.html", {"page": page_of(queries.open_events(), request.GET)})


@public
@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: when, where, what; never who is invited."""
    held = queries.by_code(code)
    if held is None:
        raise Http404
    return render(request, "events/public.html", {"event": held})


@public
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind the link of an invitation."""
    held = queries.invitee_of_key(key)
    if held is None:
        raise Http404
    return render(request, "events/public.html", {"event": held.event})
