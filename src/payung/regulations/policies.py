"""Why may this person not change the shelf, and why can a text not be written down so? A sentence, or None."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.regulations.models import Regulation
from payung.regulations.terms import Certainty, TextKind
from payung.rules.shelf import Duty, shelf

MOST_DUTIES = 20
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class TextTold:
    """What is written down of a text. ``cites``: keys of the national texts it rests on."""

    kind: TextKind
    number: str
    title: str
    issuer: str
    certainty: Certainty
    dated_on: dt.date | None = None
    in_force_on: dt.date | None = None
    ended_on: dt.date | None = None
    duties: tuple[Duty, ...] = ()
    cites: tuple[str, ...] = ()
    source: str = ""


def objection_to_shelving(*, by: User) -> str | None:
    """The shelf is kept where the city is."""
    return None if by.may(Permission.MANAGE_CITY) else _("Hanya koordinator yang mengubah rak aturan.")


def objection_to_text(told: TextTold) -> str | None:
    """A text has a number, a title and an issuer; its days run forward; its duties say what is asked."""
    if not (told.number.strip() and told.title.strip() and told.issuer.strip()):
        return _("Tulis nomor, judul dan penerbitnya; tanggal yang belum diketahui boleh kosong.")
    if told.in_force_on and told.ended_on and told.ended_on < told.in_force_on:
        return _("Hari berakhirnya mendahului hari mulai berlakunya; periksa kedua tanggal itu.")
    if any(not duty.what.strip() for duty in told.duties):
        return _("Setiap kewajiban berisi apa yang harus dilakukan; kosongkan barisnya bila tidak dipakai.")
    if len(told.duties) > MOST_DUTIES:
        return _("Paling banyak {most} kewajiban untuk satu naskah.").format(most=MOST_DUTIES)
    if unknown := [key for key in told.cites if key not in shelf()]:
        return _("Naskah nasional ini belum ada di rak: {keys}.").format(keys=", ".join(unknown))
    return None


def objection_to_twin(told: TextTold, *, twin: Regulation | None) -> str | None:
    """The same number of the same issuer stands once, also where it was withdrawn."""
    if twin is None:
        return None
    if twin.withdrawn_at:
        return _("Naskah ini pernah ada di rak lalu ditarik; kembalikan dari halamannya, lalu ubah di sana.")
    return _("{name} dari {issuer} sudah ada di rak; ubah yang ada.").format(name=twin, issuer=twin.issuer)
