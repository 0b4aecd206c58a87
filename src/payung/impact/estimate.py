"""By how much does the share of those who came lie beyond what comparable firms let expect, and how sure is that?

The method, its limits and what simulated cities say of it: docs/explanation/dampak.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p, sqrt

from payung.impact.expected import Row, expected
from payung.impact.firms import Firm
from payung.impact.student import quantile

CONFIDENCE = 0.95
NEW_ENOUGH = 5
"""Firms without work before the event are compared where each side has so many of them."""

SIZE_ENOUGH = 20
"""The amount of work is taken into account where each side has so many firms; of fewer it cannot be learned."""

CORNERS = tuple((before, after) for before in (0.0, 1.0) for after in (0.0, 1.0))
WEIGHT = 0.5
"""Four half firms are put to each side, one in each corner of shares before and after: shares lie at their ends, and
few firms that all stand at the same end would show no scatter at all (after Agresti and Caffo 2000)."""


@dataclass(frozen=True)
class Estimate:
    """Shares between 0 and 1. ``without``: what is expected of those who came, had they not come.

    ``low`` and ``high`` bound ``difference``; ``scatter``: the variance that one firm brings to it.
    """

    after: float
    without: float
    low: float
    high: float
    scatter: float

    @property
    def difference(self) -> float:
        """Share after beyond what is expected."""
        return self.after - self.without


def compared(firms: Sequence[Firm]) -> list[Firm]:
    """The firms with work after the event; of those without work before it, only where both sides have enough."""
    working = [firm for firm in firms if firm.after is not None]
    new = [firm for firm in working if firm.before is None]
    if all(sum(firm.came is side for firm in new) >= NEW_ENOUGH for side in (True, False)):
        return working
    return [firm for firm in working if firm.before is not None]


def estimate(firms: Sequence[Firm]) -> Estimate:
    """The estimate of ``compared`` firms, of which both sides must have some."""
    came, others = [[firm for firm in firms if firm.came is side] for side in (True, False)]
    with_size = min(len(came), len(others)) >= SIZE_ENOUGH
    asked = [_facts(firm, with_size=with_size) for firm in came]
    corners = [_corner(before, asked) for before, _ in CORNERS]
    known = [*(_facts(firm, with_size=with_size) for firm in others), *([v * sqrt(WEIGHT) for v in c] for c in corners)]
    shares = [*map(_after, others), *(after * sqrt(WEIGHT) for _, after in CORNERS)]
    said = expected(known, shares, asked, beside=corners)
    own, size = _own_variance([*map(_after, came), *(after for _, after in CORNERS)], said.each)
    after, without = sum(map(_after, came)) / len(came), sum(said.each[: len(came)]) / len(came)
    whole, difference = own + said.variance, after - without
    degrees = whole**2 / (own**2 / (size - 1) + said.variance**2 / said.degrees)
    reach = quantile((1 + CONFIDENCE) / 2, degrees) * sqrt(whole)
    scatter = whole / (1 / len(came) + 1 / len(others))
    return Estimate(after, without, difference - reach, difference + reach, scatter)


def _own_variance(shares: Sequence[float], said: Sequence[float]) -> tuple[float, float]:
    """Variance of the mean gap of those who came, half firms among them, and how many they are."""
    weights = [1.0] * (len(shares) - len(CORNERS)) + [WEIGHT] * len(CORNERS)
    gaps, size = [share - each for share, each in zip(shares, said, strict=True)], sum(weights)
    mean = sum(weight * gap for weight, gap in zip(weights, gaps, strict=True)) / size
    squares = sum(weight * (gap - mean) ** 2 for weight, gap in zip(weights, gaps, strict=True))
    return squares / (size - 1) / size, size


def _facts(firm: Firm, *, with_size: bool) -> Row:
    known = [1.0, firm.before or 0.0, float(firm.before is None)]
    return [*known, log1p(firm.worked_before)] if with_size else known


def _corner(before: float, asked: Sequence[Row]) -> Row:
    """A firm with this share before, in all else the mean of those who came."""
    means = [sum(column) / len(asked) for column in zip(*asked, strict=True)]
    return [1.0, before, *means[2:]]


def _after(firm: Firm) -> float:
    return firm.after or 0.0
