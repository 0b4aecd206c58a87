"""What must an engine be able to do so that a long join can run on it?

Two things: read a folder of Parquet files as a lazy table, and write what a lazy table gives, batch by batch through
a Polars function, into another folder. Everything between the two is said once, in Narwhals.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from typing import Protocol

import polars as pl

from payung.reconcile.engines import Engine, LazyRows, Machine

Through = Callable[[Iterator[pl.DataFrame]], Iterator[pl.DataFrame]]
Heard = Callable[[int], None]
OPENED: Mapping[Engine, str] = {
    Engine.DUCKDB: "payung.reconcile.runners.on_duckdb",
    Engine.POLARS: "payung.reconcile.runners.on_polars",
    Engine.SPARK: "payung.reconcile.runners.on_spark",
}


class Runner(Protocol):
    """An engine at work."""

    def scan(self, folder: Path) -> LazyRows:
        """The rows of every Parquet file of a folder."""

    def spill(self, rows: LazyRows, into: Path, *, through: Through, schema: pl.Schema, heard: Heard) -> int:
        """Write what ``through`` makes of the rows (columns ``schema``) into a new folder; how many rows it was given.

        A function that needs rows together gets them together where ``rows`` are sorted by one column: batches keep
        that order, and rows equal in it go to one call. ``heard`` is told of the rows passed so far, where known.
        """


def opened(machine: Machine, folder: Path) -> AbstractContextManager[Runner]:
    """The runner of the machine's engine, whose own spilled files go below ``folder``.

    An engine is imported when it is chosen and not before: PySpark takes a second, and need not be installed.
    """
    runner: AbstractContextManager[Runner] = import_module(OPENED[machine.engine]).opened(machine, folder)
    return runner
