"""Is whoever is silent reminded once, whoever comes told of the day, and nobody at night or twice?"""

import datetime as dt

import pytest
from django.utils import timezone
from tests.briefings.test_inviting import SITE, plan, ready
from tests.cast import Cast
from tests.house.clock import Travel
from tests.house.runs import DAY
from tests.house.town import Town

from payung.briefings import actions, queries
from payung.briefings.models import Event, Told
from payung.briefings.terms import EVENT_REMINDER, REPLY_REMINDER
from payung.jobs import clock
from payung.outreach.models import Message
from payung.outreach.terms import MessageState
from payung.rules.periods import add_working_days, working_days_between

pytestmark = pytest.mark.django_db
REPLY_BY, EVENT_ON = dt.date(2026, 10, 15), dt.date(2026, 10, 22)


@pytest.fixture
def sent(cast: Cast, town: Town, travel: Travel) -> Event:
    """Three firms invited for Thursday 22 October, to answer by the 15th; the first comes."""
    travel(DAY)
    event = actions.plan_event(plan(), by=cast.coordinator)
    ready(event, cast)
    actions.send_invitations(event, by=cast.coordinator, site=SITE)
    first = queries.invitees(event)[0]
    actions.accept(first, [actions.Coming("Budi")], site=SITE)
    Message.objects.update(state=MessageState.SENT, sent_at=timezone.now())
    return event


def days_before(day: dt.date, n: int) -> dt.date:
    return next(
        on for on in (day - dt.timedelta(days=k) for k in range(1, 40))
        if working_days_between(on, day) == n and add_working_days(on, n) == day
    )  # fmt: skip


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(5), tzinfo=dt.UTC)


def reminded(step: str) -> int:
    return Told.objects.filter(step=step).count()


def test_the_silent_are_reminded_once_on_their_day(sent: Event, travel: Travel) -> None:
    assert (sent.reply_by, timezone.localdate(sent.starts_at)) == (REPLY_BY, EVENT_ON)
    travel(days_before(REPLY_BY, REPLY_REMINDER + 1))
    clock.tick()
    assert reminded(queries.REMIND_REPLY) == 0
    travel(days_before(REPLY_BY, REPLY_REMINDER))
    clock.tick()
    clock.tick()
    assert reminded(queries.REMIND_REPLY) == 2
    travel(REPLY_BY)
    clock.tick()
    assert reminded(queries.REMIND_REPLY) == 2
    assert all("Mohon jawab" in one.message.text for one in Told.objects.filter(step=queries.REMIND_REPLY))


def test_whoever_comes_is_reminded_of_the_day(sent: Event, travel: Travel) -> None:
    travel(days_before(EVENT_ON, EVENT_REMINDER))
    clock.tick()
    clock.tick()
    told = Told.objects.get(step=queries.REMIND_EVENT)
    assert told.invitee == queries.invitees(sent)[0]
    assert "22 Oktober 2026" in told.message.text
    travel(EVENT_ON)
    clock.tick()
    assert reminded(queries.REMIND_EVENT) == 1


def test_at_night_and_on_sundays_nobody_is_reminded(sent: Event) -> None:
    day = days_before(REPLY_BY, REPLY_REMINDER)
    night = dt.datetime.combine(day, dt.time(15), tzinfo=dt.UTC)  # 22.00 in Jakarta
    sunday = noon(dt.date(2026, 10, 11))
    assert queries.owed_reminders(at=night) != []
    for at in (night, sunday):
        assert [each for each in clock.due(at) if each.rule == queries.REMIND_REPLY] == []
    assert [each.rule for each in clock.due(noon(day))] == [queries.REMIND_REPLY]


def test_two_machines_remind_once(sent: Event, travel: Travel) -> None:
    day = days_before(REPLY_BY, REPLY_REMINDER)
    travel(day)
    one, other = list(clock.due(noon(day))), list(clock.due(noon(day)))
    assert [bool(each.act()) for each in (*one, *other)] == [True, False]
    assert reminded(queries.REMIND_REPLY) == 2


def test_a_reminder_that_still_waits_is_withdrawn_once_it_is_answered(sent: Event, travel: Travel) -> None:
    travel(days_before(REPLY_BY, REPLY_REMINDER))
    silent = queries.invitees(sent)[1]
    actions.remind_to_reply(sent, on=timezone.localdate(), site=SITE)
    actions.decline(silent, site=SITE)
    states = dict(Told.objects.filter(step=queries.REMIND_REPLY).values_list("invitee", "message__state"))
    assert states[silent.pk] == MessageState.CANCELLED
    assert sorted(states.values()) == [MessageState.CANCELLED, MessageState.WAITING]


def test_who_was_invited_today_is_not_reminded_today(cast: Cast, town: Town, travel: Travel) -> None:
    travel(DAY)
    event = actions.plan_event(plan(), by=cast.coordinator)
    ready(event, cast)
    day = days_before(REPLY_BY, REPLY_REMINDER)
    travel(day)
    actions.send_invitations(event, by=cast.coordinator, site=SITE)
    assert queries.owed_reminders(at=noon(day)) == []


def test_a_cancelled_event_reminds_nobody(sent: Event, cast: Cast, travel: Travel) -> None:
    travel(days_before(REPLY_BY, REPLY_REMINDER))
    actions.cancel_event(sent, reason="Gedung banjir", by=cast.coordinator, site=SITE)
    assert queries.owed_reminders(at=timezone.now()) == []
    assert actions.remind_to_reply(sent, on=timezone.localdate(), site=SITE) == 0
