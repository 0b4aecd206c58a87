"""Is a list read for the exchange as it is for the check, and refused where it is no list of people?"""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from payung.exchange.people import people_of
from payung.refusal import Refusal

ROSTER = "nik,nama,tgl_lahir,pekerjaan\n"
PARTICIPANTS = "kpj,nik,nama,tgl_lahir,segmen\n"


def test_a_row_is_normalised_and_knows_its_place(listed: Callable[..., pl.DataFrame]) -> None:
    (row,) = listed(",3671991708900017,H. Misalwati Andaikan,17-08-1990,0812-0000-0001").to_dicts()
    assert (row["nik_serial"], row["phone"], row["berkas"], row["baris_berkas"]) == (
        "0017",
        "81200000001",
        "daftar.csv",
        2,
    )
    assert row["born"] == row["nik_born"] == row["born_key"]


def test_all_lists_of_a_folder_are_read_together(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(PARTICIPANTS + "26000000011,,Misalwati,1990-08-17,JAKON\n")
    assert people_of(tmp_path)["berkas"].to_list() == ["a.csv", "b.csv"]


def test_a_total_below_a_list_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ROSTER + ",Misalwati,1990-08-17,tukang\nJumlah,1,,\n")
    assert people_of(tmp_path / "a.csv").height == 1


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.csv": ROSTER}, "tidak berisi seorang pun"),
        ({"a.csv": ROSTER + ",Misalwati,,\n", "b.csv": PARTICIPANTS + "26000000011,,M,,PU\n"}, "saja"),
        ({"a.csv": "tgl_bayar,jumlah\n2026-01-01,5\n"}, "saja"),
        ({"a.csv": "warna,rasa\nmerah,manis\n"}, "dikenali"),
    ],
)
def test_what_is_no_list_of_people_is_refused(tmp_path: Path, files: dict[str, str], words: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(Refusal, match=words):
        people_of(tmp_path)


def test_a_file_that_is_missing_or_unknown_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="tidak ditemukan"):
        people_of(tmp_path / "tidak-ada.csv")
    (tmp_path / "lain.csv").write_text("warna,rasa\nmerah,manis\n")
    with pytest.raises(Refusal, match=r"lain\.csv"):
        people_of(tmp_path / "lain.csv")
