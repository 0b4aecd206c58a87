"""Does each finding on people count what it names, say it neutrally, and leave the rest alone?"""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from covered_people import found, package, payment, registration
from invented_people import NIK, OTHER_NIK, Row, one, other, participant, visit, worker

from payung.reconcile.people.findings import KINDS
from payung.reconcile.run import Run
from payung.reconcile.tables import FINDINGS

Checked = Callable[..., Run]
CITY = ([package()], [registration()], [payment()])
HERE = {"nomor_kepesertaan": "26-1", "tgl_awal": "2026-03-01", "tgl_akhir": None}
STRANGER = worker(nik="3671991212800031", nama="Belum Ada Namanya", tgl_lahir=None, hp=None)
PLACE = "orang.json#tabel 0"


def kinds_of(run: Run) -> list[str]:
    """The kinds of findings on people, each as often as it occurs."""
    return sorted(set(run.tables["findings"]["kind"]) & {kind.name for kind in KINDS})


def test_a_roster_whose_people_are_all_listed_and_paid_for_is_no_finding(people_run: Checked) -> None:
    run = people_run([worker(tgl_mulai="2026-03-10")], [participant(**HERE)], [visit(jumlah_pekerja="1")], *CITY)
    assert kinds_of(run) == []


def test_names_outside_the_list_are_one_finding_a_roster_that_counts_people(people_run: Checked) -> None:
    run = people_run([worker(), STRANGER, STRANGER | {"nik": None, "nama": "Juga Belum"}], [participant(**HERE)], *CITY)
    row = one(found(run, "worker_not_listed"))
    assert row["sentence"] == (
        "2 dari 3 orang dalam daftar pekerja belum ditemukan dalam daftar proyek; batas melaporkan yang pertama "
        "21 April 2026 sudah lewat, sesudahnya manfaat mereka menjadi tanggungan pelaksana."
    )
    # each: 8 days before the first payment, and 39 after the window
    assert (row["days"], row["since_on"], row["deadline_on"]) == (94, date(2026, 3, 2), date(2026, 4, 21))
    assert (row["package_id"], row["nomor_kepesertaan"], row["confidence"]) == ("paket-PBG-1", "26-1", "medium")
    assert row["evidence"] == f"{PLACE}: baris 3, 4"
    assert row["finding_id"] == f"worker_not_listed:paket-PBG-1:{PLACE}"
    assert (row["law_status"], row["amount"]) == ("secondary", None)
    assert "PP 44/2015 Pasal 32 ayat (3)" in row["article"]


def test_a_name_that_may_still_be_added_is_said_to_be_in_time(people_run: Checked) -> None:
    days = {"tgl_mulai": "2026-11-02", "tgl_selesai": "2026-12-30"}
    city = ([package(tgl_selesai="2026-12-30")], [registration(tgl_selesai="2026-12-30")], [payment()])
    row = one(found(people_run([STRANGER | days], [participant(**HERE)], *city), "worker_not_listed"))
    assert row["sentence"] == (
        "1 dari 1 orang dalam daftar pekerja belum ditemukan dalam daftar proyek; batas melaporkan yang pertama "
        "14 Desember 2026."
    )
    assert row["days"] == 0


def test_where_half_are_candidates_the_finding_is_unsure(people_run: Checked) -> None:
    row = one(
        found(people_run([worker(nama="Orang Lain"), STRANGER], [participant(**HERE)], *CITY), "worker_not_listed")
    )
    assert "; 1 di antaranya calon yang menunggu diputuskan; batas" in row["sentence"]
    assert row["confidence"] == "low"


def test_a_package_without_registration_has_no_list_to_be_missing_from(people_run: Checked) -> None:
    run = people_run([worker()], [other()], [package()])
    assert found(run, "worker_not_listed") == []
    assert len(found(run, "unregistered")) == 1


def test_people_files_alone_find_names_that_no_list_has(people_run: Checked) -> None:
    row = one(found(people_run([worker()], [other()]), "worker_not_listed"))
    assert row["sentence"].startswith("Pekerjaan PBG-1: 1 dari 1 orang dalam daftar pekerja belum ditemukan")
    assert (row["package_id"], row["confidence"]) == (None, "low")


def test_own_staff_of_the_executor_belongs_to_another_list(people_run: Checked) -> None:
    staff = participant(segmen="PU", npp="JJ012345", tgl_awal="2020-01-01", tgl_akhir=None)
    assert kinds_of(people_run([worker()], [staff], *CITY)) == []


def test_more_heads_than_names_say_the_widest_gap_and_who_pays(people_run: Checked) -> None:
    visits = [visit(jumlah_pekerja="4"), visit(jumlah_pekerja="9", tgl_kunjungan="2026-04-08")]
    run = people_run([worker(tgl_mulai="2026-03-10")], [participant(**HERE)], visits, *CITY)
    row = one(found(run, "roster_below_heads"))
    assert row["sentence"] == (
        "Kunjungan 8 April 2026 menghitung 9 orang, daftar pekerja pada hari itu 1 orang: 8 belum ditemukan dalam "
        "daftar; sampai 19 Mei 2026 manfaat mereka ditanggung BPJS Ketenagakerjaan."
    )
    assert (row["since_on"], row["deadline_on"], row["days"]) == (date(2026, 4, 8), date(2026, 5, 19), 229)
    assert found(run, "roster_missing") == []


FLAWS = [
    ([worker(nik=NIK[:15])], "1 dari 1 baris daftar pekerja perlu diperiksa NIK-nya: 1 tidak utuh atau bukan NIK."),
    ([worker(nik="3671993102900017")], "1 dari 1 baris daftar pekerja perlu diperiksa NIK-nya: 1 tidak utuh atau"),
    ([worker(nik="3671991708900000")], "1 dari 1 baris daftar pekerja perlu diperiksa NIK-nya: 1 tidak utuh atau"),
    ([worker(), worker(nama="Orang Lain")], "2 dari 2 baris daftar pekerja perlu diperiksa NIK-nya: 2 berbagi NIK"),
    ([worker(nik=None)], "1 dari 1 baris daftar pekerja perlu diperiksa NIK-nya: 1 tanpa NIK."),
    ([worker(), worker(nik=None), worker(nik=NIK[:15])],
     "2 dari 3 baris daftar pekerja perlu diperiksa NIK-nya: 1 tidak utuh atau bukan NIK, 1 tanpa NIK."),
]  # fmt: skip


@pytest.mark.parametrize(("roster", "sentence"), FLAWS)
def test_niks_that_cannot_be_are_counted_and_not_shown(people_run: Checked, roster: list[Row], sentence: str) -> None:
    row = one(found(people_run(roster, [participant(**HERE)], *CITY), "identity_invalid"))
    assert row["sentence"].startswith(sentence)
    assert "3671" not in "".join(str(cell) for cell in row.values())


def test_one_nik_on_two_works_is_no_flaw(people_run: Checked) -> None:
    run = people_run([worker(), worker(id_paket="PBG-2")], [participant()])
    assert found(run, "identity_invalid") == []


@pytest.mark.parametrize(("paid_to", "days"), [("2026-05-28", 2), ("2026-05-29", 1), ("2026-05-30", None)])
def test_cover_that_ends_while_the_work_goes_on_is_counted_from_the_day_after(
    people_run: Checked, paid_to: str, days: int | None
) -> None:
    run = people_run([worker(tgl_mulai="2026-03-10")], [participant(**HERE | {"lunas_sampai": paid_to})], *CITY)
    assert [row["days"] for row in found(run, "worker_lapsed")] == ([] if days is None else [days])


def test_lapsed_cover_says_how_many_people_and_since_when(people_run: Checked) -> None:
    row = one(found(people_run([worker(tgl_mulai="2026-03-10")], [participant(**HERE | {"tgl_akhir": "2026-05-20"})],
                               *CITY), "worker_lapsed"))  # fmt: skip
    assert row["sentence"] == (
        "Perlindungan 1 orang berakhir sebelum pekerjaannya selesai, yang pertama 20 Mei 2026; 10 hari pekerjaan orang "
        "sesudahnya belum terlindungi di pekerjaan ini."
    )
    assert (row["since_on"], row["deadline_on"], row["days"]) == (date(2026, 5, 21), date(2026, 5, 20), 10)
    assert row["evidence"] == f"{PLACE}:2"


def test_bpu_and_pu_of_others_are_one_finding_that_counts_both(people_run: Checked) -> None:
    bpu, pu = participant(segmen="BPU"), other(segmen="PU", npp="JJ9", tgl_akhir="2026-03-31")
    rows = [worker(), worker(nik=OTHER_NIK, nama="Umpamasari Contohningsih", tgl_lahir="1985-03-05", hp=None)]
    row = one(found(people_run(rows, [bpu, pu]), "wrong_segment"))
    assert row["sentence"] == (
        "Pekerjaan PBG-1: 2 orang hanya ditemukan dengan kepesertaan lain (1 BPU, 1 PU pada pemberi kerja lain atau "
        "yang belum diketahui); belum terbukti JKK-nya berlaku bagi pekerjaan ini."
    )
    assert (row["days"], row["law_status"]) == (90 + 30, "inferred")


def test_bpu_beside_the_projects_own_list_is_no_finding(people_run: Checked) -> None:
    rows = [participant(segmen="BPU"), participant(**HERE)]
    assert found(people_run([worker(tgl_mulai="2026-03-10")], rows, *CITY), "wrong_segment") == []


@pytest.mark.parametrize(
    ("finishes", "tables", "expected"),
    [
        ("2026-11-23", (), 1),  # at work on the day of the check
        ("2026-11-22", (), 0),
        ("2026-07-29", ([registration()],), 1),  # registered
    ],
)
def test_work_without_a_roster_is_found_while_it_goes_on_or_is_registered(
    people_run: Checked, finishes: str, tables: tuple[list[Row], ...], expected: int
) -> None:
    run = people_run([worker(id_paket="PBG-2")], [participant()], [package(tgl_selesai=finishes)], *tables)
    assert [row["package_id"] for row in found(run, "roster_missing")] == ["paket-PBG-1"] * expected


def test_a_missing_roster_says_the_heads_that_a_visit_counted(people_run: Checked) -> None:
    run = people_run([worker(id_paket="PBG-2")], [participant()], [visit()], *CITY)
    row = one(found(run, "roster_missing"))
    assert row["sentence"] == "Daftar pekerjanya belum ditemukan; kunjungan 1 April 2026 menghitung 12 orang."
    assert (row["days"], row["deadline_on"], row["nomor_kepesertaan"]) == (150, date(2026, 4, 21), "26-1")
    assert found(run, "roster_below_heads") == []


def test_where_no_roster_was_given_none_is_missed(people_run: Checked) -> None:
    assert kinds_of(people_run([participant()], [visit()], *CITY)) == []


def test_every_kind_is_in_the_contract_of_the_table() -> None:
    meaning = next(column.meaning for column in FINDINGS.columns if column.name == "kind")
    assert {kind.name for kind in KINDS} <= set(meaning.split(" | "))
    assert len({kind.name for kind in KINDS}) == 7


def test_no_sentence_accuses(people_run: Checked) -> None:
    run = people_run([worker(), STRANGER, worker(nik=None)], [participant(segmen="BPU")], [visit()], *CITY)
    said = run.tables["findings"].select(pl.concat_str("sentence", "closes_by", separator=" ")).to_series().to_list()
    assert len(said) >= 4
    assert not [text for text in said for word in ("melanggar", "pelanggaran", "curang", "ilegal") if word in text]
