"""Does what a person decided outrank every key and score, and stay within the pairs it speaks of?"""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from invented_people import Row, other, participant, put, worker

from payung.reconcile.people.judgements import nothing_told, overruled, told
from payung.reconcile.people.matching import PAIR, match
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.sources.intake import take_in

SPOKEN = {
    "worker_hash": pl.String,
    "person_hash": pl.String,
    "keputusan": pl.String,
    "oleh": pl.String,
    "tanggal": pl.Date,
}


def spoken(*rows: tuple[str, str, str, str | None, date | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SPOKEN, orient="row")


def linked(folder: Path, roster: list[Row], *judgements: tuple[Any, ...]) -> list[Row]:
    """Links of a roster against two participants, with what people decided about rows and persons by number."""
    intake = take_in(put(folder, roster, [participant(), other()]))
    (rows, _), (participants, _) = read_rosters(intake), read_participants(intake)
    workers = rows.select("row", worker_hash=pl.format("w{}", "row"))
    numbered = participants.with_row_index("number")
    persons = numbered.select("person", "kpj", "origin", person_hash=pl.format("p{}", "number"))
    known = told(spoken(*judgements), workers=workers, persons=persons)
    return match(rows, participants, told=known).to_dicts()


TODAY = date(2026, 11, 24)


def test_a_row_is_linked_to_the_person_that_somebody_said_it_is(tmp_path: Path) -> None:
    (found,) = linked(tmp_path, [worker()], ("w0", "p1", "sama", "Petugas", TODAY))
    assert (found["kpj"], found["level"], found["decision"], found["probability"]) == (
        "26000000029", "judged", "link", 1.0,
    )  # fmt: skip
    assert found["evidence"] == "+ Diputuskan oleh Petugas pada 2026-11-24: orang yang sama."


def test_a_judgement_without_name_or_date_is_still_one(tmp_path: Path) -> None:
    (found,) = linked(tmp_path, [worker()], ("w0", "p1", "sama", None, None))
    assert found["evidence"] == "+ Diputuskan oleh seseorang: orang yang sama."


def test_a_row_is_never_linked_to_the_person_that_somebody_said_it_is_not(tmp_path: Path) -> None:
    (found,) = linked(tmp_path, [worker()], ("w0", "p0", "beda", "Petugas", TODAY))
    assert (found["kpj"], found["decision"]) == (None, "none")


def test_a_denied_person_makes_room_for_another(tmp_path: Path) -> None:
    row = worker(nama="UMPAMASARI CONTOHNINGSIH", tgl_lahir="1985-03-05", hp="081200000002")
    (found,) = linked(tmp_path, [row], ("w0", "p0", "beda", "Petugas", TODAY))
    assert found["kpj"] == "26000000029"


def test_a_judgement_of_one_row_leaves_the_others_alone(tmp_path: Path) -> None:
    found = linked(tmp_path, [worker(), worker()], ("w0", "p0", "beda", "Petugas", TODAY))
    assert [row["decision"] for row in found] == ["none", "link"]


def test_of_two_persons_one_row_was_said_to_be_the_last_is_meant(tmp_path: Path) -> None:
    early, late = ("w0", "p0", "sama", "A", date(2026, 1, 1)), ("w0", "p1", "sama", "B", TODAY)
    (found,) = linked(tmp_path, [worker()], late, early)
    assert found["kpj"] == "26000000029"


def test_a_judgement_of_people_who_are_not_on_the_lists_says_nothing(tmp_path: Path) -> None:
    (found,) = linked(tmp_path, [worker()], ("w9", "p0", "beda", "A", TODAY), ("w0", "p9", "sama", "A", TODAY))
    assert (found["level"], found["decision"]) == ("nik_and_name", "link")


@pytest.mark.parametrize("rows", [[], [{"row": 3, "person": "p"}]])
def test_where_nobody_decided_pairs_stay_as_they_are(rows: list[Row]) -> None:
    pairs = pl.DataFrame(rows, schema_overrides=PAIR) if rows else pl.DataFrame(schema=PAIR)
    full = pl.concat([pl.DataFrame(schema=PAIR), pairs], how="diagonal")
    assert overruled(full, nothing_told()).equals(full)
