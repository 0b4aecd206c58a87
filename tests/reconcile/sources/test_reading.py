"""Does every kind of file give the same cells of text, each row with its line?"""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from invented_exports import Row, payment, registration

from payung.reconcile.sources.parts import LINE, Part
from payung.reconcile.sources.reading import read
from payung.reconcile.sources.recognition import columns_of
from payung.refusal import Refusal

NAMES = ["nomor_kepesertaan", "tgl_bayar", "jumlah", "uraian"]
ROWS = [["JK-1", "2026-03-21", "379504", "iuran"], ["JK-2", "2026-04-01", "12000.55", "termin kedua"]]
TITLES = [["DAFTAR PEMBAYARAN JASA KONSTRUKSI"], ["Dicetak pada", "1 Mei 2026"]]


def parts(path: Path) -> list[Part]:
    return read(path, path.name, columns_of(path.parent))


def only(path: Path) -> pl.DataFrame:
    found = parts(path)
    assert len(found) == 1
    return found[0].frame


def as_csv(path: Path, *, separator: str = ",", titles: list[list[str]] | None = None, encoding: str = "utf-8") -> Path:
    lines = [separator.join(row) for row in [*(titles or []), NAMES, *ROWS]]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def as_xlsx(path: Path, **sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def as_json(path: Path) -> Path:
    path.write_text(json.dumps([dict(zip(NAMES, row, strict=True)) for row in ROWS]), encoding="utf-8")
    return path


def as_parquet(path: Path) -> Path:
    pl.DataFrame([dict(zip(NAMES, row, strict=True)) for row in ROWS]).write_parquet(path)
    return path


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("a.csv", as_csv),
        ("b.json", as_json),
        ("c.parquet", as_parquet),
        ("d.xlsx", lambda path: as_xlsx(path, Lembar=[NAMES, *ROWS])),
        ("E.CSV", as_csv),
    ],
)
def test_every_format_gives_the_same_cells(tmp_path: Path, name: str, write: Callable[[Path], Path]) -> None:
    assert only(write(tmp_path / name)).select(NAMES).rows() == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_from_the_header(tmp_path: Path, separator: str) -> None:
    assert only(as_csv(tmp_path / "a.csv", separator=separator)).select(NAMES).rows() == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_byte_order_marks_and_windows_latin_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("tgl_bayar;jumlah;uraian\n2026-03-21;5;pos café – dua\n", encoding=encoding)
    assert only(path).row(0, named=True) == {
        LINE: 2,
        "tgl_bayar": "2026-03-21",
        "jumlah": "5",
        "uraian": "pos café – dua",
    }


def test_a_json_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([payment()]), encoding="utf-8-sig")
    assert only(tmp_path / "a.json")["jumlah"].to_list() == ["379504"]


def test_titles_above_the_header_are_skipped_in_csv_and_lines_still_count_from_the_top(tmp_path: Path) -> None:
    frame = only(as_csv(tmp_path / "a.csv", separator=";", titles=TITLES))
    assert frame["jumlah"].to_list() == ["379504", "12000.55"]
    assert frame[LINE].to_list() == [4, 5]


def test_titles_above_the_header_are_skipped_in_xlsx_and_lines_still_count_from_the_top(tmp_path: Path) -> None:
    frame = only(as_xlsx(tmp_path / "a.xlsx", Lembar=[*TITLES, [], NAMES, *ROWS]))
    assert frame["jumlah"].to_list() == ["379504", "12000.55"]
    assert frame[LINE].to_list() == [5, 6]


def test_an_empty_row_says_nothing_and_moves_no_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("tgl_bayar,jumlah\n2026-03-21,5\n\n,\n2026-03-22,6\n", encoding="utf-8")
    frame = only(tmp_path / "a.csv")
    assert frame["jumlah"].to_list() == ["5", "6"]
    assert frame[LINE].to_list() == [2, 5]


def test_an_empty_row_of_a_sheet_moves_no_line(tmp_path: Path) -> None:
    frame = only(as_xlsx(tmp_path / "a.xlsx", Lembar=[NAMES, ROWS[0], [], ROWS[1]]))
    assert frame[LINE].to_list() == [2, 4]


def test_every_sheet_is_a_table_of_its_own(tmp_path: Path) -> None:
    one, two = registration(), payment()
    path = as_xlsx(
        tmp_path / "cabang.xlsx", Daftar=[list(one), list(one.values())], Bayar=[list(two), list(two.values())]
    )
    found = {part.place: part.frame for part in parts(path)}
    assert found["cabang.xlsx#Daftar"]["nomor_kepesertaan"].to_list() == ["JK-0001"]
    assert found["cabang.xlsx#Bayar"]["jumlah"].to_list() == ["379504"]


def test_one_json_object_of_several_exports_is_several_tables_and_its_comment_is_none(tmp_path: Path) -> None:
    content = {"_comment": "catatan", "SPSE-A": [payment(), payment()], "SPSE-B": [registration()]}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert [(part.place, part.frame.height) for part in parts(tmp_path / "a.json")] == [
        ("a.json#SPSE-A", 2),
        ("a.json#SPSE-B", 1),
    ]


def test_numbers_of_a_json_keep_their_digits(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '[{"tgl_bayar": "2026-03-21", "jumlah": 2210000000.15, "nomor_kepesertaan": 90000000101234567890}]'
    )
    frame = only(tmp_path / "a.json")
    assert frame["jumlah"].to_list() == ["2210000000.15"]
    assert frame["nomor_kepesertaan"].to_list() == ["90000000101234567890"]


@pytest.mark.parametrize("cell", [None, "", "   "])
def test_an_empty_cell_is_none_in_every_format(tmp_path: Path, cell: str | None) -> None:
    row = payment(uraian=cell)
    (tmp_path / "a.json").write_text(json.dumps([row]), encoding="utf-8")
    pl.DataFrame([row], schema_overrides={"uraian": pl.String}).write_parquet(tmp_path / "b.parquet")
    pl.DataFrame([row], schema_overrides={"uraian": pl.String}).write_csv(tmp_path / "c.csv")
    as_xlsx(tmp_path / "d.xlsx", Lembar=[list(row), list(row.values())])
    for path in sorted(tmp_path.iterdir()):
        assert only(path)["uraian"].to_list() == [None]


def test_dates_and_whole_floats_of_typed_formats_become_plain_text(tmp_path: Path) -> None:
    typed = pl.DataFrame({"tgl_bayar": ["2026-03-21"], "jumlah": [379504.0]}).with_columns(
        pl.col("tgl_bayar").str.to_date()
    )
    typed.write_parquet(tmp_path / "a.parquet")
    typed.write_excel(tmp_path / "b.xlsx")
    for path in sorted(tmp_path.iterdir()):
        assert only(path).select("tgl_bayar", "jumlah").rows() == [("2026-03-21", "379504")]


def test_a_file_without_rows_gives_a_table_without_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("tgl_bayar,jumlah\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("", encoding="utf-8")
    assert only(tmp_path / "a.csv").height == 0
    assert parts(tmp_path / "b.csv") == []


BROKEN: dict[str, bytes] = {
    "rusak.json": b'[{"tgl_bayar": "2026-03-21", "jum',
    "kosong.json": b"",
    "rusak.xlsx": b"PK\x03\x04 bukan buku kerja",
    "kosong.xlsx": b"",
    "rusak.xls": b"\xd0\xcf\x11\xe0 terpotong",
    "rusak.parquet": b"PAR1 terpotong",
    "kosong.parquet": b"",
    "dalam.json": b"[" * 100_000,
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_broken_file_is_refused_in_one_indonesian_sentence_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BROKEN[name])
    with pytest.raises(Refusal, match=rf"^Berkas {name} tidak dapat dibuka .*ulangi\.$"):
        parts(tmp_path / name)


def test_rows_of_a_json_that_are_no_objects_do_not_stop_the_reading(tmp_path: Path) -> None:
    rows: list[Row | int] = [payment(), 5]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    assert only(tmp_path / "a.json")["jumlah"].to_list()[0] == "379504"
