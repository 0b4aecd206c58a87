"""Who gets a seat, who waits, and is the quota kept whatever is answered at the same moment?"""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone
from tests.briefings.test_inviting import SITE, plan, ready
from tests.cast import Cast, make_cast
from tests.house.briefings import invited, open_event
from tests.house.clock import Travel
from tests.house.runs import DAY
from tests.house.town import Town

from payung.briefings import actions, queries
from payung.briefings.models import Event, Invitee, Participant, Told
from payung.briefings.terms import Reply
from payung.refusal import Refusal
from payung.registry.models import Executor

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(cast: Cast, town: Town, travel: Travel) -> Event:
    """An event of three seats."""
    travel(DAY)
    return open_event(cast, on=DAY + dt.timedelta(days=21), quota=3, reply_by=DAY + dt.timedelta(days=14))


def firm(event: Event, name: str) -> Invitee:
    executor = Executor.objects.create(key=name.upper(), kind="unknown", name=name)
    return invited(event, executor)


def people(*names: str) -> list[actions.Coming]:
    return [actions.Coming(name, "Direktur") for name in names]


def comes(invitee: Invitee, *names: str) -> Invitee:
    return actions.accept(invitee, people(*names), site=SITE)


def test_who_comes_is_named_and_has_a_code(small: Event) -> None:
    held = comes(firm(small, "CV Satu"), "  Budi   Contoh ", "Sari")
    assert (held.reply, held.seats) == (Reply.COMING, 2)
    found = list(queries.people_of(held))
    assert [one.name for one in found] == ["Budi Contoh", "Sari"]
    assert len({one.code for one in found}) == 2
    assert all(len(one.code) == 6 for one in found)


def test_when_the_seats_are_taken_one_waits_in_the_order_of_replying(small: Event, travel: Travel) -> None:
    first, second, third, fourth = (firm(small, name) for name in ("CV Satu", "CV Dua", "CV Tiga", "CV Empat"))
    assert comes(first, "A", "B").reply == Reply.COMING
    assert comes(second, "C", "D").reply == Reply.WAITING
    travel(DAY + dt.timedelta(days=1))
    assert comes(third, "E", "F").reply == Reply.WAITING
    assert comes(fourth, "G").reply == Reply.COMING
    assert [one.pk for one in queries.waiting_line(small)] == [second.pk, third.pk]
    third.refresh_from_db()
    assert queries.place_in_line(third) == 2


def test_a_freed_seat_goes_to_the_first_that_fits(small: Event, travel: Travel) -> None:
    first, second, third = (firm(small, name) for name in ("CV Satu", "CV Dua", "CV Tiga"))
    comes(first, "A", "B")
    fourth = firm(small, "CV Empat")
    comes(fourth, "G")
    comes(second, "C", "D")
    travel(DAY + dt.timedelta(days=1))
    comes(third, "E")
    actions.decline(fourth, site=SITE)
    states = dict(Invitee.objects.values_list("executor__name", "reply"))
    assert states["CV Dua"] == Reply.WAITING
    assert states["CV Tiga"] == Reply.COMING
    assert queries.seats_taken(small) == 3


def test_whoever_gets_a_seat_is_told_each_time(cast: Cast, town: Town, travel: Travel) -> None:
    travel(DAY)
    event = actions.plan_event(plan(quota=2), by=cast.coordinator)
    ready(event, cast, firms=2)
    first, second = queries.invitees(event)
    for turn in (1, 2):
        comes(first, "A", "B")
        assert comes(second, "C").reply == Reply.WAITING
        actions.decline(first, site=SITE)
        told = Told.objects.filter(invitee=second, step=queries.SEAT_FREE)
        assert told.count() == turn
        actions.decline(second, site=SITE)
    assert len(set(told.values_list("message__message_id", flat=True))) == 2


def test_more_seats_let_the_waiting_in(cast: Cast, town: Town, travel: Travel) -> None:
    travel(DAY)
    event = actions.plan_event(plan(quota=2), by=cast.coordinator)
    actions.open_event(event, by=cast.coordinator)
    event.refresh_from_db()
    comes(firm(event, "CV Satu"), "A", "B")
    waits = comes(firm(event, "CV Dua"), "C")
    actions.edit_event(event, plan(quota=4), by=cast.coordinator, site=SITE)
    waits.refresh_from_db()
    assert waits.reply == Reply.COMING
    with pytest.raises(Refusal, match="3 orang sudah mendapat kursi"):
        actions.edit_event(event, plan(quota=2), by=cast.coordinator, site=SITE)


def test_a_firm_that_comes_does_not_lose_its_seat_by_asking_for_more(small: Event) -> None:
    first = firm(small, "CV Satu")
    comes(first, "A")
    comes(firm(small, "CV Dua"), "B", "C")
    with pytest.raises(Refusal, match="Kursi tersisa 1"):
        comes(first, "A", "D")
    first.refresh_from_db()
    assert (first.reply, first.seats) == (Reply.COMING, 1)


def test_whoever_stays_keeps_their_code(small: Event) -> None:
    first = firm(small, "CV Satu")
    comes(first, "Budi", "Sari")
    codes = dict(Participant.objects.values_list("name", "code"))
    comes(first, "budi", "Tono")
    now = dict(Participant.objects.values_list("name", "code"))
    assert now["budi"] == codes["Budi"]
    assert set(now) == {"budi", "Tono"}


def test_a_firm_that_waits_keeps_its_place_when_it_changes_a_name(small: Event, travel: Travel) -> None:
    comes(firm(small, "CV Satu"), "A", "B")
    first, second = firm(small, "CV Dua"), firm(small, "CV Tiga")
    comes(first, "C", "D")
    travel(DAY + dt.timedelta(days=1))
    comes(second, "E", "F")
    travel(DAY + dt.timedelta(days=2))
    comes(first, "C", "H")
    assert [one.pk for one in queries.waiting_line(small)] == [first.pk, second.pk]


@pytest.mark.parametrize(
    ("names", "said"), [((), "sekurangnya satu"), (("A", "B", "C"), "Paling banyak 2"), (("Ani", "ANI"), "dua kali")]
)
def test_an_answer_that_cannot_be_is_refused_whole(small: Event, names: tuple[str, ...], said: str) -> None:
    first = firm(small, "CV Satu")
    with pytest.raises(Refusal, match=said):
        comes(first, *names)
    first.refresh_from_db()
    assert first.reply == Reply.NONE
    assert not Participant.objects.exists()


def test_after_the_last_day_one_may_only_give_a_seat_back(small: Event, travel: Travel) -> None:
    first, late = firm(small, "CV Satu"), firm(small, "CV Dua")
    comes(first, "A")
    travel(DAY + dt.timedelta(days=15))
    with pytest.raises(Refusal, match="Hari terakhir menjawab sudah lewat"):
        comes(late, "B")
    assert actions.decline(first, site=SITE).reply == Reply.DECLINED
    travel(DAY + dt.timedelta(days=22))
    with pytest.raises(Refusal, match="sudah berlangsung"):
        actions.decline(late, site=SITE)


def test_the_link_is_opened_once(small: Event, travel: Travel) -> None:
    first = firm(small, "CV Satu")
    actions.open_invitation(first)
    first.refresh_from_db()
    opened = first.opened_at
    travel(DAY + dt.timedelta(days=1))
    actions.open_invitation(first)
    first.refresh_from_db()
    assert first.opened_at == opened is not None


@pytest.fixture
def eight(transactional_db: None) -> list[Invitee]:
    """Eight firms that want two seats each, of nine."""
    event = open_event(make_cast(), on=timezone.localdate() + dt.timedelta(days=20), quota=9)
    return [firm(event, f"CV {number}") for number in range(8)]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
def test_eight_answers_at_once_never_exceed_the_quota(eight: list[Invitee]) -> None:
    start = Barrier(len(eight))

    def answer(invitee: Invitee) -> str:
        start.wait()
        try:
            return comes(invitee, f"{invitee.pk} A", f"{invitee.pk} B").reply
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(len(eight)) as pool:
        replies = list(pool.map(answer, eight))
    assert sorted(replies) == [Reply.COMING] * 4 + [Reply.WAITING] * 4
    assert queries.seats_taken(eight[0].event) == 8
    order = list(queries.waiting_line(eight[0].event).values_list("replied_at", flat=True))
    assert order == sorted(order)
