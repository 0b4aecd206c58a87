"""How probable is it that a package and a registration are the same work?

Fellegi and Sunter's model, with weights trained once (``model.json``, in the form Splink reads) and never at run
time. The model is one query in DuckDB: pairs are proposed by its blocking rules, each comparison gives an outcome,
each outcome its weight of evidence. The tests hold the answers equal to Splink's; see ADR 0008.
"""

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import polars as pl

from payung.reconcile.linkage.comparisons import BLOCKING, COMPARISONS, splink_comparison

PLACES = 6  # a probability is stored to six places, so that a repeated run gives the same bytes
OUTCOMES = {f"gamma_{comparison.name}": pl.Int64 for comparison in COMPARISONS}
FEATURES = (
    "unique_id", "contract", "npwp", "firm", "words", "title", "title_text", "start", "finish",
    "net", "gross", "net_before", "gross_before", "base",
)  # fmt: skip
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
    with duckdb.connect(":memory:") as database:
        database.register("packages", packages.to_arrow())
        database.register("registrations", registrations.to_arrow())
        pairs = pl.DataFrame(database.sql(query(model), params={"at_least": at_least}).to_arrow_table())
    return pairs.select(
        "package_id", "nomor_kepesertaan", pl.col("probability").round(PLACES), *map(pl.col, OUTCOMES)
    ).sort("package_id", "nomor_kepesertaan")


def query(model: dict[str, Any]) -> str:
    """The model as one SQL query over the tables ``packages`` and ``registrations``, columns of ``SCHEMA``."""
    compared = model["comparisons"]
    sides = [f"{side}.{column} AS {column}_{side}" for side in "lr" for column in FEATURES]
    outcomes = ", ".join(f"{_outcome(comparison)} AS {_gamma(comparison)}" for comparison in compared)
    evidence = " + ".join([repr(_prior(model)), *map(_evidence, compared)])
    proposed = " UNION ".join(map(_proposed, model["blocking_rules_to_generate_predictions"]))
    return f"""
        WITH proposed AS ({proposed}),
        sides AS (
            SELECT {", ".join(sides)} FROM proposed
            JOIN packages l ON l.unique_id = proposed.package_id
            JOIN registrations r ON r.unique_id = proposed.nomor_kepesertaan
        ),
        outcomes AS (SELECT unique_id_l AS package_id, unique_id_r AS nomor_kepesertaan, {outcomes} FROM sides)
        SELECT *, 1 / (1 + exp(-({evidence}))) AS probability FROM outcomes WHERE probability >= $at_least
    """


def _proposed(rule: str | dict[str, Any]) -> str:
    """The pairs one blocking rule proposes; lists it names are compared element by element."""
    told = {"blocking_rule": rule, "arrays_to_explode": []} if isinstance(rule, str) else rule
    lists = "".join(f", unnest({name}) AS {name}" for name in told["arrays_to_explode"])
    columns = f"* EXCLUDE ({', '.join(told['arrays_to_explode'])}){lists}" if lists else "*"
    return (
        f"SELECT l.unique_id AS package_id, r.unique_id AS nomor_kepesertaan "
        f"FROM (SELECT {columns} FROM packages) l JOIN (SELECT {columns} FROM registrations) r "
        f"ON {told['blocking_rule']}"
    )


def _gamma(comparison: dict[str, Any]) -> str:
    return f"gamma_{comparison['output_column_name']}"


def _outcome(comparison: dict[str, Any]) -> str:
    """The number of the first level whose condition holds, counted from the last, which is 0."""
    absent, *levels, _ = comparison["comparison_levels"]
    numbered = zip(range(len(levels), 0, -1), levels, strict=True)
    cases = "".join(f" WHEN {level['sql_condition']} THEN {number}" for number, level in numbered)
    return f"(CASE WHEN {absent['sql_condition']} THEN -1{cases} ELSE 0 END)::BIGINT"


def _evidence(comparison: dict[str, Any]) -> str:
    """The logarithm of how much likelier the outcome is in a true pair than in another; 0 where it says nothing."""
    _, *levels = comparison["comparison_levels"]
    numbered = zip(range(len(levels) - 1, -1, -1), levels, strict=True)
    cases = " ".join(f"WHEN {number} THEN {_weight(level)!r}" for number, level in numbered)
    return f"CASE {_gamma(comparison)} {cases} ELSE 0 END"


def _weight(level: dict[str, Any]) -> float:
    return math.log(level["m_probability"] / level["u_probability"])


def _prior(model: dict[str, Any]) -> float:
    share = model["probability_two_random_records_match"]
    return math.log(share / (1 - share))
