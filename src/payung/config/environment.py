"""What does the machine tell the application: where it keeps its data, its secrets, its database, its manner?

Everything is read once, here, from the environment. The embedded default needs none of it: data lie in ``data/`` of
the working folder, and keys are made at the first run into files that only their owner can read.
"""

import logging
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from payung.reconcile.engines import as_bytes

OWNER_ALONE, OWNER_READS = 0o700, 0o600
SQLITE_PRAGMAS = "PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
BUSY_SECONDS = 20
KEPT_OPEN_SECONDS = 600  # a connection opened anew reads its pages from the disk again
KEPT_DAYS = 365
QUIET_HOURS = 20, 6
LAST_HOUR = 23
CALLS_A_MINUTE = 120
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Environment:
    """Where data lie, and how the application is run. ``is_demo``: sample data, open accounts, never for real use.

    ``check_engine`` and ``check_memory`` (bytes): on what a check asked for in the browser works. ``kept_days``: how
    long the files of a check are kept after it ended; what the trail says of it stays. ``quiet_hours``: from which hour
    no message leaves by itself, and until which.
    """

    data: Path
    is_demo: bool
    is_debug: bool
    hosts: tuple[str, ...]
    check_engine: str = "polars"
    check_memory: int | None = None
    metrics_token: str = ""
    kept_days: int = KEPT_DAYS
    quiet_hours: tuple[int, int] = QUIET_HOURS

    @staticmethod
    def told(variable: str) -> str:
        """What the environment says, or nothing."""
        return os.environ.get(variable, "").strip()

    @staticmethod
    def calls_a_minute() -> int:
        """How often one key of the API may ask in a minute."""
        told = Environment.told("PAYUNG_API_RATE") or str(CALLS_A_MINUTE)
        if not told.isdecimal() or int(told) == 0:
            raise ImproperlyConfigured(
                f"PAYUNG_API_RATE harus banyaknya panggilan semenit, misalnya 120, bukan «{told}»."
            )
        return int(told)

    @staticmethod
    def signing_service() -> str:
        """The address of the city's signing service; what passes through it is not for others to read."""
        address = Environment.told("PAYUNG_SIGN_SERVICE")
        place = urlsplit(address)
        if address and not (place.scheme == "https" or (place.scheme == "http" and place.hostname in LOOPBACK)):
            raise ImproperlyConfigured("PAYUNG_SIGN_SERVICE harus beralamat https, atau http di mesin ini sendiri.")
        return address

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
            LOG.warning(
                "A new secret was made: %s. Back it up apart from the data; what it sealed is lost with it.", path
            )
        return path.read_text().strip()

    def database(self) -> dict[str, object]:
        """``DATABASE_URL``, or SQLite in the data folder: write-ahead log, foreign keys, immediate transactions."""
        if told := os.environ.get("DATABASE_URL"):
            return dict(dj_database_url.parse(told, conn_max_age=KEPT_OPEN_SECONDS, conn_health_checks=True))
        self.data.mkdir(mode=OWNER_ALONE, parents=True, exist_ok=True)
        return {
            "ENGINE": "payung.config.sqlite",
            "NAME": str(self.data / "payung.sqlite3"),
            "CONN_MAX_AGE": KEPT_OPEN_SECONDS,
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
    memory, engine = os.environ.get("PAYUNG_MEMORY"), os.environ.get("PAYUNG_ENGINE", "polars")
    if memory and engine == "polars":
        LOG.warning("PAYUNG_MEMORY is not kept by polars; set PAYUNG_ENGINE=duckdb to keep to it.")
    return Environment(
        Path(os.environ.get("PAYUNG_DATA", "data")).resolve(), is_demo, is_debug, hosts,
        engine, as_bytes(memory) if memory else None,
        os.environ.get("PAYUNG_METRICS_TOKEN", ""), _kept_days(), _quiet_hours(),
    )  # fmt: skip


def _kept_days() -> int:
    told = os.environ.get("PAYUNG_KEEP_DAYS", str(KEPT_DAYS))
    if not told.isdecimal() or int(told) == 0:
        raise ImproperlyConfigured(f"PAYUNG_KEEP_DAYS harus berupa jumlah hari, bukan «{told}».")
    return int(told)


def _quiet_hours() -> tuple[int, int]:
    told = os.environ.get("PAYUNG_QUIET_HOURS", "-".join(map(str, QUIET_HOURS)))
    hours = [int(hour) for hour in told.split("-") if hour.strip().isdecimal() and int(hour) <= LAST_HOUR]
    if len(hours) != 2 or told.count("-") != 1:
        raise ImproperlyConfigured(f"PAYUNG_QUIET_HOURS harus dua jam antara 0 dan 23, misalnya 20-6, bukan «{told}».")
    return hours[0], hours[1]


def _flag(variable: str) -> bool:
    return os.environ.get(variable, "") not in ("", "0")
