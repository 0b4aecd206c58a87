"""Which invented run do the tests of the reports read?"""

import pytest
from invented_run import build, build_empty

from payung.reconcile.report.view import RunTables


@pytest.fixture(scope="session")
def run() -> RunTables:
    return build()


@pytest.fixture(scope="session")
def empty_run() -> RunTables:
    return build_empty()
