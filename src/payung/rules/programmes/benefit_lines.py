"""How does a wage, a sum of the law or a cost become a line of a benefit, and how is it told?

Shares are whole ten-billionths, so that a loss per hundred thousand of a share per hundred thousand stays
exact. No text rounds a benefit: half-up to the rupiah, once per line, is Payung's stated choice
(benefit/rounding).
"""

from collections.abc import Callable, Mapping
from typing import Any

import narwhals as nw

from payung.rules.lines import Formula, Line, Row, Sentence, by_date
from payung.rules.money import PER, Amount, Rupiah, at_most, half_up, rupiah_text
from payung.rules.parameters import parameter

ROUNDED = "{parts} = {amount}, dibulatkan ke rupiah terdekat"
WHOLE = PER * PER


def at_share(amount: Amount, share: Amount) -> Amount:
    """``amount`` × ``share`` ten-billionths, half-up to the rupiah, exact in 64 bits.

    For amounts to 8·10¹³ with shares to 10¹² (a hundred wholes), and amounts to 10¹² with shares to 6·10¹³.
    """
    high, low = amount // PER, amount % PER
    times, over = share // PER, share % PER
    middle = high * over + low * times
    return high * times + half_up(middle * PER + low * over, WHOLE)


def is_exact(amount: Rupiah, share: int) -> bool:
    """Whether ``amount`` × ``share`` ten-billionths is whole rupiah without rounding."""
    return amount * share % WHOLE == 0


def equals(parts: str, amount: Rupiah, *, exact: bool) -> Sentence:
    """“9 % × 80 × Rp 5.000.000 = Rp 36.000.000”, saying so where the rupiah was rounded."""
    facts = {"parts": parts, "amount": rupiah_text(amount)}
    return Sentence("{parts} = {amount}", facts) if exact else Sentence(ROUNDED, facts)


def is_one_of(*causes: str) -> Formula:
    """True where the row's cause is one of these."""
    return lambda: nw.col("cause").is_in(causes)


def fixed(name: str, label: str, *, source: str, applies: Formula | None = None) -> Line:
    """A sum of the law: a number of rupiah."""
    return Line(name, label, source, lambda: _of_law(source, lambda value: value), applies=applies, told=_told_fixed)


def monthly_sums(name: str, label: str, *, source: str, applies: Formula | None = None) -> Line:
    """So many monthly sums paid at once: ``{monthly, months}``."""
    return Line(
        name,
        label,
        source,
        lambda: _of_law(source, lambda value: value["monthly"] * value["months"]),
        applies=applies,
        told=_told_months,
    )


def capped_cost(name: str, label: str, *, source: str, known_later: bool = False) -> Line:
    """A cost in the column ``<name>_cost``, refunded up to the cap of the row's day."""
    cost = nw.col(f"{name}_cost")

    def formula() -> nw.Expr:
        return by_date(parameter(source), lambda cap: at_most(cost, nw.lit(cap, dtype=nw.Int64)), on=nw.col("on"))

    def told(row: Row, cap: Rupiah) -> Sentence:
        return _told_cost(row[f"{name}_cost"], cap)

    return Line(name, label, source, formula, applies=lambda: cost > 0, told=told, known_later=known_later)


def _of_law(source: str, amount: Callable[[Any], Rupiah]) -> nw.Expr:
    return by_date(parameter(source), lambda value: nw.lit(amount(value), dtype=nw.Int64), on=nw.col("on"))


def _told_fixed(row: Row, amount: Rupiah) -> Sentence:
    return Sentence("besarnya tetap: {amount}", {"amount": rupiah_text(amount)})


def _told_months(row: Row, value: Mapping[str, int]) -> Sentence:
    facts = {
        "months": value["months"],
        "monthly": rupiah_text(value["monthly"]),
        "amount": rupiah_text(value["months"] * value["monthly"]),
    }
    return Sentence("{months} bulan × {monthly}, dibayar sekaligus = {amount}", facts)


def _told_cost(cost: Rupiah, cap: Rupiah) -> Sentence:
    facts = {"cost": rupiah_text(cost), "cap": rupiah_text(cap)}
    if cost <= cap:
        return Sentence("biaya {cost}, diganti seluruhnya (batas {cap})", facts)
    return Sentence("biaya {cost}, diganti sampai batas {cap}", facts)
