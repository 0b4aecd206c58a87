"""How long does the payment gate take to answer a city's payment system, beside a view that does nothing?

A question for a payment never asked before, the same call again under its key, and the empty view, in turn over one
connection each to the server that ``payung-admin serve`` runs: the three share whatever the machine does meanwhile.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import polars as pl

from bench.database import DATABASES
from bench.load import SMALL, made
from bench.pages import served

ASKED, WARM = int(os.environ.get("PAYUNG_BENCH_ASKED", "400")), 20
FRESH, AGAIN, PEER = "pertanyaan baru", "panggilan diulang", "tampilan kosong (/sehat/hidup)"


def run() -> list[dict[str, object]]:
    """A row for each kind of request, on SQLite and on PostgreSQL, with 10,000 packages."""
    rows: dict[str, dict[str, object]] = {kind: {"permintaan": kind} for kind in (FRESH, AGAIN, PEER)}
    with tempfile.TemporaryDirectory() as scratch:
        told = os.environ.get("PAYUNG_BENCH_RUN")
        folder = Path(told) if told else made(Path(scratch), size=SMALL)[0]
        for database, opened in DATABASES.items():
            with opened() as environment, served(environment, folder) as (port, _server):
                for kind, times in _times(port, _token(environment), _contracts(folder)).items():
                    rows[kind] |= _told(database, pl.Series(times))
    return list(rows.values())


def _told(database: str, times: pl.Series) -> dict[str, object]:
    quantiles = {f"{database} p{share} (ms)": times.quantile(share / 100, "higher") for share in (50, 95, 99)}
    return {name: round(float(value or 0), 1) for name, value in quantiles.items()}


def _times(port: int, token: str, contracts: list[str]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {FRESH: [], AGAIN: [], PEER: []}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
        for turn in range(ASKED + WARM):
            question = {"nomor_kontrak": contracts[turn % len(contracts)], "pembayaran": f"SPM {turn}"}
            told = (json.dumps(question), _headers(token, key=f"uji-{turn}"))
            found = {
                FRESH: _ask(asked, "POST", "/api/v1/gerbang", *told),
                AGAIN: _ask(asked, "POST", "/api/v1/gerbang", *told),
                PEER: _ask(asked, "GET", "/sehat/hidup", "", {}),
            }
            for kind, milliseconds in found.items() if turn >= WARM else ():
                times[kind].append(milliseconds)
    return times


def _ask(asked: http.client.HTTPConnection, method: str, path: str, body: str, headers: dict[str, str]) -> float:
    began = time.perf_counter()
    asked.request(method, path, body or None, headers)
    answer = asked.getresponse()
    said = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{path}: {answer.status} {said[:200]!r}")
    return (time.perf_counter() - began) * 1000


def _headers(token: str, *, key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}


def _token(told: dict[str, str]) -> str:
    """A key of the city, as the operator makes one."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PAYUNG_HOSTS")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "payung.config.settings", "PAYUNG_DEMO": "1"} | told
    command = [sys.executable, "-m", "django", "token", "bangku ukur"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def _contracts(folder: Path) -> list[str]:
    rows = pl.read_parquet(folder / "packages.parquet", columns=["contract_no"]).drop_nulls()
    return rows["contract_no"].unique().sort().head(200).to_list()
