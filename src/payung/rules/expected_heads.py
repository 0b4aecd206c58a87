"""How many workers should a package of this value, kind and duration have had, in a range and an estimate?

In the manner of Italy's *congruità* indices: a share of the value is labour, and a month of labour costs at least
the local minimum wage. The shares are not Indonesian law, and the range says nothing of one day: it is an average
over the whole work, at best a reason to ask.
"""

import datetime as dt
from dataclasses import dataclass

from payung.refusal import Refusal
from payung.rules.lines import Sentence
from payung.rules.minimum_wage import MinimumWage
from payung.rules.money import (
    CONTRACT_LIMIT,
    PER,
    Rupiah,
    at_rate,
    half_up,
    percent_text,
    require_within,
    rupiah_text,
    scaled,
)
from payung.rules.parameters import Status, parameter, weakest

SHARE_LOW = "labour/share_low"
SHARE_HIGH = "labour/share_high"
WAGE_HIGH = "labour/wage_high"
DAYS_PER_MONTH = "labour/days_per_month"
FAR_BELOW = "labour/far_below"
OTHER = "other"


@dataclass(frozen=True)
class ExpectedHeads:
    """Heads on an average day, what they rest on, how sure; ``low`` ≤ ``estimate`` ≤ ``high``, each at least 1."""

    low: int
    estimate: int
    high: int
    basis: Sentence
    status: Status


def kinds(on: dt.date) -> tuple[str, ...]:
    """The kinds of work that have a share of their own, and ``other``."""
    return tuple(parameter(SHARE_LOW).at(on).value)


def expected_heads(net: Rupiah, *, kind: str, days: int, wage: MinimumWage, on: dt.date) -> ExpectedHeads:
    """The heads a package worth ``net`` (without PPN) employs over ``days`` calendar days.

    The fewest: the lowest share, shared among the best paid; the most: the highest share at the minimum wage. The
    estimate takes the middle of both. A Refusal for an impossible value, no days, or a kind without a share.
    """
    require_within(net, limit=CONTRACT_LIMIT, what="Nilai paket")
    if days < 1:
        raise Refusal("Lama pekerjaan paling sedikit 1 hari, bukan {days}.", days=days)
    if kind not in kinds(on):
        raise Refusal(
            "Jenis pekerjaan {kind!r} tidak dikenal; yang ada: {known}.", kind=kind, known=", ".join(kinds(on))
        )
    low, high = parameter(SHARE_LOW).at(on).value[kind], parameter(SHARE_HIGH).at(on).value
    best = at_rate(wage.amount, parameter(WAGE_HIGH).at(on).value)
    month = parameter(DAYS_PER_MONTH).at(on).value
    return ExpectedHeads(
        low=max(1, scaled(net, low, PER) * month // (best * days)),
        estimate=max(1, half_up(scaled(net, low + high, 2 * PER) * month, half_up(best + wage.amount, 2) * days)),
        high=max(1, -(-scaled(net, high, PER) * month // (wage.amount * days))),
        basis=_basis(net, days=days, shares=(low, high), wage=wage),
        status=weakest(wage.status, *(parameter(key).at(on).status for key in LAWS)),
    )


LAWS = (SHARE_LOW, SHARE_HIGH, WAGE_HIGH, DAYS_PER_MONTH)


def _basis(net: Rupiah, *, days: int, shares: tuple[int, int], wage: MinimumWage) -> Sentence:
    return Sentence(
        "Nilai tanpa PPN {net} selama {days} hari; biaya tenaga kerja {low} sampai {high}; {label} {year}: {wage}.",
        {
            "net": rupiah_text(net), "days": days, "low": percent_text(shares[0]), "high": percent_text(shares[1]),
            "label": wage.label, "year": wage.year, "wage": rupiah_text(wage.amount),
        },
    )  # fmt: skip


def is_far_below(heads: int, expected: ExpectedHeads, *, on: dt.date) -> bool:
    """Whether so few heads are on a roster that somebody should ask why."""
    share: int = parameter(FAR_BELOW).at(on).value
    return heads * PER < expected.low * share
