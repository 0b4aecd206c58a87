"""Is the header found where a person would find it?"""

from pathlib import Path

from payung.reconcile.sources.headers import Header, found_header, header_of
from payung.reconcile.sources.recognition import columns_of

COLUMNS = columns_of(Path("folder-yang-tidak-ada"))
DATA = ["1", "Misal", "3671991708900017", "17-08-1990"]


def test_the_header_is_the_row_that_names_most_columns() -> None:
    rows = [["Laporan Pembayaran"], ["Dicetak:", "1 Mei 2026"], ["No", "Tgl Bayar", "Jumlah"], ["1", "2026-05-01", "5"]]
    found = found_header(rows, COLUMNS)
    assert found == Header(2, ["No", "Tgl Bayar", "Jumlah"])
    assert found_header(rows[:2], COLUMNS) is None


def test_without_a_known_header_the_first_row_names_the_columns() -> None:
    assert header_of([("suhu", None), ("31", "x")], COLUMNS) == Header(0, ["suhu", ""])
    assert header_of([], COLUMNS) == Header(0, [])


def test_two_rows_are_one_header_where_they_tell_more_than_either() -> None:
    rows = [["No", "Nama", "Nomor", "Tanggal", ""], ["", "", "KTP", "Mulai", "Selesai"], DATA]
    assert found_header(rows, COLUMNS) == Header(
        1, ["No", "Nama", "Nomor KTP", "Tanggal Mulai", "Tanggal Selesai"], depth=2
    )


def test_a_lower_word_that_is_known_alone_needs_no_upper_one() -> None:
    rows = [["No", "Identitas", ""], ["", "NIK", "Nama"], DATA]
    assert found_header(rows, COLUMNS) == Header(1, ["", "NIK", "Nama"])


def test_a_row_of_data_is_never_the_second_row_of_a_header() -> None:
    rows = [["No", "Nama", "NIK", "Tanggal"], ["1", "Misal", "3671991708900017", "Kunjungan"]]
    assert found_header(rows, COLUMNS) == Header(0, ["No", "Nama", "NIK", "Tanggal"])
