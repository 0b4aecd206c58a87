"""Who does the work: firms, consortia, individuals, community groups?"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from payung.sample import identities
from payung.sample.chance import Wheel, dice, happens, long_tail, wheel
from payung.sample.naming import firm_words, person_names, words

PERSON_CODE, FIRM_CODE = 800_000, 900_000
FORMS: Wheel[str] = wheel(("CV", 60), ("PT", 16), ("UD", 8), ("", 16))
DESIGN_FORMS: Wheel[str] = wheel(("CV", 58), ("PT", 32), ("", 10))
FORM_NAMES = {
    "CV": "Persekutuan Komanditer (CV / Commanditer Venoschaap )",
    "PT": "Perseroan Terbatas (PT)",
    "UD": "Usaha Dagang (UD)",
    "": "Lainnya",
}


@dataclass(frozen=True, slots=True)
class Executor:
    """One executor. ``name`` as the exports spell it, ``core`` without legal form; ``npwp15`` may be empty.

    ``npwp16`` is "0" + the 15 digits, or the NIK of a person; ``members`` only for a consortium (kso).
    """

    code: int
    kind: str
    name: str
    core: str
    form: str
    npwp15: str
    npwp16: str
    chief: str
    members: tuple["Executor", ...] = ()


CITY = 4_000
"""Packages of a large city in a year; where there are more, there are more firms, not busier ones."""


@dataclass(frozen=True)
class Executors:
    """The pools from which packages draw their executors."""

    builders: Wheel[Executor]
    consultants: Wheel[Executor]
    suppliers: Wheel[Executor]
    people: Wheel[Executor]
    consortia: Wheel[Executor]
    communities: Wheel[Executor]


_SPELLED: Wheel[str] = wheel(
    ("{form} {core}", 60),
    ("{form}. {core}", 22),
    ("{form}.{core}", 6),
    ("lower", 5),
    ("{core}, {form}", 4),
    ("title", 3),
)


def spelled(form: str, core: str, draw: Random) -> str:
    """A firm's name the way its own account spells it: "CV. TIRBAWANA", "cv.tirbawana", "TIRBAWANA, CV"."""
    if not form:
        return core.title() if happens(draw, 0.2) else core
    style = _SPELLED.spin(draw)
    if style == "lower":
        return f"{form}.{core}".lower()
    if style == "title":
        return f"{form} {core.title()}"
    return style.format(form=form, core=core)


def invent(*, seed: int, city: str, packages: int) -> Executors:
    """Everybody who may work in a city with this many packages."""
    draw = dice(seed, city, "executors")
    people = _people(max(12, packages // 9), city=city, draw=draw)
    owners = iter(people[::-1])
    names = firm_words(draw, words("trades"))
    builders = [_firm(i, next(names), FORMS.spin(draw), owners, draw) for i in range(max(12, packages // 4))]
    consultants = _firms(
        len(builders), max(8, packages // 14), firm_words(draw, words("designers")), DESIGN_FORMS, draw
    )
    suppliers = _firms(len(builders) + len(consultants), max(6, packages // 18), names, FORMS, draw)
    crowd = max(1.0, packages / CITY)
    return Executors(
        long_tail(builders, steepness=1.1, crowd=crowd),
        long_tail(consultants, steepness=0.7, crowd=crowd),
        long_tail(suppliers, steepness=0.7, crowd=crowd),
        long_tail(people, steepness=0.5, crowd=crowd),
        long_tail(_consortia(builders, draw), steepness=0.5, crowd=crowd),
        long_tail(_communities(max(6, packages // 60), draw), steepness=0.3, crowd=crowd),
    )


def _people(count: int, *, city: str, draw: Random) -> list[Executor]:
    names = person_names(draw)
    return [_person(i, next(names), city, draw) for i in range(count)]


def _person(serial: int, name: str, city: str, draw: Random) -> Executor:
    number = identities.nik(city, serial, draw)
    if happens(draw, identities.BROKEN_NIK_SHARE):
        number = identities.broken_nik(number, draw)
    npwp15 = identities.npwp(500_000 + serial) if happens(draw, 0.5) else ""
    shown = name.upper() if happens(draw, 0.6) else name
    return Executor(PERSON_CODE + serial, "person", shown, name.upper(), "", npwp15, number, name)


def _firms(first: int, count: int, names: Iterable[str], forms: Wheel[str], draw: Random) -> list[Executor]:
    return [_firm(first + i, core, forms.spin(draw), iter(()), draw) for i, core in enumerate(islice(names, count))]


def _firm(serial: int, core: str, form: str, owners: Iterable[Executor], draw: Random) -> Executor:
    """A firm; a sole proprietor's (UD) 16-digit number is the NIK of its owner."""
    npwp15 = identities.npwp(serial + 1)
    core = f"{core}'S" if happens(draw, 0.02) else core
    owner = next(iter(owners), None) if form == "UD" else None
    npwp16 = owner.npwp16 if owner else f"0{npwp15}"
    chief = owner.chief if owner else f"Direktur {core.title()}"
    return Executor(FIRM_CODE + serial, "business", spelled(form, core, draw), core, form, npwp15, npwp16, chief)


def _consortia(builders: list[Executor], draw: Random) -> list[Executor]:
    pairs = [draw.sample(builders[: max(4, len(builders) // 2)], 2) for _ in range(max(3, len(builders) // 15))]
    return [_consortium(lead, member, draw) for lead, member in pairs]


def _consortium(lead: Executor, member: Executor, draw: Random) -> Executor:
    pattern = draw.choice(("KSO {a} - {b}", "{a} - {b} KSO", "{a}-{b}, KSO"))
    name = pattern.format(a=lead.name, b=member.name)
    return replace(lead, kind="kso", name=name, core=f"{lead.core} {member.core}", members=(lead, member))


def _communities(count: int, draw: Random) -> list[Executor]:
    return [
        Executor(
            0,
            "community",
            f"{draw.choice(('BKM', 'Pokmas', 'KSM'))} Contoh {draw.choice(words('places'))} {i + 1}",
            f"CONTOH {i + 1}",
            "",
            "",
            "",
            "",
        )
        for i in range(count)
    ]
