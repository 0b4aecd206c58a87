"""How does an e-mail leave exactly once, although the worker may be killed at any moment?

Every step is committed before the next begins: taken up (``sending``), handed over (``handing_over``), ``sent``. A
worker that dies before the hand-over has sent nothing: the message waits again. One that dies during it leaves the
message uncertain: a person finds out, for nothing sent by itself is sent a second time.
"""

import datetime as dt
import logging
import re
import secrets
import smtplib
from contextlib import suppress
from email.mime.text import MIMEText
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from payung.audit import actions as audit
from payung.outreach import queries
from payung.outreach.actions.standing import tell_case
from payung.outreach.models import Message
from payung.outreach.terms import NEXT, MessageState

LOG = logging.getLogger(__name__)
MOST_ATTEMPTS = 8
LONGEST_WAIT = dt.timedelta(hours=4)
METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
FOR_GOOD = 500
"""From this reply on (RFC 5321, 4.2.1) the server refuses for good; below, for now."""
REFUSED = (
    smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
)  # fmt: skip
"""The server answered, and its answer was no: certainly nothing left."""


def deliver_next(*, at: dt.datetime) -> Message | None:
    """Take up the oldest e-mail that may leave and send it; None where none waits. Never inside a transaction."""
    held = _taken_up(at=at)
    if held is not None:
        _deliver(held)
    return held


@transaction.atomic
def recover(message: Message) -> bool:
    """Free what a worker left behind: not handed over, it waits again; else it is uncertain. Whether it moved."""
    handed = message.state == MessageState.HANDING_OVER
    fields: dict[str, Any] = {} if handed else {"claim": "", "claimed_at": None}
    held = Message.objects.filter(pk=message.pk, state=message.state, claim=message.claim)
    to = MessageState.UNCERTAIN if handed else MessageState.WAITING
    if not held.update(state=to, **fields):
        return False
    audit.record(f"message.{to}", on=message, by=None, note="left behind")
    return True


@transaction.atomic
def _taken_up(*, at: dt.datetime) -> Message | None:
    """The oldest message nobody else holds, now held by us."""
    waiting = queries.to_send(at=at).select_for_update(skip_locked=True, of=("self",))
    held = waiting.first()
    if held is None:
        return None
    held.claim, held.attempts = secrets.token_hex(16), held.attempts + 1
    held.state, held.claimed_at, held.problem = MessageState.SENDING, timezone.now(), ""
    held.save(update_fields=["state", "claim", "claimed_at", "attempts", "problem"])
    return held


def _deliver(held: Message) -> None:
    """Connect, say that it is being handed over, hand over, say that it is sent."""
    composed = _composed(held)
    connection = composed.connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # SMTPException is one
        _put_back(held, error, for_good=False)
        return
    try:
        if _moved(held, MessageState.HANDING_OVER):  # else another took it up, our connection being slow
            _hand_over(held, composed)
    finally:
        with suppress(OSError):
            connection.close()


def _hand_over(held: Message, composed: EmailMessage) -> None:
    try:
        composed.send()
    except REFUSED as error:
        _put_back(held, error, for_good=_reply_of(error) >= FOR_GOOD)
    except OSError as error:  # the connection broke: the server may have taken it
        _moved(held, MessageState.UNCERTAIN, problem=_told(error))
    else:
        _moved(held, MessageState.SENT, sent_at=timezone.now())


def _composed(held: Message) -> EmailMessage:
    letter = held.letter
    composed = EmailMessage(
        subject=held.subject, body=held.text, to=[queries.recipient(held)],
        headers={
            "Message-ID": held.message_id, "Auto-Submitted": "auto-generated",
            "Disposition-Notification-To": settings.DEFAULT_FROM_EMAIL,
        },
    )  # fmt: skip
    if held.with_letter:
        composed.attach(f"surat-{letter.reference.replace('/', '-')}.pdf", bytes(letter.pdf or b""), "application/pdf")
    if held.calendar:
        composed.attach(_calendar_part(held.calendar))
    return composed


def _calendar_part(told: str) -> MIMEText:
    """The .ics as mail programs know it: its method stands on the part as it stands inside (RFC 6047, 2.4)."""
    part = MIMEText(told, "calendar", "utf-8")
    named = METHOD.search(told)
    part.set_param("method", named[1] if named else "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename="acara.ics")
    return part


@transaction.atomic
def _moved(held: Message, to: MessageState, **fields: Any) -> bool:
    """Move a message that is still ours; what is worth a line stands on the trail."""
    before = [state for state, after in NEXT.items() if to in after]
    ours = Message.objects.filter(pk=held.pk, claim=held.claim, state__in=before)
    if not ours.update(state=to, **fields):
        LOG.warning("message %s was taken over before it was %s", held.pk, to)
        return False
    if to != MessageState.HANDING_OVER:
        audit.record(f"message.{to}", on=held, by=None, note=held.rule)
    if to == MessageState.SENT:
        tell_case(held.letter)
    return True


def _put_back(held: Message, error: OSError, *, for_good: bool) -> None:
    """Try again later, each time later; not after a refusal for good, nor for ever."""
    LOG.warning("message %s was not sent: %s", held.pk, type(error).__name__)
    if for_good or held.attempts >= MOST_ATTEMPTS:
        _moved(held, MessageState.FAILED, problem=_told(error))
        return
    later = timezone.now() + min(dt.timedelta(minutes=2**held.attempts), LONGEST_WAIT)
    _moved(held, MessageState.WAITING, problem=_told(error), try_at=later, claim="", claimed_at=None)


def _reply_of(error: OSError) -> int:
    """The number the server answered with; the first, where it answered for each recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((int(code) for code, _ in error.recipients.values()), 0)
    return int(getattr(error, "smtp_code", 0))


def _told(error: OSError) -> str:
    """What the server said, for the person who must find out."""
    return f"{type(error).__name__}: {error}"[:500]
