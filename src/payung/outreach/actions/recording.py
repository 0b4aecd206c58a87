"""What does a person say of a message: delivered by hand with its proof, sent after all, to be sent again?"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.outreach import policies
from payung.outreach.actions.standing import tell_case
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState
from payung.paper import paper_kind
from payung.refusal import Refusal, require_none

LARGEST_PROOF = 5 * 1024 * 1024


@dataclass(frozen=True)
class Delivery:
    """How a message was delivered: on which day, to whom, what proves it (a receipt number, a photograph)."""

    on: dt.date
    receiver: str = ""
    note: str = ""
    proof: bytes = b""


@transaction.atomic
def record_delivery(message: Message, told: Delivery, *, by: User) -> None:
    """Record what a person sent: WhatsApp when they pressed send, post and hand-over with their proof."""
    held = _locked(message)
    require_none(policies.objection_to_recording(held, by=by))
    _require_whole(held, told)
    held.state, held.sent_at = MessageState.SENT, _noon(told.on)
    held.receiver, held.note = told.receiver.strip(), told.note.strip()
    held.proof, held.proof_kind = told.proof or None, kind_of(told.proof)
    held.save(update_fields=["state", "sent_at", "receiver", "note", "proof", "proof_kind"])
    audit.record("message.sent", on=held, by=by, note=held.channel)
    tell_case(held.letter)


@transaction.atomic
def confirm_sent(message: Message, *, note: str, by: User) -> None:
    """A person found out that an uncertain message did leave, and says how they know."""
    held = _locked(message)
    require_none(policies.objection_to_confirming(held, by=by))
    if not note.strip():
        raise Refusal("Tulis dari mana Anda tahu surel ini terkirim, misalnya log peladen surel.")
    held.state, held.sent_at, held.note = MessageState.SENT, held.claimed_at or timezone.now(), note.strip()
    held.save(update_fields=["state", "sent_at", "note"])
    audit.record("message.confirmed", on=held, by=by)
    tell_case(held.letter)


@transaction.atomic
def send_again(message: Message, *, by: User) -> None:
    """Let a message that is uncertain, bounced or failed wait once more; a person takes it upon themself."""
    held = _locked(message)
    require_none(policies.objection_to_sending_again(held, by=by))
    held.state, held.try_at, held.attempts = MessageState.WAITING, timezone.now(), 0
    held.claim, held.claimed_at, held.bounced_at = "", None, None
    held.save(update_fields=["state", "try_at", "attempts", "claim", "claimed_at", "bounced_at"])
    audit.record("message.again", on=held, by=by)


def kind_of(proof: bytes) -> str:
    """pdf, png or jpg by its first bytes; a Refusal for anything else."""
    if not proof:
        return ""
    kind = paper_kind(proof, most=LARGEST_PROOF)
    if kind is None:
        raise Refusal("Bukti harus berupa PDF, PNG atau JPG, paling besar 5 MB. Tidak ada yang tersimpan.")
    return kind


def _require_whole(held: Message, told: Delivery) -> None:
    if told.on > timezone.localdate() or (held.letter.issued_on and told.on < held.letter.issued_on):
        raise Refusal("Tanggal pengiriman harus antara tanggal surat dan hari ini.")
    if held.channel == Channel.HAND and not told.receiver.strip():
        raise Refusal("Tulis siapa yang menerima surat ini.")
    if held.channel == Channel.POST and not (told.note.strip() or told.proof):
        raise Refusal("Tulis nomor resi, atau unggah bukti kirimnya.")


def _noon(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time(12)))


def _locked(message: Message) -> Message:
    locked = Message.objects.select_for_update(of=("self",)).select_related("letter__office", "letter__case")
    return locked.get(pk=message.pk)
