"""Which invented lists of people does a test check?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from invented_people import AS_OF, Links, Row, people_of, put

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.people import people_tables
from payung.reconcile.run import Run, check

IN_MEMORY = Machine(Engine.POLARS)  # the quickest for a handful of rows; test_pipeline.py compares the engines


@pytest.fixture
def links(tmp_path: Path) -> Links:
    """worker_links of a roster against participants, as rows."""

    def linked(roster: list[Row], participants: list[Row]) -> list[Row]:
        people = people_of(put(tmp_path, roster, participants))
        return people_tables(people, machine=IN_MEMORY)["worker_links"].to_dicts()

    return linked


@pytest.fixture
def people_run(tmp_path: Path) -> Callable[..., Run]:
    """A whole check of a folder with nothing but lists of people."""

    def run(*tables: list[Row]) -> Run:
        return check(put(tmp_path, *tables), as_of=AS_OF, machine=IN_MEMORY)

    return run
