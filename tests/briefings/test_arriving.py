"""Does every look of every device count once, whatever the order in which it comes?"""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone
from tests.cast import Cast, make_cast
from tests.house.briefings import invited, open_event, taking_part
from tests.house.clock import Travel
from tests.house.guards import Guard
from tests.house.runs import DAY
from tests.house.town import Town

from payung.audit.models import Entry
from payung.briefings import actions, queries
from payung.briefings.actions.arriving import CORRECTED
from payung.briefings.models import CheckIn, Event, Invitee, Participant
from payung.briefings.terms import EventState, Origin
from payung.refusal import Refusal
from payung.registry.models import Executor

EVENING = DAY + dt.timedelta(days=22)


def look(of: Participant | None = None, **told: Any) -> dict[str, Any]:
    """A look as a device sends it, at a quarter past nine of the event's day."""
    at = dt.datetime.combine(DAY + dt.timedelta(days=21), dt.time(2, 15), tzinfo=dt.UTC)
    facts = {"client_id": str(uuid.uuid4()), "device": "ponsel-a", "at": at.isoformat(), "way": "nama"}
    return facts | ({"participant": of.pk} if of else {}) | told


def guest(name: str, firm: str = "PT Belum Dikenal", **told: Any) -> dict[str, Any]:
    """A walk-in as a device writes it down."""
    return {"client_id": str(uuid.uuid4()), "name": name, "position": "", "firm": firm} | told


@pytest.fixture(autouse=True)
def evening(travel: Travel) -> None:
    travel(EVENING)


@pytest.fixture
def firm(event: Event, town: Town) -> Invitee:
    executor = town.ours.executor
    assert executor is not None
    return invited(event, executor)


@pytest.fixture
def budi(event: Event, firm: Invitee) -> Participant:
    return taking_part(event, "Budi Contoh", invitee=firm, code="ABC234")


def came(event: Event) -> dict[str, dt.datetime]:
    return {each.name: each.came_at for each in queries.who_came(event)}  # type: ignore[attr-defined]


def test_the_same_look_sent_again_changes_nothing(event: Event, budi: Participant, cast: Cast) -> None:
    told = [look(budi)]
    first, again = (actions.take_arrivals(event, told, by=cast.coordinator)[0] for _ in range(2))
    assert first == again
    assert CheckIn.objects.count() == 1
    doubled = actions.take_arrivals(event, [*told, *told], by=cast.coordinator)
    assert [one.participant for one in doubled] == [budi, budi]
    assert CheckIn.objects.count() == 1


def test_two_devices_leave_two_looks_and_one_attendance_the_earliest(
    event: Event, budi: Participant, cast: Cast
) -> None:
    later = look(budi, device="ponsel-b", at="2026-10-22T09:40:00+07:00", way="qr")
    actions.take_arrivals(event, [later], by=cast.coordinator)
    actions.take_arrivals(event, [look(code="abc234", way="kode")], by=cast.second_coordinator)
    assert CheckIn.objects.count() == 2
    assert came(event) == {"Budi Contoh": dt.datetime(2026, 10, 22, 2, 15, tzinfo=dt.UTC)}
    assert queries.attendance(event).came == 1


def test_one_walk_in_of_two_devices_is_one_participant(event: Event, firm: Invitee, cast: Cast) -> None:
    by_number = guest("Sri  Rahayu", "", invitee=firm.pk, position="Direktur")
    by_words = guest("SRI RAHAYU", firm.executor.name.lower())
    actions.take_arrivals(event, [look(guest=by_number)], by=cast.coordinator)
    actions.take_arrivals(event, [look(guest=by_words, device="ponsel-b")], by=cast.coordinator)
    sri = Participant.objects.get()
    assert (sri.name, sri.invitee, sri.executor, sri.origin) == ("Sri Rahayu", firm, firm.executor, Origin.AT_THE_DOOR)
    assert sri.check_ins.count() == 2


def test_a_walk_in_who_was_on_the_list_after_all_is_the_one_on_the_list(
    event: Event, budi: Participant, cast: Cast
) -> None:
    actions.take_arrivals(event, [look(guest=guest("budi contoh", budi.firm_name))], by=cast.coordinator)
    assert list(Participant.objects.all()) == [budi]
    assert came(event).keys() == {"Budi Contoh"}


def test_a_firm_that_nobody_invited_is_found_in_the_data_by_its_name(event: Event, town: Town, cast: Cast) -> None:
    executor = town.theirs.executor
    assert executor is not None
    actions.take_arrivals(event, [look(guest=guest("Tono", executor.name.lower()))], by=cast.coordinator)
    actions.take_arrivals(event, [look(guest=guest("Tini", "Perorangan"))], by=cast.coordinator)
    assert dict(Participant.objects.values_list("name", "executor")) == {"Tono": executor.pk, "Tini": None}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("bukan catatan", "tidak terbaca"),
        ({}, "tidak menyebut siapa"),
        ({"client_id": "x"}, "tidak bernomor"),
        ({"at": "kemarin"}, "Waktu"),
        ({"at": "2026-10-22T09:15:00"}, "Waktu"),
        ({"at": "2026-99-22T09:15:00Z"}, "Waktu"),
        ({"at": None}, "Waktu"),
        ({"way": "terbang"}, "bagaimana orangnya ditemukan"),
        ({"device": "p" * 41}, "paling panjang 40 huruf"),
        ({"device": 7}, "tidak terbaca"),
        ({"participant": 2**70}, "tidak ada dalam daftar"),
        ({"participant": True}, "tidak ada dalam daftar"),
        ({"participant": None, "code": "TIDAKADA"}, "tidak ada dalam daftar"),
        ({"guest": "Budi"}, "tamu ini tidak terbaca"),
        ({"guest": {"client_id": str(uuid.uuid4()), "name": " . ", "firm": "CV"}}, "Tulis nama tamu"),
        ({"guest": {"client_id": str(uuid.uuid4()), "name": "Budi"}}, "dari badan usaha mana Budi datang"),
        ({"guest": {"client_id": None, "name": "Budi", "firm": "CV"}}, "tidak bernomor"),
        ({"guest": {"client_id": str(uuid.uuid4()), "name": "Budi", "invitee": 10**9}}, "tulis namanya"),
        ({"guest": {"client_id": str(uuid.uuid4()), "name": "B\x00di", "firm": "CV"}}, "tidak terbaca"),
    ],
)
def test_what_is_not_understood_stays_on_the_device_and_the_rest_is_kept(
    event: Event, budi: Participant, cast: Cast, told: Any, said: str
) -> None:
    bad = told if isinstance(told, str) else look(None if not told else budi, **told)
    good, refused = actions.take_arrivals(event, [look(budi), bad], by=cast.coordinator)
    assert good.participant == budi
    assert refused.participant is None
    assert said in str(refused.said)
    assert Participant.objects.count() == CheckIn.objects.count() == 1


def test_what_belongs_to_another_event_is_refused(event: Event, budi: Participant, cast: Cast) -> None:
    other = open_event(cast, on=DAY + dt.timedelta(days=21))
    written = guest("Tamu Satu")
    told, of_guest = look(budi), look(guest=written)
    actions.take_arrivals(event, [told, of_guest], by=cast.coordinator)
    answers = actions.take_arrivals(other, [told, look(budi), look(guest=written)], by=cast.coordinator)
    assert ["acara lain" in str(one.said) for one in answers] == [True, False, True]
    assert [one.participant for one in answers] == [None, None, None]


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("2020-01-01T00:00:00Z", dt.datetime(2026, 10, 21, 14, tzinfo=dt.UTC)),
        ("2031-01-01T00:00:00Z", dt.datetime(2026, 10, 22, 17, tzinfo=dt.UTC)),
        ("2026-10-22T01:30:00Z", None),
    ],
)
def test_an_absurd_clock_is_drawn_to_the_hours_of_the_event_and_said(
    event: Event, budi: Participant, cast: Cast, at: str, kept: dt.datetime | None
) -> None:
    (one,) = actions.take_arrivals(event, [look(budi, at=at)], by=cast.coordinator)
    assert one.said == (CORRECTED if kept else "")
    assert CheckIn.objects.get().at == (kept or dt.datetime.fromisoformat(at))


def test_nobody_comes_before_the_day_of_the_event(event: Event, budi: Participant, cast: Cast, travel: Travel) -> None:
    travel(DAY)
    (one,) = actions.take_arrivals(event, [look(budi)], by=cast.coordinator)
    assert (one.participant, "belum berlangsung" in str(one.said)) == (None, True)
    assert not CheckIn.objects.exists()


def test_nobody_comes_in_the_future(event: Event, budi: Participant, cast: Cast, travel: Travel) -> None:
    travel(DAY + dt.timedelta(days=21))
    later = timezone.now() + dt.timedelta(hours=2)
    actions.take_arrivals(event, [look(budi, at=later.isoformat())], by=cast.coordinator)
    assert CheckIn.objects.get().at == timezone.now()


def test_a_batch_leaves_one_line_without_names(event: Event, budi: Participant, cast: Cast) -> None:
    actions.take_arrivals(event, [look(budi), look(guest=guest("Tamu")), "?"], by=cast.coordinator)
    line = Entry.objects.get(action="event.arrivals_taken")
    assert line.note == "2 dicatat, 1 tamu baru, 1 ditolak"
    assert line.actor == f"user:{cast.coordinator.pk}"


@pytest.mark.parametrize("who", ["leader", "inspectorate", "agency_officer", "branch_officer", "firm"])
def test_the_door_is_kept_by_those_who_hold_the_event(event: Event, budi: Participant, cast: Cast, who: str) -> None:
    with pytest.raises(Refusal, match="kantor lain"):
        actions.take_arrivals(event, [look(budi)], by=getattr(cast, who))
    assert not CheckIn.objects.exists()


def test_the_branch_keeps_the_door_of_an_event_with_it(event: Event, budi: Participant, cast: Cast) -> None:
    event.branch = cast.branch_officer.office
    event.save()
    assert actions.take_arrivals(event, [look(budi)], by=cast.branch_officer)[0].participant == budi


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_nobody_comes_to_what_is_not_announced_or_called_off(
    event: Event, budi: Participant, cast: Cast, state: EventState
) -> None:
    event.state = state
    event.save()
    with pytest.raises(Refusal):
        actions.take_arrivals(event, [look(budi)], by=cast.coordinator)


def test_a_batch_has_a_size(event: Event, budi: Participant, cast: Cast) -> None:
    with pytest.raises(Refusal, match="500"):
        actions.take_arrivals(event, [look(budi)] * 501, by=cast.coordinator)


def test_ticks_of_paper_are_copied_once_and_came_when_it_started(event: Event, budi: Participant, cast: Cast) -> None:
    for _ in range(2):
        actions.copy_paper(event, [budi.pk, 10**9], by=cast.coordinator)
    assert CheckIn.objects.get().at == event.starts_at
    assert CheckIn.objects.get().way == "kertas"


def test_the_list_of_the_door_has_names_and_no_secrets(event: Event, budi: Participant, cast: Cast) -> None:
    told = queries.door_list(event)
    assert told["people"] == [
        {"id": budi.pk, "code": "ABC234", "name": "Budi Contoh", "firm": budi.firm_name, "at": None}
    ]
    assert told["firms"] == [{"id": budi.invitee_id, "name": budi.firm_name}]
    assert budi.key not in repr(told)


@pytest.mark.parametrize("words", ["abc234", " ABC-234 ", "https://payung.example/x/ABC234/", "contoh budi", "BUDI"])
def test_somebody_is_found_by_code_address_or_words(event: Event, budi: Participant, words: str) -> None:
    taking_part(event, "Siti Lain")
    assert queries.found_at_the_door(event, words) == [budi]
    assert queries.found_at_the_door(event, " ") == []


def test_a_full_batch_asks_the_database_a_handful_of_questions(event: Event, cast: Cast, most_queries: Guard) -> None:
    people = [taking_part(event, f"Orang {n}") for n in range(120)]
    with most_queries(12):
        taken = actions.take_arrivals(event, [look(one) for one in people], by=cast.coordinator)
    assert len([one for one in taken if one.participant]) == queries.attendance(event).came == 120


def send(event: Event, batch: list[Any]) -> list[Any]:
    try:
        return actions.take_arrivals(event, batch, by=event.made_by)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_send_at_once_write_down_one_guest() -> None:
    cast = make_cast()
    event = open_event(cast, on=DAY + dt.timedelta(days=21))
    at_once = 2 if connection.vendor == "postgresql" else 1  # SQLite in memory has one writer
    batches = [
        [look(guest=guest(f"Tamu {n}"), device=device) for n in range(10)] for device in ("ponsel-a", "ponsel-b")
    ]
    with ThreadPoolExecutor(at_once) as pool:
        answers = list(pool.map(lambda batch: send(event, batch), batches))
    close_old_connections()
    assert [one.participant for one in answers[0]] == [one.participant for one in answers[1]]
    assert Participant.objects.count() == 10
    assert CheckIn.objects.count() == 20
    assert Executor.objects.count() == 0
