"""What do the reports of mail servers and mail readers say: did it come back (RFC 3464), was it read (RFC 8098)?

Only the identifier of our own message is taken from a report; what else stands there is not believed.
"""

import email
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email import policy
from email.message import Message as Mail

from django.db import transaction
from django.utils import timezone

from payung.audit import actions as audit
from payung.outreach.actions.standing import tell_case
from payung.outreach.models import Message
from payung.outreach.terms import NEXT, MessageState

ANY_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
READ = ("displayed",)


@dataclass(frozen=True)
class Taken:
    """How many messages came back, how many were read, and how many reports tell of nothing of ours."""

    bounced: int = 0
    read: int = 0
    ignored: int = 0


@dataclass(frozen=True)
class _Report:
    bounced: bool
    message_id: str
    status: str = ""


def take_reports(mails: Iterable[bytes]) -> Taken:
    """Mark what these mails report; a mail that is no report, or not of ours, changes nothing. Again: the same."""
    bounced = read = ignored = 0
    for raw in mails:
        report = _report_in(email.message_from_bytes(raw, policy=policy.compat32))
        if report is None or not _marked(report):
            ignored += 1
        elif report.bounced:
            bounced += 1
        else:
            read += 1
    return Taken(bounced, read, ignored)


@transaction.atomic
def _marked(report: _Report) -> bool:
    """Whether a message of ours was changed by the report."""
    held = Message.objects.select_for_update(of=("self",)).filter(message_id=report.message_id).first()
    if held is None:
        return False
    if not report.bounced:
        if held.read_at is not None:
            return False
        held.read_at = timezone.now()
        held.save(update_fields=["read_at"])
        audit.record("message.read", on=held, by=None)
        return True
    if MessageState.BOUNCED not in NEXT[MessageState(held.state)]:
        return False
    held.state, held.bounced_at, held.problem = MessageState.BOUNCED, timezone.now(), report.status[:500]
    held.save(update_fields=["state", "bounced_at", "problem"])
    audit.record("message.bounced", on=held, by=None, note=report.status[:40])
    tell_case(held.letter)
    return True


def _report_in(mail: Mail) -> _Report | None:
    """The report of a mail; None where it holds none, or one of a mere delay."""
    parts = list(mail.walk())
    for part in parts:
        match part.get_content_type():
            case "message/delivery-status":
                fields = _fields(part)
                if "failed" in fields.get("action", []):
                    return _of_ours(parts, bounced=True, status=" ".join(fields.get("status", [])))
            case "message/disposition-notification":
                fields = _fields(part)
                if any(word in each for each in fields.get("disposition", []) for word in READ):
                    found = fields.get("original-message-id", [])
                    return _Report(bounced=False, message_id=found[0]) if found else None
    return None


def _fields(part: Mail) -> dict[str, list[str]]:
    """Every field of every block of a status part, by its lower-case name."""
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else [email.message_from_string(str(payload))]
    found: dict[str, list[str]] = {}
    for block in (each for each in blocks if isinstance(each, Mail)):
        for name, value in block.items():
            kept = str(value).strip()
            found.setdefault(name.lower(), []).append(kept if ANY_ID.search(kept) else kept.lower())
    return found


def _of_ours(parts: list[Mail], *, bounced: bool, status: str) -> _Report | None:
    """The identifier of the mail that came back: of the copy, or of its headers alone."""
    for part in parts:
        if part.get_content_type() in ("message/rfc822", "message/global"):
            inner = part.get_payload()
            copy = inner[0] if isinstance(inner, list) and inner else None
        elif part.get_content_type() in ("text/rfc822-headers", "message/global-headers"):
            copy = email.message_from_string(str(part.get_payload()))
        else:
            continue
        if isinstance(copy, Mail) and (named := ANY_ID.search(str(copy.get("Message-ID", "")))):
            return _Report(bounced=bounced, message_id=named[0], status=status)
    return None
