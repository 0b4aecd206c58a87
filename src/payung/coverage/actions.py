"""How do the registrations, payments, days and people of a run become known?"""

from collections.abc import Mapping

import polars as pl

from payung.coverage.models import ExpectedHeads, Heads, Payment, Registration, RosterRow, Span, WorkerSpan
from payung.intake.actions import Taken, take
from payung.intake.models import Run

Tables = Mapping[str, pl.DataFrame]


def take_registrations(tables: Tables, *, run: Run) -> Taken:
    """Make known what the branch registered, and why no package is linked where none is."""
    unmatched = tables["unmatched_registrations"].select("nomor_kepesertaan", unmatched_reason="reason")
    rows = tables["registrations"].join(unmatched, on="nomor_kepesertaan", how="left")
    return take(Registration, rows, run=run)


def take_payments(tables: Tables, *, run: Run) -> Taken:
    """Make known what was paid."""
    return take(Payment, tables["payments"], run=run)


def take_spans(tables: Tables, *, run: Run, packages: pl.DataFrame) -> Taken:
    """Make known on which days packages were protected. ``packages``: package_id → package."""
    return take(Span, of_packages(tables["coverage"], packages, how="inner"), run=run)


def take_people(tables: Tables, *, run: Run, packages: pl.DataFrame, workers: pl.DataFrame) -> dict[str, Taken]:
    """Make known the rosters, the days of their workers and the heads. ``workers``: worker_hash → worker_id."""
    rows = of_packages(tables["worker_links"], packages).join(workers, on="worker_hash", how="left")
    spans = of_packages(tables["worker_coverage"], packages).join(workers, on="worker_hash", how="left")
    return {
        "roster": take(RosterRow, rows, run=run),
        "worker_spans": take(WorkerSpan, spans, run=run),
        "heads": take(Heads, of_packages(tables["heads"], packages), run=run),
        "expected_heads": take(ExpectedHeads, of_packages(tables["expected_heads"], packages, how="inner"), run=run),
    }


def of_packages(rows: pl.DataFrame, packages: pl.DataFrame, *, how: str = "left") -> pl.DataFrame:
    """The rows with the number of their package for its text; empty where the package is unknown."""
    met = rows.join(packages, on="package_id", how=how)  # type: ignore[arg-type]
    return met.drop("package_id").rename({"package": "package_id"})
