"""How is chance drawn so that the same seed always gives the same city?

Every topic has its own dice, seeded by its name: a new draw in one topic leaves all others as they were.
"""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def dice(*topic: object) -> Random:
    """The dice of a topic, for instance ``dice(seed, city, "packages")``."""
    return Random("/".join(str(part) for part in topic))


def happens(draw: Random, share: float) -> bool:
    """True in this share of the draws."""
    return draw.random() < share


@dataclass(frozen=True)
class Wheel(Generic[T]):
    """Outcomes with weights; ``spin`` gives one of them."""

    outcomes: tuple[T, ...]
    cumulative: tuple[float, ...]

    def spin(self, draw: Random) -> T:
        """One outcome, in proportion to its weight."""
        return self.outcomes[bisect(self.cumulative, draw.random() * self.cumulative[-1])]


def wheel(*weighted: tuple[T, float]) -> Wheel[T]:
    """A wheel from ``(outcome, weight)`` pairs."""
    return Wheel(tuple(outcome for outcome, _ in weighted), tuple(accumulate(weight for _, weight in weighted)))


def long_tail(members: Iterable[T], *, steepness: float, crowd: float = 1.0) -> Wheel[T]:
    """A wheel on which the first members come often, the last ones hardly ever (weight 1/rank^steepness).

    ``crowd`` is how many times larger than usual the whole is: that many members then share each rank, so that the
    busiest are no busier in a province than in a city.
    """
    return wheel(*((member, 1 / (rank / crowd + 8) ** steepness) for rank, member in enumerate(members)))
