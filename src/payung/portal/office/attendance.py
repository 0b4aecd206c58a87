"""Who came to an event: the list, the list on paper and what is copied from it, and certificates?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.terms import Permission
from payung.briefings import actions, policies, queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of
from payung.portal.language import tell
from payung.portal.office.events import event_or_404
from payung.portal.office.letters import site_of
from payung.refusal import Refusal

MOST_UNPLACED = 20
"""Firms shown at once of those that came and are not on the list; the next follow when these are dealt with."""
PEOPLE_ON_PAPER = 100
"""People on one page of what is copied from paper."""
EMPTY_ROWS = 12
"""Lines on the printed list for those who are not on it."""


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, when, and what may be done with it."""
    event, user = event_or_404(request, pk), signed_in(request)
    unplaced = queries.unplaced(event)
    context = {
        "event": event, "counts": queries.attendance(event), "page": page_of(queries.who_came(event), request.GET),
        "no_door": policies.objection_to_keeping_the_door(event, by=user),
        "no_certificate": policies.objection_to_certifying(event, came=True, at=timezone.now()),
        "unplaced": unplaced[:MOST_UNPLACED], "rest": max(len(unplaced) - MOST_UNPLACED, 0),
    }  # fmt: skip
    return render(request, "events/attendance.html", context)


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for when every telephone fails: to be signed by hand."""
    event = event_or_404(request, pk)
    context = {"event": event, "people": queries.participants(event), "empty": range(EMPTY_ROWS)}
    return render(request, "events/print.html", context)


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy the ticks from the printed list."""
    event, user = event_or_404(request, pk), signed_in(request)
    if request.method == "POST":
        numbers = [int(told) for told in request.POST.getlist("hadir") if told.isascii() and told.isdecimal()]
        try:
            kept = len(actions.copy_paper(event, [n for n in numbers if n < 2**63], by=user))
        except Refusal as refusal:
            messages.error(request, tell(refusal))
        else:
            said = ngettext("%(n)s orang dicatat hadir.", "%(n)s orang dicatat hadir.", kept)
            messages.success(request, said % {"n": kept})
        return redirect(request.get_full_path())
    page = page_of(queries.absent(event), request.GET, per_page=PEOPLE_ON_PAPER)
    context = {
        "event": event, "no_door": policies.objection_to_keeping_the_door(event, by=user), "page": page,
        "people": page.object_list,
    }  # fmt: skip
    return render(request, "events/paper.html", context)


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def certificate(request: HttpRequest, pk: int, who: int) -> HttpResponse:
    """The certificate of one person who came."""
    event, one = event_or_404(request, pk), queries.participant(who, by=signed_in(request))
    if one is None or one.event_id != event.pk:
        raise Http404
    return _certificates(request, event, [one])


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates of all who came, in one file."""
    event = event_or_404(request, pk)
    return _certificates(request, event, list(queries.who_came(event)))


def _certificates(request: HttpRequest, event: Any, people: list[Any]) -> HttpResponse:
    try:
        pdf = actions.open_certificates(event, people, site=site_of(request), at=timezone.now(), by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("event_attendance", event.pk)
    name = f"sertifikat-{people[0].code}" if len(people) == 1 else f"sertifikat-acara-{event.pk}"
    return pdf_response(pdf, name=name)


def pdf_response(pdf: bytes, *, name: str) -> HttpResponse:
    """A PDF to be saved under this name."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
