"""How does an invited firm answer without an account, and who gets a seat when there are fewer than wanted?

Seats are counted while the event is held: two answers at the same moment are two answers one after the other.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.actions.planning import locked
from payung.briefings.actions.telling import promote_waiting
from payung.briefings.models import Event, Invitee, Participant, Told
from payung.briefings.queries.invitees import REMIND_EVENT, REMIND_REPLY, seats_taken
from payung.briefings.queries.naming import folded, free_code, new_key
from payung.briefings.terms import Origin, Reply
from payung.outreach import actions as outreach
from payung.outreach.terms import MessageState
from payung.refusal import Refusal, require_none


@dataclass(frozen=True)
class Coming:
    """Somebody who comes for a firm."""

    name: str
    position: str = ""


@transaction.atomic
def open_invitation(invitee: Invitee) -> None:
    """The link was opened; the first time counts."""
    if invitee.opened_at is None:
        Invitee.objects.filter(pk=invitee.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def accept(invitee: Invitee, people: Sequence[Coming], *, site: str, note: str = "", by: User | None = None) -> Invitee:
    """These people come, or wait where the seats are taken; the last answer counts. Who comes has named everybody."""
    event, held = _held(invitee)
    require_none(policies.objection_to_replying(event, at=timezone.now(), comes=True))
    named = _checked(people, event=event)
    left = event.quota - seats_taken(event) + (held.seats if held.reply == Reply.COMING else 0)
    if len(named) > left and held.reply == Reply.COMING:
        raise Refusal("Kursi tersisa {left}; jawaban sebelumnya tetap berlaku.", left=left)
    keeps_place = held.reply == Reply.WAITING and len(named) <= held.seats
    if not keeps_place or held.replied_at is None:
        held.replied_at = timezone.now()
    held.reply = Reply.COMING if len(named) <= left else Reply.WAITING
    held.seats, held.note = len(named), note.strip()[:1000]
    held.save(update_fields=["reply", "seats", "note", "replied_at"])
    _name(held, named, by=by)
    _forget(held, REMIND_REPLY)
    audit.record("event.replied", on=event, by=by, note=f"undangan {held.pk}: {held.reply}, {held.seats} orang")
    promote_waiting(event, site=site)
    return held


@transaction.atomic
def decline(invitee: Invitee, *, site: str, note: str = "", by: User | None = None) -> Invitee:
    """The firm does not come; whoever waits gets its seats."""
    event, held = _held(invitee)
    require_none(policies.objection_to_replying(event, at=timezone.now(), comes=False))
    held.reply, held.seats, held.note, held.replied_at = Reply.DECLINED, 0, note.strip()[:1000], timezone.now()
    held.save(update_fields=["reply", "seats", "note", "replied_at"])
    _name(held, [], by=by)
    _forget(held, REMIND_REPLY, REMIND_EVENT)
    audit.record("event.replied", on=event, by=by, note=f"undangan {held.pk}: {held.reply}")
    promote_waiting(event, site=site)
    return held


def _held(invitee: Invitee) -> tuple[Event, Invitee]:
    event = locked(invitee.event)
    held = Invitee.objects.select_for_update(of=("self",)).select_related("executor").get(pk=invitee.pk)
    held.event = event
    return event, held


def _checked(people: Sequence[Coming], *, event: Event) -> list[Coming]:
    """Everybody with a name, no more than the firm may send, nobody twice."""
    named = [
        Coming(" ".join(one.name.split())[:200], " ".join(one.position.split())[:120])
        for one in people if folded(one.name)
    ]  # fmt: skip
    if not named:
        raise Refusal("Tulis nama yang datang, sekurangnya satu orang.")
    if len(named) > event.seats_each:
        raise Refusal("Paling banyak {most} orang dari setiap badan usaha.", most=event.seats_each)
    if len({folded(one.name) for one in named}) < len(named):
        raise Refusal("Satu nama tertulis dua kali; tulis setiap orang sekali.")
    return named


def _name(invitee: Invitee, named: Sequence[Coming], *, by: User | None) -> None:
    """Who comes for a firm: whoever stays keeps their code; whoever is not named any more leaves, unless seen."""
    firm, event = invitee.executor.name[:300], invitee.event
    known = {one.folded: one for one in Participant.objects.filter(event=event, firm_name=firm)}
    wanted = {folded(one.name): one for one in named}
    gone = [one.pk for key, one in known.items() if key not in wanted and one.invitee_id == invitee.pk]
    Participant.objects.filter(pk__in=gone, check_ins=None, sittings=None).delete()
    for key, one in wanted.items():
        if key in known:
            Participant.objects.filter(pk=known[key].pk).update(name=one.name, position=one.position, invitee=invitee)
            continue
        Participant.objects.create(
            event=event, invitee=invitee, executor=invitee.executor, firm_name=firm, name=one.name, folded=key,
            position=one.position, origin=Origin.REPLY, client_id=uuid.uuid4(), code=free_code(event), key=new_key(),
            added_by=by,
        )  # fmt: skip


def _forget(invitee: Invitee, *steps: str) -> None:
    """A reminder that still waits is not needed any more."""
    waiting = Told.objects.filter(invitee=invitee, step__in=steps, message__state=MessageState.WAITING)
    messages = list(waiting.values_list("message__pk", flat=True))
    if messages:
        outreach.withdraw(messages, problem="Sudah dijawab sebelum pengingatnya dikirim.", by=None)
