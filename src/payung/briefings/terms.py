"""The words of briefings: how far an event is, what an invited firm answers, how somebody came, what is promised."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventState(TextChoices):
    """How far an event is. Its page is public once it is open."""

    DRAFT = "draf", _("Draf")
    OPEN = "terbuka", _("Undangan terbuka")
    HELD = "selesai", _("Sudah berlangsung")
    CANCELLED = "batal", _("Dibatalkan")


S = EventState
NEXT: dict[EventState, frozenset[EventState]] = {
    S.DRAFT: frozenset({S.OPEN, S.CANCELLED}),
    S.OPEN: frozenset({S.HELD, S.CANCELLED}),
    S.HELD: frozenset(),
    S.CANCELLED: frozenset(),
}
"""What may follow."""

REPLY_REMINDER, EVENT_REMINDER = 3, 1
"""How many working days before the last day to answer whoever is silent is reminded, and before the event whoever
comes. Not law: a habit of good hosts, the same in every city."""


class Why(TextChoices):
    """Why a firm stands on the list of those to invite, the most pressing first."""

    UNPROTECTED = "tanpa_perlindungan", _("Ada paket berjalan tanpa perlindungan")
    NEVER_REACHED = "belum_pernah", _("Belum pernah dihubungi")
    HAS_WORK = "ada_pekerjaan", _("Ada paket berjalan di kota ini")
    CHOSEN = "dipilih", _("Ditambahkan petugas")
    CAME = "datang_sendiri", _("Datang tanpa diundang")


class Reply(TextChoices):
    """What an invited firm answered. ``WAITING``: it wants to come and every seat is taken."""

    NONE = "belum", _("Belum menjawab")
    COMING = "datang", _("Akan datang")
    WAITING = "menunggu", _("Daftar tunggu")
    DECLINED = "tidak", _("Tidak dapat datang")


class Origin(TextChoices):
    """How somebody came to stand on the list of participants."""

    REPLY = "jawaban", _("Disebut dalam jawaban undangan")
    AT_THE_DOOR = "di_tempat", _("Dicatat di tempat")


class Way(TextChoices):
    """How somebody was found at the door."""

    QR = "qr", _("Kode QR dipindai")
    CODE = "kode", _("Kode diketik")
    NAME = "nama", _("Dicari menurut nama")
    PAPER = "kertas", _("Disalin dari daftar cetak")


class Phase(TextChoices):
    """When a quiz is taken: before the talk or after it."""

    BEFORE = "sebelum", _("Sebelum acara")
    AFTER = "sesudah", _("Sesudah acara")


class Party(TextChoices):
    """Who promises. The four parties of the mayor's call; an agency acts for the city over its own packages."""

    CITY = "kota", _("Pemerintah kota")
    AGENCY = "dinas", _("Perangkat daerah")
    BRANCH = "cabang", _("Kantor cabang BPJS Ketenagakerjaan")
    FIRM = "badan_usaha", _("Badan usaha")
    WORKERS = "pekerja", _("Wakil pekerja")


class Signed(TextChoices):
    """How a commitment was signed."""

    SCREEN = "layar", _("Di layar")
    PAPER = "kertas", _("Di kertas, difoto")


class PledgeKind(TextChoices):
    """What is promised. All but ``OTHER`` are proven by the data of a check; see ``queries.proofs``."""

    REGISTER = "daftarkan", _("Mendaftarkan proyek dan membayar iurannya")
    PAY = "bayar", _("Membayar iuran yang belum dibayar")
    EXTEND = "perpanjang", _("Memperpanjang perlindungan sampai pekerjaan selesai")
    ROSTER = "daftar_pekerja", _("Menyerahkan daftar pekerja yang lengkap")
    JUDGE_LINKS = "putuskan_pasangan", _("Memutuskan semua pasangan yang menunggu")
    NOTICES = "pemberitahuan", _("Mengirim pemberitahuan untuk setiap paket yang belum terlindungi")
    CONFIRM = "periksa_bukti", _("Memeriksa semua bukti bayar yang menunggu")
    OTHER = "lain", _("Janji lain")


class PledgeState(TextChoices):
    """How far a promise is. ``PROVEN`` by the data of a check; ``DOCUMENTED`` by a document that a person looked at."""

    OPEN = "terbuka", _("Belum terbukti")
    PROVEN = "terbukti", _("Terbukti dari data pemeriksaan")
    DOCUMENTED = "berdokumen", _("Dinyatakan selesai dengan dokumen")
    RELEASED = "dilepas", _("Tidak berlaku lagi")


KINDS_OF: dict[Party, tuple[PledgeKind, ...]] = {
    Party.CITY: (PledgeKind.NOTICES, PledgeKind.JUDGE_LINKS, PledgeKind.CONFIRM, PledgeKind.OTHER),
    Party.AGENCY: (PledgeKind.NOTICES, PledgeKind.OTHER),
    Party.BRANCH: (PledgeKind.JUDGE_LINKS, PledgeKind.CONFIRM, PledgeKind.OTHER),
    Party.FIRM: (PledgeKind.REGISTER, PledgeKind.PAY, PledgeKind.EXTEND, PledgeKind.ROSTER, PledgeKind.OTHER),
    Party.WORKERS: (PledgeKind.OTHER,),
}
"""What each party may promise."""
FOR_GOOD = (PledgeKind.NOTICES, PledgeKind.JUDGE_LINKS, PledgeKind.CONFIRM)
"""Once done they stay done: what came to wait afterwards was not promised."""
PLEDGE_DAYS: dict[PledgeKind, int] = {
    PledgeKind.REGISTER: 5, PledgeKind.PAY: 10, PledgeKind.EXTEND: 10, PledgeKind.ROSTER: 10,
    PledgeKind.JUDGE_LINKS: 10, PledgeKind.NOTICES: 10, PledgeKind.CONFIRM: 5, PledgeKind.OTHER: 20,
}  # fmt: skip
"""Working days proposed for each promise: habits of this house, no law; the law's own last day comes first."""
MOST_DAYS = 120
"""Working days after which nobody is reminded of anything: no promise may be due later."""
REMIND_BEFORE, REMIND_AFTER = (5, 1), (1, 6, 11)
"""Working days before and after the day a promise is due on which the clock reminds its firm."""
SHEET_DAYS = 30
"""Days after an event, and after the last open promise is due, during which the link of an invitation still opens the
firm's sheet and its promises."""
