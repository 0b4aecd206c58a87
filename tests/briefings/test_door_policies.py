"""Who keeps the door, and when may a certificate be given?"""

import datetime as dt

import pytest
from tests.cast import Cast

from payung.briefings import policies
from payung.briefings.models import Event
from payung.briefings.terms import EventState


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (EventState.DRAFT, "draf"),
        (EventState.OPEN, None),
        (EventState.HELD, None),
        (EventState.CANCELLED, "dibatalkan"),
    ],
)
def test_the_door_opens_with_the_invitations_and_stays_open(
    event: Event, cast: Cast, state: EventState, said: str | None
) -> None:
    event.state = state
    objection = policies.objection_to_keeping_the_door(event, by=cast.coordinator)
    assert objection is None if said is None else said in str(objection)


def test_another_office_keeps_no_door(event: Event, cast: Cast) -> None:
    assert policies.objection_to_keeping_the_door(event, by=cast.branch_officer)


@pytest.mark.parametrize(
    ("state", "came", "minutes", "said"),
    [
        (EventState.OPEN, True, 0, None),
        (EventState.HELD, True, 60, None),
        (EventState.HELD, True, -1, "sesudah acara selesai"),
        (EventState.HELD, False, 60, "belum tercatat"),
        (EventState.CANCELLED, True, 60, "dibatalkan"),
    ],
)
def test_a_certificate_is_for_who_came_and_not_before_the_end(
    event: Event, state: EventState, came: bool, minutes: int, said: str | None
) -> None:
    event.state = state
    at = event.ends_at + dt.timedelta(minutes=minutes)
    objection = policies.objection_to_certifying(event, came=came, at=at)
    assert objection is None if said is None else said in str(objection)
