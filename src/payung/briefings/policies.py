"""Why may this person not do this to that event, invitation, promise? A sentence, or None."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.models import Commitment, Event, Invitee, Participant, Pledge, QuizSitting
from payung.briefings.terms import NEXT, SHEET_DAYS, EventState, Party, Phase, PledgeKind, PledgeState, Reply, Why
from payung.registry.models import Executor

ENTRY_DAYS = dt.timedelta(days=7)
"""So long after an event the code of a card opens the page of its holder."""


def objection_to_planning(*, by: User) -> str | None:
    """Who plans events at all."""
    return None if by.may(Permission.HOLD_EVENTS) else _("Anda tidak bertugas menyelenggarakan sosialisasi.")


def objection_to_holding(event: Event, *, by: User) -> str | None:
    """An event is in the hands of the office that organises it and of its branch."""
    if by.may(Permission.HOLD_EVENTS) and by.office_id in (event.organiser_id, event.branch_id):
        return None
    return _("Acara ini diselenggarakan kantor lain.")


def objection_to_moving(event: Event, to: EventState, *, by: User) -> str | None:
    """What may follow says the table of states."""
    if objection := objection_to_holding(event, by=by):
        return objection
    if to not in NEXT[EventState(event.state)]:
        return _("Acara ini %(state)s; keadaannya tidak dapat diubah begitu.") % {
            "state": str(EventState(event.state).label).lower()
        }
    return None


def objection_to_editing(event: Event, *, by: User) -> str | None:
    """What took place or was called off stays as it was."""
    if objection := objection_to_holding(event, by=by):
        return objection
    if event.state not in (EventState.DRAFT, EventState.OPEN):
        return _("Acara yang sudah berlangsung atau dibatalkan tidak diubah lagi.")
    return None


def objection_to_listing(event: Event, *, by: User) -> str | None:
    """Whom to invite is decided until the event begins."""
    if objection := objection_to_editing(event, by=by):
        return objection
    return _("Acara ini sudah mulai.") if event.starts_at <= timezone.now() else None


def objection_to_writing(event: Event, *, by: User) -> str | None:
    """The invitation is a letter of the office that organises."""
    if objection := objection_to_editing(event, by=by):
        return objection
    if by.office_id != event.organiser_id or not by.may(Permission.WRITE_LETTERS):
        return _("Surat undangan disusun oleh kantor yang menyelenggarakan acara.")
    return None


def objection_to_sending(event: Event, *, by: User) -> str | None:
    """Invitations leave once they are open, and not after the event began."""
    if objection := objection_to_writing(event, by=by):
        return objection
    if event.state != EventState.OPEN:
        return _("Undangan belum dibuka; buka dahulu acaranya.")
    return _("Acara ini sudah mulai.") if event.starts_at <= timezone.now() else None


def objection_to_removing(invitee: Invitee, *, by: User) -> str | None:
    """Who was told of the event stays on its list."""
    if objection := objection_to_listing(invitee.event, by=by):
        return objection
    if invitee.invited_at is not None or invitee.reply != Reply.NONE:
        return _("Badan usaha ini sudah dikirimi undangan; ia tetap tercatat.")
    return None


def objection_to_replying(event: Event, *, at: dt.datetime, comes: bool) -> str | None:
    """A firm answers until the last day to answer; that it does not come, until the event begins."""
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan; tidak ada yang perlu dijawab.")
    if event.state != EventState.OPEN or at >= event.starts_at:
        return _("Acara ini sudah berlangsung; undangannya tidak dijawab lagi.")
    if comes and event.reply_by is not None and timezone.localdate(at) > event.reply_by:
        return _("Hari terakhir menjawab sudah lewat; hubungi penyelenggara bila ingin hadir.")
    return None


def objection_to_keeping_the_door(event: Event, *, by: User) -> str | None:
    """Who comes is written down by those who hold the event, once it is announced and unless it is called off."""
    if objection := objection_to_holding(event, by=by):
        return objection
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan; kehadiran tidak dicatat.")
    if event.state == EventState.DRAFT:
        return _("Acara ini masih draf; buka undangannya lebih dahulu.")
    return None


def objection_to_placing(guest: Participant, *, by: User) -> str | None:
    """For which firm somebody came unasked is said by those who keep the door, until that firm has signed."""
    if objection := objection_to_keeping_the_door(guest.event, by=by):
        return objection
    if not guest.check_ins.exists():
        return _("Kehadiran orang ini belum tercatat.")
    if guest.invitee is None:
        return None
    if guest.invitee.why != Why.CAME:
        return _("Orang ini datang untuk badan usaha yang diundang.")
    if Commitment.objects.filter(event=guest.event, executor=guest.invitee.executor_id, party=Party.FIRM).exists():
        return _("Badan usaha ini sudah menandatangani komitmen di acara ini; pilihannya tidak diubah lagi.")
    return None


def link_ends_on(event: Event, *, last_due: dt.date | None) -> dt.date:
    """The last day on which the link of an invitation opens the firm's own figures.

    ``last_due``: when the last of its promises that are open is due; until after that day the link is needed.
    """
    ended = timezone.localdate(event.ends_at)
    return max(ended, last_due or ended) + dt.timedelta(days=SHEET_DAYS)


def objection_to_opening_sheet(event: Event, *, on: dt.date, last_due: dt.date | None) -> str | None:
    """The link of an invitation opens the firm's sheet from the invitation to some days after the event."""
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan; lembar dan komitmen tidak lagi terbuka lewat tautan undangannya.")
    if on > link_ends_on(event, last_due=last_due):
        told = _("Masa tautan ini sudah habis: tertutup %(n)d hari sesudah acara dan tenggat janji terakhir.")
        return told % {"n": SHEET_DAYS}
    return None


def objection_to_certifying(event: Event, *, came: bool, at: dt.datetime) -> str | None:
    """A certificate says that somebody was there: only for who came, and not before it is over."""
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan; sertifikat tidak diterbitkan.")
    if at < event.ends_at:
        return _("Sertifikat tersedia sesudah acara selesai.")
    if not came:
        return _("Kehadiran orang ini belum tercatat.")
    return None


def objection_to_entering(event: Event, *, at: dt.datetime) -> str | None:
    """A code is short, and stands on the certificate: it opens a personal page only around the event."""
    if at > event.ends_at + ENTRY_DAYS:
        return _("Halaman peserta acara ini kini hanya terbuka lewat tautannya sendiri.")
    return None


def objection_to_quiz(participant: Participant, phase: Phase, *, at: dt.datetime) -> str | None:
    """Before: until the event ends and while the other one was not taken. After: from its start."""
    event = participant.event
    if objection := _objection_to_learning(event):
        return objection
    if phase == Phase.AFTER and at < event.starts_at:
        return _("Kuis sesudah acara dibuka begitu acara mulai.")
    if phase == Phase.BEFORE and at > event.ends_at:
        return _("Acara sudah selesai; kuis sebelum acara sudah ditutup.")
    if phase == Phase.BEFORE and participant.sittings.filter(phase=Phase.AFTER).exists():
        return _("Kuis sesudah acara sudah dibuka; kuis sebelum acara tidak lagi berarti.")
    return None


def objection_to_answering(sitting: QuizSitting) -> str | None:
    """A quiz is answered once."""
    return _("Kuis ini sudah dijawab.") if sitting.answered_at else _objection_to_learning(sitting.participant.event)


def objection_to_explaining(sitting: QuizSitting, *, at: dt.datetime) -> str | None:
    """What was right before is told after: everybody in the hall has the same questions."""
    event = sitting.participant.event
    is_over = (
        at > event.ends_at or sitting.participant.sittings.filter(phase=Phase.AFTER, answered_at__isnull=False).exists()
    )
    if sitting.phase == Phase.AFTER or is_over:
        return None
    return _("Pembahasannya terbuka sesudah acara, atau begitu Anda mengisi kuis sesudah acara.")


def objection_to_copying_quiz(event: Event, *, by: User) -> str | None:
    """Answers on paper are copied by those who hold the event."""
    return objection_to_holding(event, by=by) or _objection_to_learning(event)


def objection_to_feedback(participant: Participant, *, at: dt.datetime) -> str | None:
    """Once, and not before there is something to have a feeling about."""
    if objection := _objection_to_learning(participant.event):
        return objection
    if at < participant.event.starts_at:
        return _("Kesan dapat ditulis begitu acara mulai.")
    return _("Kesan Anda sudah diterima; terima kasih.") if participant.has_told_feelings else None


def _objection_to_learning(event: Event) -> str | None:
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan.")
    return _("Acara ini belum dibuka.") if event.state == EventState.DRAFT else None


def objection_to_committing(
    event: Event | None, party: Party, *, executor: Executor | None, office: Office | None, by: User | None
) -> str | None:
    """A firm promises by its link or its account; whoever holds the event writes down what any party promises."""
    if event is not None and event.state not in (EventState.OPEN, EventState.HELD):
        return _("Acara ini tidak sedang atau sudah berlangsung; janji tidak dapat dicatat.")
    if not _is_of(party, office, executor):
        return _("Sebut badan usaha atau kantor yang berjanji.")
    own = executor is not None and (by is None or executor.office_id == by.office_id)
    if own:
        return None
    if event is None or by is None:
        return _("Janji ini dicatat oleh penyelenggara acara.")
    return objection_to_holding(event, by=by)


def objection_to_bringing(pledge: Pledge, *, by: User | None) -> str | None:
    """Only what no data prove is closed by a document, and its owner brings it, or whoever holds the event."""
    if pledge.kind != PledgeKind.OTHER:
        return _("Janji ini dibuktikan oleh pemeriksaan berikutnya, bukan oleh dokumen.")
    if pledge.state != PledgeState.OPEN:
        return _("Janji ini sudah selesai.")
    signed = pledge.commitment
    if by is None:
        return None if signed.party == Party.FIRM else _("Dokumen janji ini dibawa oleh pihak yang berjanji.")
    owner = signed.executor.office_id if signed.executor is not None else signed.office_id
    if owner == by.office_id or (signed.event is not None and objection_to_holding(signed.event, by=by) is None):
        return None
    return _("Dokumen janji ini dibawa oleh pihak yang berjanji.")


def objection_to_judging_document(pledge: Pledge, *, by: User) -> str | None:
    """A document is looked at by somebody who holds events and did not bring it."""
    if not pledge.document_kind or pledge.state != PledgeState.OPEN:
        return _("Tidak ada dokumen yang menunggu dilihat.")
    if not by.may(Permission.HOLD_EVENTS):
        return _("Dokumen ini dilihat oleh penyelenggara sosialisasi.")
    if pledge.document_by_id == by.pk:
        return _("Anda yang membawa dokumen ini; orang kedua yang melihatnya.")
    return None


OFFICES = {Party.CITY: OfficeKind.CITY, Party.AGENCY: OfficeKind.AGENCY, Party.BRANCH: OfficeKind.BRANCH}
"""Which office a party is; workers' representatives have none in the house."""


def _is_of(party: Party, office: Office | None, executor: Executor | None) -> bool:
    """Whether a firm is named for a firm, an office for an office, and neither for workers' representatives."""
    if party == Party.FIRM:
        return executor is not None and office is None
    named = office.kind if office is not None else None
    return executor is None and named == OFFICES.get(party)
