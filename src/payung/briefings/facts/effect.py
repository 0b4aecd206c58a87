"""Of the firms invited to an event: which came, and how many of their days were protected before it and after it?

Four queries, however many events and firms. Days stand as the last run told them, package by package, and none of them
lies after the day of that run. Work of a joint operation counts for the joint operation alone.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from payung.briefings.models import CheckIn, Event, Invitee
from payung.briefings.terms import Reply, Why
from payung.coverage.models import HOLDS_NOW, Span
from payung.impact.effect import Effect, effect
from payung.impact.estimate import compared
from payung.impact.firms import WINDOW, Firm
from payung.intake.queries import latest_run

STATES = ("protected", "pending", "unprotected")
REACH = dt.timedelta(days=WINDOW)
DAY = dt.timedelta(days=1)
Stretch = tuple[dt.date, dt.date, bool]
"""First day, last day, and whether the days between were protected."""


@dataclass(frozen=True)
class InvitedFirm:
    """An invited firm, and its days on both sides of the event."""

    pk: int
    name: str
    days: Firm


@dataclass(frozen=True)
class EventEffect:
    """The effect of an event, the firms it was read from, and how many were left out of it, by reason.

    ``guests`` came without being invited; ``elsewhere`` came to another event in the same months; ``without``
    had too little work to compare. ``as_of`` is the day of the data, None before the first run.
    """

    event: Event
    held_on: dt.date
    as_of: dt.date | None
    effect: Effect
    firms: tuple[InvitedFirm, ...]
    guests: int
    elsewhere: int
    without: int


def effect_of(event: Event) -> EventEffect:
    """The effect of one event."""
    return effects_of([event])[0]


def effects_of(events: Sequence[Event]) -> list[EventEffect]:
    """The effects of these events, in their order."""
    run = latest_run()
    as_of = run.as_of if run else None
    invited = _invited(events)
    came = _came()
    worked = _worked(events) if as_of and events else {}
    return [_of(event, invited[event.pk], came, worked, as_of=as_of) for event in events]


def held_on(event: Event) -> dt.date:
    """The day of an event, on the clocks of the city."""
    return timezone.localdate(event.starts_at)


def _of(
    event: Event,
    invited: Mapping[int, str],
    came: Mapping[int, set[tuple[int, dt.date]]],
    worked: Mapping[int, list[Stretch]],
    *,
    as_of: dt.date | None,
) -> EventEffect:
    on, last = held_on(event), as_of or dt.date.min
    here = {pk for pk, visits in came.items() if any(where == event.pk for where, _ in visits)}
    elsewhere = {pk for pk in invited if any(_is_another(visit, event, on=on) for visit in came.get(pk, ()))}
    firms = [
        InvitedFirm(pk, name, _days(worked.get(pk, ()), on=on, last=last, came=pk in here))
        for pk, name in invited.items()
        if pk not in elsewhere
    ]
    kept = set(map(id, compared([firm.days for firm in firms])))
    taken = tuple(firm for firm in firms if id(firm.days) in kept)
    return EventEffect(
        event, on, as_of, effect([firm.days for firm in taken], held_on=on, as_of=last), taken,
        guests=len(here - set(invited)), elsewhere=len(elsewhere), without=len(firms) - len(taken),
    )  # fmt: skip


def _is_another(visit: tuple[int, dt.date], event: Event, *, on: dt.date) -> bool:
    where, day = visit
    return where != event.pk and abs(day - on) <= REACH


def _days(stretches: Iterable[Stretch], *, on: dt.date, last: dt.date, came: bool) -> Firm:
    listed = list(stretches)
    before = _within(listed, on - REACH, min(on - DAY, last))
    after = _within(listed, on + DAY, min(on + REACH, last))
    return Firm(came, *before, *after)


def _within(stretches: Iterable[Stretch], first: dt.date, last: dt.date) -> tuple[int, int]:
    """Days worked and days protected between two days, both included."""
    worked = protected = 0
    for begins, ends, is_protected in stretches:
        days = max((min(ends, last) - max(begins, first)).days + 1, 0)
        worked += days
        protected += days if is_protected else 0
    return worked, protected


def _invited(events: Iterable[Event]) -> dict[int, dict[int, str]]:
    """event → executor → its name, of those that were told of it or answered.

    Without those who came unasked, whose fellows that stayed away nobody knows.
    """
    found: dict[int, dict[int, str]] = defaultdict(dict)
    told = Q(invited_at__isnull=False) | ~Q(reply=Reply.NONE)
    rows = Invitee.objects.filter(told, event__in=events).exclude(why=Why.CAME).order_by("executor__name", "pk")
    for event, executor, name in rows.values_list("event", "executor", "executor__name"):
        found[event][executor] = name
    return found


def _came() -> dict[int, set[tuple[int, dt.date]]]:
    """executor → the events it came to, with their days."""
    found: dict[int, set[tuple[int, dt.date]]] = defaultdict(set)
    looks = CheckIn.objects.annotate(firm=Coalesce("participant__executor", "participant__invitee__executor"))
    rows = looks.filter(firm__isnull=False).order_by().distinct()
    for firm, event, starts_at in rows.values_list("firm", "participant__event", "participant__event__starts_at"):
        found[firm].add((event, timezone.localdate(starts_at)))
    return found


def _worked(events: Sequence[Event]) -> dict[int, list[Stretch]]:
    """executor → the stretches of its packages' days around these events."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    days = [held_on(event) for event in events]
    spans = Span.objects.filter(
        HOLDS_NOW,
        package__executor__in=Invitee.objects.filter(event__in=events).values("executor"),
        state__in=STATES,
        to_on__gte=min(days) - REACH,
        from_on__lte=max(days) + REACH,
    )
    for firm, begins, ends, state in spans.values_list("package__executor", "from_on", "to_on", "state"):
        found[firm].append((begins, ends, state == "protected"))
    return found
