"""How long do the ten busiest pages take at twenty requests a second, beside a file and a view that do nothing?

Open loop: a request is due at its moment whether or not those before it were answered, and its time counts from that
moment, so that a server that stalls cannot hide it. The server is the one that ``payung-admin serve`` runs. The city
has 100,000 packages and a million workers, unless ``PAYUNG_BENCH_RUN`` names the folder of another run. Of the tries
the one counts in which the slowest page was quickest; the machine's load stands beside it.
"""

import http.client
import os
import re
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
import psutil  # type: ignore[import-untyped]

from bench.database import DATABASES
from bench.load import WHOLE, made

RATE, SECONDS, HANDS, TRIES = 20, int(os.environ.get("PAYUNG_BENCH_SECONDS", "60")), 64, 2
PATIENCE = 1200  # the run is loaded before the server answers
DOMAIN, PASSWORD = "payung.example", "payung-contoh-2026"  # those of payung.jobs.demo
PEERS = ("{file}", "/sehat/hidup")
PAGES: tuple[tuple[str, str], ...] = (
    ("koordinator", "/kota/"),
    ("koordinator", "/kota/paket/"),
    ("koordinator", "/kota/paket/?keadaan=not_found&jenis=works&urut=nilai"),
    ("koordinator", "/kota/paket/?q=jalan"),
    ("koordinator", "/kota/paket/{package}/"),
    ("koordinator", "/kota/temuan/"),
    ("koordinator", "/kota/temuan/{finding}/"),
    ("koordinator", "/kota/pencocokan/"),
    ("petugas_opd", "/dinas/"),
    ("petugas_opd", "/dinas/gerbang/?nomor={contract}"),
    *(("petugas_opd", peer) for peer in PEERS),
)
"""Who asks for what; the last two are the peers: a file of the same server, and a view that asks no database."""


@dataclass(frozen=True)
class Asked:
    """One answer: its page, how long after it was due it was whole, and whether it was a 200."""

    page: str
    milliseconds: float
    is_error: bool


def run() -> list[dict[str, object]]:
    """The pages on SQLite and on PostgreSQL, a row a page."""
    rows: dict[str, dict[str, object]] = {page: {"halaman": page} for _, page in PAGES}
    with tempfile.TemporaryDirectory() as scratch:
        told = os.environ.get("PAYUNG_BENCH_RUN")
        folder = Path(told) if told else made(Path(scratch), size=WHOLE)[0]
        for database, opened in DATABASES.items():
            with opened() as environment:
                _measure(environment, database, folder, rows)
    return list(rows.values())


def _measure(told: dict[str, str], database: str, folder: Path, rows: dict[str, dict[str, object]]) -> None:
    with served(told, folder) as (port, server):
        tries = [_tried(port, folder, server) for _ in range(TRIES)]
    answers, cpu, load = min(tries, key=lambda tried: max(_quantile(tried[0], page, 0.95) for page in rows))
    for page, row in rows.items():
        for share in (50, 95, 99):
            row[f"{database} p{share} (ms)"] = round(_quantile(answers, page, share / 100), 1)
        row[f"{database} permintaan"] = sum(one.page == page for one in answers)
        row[f"{database} galat"] = sum(one.is_error for one in answers if one.page == page)
        row[f"{database} beban mesin, nice"] = f"{load:.1f}, {os.nice(0)}"
        row[f"{database} CPU proses web (ms/permintaan)"] = round(cpu, 1)


def _tried(port: int, folder: Path, server: psutil.Process) -> tuple[list[Asked], float, float]:
    """The answers, milliseconds of the processor that the web processes took for each, and the load of the machine."""
    before = _processor_seconds(server)
    answers = _load(port, folder)
    return answers, (_processor_seconds(server) - before) * 1000 / len(answers), os.getloadavg()[0]


def _processor_seconds(server: psutil.Process) -> float:
    return float(sum(sum(one.cpu_times()[:2]) for one in server.children(recursive=True)))


def _quantile(answers: list[Asked], page: str, share: float) -> float:
    times = pl.Series([one.milliseconds for one in answers if one.page == page])
    return float(times.quantile(share, "higher") or 0.0)


@contextmanager
def served(told: dict[str, str], folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """The run on a free port, and its server, until the measuring is over."""
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        port = int(opened.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PAYUNG_HOSTS")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "payung.config.settings", "PAYUNG_DEMO": "1"} | told
    command = [sys.executable, "-m", "django", "serve", "--demo", f"--run={folder}", f"--bind=127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port, psutil.Process(process.pid)
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


def _load(port: int, folder: Path) -> list[Asked]:
    """Every page in turn, at its moment, by as many hands as it takes."""
    cookies = {role: _signed_in(port, role) for role in dict(PAGES)}
    places = _places(port, cookies["koordinator"], folder)
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


def _places(port: int, cookie: str, folder: Path) -> dict[str, str]:
    """A package and a finding to look at, a contract of the officer's agency to ask the gate about, a file."""
    packages = pl.read_parquet(folder / "packages.parquet", columns=["agency", "contract_no"]).drop_nulls()
    busiest = packages["agency"].mode().sort()[0]
    return {
        "package": _first(r"/kota/paket/([^/?\"]*\d[^/?\"]*)/", port, "/kota/paket/", cookie),
        "finding": _first(r"/kota/temuan/(\d+)/", port, "/kota/temuan/", cookie),
        "file": _first(r"(/static/[^\"]+\.css)", port, "/kota/", cookie),
        "contract": quote(packages.filter(pl.col("agency") == busiest)["contract_no"][0]),
    }


def _first(pattern: str, port: int, page: str, cookie: str) -> str:
    found = re.search(pattern, _get(port, page, cookie)[1])
    if found is None:
        raise SystemExit(f"{page} tidak menyebut {pattern}")
    return found[1]


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
