"""What is the minimum wage of a city or province on a day, and how sure are we of it?

Decreed by the governor for one calendar year, down to the sen; here it is rounded half-up to the rupiah. A
city without a figure of its own falls back to its province, and says so. A year without any figure is
refused, unless the caller asks for the latest one known.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from payung.refusal import Refusal
from payung.rules.lines import Sentence, covers
from payung.rules.money import Rupiah, half_up
from payung.rules.parameters import Dated, Parameter, Status, law

BOOK = "minimum_wage/"
SEN = 100

_AREA = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?")


@dataclass(frozen=True)
class MinimumWage:
    """The wage of a month in rupiah, the area whose figure it is, its year, source and certainty, and what to
    warn of.
    """

    amount: Rupiah
    area: str
    label: str
    year: int
    source: str
    status: Status
    cautions: tuple[Sentence, ...]


def minimum_wage(area: str, on: dt.date, *, latest_known: bool = False) -> MinimumWage:
    """The minimum wage of the area (``36.71``: city, ``36``: province) on this day.

    A figure of a wider area, or of an earlier year (only with ``latest_known``), is ``inferred`` and said in
    the cautions. A Refusal for an area or a year without a figure. Source: the decree of each year.
    """
    rules = _rules(area)
    held = next(_held(rules, on), None)
    if held is not None:
        return _answer(area, *held, cautions=())
    earlier = next(_earlier(rules, on), None) if latest_known else None
    if earlier is None:
        raise Refusal(
            "Upah minimum wilayah {area} untuk tahun {year} belum tercatat di sini; sebutkan upah pekerjanya.",
            area=area,
            year=on.year,
        )
    return _answer(area, *earlier, cautions=(_outdated(on, earlier[1]),))


def _rules(area: str) -> tuple[Parameter, ...]:
    """The figures of the area and of the areas it lies in, narrowest first."""
    if not _AREA.fullmatch(area):
        raise Refusal("“{area}” bukan kode wilayah; tulis misalnya 36.71 (kota) atau 36 (provinsi).", area=area)
    parts = area.split(".")
    keys = [f"{BOOK}{'.'.join(parts[:count])}" for count in range(len(parts), 0, -1)]
    rules = tuple(law()[key] for key in keys if key in law())
    if not rules:
        raise Refusal("Upah minimum wilayah {area} belum tercatat di sini; sebutkan upah pekerjanya.", area=area)
    return rules


def _held(rules: tuple[Parameter, ...], on: dt.date) -> Iterator[tuple[Parameter, Dated]]:
    return ((rule, entry) for rule in rules for entry in rule.history if covers(entry, on))


def _earlier(rules: tuple[Parameter, ...], on: dt.date) -> Iterator[tuple[Parameter, Dated]]:
    """The latest figure before the day, of the narrowest area that has one first."""
    return ((rule, entry) for rule in rules for entry in reversed(rule.history) if _first_day(entry) <= on)


def _first_day(entry: Dated) -> dt.date:
    return entry.from_on or dt.date.min


def _outdated(on: dt.date, entry: Dated) -> Sentence:
    return Sentence(
        "Upah minimum tahun {year} belum tercatat; dipakai yang terakhir dikenal, tahun {known}.",
        {"year": on.year, "known": _first_day(entry).year},
    )


def _answer(area: str, rule: Parameter, entry: Dated, *, cautions: tuple[Sentence, ...]) -> MinimumWage:
    found = rule.key.removeprefix(BOOK)
    if found != area:
        told = Sentence(
            "Upah minimum wilayah {area} belum tercatat; dipakai wilayah {found} ({label}).",
            {"area": area, "found": found, "label": rule.label},
        )
        cautions = (told, *cautions)
    return MinimumWage(
        half_up(entry.value, SEN),
        found,
        rule.label,
        _first_day(entry).year,
        entry.source,
        Status.INFERRED if cautions else entry.status,
        cautions,
    )
