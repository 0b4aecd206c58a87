"""Does what a person decided of a package and a registration outrank every score?"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import Run, check
from payung.sample.city import write_city

DAY = date(2026, 11, 23)
HEAD = "id_paket,nomor_kepesertaan,keputusan,oleh,tgl_putusan\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("kota") / "kota"
    write_city(out, seed=11, packages=60, city="36.71", people=False)
    return out


@pytest.fixture(scope="module")
def before(folder: Path) -> Run:
    return check(folder, as_of=DAY, machine=Machine(Engine.POLARS))


def _again(folder: Path, *rows: str) -> Run:
    path = folder / "putusan-pasangan.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    try:
        return check(folder, as_of=DAY, machine=Machine(Engine.POLARS))
    finally:
        path.unlink()


def _first_link(run: Run) -> tuple[str, str]:
    links = run.tables["registration_links"].filter(pl.col("decision") == "link")
    return links.row(0, named=True)["package_id"], links.row(0, named=True)["nomor_kepesertaan"]


def test_a_denied_pair_is_neither_link_nor_candidate(folder: Path, before: Run) -> None:
    package, number = _first_link(before)
    links = _again(folder, f"{package},{number},beda,petugas 1,2026-11-20").tables["registration_links"]
    assert links.filter((pl.col("package_id") == package) & (pl.col("nomor_kepesertaan") == number)).is_empty()


def test_a_pair_said_to_be_the_same_is_linked_and_says_who_decided(folder: Path, before: Run) -> None:
    _, number = _first_link(before)
    other = before.tables["packages"].filter(pl.col("starts_on").is_not_null())["package_id"].to_list()[-1]
    links = _again(folder, f"{other},{number},sama,petugas 1,2026-11-20").tables["registration_links"]
    (row,) = links.filter(pl.col("nomor_kepesertaan") == number).to_dicts()
    assert (row["package_id"], row["decision"], row["probability"]) == (other, "link", 1.0)
    assert row["evidence"].startswith("+ Diputuskan oleh petugas 1 pada 20-11-2026")


def test_the_latest_judgement_of_a_pair_counts(folder: Path, before: Run) -> None:
    package, number = _first_link(before)
    run = _again(folder, f"{package},{number},beda,a,2026-11-01", f"{package},{number},sama,b,2026-11-02")
    assert _first_row(run, number)["decision"] == "link"


def test_a_row_that_decides_nothing_is_refused_with_its_reason(folder: Path) -> None:
    run = _again(folder, "tender-1,,sama,a,2026-11-01", "tender-1,99,mungkin,a,2026-11-01")
    reasons = run.rejected.filter(pl.col("file") == "putusan-pasangan.csv")["reason"].to_list()
    assert sorted(reasons) == ["keputusan bukan sama atau beda", "tanpa id_paket atau nomor kepesertaan"]


def test_without_judgements_nothing_changes(folder: Path, before: Run) -> None:
    again = check(folder, as_of=DAY, machine=Machine(Engine.POLARS))
    assert again.tables["registration_links"].equals(before.tables["registration_links"])


def _first_row(run: Run, number: str) -> dict[str, object]:
    return run.tables["registration_links"].filter(pl.col("nomor_kepesertaan") == number).row(0, named=True)
