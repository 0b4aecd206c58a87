"""The words of the shelf: kinds of text, who may read them, and how sure the city is of what it wrote down."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TextKind(TextChoices):
    """A kind of text a city keeps on its shelf beside the national ones, which ship with the law."""

    BYLAW = "perda", _("Peraturan daerah")
    MAYOR = "perwal", _("Peraturan wali kota atau bupati")
    DECREE = "keputusan", _("Keputusan kepala daerah")
    CIRCULAR = "surat_edaran", _("Surat edaran")
    LETTER = "surat", _("Surat dinas")
    CONTRACT = "kontrak", _("Syarat kontrak (SSUK atau SSKK)")
    AGREEMENT = "kerja_sama", _("Perjanjian kerja sama")


class Certainty(TextChoices):
    """How sure the city is of what it wrote down."""

    READ = "dibaca", _("Naskahnya dibaca")
    HEARD = "kutipan", _("Dari kutipan atau berita")


PUBLISHED = frozenset({TextKind.BYLAW, TextKind.MAYOR, TextKind.DECREE, TextKind.CIRCULAR, TextKind.CONTRACT})
"""Kinds that are announced and that anybody may read; letters and agreements are for whoever has signed in."""


def kind_of(kind: str, issuer: str) -> str:
    """How a kind of text is called where its issuer is known: the regulation of a mayor, or that of a regent."""
    if kind != TextKind.MAYOR:
        return str(TextKind(kind).label)
    return str(_("Peraturan bupati") if issuer.lower().startswith("bupati") else _("Peraturan wali kota"))
