"""By how much did those who took the same quiz twice answer better, and how sure is that?"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from payung.impact.student import quantile

LEAST = 10
"""Pairs below which nothing is concluded: the interval would be wider than the scale of the quiz."""
SHARE = 0.975
"""So that both ends together leave out five of a hundred."""


@dataclass(frozen=True)
class Change:
    """The mean change of the share of right answers, from ``low`` to ``high`` with 95 % confidence, over ``people``."""

    people: int
    mean: float
    low: float
    high: float

    @property
    def is_told(self) -> bool:
        """Whether the interval leaves no change out of it: then it can be said which way it went."""
        return self.low > 0 or self.high < 0


def change(pairs: Sequence[tuple[float, float]]) -> Change | None:
    """The change over people's shares before and after; None for fewer than ``LEAST`` people.

    Where everybody changed alike there is no scatter to learn from, and the interval is half an answer wide as if one
    person had answered one question otherwise.
    """
    if len(pairs) < LEAST:
        return None
    moved = [after - before for before, after in pairs]
    mean, people = fmean(moved), len(moved)
    half = quantile(SHARE, people - 1) * max(stdev(moved), 1 / people) / sqrt(people)
    return Change(people, mean, max(mean - half, -1.0), min(mean + half, 1.0))
