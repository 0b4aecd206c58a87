"""Does the clock do what falls due, once, by its rule, and nothing in a dry run?"""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail, serializers
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast
from tests.house.clock import Travel

from payung.audit.models import Entry
from payung.compliance import actions as compliance
from payung.compliance import queries as cases
from payung.compliance.models import Case, CaseStep, Finding
from payung.jobs import clock
from payung.outreach import actions
from payung.outreach.models import Message
from payung.outreach.policies import QuietHours
from payung.outreach.terms import Channel, MessageState
from payung.registry.models import Contact
from payung.rules import remedy
from payung.rules.periods import add_working_days

S = MessageState
MONDAY = dt.date(2026, 11, 30)
CLOCKS = 4


def noticed(case: Case, cast: Cast, travel: Travel) -> Case:
    """Work that starts today, its clarification asked before, its notice sent today by post: reminders will follow."""
    start = add_working_days(MONDAY, 6)
    travel(MONDAY)
    facts = cases.facts_of_case(case)
    assert facts is not None
    last = add_working_days(start, 14)
    type(facts).objects.filter(pk=facts.pk).update(starts_on=start, register_by=last)
    Case.objects.filter(pk=case.pk).update(opened_on=MONDAY)
    for name, by, day in (
        (remedy.CLARIFICATION, cast.coordinator, MONDAY),
        (remedy.NOTICE, cast.agency_officer, start),
    ):
        travel(day)
        drafted = compliance.draft_letter(case, name, by=by)
        actions.issue_and_send(drafted, by=by, site="https://payung.example", channels=[Channel.POST])
        posted = actions.Delivery(day, note="resi 1")
        actions.record_delivery(Message.objects.get(letter=drafted), posted, by=by)
    case.refresh_from_db()
    return case


def start_of(case: Case) -> dt.date:
    return case.steps.get(name=remedy.NOTICE).on_date


@pytest.mark.django_db
def test_reminders_are_taken_on_their_working_days_and_leave_by_email(
    reached: Case, cast: Cast, travel: Travel
) -> None:
    case = noticed(reached, cast, travel)
    start = start_of(case)
    for nth in range(1, 15):
        travel(add_working_days(start, nth))
        clock.tick()
        clock.tick()
    taken = list(case.steps.filter(name__in=remedy.REMINDERS).values_list("name", "on_date", "rule", "by"))
    days = [add_working_days(start, nth) for nth in (5, 10, 13)]
    rows = zip(remedy.REMINDERS, days, strict=True)
    assert taken == [(name, day, remedy.REMINDER_DAYS, None) for name, day in rows]
    assert [box.subject.split(":")[0] for box in mail.outbox] == [
        "Pengingat pertama", "Pengingat kedua", "Pengingat ketiga",
    ]  # fmt: skip
    assert "Hari terakhir mendaftarkan pekerjaan ini" in mail.outbox[0].body
    assert set(Message.objects.filter(channel=Channel.EMAIL).values_list("state", "rule")) == {
        (S.SENT, remedy.REMINDER_DAYS)
    }


@pytest.mark.django_db
def test_a_reminder_goes_by_whatsapp_where_there_is_no_email_and_not_at_all_where_nobody_is_reached(
    reached: Case, cast: Cast, travel: Travel
) -> None:
    case = noticed(reached, cast, travel)
    travel(add_working_days(start_of(case), 5))
    held = Contact.objects.get()
    Contact.objects.all().delete()
    clock.tick()
    assert not case.steps.filter(name__in=remedy.REMINDERS).exists()
    Contact.objects.create(executor=held.executor, phone_sealed=bytes(held.phone_sealed or b""))
    clock.tick()
    ready = Message.objects.get(step=remedy.REMINDERS[0])
    assert (ready.channel, ready.state) == (Channel.WHATSAPP, S.WAITING)


@pytest.mark.django_db
def test_a_case_that_a_check_proved_is_closed_by_its_rule(reached: Case, travel: Travel) -> None:
    Finding.objects.filter(package=reached.package).delete()
    facts = cases.facts_of_case(reached)
    assert facts is not None
    clock.tick()
    reached.refresh_from_db()
    assert reached.closed_on is None
    type(facts).objects.filter(pk=facts.pk).update(standing="protected")
    clock.tick()
    reached.refresh_from_db()
    assert reached.closed_on == timezone.localdate()
    assert reached.steps.get(name=remedy.PROOF).rule == remedy.STEPS


@pytest.mark.django_db
def test_a_case_that_closed_before_its_reminder_left_cancels_it(reached: Case, cast: Cast, travel: Travel) -> None:
    case = noticed(reached, cast, travel)
    day = add_working_days(start_of(case), 5)
    travel(day)
    actions.remind(case, on=day, site="https://payung.example")
    Case.objects.filter(pk=case.pk).update(closed_on=day)
    clock.tick()
    reminder = Message.objects.get(step=remedy.REMINDERS[0])
    assert (reminder.state, mail.outbox) == (S.CANCELLED, [])
    assert Entry.objects.filter(action="message.cancelled").get().note == remedy.STEPS


@pytest.mark.django_db
def test_a_dry_run_names_what_falls_due_and_changes_no_row(reached: Case, cast: Cast, travel: Travel) -> None:
    case = noticed(reached, cast, travel)
    left = Message.objects.filter(channel=Channel.POST).first()
    assert left is not None
    Message.objects.filter(pk=left.pk).update(state=S.HANDING_OVER, claim="a", claimed_at=timezone.now())
    travel(add_working_days(start_of(case), 5))
    before, said = everything(), StringIO()
    call_command("clock", "--dry-run", stdout=said)
    assert everything() == before
    assert f"mengirim pengingat_1 lewat email  compliance.case:{case.pk}  {remedy.REMINDER_DAYS}" in said.getvalue()
    assert f"menandai belum pasti terkirim  outreach.message:{left.pk}" in said.getvalue()
    assert "2 hal jatuh tempo; tidak ada yang diubah." in said.getvalue()


@pytest.mark.django_db
def test_nothing_is_reminded_nor_sent_in_quiet_hours(
    reached: Case, cast: Cast, travel: Travel, settings: Settings
) -> None:
    case = noticed(reached, cast, travel)
    travel(add_working_days(start_of(case), 5))  # noon
    settings.QUIET_HOURS = 11, 13
    assert clock.tick() == clock.Ticked()
    settings.QUIET_HOURS = 13, 11
    assert clock.tick() == clock.Ticked(done=1, tried=1)


@pytest.mark.django_db
def test_a_service_without_a_mail_server_lets_mail_wait(
    reached: Case, cast: Cast, travel: Travel, settings: Settings
) -> None:
    case = noticed(reached, cast, travel)
    travel(add_working_days(start_of(case), 5))
    settings.IS_PUBLIC, settings.EMAIL_HOST = True, ""
    assert clock.tick() == clock.Ticked(done=1, tried=0)
    said = StringIO()
    call_command("clock", "--dry-run", stdout=said)
    assert clock.NO_SERVER in said.getvalue()


@pytest.mark.parametrize(
    ("hours", "hour", "is_quiet"),
    [((20, 6), 20, True), ((20, 6), 5, True), ((20, 6), 6, False), ((20, 6), 19, False), ((12, 13), 12, True),
     ((12, 13), 13, False), ((0, 0), 0, False)],
)  # fmt: skip
def test_quiet_hours_run_over_midnight(hours: tuple[int, int], hour: int, is_quiet: bool) -> None:
    at = dt.datetime(2026, 11, 30, hour, 30, tzinfo=timezone.get_current_timezone())
    assert QuietHours(*hours).hold(at) is is_quiet


@pytest.mark.django_db
def test_one_act_that_fails_does_not_stop_the_others(
    reached: Case, cast: Cast, travel: Travel, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = noticed(reached, cast, travel)
    travel(add_working_days(start_of(case), 5))
    Message.objects.filter(channel=Channel.POST).update(state=S.HANDING_OVER, claim="a", claimed_at=timezone.now())
    Message.objects.update(claimed_at=timezone.now() - dt.timedelta(hours=1))
    broken = clock.Due("rusak", "uji:1", "", lambda: 1 // 0)
    whole = clock.due(timezone.now())
    monkeypatch.setattr(clock, "due", lambda at: iter([broken, *whole]))
    ticked = clock.tick()
    assert (ticked.failed, ticked.done, ticked.tried) == (1, 3, 1)


def everything() -> list[str]:
    """Every row that the clock could change."""
    tables = (Message, Case, CaseStep, Entry, Contact)
    return [serializers.serialize("json", table._default_manager.order_by("pk")) for table in tables]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_remind_and_send_once(request: pytest.FixtureRequest, travel: Travel) -> None:
    """On PostgreSQL truly at once; SQLite's database in memory knows one connection, where they take turns."""
    reached, cast = request.getfixturevalue("reached"), request.getfixturevalue("cast")
    case = noticed(reached, cast, travel)
    travel(add_working_days(start_of(case), 5))
    at_once = connection.vendor == "postgresql"
    barrier = Barrier(CLOCKS if at_once else 1)

    def turn(_: int) -> clock.Ticked:
        barrier.wait(30)
        try:
            return clock.tick()
        finally:
            if at_once:
                connection.close()

    if at_once:
        with ThreadPoolExecutor(CLOCKS) as pool:
            ticked = list(pool.map(turn, range(CLOCKS)))
    else:
        ticked = [turn(each) for each in range(CLOCKS)]
    assert sum(one.failed for one in ticked) == 0
    assert sum(one.done for one in ticked) == 1
    assert sum(one.tried for one in ticked) == 1
    assert case.steps.filter(name__in=remedy.REMINDERS).count() == 1
    assert len(mail.outbox) == 1
