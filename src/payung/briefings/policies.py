"""Why may this person not do this to that event, invitation, promise? A sentence, or None."""

import datetime as dt

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.briefings.models import Event
from payung.briefings.terms import NEXT, EventState


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


def objection_to_keeping_the_door(event: Event, *, by: User) -> str | None:
    """Who comes is written down by those who hold the event, once it is announced and unless it is called off."""
    if objection := objection_to_holding(event, by=by):
        return objection
    if event.state == EventState.CANCELLED:
        return _("Acara ini dibatalkan; kehadiran tidak dicatat.")
    if event.state == EventState.DRAFT:
        return _("Acara ini masih draf; buka undangannya lebih dahulu.")
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
