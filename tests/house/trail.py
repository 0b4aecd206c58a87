"""How are tests that commit cleaned up, when the database refuses to empty the audit trail?"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import connection
from django.test import TransactionTestCase

GUARDS = import_module("payung.audit.migrations.0002_append_only")


@pytest.fixture(scope="session", autouse=True)
def trail_may_be_emptied_after_a_test() -> Iterator[None]:
    """Lift the triggers for the moment in which Django empties every table; nothing else may."""
    patch = pytest.MonkeyPatch()
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lifted(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            GUARDS.unguard(None, editor)
        empty(case)
        with connection.schema_editor() as editor:
            GUARDS.guard(None, editor)

    patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)  # TestCase, which rolls back, has its own
    yield
    patch.undo()
