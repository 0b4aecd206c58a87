"""What does the machine tell the application: where it keeps its data, its secrets, its database, its manner?

Everything is read once, here, from the environment. The embedded default needs none of it: data lie in ``data/`` of
the working folder, and keys are made at the first run into files that only their owner can read.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

OWNER_ALONE, OWNER_READS = 0o700, 0o600
SQLITE_PRAGMAS = "PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
BUSY_SECONDS = 20


@dataclass(frozen=True)
class Environment:
    """Where data lie, and how the application is run. ``is_demo``: sample data, open accounts, never for real use."""

    data: Path
    is_demo: bool
    is_debug: bool
    hosts: tuple[str, ...]

    def secret(self, variable: str, file: str) -> str:
        """A secret from the environment, or from a file made at the first run (0600)."""
        if told := os.environ.get(variable):
            return told
        path = self.data / file
        if not path.is_file():
            self.data.mkdir(mode=OWNER_ALONE, parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_READS)
            with os.fdopen(descriptor, "w") as made:
                made.write(secrets.token_hex(64))
        return path.read_text().strip()

    def database(self) -> dict[str, object]:
        """``DATABASE_URL``, or SQLite in the data folder: write-ahead log, foreign keys, immediate transactions."""
        if told := os.environ.get("DATABASE_URL"):
            return dict(dj_database_url.parse(told, conn_max_age=600, conn_health_checks=True))
        self.data.mkdir(mode=OWNER_ALONE, parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(self.data / "payung.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, "init_command": SQLITE_PRAGMAS,
            },
        }  # fmt: skip


def read_environment() -> Environment:
    """The environment as told; refuses sample accounts beside real settings."""
    is_demo, is_debug = _flag("PAYUNG_DEMO"), _flag("PAYUNG_DEBUG")
    hosts = tuple(filter(None, os.environ.get("PAYUNG_HOSTS", "").split(",")))
    if is_demo and hosts:
        raise ImproperlyConfigured(
            "PAYUNG_DEMO membuka akun contoh bagi siapa saja dan tidak dapat dipakai bersama PAYUNG_HOSTS."
        )
    return Environment(Path(os.environ.get("PAYUNG_DATA", "data")).resolve(), is_demo, is_debug, hosts)


def _flag(variable: str) -> bool:
    return os.environ.get(variable, "") not in ("", "0")
