"""How does DuckDB do it, within its memory and with the disk for the rest?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl

from payung.reconcile.engines import LazyRows, Machine
from payung.reconcile.runners.parts import Passing, parts, write_parts
from payung.reconcile.runners.runner import Heard, Runner, Through

BATCH = 100_000  # rows; a batch of pairs with its evidence is some hundred MB while it is worked on
SHARE = 0.6  # of the memory is DuckDB's own; the rest is for batches, on which it has no hand


@dataclass(frozen=True)
class DuckDB:
    """A connection with its bounds."""

    connection: duckdb.DuckDBPyConnection

    def scan(self, folder: Path) -> LazyRows:
        """The rows of every Parquet file of a folder."""
        return nw.from_native(self.connection.read_parquet(parts(folder)))

    def spill(self, rows: LazyRows, into: Path, *, through: Through, schema: pl.Schema, heard: Heard) -> int:
        """Write what ``through`` makes of the rows into ``into``; how many rows it was given."""
        reader = rows.to_native().to_arrow_reader(BATCH)
        passing = Passing((pl.DataFrame(batch) for batch in reader), heard)
        write_parts(through(iter(passing)), into, schema=schema)
        return passing.rows


@contextmanager
def opened(machine: Machine, folder: Path) -> Iterator[Runner]:
    """A DuckDB that spills below ``folder`` and keeps within the machine's memory."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "preserve_insertion_order": "false",
        "temp_directory": str(folder / "duckdb"),
    }
    if machine.memory is not None:
        config["memory_limit"] = f"{int(machine.memory * SHARE)}B"
    with duckdb.connect(":memory:", config=config) as connection:
        yield DuckDB(connection)
