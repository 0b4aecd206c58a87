"""What do the tables of a run say of a package's standing, and of the days and debts of the city and its agencies?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from payung.compliance.terms import Scope
from payung.projects.models import Package
from payung.projects.terms import Standing
from payung.reconcile.report.risk import risk

Tables = Mapping[str, pl.DataFrame]
AREA = r"(?i)\b(Kec(?:amatan)?\.?\s+|Kel(?:urahan)?\.?\s+)([A-Z][\w'-]*(?:\s[A-Z][\w'-]*)?)"
"""A district or village named in a package's name: the exports hold no place."""
EXPOSED = ("unprotected", "pending")


def with_standing(tables: Tables, *, as_of: date) -> pl.DataFrame:
    """The table ``packages`` with ``standing`` (terms of projects) and ``state_now`` (on the day of the check)."""
    kinds = tables["findings"].drop_nulls("package_id").group_by("package_id").agg(kinds=pl.col("kind").unique())
    now = tables["coverage"].filter((pl.col("from_on") <= as_of) & (pl.col("to_on") >= as_of))
    each = tables["packages"].join(kinds, on="package_id", how="left").join(
        now.select("package_id", state_now="state").unique("package_id", keep="last"), on="package_id", how="left"
    )  # fmt: skip
    return each.with_columns(standing=_standing(as_of)).drop("kinds")


def _standing(as_of: date) -> pl.Expr:
    """Work whose end is unknown has no days to count; it has begun all the same."""
    found = pl.col("kinds").fill_null([])
    return (
        pl.when(pl.col("starts_on").is_null()).then(pl.lit(Standing.NO_START.value))
        .when(pl.col("starts_on") > as_of).then(pl.lit(Standing.NOT_STARTED.value))
        .when(found.list.contains("unregistered")).then(pl.lit(Standing.NOT_FOUND.value))
        .when(found.list.contains("pending_unpaid")).then(pl.lit(Standing.PENDING.value))
        .when(pl.col("worked_days").fill_null(0) == 0).then(pl.lit(Standing.NO_END.value))
        .when(pl.col("uncovered_days").fill_null(0) > 0).then(pl.lit(Standing.PARTLY.value))
        .otherwise(pl.lit(Standing.PROTECTED.value))
    )  # fmt: skip


def day_figures(tables: Tables) -> pl.DataFrame:
    """on_date, worked, protected, pending: packages at work on each day."""
    spans = tables["coverage"]
    if spans.is_empty():
        return pl.DataFrame(schema={"on_date": pl.Date, "worked": pl.Int64, "protected": pl.Int64, "pending": pl.Int64})
    begun = spans.select("state", on_date="from_on", step=pl.lit(1))
    ended = spans.select("state", on_date=pl.col("to_on").dt.offset_by("1d"), step=pl.lit(-1))
    steps = pl.concat([begun, ended])
    days = pl.DataFrame({"on_date": pl.date_range(spans["from_on"].min(), spans["to_on"].max(), eager=True)})  # type: ignore[arg-type]
    changes = steps.group_by("on_date").agg(
        worked=pl.col("step").sum(),
        protected=pl.col("step").filter(pl.col("state") == "protected").sum(),
        pending=pl.col("step").filter(pl.col("state") == "pending").sum(),
    )
    daily = days.join(changes, on="on_date", how="left", maintain_order="left").fill_null(0)
    return daily.with_columns(pl.col("worked", "protected", "pending").cum_sum().cast(pl.Int64))


def scope_figures(
    tables: Tables, standing: pl.DataFrame, *, manifest: Mapping[str, object], as_of: date
) -> pl.DataFrame:
    """The figures of the city, of each agency and of each area named; columns of ``ScopeFigure``."""
    rows = _with_heads(_with_early(standing, tables), tables).with_columns(
        area=pl.col("name").str.extract_groups(AREA).struct.field("2").str.to_titlecase()
    )
    found = risk(manifest, as_of)
    parts = [
        _totals(rows.with_columns(name=pl.lit("")), Scope.CITY),
        _totals(rows.with_columns(name="agency").drop_nulls("name"), Scope.AGENCY),
        _totals(rows.with_columns(name="area").drop_nulls("name"), Scope.AREA),
    ]
    cost = pl.lit(found.death if found else None, dtype=pl.Int64)
    return pl.concat(parts).with_columns(liability_open=pl.col("open_packages") * cost)


def kind_figures(tables: Tables) -> pl.DataFrame:
    """agency_id, kind, findings, days, amount: the findings of a run by the agency of their package."""
    rows = list(Package.objects.values_list("package_id", "agency_id").iterator(chunk_size=10_000))
    agencies = pl.DataFrame(rows, schema={"package_id": pl.String, "agency_id": pl.Int64}, orient="row")
    placed = tables["findings"].join(agencies, on="package_id", how="left")
    counted = placed.group_by("agency_id", "kind").agg(
        findings=pl.len().cast(pl.Int64),
        days=pl.col("days").fill_null(0).sum(),
        amount=pl.col("amount").fill_null(0).sum(),
    )
    return counted.sort("agency_id", "kind")


def _with_early(standing: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Whether the first day of work was protected."""
    first = tables["coverage"].filter(pl.col("state") == "protected").select("package_id", starts_on="from_on")
    return standing.join(first.with_columns(early=pl.lit(value=True)), on=["package_id", "starts_on"], how="left")


def _with_heads(rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """People without protection at the last visit of each work."""
    visited = tables["heads"].drop_nulls(["on_date", "package_id"]).sort("on_date")
    last = visited.unique(["site_kind", "site"], keep="last", maintain_order=True)
    gaps = last.group_by("package_id").agg(exposed=pl.col("protected_gap").clip(0).sum())
    return rows.join(gaps, on="package_id", how="left")


def _totals(rows: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    started = pl.col("worked_days").fill_null(0) > 0
    totals = rows.group_by("name").agg(
        packages=pl.len().cast(pl.Int64),
        started=started.sum().cast(pl.Int64),
        protected_before_start=(pl.col("early").fill_null(value=False) & started).sum().cast(pl.Int64),
        not_found=(pl.col("standing") == Standing.NOT_FOUND.value).sum().cast(pl.Int64),
        worked_days=pl.col("worked_days").fill_null(0).sum(),
        uncovered_days=pl.col("uncovered_days").fill_null(0).sum(),
        contribution_due=pl.col("contribution_due").fill_null(0).filter(started).sum(),
        contribution_paid=pl.col("contribution_paid").fill_null(0).filter(started).sum(),
        exposed_heads=pl.col("exposed").fill_null(0).sum(),
        open_packages=pl.col("state_now").is_in(EXPOSED).sum().cast(pl.Int64),
    )
    return totals.with_columns(scope=pl.lit(scope.value)).sort("name")
