"""Which events are planned and past, and what is there to do for one of them?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts.terms import Permission
from payung.briefings import queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Every event this person may see, those to come first."""
    page = page_of(queries.events(by=signed_in(request)), request.GET)
    return render(request, "events/list.html", {"page": page})


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event at a glance."""
    return render(request, "events/event.html", {"event": event_or_404(request, pk)})


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def invitees(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom an event invites, and what they answered."""
    return render(request, "events/invitees.html", {"event": event_or_404(request, pk)})


def event_or_404(request: HttpRequest, pk: int) -> Any:
    """The event, where this person may see it."""
    held = queries.event(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return held
