"""How does Spark do it, on one machine or on a cluster?

The folder must be visible to every executor under the same name, and Payung installed on each.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import narwhals as nw
import polars as pl
import pyarrow as pa

from payung.reconcile.engines import LazyRows, Machine
from payung.reconcile.runners.parts import any_part, parts
from payung.reconcile.runners.runner import Heard, Runner, Through
from payung.refusal import Refusal

try:
    from pyspark.sql import Observation, SparkSession
    from pyspark.sql import functions as on_spark
    from pyspark.sql.pandas.types import from_arrow_schema
except ModuleNotFoundError as missing:
    raise Refusal("Mesin spark perlu PySpark: jalankan «pip install 'payung[spark]'», lalu ulangi.") from missing

BATCH = 100_000
LEAST_JAVA = 17
QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
BATCHES = {"spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH), "spark.sql.session.timeZone": "UTC"}


@dataclass(frozen=True)
class Spark:
    """A Spark session."""

    session: SparkSession

    def scan(self, folder: Path) -> LazyRows:
        """The rows of every Parquet file of a folder."""
        known = pl.read_parquet_schema(any_part(folder))  # Spark would start a job to learn it
        arrow = plain(pl.DataFrame(schema=known)).schema
        return nw.from_native(self.session.read.schema(from_arrow_schema(arrow)).parquet(parts(folder)))

    def spill(self, rows: LazyRows, into: Path, *, through: Through, schema: pl.Schema, heard: Heard) -> int:
        """Write what ``through`` makes of the rows into ``into``; how many rows it was given."""
        arrow = plain(pl.DataFrame(schema=schema)).schema
        seen = Observation()
        given = rows.to_native().observe(seen, on_spark.count(on_spark.lit(1)).alias("rows"))
        made = given.mapInArrow(partial(in_arrow, through=through, schema=arrow), from_arrow_schema(arrow))
        made.write.parquet(str(into))
        heard(int(seen.get["rows"]))
        return int(seen.get["rows"])


def plain(frame: pl.DataFrame) -> pa.Table:
    """The frame as Arrow with the text type that Spark knows."""
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    text = [field.with_type(pa.string()) if pa.types.is_large_string(field.type) else field for field in table.schema]
    return table.cast(pa.schema(text))


def in_arrow(batches: Iterator[pa.RecordBatch], *, through: Through, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """``through`` for batches of Arrow; it runs in the executors."""
    for made in through(pl.DataFrame(batch) for batch in batches):
        yield from plain(made).select(schema.names).cast(schema).to_batches(max_chunksize=BATCH)


@contextmanager
def opened(machine: Machine, folder: Path) -> Iterator[Runner]:
    """A session of the machine's master, stopped at the end; a Refusal without Java."""
    require_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(machine.spark_master).appName("payung")
    bounds = {} if machine.memory is None else {"spark.driver.memory": f"{machine.memory // 2**20}m"}
    for name, setting in (QUIET | BATCHES | bounds | {"spark.local.dir": str(folder)}).items():
        builder = builder.config(name, setting)
    session = builder.getOrCreate()
    try:
        yield Spark(session)
    finally:
        session.stop()


def require_java() -> None:
    """A Refusal that says what to install where no Java of LEAST_JAVA or newer answers."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr if java else ""
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < LEAST_JAVA:
        raise Refusal("Mesin spark perlu Java 17 atau lebih baru: pasang openjdk-17-jre-headless, lalu ulangi.")
