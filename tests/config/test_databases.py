"""Do the tests run on the database asked for, in a folder of their own, and is a page that asks too often caught?"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from tests.house.guards import Guard

from payung.accounts.models import Office


def test_the_tests_keep_their_data_in_a_folder_of_their_own() -> None:
    assert Path(settings.DATA) == Path(os.environ["PAYUNG_DATA"]).resolve()
    assert Path.cwd() not in settings.DATA.parents


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for(request: pytest.FixtureRequest) -> None:
    assert connection.vendor == request.config.getoption("--database")


def _asks_twice() -> None:
    Office.objects.count()
    Office.objects.count()


@pytest.mark.django_db
def test_a_page_that_asks_too_often_is_caught(most_queries: Guard) -> None:
    with most_queries(2):
        _asks_twice()
    guarded = most_queries(1)(_asks_twice)
    with pytest.raises(AssertionError, match="2 queries instead of at most 1"):
        guarded()
