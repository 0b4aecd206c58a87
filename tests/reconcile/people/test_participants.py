"""Which rows are one participant, and until when has somebody paid?"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from invented_people import NIK, OTHER_NIK, participant, put, worker

from payung.reconcile.people.participants import iter_participants, only_niks, read_participants, with_person
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.sources.intake import take_in

SHARED, LONE = "26000000037", "26000000045"
ROWS = [
    participant(),
    participant(nik=None),
    participant(kpj=SHARED),
    participant(kpj=SHARED, nik=OTHER_NIK),
    participant(kpj=SHARED, nik=None),
    participant(kpj=LONE, nik=None),
    participant(kpj=None, nik=None),
]
PERSONS = [NIK, NIK, NIK, OTHER_NIK, f"kpj {SHARED}", f"kpj {LONE}", "baris orang.json#tabel 0:7"]


def test_a_row_without_nik_is_the_person_whose_only_nik_its_kpj_has_elsewhere(tmp_path: Path) -> None:
    rows, _ = read_participants(take_in(put(tmp_path, ROWS)))
    assert rows["person"].to_list() == PERSONS


def test_persons_are_the_same_when_rows_come_in_pieces(tmp_path: Path) -> None:
    pieces = [rows for rows, _ in iter_participants(take_in(put(tmp_path, ROWS)), most=2)]
    only = only_niks(pl.concat(pieces).lazy()).collect()
    assert len(pieces) == 4
    assert [person for rows in pieces for person in with_person(rows, only)["person"]] == PERSONS


MONTHS = [
    ("2025-06", date(2025, 6, 30)),
    ("Juni 2025", date(2025, 6, 30)),
    ("06/2025", date(2025, 6, 30)),
    ("202506", date(2025, 6, 30)),
    ("Feb-24", date(2024, 2, 29)),
    ("15-06-2025", date(2025, 6, 15)),
    ("45823", date(2025, 6, 15)),
    ("belum", None),
]


@pytest.mark.parametrize(("written", "paid_to"), MONTHS)
def test_who_has_paid_until_a_month_has_paid_until_its_last_day(
    tmp_path: Path, written: str, paid_to: date | None
) -> None:
    rows, _ = read_participants(take_in(put(tmp_path, [participant(lunas_sampai=written)])))
    assert rows["paid_to"].to_list() == [paid_to]


NAMES_ONLY = {"kpj": None, "nik": NIK, "nama": "Misalwati Andaikan", "tgl_lahir": "17-08-1990"}


@pytest.mark.parametrize(("kpjs", "shape"), [((None, None, LONE), "daftar_pekerja"), ((None, LONE, LONE), "peserta")])
def test_a_list_of_names_and_kpj_alone_is_one_of_participants_where_most_rows_have_a_kpj(
    tmp_path: Path, kpjs: tuple[str | None, ...], shape: str
) -> None:
    rows = [NAMES_ONLY | {"kpj": kpj} for kpj in kpjs]
    assert [source.shape.name for source in take_in(put(tmp_path, rows)).sources] == [shape]


def test_a_list_whose_rows_mostly_lack_the_kpj_keeps_the_few_there_are(tmp_path: Path) -> None:
    rows = [NAMES_ONLY, NAMES_ONLY, NAMES_ONLY | {"kpj": LONE}]
    assert read_rosters(take_in(put(tmp_path, rows)))[0]["kpj"].to_list() == [None, None, LONE]


def test_a_column_of_kpj_makes_no_roster_a_list_of_participants(tmp_path: Path) -> None:
    assert read_rosters(take_in(put(tmp_path, [worker(kpj=LONE)])))[0].height == 1
