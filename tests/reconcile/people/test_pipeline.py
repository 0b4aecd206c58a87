"""Does every engine give the tables that Polars gives in memory, with one join a level, leaving nothing behind?"""

from pathlib import Path

import polars as pl
import pytest
from invented_people import Row, other, participant, put, worker

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.levels import levels
from payung.reconcile.people.matching import match
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.people import people_tables, read_people
from payung.reconcile.people.pipeline import Linked, link_people
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.people.spill import spill_participants, spill_roster
from payung.reconcile.runners.runner import opened
from payung.reconcile.sources.intake import Intake, take_in
from payung.reconcile.working import PREFIX, working_folder
from payung.sample.crowd import write_crowd

LITTLE = 256_000_000
MACHINES = [Machine(Engine.POLARS), Machine(Engine.DUCKDB), Machine(Engine.DUCKDB, memory=LITTLE)]
NOBODY: Row = {"nik": None, "nama": None, "tgl_lahir": None, "hp": None, "kpj": None}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    folder = tmp_path_factory.mktemp("orang")
    write_crowd(folder, workers=300, participants=1_500, seed=3)
    return take_in(folder)


@pytest.fixture(scope="module")
def expected(crowd: Intake) -> pl.DataFrame:
    return match(read_rosters(crowd)[0], read_participants(crowd)[0])


def linked_by(machine: Machine, intake: Intake, folder: Path) -> Linked:
    spill_roster([read_rosters(intake)[0]], folder)
    spill_participants([read_participants(intake)[0]], folder)
    with opened(machine, folder) as runner:
        return link_people(folder, runner=runner)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: f"{machine.engine}-{machine.memory}")
def test_every_engine_gives_the_links_that_are_found_in_memory(
    crowd: Intake, expected: pl.DataFrame, tmp_path: Path, machine: Machine
) -> None:
    people = read_people(crowd, tmp_path)
    links = people_tables(people, machine=machine)["worker_links"]
    assert links.equals(expected.select(links.columns))
    assert set(links["decision"]) == {"link", "candidate", "none"}
    persons = links.drop_nulls("person").select("person").unique()
    assert people.participants(links).join(persons, on="person", how="semi")["person"].n_unique() == persons.height


def test_there_is_one_join_a_level_and_a_settled_row_is_looked_for_no_more(tmp_path: Path) -> None:
    intake = take_in(put(tmp_path, [worker(), worker(nama="Orang Lain", hp=None)], [participant(), other()]))
    (tmp_path / ".kerja").mkdir()
    linked = linked_by(Machine(Engine.POLARS), intake, tmp_path / ".kerja")
    assert len(linked.compared) == len(levels())
    assert linked.compared[:2] == (2, 1)


def test_a_row_without_nik_is_the_person_whose_kpj_it_has(tmp_path: Path) -> None:
    twice = [participant(), participant(nik=None, tgl_awal="2026-06-01")]
    intake = take_in(put(tmp_path, [worker(**NOBODY | {"kpj": "26000000011"})], twice))
    (tmp_path / ".kerja").mkdir()
    lines = linked_by(Machine(Engine.POLARS), intake, tmp_path / ".kerja").lines().collect()
    assert lines["decision"].to_list() == ["link"]


def test_the_working_folder_is_its_owners_alone_and_gone_at_the_end(tmp_path: Path) -> None:
    with working_folder(tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.name.startswith(PREFIX)
        (folder / "part").write_text("orang")
    assert list(tmp_path.iterdir()) == []


def test_the_working_folder_is_gone_after_a_failure_too(tmp_path: Path) -> None:
    def failing() -> None:
        with working_folder(tmp_path) as folder:
            (folder / "part").write_text("orang")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert list(tmp_path.iterdir()) == []
