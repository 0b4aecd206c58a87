"""Is each worker linked to the right participant, to one at most, and never against the evidence?"""

import re

import polars as pl
import pytest
from invented_people import NIK, OTHER_NIK, Links, Row, one, other, participant, said, worker

from payung.reconcile.people.levels import levels
from payung.reconcile.people.matching import CANDIDATE, LINK, MOST_CANDIDATES, PAIR, THRESHOLDS, decide
from payung.reconcile.people.scoring import calibrated, shipped

NOTHING: Row = {"nik": None, "nama": None, "tgl_lahir": None, "hp": None, "kpj": None}


def alone(**cells: str) -> Row:
    """A worker known by these cells only."""
    return worker(**(NOTHING | cells))


FOUND = [
    (worker(), "nik_and_name"),
    (worker(nik="3671 9917 0890 0017", nama="H. Misal Wati", tgl_lahir=None), "nik_and_name"),
    (alone(nik=NIK), "nik"),
    (alone(kpj=NIK), "nik"),
    (alone(kpj="26000000011"), "kpj"),
    (alone(nik="3671991708900010", tgl_lahir="17-08-1990", nama="Misalwati"), "nik15"),
    (alone(nik="367199170890001", nama="Misalwati Andaikan"), "nik15"),
    (alone(nik="671991708900017", nama="Misalwati Andaikan"), "nik15"),
    (alone(nik="3671991708900077", nama="Misalwati Andaikan"), "nik_parts"),
    (alone(nik="3671991708900107", nama="Misalwati A."), "nik_parts"),
    (alone(nik="3671961708900017", nama="Andaikan Misalwati"), "nik_parts"),
    (alone(nik="3671991708910017", nama="Misalwati Andaikan"), "nik_parts"),
    (alone(nama="Andaikan, Misalwati", tgl_lahir="33102"), "name_birth"),
    (alone(nama="Misalwati Andaikan", tgl_lahir="08/17/1990"), "name_birth"),
    (alone(hp="6281200000001", nama="Misalwati"), "phone_name"),
    (alone(nama="Misalwati A.", tgl_lahir="17-08-1990", hp="081200000001"), "phone_name"),
    (alone(nama="Misawlati Andaikan", tgl_lahir="17-08-1990", jenis_kelamin="L"), "score"),
    (alone(nama="Misalwati A.", nik="3671991708909099", hp="081200000007"), "score"),
]


@pytest.mark.parametrize(("row", "level"), FOUND)
def test_a_worker_is_found_by_the_strongest_key_that_is_left(links: Links, row: Row, level: str) -> None:
    found = links([row], [participant(), other()])
    assert said(found, "roster_line", "kpj", "level") == [(2, "26000000011", level)]
    assert (found[0]["decision"] == "link") == (found[0]["probability"] >= LINK)


def test_day_and_month_changed_about_still_are_the_birth_date(links: Links) -> None:
    born = participant(tgl_lahir="1990-08-05", nik=None)
    found = one(links([alone(nama="Misalwati Andaikan", tgl_lahir="08-05-1990")], [born]))
    assert (found["level"], found["kpj"]) == ("name_birth", "26000000011")
    assert "+ Tanggal lahir sama bila hari dan bulan ditukar." in found["evidence"].split("\n")


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
    (worker(nama="Orang Lain", tgl_lahir="1985-03-05"), "nik", "- Tanggal lahir berbeda."),
    (alone(kpj="26000000011", nama="Orang Lain"), "kpj", "- Nama sama sekali lain."),
    (
        worker(nik=OTHER_NIK[:6] + "1708909999", hp=None),
        "name_birth",
        "- Nomor urut NIK berbeda; wilayah dan tanggalnya sama.",
    ),
]


@pytest.mark.parametrize(("row", "level", "reason"), DOUBTED)
def test_what_contradicts_the_key_is_for_a_person_to_decide(links: Links, row: Row, level: str, reason: str) -> None:
    found = one(links([row], [participant()]))
    assert (found["decision"], found["level"], found["kpj"]) == ("candidate", level, "26000000011")
    assert reason in found["evidence"].split("\n")


def test_a_birth_date_that_differs_in_one_part_does_not_outweigh_nik_and_name(links: Links) -> None:
    found = one(links([worker(tgl_lahir="1991-08-17")], [participant()]))
    assert (found["decision"], found["level"]) == ("link", "nik_and_name")
    assert "- Tanggal lahir berbeda pada hari, bulan atau tahunnya saja." in found["evidence"].split("\n")


def test_a_common_name_on_the_first_of_january_is_less_sure_than_a_rare_one(links: Links) -> None:
    common, rare = (
        one(
            links(
                [alone(nama=name, tgl_lahir="1990-01-01")], [participant(nama=name, tgl_lahir="1990-01-01", nik=None)]
            )
        )
        for name in ("Slamet", "Misalwati Andaikan")
    )
    assert common["decision"] == "candidate"
    assert common["probability"] < rare["probability"]


def test_two_persons_found_by_one_level_are_both_candidates(links: Links) -> None:
    twin = participant(kpj="26000000037", nik="3671991708900099")
    found = links([alone(nama="Misalwati Andaikan", tgl_lahir="1990-08-17")], [participant(), twin])
    assert said(found, "kpj", "decision") == [("26000000011", "candidate"), ("26000000037", "candidate")]
    assert all("Ada 2 orang" in row["evidence"] for row in found)
    assert [row["probability"] for row in found] == [0.5, 0.5]


def test_a_stronger_key_settles_what_a_weaker_one_leaves_open(links: Links) -> None:
    twin = participant(kpj="26000000037", nik="3671991708900099")
    assert one(links([worker()], [participant(), twin]))["decision"] == "link"


def test_a_doubted_key_brings_the_next_one_as_a_second_candidate(links: Links) -> None:
    mistyped = worker(nama="UMPAMASARI CONTOHNINGSIH", tgl_lahir="1985-03-05", hp=None)
    found = links([mistyped], [participant(), other(nik=None)])
    assert said(found, "kpj", "level", "decision") == [
        ("26000000029", "name_birth", "candidate"),
        ("26000000011", "nik", "candidate"),
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


def likely(*pairs: tuple[str, float, bool]) -> pl.DataFrame:
    """What is decided of one row with these persons, log-odds and doubts."""
    rows = [
        {"row": 0, "person": person, "kpj": person, "origin": person, "log_odds": x, "rank": 0, "level": "score",
         "evidence": "+ x", "doubtful": doubtful}
        for person, x, doubtful in pairs
    ]  # fmt: skip
    return decide(pl.DataFrame(rows, schema=PAIR))


def log_odds_of(probability: float) -> float:
    """The least log-odds, to three places, from which the shipped curve gives this probability."""
    steps = pl.select(x=pl.int_range(-16_000, 16_001) / 1000)
    reached = steps.filter(calibrated(pl.col("x"), shipped().curve) >= probability)
    return float(reached["x"].min())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("threshold", "below", "beyond"), [("link", "candidate", "link"), ("candidate", None, "candidate")]
)
def test_a_decision_changes_exactly_at_its_threshold(threshold: str, below: str | None, beyond: str) -> None:
    edge = log_odds_of(THRESHOLDS[threshold])
    decisions = [likely(("p", x, False))["decision"].to_list() for x in (edge - 0.001, edge)]
    assert decisions == [[below] if below else [], [beyond]]


def test_the_thresholds_are_named_for_the_manifest() -> None:
    assert THRESHOLDS == {"link": LINK, "candidate": CANDIDATE}
    assert 0 < CANDIDATE < 0.5 < LINK < 1


def test_a_doubted_pair_is_never_a_link_however_likely() -> None:
    assert likely(("p", 16.0, True))["decision"].to_list() == ["candidate"]


def test_two_persons_who_are_as_likely_are_told_in_the_order_of_their_kpj() -> None:
    decided = likely(("q", 5.0, False), ("p", 5.0, False))
    assert said(decided.to_dicts(), "kpj", "decision", "probability") == [
        ("p", "candidate", 0.5),
        ("q", "candidate", 0.5),
    ]


def test_every_row_is_decided_by_its_own_pairs() -> None:
    rows = [
        {"row": row, "person": "p", "kpj": "p", "log_odds": 16.0, "level": "nik", "doubtful": False}
        for row in (0, 1, 2)
    ]
    rows += [{"row": 1, "person": "q", "kpj": "q", "log_odds": 16.0, "level": "nik", "doubtful": False}]
    pairs = pl.concat(
        [pl.DataFrame(schema=PAIR), pl.DataFrame(rows, schema_overrides={"row": pl.UInt32})], how="diagonal"
    )
    decided = decide(pairs)
    assert decided.select("row", "decision").rows() == [
        (0, "link"), (1, "candidate"), (1, "candidate"), (2, "link"),
    ]  # fmt: skip


def test_a_second_person_takes_away_from_the_first() -> None:
    alone_there, beside = likely(("p", 5.0, False)), likely(("p", 5.0, False), ("q", 3.0, False))
    assert beside["probability"][0] < alone_there["probability"][0]


def test_a_row_has_no_more_candidates_than_help_to_decide() -> None:
    assert likely(*((str(i), 3.0, False) for i in range(9))).height == MOST_CANDIDATES


def test_the_keys_of_one_level_ask_the_same_of_a_pair() -> None:
    asked: dict[str, set[str]] = {}
    for level in levels():
        asked.setdefault(level.name, set()).add(level.holds.meta.serialize(format="json"))
    assert {name: len(conditions) for name, conditions in asked.items()} == dict.fromkeys(asked, 1)
