"""Does the workbook hold the right cells, in the right types, and nothing that could run?"""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from invented_run import AS_OF, build
from python_calamine import CalamineWorkbook

from payung.reconcile.report import sheet_rows
from payung.reconcile.report.sheets import HEADERS, SHEETS
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.xlsx import NO_EARLIER_RUN, write_xlsx

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(A1)")
INJECTIONS = (*FORMULAS, "\t=1", "_x0041_", "a & b < c > d", "x\x0by")


@pytest.fixture(scope="module")
def book(run: RunTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("buku") / "laporan.xlsx"
    write_xlsx(path, run=run)
    return path


def rows(book: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(book)).get_sheet_by_name(sheet).to_python()


def cell(book: Path, sheet: str, header: str, *, where: tuple[str, str]) -> Any:
    """The cell under ``header`` in the one row whose column ``where[0]`` holds ``where[1]``."""
    head, *body = rows(book, sheet)
    (row,) = (row for row in body if row[head.index(where[0])] == where[1])
    return row[head.index(header)]


def test_the_sheets_are_those_of_the_report(book: Path) -> None:
    names = CalamineWorkbook.from_path(str(book)).sheet_names
    assert names == ["Ringkasan", *(sheet.name for sheet in SHEETS), "Kamus", "Tentang"]


@pytest.mark.parametrize(
    ("sheet", "count"), [("Paket", 13), ("Baru", 1), ("Temuan", 11), ("Paket tanpa pendaftaran", 6)]
)
def test_a_sheet_holds_every_row_below_its_header(book: Path, sheet: str, count: int) -> None:
    assert len(rows(book, sheet)) == count + 1


def test_every_sheet_has_its_headers_and_its_width(book: Path) -> None:
    for sheet in SHEETS:
        assert rows(book, sheet.name)[0] == [HEADERS[column][0] for column in sheet.columns]


def test_dates_are_dates_money_is_whole_and_codes_are_words(book: Path) -> None:
    package = ("Kode sumber", "90000000101")
    assert cell(book, "Paket", "Tanggal kontrak", where=package) == date(2026, 10, 5)
    assert cell(book, "Paket", "Nilai (Rp)", where=package) == 187_450_000
    assert cell(book, "Paket", "Tahap", where=package) == "mulai kerja"
    assert cell(book, "Paket", "Hari tanpa perlindungan", where=package) == 18
    assert cell(book, "Paket", "NPWP pelaksana", where=package) == "0012345678901000"


def test_an_unknown_is_an_empty_cell_in_its_place(book: Path) -> None:
    package = ("Kode sumber", "90000000112")
    assert cell(book, "Paket", "Nilai (Rp)", where=package) == ""
    assert cell(book, "Paket", "Nama paket", where=package) == "Peningkatan jalan lingkungan Gg. Contoh"
    assert cell(book, "Paket", "Berkas asal", where=package) == "NonTenderSelesai.json:12; SPMK.json:7"


def test_a_finding_names_its_package_for_the_ppk(book: Path) -> None:
    finding = ("Kunci temuan", "pending_unpaid:nontender-90000000104")
    assert cell(book, "Temuan", "Temuan", where=finding) == "Mendaftar, belum bayar"
    assert cell(book, "Temuan", "Nama paket", where=finding) == "Pengawasan teknis jalan lingkungan"
    assert cell(book, "Temuan", "Kepastian hukum", where=finding) == "dari sumber kedua, naskah belum dibaca"


def test_what_is_left_over_is_listed(book: Path) -> None:
    assert rows(book, "Pendaftaran tanpa paket")[1][0] == "25-0300"
    assert rows(book, "Calon pasangan")[1][4] == "nontender-90000000113"
    assert rows(book, "Pembayaran tanpa pendaftaran")[1][2] == 1_250_000
    assert [row[0] for row in rows(book, "Ditolak")[1:]] == ["SPMK.json", *["pembayaran.csv"] * 2, "catatan-rapat.xlsx"]


def test_without_an_earlier_run_the_sheet_of_new_packages_says_so(empty_run: RunTables, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "kosong.xlsx", run=empty_run)
    assert rows(tmp_path / "kosong.xlsx", "Baru")[1][0] == NO_EARLIER_RUN


def test_the_dictionary_explains_every_column_of_the_tables(book: Path) -> None:
    explained = {row[0] for row in rows(book, "Kamus")[1:]}
    used = {HEADERS[column][0] for sheet in SHEETS[:6] for column in sheet.columns}
    assert used - explained == {HEADERS["verdict"][0]}


def test_the_metadata_name_unit_source_version_and_law(book: Path) -> None:
    about = {row[0]: row[1] for row in rows(book, "Tentang")[1:]}
    assert "rupiah bulat" in about["Ukuran dan satuan"]
    assert "pendaftaran.xlsx" in about["Sumber"]
    assert about["Versi Payung"] == "0.1.0"
    assert about["Keadaan per"] == "23 November 2026"
    assert "naskah sudah dibaca" in about["Dasar hukum: JKK"]


def _with_names(run: RunTables, names: tuple[str, ...]) -> RunTables:
    packages = run.tables["packages"].head(len(names)).with_columns(name=pl.Series(names))
    return RunTables({**run.tables, "packages": packages}, run.rejected, run.manifest, run.summary, AS_OF)


def test_text_that_looks_like_a_formula_stays_text(run: RunTables, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "b.xlsx", run=_with_names(run, INJECTIONS))
    names = {row[6] for row in rows(tmp_path / "b.xlsx", "Paket")[1:]}
    assert {*FORMULAS, "a & b < c > d", "xy"} <= names
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if "worksheets/sheet" in n)
    assert not re.search(r"<f[ >]|<hyperlink", sheets)
    assert "_x005F_x0041_" in sheets


def test_text_too_long_for_a_cell_is_cut_with_a_notice(run: RunTables, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "b.xlsx", run=_with_names(run, ("a" * 40_000,)))
    name = rows(tmp_path / "b.xlsx", "Paket")[1][6]
    assert len(name) <= 32_767
    assert name.endswith(sheet_rows.CUT)


def test_every_part_of_the_workbook_is_well_formed(book: Path) -> None:
    with zipfile.ZipFile(book) as opened:
        parts = [ElementTree.fromstring(opened.read(name)) for name in opened.namelist() if name.endswith(".xml")]
        assert opened.testzip() is None
    assert len(parts) > len(SHEETS)


def test_the_same_run_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "lagi.xlsx", run=build())
    assert (tmp_path / "lagi.xlsx").read_bytes() == book.read_bytes()


def test_the_header_is_frozen_and_filtered_and_numbers_have_their_format(book: Path) -> None:
    with zipfile.ZipFile(book) as opened:
        sheet, styles = opened.read("xl/worksheets/sheet2.xml").decode(), opened.read("xl/styles.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:AL14"/>' in sheet
    assert '<dimension ref="A1:AL14"/>' in sheet
    assert 'formatCode="dd-mm-yyyy"' in styles
    assert 'applyNumberFormat="1"' in styles


def test_rows_beyond_a_chunk_keep_their_order_and_number(run: RunTables, tmp_path: Path) -> None:
    many = pl.concat([run.rejected] * 4_000).with_columns(line=pl.int_range(pl.len()))
    big = RunTables(run.tables, many, run.manifest, run.summary, AS_OF)
    write_xlsx(tmp_path / "b.xlsx", run=big)
    lines = [row[1] for row in rows(tmp_path / "b.xlsx", "Ditolak")[1:-1]]
    assert lines == list(range(12_000))


@pytest.mark.parametrize(("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(at: int, letters: str) -> None:
    assert sheet_rows.letters(at) == letters
