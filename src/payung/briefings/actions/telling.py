"""How does an event tell its guests: the letter, a reminder, a seat that came free, that it is called off?

Everything goes through the outbox, as a message of the letter of the event; without an issued letter nothing is sent.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.facts.invitations import Occasion, letter_facts, note_of
from payung.briefings.models import Event, Invitee, Told
from payung.briefings.queries.invitees import (
    CALLED_OFF,
    INVITED,
    REMIND_EVENT,
    REMIND_REPLY,
    SEAT_FREE,
    heard_of,
    last_draft,
    late,
    seats_taken,
    standing_letter,
    to_invite,
    told_of,
    unanswered,
    unreminded,
    waiting_line,
)
from payung.briefings.terms import EventState, Reply, Why
from payung.compliance import actions as compliance
from payung.compliance.models import Letter
from payung.outreach import actions as outreach
from payung.outreach import queries as sending
from payung.outreach.terms import MessageState
from payung.refusal import Refusal, require_none
from payung.registry import queries as registry

CLOCK = "briefings/reminders"
"""By which rule a reminder left; what the outbox shows beside it."""


@transaction.atomic
def draft_letter(event: Event, *, by: User) -> Letter:
    """Draft the invitation of an event, with everybody on its list."""
    held = _locked(event)
    require_none(policies.objection_to_writing(held, by=by))
    if last_draft(held) or standing_letter(held):
        raise Refusal("Surat undangan acara ini sudah ada; buka surat itu.")
    guests = guests_of(held)
    if not guests:
        raise Refusal("Daftar undangan masih kosong; tambahkan dahulu yang diundang.")
    held.letter = compliance.draft_invitation(letter_facts(held, guests), by=by)
    held.save(update_fields=["letter"])
    audit.record("event.letter_drafted", on=held, by=by)
    return held.letter


@transaction.atomic
def correct_letter(event: Event, *, reason: str, by: User) -> Letter:
    """Draft the letter that takes the place of the issued one, with the list and the day as they are now."""
    held = _locked(event)
    require_none(policies.objection_to_writing(held, by=by))
    standing = standing_letter(held)
    if standing is None:
        raise Refusal("Surat undangan acara ini belum terbit; ubah saja drafnya.")
    drafted = compliance.supersede_letter(standing, reason=reason, by=by)
    compliance.retell_invitation(drafted, letter_facts(held, guests_of(held)), by=by)
    held.letter = standing
    held.save(update_fields=["letter"])
    return drafted


def retell_letter(event: Event, *, by: User) -> None:
    """Let the draft, where one waits, say what is so by now."""
    draft = last_draft(event)
    if draft is not None:
        compliance.retell_invitation(draft, letter_facts(event, guests_of(event)), by=by)


def guests_of(event: Event) -> list[str]:
    """The names on the list, without those who came unasked."""
    invited = Invitee.objects.filter(event=event).exclude(why=Why.CAME)
    names = invited.values_list("executor__name", flat=True)
    return sorted(names, key=str.casefold)


@transaction.atomic
def send_invitations(event: Event, *, by: User, site: str, by_hand: bool = False) -> int:
    """Queue the invitation of everybody not yet told of the letter that stands; how many. Never anybody twice."""
    held = _locked(event)
    require_none(policies.objection_to_sending(held, by=by))
    letter = standing_letter(held)
    if letter is None:
        raise Refusal("Surat undangannya belum terbit; susun dan terbitkan dahulu.")
    told = _tell(to_invite(held, letter), Occasion(INVITED, letter, site, by, by_hand))
    fresh = [one.pk for one in told if one.invited_at is None]
    Invitee.objects.filter(pk__in=fresh).update(invited_at=timezone.now())
    audit.record("event.sent", on=held, by=by, note=str(len(told)))
    return len(told)


@transaction.atomic
def drop_late(event: Event, *, by: User | None) -> int:
    """What still waits to be sent of an event that is over tells nobody anything; how many messages it were."""
    waiting = late(event).values_list("message__pk", flat=True)
    return outreach.withdraw(list(waiting), problem=_("Tidak dikirim: acara sudah lewat."), by=by)


def call_off(event: Event, *, by: User, site: str) -> int:
    """What still waits is withdrawn; whoever heard of the event hears that it is off. How many hear it."""
    waiting = told_of(event).filter(message__state=MessageState.WAITING).values_list("message__pk", flat=True)
    heard = list(heard_of(event).values_list("pk", flat=True))
    outreach.withdraw(list(waiting), problem=_("Acara dibatalkan sebelum pesannya dikirim."), by=by)
    letter = standing_letter(event)
    if letter is None or not heard:
        return 0
    found = Invitee.objects.filter(pk__in=heard).select_related("executor", "event__organiser").order_by("pk")
    return len(_tell(found, Occasion(CALLED_OFF, letter, site, by, by_hand=True)))


def promote_waiting(event: Event, *, site: str) -> list[Invitee]:
    """Give free seats to those who wait, in the order in which they replied, each whose people fit; tell them.

    The event is held by the caller, so that nobody counts the same seats.
    """
    if event.state != EventState.OPEN or event.starts_at <= timezone.now():
        return []
    left, promoted = event.quota - seats_taken(event), []
    for one in waiting_line(event):
        if one.seats <= left:
            left -= one.seats
            promoted.append(one)
    if promoted:
        Invitee.objects.filter(pk__in=[one.pk for one in promoted]).update(reply=Reply.COMING)
        audit.record("event.promoted", on=event, by=None, note=", ".join(str(one.pk) for one in promoted))
        _tell_of_seats(event, [one.pk for one in promoted], site=site)
    return promoted


def _tell_of_seats(event: Event, keys: list[int], *, site: str) -> None:
    """Each who got a seat is told, also where they had one before and gave it back."""
    letter = standing_letter(event)
    if letter is None:
        return
    found = Invitee.objects.filter(pk__in=keys).select_related("executor", "event__organiser")
    for one in found.order_by("replied_at", "pk"):
        before = Told.objects.filter(invitee=one, step=SEAT_FREE).count()
        _tell([one], Occasion(SEAT_FREE, letter, site, mark=f"-{before + 1}" if before else ""))


@transaction.atomic
def remind_to_reply(event: Event, *, on: dt.date, site: str) -> int:
    """Ask those who have not answered once more, once; how many."""
    return _remind(event, REMIND_REPLY, lambda held: unanswered(held, on=on), site=site)


@transaction.atomic
def remind_of_event(event: Event, *, site: str) -> int:
    """Remind those who come of the day, once; how many."""
    return _remind(event, REMIND_EVENT, unreminded, site=site)


def _remind(event: Event, step: str, whom: Callable[[Event], QuerySet[Invitee]], *, site: str) -> int:
    held = _locked(event)
    letter = standing_letter(held)
    if held.state != EventState.OPEN or letter is None:
        return 0
    told = _tell(whom(held), Occasion(step, letter, site))
    if told:
        audit.record("event.reminded", on=held, by=None, note=f"{step}: {len(told)}")
    return len(told)


def _tell(invitees: QuerySet[Invitee] | Sequence[Invitee], occasion: Occasion) -> list[Invitee]:
    """Queue what these firms are told and keep which message it was; those whom no way reaches are left out."""
    listed = list(invitees)
    reached = registry.reached_all([one.executor_id for one in listed], keyring=sending.keyring())
    noted = [(one, note_of(one, occasion, reached=reached.get(one.executor_id))) for one in listed]
    told = [(one, note) for one, note in noted if note is not None]
    if not told:
        return []
    rule = CLOCK if occasion.by is None else ""
    messages = outreach.queue_notes(occasion.letter, [note for _one, note in told], by=occasion.by, rule=rule)
    rows = [
        Told(invitee=one, message=message, step=occasion.step)
        for (one, _note), message in zip(told, messages, strict=True)
    ]
    Told.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return [one for one, _note in told]


def _locked(event: Event) -> Event:
    found = Event.objects.select_for_update(of=("self",)).select_related("organiser", "letter").defer("letter__pdf")
    return found.get(pk=event.pk)
