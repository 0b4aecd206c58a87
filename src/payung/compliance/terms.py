"""The words of compliance: kinds of finding, and what a person may say of one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from payung.accounts.terms import OfficeKind


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


class Waiting(TextChoices):
    """What a case waits for, read off its last step; whose turn it is says ``WAITS_OF``."""

    ANSWERED = "dijawab", _("Jawaban menunggu dibaca")
    UNANSWERED = "tak-dijawab", _("Klarifikasi tidak dijawab dalam harinya; giliran pemberitahuan PPK")
    REPRIMANDED = "teguran-lewat", _("Teguran yang harinya sudah lewat")
    REQUESTED = "minta-tunda", _("Permintaan penundaan layanan menunggu keputusan")
    NEW = "baru", _("Penanganan baru; klarifikasi belum dikirim")
    INSUFFICIENT = "belum-cukup", _("Jawaban belum cukup; giliran pemberitahuan PPK")
    NOTIFIED = "lewat-batas", _("Sudah diberi tahu, batas pendaftarannya lewat")
    PROPOSED = "diusulkan", _("Usulan kota menunggu langkah cabang")
    ASKED = "ditanya", _("Permintaan klarifikasi menunggu jawaban Anda")


WAITS_OF: dict[OfficeKind, tuple[Waiting, ...]] = {
    OfficeKind.CITY: (
        Waiting.ANSWERED, Waiting.UNANSWERED, Waiting.REPRIMANDED, Waiting.REQUESTED, Waiting.NEW,
    ),
    OfficeKind.AGENCY: (Waiting.UNANSWERED, Waiting.INSUFFICIENT, Waiting.NOTIFIED, Waiting.REPRIMANDED),
    OfficeKind.BRANCH: (Waiting.PROPOSED,),
    OfficeKind.FIRM: (Waiting.ASKED,),
}  # fmt: skip
"""For what each office is waited for, the most pressing first."""

CASE_KINDS = ("unregistered", "pending_unpaid", "paid_without_protection", "instalment_overdue", "expires_before_end")
"""Findings from which a case may be opened: work whose protection was not found, not paid, or has ended."""
