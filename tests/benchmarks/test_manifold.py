"""Is a repeated run a run: the schema of one, no key twice, a changed one that differs in as many rows as it says?"""

import json
from pathlib import Path

import polars as pl
import pytest
from bench.manifold import DRAWN, change, repeat

from payung.reconcile.tables import TABLES

PACKAGES, WORKERS, ONE_IN = 200, 900, 10


@pytest.fixture(scope="module")
def large(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("banyak") / "besar"
    repeat(run_folder, folder, packages=PACKAGES, workers=WORKERS)
    return folder


def tables(folder: Path) -> dict[str, pl.DataFrame]:
    return {table.name: pl.read_parquet(folder / f"{table.name}.parquet") for table in TABLES}


def test_it_has_as_many_packages_and_workers_as_were_asked_for(large: Path) -> None:
    told = tables(large)
    assert told["packages"].height >= PACKAGES
    assert told["worker_links"]["worker_hash"].drop_nulls().n_unique() >= WORKERS


def test_it_is_a_run_like_any_other(large: Path) -> None:
    told = tables(large)
    for table in TABLES:
        assert told[table.name].schema == table.schema
        if table.name != DRAWN:
            assert told[table.name].select(table.key).is_duplicated().sum() == 0
    known = told["packages"]["package_id"].implode()
    assert told["findings"].drop_nulls("package_id")["package_id"].is_in(known).all()
    assert told["worker_links"].drop_nulls("package_id")["package_id"].is_in(known).all()
    assert json.loads((large / "manifest.json").read_text(encoding="utf-8"))["as_of"]


def test_every_worker_has_a_whole_nik_that_is_nobodys(large: Path) -> None:
    named = tables(large)["worker_links"].drop_nulls("worker_hash")
    assert named["nik"].str.contains(r"^99\d{14}$").all()
    assert named["nik"].n_unique() == named["worker_hash"].n_unique()


def test_the_same_run_gives_the_same_rows(run_folder: Path, large: Path, tmp_path: Path) -> None:
    repeat(run_folder, tmp_path / "lagi", packages=PACKAGES, workers=WORKERS)
    again = tables(tmp_path / "lagi")
    assert all(rows.equals(again[name]) for name, rows in tables(large).items())


def test_a_changed_run_says_some_rows_otherwise(large: Path, tmp_path: Path) -> None:
    change(large, tmp_path / "ubah", one_in=ONE_IN)
    before, after = tables(large)["packages"], tables(tmp_path / "ubah")["packages"]
    assert (before["origin"] != after["origin"]).sum() == -(-before.height // ONE_IN)
    assert before.drop("origin").equals(after.drop("origin"))
