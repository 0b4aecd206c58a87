"""Is every worked day of a person given to the one cover that holds on it, and said so?"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from covered_people import days_of, package, payment, reasons_of, registration
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_people import NIK, OTHER_NIK, Row, participant, worker

from payung.reconcile.people.coverage import Workers, spans
from payung.reconcile.people.segments import COVERS, NOTHING, segment_of
from payung.reconcile.run import Run

Checked = Callable[..., Run]
CITY = ([package()], [registration()], [payment()])
HERE = {"nomor_kepesertaan": "26-1", "tgl_awal": "2026-03-10", "tgl_akhir": "2026-07-29"}


def test_a_name_in_the_projects_list_protects_from_its_first_to_its_last_day(people_run: Checked) -> None:
    run = people_run([worker()], [participant(**HERE | {"tgl_awal": "2026-03-12", "tgl_akhir": "2026-05-29"})], *CITY)
    assert days_of(run) == [
        ("03-02", "03-09", 8, "unprotected", "none"),  # the project was first paid on 10 March
        ("03-10", "03-11", 2, "protected", "JAKON"),  # by its value, while the name may still be added
        ("03-12", "05-29", 79, "protected", "JAKON"),
        ("05-30", "05-30", 1, "unprotected", "none"),
    ]


def test_whoever_is_listed_is_not_protected_before_the_first_payment(people_run: Checked) -> None:
    run = people_run([worker()], [participant(**HERE | {"tgl_awal": "2026-03-01"})], *CITY)
    assert days_of(run) == [("03-02", "03-09", 8, "unprotected", "none"), ("03-10", "05-30", 82, "protected", "JAKON")]
    assert reasons_of(run)[0] == (
        "Perlindungannya baru mulai 10 Maret 2026 "
        "(PP 44/2015 Pasal 27 ayat (1), Pasal 35 ayat (1), Pasal 32 ayat (2)-(4))."
    )


@pytest.mark.parametrize("until", ["2026-07-29", None])
def test_a_list_that_was_never_paid_protects_nobody(people_run: Checked, until: str | None) -> None:
    listed = participant(**HERE | {"tgl_akhir": until})
    run = people_run([worker()], [listed], [package()], [registration(status="mendaftar")])
    assert days_of(run) == [("03-02", "05-30", 90, "unprotected", "none")]
    assert reasons_of(run)[0].startswith("Iuran pertama proyeknya belum ditemukan (PP 44/2015")


def test_the_last_day_paid_for_ends_the_cover_before_the_last_day_listed(people_run: Checked) -> None:
    listed = participant(nomor_kepesertaan="26-9", lunas_sampai="2026-04-30", tgl_akhir="2026-05-31")
    run = people_run([worker(nomor_kepesertaan="26-9", id_paket=None)], [listed])
    assert days_of(run) == [("03-02", "04-30", 60, "protected", "JAKON"), ("05-01", "05-30", 30, "unprotected", "none")]
    assert reasons_of(run)[1].startswith("Perlindungannya berakhir 30 April 2026 (")


def test_an_empty_end_is_open(people_run: Checked) -> None:
    open_ended = participant(nomor_kepesertaan="26-9", tgl_awal=None, tgl_akhir=None)
    run = people_run([worker(nomor_kepesertaan="26-9", id_paket=None)], [open_ended])
    assert days_of(run) == [("03-02", "05-30", 90, "protected", "JAKON")]


STRANGER = worker(nik=OTHER_NIK, nama="Umpamasari Contohningsih", tgl_lahir="1985-03-05", hp=None)


def test_the_value_covers_a_name_that_lacks_for_thirty_working_days(people_run: Checked) -> None:
    run = people_run([STRANGER], [participant(**HERE)], *CITY)
    assert days_of(run) == [
        ("03-02", "03-09", 8, "unprotected", "none"),
        ("03-10", "04-21", 43, "protected", "JAKON"),  # 21 April is the thirtieth working day after 2 March
        ("04-22", "05-30", 39, "unprotected", "none"),
    ]
    first, window, late = reasons_of(run)
    assert first.startswith("Proyeknya baru terlindungi 10 Maret 2026 (")
    assert window == (
        "Proyek 26-1 terlindungi menurut nilainya; namanya belum ditemukan dalam daftar, batas melaporkannya "
        "21 April 2026 (Perdir 22/PERDIR.02/072022, buku pelatihan BPJS TK hlm. 100)."
    )
    assert late == (
        "Belum ditemukan di antara peserta, juga dalam daftar proyek; batas melaporkannya 21 April 2026 sudah lewat; "
        "manfaatnya menjadi tanggungan pelaksana (PP 44/2015 Pasal 32 ayat (3))."
    )


@pytest.mark.parametrize(
    ("started", "until", "days"),
    [("2021-03-31", date(2021, 4, 12), 13), ("2021-04-01", date(2021, 5, 19), 49)],
)
def test_the_window_had_seven_working_days_until_march_2021(
    people_run: Checked, started: str, until: date, days: int
) -> None:
    dates = {"tgl_mulai": started, "tgl_selesai": "2021-07-30"}
    paid = {"tgl_daftar": started, "tgl_mulai": started, "tgl_selesai": "2021-07-30"}
    run = people_run([STRANGER | dates], [participant()], [package(tgl_kontrak=started, **dates)],
                     [registration(**paid)], [payment(tgl_bayar=started)])  # fmt: skip
    first, late = run.tables["worker_coverage"].to_dicts()
    assert (first["to_on"], first["days"], first["state"], late["state"]) == (until, days, "protected", "unprotected")


def test_a_candidate_is_neither_named_nor_called_absent(people_run: Checked) -> None:
    run = people_run([worker(nama="Orang Lain")], [participant(**HERE)], *CITY)
    assert [span[3] for span in days_of(run)] == ["unprotected", "protected", "unprotected"]
    assert reasons_of(run)[2].startswith("Ada calon peserta yang menunggu diputuskan; namanya belum dipastikan dalam")
    assert run.tables["worker_coverage"]["confidence"].to_list() == ["low", "low", "low"]


ELSEWHERE = [
    ({"segmen": "JAKON", "nomor_kepesertaan": "26-7"}, "JAKON", "Terdaftar pada proyek lain, 26-7: perlindungan itu"),
    ({"segmen": "PU", "npp": "JJ099999"}, "PU", "Peserta penerima upah (PU); belum diketahui apakah pada pelaksana"),
    ({"segmen": "Bukan Penerima Upah"}, "BPU", "Peserta bukan penerima upah (BPU): JKK-nya bagi usahanya sendiri"),
    ({"segmen": "JAKON"}, "JAKON", "Peserta jasa konstruksi, tetapi proyeknya tidak tertulis dalam daftar peserta"),
    ({"segmen": None}, "none", "Peserta, tetapi segmen dan proyeknya tidak tertulis dalam daftar peserta"),
]


@pytest.mark.parametrize(("cells", "segment", "reason"), ELSEWHERE)
def test_a_cover_of_other_work_is_a_cover_elsewhere(people_run: Checked, cells: Row, segment: str, reason: str) -> None:
    run = people_run([worker()], [participant(**cells)], [package()])
    assert days_of(run) == [("03-02", "05-30", 90, "elsewhere", segment)]
    assert reasons_of(run)[0].startswith(reason)
    assert "PP 44/2015" in reasons_of(run)[0]


def test_pu_of_the_executor_itself_protects_its_own_staff(people_run: Checked) -> None:
    staff = participant(segmen="PU", npp="jj 012345", tgl_awal="2020-01-01", tgl_akhir=None)
    run = people_run([worker()], [staff], *CITY)
    assert days_of(run) == [("03-02", "05-30", 90, "protected", "PU")]
    assert reasons_of(run) == [
        "Peserta penerima upah (PU) pada pelaksana pekerjaan ini, jadi pekerja perusahaannya (PP 44/2015 Pasal 53)."
    ]


@pytest.mark.parametrize(
    ("npp", "reason"),
    [
        (
            "JJ099999",
            "Peserta penerima upah (PU) pada pemberi kerja lain: JKK-nya bagi pekerjaan di sana, JKM-nya tetap",
        ),
        (None, "Peserta penerima upah (PU); belum diketahui apakah pada pelaksana pekerjaan ini."),
    ],
)
def test_pu_is_anothers_only_where_both_firms_are_known(people_run: Checked, npp: str | None, reason: str) -> None:
    unpaid = ([package()], [registration(status="mendaftar")])
    run = people_run([worker()], [participant(segmen="PU", npp=npp)], *unpaid)
    assert days_of(run) == [("03-02", "05-30", 90, "elsewhere", "PU")]
    assert reasons_of(run)[0].startswith(reason)


def test_a_roster_that_names_no_work_cannot_say_that_a_project_is_another(people_run: Checked) -> None:
    run = people_run([worker(id_paket=None)], [participant(nomor_kepesertaan="26-7")])
    assert days_of(run) == [("03-02", "05-30", 90, "elsewhere", "JAKON")]
    assert reasons_of(run)[0].startswith("Terdaftar pada proyek 26-7, tetapi daftar pekerja ini tidak menyebut")
    assert run.tables["worker_coverage"]["confidence"].to_list() == ["low"]


def test_of_several_segments_the_union_counts_and_this_work_goes_first(people_run: Checked) -> None:
    rows = [participant(segmen="BPU", tgl_awal="2026-01-01", tgl_akhir="2026-05-10"),
            participant(nomor_kepesertaan="26-9", tgl_awal="2026-04-01", tgl_akhir="2026-04-30")]  # fmt: skip
    run = people_run([worker(nomor_kepesertaan="26-9", id_paket=None)], rows)
    assert days_of(run) == [
        ("03-02", "03-31", 30, "elsewhere", "BPU"),
        ("04-01", "04-30", 30, "protected", "JAKON"),
        ("05-01", "05-10", 10, "elsewhere", "BPU"),
        ("05-11", "05-30", 20, "unprotected", "none"),
    ]


def test_days_are_those_of_the_roster_else_of_the_package_less_surely_and_none_after_the_check(
    people_run: Checked,
) -> None:
    undated = worker(tgl_mulai=None, tgl_selesai=None)
    later = worker(tgl_mulai="2026-11-01", tgl_selesai="2026-12-31")
    future = worker(tgl_mulai="2026-12-01", tgl_selesai="2026-12-31")
    homeless = worker(tgl_mulai=None, tgl_selesai=None, id_paket="PBG-404")
    run = people_run([undated, later, future, homeless], [participant()], [package()])
    spans_of = (
        run.tables["worker_coverage"]
        .group_by("roster_line")
        .agg(pl.col("from_on").min(), pl.col("to_on").max(), pl.col("days").sum())
    )
    assert spans_of.sort("roster_line").rows() == [
        (2, date(2026, 3, 2), date(2026, 7, 29), 150),
        (3, date(2026, 11, 1), date(2026, 11, 23), 23),
    ]
    assert run.summary["people"]["rows_without_days"] == 2


def test_two_works_on_the_same_days_are_information_and_no_finding(people_run: Checked) -> None:
    there = worker(id_paket="PBG-2", tgl_mulai="2026-05-30", tgl_selesai="2026-06-30")
    after = worker(id_paket="PBG-3", tgl_mulai="2026-07-01", tgl_selesai="2026-07-02")
    run = people_run([worker(), there, after], [participant()])
    assert run.tables["worker_coverage"].select("roster_line", "other_sites").unique().sort("roster_line").rows() == [
        (2, 1), (3, 1), (4, 0),
    ]  # fmt: skip
    assert "worker_on_two_sites" not in run.tables["findings"]["kind"].to_list()
    assert run.summary["people"]["on_several_sites"] == 2


@pytest.mark.parametrize(
    ("written", "segment"),
    [("pu", "PU"), ("Penerima Upah", "PU"), ("BPU", "BPU"), ("bukan penerima upah", "BPU"), ("JAKON", "JAKON"),
     ("Jasa Konstruksi", "JAKON"), ("P-U", "PU"), ("PMI", None), ("", None)],
)  # fmt: skip
def test_a_segment_is_known_however_it_is_written(written: str, segment: str | None) -> None:
    assert pl.select(segment_of(pl.lit(written))).item() == segment


FIRST = date(2026, 1, 1)
DAY = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
SPAN = st.tuples(DAY, DAY)
COVER = st.tuples(st.integers(0, 3), st.sampled_from([cover.name for cover in COVERS]), SPAN)


@settings(deadline=None, max_examples=60)
@given(worked=st.lists(SPAN.map(sorted), min_size=1, max_size=4), covers=st.lists(COVER, max_size=12))
def test_the_spans_say_of_every_worked_day_what_a_slow_count_says(
    worked: list[list[date]], covers: list[tuple[int, str, tuple[date, date]]]
) -> None:
    rows = pl.DataFrame(
        [(row, *days) for row, days in enumerate(worked)],
        schema={"row": pl.UInt32, "from_day": pl.Date, "to_day": pl.Date}, orient="row",
    )  # fmt: skip
    given_covers = pl.DataFrame(
        [(row, name, *days) for row, name, days in covers],
        schema={"row": pl.UInt32, "cover": pl.String, "begins": pl.Date, "ends": pl.Date}, orient="row",
    )  # fmt: skip
    found = spans(Workers(rows, pl.DataFrame(), given_covers))
    assert dict(_every_day(found.to_dicts())) == dict(_slowly(worked, covers))
    assert found["days"].sum() == sum((last - first).days + 1 for first, last in worked)


def _every_day(found: list[dict[str, Any]]) -> Iterator[tuple[tuple[int, date], str]]:
    for span in found:
        assert span["days"] == (span["to_on"] - span["from_on"]).days + 1
        for n in range(span["days"]):
            yield (span["row"], span["from_on"] + timedelta(days=n)), span["cover"]


def _slowly(
    worked: list[list[date]], covers: list[tuple[int, str, tuple[date, date]]]
) -> Iterator[tuple[tuple[int, date], str]]:
    """Each day by itself: the first cover of the table that anybody has on it."""
    for row, (first, last) in enumerate(worked):
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            held = {name for of, name, (begins, ends) in covers if of == row and begins <= day <= ends}
            yield (row, day), next((cover.name for cover in COVERS if cover.name in held), NOTHING.name)


def test_nothing_said_of_a_day_holds_a_nik(people_run: Checked) -> None:
    run = people_run([worker(id_paket=NIK)], [participant()])
    assert NIK not in run.tables["worker_coverage"].write_csv() + run.tables["findings"].write_csv()
