"""On which engine do the relational steps run, and within how much memory?

A step takes and gives Polars frames and works on Narwhals lazy frames in between, so that DuckDB, Polars and
Spark run the same lines and give the same tables. Inside a step a date is its day number, days since 1970-01-01
as Int64: the arithmetic of days is then the same on every engine.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from payung.refusal import Refusal

LOCAL = "local[*]"
UNITS = {"MB": 10**6, "GB": 10**9, "MIB": 2**20, "GIB": 2**30}
LEAST_MEMORY = 256 * 10**6  # below, not even the batches have room


class Engine(StrEnum):
    """The engines a run can be asked for."""

    DUCKDB = "duckdb"
    POLARS = "polars"
    SPARK = "spark"


@dataclass(frozen=True)
class Machine:
    """What a run is worked with: the engine, the bytes of memory it may take (None: as it likes), Spark's master,
    and the folder in which a working folder is made for what is spilled (None: where temporary files go).
    """

    engine: Engine = Engine.DUCKDB
    memory: int | None = None
    spark_master: str = LOCAL
    scratch: Path | None = None


LazyRows = nw.LazyFrame[Any]


def as_bytes(written: str) -> int:
    """``8GB`` → 8000000000; a Refusal for what is no amount of memory, or too little."""
    amount = re.fullmatch(r"(\d+(?:\.\d+)?) ?([MG]I?B)", written.strip().upper())
    if amount is None:
        raise Refusal("Memori “{given}” tidak terbaca; tulis misalnya 8GB atau 512MB.", given=written)
    size = int(float(amount[1]) * UNITS[amount[2]])
    if size < LEAST_MEMORY:
        raise Refusal("Memori {given} terlalu sedikit; beri paling sedikit 256MB.", given=written)
    return size


def lazily(frame: pl.DataFrame, engine: Engine) -> LazyRows:
    """The frame as a lazy frame of the engine; dates become day numbers.

    What is here once fits into memory: with Spark, whose every answer costs seconds, Polars does it.
    """
    days = frame.with_columns(pl.col(pl.Date).to_physical().cast(pl.Int64))
    if engine is Engine.DUCKDB:
        return nw.from_native(_connection().from_arrow(days.to_arrow()))
    return nw.from_native(days.lazy())


def settled(frame: LazyRows, *, dates: Iterable[str] = ()) -> pl.DataFrame:
    """The result as a Polars frame, the named day numbers as dates; the order of its rows is not defined."""
    rows: pl.DataFrame = frame.collect(backend="polars").to_native()
    return rows.with_columns(pl.col(name).cast(pl.Int32).cast(pl.Date) for name in dates)


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One in-memory DuckDB for the process: relations of two connections cannot be joined."""
    return duckdb.connect(":memory:", config={"preserve_insertion_order": "false"})
