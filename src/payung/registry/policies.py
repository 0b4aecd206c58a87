"""Why may this person not open this NIK? A sentence, or None."""

import re

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.registry.models import Worker

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
