"""Which school years of which children count for the scholarship, and what are they as columns?

Until 1 December 2019 one sum per participant; since then a sum for every year of school by level, up to a
number of years per level, for at most two children (PP 82/2019). The amounts are a line of the programmes;
here the children become the facts of that line.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from payung.refusal import Refusal
from payung.rules.lines import Fact, Formula, Line, Row, Sentence, by_date
from payung.rules.money import Rupiah, rupiah_text
from payung.rules.parameters import parameter

AMOUNT = "benefit/scholarship/amount"
MAX_CHILDREN = "benefit/scholarship/max_children"
LEVELS: Mapping[str, str] = {"tk": "TK", "sd": "SD", "smp": "SMP", "sma": "SMA", "higher": "S1 atau pelatihan"}
CHILDREN = ("first", "second")
MOST_YEARS = 30
ONCE = "once"

Amounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Child:
    """One child: the years of school still to come, by level (tk, sd, smp, sma, higher)."""

    years: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A Refusal for a level that does not exist and for years outside 0 to 30."""
        for level, years in self.years.items():
            if level not in LEVELS:
                raise Refusal(
                    "Jenjang “{given}” tidak dikenal; pilih salah satu dari {choices}.",
                    given=level,
                    choices=", ".join(LEVELS),
                )
            if type(years) is not int or not 0 <= years <= MOST_YEARS:
                raise Refusal(
                    "Lama sekolah antara 0 dan {most} tahun; yang diterima: {given}.", most=MOST_YEARS, given=years
                )


def _column(child: str, level: str) -> str:
    return f"{child}_{level}"


YEARS = tuple(_column(child, level) for child in CHILDREN for level in LEVELS)
WORDS = {"first": "Anak pertama", "second": "Anak kedua"}
FACTS = tuple(
    Fact(_column(child, level), f"{WORDS[child]}, tahun {LEVELS[level]}", limit=MOST_YEARS, is_rupiah=False)
    for child in CHILDREN
    for level in LEVELS
)


def facts_of(children: Sequence[Child], *, on: dt.date) -> dict[str, int]:
    """The columns of two children, missing ones as 0 years; of more children those worth most are taken."""
    best = sorted(children, key=lambda child: worth(child, on=on), reverse=True)
    counted = [*best, *[Child()] * len(CHILDREN)][: len(CHILDREN)]
    return {
        _column(which, level): child.years.get(level, 0)
        for which, child in zip(CHILDREN, counted, strict=True)
        for level in LEVELS
    }


def worth(child: Child, *, on: dt.date) -> Rupiah:
    """What the years of one child are worth by level on this day, in rupiah; 0 where no level has an amount."""
    amounts = _levels(on)
    return sum(min(child.years.get(level, 0), rule["max_years"]) * rule["per_year"] for level, rule in amounts.items())


def _levels(on: dt.date) -> Amounts:
    law = parameter(AMOUNT)
    first = law.history[0].from_on or dt.date.min
    value: Mapping[str, Any] = law.at(on).value if on >= first else {}
    return {} if ONCE in value else value


def scholarship_line(*, entitled: Formula, rests_on: Callable[[Row], tuple[str, ...]] | None = None) -> Line:
    """The scholarship as a line: where the row is entitled to it and any year of school was told."""
    return Line(
        "scholarship",
        "Beasiswa pendidikan anak",
        AMOUNT,
        lambda: by_date(parameter(AMOUNT), _amount, on=nw.col("on")),
        applies=lambda: entitled() & _any_years(),
        told=_told,
        known_later=True,
        rests_on=rests_on,
    )


def _any_years() -> nw.Expr:
    return sum((nw.col(name) for name in YEARS[1:]), start=nw.col(YEARS[0])) > 0


def _amount(value: Mapping[str, Any]) -> nw.Expr:
    if ONCE in value:
        return nw.lit(value[ONCE], dtype=nw.Int64)
    parts = [_counted(child, level, rule) for child in CHILDREN for level, rule in value.items()]
    return sum(parts[1:], start=parts[0])


def _counted(child: str, level: str, rule: Mapping[str, int]) -> nw.Expr:
    years, most = nw.col(_column(child, level)), rule["max_years"]
    return nw.when(years > most).then(nw.lit(most, dtype=nw.Int64)).otherwise(years) * rule["per_year"]


def _told(row: Row, value: Mapping[str, Any]) -> Sentence:
    amount = rupiah_text(row["scholarship"])
    if ONCE in value:
        return Sentence("sekali bagi setiap peserta: {amount}", {"amount": amount})
    parts = " + ".join(
        _told_years(row, child, level, rule)
        for child in CHILDREN
        for level, rule in value.items()
        if row[_column(child, level)]
    )
    return Sentence("{parts} = {amount}", {"parts": parts, "amount": amount})


def _told_years(row: Row, child: str, level: str, rule: Mapping[str, int]) -> str:
    years = min(row[_column(child, level)], rule["max_years"])
    return f"{years} × {rupiah_text(rule['per_year'])} ({LEVELS[level]})"
