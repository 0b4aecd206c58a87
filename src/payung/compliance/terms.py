"""The words of compliance: kinds of finding, what a person may say of one, and the figures of a quarter."""

from dataclasses import dataclass
from datetime import date, timedelta

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


INVITATION = "undangan"
"""What stands as the step of a letter that invites: it belongs to no case, and the law of cases does not know it."""


PAID_STATEMENT = "keterangan_lunas"
"""What stands as the step of the branch's statement that a contribution is paid in full, for a payment file."""


class AnswerKind(TextChoices):
    """What an executor may answer to a request for clarification."""

    HERE = "cabang_ini", _("Sudah terdaftar di kantor cabang kota ini")
    OTHER_BRANCH = "cabang_lain", _("Sudah terdaftar di kantor cabang lain")
    OTHER_NAME = "nama_lain", _("Sudah terdaftar atas nama induk, KSO atau pihak lain")
    WILL_REGISTER = "akan_mendaftar", _("Belum terdaftar; akan segera didaftarkan")
    NOT_OURS = "bukan_kami", _("Pekerjaan ini bukan pekerjaan kami, atau tidak jadi dilaksanakan")
    OTHER = "lain", _("Keterangan lain")


REGISTERED = (AnswerKind.HERE, AnswerKind.OTHER_BRANCH, AnswerKind.OTHER_NAME)
"""Answers that say it is registered: each is looked up by its number."""
MOST_FILES, LARGEST_FILE = 5, 5 * 1024 * 1024
"""How many files an answer holds, whenever they came; and how large each may be, in bytes."""


class Second(TextChoices):
    """What needs a second person, besides letters."""

    DROP = "hentikan_kasus", _("Menghentikan penanganan")
    ACCEPT = "terima_penjelasan", _("Menerima penjelasan dan menutup penanganan")
    OVERRIDE = "loloskan_pembayaran", _("Meloloskan pembayaran tanpa bukti")


class Waiting(TextChoices):
    """What a case waits for, read off its last step; whose turn it is says ``WAITS_OF``."""

    ANSWERED = "dijawab", _("Jawaban menunggu dibaca")
    UNANSWERED = "tak-dijawab", _("Klarifikasi tidak dijawab dalam harinya; giliran pemberitahuan PPK")
    WITHOUT_PPK = "tanpa-ppk", _("Tidak ada PPK, klarifikasi sudah lewat; giliran usulan kepada BPJS Ketenagakerjaan")
    UNSENT = "klarifikasi-belum-dikirim", _("Klarifikasi terbit tetapi belum dikirim; kirim atau catat penyerahannya")
    UNSENT_OF_PPK = "surat-belum-dikirim", _("Surat PPK terbit tetapi belum dikirim; kirim atau catat penyerahannya")
    REPRIMANDED = "teguran-lewat", _("Teguran yang harinya sudah lewat")
    REQUESTED = "minta-tunda", _("Permintaan penundaan layanan menunggu keputusan")
    NEW = "baru", _("Penanganan baru; klarifikasi belum dikirim")
    INSUFFICIENT = "belum-cukup", _("Jawaban belum cukup; giliran pemberitahuan PPK")
    NOTIFIED = "lewat-batas", _("Sudah diberi tahu, batas pendaftarannya lewat")
    PROPOSED = "diusulkan", _("Usulan kota menunggu langkah cabang")
    ASKED = "ditanya", _("Permintaan klarifikasi menunggu jawaban Anda")
    DEMANDED = "diminta", _("Surat meminta pekerjaan Anda didaftarkan dan iurannya dibayar")


WAITS_OF: dict[OfficeKind, tuple[Waiting, ...]] = {
    OfficeKind.CITY: (
        Waiting.ANSWERED, Waiting.UNSENT, Waiting.UNANSWERED, Waiting.WITHOUT_PPK, Waiting.REPRIMANDED,
        Waiting.REQUESTED, Waiting.NEW,
    ),
    OfficeKind.AGENCY: (
        Waiting.UNSENT_OF_PPK, Waiting.UNANSWERED, Waiting.INSUFFICIENT, Waiting.NOTIFIED, Waiting.REPRIMANDED,
    ),
    OfficeKind.BRANCH: (Waiting.PROPOSED,),
    OfficeKind.FIRM: (Waiting.DEMANDED, Waiting.ASKED),
}  # fmt: skip
"""For what each office is waited for, the most pressing first."""

CASE_KINDS = ("unregistered", "pending_unpaid", "paid_without_protection", "instalment_overdue", "expires_before_end")
"""Findings from which a case may be opened: work whose protection was not found, not paid, or has ended."""


class Figure(TextChoices):
    """A number of the quarterly report; each has the list of what it counts."""

    WORKED = "hari", _("Hari pekerjaan")
    PROTECTED = "hari-terlindungi", _("Hari terlindungi")
    PENDING = "hari-mendaftar", _("Hari yang sudah didaftarkan, belum dibayar")
    UNPROTECTED = "hari-tanpa", _("Hari tanpa perlindungan")
    STARTED = "mulai", _("Paket yang mulai dikerjakan")
    EARLY = "sejak-awal", _("Paket yang terlindungi sejak hari pertama")
    NOT_EARLY = "tidak-sejak-awal", _("Paket yang hari pertamanya tidak terlindungi")
    OPENED = "dibuka", _("Penanganan dibuka")
    LETTERS = "surat", _("Surat diterbitkan")
    ANSWERS = "jawaban", _("Jawaban pelaksana")
    REMINDERS = "pengingat", _("Pengingat")
    REPRIMANDS = "teguran", _("Teguran kontraktual PPK")
    SANCTIONS = "langkah-bpjs", _("Teguran tertulis dan denda BPJS Ketenagakerjaan")
    PROVEN = "bukti", _("Selesai dengan bukti perlindungan")
    ACCEPTED = "jawaban-diterima", _("Selesai karena jawabannya diterima")
    DROPPED = "dihentikan", _("Dihentikan dengan persetujuan orang kedua")
    HANDLED = "ditangani", _("Paket yang ditangani")
    NOW_PROTECTED = "kini-terlindungi", _("kini terlindungi")
    NOW_OPEN = "kini-tanpa", _("kini masih tanpa perlindungan")
    NOT_AT_WORK = "kini-tidak-bekerja", _("kini tidak sedang dikerjakan")
    OVERRIDES = "diloloskan", _("Pembayaran diloloskan tanpa bukti")
    REASONED = "dengan-alasan", _("Pembayaran berjalan dengan alasan yang dicatat")


@dataclass(frozen=True, order=True)
class Period:
    """A quarter of a year: ``Period(2026, 3)`` is July to September 2026."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> "Period":
        """The quarter in which a day lies."""
        return cls(on.year, (on.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> "Period | None":
        """The quarter that ``2026-3`` names; None where it names none."""
        year, _dash, number = text.partition("-")
        is_one = (
            len(year) == 4 and year.isascii() and year.isdigit() and year >= "2000" and number in ("1", "2", "3", "4")
        )
        return cls(int(year), int(number)) if is_one else None

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.shifted(1).first - timedelta(days=1)

    def shifted(self, quarters: int) -> "Period":
        """So many quarters later; before it where negative."""
        year, at = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Period(year, at + 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
