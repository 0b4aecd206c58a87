"""What may a person say of two records?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PairKind(TextChoices):
    """Which two records are looked at."""

    REGISTRATION = "registration", _("Paket dan pendaftaran")
    WORKER = "worker", _("Pekerja dan peserta")


class Verdict(TextChoices):
    """A person's answer; ``sama`` and ``beda`` are the words that a check reads back."""

    SAME = "sama", _("Sama")
    DIFFERENT = "beda", _("Berbeda")
    UNSURE = "belum_yakin", _("Belum yakin")
