"""Why may this person not say this of a finding? A sentence, or None."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.projects.models import PackageFacts
from payung.projects.terms import Standing


def objection_to_judging(*, by: User, reason: str) -> str | None:
    """A view of a finding needs the coordinator, and a reason that others can read."""
    if not by.may(Permission.JUDGE_FINDINGS):
        return _("Hanya koordinator yang dapat menilai temuan.")
    if not reason.strip():
        return _("Tulis alasannya: orang lain membacanya di samping temuan ini.")
    return None


PAYING: dict[str, str] = {
    Standing.NOT_FOUND: gettext_noop("Pendaftaran pekerjaan ini pada BPJS Ketenagakerjaan belum ditemukan."),
    Standing.PENDING: gettext_noop("Pekerjaan ini sudah mendaftar, tetapi iurannya belum ditemukan dibayar."),
}


def objection_to_paying(facts: PackageFacts) -> str | None:
    """Why a payment should wait for proof: nothing found, or registered and not paid; days missed do not stop it."""
    sentence = PAYING.get(facts.standing)
    return _(sentence) if sentence else None
