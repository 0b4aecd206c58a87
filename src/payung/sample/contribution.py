"""What does a project owe on its declared base, and in which instalments?

Whole rupiah throughout, the brackets and shares as `payung.rules.law` gives them.
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from payung.rules.money import PER, Rupiah, half_up
from payung.rules.parameters import parameter

Bracket = tuple[Rupiah | None, int]


def contribution(base: Rupiah, *, on: dt.date) -> Rupiah:
    """JKK + JKM on this base by the brackets of that day, each half-up to the rupiah."""
    return sum(half_up(_marginal(base, _brackets(programme, on)), PER) for programme in ("jkk", "jkm"))


def instalments(total: Rupiah, *, on: dt.date) -> tuple[Rupiah, ...]:
    """The instalments of a total; the last one takes what rounding leaves."""
    shares: Sequence[int] = parameter("jakon/instalments").at(on).value
    first = [half_up(total * share, PER) for share in shares[:-1]]
    return (*first, total - sum(first))


def net_of_ppn(gross: Rupiah, *, on: dt.date) -> Rupiah:
    """The value without PPN at the effective rate of that day, half-up."""
    return half_up(gross * PER, PER + _ppn(on))


def with_ppn(net: Rupiah, *, on: dt.date) -> Rupiah:
    """The value with PPN at the effective rate of that day, half-up."""
    return half_up(net * (PER + _ppn(on)), PER)


@cache
def _ppn(on: dt.date) -> int:
    rate: int = parameter("ppn/effective_rate").at(on).value
    return rate


@cache
def _brackets(programme: str, on: dt.date) -> tuple[Bracket, ...]:
    return tuple((row["upper"], row["rate"]) for row in parameter(f"jakon/contract_value/{programme}").at(on).value)


def _marginal(base: Rupiah, brackets: Sequence[Bracket]) -> int:
    """Sum of slice × rate, in rupiah per hundred thousand."""
    total, lower = 0, 0
    for upper, rate in brackets:
        top = base if upper is None else min(base, upper)
        total += max(0, top - lower) * rate
        lower = top
    return total
