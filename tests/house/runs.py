"""Which run do the tests of the house load, and how does another differ from it?

A small invented city is checked once a process; what another run tells otherwise is changed in its tables by hand, so
that every difference is known.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.hashing import Disclosure
from payung.reconcile.run import Run, check, write_tables
from payung.sample.city import write_city

CITY, SEED, PACKAGES, DAY = "36.71", 11, 60, date(2026, 10, 1)
PUBLIC_WORKS, HOUSING = "1.01.0.00.0.00.01.0000", "1.02.0.00.0.00.02.0000"
"""The agencies with the most packages of this city."""
Change = Callable[[pl.DataFrame], pl.DataFrame]
Written = Callable[..., Path]


@pytest.fixture(scope="session")
def city_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the invented city, as a coordinator would upload them."""
    folder = tmp_path_factory.mktemp("kota") / "berkas"
    write_city(folder, city=CITY, seed=SEED, packages=PACKAGES)
    return folder


@pytest.fixture(scope="session")
def checked(city_files: Path) -> Run:
    """The city as checked; whole NIKs in its rosters, as a run that is loaded has them."""
    told = Disclosure(key=b"k" * 32, nik_asked_at=datetime(2026, 10, 1, tzinfo=UTC))
    return check(city_files, as_of=DAY, area=CITY, machine=Machine(Engine.POLARS), disclosure=told)


@pytest.fixture(scope="session")
def run_folder(checked: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run as a folder."""
    folder = tmp_path_factory.mktemp("hasil")
    write_tables(checked, folder)
    return folder


@pytest.fixture
def other_run(checked: Run, tmp_path: Path) -> Written:
    """``other_run(packages=change, …)``: the folder of a run in which these tables tell otherwise."""

    def written(**changes: Change) -> Path:
        folder = tmp_path / "-".join(["hasil", *changes])
        folder.mkdir()
        told = {name: changes.get(name, _as_it_is)(table) for name, table in checked.tables.items()}
        write_tables(replace(checked, tables=told), folder)
        return folder

    return written


def without(package_id: str) -> Change:
    """Every row but those of this package."""
    return lambda rows: rows.filter(pl.col("package_id").ne_missing(package_id))


def with_value(package_id: str, **values: object) -> Change:
    """The rows of this package with these values in these columns."""
    here = pl.col("package_id") == package_id
    return lambda rows: rows.with_columns(
        pl.when(here).then(pl.lit(value).cast(rows.schema[name])).otherwise(name).alias(name)
        for name, value in values.items()
    )


def with_row(**values: object) -> Change:
    """One row more, with these values; what is not told stands as in the first row."""

    def change(rows: pl.DataFrame) -> pl.DataFrame:
        first = rows.head(1)
        more = first.with_columns(pl.lit(value).cast(rows.schema[name]).alias(name) for name, value in values.items())
        return pl.concat([rows, more])

    return change


def at_work(checked: Run, state: str) -> list[str]:
    """The packages that stand in this state on the day of the check."""
    spans = checked.tables["coverage"].filter(
        pl.col("from_on") <= DAY, pl.col("to_on") >= DAY, pl.col("state") == state
    )
    return spans["package_id"].sort().to_list()


def _as_it_is(rows: pl.DataFrame) -> pl.DataFrame:
    return rows
