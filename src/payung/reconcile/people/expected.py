"""How many heads does each package lead one to expect, and how many names does its roster have?"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

from payung.reconcile.normalise.words import title_words
from payung.reconcile.people.coverage import worker
from payung.reconcile.rulebook import AT_WORK
from payung.refusal import Refusal
from payung.rules.expected_heads import OTHER, is_far_below
from payung.rules.expected_heads import expected_heads as heads_of
from payung.rules.minimum_wage import MinimumWage, minimum_wage

EXPECTED = {
    "package_id": pl.String, "low": pl.Int64, "estimate": pl.Int64, "high": pl.Int64, "roster_heads": pl.Int64,
    "basis": pl.String, "confidence": pl.String, "far_below": pl.Boolean,
}  # fmt: skip


@cache
def work_kinds() -> dict[str, list[str]]:
    """The words that tell each kind of work, the kind that goes first first."""
    loaded: dict[str, list[str]] = yaml.safe_load(
        files(__package__).joinpath("work_kinds.yaml").read_text(encoding="utf-8")
    )
    return loaded


def work_kind(name: pl.Expr) -> pl.Expr:
    """The kind of work that a title tells; ``other`` where no word of it does."""
    words = title_words(name)
    told = [
        pl.when(words.list.set_intersection(known).list.len() > 0).then(pl.lit(kind))
        for kind, known in work_kinds().items()
    ]
    return pl.coalesce(*told, pl.lit(OTHER))


def expected_heads(packages: pl.DataFrame, rows: pl.DataFrame, *, area: str | None, as_of: date) -> pl.DataFrame:
    """Columns EXPECTED for every package of works that has begun, with its value, its days and a local wage known.

    ``rows`` are the rosters with their package. Without an area no wage is known, and nothing is invented.
    """
    begun = packages.filter(
        pl.col("stage").is_in(AT_WORK) & (pl.col("kind") == "works") & (pl.col("starts_on") <= as_of)
    )
    facts = begun.filter(pl.col("net") > 0).drop_nulls(["starts_on", "ends_on"])
    wages = _wages(facts, area) if area else {}
    names = rows.drop_nulls("package_id").group_by("package_id").agg(roster_heads=worker().n_unique().cast(pl.Int64))
    known = facts.filter(pl.col("starts_on").dt.year().is_in(list(wages))).select(
        "package_id", "net", "starts_on", "ends_on_confidence", kind=work_kind(pl.col("name")),
        days=(pl.col("ends_on") - pl.col("starts_on")).dt.total_days() + 1,
    )  # fmt: skip
    counted = known.join(names, on="package_id", how="left").sort("package_id")
    return pl.DataFrame([_expected(package, wages) for package in counted.iter_rows(named=True)], schema=EXPECTED)


def _wages(packages: pl.DataFrame, area: str) -> dict[int, MinimumWage]:
    """The minimum wage of each year in which work began; a year without one, or without an earlier one, has none."""
    first_days = packages.group_by(year=pl.col("starts_on").dt.year()).agg(on=pl.col("starts_on").min())
    found = {year: _wage(area, on) for year, on in first_days.iter_rows()}
    return {year: wage for year, wage in found.items() if wage is not None}


def _wage(area: str, on: date) -> MinimumWage | None:
    try:
        return minimum_wage(area, on, latest_known=True)
    except Refusal:
        return None


def _expected(package: dict[str, Any], wages: dict[int, MinimumWage]) -> dict[str, Any]:
    on, kind, names = package["starts_on"], package["kind"], package["roster_heads"]
    found = heads_of(package["net"], kind=kind, days=package["days"], wage=wages[on.year], on=on)
    sure = kind != OTHER and package["ends_on_confidence"] != "low"
    return {
        "package_id": package["package_id"], "low": found.low, "estimate": found.estimate, "high": found.high,
        "roster_heads": names, "basis": str(found.basis), "confidence": "medium" if sure else "low",
        "far_below": names is not None and is_far_below(names, found, on=on),
    }  # fmt: skip
