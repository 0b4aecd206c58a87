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
