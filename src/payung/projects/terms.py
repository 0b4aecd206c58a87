"""How does a package stand on the day of the check, in one word?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """The states of a package, the gravest first; wording is neutral until a person has judged."""

    NOT_FOUND = "not_found", _("Belum ditemukan pendaftarannya")
    PENDING = "pending", _("Mendaftar, belum bayar")
    PARTLY = "partly", _("Terlindungi sebagian harinya")
    PROTECTED = "protected", _("Terlindungi sejak hari pertama")
    NOT_STARTED = "not_started", _("Belum mulai kerja")
    NO_START = "no_start", _("Tanggal mulai belum diketahui")
    NO_END = "no_end", _("Akhir kerja belum diketahui")


TONE: dict[Standing, str] = {
    Standing.NOT_FOUND: "red",
    Standing.PENDING: "amber",
    Standing.PARTLY: "amber",
    Standing.PROTECTED: "green",
    Standing.NOT_STARTED: "grey",
    Standing.NO_START: "grey",
    Standing.NO_END: "grey",
}
