"""Is a message queued with its letter, once a recipient, and does each answer of a server lead where it should?"""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings
from tests.cast import Cast
from tests.house.clock import Travel
from tests.outreach.conftest import EMAIL, PHONE
from tests.outreach.mailroom import Mailroom

from payung.audit.models import Entry
from payung.compliance import actions as compliance
from payung.compliance.models import Case, Letter
from payung.compliance.terms import LetterState
from payung.outreach import actions, queries
from payung.outreach.models import Message
from payung.outreach.terms import BY_PERSON, NEXT, Channel, MessageState
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.rules import remedy

pytestmark = pytest.mark.django_db
SITE = "https://payung.contoh.example"
S = MessageState


@pytest.fixture
def letter(reached: Case, cast: Cast) -> Letter:
    """A request for clarification, issued, its e-mail waiting."""
    drafted = compliance.draft_letter(reached, remedy.CLARIFICATION, by=cast.coordinator)
    return actions.issue_and_send(drafted, by=cast.coordinator, site=SITE, channels=[Channel.EMAIL])


@pytest.fixture
def message(letter: Letter) -> Message:
    """That e-mail."""
    return letter.messages.get()


@pytest.fixture
def by_smtp(settings: Settings, mailroom: Mailroom) -> Mailroom:
    """Our mail server in the place of Django's memory."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", mailroom.port, False
    return mailroom


def sent(message: Message) -> Message:
    """The message after one try to send."""
    actions.deliver_next(at=timezone.now())
    message.refresh_from_db()
    return message


def test_a_letter_and_its_messages_are_made_together(letter: Letter, message: Message) -> None:
    assert letter.state == LetterState.ISSUED
    assert (message.state, message.channel, queries.recipient(message)) == (S.WAITING, Channel.EMAIL, EMAIL)
    assert EMAIL.encode() not in bytes(message.to_sealed)
    assert f"{SITE}/surat/{letter.code}/" in message.text
    assert letter.reference in message.subject
    assert Entry.objects.filter(action="message.queued", on=f"outreach.message:{message.pk}").count() == 1


def test_where_a_recipient_cannot_be_reached_nothing_is_issued(case: Case, cast: Cast) -> None:
    drafted = compliance.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    for channels, sentence in (([Channel.EMAIL], "Surel: alamat penerima belum dicatat"), ([], "sekurangnya satu")):
        with pytest.raises(Refusal, match=sentence):
            actions.issue_and_send(drafted, by=cast.coordinator, site=SITE, channels=channels)
    drafted.refresh_from_db()
    assert (drafted.state, drafted.number, Message.objects.count()) == (LetterState.DRAFT, None, 0)


def test_a_letter_queued_again_waits_once(letter: Letter, cast: Cast) -> None:
    both = [Channel.EMAIL, Channel.WHATSAPP, Channel.POST]
    actions.send_letter(letter, by=cast.coordinator, site=SITE, channels=both)
    actions.send_letter(letter, by=cast.coordinator, site=SITE, channels=both)
    assert sorted(letter.messages.values_list("channel", flat=True)) == ["email", "post", "whatsapp"]
    held = letter.messages.get(channel=Channel.POST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(letter=letter, step=held.step, channel=held.channel, to_sealed=bytes(held.to_sealed),
                               message_id="<lain@payung.example>", try_at=timezone.now())  # fmt: skip


def test_a_mended_address_is_another_message(letter: Letter, reached: Case, cast: Cast) -> None:
    assert reached.executor is not None
    registry.set_contact(reached.executor, email="baru@badan-usaha.example", phone="", keyring=queries.keyring(),
                         by=cast.coordinator)  # fmt: skip
    actions.send_letter(letter, by=cast.coordinator, site=SITE, channels=[Channel.EMAIL])
    assert {queries.recipient(one) for one in letter.messages.all()} == {EMAIL, "baru@badan-usaha.example"}
    assert len(set(letter.messages.values_list("message_id", flat=True))) == 2


def test_only_the_letters_own_office_sends_it(letter: Letter, cast: Cast) -> None:
    for stranger in (cast.agency_officer, cast.branch_officer, cast.leader):
        with pytest.raises(Refusal, match="bukan surat kantor Anda"):
            actions.send_letter(letter, by=stranger, site=SITE, channels=[Channel.EMAIL])


def test_an_email_carries_the_letter_and_its_identifier(message: Message) -> None:
    assert sent(message).state == S.SENT
    (box,) = mail.outbox
    (attached,) = box.attachments
    assert (box.to, box.extra_headers["Message-ID"]) == ([EMAIL], message.message_id)
    assert (attached[0].endswith(".pdf"), bytes(attached[1])[:5]) == (True, b"%PDF-")
    assert message.sent_at is not None
    assert actions.deliver_next(at=timezone.now()) is None


def test_the_identifier_of_a_message_is_always_the_same(message: Message, by_smtp: Mailroom, cast: Cast) -> None:
    by_smtp.break_at = "DATA"
    assert sent(message).state == S.UNCERTAIN
    by_smtp.break_at = ""
    actions.send_again(message, by=cast.coordinator)
    assert sent(message).state == S.SENT
    assert by_smtp.ids == [message.message_id, message.message_id]  # the second because a person took it upon themself


@pytest.mark.parametrize(
    ("stage", "answer", "state"),
    [
        ("MAIL", "451 nanti", S.WAITING), ("RCPT", "550 tidak dikenal", S.FAILED), ("RCPT", "450 penuh", S.WAITING),
        ("DATA", "552 terlalu besar", S.FAILED), ("DATA", "421 sibuk", S.WAITING),
    ],
)  # fmt: skip
def test_a_server_that_refuses_has_taken_nothing(
    message: Message, by_smtp: Mailroom, stage: str, answer: str, state: str
) -> None:
    by_smtp.answers = {stage: answer}
    assert sent(message).state == state
    assert answer.split(maxsplit=1)[0] in message.problem
    assert by_smtp.arrived == []


@pytest.mark.parametrize("stage", ["MAIL", "DATA"])
def test_a_connection_that_breaks_leaves_the_message_uncertain(message: Message, by_smtp: Mailroom, stage: str) -> None:
    by_smtp.break_at = stage
    assert sent(message).state == S.UNCERTAIN
    assert actions.deliver_next(at=timezone.now() + dt.timedelta(days=9)) is None


def test_a_server_that_is_away_is_tried_again_later_and_not_for_ever(
    message: Message, settings: Settings, by_smtp: Mailroom
) -> None:
    settings.EMAIL_PORT = 1
    assert sent(message).state == S.WAITING
    assert message.try_at > timezone.now() + dt.timedelta(minutes=1)
    assert actions.deliver_next(at=timezone.now()) is None
    while message.state == S.WAITING:
        actions.deliver_next(at=message.try_at)
        message.refresh_from_db()
    assert (message.state, message.attempts) == (S.FAILED, 8)


def test_what_a_dead_worker_left_is_freed_only_after_its_time(message: Message) -> None:
    now = timezone.now()
    held = Message.objects.filter(pk=message.pk)
    held.update(state=S.SENDING, claim="a", claimed_at=now)
    assert list(queries.left_behind(at=now + dt.timedelta(minutes=4))) == []
    for state, becomes in ((S.SENDING, S.WAITING), (S.HANDING_OVER, S.UNCERTAIN)):
        held.update(state=state, claim="a", claimed_at=now)
        (left,) = queries.left_behind(at=now + dt.timedelta(minutes=6))
        assert actions.recover(left)
        assert not actions.recover(left)  # another clock was faster
        message.refresh_from_db()
        assert message.state == becomes


def test_what_became_untrue_is_never_told(letter: Letter, message: Message, cast: Cast) -> None:
    corrected = compliance.supersede_letter(letter, reason="nilai dikoreksi", by=cast.coordinator)
    compliance.issue_letter(corrected, by=cast.coordinator, site=SITE)
    assert actions.deliver_next(at=timezone.now()) is None
    (untold,) = queries.untold()
    assert actions.cancel_untold(untold)
    assert not actions.cancel_untold(untold)
    message.refresh_from_db()
    assert message.state == S.CANCELLED
    with pytest.raises(Refusal, match="digantikan"):
        actions.send_again(message, by=cast.coordinator)
    assert mail.outbox == []


def test_whatsapp_is_a_ready_text_that_a_person_sends(letter: Letter, cast: Cast, travel: Travel) -> None:
    actions.send_letter(letter, by=cast.coordinator, site=SITE, channels=[Channel.WHATSAPP])
    ready = letter.messages.get(channel=Channel.WHATSAPP)
    link = queries.whatsapp_link(ready)
    assert link.startswith(f"https://wa.me/{PHONE.lstrip('+')}?text=Yth.%20Pimpinan")
    assert " " not in link
    assert len(ready.text) < 600
    assert actions.deliver_next(at=timezone.now()) == letter.messages.get(channel=Channel.EMAIL)
    assert actions.deliver_next(at=timezone.now()) is None  # only e-mail leaves by itself


def test_every_state_has_a_way_on_or_an_end_and_nothing_sent_waits_again_by_itself() -> None:
    assert set(NEXT) == set(MessageState)
    assert S.WAITING not in NEXT[S.SENT]
    assert {channel for channel in Channel if channel not in BY_PERSON} == {Channel.EMAIL}
