"""What does a report need to know about a run?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl


@dataclass(frozen=True)
class RunTables:
    """One finished run, in memory.

    ``tables``: the tables of ``payung.reconcile.tables`` by name. ``rejected``: file, line, reason, table, excerpt.
    ``manifest``: version, law_date, thresholds, inputs, steps (and city, where known). ``summary``: the JSON summary.
    ``new_package_ids``: packages the run before did not have; None when there was no run before.
    """

    tables: Mapping[str, pl.DataFrame]
    rejected: pl.DataFrame
    manifest: Mapping[str, Any]
    summary: Mapping[str, Any]
    as_of: date
    new_package_ids: frozenset[str] | None = None
