"""How do many who are told of one letter come to wait at once, each once, each with words of their own?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance.models import Letter
from payung.compliance.terms import LetterState
from payung.outreach import queries
from payung.outreach.actions.queueing import message_id
from payung.outreach.models import Message
from payung.outreach.terms import RECIPIENT, Channel, MessageState
from payung.refusal import Refusal

AT_ONCE = 200


@dataclass(frozen=True)
class Note:
    """What one recipient is told of a letter. ``step`` tells it from every other message of that letter."""

    step: str
    channel: Channel
    to: str
    subject: str
    text: str
    calendar: str = ""
    with_letter: bool = True


@transaction.atomic
def queue_notes(letter: Letter, notes: Sequence[Note], *, by: User | None, rule: str = "") -> list[Message]:
    """The messages that wait, in the order of ``notes``; the same again where one was queued before."""
    held = Letter.objects.select_for_update(of=("self",)).only("code", "state").get(pk=letter.pk)
    if held.state != LetterState.ISSUED:
        raise Refusal("Hanya surat yang terbit dan masih berlaku yang dikirim.")
    ring, at = queries.keyring(), timezone.now()
    known = {
        (one.step, one.channel, bytes(one.to_sealed)): one
        for one in Message.objects.filter(letter=held, step__in=[note.step for note in notes])
    }
    found: list[Message] = []
    fresh: list[Message] = []
    for note in notes:
        seals = ring.seals(note.to, kind=RECIPIENT)
        same = next((known[at_] for seal in seals if (at_ := (note.step, note.channel, seal)) in known), None)
        if same is None:
            same = Message(
                letter=held, step=note.step, channel=note.channel, to_sealed=ring.seal(note.to, kind=RECIPIENT),
                subject=note.subject, text=note.text, calendar=note.calendar,
                with_letter=note.with_letter, rule=rule, queued_by=by, try_at=at,
                message_id=message_id(held, note.step, note.channel, note.to),
            )  # fmt: skip
            fresh.append(same)
        found.append(same)
    Message.objects.bulk_create(fresh, batch_size=AT_ONCE)
    if fresh:
        audit.record("message.queued", on=held, by=by, note=f"{len(fresh)} pesan {rule}".strip())
    return found


@transaction.atomic
def withdraw(messages: Iterable[int], *, problem: str, by: User | None) -> int:
    """Cancel those of these messages that still wait, because what they tell is no longer so; how many."""
    waiting = Message.objects.filter(pk__in=list(messages), state=MessageState.WAITING)
    withdrawn = waiting.update(state=MessageState.CANCELLED, problem=problem)
    if withdrawn:
        audit.record("message.cancelled", on="outreach.message", by=by, note=f"{withdrawn} pesan")
    return withdrawn
