"""Does one command run the whole application, and does it stop whole?"""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest
from tests.jobs.conftest import Admin

PATIENCE = 300


def _free_port() -> int:
    with closing(socket.socket()) as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def _ask(port: int, path: str) -> tuple[int, str]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with closing(asked):
        asked.request("GET", path)
        answer = asked.getresponse()
        return answer.status, answer.read().decode()


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if _ask(port, "/sehat/siap")[0] == 200:
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail("the server did not come up")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of it stays behind, also where it does not stop as it should."""
    started = [process, *_children(process)]
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(60)
    finally:
        for each in started:
            with suppress(psutil.NoSuchProcess):
                each.kill()


def _children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return list(psutil.Process(process.pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


@pytest.fixture
def port() -> int:
    return _free_port()


@pytest.fixture
def served(house: dict[str, str], tmp_path: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "django", "serve", "--migrate", f"--bind=127.0.0.1:{port}", "--workers=1"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=house, stdout=log, stderr=log)
        try:
            _wait_until_ready(port)
            yield process
        finally:
            _end(process)


def test_it_serves_measures_is_backed_up_in_use_and_stops_whole(
    served: subprocess.Popen[bytes], port: int, tmp_path: Path, admin: Admin
) -> None:
    children = psutil.Process(served.pid).children(recursive=True)
    assert any("db_worker" in child.cmdline() for child in children)
    assert _ask(port, "/sehat/hidup") == (200, "hidup\n")
    assert 'payung_requests_total{method="GET",route="alive",status="200"} 1.0' in _ask(port, "/metrik")[1]
    assert admin("backup", "--to", str(tmp_path / "cadangan.sqlite3")).returncode == 0
    with closing(sqlite3.connect(tmp_path / "cadangan.sqlite3")) as opened:
        assert opened.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 0
    os.kill(served.pid, signal.SIGTERM)
    assert served.wait(60) == 0
    assert [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []
    assert list((tmp_path / "data").glob("metrik-*")) == []
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines() if line.startswith("{")]
    assert any(line["logger"] == "payung.requests" and line["route"] == "alive" for line in lines)


def test_when_the_worker_ends_by_itself_the_server_ends_too(served: subprocess.Popen[bytes]) -> None:
    children = psutil.Process(served.pid).children()
    (worker,) = [child for child in children if "db_worker" in child.cmdline()]
    worker.kill()
    assert served.wait(60) == 1


def test_the_sample_is_never_opened_to_other_machines(admin: Admin, tmp_path: Path) -> None:
    ended = admin("serve", "--demo", "--run", str(tmp_path), "--bind", "0.0.0.0:8000")
    assert ended.returncode == 1
    assert "hanya berjalan di mesin ini" in ended.stderr
    assert "memerlukan --run" in admin("serve", "--demo").stderr


def test_the_settings_of_a_public_service_pass_the_check_of_django(admin: Admin) -> None:
    ended = admin("check", "--deploy", "--fail-level", "WARNING", PAYUNG_HOSTS="payung.contoh.example")
    assert (ended.returncode, ended.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_days_to_keep_must_be_a_number_of_days(admin: Admin) -> None:
    assert "PAYUNG_KEEP_DAYS" in admin("check", PAYUNG_KEEP_DAYS="setahun").stderr
