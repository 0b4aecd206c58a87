"""Who did what, to what, when and why, and is the trail still whole?"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import Permission, Role
from payung.audit import queries
from payung.portal.access import requires, signed_in
from payung.portal.account.deeds import deed, thing
from payung.portal.account.forms import CLOCK, TrailForm

LINES_A_PAGE = 100


@requires(Permission.READ_AUDIT, Permission.MANAGE_PEOPLE)
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The lines asked for, the latest first; the whole chain is read only where that is asked (``?periksa=1``)."""
    names = accounts.names(by=signed_in(request))
    form = TrailForm(request.GET, names=names)
    told = form.cleaned_data if form.is_valid() else {}
    wanted = queries.Wanted(**{name: value for name, value in told.items() if value})
    found = list(queries.trail(wanted, by=signed_in(request))[: LINES_A_PAGE + 1])
    shown = {
        "form": form,
        "lines": [_told(line, names=names) for line in found[:LINES_A_PAGE]],
        "older_than": found[LINES_A_PAGE - 1].pk if len(found) > LINES_A_PAGE else None,
        "standing": queries.standing() if "periksa" in request.GET else None,
    }
    return render(request, "account_pages/trail.html", shown)


@dataclass(frozen=True)
class Told:
    """A line of the trail, and the words for its codes."""

    line: Any
    name: str
    role: str
    deed: str
    thing: str


def _told(line: Any, *, names: dict[str, str]) -> Told:
    return Told(line, _actor(line.actor, names=names), _role(line.role), deed(line.action), thing(line.on))


def _actor(told: str, *, names: dict[str, str]) -> str:
    """The name of whom the trail names by number; empty for the clock."""
    return "" if told == CLOCK else names.get(told, told)


def _role(told: str) -> str:
    return str(Role(told).label) if told in Role.values else told
