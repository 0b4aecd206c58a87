"""How many examples does Hypothesis try where a test does not say, and how many queries may a page make?"""

from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings
from tests.house import runs, trail
from tests.house.guards import Guard, at_most

# for `make mutants`, where every test runs many hundreds of times
settings.register_profile("mutants", max_examples=10, deadline=None, derandomize=True)
trail_may_be_emptied_after_a_test = trail.trail_may_be_emptied_after_a_test
city_files, checked, run_folder, other_run = runs.city_files, runs.checked, runs.run_folder, runs.other_run


@pytest.fixture(autouse=True)
def _indonesian_again() -> Iterator[None]:
    """A page that was asked for in English must not leave the next test in it."""
    yield
    translation.deactivate()


@pytest.fixture
def most_queries() -> Guard:
    """``with most_queries(12): client.get(…)``: a page that asks the database for every row is caught."""
    return at_most
