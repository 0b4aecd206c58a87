"""Which briefings are there for anybody to see: when, where, about what, with which files?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from payung.briefings import facts, queries
from payung.briefings.terms import EventState
from payung.portal.access import public
from payung.portal.components.asked import page_of

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


@public
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The events to come, the next first, and past ones."""
    at = timezone.now()
    found = queries.open_events()
    ahead = found.filter(ends_at__gte=at).exclude(state=EventState.CANCELLED).order_by("starts_at", "pk")[:50]
    past = page_of(found.filter(ends_at__lt=at).exclude(state=EventState.CANCELLED), request.GET, per_page=25)
    return render(request, "events/public_list.html", {"ahead": ahead, "page": past, "past": past.object_list})


@public
@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """One event: when, where, what; never who is invited."""
    held = event_or_404(code)
    context = {
        "event": held, "materials": queries.materials(held), "grounds": held.grounds.filter(withdrawn_at=None),
        "is_ahead": held.starts_at > timezone.now(),
    }  # fmt: skip
    return render(request, "events/public.html", context)


@public
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The event as a calendar takes it."""
    held = event_or_404(code)
    told = facts.calendar_of(held, address=request.build_absolute_uri(reverse("event_page", args=[held.code])))
    return sent(told.encode(), kind="text/calendar; charset=utf-8", name="acara.ics")


@public
@require_safe
def material(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One file of an event, as it was uploaded."""
    held = queries.material(pk, event=event_or_404(code))
    if held is None:
        raise Http404
    return sent(bytes(held.file), kind=TYPES[held.kind], name=f"materi-{held.pk}.{held.kind}")


def sent(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file that the browser keeps and does not guess at."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def event_or_404(code: str) -> Any:
    """The event of this address; a draft has none."""
    held = queries.by_code(code)
    if held is None:
        raise Http404
    return held
