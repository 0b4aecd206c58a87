"""Are the branch's registrations and payments each counted once, and the rest refused with a reason?"""

from datetime import date
from pathlib import Path

import pytest
from invented_exports import FIRM, NIK, Row, payment, put, registration

from payung.reconcile.branch import Branch, read_branch
from payung.reconcile.sources.intake import take_in

AGAIN = "pendaftaran yang sama tercatat lagi"
PAID_AGAIN = "pembayaran yang sama tercatat lagi di berkas lain"


def branch_of(folder: Path) -> Branch:
    return read_branch(take_in(folder))


def reasons(branch: Branch) -> list[str]:
    return branch.refused["reason"].to_list()


def test_a_registration_is_read_to_typed_columns(tmp_path: Path) -> None:
    cells = {
        "nilai_dasar": "Rp 173.423.423,00",
        "tgl_daftar": "20 Maret 2026",
        "npwp_pelaksana": "90.000.001.9-416.000",
    }
    row = branch_of(put(tmp_path, [registration(**cells)])).registrations.row(0, named=True)
    assert (row["nilai_dasar"], row["tgl_daftar"], row["npwp"]) == (173_423_423, date(2026, 3, 20), FIRM)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("peserta", "peserta"),
        ("Aktif", "peserta"),
        ("Mendaftar", "mendaftar"),
        ("belum bayar", "mendaftar"),
        ("", None),
    ],
)
def test_the_status_is_read_from_its_word(tmp_path: Path, word: str, status: str | None) -> None:
    assert branch_of(put(tmp_path, [registration(status=word)])).registrations["status"].to_list() == [status]


REFUSED_REGISTRATIONS = [
    ({"nomor_kepesertaan": None}, "tanpa nomor kepesertaan"),
    ({"nomor_kepesertaan": " "}, "tanpa nomor kepesertaan"),
    ({"nomor_kepesertaan": "TOTAL"}, "baris jumlah, bukan data"),
    ({"nomor_kepesertaan": "Jumlah keseluruhan"}, "baris jumlah, bukan data"),
    ({"nilai_dasar": None}, "nilai_dasar kosong atau tidak terbaca"),
    ({"nilai_dasar": 0}, "nilai_dasar kosong atau tidak terbaca"),
    ({"nilai_dasar": "menyusul"}, "nilai_dasar kosong atau tidak terbaca"),
]


@pytest.mark.parametrize(("cells", "reason"), REFUSED_REGISTRATIONS)
def test_a_registration_without_number_or_base_and_a_total_are_refused(tmp_path: Path, cells: Row, reason: str) -> None:
    branch = branch_of(put(tmp_path, [registration(nomor_kepesertaan="JK-9"), registration(**cells)]))
    assert branch.registrations["nomor_kepesertaan"].to_list() == ["JK-9"]
    assert branch.refused.select("file", "line", "table", "reason").rows() == [
        ("ekspor.json#tabel 0", 2, "pendaftaran", reason)
    ]


REFUSED_PAYMENTS = [
    ({"jumlah": -5}, "jumlah kosong, nol, atau tidak terbaca"),
    ({"jumlah": "(5.000)"}, "jumlah kosong, nol, atau tidak terbaca"),
    ({"jumlah": 0}, "jumlah kosong, nol, atau tidak terbaca"),
    ({"tgl_bayar": None}, "tgl_bayar kosong atau tidak terbaca"),
    ({"tgl_bayar": "kapan-kapan"}, "tgl_bayar kosong atau tidak terbaca"),
    ({"nomor_kepesertaan": "Grand Total", "tgl_bayar": None}, "baris jumlah, bukan data"),
    ({"nomor_kepesertaan": None, "kode_iuran": "TOTAL", "tgl_bayar": None}, "baris jumlah, bukan data"),
]


@pytest.mark.parametrize(("cells", "reason"), REFUSED_PAYMENTS)
def test_a_payment_without_day_or_positive_amount_and_a_total_are_refused(
    tmp_path: Path, cells: Row, reason: str
) -> None:
    branch = branch_of(put(tmp_path, [payment(), payment(**cells)]))
    assert branch.payments.height == 1
    assert branch.refused.select("line", "table", "reason").rows() == [(2, "pembayaran", reason)]


def test_a_firm_whose_name_begins_with_total_is_no_total(tmp_path: Path) -> None:
    row = {"nama_pelaksana": "TOTAL CONTOH KARYA", **registration()} | {"nama_pelaksana": "TOTAL CONTOH KARYA"}
    assert branch_of(put(tmp_path, [row])).registrations["nama_pelaksana"].to_list() == ["TOTAL CONTOH KARYA"]


@pytest.mark.parametrize("second", ["JK-0001", "jk 0001", " JK.0001 "])
def test_the_same_number_in_another_spelling_is_the_same_registration(tmp_path: Path, second: str) -> None:
    branch = branch_of(put(tmp_path, [registration(), registration(nomor_kepesertaan=second)]))
    assert branch.registrations.height == 1
    assert branch.refused.height == 1


def test_the_same_registration_twice_counts_once_and_is_called_the_same(tmp_path: Path) -> None:
    put(tmp_path, [registration()], name="a.json")
    put(tmp_path, [registration()], name="b.json")
    branch = branch_of(tmp_path)
    assert branch.registrations.height == 1
    assert reasons(branch) == [AGAIN]


@pytest.mark.parametrize("participant_first", [True, False])
def test_of_one_number_with_other_content_the_participant_is_kept(tmp_path: Path, participant_first: bool) -> None:
    rows = [registration(), registration(status="mendaftar", nilai_dasar=1)]
    branch = branch_of(put(tmp_path, rows if participant_first else rows[::-1]))
    assert branch.registrations.select("status", "nilai_dasar").rows() == [("peserta", 173_423_423)]
    kept = branch.registrations["origin"].item()
    assert reasons(branch) == [f"nomor kepesertaan ganda dengan isi berbeda; yang dipakai {kept}"]


def test_of_two_participants_with_other_content_the_later_row_is_kept(tmp_path: Path) -> None:
    branch = branch_of(put(tmp_path, [registration(nilai_dasar=1), registration(nilai_dasar=2)]))
    assert branch.registrations["nilai_dasar"].to_list() == [2]


def test_the_same_payment_in_two_files_counts_once(tmp_path: Path) -> None:
    put(tmp_path, [payment()], name="a.json")
    put(tmp_path, [payment(), payment(jumlah=5)], name="b.json")
    branch = branch_of(tmp_path)
    assert branch.payments["amount"].to_list() == [379_504, 5]
    assert branch.refused.select("file", "line", "reason").rows() == [("b.json#tabel 0", 1, PAID_AGAIN)]


def test_two_payments_alike_in_one_file_are_two(tmp_path: Path) -> None:
    branch = branch_of(put(tmp_path, [payment(), payment()]))
    assert branch.payments.height == 2
    assert reasons(branch) == []


def test_of_two_alike_in_one_file_and_one_in_another_two_count(tmp_path: Path) -> None:
    put(tmp_path, [payment(), payment()], name="a.json")
    put(tmp_path, [payment()], name="b.json")
    branch = branch_of(tmp_path)
    assert branch.payments.height == 2
    assert reasons(branch) == [PAID_AGAIN]


def test_a_payment_may_lack_its_number(tmp_path: Path) -> None:
    branch = branch_of(put(tmp_path, [payment(nomor_kepesertaan=None, npwp_pembayar=NIK)]))
    assert branch.payments.select("nomor_kepesertaan", "npwp").rows() == [(None, NIK)]


def test_payments_alone_leave_an_empty_table_of_registrations(tmp_path: Path) -> None:
    branch = branch_of(put(tmp_path, [payment()]))
    assert branch.registrations.is_empty()
    assert {"nomor_kepesertaan", "nilai_dasar", "npwp", "origin"} <= set(branch.registrations.columns)
