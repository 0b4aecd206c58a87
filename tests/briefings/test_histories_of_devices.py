"""Is it always the same who came, however the devices were cut off, and however their batches are cut and mixed?

A device writes down looks without a signal; its batches are split anywhere, sent in any order, some more than once and
beside those of the others. Whatever the history: every person that any device saw is there, once.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.house.briefings import taking_part
from tests.house.clock import Travel
from tests.house.runs import DAY

from payung.briefings import actions, queries
from payung.briefings.models import CheckIn, Event, Participant

LISTED = ["Budi", "Citra", "Dewi", "Eko"]
SPELLINGS = {"Fajar": ["Fajar", " fajar", "FAJAR "], "Gita": ["Gita", "gita."], "Hadi": ["Hadi"]}
FIRMS = {"PT Satu": ["PT Satu", "pt  satu", "PT. SATU"], "Perorangan": ["Perorangan"]}
OPENS = dt.datetime.combine(DAY + dt.timedelta(days=21), dt.time(2), tzinfo=dt.UTC)
Look = dict[str, Any]


@st.composite
def seen(draw: st.DrawFn, *, device: str) -> tuple[Look, str]:
    """One look of a device, and whom it was of."""
    minute = draw(st.integers(0, 170))
    name_of_look = uuid.UUID(int=draw(st.integers(1, 2**100)) * 4 + int(device), version=4)
    look: Look = {
        "client_id": str(name_of_look), "device": f"ponsel-{device}",
        "at": (OPENS + dt.timedelta(minutes=minute)).isoformat(), "way": draw(st.sampled_from(["qr", "kode", "nama"])),
    }  # fmt: skip
    if draw(st.booleans()):
        person = draw(st.sampled_from(LISTED))
        return look | {"code": person.upper()}, person
    person, firm = draw(st.sampled_from(sorted(SPELLINGS))), draw(st.sampled_from(sorted(FIRMS)))
    guest = {
        "client_id": str(uuid.uuid5(name_of_look, "tamu")), "name": draw(st.sampled_from(SPELLINGS[person])),
        "firm": draw(st.sampled_from(FIRMS[firm])),
    }  # fmt: skip
    return look | {"guest": guest}, f"{person}, {firm}"


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[tuple[Look, str]], list[list[Look]]]:
    """What two or three devices saw, and the batches in which it reached us: split, repeated, in any order."""
    devices = [
        draw(st.lists(seen(device=str(n)), min_size=1, max_size=7, unique_by=lambda one: one[0]["client_id"]))
        for n in range(1, draw(st.integers(2, 3)) + 1)
    ]
    batches: list[list[Look]] = []
    for looks in devices:
        rest = [look for look, _who in looks]
        while rest:
            size = draw(st.integers(1, len(rest)))
            batches.append(rest[:size])
            rest = rest[size:]
    again = draw(st.lists(st.sampled_from(batches), max_size=4))
    return [one for looks in devices for one in looks], draw(st.permutations([*batches, *again]))


@pytest.fixture
def listed(event: Event, travel: Travel) -> Event:
    travel(DAY + dt.timedelta(days=22))
    for name in LISTED:
        taking_part(event, name, code=name.upper(), folded=queries.folded(name))
    return event


@given(history=histories())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everybody_seen_is_there_once_whatever_the_history(
    listed: Event, cast: Cast, history: tuple[list[tuple[Look, str]], list[list[Look]]]
) -> None:
    looks, batches = history
    earliest: dict[str, dt.datetime] = {}
    for look, who in looks:
        at = dt.datetime.fromisoformat(look["at"])
        earliest[who] = min(at, earliest.get(who, at))
    for _ in undone():
        for batch in batches:
            taken = actions.take_arrivals(listed, batch, by=cast.coordinator)
            assert all(one.participant for one in taken)
        came = list(queries.who_came(listed))
        assert {called(one): one.came_at for one in came} == earliest  # type: ignore[attr-defined]
        assert len(came) == len(earliest)
        assert CheckIn.objects.count() == len(looks)
        assert Participant.objects.count() == len(LISTED) + sum("," in who for who in earliest)


def called(one: Participant) -> str:
    """Who it is in the words of the history, whichever spelling was kept."""
    names = {queries.folded(each): name for name, said in SPELLINGS.items() for each in said}
    firms = {queries.folded(each): firm for firm, said in FIRMS.items() for each in said}
    if one.name in LISTED:
        return one.name
    return f"{names[queries.folded(one.name)]}, {firms[queries.folded(one.firm_name)]}"


def undone() -> Iterator[None]:
    """Once, and taken back: the next history starts from the same list."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
