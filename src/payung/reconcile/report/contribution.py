"""How does the contribution of one package come about, bracket by bracket?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.reconcile.report.wording import LAW_STATUS, number, said
from payung.rules.money import at_rate, percent_text
from payung.rules.parameters import Dated, parameter

JKK, JKM = "jakon/contract_value/jkk", "jakon/contract_value/jkm"


@dataclass(frozen=True)
class Bracket:
    """One bracket of the contract value: the part of the base in it, and what it owes (rupiah)."""

    label: str
    part: int
    jkk_rate: str
    jkk: int
    jkm_rate: str
    jkm: int


@dataclass(frozen=True)
class Contribution:
    """All brackets of one base; ``adjustment`` is what the run's amounts add to their sum (relief, rounding)."""

    brackets: tuple[Bracket, ...]
    jkk: int
    jkm: int
    adjustment: int


@dataclass(frozen=True)
class Article:
    """The source of one programme's brackets, whole and short, and how sure we are of it."""

    programme: str
    source: str
    status: str

    @property
    def short(self) -> str:
        """The first article named, without its explanation: for the head of a table."""
        return self.source.split(";")[0].split(" huruf ")[0]


def contribution(*, base: int, on: date, jkk: int, jkm: int) -> Contribution:
    """The brackets of this base by the law of this day, beside the amounts of the run.

    Raises Refusal on a day for which the law has no brackets.
    """
    rates = _paired(parameter(JKK).at(on), parameter(JKM).at(on))
    brackets = _brackets(base, rates)
    return Contribution(brackets, jkk, jkm, jkk + jkm - sum(bracket.jkk + bracket.jkm for bracket in brackets))


def articles(on: date) -> tuple[Article, ...]:
    """By which articles the brackets of this day hold."""
    held = (("JKK", parameter(JKK).at(on)), ("JKM", parameter(JKM).at(on)))
    return tuple(Article(name, dated.source, dated.status.value) for name, dated in held)


def articles_line(on: date) -> str:
    """The articles of this day's brackets in one line, and how sure we are of them."""
    listed = articles(on)
    sure = " dan ".join(dict.fromkeys(said(LAW_STATUS, article.status) for article in listed))
    return f"{', '.join(f'{article.programme} {article.short}' for article in listed)}: {sure}"


def _paired(jkk: Dated, jkm: Dated) -> list[tuple[int | None, int, int]]:
    """Upper bound and both rates of every bracket; the two programmes share their bounds."""
    pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]] = list(zip(jkk.value, jkm.value, strict=True))
    return [(one["upper"], one["rate"], other["rate"]) for one, other in pairs]


def _brackets(base: int, rates: list[tuple[int | None, int, int]]) -> tuple[Bracket, ...]:
    made, lower = [], 0
    for upper, jkk, jkm in rates:
        part = (base if upper is None else min(base, upper)) - lower
        if part <= 0:
            break
        made.append(_bracket(lower, upper, part=part, rates=(jkk, jkm)))
        lower = upper or base
    return tuple(made)


def _bracket(lower: int, upper: int | None, *, part: int, rates: tuple[int, int]) -> Bracket:
    jkk, jkm = rates
    label = _label(lower, upper)
    return Bracket(label, part, percent_text(jkk), at_rate(part, jkk), percent_text(jkm), at_rate(part, jkm))


def _label(lower: int, upper: int | None) -> str:
    if upper is None:
        return f"di atas {_millions(lower)}"
    return f"sampai {_millions(upper)}" if not lower else f"{_millions(lower)} – {_millions(upper)}"


def _millions(amount: int) -> str:
    return f"{number(amount // 10**6)} juta" if amount < 10**9 else f"{number(amount // 10**9)} miliar"
