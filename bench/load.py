"""How long does a run of a hundred thousand packages and a million workers take to enter the house?

The peer writes the same rows into tables without keys, indexes or history, by the quickest way its database has: COPY
on PostgreSQL, executemany on SQLite. Each is measured in a process of its own, so that its peak memory is its own (that
of PostgreSQL's server is not in it).
"""

import os
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import django
import polars as pl
import psycopg
from django.core.management import call_command

from bench.database import DATABASES, Told
from bench.manifold import change, repeat
from bench.people import Figures, alone
from bench.speed import granted
from payung.reconcile.people.hashing import Disclosure
from payung.reconcile.run import check, write_tables
from payung.reconcile.tables import TABLES
from payung.sample.city import write_city

SMALL, WHOLE = (10_000, 100_000), (100_000, 1_000_000)
CITY, AS_OF, SEED, ONCE = "36.71", date(2026, 11, 23), 1, 1_300
ONE_IN = 100
AT_ONCE = 50_000


def run(size: tuple[int, int] = SMALL) -> list[Figures]:
    """A column a database: the first load, the same run again, one in which a hundredth changed, and the peer."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, changed = made(Path(scratch), size=size)
        return [_measured(database, folder, changed) for database in DATABASES]


def run_whole() -> list[Figures]:
    """The same for the largest city there is."""
    return run(WHOLE)


def made(scratch: Path, *, size: tuple[int, int]) -> tuple[Path, Path]:
    """A run folder of this size, and one of which a hundredth is otherwise."""
    small, large, changed = scratch / "kecil", scratch / "besar", scratch / "berubah"
    packages, workers = size
    small.mkdir()
    write_city(scratch / "kota", city=CITY, seed=SEED, packages=ONCE)
    write_tables(check(scratch / "kota", as_of=AS_OF, area=CITY, disclosure=Disclosure(bytes(32))), small)
    repeat(small, large, packages=packages, workers=workers)
    change(large, changed, one_in=ONE_IN)
    return large, changed


def _measured(database: str, folder: Path, changed: Path) -> Figures:
    with DATABASES[database]() as told:
        alone(prepared, told)
        before = granted()
        first, again = alone(loaded, told, folder), alone(loaded, told, folder)
        later = alone(loaded, told, changed)
        bare = alone(written, told, folder)
        return {
            "database": database, **_rows(folder),
            "seconds": first["seconds"], "peak_mib": first["peak_mib_loaded"],
            "seconds_same_again": again["seconds"],
            f"seconds_one_in_{ONE_IN}_changed": later["seconds"], "peak_mib_changed": later["peak_mib_loaded"],
            "peer": "COPY" if "DATABASE_URL" in told else "executemany",
            "peer_seconds": bare["seconds"], "ratio": float(str(first["seconds"])) / float(str(bare["seconds"])),
            "granted": round((before + granted()) / 2, 2), "load, nice": f"{os.getloadavg()[0]:.1f}, {os.nice(0)}",
        }  # fmt: skip


def _rows(folder: Path) -> Figures:
    def height(name: str) -> int:
        return int(pl.scan_parquet(folder / f"{name}.parquet").select(pl.len()).collect().item())

    workers = pl.scan_parquet(folder / "worker_links.parquet").select(pl.col("worker_hash").drop_nulls().n_unique())
    return {
        "packages": height("packages"), "workers": int(workers.collect().item()),
        "rows": sum(height(table.name) for table in TABLES),
    }  # fmt: skip


def _told(told: Told) -> None:
    """Django over the database told; in a process that knows no other."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(told, DJANGO_SETTINGS_MODULE="payung.config.settings")
    django.setup()


def prepared(told: Told) -> Figures:
    """An empty house."""
    _told(told)
    call_command("migrate", verbosity=0)
    return {}


def loaded(told: Told, folder: Path) -> Figures:
    """One run loaded."""
    _told(told)
    from payung.compliance.actions import load_run  # noqa: PLC0415 -- models can be imported only after the setup

    start = time.perf_counter()
    load_run(folder, by=None)
    return {"seconds": time.perf_counter() - start}


def written(told: Told, folder: Path) -> Figures:
    """The rows of every table of the run, written and nothing else."""
    start = time.perf_counter()
    tables = {table.name: pl.read_parquet(folder / f"{table.name}.parquet") for table in TABLES}
    if "DATABASE_URL" in told:
        _copied(told["DATABASE_URL"], tables)
    else:
        _inserted(Path(told["PAYUNG_DATA"]) / "pembanding.sqlite3", tables)
    return {"seconds": time.perf_counter() - start}


def _copied(address: str, tables: dict[str, pl.DataFrame]) -> None:
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        for name, rows in tables.items():
            cursor.execute(f'CREATE TABLE "pembanding_{name}" ({_columns(rows)})'.encode())
            with cursor.copy(f'COPY "pembanding_{name}" FROM STDIN WITH (FORMAT csv)'.encode()) as stream:
                for piece in rows.iter_slices(AT_ONCE):
                    stream.write(piece.write_csv(include_header=False).encode())


def _inserted(path: Path, tables: dict[str, pl.DataFrame]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for name, rows in tables.items():
            connection.execute(f'CREATE TABLE "{name}" ({_columns(rows)})')
            plain = rows.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m-%d"))
            marks = ", ".join("?" * rows.width)
            for piece in plain.iter_slices(AT_ONCE):
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', piece.rows())


def _columns(rows: pl.DataFrame) -> str:
    kinds = {pl.Date: "date", pl.Int64: "bigint", pl.Float64: "double precision"}
    return ", ".join(f'"{name}" {kinds.get(dtype.base_type(), "text")}' for name, dtype in rows.schema.items())
