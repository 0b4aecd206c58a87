"""The words of compliance: kinds of finding, and what a person may say of one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingVerdict(TextChoices):
    """A person's view of a finding. Nothing counts as established before somebody said so."""

    TRUE = "nyata", _("Nyata")
    MISTAKEN = "keliru", _("Keliru")
    IN_HAND = "diurus", _("Sedang diurus")


class Scope(TextChoices):
    """Whose days a figure counts."""

    CITY = "city", _("Seluruh kota")
    AGENCY = "agency", _("Perangkat daerah")
    AREA = "area", _("Wilayah")


class LetterState(TextChoices):
    """How far a letter is. Only an issued one has a number; an issued one is superseded or withdrawn, never deleted."""

    DRAFT = "draf", _("Draf")
    APPROVED = "disetujui", _("Disetujui orang kedua")
    ISSUED = "terbit", _("Terbit")
    SUPERSEDED = "digantikan", _("Digantikan surat yang dibetulkan")
    DISCARDED = "dibuang", _("Draf dibuang")


class AnswerKind(TextChoices):
    """What an executor may answer to a request for clarification."""

    OTHER_BRANCH = "cabang_lain", _("Sudah terdaftar di kantor cabang lain")
    OTHER_NAME = "nama_lain", _("Sudah terdaftar atas nama induk, KSO atau pihak lain")
    WILL_REGISTER = "akan_mendaftar", _("Belum terdaftar; akan segera didaftarkan")
    NOT_OURS = "bukan_kami", _("Pekerjaan ini bukan pekerjaan kami, atau tidak jadi dilaksanakan")
    OTHER = "lain", _("Keterangan lain")


class Second(TextChoices):
    """What needs a second person, besides letters."""

    DROP = "hentikan_kasus", _("Menghentikan penanganan")
    OVERRIDE = "loloskan_pembayaran", _("Meloloskan pembayaran tanpa bukti")


CASE_KINDS = ("unregistered", "pending_unpaid", "paid_without_protection", "instalment_overdue", "expires_before_end")
"""Findings from which a case may be opened: work whose protection was not found, not paid, or has ended."""
