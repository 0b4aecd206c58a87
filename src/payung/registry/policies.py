"""Why may this person not open this NIK, tie this executor to a firm, say how it is reached? A sentence, or None."""

import re

from django.utils.translation import gettext as _

from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind, Permission
from payung.registry.models import Executor, Worker

SHORTEST_REASON = 5
LOOKS_LIKE_A_NIK = re.compile(r"\d(?:[\s.\-]?\d){15}")


def objection_to_showing_nik(worker: Worker, *, reason: str, by: User) -> str | None:
    """A NIK is opened by few, one at a time, for a reason that stands on the trail; the trail never holds a NIK."""
    if not by.may(Permission.SHOW_NIK):
        return _("Peran Anda tidak dapat membuka NIK utuh.")
    if worker.nik_sealed is None:
        return _("NIK pekerja ini tidak tersimpan utuh: berkas asalnya menyamarkannya.")
    if len(reason.strip()) < SHORTEST_REASON:
        return _("Tulis untuk apa NIK ini dibuka; keperluannya dicatat. NIK belum ditampilkan.")
    if LOOKS_LIKE_A_NIK.search(reason):
        return _("Jangan menulis NIK di dalam keperluan; sebutkan urusannya. NIK belum ditampilkan.")
    return None


def objection_to_entrusting(*, office: Office, by: User) -> str | None:
    """Only who manages people says whose packages somebody sees, and only a firm speaks for an executor."""
    if not by.may(Permission.MANAGE_PEOPLE):
        return _("Hanya koordinator yang dapat menghubungkan pelaksana dengan akun badan usaha.")
    if office.kind != OfficeKind.FIRM:
        return _("Pelaksana hanya dapat dihubungkan dengan kantor badan usaha.")
    return None


def objection_to_opening_firm(executor: Executor, *, by: User) -> str | None:
    """An executor has one office: a second would divide what the firm sees."""
    if not by.may(Permission.MANAGE_PEOPLE):
        return _("Hanya koordinator yang dapat membuka akun badan usaha.")
    if executor.office_id is not None:
        return _("Pelaksana ini sudah terhubung; undang orang berikutnya ke kantor itu.")
    return None


def objection_to_releasing(executor: Executor, *, by: User) -> str | None:
    """Only what is tied can be untied."""
    if not by.may(Permission.MANAGE_PEOPLE):
        return _("Hanya koordinator yang dapat melepas pelaksana dari akun badan usaha.")
    return _("Pelaksana ini belum terhubung dengan akun mana pun.") if executor.office_id is None else None


def objection_to_contact(executor: Executor, *, by: User) -> str | None:
    """Those who write letters say how an executor is reached, and so do the people who speak for it."""
    if by.may(Permission.WRITE_LETTERS) or (by.office_kind == OfficeKind.FIRM and executor.office_id == by.office_id):
        return None
    return _("Kontak pelaksana dicatat oleh yang menyuratinya, atau oleh badan usahanya sendiri.")
