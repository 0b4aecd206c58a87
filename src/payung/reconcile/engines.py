"""On which engine do the relational steps run?

A step takes and gives Polars frames and works on Narwhals lazy frames in between, so that DuckDB, Polars and
(for a nation) Spark run the same lines and give the same tables. Inside a step a date is its day number, days
since 1970-01-01 as Int64: the arithmetic of days is then the same on every engine.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any

import duckdb
import narwhals as nw
import polars as pl


class Engine(StrEnum):
    """The engines a run can be asked for."""

    DUCKDB = "duckdb"
    POLARS = "polars"


LazyRows = nw.LazyFrame[Any]


def lazily(frame: pl.DataFrame, engine: Engine) -> LazyRows:
    """The frame as a lazy frame of the engine; dates become day numbers."""
    days = frame.with_columns(pl.col(pl.Date).to_physical().cast(pl.Int64))
    if engine is Engine.POLARS:
        return nw.from_native(days.lazy())
    return nw.from_native(_connection().from_arrow(days.to_arrow()))


def settled(frame: LazyRows, *, dates: Iterable[str] = ()) -> pl.DataFrame:
    """The result as a Polars frame, the named day numbers as dates; the order of its rows is not defined."""
    rows: pl.DataFrame = frame.collect(backend="polars").to_native()
    return rows.with_columns(pl.col(name).cast(pl.Int32).cast(pl.Date) for name in dates)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One in-memory DuckDB for the process: relations of two connections cannot be joined."""
    return duckdb.connect(":memory:", config={"preserve_insertion_order": "false"})
