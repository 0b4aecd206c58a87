"""Does what was still to be sent of an event leave the queue once the event is over, and say why?"""

import datetime as dt

import pytest
from django.utils import timezone
from tests.briefings.test_inviting import SITE, plan, ready
from tests.cast import Cast
from tests.house.clock import Travel
from tests.house.runs import DAY
from tests.house.town import Town

from payung.audit.models import Entry
from payung.briefings import actions, queries
from payung.briefings.actions.reminding import STEP
from payung.briefings.models import Event, Told
from payung.jobs import clock
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState

pytestmark = pytest.mark.django_db
LATE = "Tidak dikirim: acara sudah lewat."


@pytest.fixture
def waiting(cast: Cast, town: Town, travel: Travel) -> Event:
    """Three firms invited by WhatsApp, which nobody has sent yet."""
    travel(DAY)
    event = actions.plan_event(plan(), by=cast.coordinator)
    ready(event, cast)
    assert actions.send_invitations(event, by=cast.coordinator, site=SITE) == 3
    Message.objects.update(channel=Channel.WHATSAPP)
    return event


def states() -> set[tuple[str, str]]:
    return set(Message.objects.values_list("state", "problem"))


def test_the_clock_drops_what_was_not_sent_when_the_event_is_over(waiting: Event, travel: Travel) -> None:
    travel(timezone.localdate(waiting.starts_at))  # noon, when it ends
    clock.tick()
    assert Message.objects.filter(state=MessageState.WAITING).exists()
    travel(timezone.localdate(waiting.starts_at) + dt.timedelta(days=1))
    clock.tick()
    clock.tick()
    assert states() == {(MessageState.CANCELLED, LATE)}
    assert queries.waiting_for_a_person(waiting) == 0
    assert Entry.objects.filter(action="message.cancelled").count() == 1


def test_whoever_says_that_it_took_place_drops_it_at_once(waiting: Event, cast: Cast, travel: Travel) -> None:
    travel(timezone.localdate(waiting.starts_at))
    actions.mark_held(waiting, by=cast.coordinator)
    assert states() == {(MessageState.CANCELLED, LATE)}


def test_what_was_sent_and_what_reminds_of_promises_stays(waiting: Event, cast: Cast, travel: Travel) -> None:
    sent, reminder, _ = Message.objects.order_by("pk")
    Message.objects.filter(pk=sent.pk).update(state=MessageState.SENT, sent_at=timezone.now())
    Told.objects.filter(message=reminder).update(step=STEP)
    travel(timezone.localdate(waiting.starts_at))
    actions.mark_held(waiting, by=cast.coordinator)
    kept = Message.objects.exclude(state=MessageState.CANCELLED).order_by("pk")
    assert [one.state for one in kept] == [MessageState.SENT, MessageState.WAITING]
