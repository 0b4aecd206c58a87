"""For what may a NIK be opened, and by what is an executor reached?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NikPurpose(TextChoices):
    """What somebody needs a whole NIK for; the trail keeps it beside their own words."""

    MATCHING = "pencocokan", _("Memastikan ia peserta yang sama pada data cabang")
    REGISTRATION = "pendaftaran", _("Mendaftarkan pekerja ini")
    CLAIM = "klaim", _("Menangani kecelakaan atau klaim")
    INSPECTION = "pemeriksaan", _("Permintaan pengawas atau inspektorat")
    OTHER = "lain", _("Keperluan lain")


class ContactKind(TextChoices):
    """What a sealed way of reaching somebody is: it opens as nothing else."""

    EMAIL = "surel", _("Surel")
    PHONE = "telepon", _("Telepon")
