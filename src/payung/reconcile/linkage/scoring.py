"""How probable is it that a package and a registration are the same work?

Fellegi and Sunter's model as Splink computes it, with weights trained once (``model.json``) and never at run
time. Pairs are proposed by the rules in ``comparisons.BLOCKING`` and scored in DuckDB.
"""

import json
import logging
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from payung.reconcile.linkage.comparisons import BLOCKING, COMPARISONS, splink_comparison

PLACES = 6  # a probability is stored to six places, so that a repeated run gives the same bytes
OUTCOMES = {f"gamma_{comparison.name}": pl.Int64 for comparison in COMPARISONS}
SCHEMA = {"package_id": pl.String, "nomor_kepesertaan": pl.String, "probability": pl.Float64, **OUTCOMES}


@cache
def shipped_model() -> dict[str, Any]:
    """The trained model, in Splink's JSON form."""
    model: dict[str, Any] = json.loads(files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    return model


def untrained_model() -> dict[str, Any]:
    """The model's comparisons and blocking rules without weights: what training starts from."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "unique_id",
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": True,
        "additional_columns_to_retain": [],
        "blocking_rules_to_generate_predictions": list(BLOCKING),
        "comparisons": [splink_comparison(comparison) for comparison in COMPARISONS],
    }


def score(
    packages: pl.DataFrame, registrations: pl.DataFrame, *, model: dict[str, Any], at_least: float = 0.0
) -> pl.DataFrame:
    """Proposed pairs of at least this probability and, per comparison, the outcome (columns of ``SCHEMA``).

    ``packages`` and ``registrations`` are features. An outcome is a level's number, the best highest, −1 when
    the comparison says nothing.
    """
    if packages.is_empty() or registrations.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(duckdb.connect(":memory:"))
    left = api.register(packages.to_arrow(), table_name="a_packages")
    right = api.register(registrations.to_arrow(), table_name="b_registrations")
    linker = Linker([left, right], model, log_level=logging.ERROR, validate_settings=False)
    pairs = pl.DataFrame(_predicted(linker, at_least))
    return _turned(pairs)


def _predicted(linker: Linker, at_least: float) -> Any:
    predicted = linker.inference.predict(threshold_match_probability=at_least or None, warning_mode="never")
    return predicted.as_pyarrow_table()  # type: ignore[no-untyped-call]


def _turned(pairs: pl.DataFrame) -> pl.DataFrame:
    """Splink orders a pair by the name of its table; packages come first, since their table's name does."""
    return pairs.select(
        package_id="unique_id_l",
        nomor_kepesertaan="unique_id_r",
        probability=pl.col("match_probability").round(PLACES),
        **{name: pl.col(name).cast(pl.Int64) for name in OUTCOMES},
    ).sort("package_id", "nomor_kepesertaan")
