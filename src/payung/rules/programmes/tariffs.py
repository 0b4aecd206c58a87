"""How does a rate, or a scale of rates, become a contribution and its explanation?

A scale is a tuple of brackets; each rate (per hundred thousand) applies only to the slice of the base inside
its bracket. A flat rate is a scale of one open bracket.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw

from payung.rules.lines import Formula, Line, Role, Slice, by_cases, by_date
from payung.rules.money import PER, Rupiah, at_rate, half_up
from payung.rules.parameters import parameter


@dataclass(frozen=True)
class Bracket:
    """The part of a base over ``over`` up to ``up_to`` (None: no end), and its rate per hundred thousand."""

    over: Rupiah
    up_to: Rupiah | None
    rate: int


Scale = tuple[Bracket, ...]


def flat(rate: int) -> Scale:
    """One rate on the whole base."""
    return (Bracket(0, None, rate),)


def bracketed(value: list[dict[str, Any]]) -> Scale:
    """The scale of a list of ``{upper, rate}``, lowest first, the last one open."""
    uppers = [0, *(row["upper"] for row in value)]
    return tuple(Bracket(over, up_to, row["rate"]) for (over, up_to), row in zip(pairwise(uppers), value, strict=True))


def marginal(base: nw.Expr, scale: Scale) -> nw.Expr:
    """The contribution on ``base`` (Int64, 0..9·10¹⁵), half-up to the rupiah once, over the sum of all
    slices.

    Written by the bends of the scale: the first rate on all of the base, then every change of rate on what
    lies over its bracket. That is the sum over the slices with half the comparisons, and null stays null.
    """
    bends = [(upper.over, upper.rate - lower.rate) for lower, upper in pairwise(scale) if upper.rate != lower.rate]
    return half_up(sum((_over(base, start) * change for start, change in bends), base * scale[0].rate), PER)


def _over(base: nw.Expr, start: Rupiah) -> nw.Expr:
    return nw.when(base > start).then(base - start).when(base <= start).then(nw.lit(0, dtype=nw.Int64))


def slices(base: Rupiah, scale: Scale) -> tuple[Slice, ...]:
    """The slices of one base that hold any rupiah, lowest first."""
    cut = (
        Slice(row.over, row.up_to, row.rate, min(base, base if row.up_to is None else row.up_to) - row.over)
        for row in scale
        if base > row.over
    )
    return tuple(cut)


def contribution(
    name: str,
    label: str,
    *,
    source: str,
    base: str,
    scale: Callable[[Any], Scale] = flat,
    applies: Formula | None = None,
) -> Line:
    """A paid line: the rate or scale under ``source`` on the column ``base``."""

    def formula() -> nw.Expr:
        return by_date(parameter(source), lambda value: marginal(nw.col(base), scale(value)), on=nw.col("on"))

    return Line(
        name,
        label,
        source,
        formula,
        applies=applies,
        slices=lambda row, value: slices(row[base], scale(value)),
    )


def contribution_by(name: str, label: str, *, source: str, base: str, choice: str) -> Line:
    """A paid line whose rate under ``source`` hangs on the column ``choice``; null for a choice without a
    rate.
    """

    def at_choice(rates: Mapping[str, int]) -> nw.Expr:
        return by_cases([(nw.col(choice) == case, at_rate(nw.col(base), rate)) for case, rate in rates.items()])

    return Line(
        name,
        label,
        source,
        formula=lambda: by_date(parameter(source), at_choice, on=nw.col("on")),
        slices=lambda row, rates: slices(row[base], flat(rates[row[choice]])),
    )


def shown(line: Line) -> Line:
    """The same line, only shown: it adds nothing to the total."""
    return Line(**{**vars(line), "role": Role.SHOWN})
