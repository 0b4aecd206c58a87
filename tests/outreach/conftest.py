"""The cast, a case whose executor can be reached, a mail server of our own, and an installation of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from tests.cast import Cast, cast
from tests.compliance.conftest import case, finding, town
from tests.house import fresh
from tests.house.clock import travel
from tests.outreach.mailroom import Mailroom, opened

from payung.compliance.models import Case
from payung.registry import actions as registry
from payung.sealing import read_ring

__all__ = ["case", "cast", "finding", "town", "travel"]

EMAIL, PHONE = "kantor@badan-usaha.example", "+6281234567890"
SCRIPT = Path(__file__).with_name("installed.py")
STANDING = "SELECT message_id, state FROM outreach_message WHERE message_id LIKE '<{prefix}%'"
Installed = Callable[..., "subprocess.Popen[str]"]
States = Callable[[str], dict[str, str]]


@pytest.fixture
def reached(case: Case, cast: Cast) -> Case:
    """The case, its executor reached by e-mail and telephone."""
    ring = read_ring(settings.FIELD_KEYS)
    assert case.executor is not None
    registry.set_contact(case.executor, email=EMAIL, phone=PHONE, keyring=ring, by=cast.coordinator)
    return case


@pytest.fixture
def mailroom() -> Iterator[Mailroom]:
    """A mail server that takes everything, until a test says otherwise."""
    with opened() as room:
        yield room


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation of its own, its database ready."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PAYUNG_DATA")}
    told = kept | {
        "PAYUNG_DATA": str(tmp_path_factory.mktemp("rumah") / "data"), "PAYUNG_QUIET_HOURS": "20-6",
        "DJANGO_SETTINGS_MODULE": "payung.config.settings", "EMAIL_HOST": "127.0.0.1", "EMAIL_TLS": "off",
    } | fresh.database("outreach")  # fmt: skip
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=told, check=True, timeout=240)
    return told


@pytest.fixture
def installed(house: dict[str, str], mailroom: Mailroom) -> Iterator[Installed]:
    """``installed("clock", "2026-11-30T12:00")``: a process of that installation, whose mail goes to our server."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        told = house | {"EMAIL_PORT": str(mailroom.port)}
        process = subprocess.Popen([sys.executable, str(SCRIPT), *arguments], env=told, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def states(house: dict[str, str]) -> States:
    """``states("dua")``: how the messages of that installation stand whose identifier begins so."""

    def read(prefix: str) -> dict[str, str]:
        asked, address = STANDING.format(prefix=prefix), house.get("DATABASE_URL")
        if address:
            with psycopg.connect(address) as server:
                return dict(server.execute(asked).fetchall())  # type: ignore[call-overload]
        with closing(sqlite3.connect(Path(house["PAYUNG_DATA"]) / "payung.sqlite3")) as file:
            return dict(file.execute(asked).fetchall())

    return read
