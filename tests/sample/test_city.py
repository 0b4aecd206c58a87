from pathlib import Path

import polars as pl
import pytest

from payung.refusal import Refusal
from payung.sample import folder as folder_module
from payung.sample.city import write_city
from payung.sample.folder import SPOILED
from sample.conftest import CITY, PACKAGES, SEED
from sample.reading import Folder


def test_the_same_seed_gives_the_same_bytes(folder: Folder, tmp_path: Path) -> None:
    write_city(tmp_path / "again", city=CITY, seed=SEED, packages=PACKAGES)
    assert Folder(tmp_path / "again").hashes() == folder.hashes()


def test_another_seed_gives_another_city(folder: Folder, tmp_path: Path) -> None:
    write_city(tmp_path / "other", city=CITY, seed=SEED + 1, packages=PACKAGES)
    ours, other = folder.hashes(), Folder(tmp_path / "other").hashes()
    assert ours.keys() == other.keys()
    changed = {name for name in ours if ours[name] != other[name]}
    assert {"unduhan (3).json", "Data Proyek Utara.xlsx", "pembayaran jakon.csv", "data.json"} <= changed


def test_the_counts_are_those_of_the_files(tmp_path: Path) -> None:
    steps: list[str] = []
    counts = write_city(tmp_path / "kota", city=CITY, seed=3, packages=200, progress=steps.append)
    assert counts.packages == 200
    assert counts.files == len(list((tmp_path / "kota").glob("*.*"))) - len(list((tmp_path / "kota").glob(".*")))
    assert len(steps) == len(set(steps)) > 5


@pytest.mark.parametrize("packages", [1, 2, 7, 40])
def test_a_tiny_city_is_whole_too(packages: int, tmp_path: Path) -> None:
    assert write_city(tmp_path / "kota", city=CITY, seed=1, packages=packages).packages == packages
    assert (tmp_path / "kota" / ".truth" / "packages.parquet").is_file()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("milik orang")
    with pytest.raises(Refusal, match="sudah berisi"):
        write_city(tmp_path, city=CITY, seed=1, packages=10)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    write_city(tmp_path / "kosong", city=CITY, seed=1, packages=10)
    assert (tmp_path / "kosong" / "unduhan (3).json").is_file()


@pytest.mark.parametrize(
    ("city", "packages"), [("3671", 10), ("kota", 10), ("36.71", 0), ("36.71", -5), ("36.71", 10**9)]
)
def test_a_malformed_code_or_count_is_refused(city: str, packages: int, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        write_city(tmp_path / "kota", city=city, seed=1, packages=packages)
    assert not list(tmp_path.iterdir())


def test_a_run_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def breaks(step: str) -> None:
        if step == folder_module.STEPS["_tender"]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_city(tmp_path / "kota", city=CITY, seed=1, packages=20, progress=breaks)
    assert not list(tmp_path.iterdir())


def test_rows_nobody_can_use_stand_where_the_truth_says(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    lines = (folder.path / "Book2.csv").read_text(encoding="utf-8").splitlines()
    wrong = truth["unusable"].filter(file="Book2.csv").sort("line")
    assert wrong["reason"].to_list() == [reason for _, reason in SPOILED["pendaftaran"]]
    assert lines[wrong["line"][0] - 1].startswith(";")
    assert "31/02/2026" in lines[wrong["line"][1] - 1]
    assert "-192500000" in lines[wrong["line"][2] - 1]
    rows = folder.json("unduhan (3).json")
    bad = truth["unusable"].filter(file="unduhan (3).json")["line"].to_list()
    assert [rows[line - 1]["kd_nontender"] for line in bad] == [None, None]
