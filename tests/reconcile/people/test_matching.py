"""Is each worker linked to the right participant, to one at most, and never against the evidence?"""

import re

import pytest
from invented_people import NIK, OTHER_NIK, Links, Row, one, other, participant, said, worker

from payung.reconcile.people.levels import (
    KPJ,
    NAME_AND_BIRTH,
    NAME_AND_SWAPPED_BIRTH,
    NIK_15_DIGITS,
    NIK_AND_NAME,
    NIK_PARTS,
    PHONE_AND_NAME,
)
from payung.reconcile.people.levels import NIK as NIK_ALONE

NOTHING: Row = {"nik": None, "nama": None, "tgl_lahir": None, "hp": None, "kpj": None}


def alone(**cells: str) -> Row:
    """A worker known by these cells only."""
    return worker(**(NOTHING | cells))


FOUND = [
    (worker(), "nik_and_name", NIK_AND_NAME),
    (worker(nik="3671 9917 0890 0017", nama="H. Misal Wati", tgl_lahir=None), "nik_and_name", NIK_AND_NAME),
    (alone(nik=NIK), "nik", NIK_ALONE),
    (alone(kpj=NIK), "nik", NIK_ALONE),
    (alone(kpj="26000000011"), "kpj", KPJ),
    (alone(nik="3671991708900010", tgl_lahir="17-08-1990", nama="Misalwati"), "nik15", NIK_15_DIGITS),
    (alone(nik="367199170890001", nama="Misalwati Andaikan"), "nik15", NIK_15_DIGITS),
    (alone(nik="671991708900017", nama="Misalwati Andaikan"), "nik15", NIK_15_DIGITS),
    (alone(nik="3671991708900077", nama="Misalwati Andaikan"), "nik_parts", NIK_PARTS),
    (alone(nik="3671991708900107", nama="Misalwati A."), "nik_parts", NIK_PARTS),
    (alone(nik="3671961708900017", nama="Andaikan Misalwati"), "nik_parts", NIK_PARTS),
    (alone(nik="3671991708910017", nama="Misalwati Andaikan"), "nik_parts", NIK_PARTS),
    (alone(nama="Andaikan, Misalwati", tgl_lahir="33102"), "name_birth", NAME_AND_BIRTH),
    (alone(nama="Misalwati Andaikan", tgl_lahir="08/17/1990"), "name_birth", NAME_AND_BIRTH),
    (alone(hp="6281200000001", nama="Misalwati"), "phone_name", PHONE_AND_NAME),
]


@pytest.mark.parametrize(("row", "level", "probability"), FOUND)
def test_a_worker_is_found_by_the_strongest_key_that_is_left(
    links: Links, row: Row, level: str, probability: float
) -> None:
    found = links([row], [participant(), other()])
    assert said(found, "roster_line", "kpj", "level", "probability", "decision") == [
        (2, "26000000011", level, probability, "link")
    ]


def test_day_and_month_changed_about_still_are_the_birth_date(links: Links) -> None:
    born = participant(tgl_lahir="1990-08-05", nik=None)
    found = one(links([alone(nama="Misalwati Andaikan", tgl_lahir="08-05-1990")], [born]))
    assert (found["level"], found["probability"], found["decision"]) == ("name_birth", NAME_AND_SWAPPED_BIRTH, "link")


LEFT = [
    alone(nik="3671991708900010", nama="Orang Lain"),
    alone(nik="3671991708900077"),
    alone(nik="3671991708900099", nama="Umpamasari"),
    alone(nama="Misalwati Andaikan"),
    alone(nama="Misalwati Andaikan", tgl_lahir="1991-08-17"),
    alone(hp="081200000001", nama="Orang Lain"),
]


@pytest.mark.parametrize("row", LEFT)
def test_a_key_that_is_too_weak_alone_finds_nobody(links: Links, row: Row) -> None:
    found = one(links([row], [participant(), other()]))
    assert (found["decision"], found["level"], found["kpj"], found["probability"]) == ("none", "none", None, 0.0)
    assert found["evidence"].startswith("- Tidak ditemukan")


DOUBTED = [
    (worker(nama="Orang Lain", tgl_lahir=None), "nik", "- Nama sama sekali lain."),
    (worker(tgl_lahir="1991-08-17"), "nik_and_name", "- Tanggal lahir berbeda."),
    (alone(kpj="26000000011", nama="Orang Lain"), "kpj", "- Nama sama sekali lain."),
    (worker(nik=OTHER_NIK[:6] + "1708909999", hp=None), "name_birth", "- NIK berbeda lebih dari satu angka."),
]


@pytest.mark.parametrize(("row", "level", "reason"), DOUBTED)
def test_what_contradicts_the_key_is_for_a_person_to_decide(links: Links, row: Row, level: str, reason: str) -> None:
    found = one(links([row], [participant()]))
    assert (found["decision"], found["level"], found["kpj"]) == ("candidate", level, "26000000011")
    assert reason in found["evidence"].split("\n")


def test_one_word_and_a_birth_date_may_be_many_people(links: Links) -> None:
    found = one(links([alone(nama="Misal", tgl_lahir="1990-08-17")], [participant(nama="Misal")]))
    assert found["decision"] == "candidate"


def test_two_persons_found_by_one_level_are_both_candidates(links: Links) -> None:
    twin = participant(kpj="26000000037", nik="3671991708900099")
    found = links([alone(nama="Misalwati Andaikan", tgl_lahir="1990-08-17")], [participant(), twin])
    assert said(found, "kpj", "decision") == [("26000000011", "candidate"), ("26000000037", "candidate")]
    assert all("Ada 2 orang" in row["evidence"] for row in found)


def test_a_stronger_key_settles_what_a_weaker_one_leaves_open(links: Links) -> None:
    twin = participant(kpj="26000000037", nik="3671991708900099")
    assert one(links([worker()], [participant(), twin]))["decision"] == "link"


def test_a_doubted_key_brings_the_next_one_as_a_second_candidate(links: Links) -> None:
    mistyped = worker(nama="UMPAMASARI CONTOHNINGSIH", tgl_lahir="1985-03-05", hp=None)
    found = links([mistyped], [participant(), other(nik=None)])
    assert said(found, "kpj", "level", "decision") == [
        ("26000000011", "nik", "candidate"),
        ("26000000029", "name_birth", "candidate"),
    ]


def test_several_rows_of_one_participant_are_one_person(links: Links) -> None:
    again = [participant(), participant(segmen="PU"), participant(segmen="BPU", nik=None)]
    assert one(links([worker()], again))["decision"] == "link"
    assert one(links([alone(nama="Misalwati Andaikan", tgl_lahir="1990-08-17")], again))["decision"] == "link"


def test_a_participant_may_stand_on_many_rosters(links: Links) -> None:
    found = links([worker(), worker(id_paket="PBG-2")], [participant()])
    assert said(found, "roster_line", "decision") == [(2, "link"), (3, "link")]


def test_a_participant_without_kpj_is_named_by_its_place(links: Links) -> None:
    found = one(links([worker()], [participant(kpj=None), other()]))
    assert (found["kpj"], found["decision"]) == (None, "link")
    assert "orang.json#tabel 1:1" in found["evidence"]


@pytest.mark.parametrize("written", [NIK, "3671 9917 0890 0017", "3671.9917.0890.0017", NIK[:15]])
def test_no_sentence_holds_a_nik(links: Links, written: str) -> None:
    found = links([worker(), alone(nama=f"Misalwati Andaikan {written}", tgl_lahir="1990-08-17")], [participant()])
    assert [row["decision"] for row in found] == ["link", "link"]
    assert not re.search(r"3671[ .]?99", "".join(row["evidence"] for row in found))
