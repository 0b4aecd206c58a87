"""How wrong is this run: how many links are false, and how many participants were called not found?

Two harms. A false link hides somebody without protection; a missed link calls a protected person unprotected. Every
line of ``worker_links`` is one chance of a harm: a link of being false, a candidate of being the person after all, a
row that found nobody of being a participant whom no key reaches. Until people have judged any, the chance is what the
calibrated probability says; for a stratum of which a random sample was judged, it is what the sample says.

Assumed: probabilities are calibrated (the bench has the reliability table); keys miss as many participants here as they
did where it was measured; lines are wrong independently; of a row's candidates at most one is the person; the sample
was judged rightly.
"""

import cmath
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.rules.lines import Sentence

CONFIDENCE_LEVEL = 0.95
Z = 1.959963984540054  # the normal quantile that leaves (1 − CONFIDENCE_LEVEL) / 2 on either side
KEYS_MISS = 0.008  # of the participants on rosters, those whom no key finds; measured on invented crowds
MANY = 100.0  # from this variance on the sum of chances is normal enough
FALSE_LINKS, MISSED_LINKS = "false_links", "missed_links"
PROBABILITIES, REVIEW, BOTH = "probabilities", "review", "probabilities_and_review"
BASES = {
    PROBABILITIES: "menurut peluang yang dihitung; belum ada telaah",
    REVIEW: "menurut contoh yang ditelaah",
    BOTH: "menurut contoh yang ditelaah, dan peluang di luar contoh itu",
}


@dataclass(frozen=True)
class Interval:
    """A count of lines, expected and between which bounds at CONFIDENCE_LEVEL."""

    estimate: float
    low: float
    high: float


def with_chances(links: pl.DataFrame) -> pl.DataFrame:
    """Adds ``harm``, ``stratum`` (decision and level) and ``chance``, how likely the line does that harm."""
    linked, nobody = pl.col("decision") == "link", pl.col("decision") == "none"
    found = pl.when(~nobody).then("probability").sum()
    unseen = found * KEYS_MISS / (1 - KEYS_MISS) / nobody.sum()
    chance = pl.when(linked).then(1 - pl.col("probability")).when(nobody).then(unseen).otherwise("probability")
    return links.with_columns(
        harm=pl.when(linked).then(pl.lit(FALSE_LINKS)).otherwise(pl.lit(MISSED_LINKS)),
        stratum=pl.format("{}:{}", "decision", "level"),
        chance=chance.clip(0, 1),
    )


def errors(links: pl.DataFrame, reviewed: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """For each harm ``estimate``, ``low``, ``high`` and ``basis``, and ``of`` how many rows of the rosters.

    ``links`` are those of ``matching.match``; ``reviewed`` has ``stratum``, ``lines`` judged and ``wrong`` among them,
    as ``review.reviewed`` counts them.
    """
    chances = with_chances(links)
    judged = {stratum: (lines, wrong) for stratum, lines, wrong in reviewed.select("stratum", "lines", "wrong").rows()}
    return {harm: _harm(chances.filter(pl.col("harm") == harm), judged) for harm in (FALSE_LINKS, MISSED_LINKS)}


def _harm(lines: pl.DataFrame, judged: dict[str, tuple[int, int]]) -> dict[str, Any]:
    at_stake = lines.filter(pl.col("chance") > 0)  # a line that a person judged has no chance left to be wrong
    known = pl.col("stratum").is_in(list(judged))
    counts = at_stake.filter(known).group_by("stratum").len("lines").sort("stratum").rows()
    parts = [of_sample(n, judged=judged[stratum][0], wrong=judged[stratum][1]) for stratum, n in counts]
    unknown = at_stake.filter(~known)
    total = together([*parts, of_chances(unknown["chance"])] if unknown.height else parts)
    basis = PROBABILITIES if not parts else BOTH if unknown.height else REVIEW
    low, high = max(0, math.floor(total.low)), min(at_stake.height, math.ceil(total.high))
    figures = {"estimate": round(total.estimate, 1), "low": low, "high": high, "basis": basis}
    return figures | {"of": lines["row"].n_unique()}


def false_links_said(figures: Mapping[str, Any]) -> Sentence:
    """One sentence on the first harm, from the figures of ``errors``."""
    return Sentence(
        "Dari {of} pekerja yang terhubung, {about} mungkin terhubung dengan orang yang salah (antara {low} dan {high}, "
        "{basis}); mereka tampak terlindungi padahal mungkin belum.",
        _said(figures),
    )


def missed_links_said(figures: Mapping[str, Any]) -> Sentence:
    """One sentence on the second harm, from the figures of ``errors``."""
    return Sentence(
        "Dari {of} pekerja yang belum terhubung, {about} mungkin sebenarnya peserta (antara {low} dan {high}, "
        "{basis}); mereka tampak tanpa perlindungan padahal mungkin terlindungi.",
        _said(figures),
    )


def _said(figures: Mapping[str, Any]) -> dict[str, object]:
    estimate = figures["estimate"]
    about: object = "kurang dari 1" if 0 < estimate < 1 else round(estimate)
    return {**figures, "about": about, "basis": BASES[figures["basis"]]}


SAID: Mapping[str, Callable[[Mapping[str, Any]], Sentence]] = {
    FALSE_LINKS: false_links_said,
    MISSED_LINKS: missed_links_said,
}


def of_sample(lines: int, *, judged: int, wrong: int) -> Interval:
    """How many of ``lines`` that nobody judged are wrong, when ``wrong`` of ``judged`` others, drawn at random, were.

    Wilson's interval of the share, narrowed by what part of all lines was judged (Cochran, Sampling Techniques, 2.6).
    """
    share, (low, high) = wrong / judged, wilson(wrong, judged)
    spread = math.sqrt(lines * (lines + judged))
    return Interval(lines * share, lines * share - spread * (share - low), lines * share + spread * (high - share))


def wilson(wrong: int, judged: int) -> tuple[float, float]:
    """Wilson's score interval of a share at CONFIDENCE_LEVEL (E. B. Wilson, JASA 22, 1927)."""
    share, weight = wrong / judged, Z * Z / judged
    middle = share + weight / 2
    half = Z * math.sqrt(share * (1 - share) / judged + weight / (4 * judged))
    return max(0.0, (middle - half) / (1 + weight)), min(1.0, (middle + half) / (1 + weight))


def together(parts: Iterable[Interval]) -> Interval:
    """The sum of independent counts; distances to the bounds are added in squares (Zou and Donner, 2008)."""
    every = tuple(parts)
    estimate = sum(one.estimate for one in every)
    below = math.sqrt(sum((one.estimate - one.low) ** 2 for one in every))
    above = math.sqrt(sum((one.high - one.estimate) ** 2 for one in every))
    return Interval(estimate, estimate - below, estimate + above)


def of_chances(chances: pl.Series) -> Interval:
    """The sum of independent events with these chances: exact where the variance is small, normal where it is not.

    Chances that agree in three digits are counted together at their mean.
    """
    grouped = chances.to_frame("p").group_by(pl.col("p").round_sig_figs(3)).agg(mean=pl.col("p").mean(), n=pl.len())
    groups = grouped.sort("p").select("mean", "n").rows()
    estimate, variance = sum(n * p for p, n in groups), sum(n * p * (1 - p) for p, n in groups)
    if variance >= MANY:
        half = Z * math.sqrt(variance)
        return Interval(estimate, estimate - half, estimate + half)
    low, high = _exact_bounds(groups, mean=estimate, variance=variance)
    return Interval(estimate, min(low, estimate), max(high, estimate))


def _exact_bounds(groups: Sequence[tuple[float, int]], *, mean: float, variance: float) -> tuple[int, int]:
    """The quantiles of a Poisson-binomial sum, by inverting its characteristic function over 12 deviations."""
    reach = math.ceil(12 * math.sqrt(variance)) + 12
    start, size = math.floor(mean) - reach, 2 * reach + 1
    waves = [_wave(2 * math.pi * k / size, groups, start=start) for k in range(size)]
    below, low, high, left = 0.0, start, start, (1 - CONFIDENCE_LEVEL) / 2
    for at in range(size):
        turns = (wave * cmath.exp(-2j * math.pi * k * at / size) for k, wave in enumerate(waves))
        below += sum(turns, start=0j).real / size
        low = start + at + 1 if below <= left else low
        high = start + at + 1 if below < 1 - left else high
    return low, high


def _wave(angle: float, groups: Sequence[tuple[float, int]], *, start: int) -> complex:
    """The characteristic function of the sum less ``start`` at an angle."""
    step = cmath.exp(1j * angle)
    product = cmath.exp(-1j * angle * start)
    for chance, count in groups:
        product *= (1 - chance + chance * step) ** count
    return product
