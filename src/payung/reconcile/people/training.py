"""How are the weights and the curve of ``model.json`` learnt, and why do the same seeds give the same file?

From pairs whose truth is known: m is how often an outcome is seen in pairs of one person, u in pairs of two, both among
the pairs that the keys propose; log m/u is where its weight starts (Fellegi and Sunter, 1969). Outcomes depend on
each other, so the weights are then moved, one factor after the other, until among all pairs with an outcome as many
are promised as are true. The curve is fitted on other people than the weights. Nothing here draws by chance.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from payung.reconcile.people.comparisons import Comparison, outcomes, people, with_grades
from payung.reconcile.people.levels import levels
from payung.reconcile.people.matching import found, joined, one_line_a_person, sides
from payung.reconcile.people.names import bits_of_words
from payung.reconcile.people.scoring import PLACES, SURE, Factor, Model, code, joint_outcomes, log_odds, promised

# What is weighed: each comparison, and those together that depend on each other, on top.
FACTORS = (
    ("nik",), ("birth",), ("name",), ("phone",), ("kpj",), ("sex",),
    ("nik", "birth"), ("nik", "name"), ("name", "birth"), ("name", "rarity"),
)  # fmt: skip
SEEN = 1.0  # pairs added to each outcome, so that what was never seen is rare and not impossible
SHRINK = 0.1  # how strongly a weight is held where it started: against a handful of pairs, not against a hundred
ROUNDS = 40
LONGEST_STEP = 2.0
DIGITS = 3  # of a weight: far below what the data can tell, far above what two machines' floats differ by
LARGEST_WEIGHT = 12.0
STEP = 0.5  # of log-odds: pairs within it are counted together for the curve
SPARE = 0.05  # of a true and of a false pair, added to every step: no share is quite 0 or 1


@dataclass(frozen=True)
class Known:
    """Lists of people whose truth is known: typed rows with identity, and ``truth``: row, kpj (None: nobody)."""

    roster: pl.DataFrame
    participants: pl.DataFrame
    truth: pl.DataFrame


def learnt(weights_from: Known, curve_from: Known) -> Model:
    """The model of people: words and weights from one crowd, the curve from another."""
    words = bits_of_words(weights_from.participants["name_key"])
    seen = patterns(proposed(weights_from, words), people())
    weighed = replace(weigh(seen, people(), FACTORS), words=words)
    return replace(weighed, curve=curve(promises(curve_from, weighed)))


def proposed(known: Known, words: Mapping[str, int]) -> pl.DataFrame:
    """Every pair that some key brings together, once, with its outcomes and ``true``."""
    left, right = sides(known.roster, known.participants)
    columns = [comparison.column for comparison in people()]
    met = (with_grades(joined(left, right, level), words=words).filter(level.holds) for level in levels())
    pairs = [outcomes(pair, people()).select("row", "person", "kpj", *columns) for pair in met]
    return _labelled(pl.concat(pairs).unique(["row", "person"], keep="first", maintain_order=True), known.truth)


def promises(known: Known, model: Model) -> pl.DataFrame:
    """What a model promises of each pair that a check would find, ``log_odds``, and whether it is ``true``."""
    left, right = sides(known.roster, known.participants)
    pairs = one_line_a_person(found(left, right, levels(), model=model))
    competing = pairs.with_columns(log_odds=promised(pl.col("log_odds"), among="row"))
    return _labelled(competing, known.truth).select("log_odds", "true")


def _labelled(pairs: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    known = truth.select("row", true_kpj="kpj")
    told = pairs.join(known, on="row", maintain_order="left")
    return told.with_columns(true=(pl.col("kpj") == pl.col("true_kpj")).fill_null(False))


def patterns(pairs: pl.DataFrame, comparisons: Sequence[Comparison]) -> pl.DataFrame:
    """How often each combination of outcomes is seen, ``pairs``, and how often it is one person, ``true``.

    ``pairs`` has a column of outcomes for each comparison and ``true`` as Boolean.
    """
    names = [comparison.column for comparison in comparisons]
    counted = pairs.group_by(names).agg(pairs=pl.len().cast(pl.Float64), true=pl.col("true").sum().cast(pl.Float64))
    return counted.sort(names)


def weigh(seen: pl.DataFrame, comparisons: Sequence[Comparison], factors: Sequence[tuple[str, ...]]) -> Model:
    """The model, still without a curve, from the counted ``patterns``."""
    prior = _log_odds_of(*_sums(seen))
    start = Model(prior, tuple(Factor(of, _first_weights(seen, of, comparisons)) for of in factors))
    model = start
    for _ in range(ROUNDS):
        model = _moved(model, start, seen, comparisons)
    return Model(round(model.prior, DIGITS), tuple(Factor(f.of, _rounded(f.weights)) for f in model.factors))


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {joint: round(weight, DIGITS) for joint, weight in weights.items()}


def _sums(seen: pl.DataFrame) -> tuple[float, float]:
    """How many pairs are true, and how many there are."""
    return float(seen["true"].sum()), float(seen["pairs"].sum())


def _log_odds_of(true: float, every: float) -> float:
    return math.log((true + SEEN) / (every - true + SEEN))


def _counts(
    seen: pl.DataFrame, of: tuple[str, ...], comparisons: Sequence[Comparison]
) -> dict[str, tuple[float, float]]:
    """For each joint outcome that was seen: how many pairs, how many true ones."""
    names = {number: joint for joint, number in joint_outcomes(of, comparisons).items()}
    counted = seen.group_by(joint=code(of, comparisons)).agg(pl.col("pairs").sum(), pl.col("true").sum()).sort("joint")
    return {names[joint]: (pairs, true) for joint, pairs, true in counted.iter_rows()}


def _first_weights(seen: pl.DataFrame, of: tuple[str, ...], comparisons: Sequence[Comparison]) -> dict[str, float]:
    """log m/u of a single comparison; a joint outcome starts from nothing, on top of its parts."""
    counts = _counts(seen, of, comparisons)
    if len(of) > 1:
        return dict.fromkeys(counts, 0.0)
    true, every = _sums(seen)
    false = every - true
    return {
        joint: math.log((t + SEEN) / (true + SEEN * len(counts)) / ((n - t + SEEN) / (false + SEEN * len(counts))))
        for joint, (n, t) in counts.items()
    }


def _moved(model: Model, start: Model, seen: pl.DataFrame, comparisons: Sequence[Comparison]) -> Model:
    """Every factor once, each given all others as they stand."""
    factors = list(model.factors)
    for at, factor in enumerate(factors):
        current = Model(model.prior, tuple(factors))
        factors[at] = _fitted(factor, start.factors[at], current, seen, comparisons)
    return Model(model.prior, tuple(factors))


def _fitted(
    factor: Factor, start: Factor, model: Model, seen: pl.DataFrame, comparisons: Sequence[Comparison]
) -> Factor:
    """One Newton step for each joint outcome, drawn back to where it started by SHRINK pairs."""
    names = {number: joint for joint, number in joint_outcomes(factor.of, comparisons).items()}
    chance = 1 / (1 + (-log_odds(model, comparisons)).exp())
    expected = (
        seen.with_columns(joint=code(factor.of, comparisons), chance=chance)
        .group_by("joint")
        .agg(
            missing=(pl.col("true") - pl.col("pairs") * pl.col("chance")).sum(),
            spread=(pl.col("pairs") * pl.col("chance") * (1 - pl.col("chance"))).sum(),
        )
    )
    weights = dict(factor.weights)
    for joint, missing, spread in expected.sort("joint").iter_rows():
        name = names[joint]
        drawn_back = SHRINK * (weights[name] - start.weights[name])
        step = (missing - drawn_back) / (spread + SHRINK)
        moved = weights[name] + max(-LONGEST_STEP, min(LONGEST_STEP, step))
        weights[name] = max(-LARGEST_WEIGHT, min(LARGEST_WEIGHT, moved))
    return Factor(factor.of, weights)


def curve(promises: pl.DataFrame) -> tuple[tuple[float, float], ...]:
    """Points from promised ``log_odds`` to the share of ``true``, rising: isotonic regression.

    ``promises`` are the pairs of rows of people the weights have not seen, after the pairs of a row have competed.
    """
    rounded = (pl.col("log_odds").clip(-SURE, SURE) / STEP).round() * STEP
    grouped = promises.group_by(step=rounded).agg(
        n=pl.len() + 2 * SPARE, true=pl.col("true").sum() + SPARE, mean=pl.col("log_odds").mean()
    )
    points = grouped.sort("step").select("n", "true", pl.col("mean") * pl.col("n")).rows()
    return tuple((round(x / n, DIGITS), round(true / n, PLACES)) for n, true, x in _rising(points))


def _rising(points: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Neighbours pooled until every pool has a larger share of true pairs than the one before it."""
    pools: list[tuple[float, ...]] = []
    for point in points:
        pools.append(point)
        while len(pools) > 1 and pools[-2][1] * pools[-1][0] >= pools[-1][1] * pools[-2][0]:
            last = pools.pop()
            pools[-1] = tuple(a + b for a, b in zip(pools[-1], last, strict=True))
    return pools
