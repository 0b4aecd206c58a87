"""What waits for a person, and what could not be used?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.report.dossier import sentences
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.wording import BASE, probability, said

SHOWN = 100
"""Rows of each list on the page; the workbook holds all of them."""


@dataclass(frozen=True)
class Candidate:
    """A package and a registration that may be the same thing, side by side, with the evidence."""

    package: Mapping[str, Any]
    registration: Mapping[str, Any]
    sure: str
    base: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """The first rows of a list and how many there are in all."""

    rows: tuple[Any, ...]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether rows were left off the page."""
        return len(self.rows) < self.total


def candidates(run: RunTables) -> Shown:
    """Pairs below the threshold, the likeliest first."""
    waiting = run.tables["registration_links"].filter(pl.col("decision") == "candidate")
    joined = (
        waiting.sort("probability", "package_id", "nomor_kepesertaan", descending=[True, False, False])
        .head(SHOWN)
        .join(run.tables["packages"], on="package_id", how="left", maintain_order="left")
        .join(run.tables["registrations"], on="nomor_kepesertaan", how="left", suffix="_reg", maintain_order="left")
    )
    return Shown(tuple(_candidate(row) for row in joined.iter_rows(named=True)), waiting.height)


def unmatched_registrations(run: RunTables) -> Shown:
    """Registrations without a package, the largest base first."""
    return _shown(run.tables["unmatched_registrations"], by=("nilai_dasar", "nomor_kepesertaan"))


def unmatched_payments(run: RunTables) -> Shown:
    """Payments that found no registration, the largest first."""
    return _shown(run.tables["payments"].filter(pl.col("match") == "none"), by=("amount", "payment_id"))


def rejected(run: RunTables) -> Shown:
    """Rows that could not be used, in the order of the files."""
    rows = run.rejected.head(SHOWN).iter_rows(named=True)
    return Shown(tuple(rows), run.rejected.height)


def _shown(frame: pl.DataFrame, *, by: tuple[str, str]) -> Shown:
    ordered = frame.sort(by, descending=[True, False], nulls_last=True)
    return Shown(tuple(ordered.head(SHOWN).iter_rows(named=True)), frame.height)


def _candidate(row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        package={"id": row["package_id"], "name": row["name"], "executor": row["executor_name"], "value": row["value"]},
        registration={
            "id": row["nomor_kepesertaan"],
            "name": row["nama_proyek"],
            "executor": row["nama_pelaksana"],
            "value": row["nilai_dasar"],
        },
        sure=probability(row["probability"]),
        base=said(BASE, row["base_matched"]),
        evidence=sentences(row["evidence"]),
    )
