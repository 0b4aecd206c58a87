"""Is a range of heads given only where value, days, kind and local wage are known, and compared with the roster?"""

from pathlib import Path

import polars as pl
import pytest
from covered_people import found, package
from invented_people import AS_OF, Row, one, participant, put, worker

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.expected import work_kind, work_kinds
from payung.reconcile.run import Run, check
from payung.rules.expected_heads import OTHER, kinds

BIG = {"nilai": "11100000000", "nama_paket": "Peningkatan Jalan Contoh", "tgl_selesai": "2026-08-28"}


def run_of(folder: Path, packages: list[Row], *, area: str | None = "36.71") -> Run:
    return check(
        put(folder, [worker()], [participant()], packages), as_of=AS_OF, area=area, machine=Machine(Engine.POLARS)
    )


def test_the_range_of_a_package_rests_on_its_net_value_days_kind_and_the_local_wage(tmp_path: Path) -> None:
    row = one(run_of(tmp_path, [package(**BIG)]).tables["expected_heads"].to_dicts())
    assert (row["low"], row["estimate"], row["high"], row["roster_heads"]) == (26, 52, 93, 1)
    assert (row["package_id"], row["confidence"]) == ("paket-PBG-1", "medium")
    assert row["basis"].startswith("Nilai tanpa PPN Rp 10.000.000.000 selama 180 hari; biaya tenaga kerja 13,77 %")


def test_a_roster_far_below_the_range_is_a_question_of_low_confidence(tmp_path: Path) -> None:
    row = one(found(run_of(tmp_path, [package(**BIG)]), "roster_below_expected"))
    assert row["sentence"] == (
        "Daftar pekerja menyebut 1 orang; pekerjaan senilai dan selama ini diperkirakan 26 sampai 93 orang sehari "
        "(perkiraan 52). Perkiraan kasar: alasan bertanya, bukan alasan menyurati."
    )
    assert (row["confidence"], row["law_status"], row["days"]) == ("low", "inferred", None)


UNKNOWN: list[tuple[Row, str | None]] = [
    ({}, None),  # no area, no wage
    ({"tgl_selesai": None}, "36.71"),
    ({"tgl_mulai": "2027-01-04", "tgl_selesai": "2027-07-02"}, "36.71"),
    ({"tgl_kontrak": "2023-03-02", "tgl_mulai": "2023-03-02", "tgl_selesai": "2023-08-28"}, "36.71"),
    ({"jenis": "Jasa Konsultansi Badan Usaha Konstruksi", "nama_paket": "Pengawasan Jalan"}, "36.71"),
]


@pytest.mark.parametrize(("cells", "area"), UNKNOWN)
def test_what_is_not_known_is_not_invented(tmp_path: Path, cells: Row, area: str | None) -> None:
    run = run_of(tmp_path, [package(**BIG | cells)], area=area)
    assert run.tables["packages"].height == 1
    assert run.tables["expected_heads"].is_empty()


def test_a_package_without_a_roster_has_a_range_and_no_finding(tmp_path: Path) -> None:
    run = run_of(tmp_path, [package(**BIG | {"id_paket": "PBG-7"})])
    assert run.tables["expected_heads"]["roster_heads"].to_list() == [None]
    assert found(run, "roster_below_expected") == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Rehabilitasi Jalan Contoh", "road"),
        ("Rehabilitasi Ruang Kelas SDN Contoh 1", "renovation"),
        ("Pembangunan Drainase Gang Contoh", "road"),
        ("Pembangunan Gedung Posyandu", "building"),
        ("Normalisasi Kali Contoh", "river"),
        ("Penataan Lingkungan RW 05", OTHER),
        (None, OTHER),
    ],
)
def test_the_first_kind_with_a_word_of_the_title_is_taken(name: str | None, kind: str) -> None:
    assert pl.select(work_kind(pl.lit(name, pl.String))).item() == kind


def test_every_kind_of_the_words_has_a_share_of_labour() -> None:
    assert set(work_kinds()) | {OTHER} == set(kinds(AS_OF))
