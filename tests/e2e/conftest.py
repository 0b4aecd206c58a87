"""Which application do the browser tests open? The whole of it: gunicorn, the worker, a database that commits.

On SQLite or, with ``--database=postgresql``, in a new database of the server that the tests started.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.house.fresh import database
from tools.serving import served

MISSING = "Chromium belum terpasang: jalankan `apt-get install -y chromium`, lalu ulangi `make test`."
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PATIENCE = 120_000
"""Milliseconds: a whole check runs while the browser waits."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser of this machine."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail(MISSING)
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sample(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample city: a run is loaded, everybody signs in with one click."""
    settings = {"PAYUNG_DEMO": "1", **database("payung_contoh")}
    with served(tmp_path_factory.mktemp("contoh"), "--demo", f"--run={run_folder}", settings=settings) as address:
        yield address
