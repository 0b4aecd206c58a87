"""One invented city, checked once for all tests that look at a finished run."""

from datetime import date
from pathlib import Path

import pytest

from payung.reconcile.run import Run, check
from payung.sample.city import write_city

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kota") / "contoh"
    write_city(folder, city="36.71", seed=11, packages=400)
    return folder


@pytest.fixture(scope="session")
def city_run(city: Path) -> Run:
    return check(city, as_of=AS_OF)
