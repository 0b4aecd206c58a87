"""Who is expected, who came and when, and what does a device at the door need to know?"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum
from django.db.models.functions import Coalesce

from payung.accounts.models import User
from payung.briefings.models import CheckIn, Event, Invitee, Participant
from payung.briefings.queries.events import events
from payung.briefings.queries.naming import folded
from payung.briefings.terms import Reply

FOUND = 20
"""People shown for one search."""
KEPT_DAYS = 3
"""So many days after an event a device at the door drops what it holds, once everything is sent."""


@dataclass(frozen=True)
class Attendance:
    """How many are expected, came, and came without being on the list before."""

    expected: int
    came: int
    guests: int


def participants(event: Event) -> QuerySet[Participant]:
    """Everybody on the list of an event, each with ``came_at``: the earliest look of any device, or None."""
    found = Participant.objects.filter(event=event).select_related("invitee", "executor")
    return found.annotate(came_at=Min("check_ins__at"))


def who_came(event: Event) -> QuerySet[Participant]:
    """Those who came, the first first, each with ``came_at``."""
    seen = Participant.objects.filter(event=event).select_related("invitee__executor")
    return seen.annotate(came_at=Min("check_ins__at")).filter(came_at__isnull=False).order_by("came_at", "pk")


def absent(event: Event) -> QuerySet[Participant]:
    """Those on the list whom no device saw."""
    return Participant.objects.filter(event=event, check_ins=None)


def participant(pk: int, *, by: User) -> Participant | None:
    """One person on the list of an event that this person may see."""
    found = Participant.objects.filter(event__in=events(by=by)).annotate(came_at=Min("check_ins__at"))
    return found.select_related("event__organiser", "event__branch", "invitee").filter(pk=pk).first()


def participant_of_key(key: str) -> Participant | None:
    """The person behind the key of a personal page."""
    found = Participant.objects.filter(key=key).annotate(came_at=Min("check_ins__at"))
    return found.select_related("event__organiser", "event__branch").first()


def participant_of_code(event_code: str, code: str) -> Participant | None:
    """The person behind the code of a certificate."""
    found = Participant.objects.filter(event__code=event_code, code=code.upper()).annotate(came_at=Min("check_ins__at"))
    return found.select_related("event__organiser", "event__branch").first()


def attendance(event: Event) -> Attendance:
    """The counts of an event. Expected: the seats that were promised, or the people on the list where they are more."""
    people = Participant.objects.filter(event=event)
    came = CheckIn.objects.filter(participant__event=event).aggregate(n=Count("participant", distinct=True))["n"]
    seats = Invitee.objects.filter(event=event, reply=Reply.COMING).aggregate(n=Coalesce(Sum("seats"), 0))["n"]
    guests = people.filter(origin="di_tempat").count()
    named = people.exclude(invitee__reply=Reply.WAITING, check_ins=None).count()
    return Attendance(max(seats, named - guests), came, guests)


def found_at_the_door(event: Event, words: str) -> list[Participant]:
    """Whom these words may mean: the one of this code, else those whose name or firm holds every word."""
    code, wanted = as_code(words), folded(words).split()
    everybody = list(participants(event))
    of_code = [each for each in everybody if code and each.code.upper() == code]
    if of_code or not wanted:
        return of_code
    held = (each for each in everybody if all(w in f"{each.folded} {folded(each.firm_name)}" for w in wanted))
    return list(held)[:FOUND]


def as_code(words: str) -> str:
    """A code as it was typed or scanned: the last part of an address, in capitals, without spaces and strokes."""
    last = words.strip().rstrip("/").rpartition("/")[2]
    return "".join(c for c in last.upper() if c.isalnum())


def door_list(event: Event) -> dict[str, Any]:
    """What a device at the door needs and no more: names of people and of invited firms."""
    seen = Participant.objects.filter(event=event).annotate(came_at=Min("check_ins__at"))
    people = seen.values_list("pk", "code", "name", "firm_name", "came_at")
    firms = Invitee.objects.filter(event=event).values_list("pk", "executor__name")
    return {
        "event": {
            "title": event.title, "place": event.place, "starts_at": event.starts_at, "ends_at": event.ends_at,
            "drop_at": event.ends_at + dt.timedelta(days=KEPT_DAYS),
        },
        "people": [
            {"id": pk, "code": code, "name": name, "firm": firm, "at": at} for pk, code, name, firm, at in people
        ],
        "firms": [{"id": pk, "name": name} for pk, name in firms],
        "expected": attendance(event).expected,
    }  # fmt: skip
