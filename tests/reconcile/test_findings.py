"""Does each rule find what it names, count it, and leave the rest alone?"""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.findings import KINDS, find
from payung.reconcile.run import Run, check

AS_OF = date(2026, 11, 23)
HEADER = (
    "nomor_kepesertaan,nomor_kontrak,nama_proyek,nama_pelaksana,npwp_pelaksana,nilai_dasar,"
    "tgl_daftar,tgl_mulai,tgl_selesai,status,kantor_cabang"
)
PACKAGE = (
    "id_paket,nama_paket,jenis,pemilik,satuan_kerja,pelaksana,npwp_pelaksana,nomor_kontrak,tgl_kontrak,nilai,"
    "termasuk_ppn,tgl_mulai,tgl_selesai\n"
    "P1,Rehabilitasi Posyandu Contoh RW 03,Pekerjaan Konstruksi,Kota Contoh,Dinas Contoh,CV Contoh Jaya,"
    "90.000.001.9-416.000,600/12/SPK/2026,2026-03-09,111000000,ya,2026-03-09,2026-04-22\n"
)
REGISTRATION = {
    "nomor": "26-1", "kontrak": "600/12/SPK/2026", "proyek": "Rehab Posyandu Contoh RW 03",
    "pelaksana": "CV Contoh Jaya",
    "npwp": "900000019416000", "dasar": "100000000", "daftar": "2026-03-10", "mulai": "2026-03-09",
    "selesai": "2026-04-22", "status": "peserta", "cabang": "Contoh",
}  # fmt: skip
PAYMENT = ("26-1", "2026-03-11", "240000")


def run_of(
    folder: Path, registration: dict[str, str] | None, *payments: tuple[str, str, str], package: str = PACKAGE
) -> Run:
    (folder / "a.csv").write_text(package)
    rows = [",".join(registration.values())] if registration else []
    (folder / "b.csv").write_text("\n".join([HEADER, *rows]) + "\n")
    lines = [",".join(payment) for payment in payments]
    (folder / "c.csv").write_text("\n".join(["nomor_kepesertaan,tgl_bayar,jumlah", *lines]) + "\n")
    return check(folder, as_of=AS_OF)


def found(run: Run) -> dict[str, dict[str, object]]:
    return {row["kind"]: row for row in run.tables["findings"].to_dicts()}


def test_registered_and_paid_in_time_for_the_whole_work_is_no_finding(tmp_path: Path) -> None:
    run = run_of(tmp_path, REGISTRATION, PAYMENT)
    assert found(run) == {}
    package = run.tables["packages"].row(0, named=True)
    assert (package["uncovered_days"], package["contribution_due"], package["contribution_paid"]) == (
        2,
        240_000,
        240_000,
    )


def test_no_registration_is_said_neutrally_with_days_rupiah_deadline_and_article(tmp_path: Path) -> None:
    row = found(run_of(tmp_path, None))["unregistered"]
    assert (row["days"], row["amount"], row["deadline_on"]) == (45, 240_000, date(2026, 4, 6))
    assert "belum ditemukan" in str(row["sentence"])
    assert "PP 44/2015 Pasal 53" in str(row["article"])
    assert row["law_status"] == "secondary"


def test_registered_after_fourteen_working_days_is_late(tmp_path: Path) -> None:
    late = REGISTRATION | {"daftar": "2026-04-08"}
    row = found(run_of(tmp_path, late, ("26-1", "2026-04-09", "240000")))["registered_late"]
    assert (row["days"], row["deadline_on"]) == (3, date(2026, 4, 6))


def test_registered_but_unpaid_waits_for_its_first_payment(tmp_path: Path) -> None:
    kinds = found(run_of(tmp_path, REGISTRATION | {"status": "mendaftar"}))
    assert kinds["pending_unpaid"]["amount"] == 240_000
    assert "unregistered" not in kinds


def test_a_base_below_the_value_is_under_declared_by_the_missing_contribution(tmp_path: Path) -> None:
    half = REGISTRATION | {"dasar": "50000000"}
    row = found(run_of(tmp_path, half, ("26-1", "2026-03-11", "120000")))["under_declared"]
    assert row["amount"] == 120_000


@pytest.mark.parametrize("base", ["100000000", "111000000", "100000500"])
def test_net_gross_and_rounded_bases_are_not_under_declared(tmp_path: Path, base: str) -> None:
    assert "under_declared" not in found(run_of(tmp_path, REGISTRATION | {"dasar": base}, PAYMENT))


def test_instalments_not_found_by_the_end_of_the_work_are_overdue(tmp_path: Path) -> None:
    row = found(run_of(tmp_path, REGISTRATION, ("26-1", "2026-03-11", "120000")))["instalment_overdue"]
    assert (row["amount"], row["since_on"]) == (120_000, date(2026, 4, 22))


def test_a_protection_that_ends_before_the_work_is_found_with_its_days(tmp_path: Path) -> None:
    row = found(run_of(tmp_path, REGISTRATION | {"selesai": "2026-04-12"}, PAYMENT))["expires_before_end"]
    assert (row["days"], row["since_on"]) == (10, date(2026, 4, 13))


def test_a_payment_after_the_registered_end_protects_nothing(tmp_path: Path) -> None:
    run = run_of(tmp_path, REGISTRATION | {"selesai": "2026-04-12"}, ("26-1", "2026-04-20", "240000"))
    assert "expires_before_end" not in found(run)
    assert run.tables["packages"]["uncovered_days"].item() == 45


def test_a_registration_of_unknown_work_is_unmatched_and_no_accusation(tmp_path: Path) -> None:
    other = REGISTRATION | {
        "kontrak": "1/PSR/2026", "proyek": "Pembangunan Pasar Umpama", "pelaksana": "PT Umpama Lain", "npwp": "",
        "dasar": "777000000", "mulai": "2026-08-01", "selesai": "2026-12-01",
    }  # fmt: skip
    kinds = found(run_of(tmp_path, other))
    assert set(kinds) == {"unregistered", "registration_without_package"}
    assert kinds["registration_without_package"]["law_status"] is None


def test_a_value_without_ppn_is_its_own_base(tmp_path: Path) -> None:
    net = PACKAGE.replace("111000000,ya", "100000000,tidak")
    package = run_of(tmp_path, None, package=net).tables["packages"].row(0, named=True)
    assert (package["base"], package["base_kind"]) == (100_000_000, "net")


def test_every_kind_the_reference_names_comes_from_a_rule() -> None:
    assert len(set(KINDS)) == len(KINDS) == 8


def test_before_its_law_a_finding_says_that_no_ground_is_known(city_run: Run) -> None:
    cases = city_run.tables["packages"].with_columns(
        links=0, candidates=0, covers_from=None, registered_on=None, registered_to=None, first_paid_on=None,
        registered_due=0, declared=0, base_short=0, net=pl.col("base"), net_before=None, gross_before=None,
        nomor_kepesertaan=None, link_evidence=None, dates_confidence=None, unmatched_payments=False,
    ).with_columns(pl.col("covers_from", "registered_on", "registered_to", "first_paid_on").cast(pl.Date))  # fmt: skip
    early = find(cases, as_of=date(2010, 1, 1)).filter(pl.col("kind") == "paid_without_protection")
    assert early["article"].unique().to_list() == ["belum ada dasar yang diketahui pada tanggal ini"]
