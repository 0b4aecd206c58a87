"""Do the rosters of any size and any make give one typed row for every worker?"""

from pathlib import Path

import polars as pl
import xlsxwriter
from invented_people import NIK, put, worker

from payung.reconcile.people.rosters import iter_rosters, read_rosters, usable_rosters
from payung.reconcile.sources.intake import take_in


def blocks(folder: Path) -> Path:
    """Two files; in the sheet a site is written once, above its workers."""
    lines = ["id_paket;nik;nama", f"PBG-1;{NIK};Misal", ";;Umpama", ";;", "Jumlah;;2", ";;Andai", "PBG-2;;Seandainya"]
    (folder / "a.csv").write_text("\n".join([*lines, ";;Laksana"]) + "\n", encoding="utf-8")
    return put(folder, [worker(), worker(nama=None, nik=None), worker(id_paket=None)])


def test_rows_come_in_pieces_and_say_the_same_as_all_at_once(tmp_path: Path) -> None:
    intake = take_in(blocks(tmp_path))
    rows, refused = read_rosters(intake)
    pieces = list(iter_rosters(intake, most=2))
    assert max(found.height for found, _ in pieces) == 2
    assert pl.concat([found for found, _ in pieces]).equals(rows)
    assert pl.concat([bad for _, bad in pieces]).equals(refused)


def test_rows_are_numbered_through_all_pieces_and_none_is_lost(tmp_path: Path) -> None:
    intake = take_in(blocks(tmp_path))
    pieces = list(iter_rosters(intake, most=2))
    assert [row for found, _ in pieces for row in found["row"]] == list(range(7))
    assert sum(found.height + bad.height for found, bad in pieces) == sum(source.rows for source in intake.sources)


def test_a_site_goes_on_into_the_next_piece_of_a_sheet_but_never_into_the_next_file(tmp_path: Path) -> None:
    intake = take_in(blocks(tmp_path))
    for most in (1, 2, 100):
        sites = [row for found, _ in iter_rosters(intake, most=most) for row in found["site"]]
        assert sites == ["PBG-1", "PBG-1", "Jumlah", "PBG-2", "PBG-2", "PBG-1", None]


def test_usable_rows_are_the_same_rows_before_their_identity_is_told(tmp_path: Path) -> None:
    intake = take_in(blocks(tmp_path))
    ((first, _), *_) = usable_rosters(intake)
    assert first.equals(read_rosters(intake)[0].filter(place="a.csv").select(first.columns))


def test_a_row_that_numbers_the_columns_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Pekerja")
        for line, cells in enumerate([["id_paket", "NIK", "Nama"], ["(1)", 2, "3"], ["PBG-1", NIK, "Misal"]]):
            sheet.write_row(line, 0, cells)
    rows, refused = read_rosters(take_in(tmp_path))
    assert refused.select("line", "reason").rows() == [(2, "baris nomor kolom, bukan data")]
    assert rows["name"].to_list() == ["Misal"]


def test_numbers_further_down_number_no_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nama,pekerjaan\nMisal,tukang\n1,2\n", encoding="utf-8")
    assert read_rosters(take_in(tmp_path))[0]["name"].to_list() == ["Misal", "1"]


def test_cells_with_marks_of_a_page_and_doubled_spaces_become_plain(tmp_path: Path) -> None:
    rows = [worker(nama="Misal  Andai<br>Umpama", alamat="Kp. A &amp; B", pekerjaan="<i></i>"), worker()]
    roster = read_rosters(take_in(put(tmp_path, rows)))[0]
    assert roster.select("name", "address", "job").row(0) == ("Misal Andai Umpama", "Kp. A & B", None)
    assert roster["job"].to_list() == [None, "tukang batu"]
