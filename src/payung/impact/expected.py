"""What share would be expected of firms, by what is seen in others that did not come?

A line is laid through the others by least squares; what it says of the rest comes with a variance that does not
suppose equal scatter (HC2: MacKinnon and White 1985) and with degrees of freedom for few firms (Bell and McCaffrey
2002). The columns are made orthogonal one after another, so that one that says nothing new drops out by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Row = list[float]
Column = list[float]
NOTHING_NEW = 1e-6


@dataclass(frozen=True)
class Expected:
    """What the line says of each row asked about; of their mean: variance and degrees of freedom."""

    each: list[float]
    variance: float
    degrees: float


def expected(
    known: Sequence[Row], shares: Sequence[float], asked: Sequence[Row], *, beside: Sequence[Row] = ()
) -> Expected:
    """``known``: rows of facts of those whose share is told; ``asked``: of those whose share is not.

    ``beside``: rows that are answered too, after those of ``asked``, but do not count in their mean.
    """
    size = len(known)
    mean = [sum(column) / len(asked) for column in zip(*asked, strict=True)]
    axes = _axes([list(column) for column in zip(*known, *asked, *beside, mean, strict=True)], size)
    slopes = [_dot(axis, shares, size) for axis in axes]
    said = [
        sum(slope * axis[i] for slope, axis in zip(slopes, axes, strict=True))
        for i in range(size + len(asked) + len(beside))
    ]
    left = [1 - sum(axis[i] ** 2 for axis in axes) for i in range(size)]
    factors = [sum(axis[-1] * axis[i] for axis in axes) ** 2 / max(left[i], NOTHING_NEW) for i in range(size)]
    missed = [(shares[i] - said[i]) ** 2 for i in range(size)]
    return Expected(
        each=said[size:],
        variance=_dot(factors, missed, size),
        degrees=_degrees(factors, left, axes),
    )


def _axes(columns: list[Column], size: int) -> list[Column]:
    """The columns, each freed of those before it and of length one over the first ``size`` places."""
    axes: list[Column] = []
    for column in columns:
        for axis in axes:
            along = _dot(column, axis, size)
            column = [value - along * part for value, part in zip(column, axis, strict=True)]  # noqa: PLW2901
        length = sqrt(_dot(column, column, size))
        if length > NOTHING_NEW * size:
            axes.append([value / length for value in column])
    return axes


def _degrees(factors: Column, left: Column, axes: list[Column]) -> float:
    """Satterthwaite's degrees of freedom of the variance, as if the scatter were equal."""
    size = len(factors)
    mean = _dot(factors, left, size)
    own = sum(factor**2 * (2 * rest - 1) for factor, rest in zip(factors, left, strict=True))
    crossed = [sum(f * a * b for f, a, b in zip(factors, one, two, strict=False)) for one in axes for two in axes]
    spread = own + sum(cross**2 for cross in crossed)
    return mean**2 / spread if spread > 0 else float(size)


def _dot(one: Sequence[float], two: Sequence[float], size: int) -> float:
    return sum(one[i] * two[i] for i in range(size))
