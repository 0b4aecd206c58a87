"""Which rows of the other tables belong to a package on the page?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.report.view import RunTables

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Related:
    """Rows by package_id; registrations and payments by nomor_kepesertaan."""

    links: Rows
    coverage: Rows
    findings: Rows
    registrations: Mapping[str, Row]
    payments: Rows


def worst_first(packages: pl.DataFrame, *, limit: int) -> pl.DataFrame:
    """At most ``limit`` packages: most days without protection first, then the larger debt, then the key."""
    owed = pl.col("contribution_due").fill_null(0) - pl.col("contribution_paid").fill_null(0)
    return packages.sort(
        pl.col("uncovered_days").fill_null(0),
        pl.col("worked_days").fill_null(0),
        owed,
        pl.col("package_id"),
        descending=[True, True, True, False],
    ).head(limit)


def related_to(packages: pl.DataFrame, run: RunTables) -> Related:
    """The rows of a run that belong to these packages."""
    ids = packages.select("package_id")
    links = _of(run, "registration_links", ids).sort("package_id", "probability", descending=[False, True])
    numbers = links.select("nomor_kepesertaan").unique()
    registrations = run.tables["registrations"].join(numbers, on="nomor_kepesertaan", how="semi")
    payments = run.tables["payments"].join(numbers, on="nomor_kepesertaan", how="semi").sort("paid_on", "payment_id")
    return Related(
        links=_by("package_id", links),
        coverage=_by("package_id", _of(run, "coverage", ids).sort("package_id", "from_on")),
        findings=_by("package_id", _of(run, "findings", ids).sort("package_id", "kind")),
        registrations={row["nomor_kepesertaan"]: row for row in registrations.iter_rows(named=True)},
        payments=_by("nomor_kepesertaan", payments),
    )


def _of(run: RunTables, table: str, ids: pl.DataFrame) -> pl.DataFrame:
    return run.tables[table].join(ids, on="package_id", how="semi")


def _by(key: str, frame: pl.DataFrame) -> Rows:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        groups[row[key]].append(row)
    return groups


def rows_of(keys: Iterable[str], rows: Rows) -> list[Row]:
    """The rows of several keys, one after the other."""
    return [row for key in keys for row in rows.get(key, ())]
