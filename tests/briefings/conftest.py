"""The cast of the house, the run they meet, a clock that a test may set, and an event three weeks after the run."""

import datetime as dt

import pytest
from tests import cast as players
from tests.cast import Cast
from tests.house.briefings import open_event
from tests.house.clock import travel
from tests.house.promises import world
from tests.house.runs import DAY, Written, checked, city_files, other_run, run_folder
from tests.house.town import Town, settle

from payung.briefings.models import Event

__all__ = ["Written", "checked", "city_files", "other_run", "run_folder", "travel", "world"]

cast = players.cast


@pytest.fixture
def town(cast: Cast, run_folder: object) -> Town:
    """The invented city, loaded."""
    return settle(cast, run_folder)  # type: ignore[arg-type]


@pytest.fixture
def event(cast: Cast, town: Town) -> Event:
    """An event of the city, invitations open, three weeks after the day of the run."""
    return open_event(cast, on=DAY + dt.timedelta(days=21))
