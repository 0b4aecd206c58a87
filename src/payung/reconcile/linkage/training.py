"""How is the shipped model trained, and is it the same each time?

From labelled pairs of invented cities: for each comparison, how often each outcome is seen in true pairs (m) and
in proposed pairs that are not true (u). Both are counted among the proposed pairs, not among all pairs: what is
left to decide after blocking is which of a firm's contracts it is, and there "same firm" proves little.
"""

from typing import Any

import polars as pl

from payung.reconcile.linkage.scoring import score, untrained_model

SMOOTHING = 1.0  # one pair added to each level, so that what was never seen is rare and not impossible
DIGITS = 6


def train(cities: list[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]]) -> dict[str, Any]:
    """The trained model from (package features, registration features, true pairs) of several cities.

    True pairs have ``package_id`` and ``nomor_kepesertaan``.
    """
    labelled = pl.concat([_labelled(*city) for city in cities])
    model = untrained_model()
    model["probability_two_random_records_match"] = round(labelled["true"].mean(), DIGITS)  # type: ignore[arg-type]
    for comparison in model["comparisons"]:
        _weigh(comparison, labelled)
    return model


def _labelled(packages: pl.DataFrame, registrations: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    pairs = score(packages, registrations, model=_weightless())
    marked = truth.select("package_id", "nomor_kepesertaan").with_columns(true=pl.lit(True))
    joined = pairs.join(marked, on=["package_id", "nomor_kepesertaan"], how="left")
    return joined.with_columns(pl.col("true").fill_null(False))


def _weightless() -> dict[str, Any]:
    """A model whose outcomes can be read though its probabilities mean nothing."""
    model = untrained_model()
    model["probability_two_random_records_match"] = 0.5
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"][1:]:
            level["m_probability"] = level["u_probability"] = 1 / (len(comparison["comparison_levels"]) - 1)
    return model


def _weigh(comparison: dict[str, Any], labelled: pl.DataFrame) -> None:
    outcome = f"gamma_{comparison['output_column_name']}"
    levels = comparison["comparison_levels"][1:]
    for which, rows in (("m", labelled.filter("true")), ("u", labelled.filter(~pl.col("true")))):
        seen = rows.filter(pl.col(outcome) >= 0)[outcome]
        for index, level in enumerate(levels):
            count = seen.filter(seen == len(levels) - 1 - index).len() + SMOOTHING
            level[f"{which}_probability"] = round(count / (len(seen) + SMOOTHING * len(levels)), DIGITS)
