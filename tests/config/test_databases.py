"""Do the tests run on the database asked for, in a folder of their own, and is a page that asks too often caught?"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from tests.house.guards import Guard

from payung.accounts.models import Office
from payung.compliance.models import DayFigure
from payung.config.environment import Environment


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


@pytest.fixture
def embedded(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """The database of an installation that was told none."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    told = Environment(tmp_path, is_demo=False, is_debug=False, hosts=()).database()
    opened = ConnectionHandler({"default": told})["default"]
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20_000), ("synchronous", 1)]
)
def test_sqlite_keeps_a_log_checks_keys_and_waits(embedded: BaseDatabaseWrapper, pragma: str, value: object) -> None:
    with embedded.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_every_table_that_sqlite_makes_is_strict(embedded: BaseDatabaseWrapper) -> None:
    with embedded.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    with embedded.cursor() as cursor:
        cursor.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        strict = dict(cursor.fetchall())
    assert set(strict.values()) == {1}
    assert DayFigure._meta.db_table in strict


@pytest.mark.django_db
def test_a_text_is_refused_where_a_number_belongs() -> None:
    statement = (
        "INSERT INTO compliance_dayfigure (run_id, on_date, worked, protected, pending) VALUES (1, %s, %s, 0, 0)"
    )
    refused = pytest.raises(DatabaseError, match=r"cannot store TEXT value in INTEGER column|invalid input syntax")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, ["2026-10-01", "banyak"])
    assert not DayFigure.objects.exists()
