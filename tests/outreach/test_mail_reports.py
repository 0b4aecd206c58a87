"""Is what mail servers and readers report taken in by our own identifier, and nothing else believed?"""

import mailbox
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.cast import Cast

from payung.compliance import actions as compliance
from payung.compliance.models import Case
from payung.outreach import actions, queries
from payung.outreach.actions.reports import Taken
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState
from payung.rules import remedy

pytestmark = pytest.mark.django_db
BOUNCE = """From: MAILER-DAEMON@surat.example
To: payung@kota.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="batas"

--batas
Content-Type: text/plain

Alamat tidak dikenal. <palsu@lain.example>

--batas
Content-Type: message/delivery-status

Reporting-MTA: dns; surat.example

Final-Recipient: rfc822; kantor@badan-usaha.example
Action: {action}
Status: 5.1.1

--batas
Content-Type: {copy}

Message-ID: {message_id}
Subject: Surat

--batas--
"""
RECEIPT = """From: kantor@badan-usaha.example
Subject: Terbaca
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="batas"

--batas
Content-Type: text/plain

Sudah dibaca.

--batas
Content-Type: message/disposition-notification

Final-Recipient: rfc822; kantor@badan-usaha.example
Original-Message-ID: {message_id}
Disposition: manual-action/MDN-sent-manually; displayed

--batas--
"""


@pytest.fixture
def message(reached: Case, cast: Cast) -> Message:
    """An e-mail that was sent."""
    drafted = compliance.draft_letter(reached, remedy.CLARIFICATION, by=cast.coordinator)
    letter = actions.issue_and_send(
        drafted, by=cast.coordinator, site="https://payung.example", channels=[Channel.EMAIL]
    )
    actions.deliver_next(at=timezone.now())
    return letter.messages.get()


def bounce(message_id: str, *, action: str = "failed", copy: str = "message/rfc822") -> bytes:
    return BOUNCE.format(message_id=message_id, action=action, copy=copy).encode()


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers"])
def test_a_message_that_came_back_is_marked_once(message: Message, copy: str) -> None:
    report = bounce(message.message_id, copy=copy)
    assert actions.take_reports([report]) == Taken(bounced=1)
    assert actions.take_reports([report]) == Taken(ignored=1)
    message.refresh_from_db()
    assert (message.state, message.problem) == (MessageState.BOUNCED, "5.1.1")
    assert message.bounced_at is not None


@pytest.mark.parametrize(
    "mail", [bounce("<lain@kota.example>"), b"Subject: Cuti\n\nSaya sedang cuti. <x@y>", b"", b"\xff\x00"]
)
def test_a_mail_about_nothing_of_ours_changes_nothing(message: Message, mail: bytes) -> None:
    assert actions.take_reports([mail]) == Taken(ignored=1)
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def test_a_delay_is_no_return(message: Message) -> None:
    assert actions.take_reports([bounce(message.message_id, action="delayed")]) == Taken(ignored=1)


def test_a_message_that_waits_cannot_have_come_back(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(state=MessageState.WAITING)
    assert actions.take_reports([bounce(message.message_id)]) == Taken(ignored=1)


def test_a_message_is_unread_until_its_reader_says_so(message: Message, cast: Cast) -> None:
    later = timezone.now()
    assert list(queries.unread(by=cast.coordinator, before=later)) == [message]
    assert actions.take_reports([RECEIPT.format(message_id=message.message_id).encode()]) == Taken(read=1)
    assert list(queries.unread(by=cast.coordinator, before=later)) == []


def test_a_bounced_message_may_be_sent_again(message: Message, cast: Cast) -> None:
    actions.take_reports([bounce(message.message_id)])
    message.refresh_from_db()
    actions.send_again(message, by=cast.coordinator)
    message.refresh_from_db()
    assert (message.state, message.bounced_at) == (MessageState.WAITING, None)


@pytest.mark.parametrize("kind", ["mbox", "maildir", "eml"])
def test_the_operator_reads_a_mailbox(message: Message, tmp_path: Path, kind: str) -> None:
    place, report = tmp_path / kind, bounce(message.message_id)
    if kind == "eml":
        place.write_bytes(report)
    else:
        box: mailbox.Mailbox = mailbox.mbox(place) if kind == "mbox" else mailbox.Maildir(place)  # type: ignore[type-arg]
        box.add(report)
        box.close()
    said = StringIO()
    call_command("take_reports", str(place), stdout=said)
    assert said.getvalue().startswith("1 surel kembali, 0 terbaca")


def test_a_mailbox_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="tidak ditemukan"):
        call_command("take_reports", str(tmp_path / "tidak-ada"))
