"""Do the files of an earlier day say what those of the last day say, and nothing of what happened later?"""

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from payung.refusal import Refusal
from payung.sample.city import write_city, write_earlier
from payung.sample.folder import DEPOSITS, NORTH, PAID, SOUTH, World
from payung.sample.streams import AS_OF
from sample.conftest import CITY, PACKAGES, SEED
from sample.reading import Folder

DAY = dt.date(2026, 8, 10)
LETTERS = "unduhan (4).json"
CHANGES = ("status_kontrak", "tgl_penarikan")
"""What the same row says otherwise, as long as the work goes on and on the day it is taken."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    out = tmp_path_factory.mktemp("kota") / "sebelumnya"
    write_earlier(out, city=CITY, seed=SEED, packages=PACKAGES, until=DAY)
    return Folder(out)


def _lines(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _days(texts: Iterator[str], form: str) -> Iterator[dt.date]:
    for text in texts:
        try:
            yield dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:  # a row nobody can use
            continue


def _registered(folder: Folder) -> dict[str, dict[str, str]]:
    return {row["nomor_kepesertaan"]: row for row in _lines(folder.path / SOUTH, ";") if row["nomor_kepesertaan"]}


@pytest.mark.parametrize("file", ["unduhan (3).json", LETTERS])
def test_a_row_of_an_earlier_day_is_spelled_as_on_the_last(file: str, before: Folder, folder: Folder) -> None:
    def known(of: Folder) -> list[dict[str, Any]]:
        return [{name: value for name, value in row.items() if name not in CHANGES} for row in of.json(file)]

    earlier, later = known(before), known(folder)
    usable = [row for row in earlier if row["kd_nontender"] is not None]
    assert 0 < len(usable) < len(later)
    assert all(row in later for row in usable)


def test_the_branch_held_what_was_registered_and_paid_by_then(before: Folder, folder: Folder, world: World) -> None:
    held, later = _registered(before), _registered(folder)
    assert max(_days((row["tgl_daftar"] for row in held.values()), "%d/%m/%Y")) <= DAY < AS_OF
    known = {one.number: one for one in world.registrations if one.registered_on <= DAY}
    numbers = {number for number in held if number in later and number in known}
    assert numbers == {number for number in later if number in known}
    for number in numbers:
        is_paid = any(paid.paid_on <= DAY for paid in known[number].payments)
        assert held[number]["status"] == ("peserta" if is_paid else "mendaftar")
        assert bool(held[number]["nomor_sertifikat"]) == is_paid
        same = ("nama_proyek", "nama_pelaksana", "npwp_pelaksana", "nilai_dasar", "nomor_kontrak")
        assert [held[number][name] for name in same] == [later[number][name] for name in same]
    assert any(held[number]["status"] != later[number]["status"] for number in numbers)


def test_no_payment_and_no_contract_is_of_a_later_day(before: Folder) -> None:
    assert max(_days((row["tgl_bayar"] for row in _lines(before.path / PAID)), "%Y-%m-%d")) <= DAY
    contracts = pl.read_parquet(before.path / "kontrak.parquet")["tgl_kontrak"].str.slice(0, 10)
    assert contracts.max() <= str(DAY)  # type: ignore[operator]
    ended = {row["tgl_bap"][:10] for row in _lines(before.path / "bap bast.csv", ";") if row["tgl_bap"]}
    assert max(ended) <= str(DAY)
    assert {row["tgl_penarikan"] for row in before.json("unduhan (3).json")} - {None} == {str(DAY)}
    assert all((before.path / name).is_file() for name in (NORTH, DEPOSITS))


def test_it_has_no_people_and_no_truth(before: Folder) -> None:
    assert not (before.path / ".truth").exists()
    assert not list(before.path.glob("*peserta*"))


def test_the_same_day_gives_the_same_bytes_and_the_last_day_counts_all(before: Folder, tmp_path: Path) -> None:
    write_earlier(tmp_path / "lagi", city=CITY, seed=SEED, packages=PACKAGES, until=DAY)
    assert Folder(tmp_path / "lagi").hashes() == before.hashes()
    whole = write_earlier(tmp_path / "akhir", city=CITY, seed=2, packages=60, until=AS_OF)
    counted = write_city(tmp_path / "kota", city=CITY, seed=2, packages=60, people=False)
    assert (whole.packages, whole.registrations, whole.payments) == (60, counted.registrations, counted.payments)


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), AS_OF + dt.timedelta(days=1)])
def test_a_day_on_which_the_city_is_not_known_is_refused(day: dt.date, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="pilih hari di antaranya"):
        write_earlier(tmp_path / "kota", city=CITY, seed=1, packages=10, until=day)
    assert not list(tmp_path.iterdir())
