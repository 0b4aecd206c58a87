"""How does Polars do it, in memory?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import narwhals as nw
import polars as pl

from payung.reconcile.engines import LazyRows, Machine
from payung.reconcile.runners.parts import Passing, parts, write_parts
from payung.reconcile.runners.runner import Heard, Runner, Through

BATCH = 100_000


@dataclass(frozen=True)
class Polars:
    """Polars' streaming engine; joins and sorts are held in memory."""

    def scan(self, folder: Path) -> LazyRows:
        """The rows of every Parquet file of a folder."""
        return nw.from_native(pl.scan_parquet(parts(folder)))

    def spill(self, rows: LazyRows, into: Path, *, through: Through, schema: pl.Schema, heard: Heard) -> int:
        """Write what ``through`` makes of the rows into ``into``; how many rows it was given."""
        native: pl.LazyFrame = rows.to_native()
        passing = Passing(native.collect_batches(chunk_size=BATCH, engine="streaming"), heard)
        write_parts(through(iter(passing)), into, schema=schema)
        return passing.rows


@contextmanager
def opened(machine: Machine, folder: Path) -> Iterator[Runner]:
    """Polars needs neither a folder nor to be told its bounds: it spills nothing."""
    yield Polars()
