"""Is an Excel file read as a person sees it: merged cells, two-row headers, hidden rows, numbers as numbers?"""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from invented_exports import NIK, award, put
from xlsxwriter.worksheet import Worksheet

from payung.reconcile.sources.intake import take_in
from payung.reconcile.sources.parts import LINE, Part
from payung.reconcile.sources.reading import read
from payung.reconcile.sources.recognition import columns_of

HEADER = ["id_paket", "nik", "nama", "upah"]


def only(path: Path, write: Callable[[Worksheet], None]) -> Part:
    with xlsxwriter.Workbook(path) as book:
        write(book.add_worksheet("Pekerja"))
    (part,) = read(path, path.name, columns_of(path.parent))
    return part


NUMBERS = [
    (3671990899000000.0, "3671990899000000"),
    (1234567890.55, "1234567890.55"),
    (2210000000.15, "2210000000.15"),
    (0.1 + 0.2, "0.3"),
    (-7.25, "-7.25"),
    (150_000, "150000"),
    (True, "true"),
    (" 3,67199908900000E+15 ", "3,67199908900000E+15"),
]


@pytest.mark.parametrize(("cell", "text"), NUMBERS)
def test_a_cell_keeps_the_digits_it_was_given(tmp_path: Path, cell: object, text: str) -> None:
    part = only(
        tmp_path / "a.xlsx", lambda sheet: [sheet.write_row(i, 0, r) for i, r in enumerate([HEADER, ["P", cell, "M"]])]
    )
    assert part.frame["nik"].to_list() == [text]


def test_a_day_is_a_day_and_an_instant_keeps_its_hour(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, days = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["nama", "tgl_lahir"])
        for row, day in enumerate([datetime(1990, 8, 17), datetime(1990, 8, 17, 7, 30)], start=1):  # noqa: DTZ001
            sheet.write(row, 0, "Misal")
            sheet.write_datetime(row, 1, day, days)
    (part,) = read(path, path.name, columns_of(tmp_path))
    assert part.frame["tgl_lahir"].to_list() == ["1990-08-17", "1990-08-17 07:30:00"]


def test_a_cell_merged_over_several_rows_says_the_same_in_each(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.merge_range(1, 0, 3, 0, "PBG-1")
        sheet.merge_range(2, 3, 3, 3, 150000)
        for row, name in enumerate(["Misal", "Umpama", "Andai"], start=1):
            sheet.write(row, 2, name)
        sheet.write(4, 2, "Seandainya")

    frame = only(tmp_path / "a.xlsx", write).frame
    assert frame["id_paket"].to_list() == ["PBG-1", "PBG-1", "PBG-1", None]
    assert frame["upah"].to_list() == [None, "150000", "150000", None]


def test_rows_that_hold_nothing_but_a_merged_cell_from_above_stay_empty(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.write_row(0, 0, HEADER)
        sheet.merge_range(1, 0, 9, 0, "PBG-1")
        sheet.write(1, 2, "Misal")

    assert only(tmp_path / "a.xlsx", write).rows == 1


def test_a_title_merged_across_the_columns_and_empty_columns_before_the_table_move_nothing(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.merge_range(2, 2, 2, 5, "DAFTAR PEKERJA")
        sheet.write_row(4, 2, HEADER)
        sheet.merge_range(5, 2, 6, 2, "PBG-1")
        sheet.write_row(5, 3, [NIK, "Misal"])
        sheet.write_row(6, 3, [NIK, "Umpama"])

    part = only(tmp_path / "a.xlsx", write)
    assert part.header == 5
    assert part.frame.select(LINE, "id_paket", "nama").rows() == [(6, "PBG-1", "Misal"), (7, "PBG-1", "Umpama")]


def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        for column, title in enumerate(["No", "Nama Pekerja", "Nomor"]):
            sheet.merge_range(1, column, 2, column, title) if title != "Nomor" else sheet.write(1, column, title)
        sheet.write(2, 2, "KTP")
        sheet.merge_range(1, 3, 1, 4, "Tanggal")
        sheet.write_row(2, 3, ["Mulai", "Selesai"])
        sheet.write_row(3, 0, [1, "Misal", NIK, "02-03-2026", "30-05-2026"])

    part = only(tmp_path / "a.xlsx", write)
    assert part.header == 3
    assert part.frame.select(LINE, "nama_pekerja", "nomor_ktp", "tanggal_mulai", "tanggal_selesai").rows() == [
        (4, "Misal", NIK, "02-03-2026", "30-05-2026")
    ]


def test_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        for row in range(4):
            sheet.write_row(row, 0, HEADER if row == 0 else ["PBG-1", NIK, f"Misal {row}"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})

    part = only(tmp_path / "a.xlsx", write)
    assert (part.rows, part.hidden_rows) == (3, 1)


def test_the_rows_of_a_hidden_sheet_are_read_and_all_counted_as_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Isi semua kolom")
        sheet = book.add_worksheet("data_tk_baru")
        sheet.hide()
        for row in range(3):
            sheet.write_row(row, 0, HEADER if row == 0 else ["PBG-1", NIK, "Misal"])
    found = {part.sheet: (part.rows, part.hidden_rows) for part in read(path, path.name, columns_of(tmp_path))}
    assert found == {"Petunjuk": (0, 0), "data_tk_baru": (2, 2)}


def test_the_manifest_tells_of_hidden_rows_only_where_there_are_some(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["PBG-1", NIK, "Misal"])
        sheet.set_row(1, None, None, {"hidden": True})
    told = {str(entry["file"]): entry.get("hidden_rows") for entry in take_in(tmp_path).inputs}
    assert told == {"a.xlsx": 1, "ekspor.json": None}


def test_a_workbook_whose_list_of_sheets_is_broken_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, HEADER)
    broken = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name == "xl/workbook.xml" else content)
    with pytest.raises(Exception, match=r"^Berkas rusak\.xlsx tidak dapat dibuka"):
        read(broken, broken.name, columns_of(tmp_path))
