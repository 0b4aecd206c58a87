"""How probable is it that two records are one person, from the table of weights that was trained and shipped?

The weight of an outcome is by how much it raises the log-odds; the weights of a pair add up. Some comparisons are
weighed together, because one depends on the other (a NIK tells a birth date; a name is worth what it is rare): a joint
outcome has a weight of its own on top. What the pairs of one row promise together is at most one person, and what
the sums promised on lists that the weights had never seen is read off the curve: calibration. ADR 0011.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import polars as pl

from payung.reconcile.people.comparisons import Comparison

SURE = 16.0  # log-odds are cut here: one error in nine million is more than any list can show
PLACES = 6  # of a stored probability, so that a repeated run gives the same bytes
JOINED = "+"
BASE = 100  # outcomes of one comparison are fewer


@dataclass(frozen=True)
class Factor:
    """Comparisons weighed together, and the weight of each joint outcome; an outcome left out weighs nothing."""

    of: tuple[str, ...]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """The log-odds before anything is compared, the factors, and the curve from promised log-odds to probability.

    ``words``: how surprising each common word of a name is, in bits.
    """

    prior: float
    factors: tuple[Factor, ...]
    curve: tuple[tuple[float, float], ...] = ()
    words: Mapping[str, int] = field(default_factory=dict)


def as_json(model: Model) -> str:
    """The model as text, the same for the same model."""
    return json.dumps(asdict(model), indent=1, ensure_ascii=False) + "\n"


def from_json(text: str) -> Model:
    """The model that ``as_json`` wrote."""
    told: dict[str, Any] = json.loads(text)
    factors = tuple(Factor(tuple(factor["of"]), factor["weights"]) for factor in told["factors"])
    return Model(told["prior"], factors, tuple((x, y) for x, y in told["curve"]), told["words"])


@cache
def shipped() -> Model:
    """The model of people, trained by ``payung train``."""
    return from_json(files(__package__).joinpath("model.json").read_text(encoding="utf-8"))


def code(factor: Sequence[str], comparisons: Sequence[Comparison]) -> pl.Expr:
    """The joint outcome of a factor as one number, read from the columns of its comparisons."""
    columns = {comparison.name: comparison.column for comparison in comparisons}
    number = pl.lit(0, dtype=pl.Int32)
    for name in factor:
        number = number * BASE + pl.col(columns[name]).cast(pl.Int32)
    return number


def joint_outcomes(factor: Sequence[str], comparisons: Sequence[Comparison]) -> dict[str, int]:
    """Every joint outcome of a factor with its ``code``: ``same+swapped`` → 1."""
    ladders = {comparison.name: comparison.outcomes for comparison in comparisons}
    codes = {"": 0}
    for name in factor:
        codes = {
            f"{joint}{JOINED}{outcome.name}".removeprefix(JOINED): number * BASE + place
            for joint, number in codes.items()
            for place, outcome in enumerate(ladders[name])
        }
    return codes


def log_odds(model: Model, comparisons: Sequence[Comparison]) -> pl.Expr:
    """The sum of the weights of a pair, between −SURE and SURE, read from the columns of outcomes."""
    total = pl.lit(model.prior)
    for factor in model.factors:
        codes = joint_outcomes(factor.of, comparisons)
        weights = {codes[joint]: weight for joint, weight in factor.weights.items()}
        total = total + code(factor.of, comparisons).replace_strict(weights, default=0.0, return_dtype=pl.Float64)
    return total.clip(-SURE, SURE)


def promised(log_odds: pl.Expr, *, among: str) -> pl.Expr:
    """Log-odds that a pair is the right one, given that of all pairs of one row (column ``among``) at most one is."""
    odds = log_odds.exp()
    others = (odds.sum().over(among) - odds).clip(0)
    return log_odds - (1 + others).log()


def calibrated(log_odds: pl.Expr, curve: Sequence[tuple[float, float]]) -> pl.Expr:
    """The probability the curve gives, straight between its points; without a curve, what the log-odds say."""
    if not curve:
        return 1 / (1 + (-log_odds).exp())
    value = pl.lit(curve[-1][1])
    for (x, y), (next_x, next_y) in reversed(list(pairwise(curve))):
        between = y + (log_odds - x) * ((next_y - y) / (next_x - x))
        value = pl.when(log_odds < next_x).then(between).otherwise(value)
    first_x, first_y = curve[0]
    return pl.when(log_odds <= first_x).then(first_y).otherwise(value).round(PLACES)
