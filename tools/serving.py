"""How is the whole application, web server and worker, served beside a test or a picture, and ended with it?"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ADMIN = str(Path(sys.executable).parent / "payung-admin")
READY_SECONDS = 120


@contextmanager
def served(folder: Path, *told: str, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Its address, while ``payung-admin serve`` runs with its data in ``folder`` and these words and settings."""
    settings = settings or {}
    administer(folder, "migrate", "--verbosity=0", settings=settings)
    bind = f"127.0.0.1:{_free_port()}"
    command = [ADMIN, "serve", f"--bind={bind}", "--workers=1", *told]
    with (folder / "catatan.log").open("wb") as log:
        server = subprocess.Popen(command, env=_environment(folder, settings), stdout=log, stderr=log)
        try:
            _wait_until_ready(server, f"http://{bind}/sehat/siap", log=folder / "catatan.log")
            yield f"http://{bind}"
        finally:
            server.terminate()
            server.wait()


def administer(folder: Path, *told: str, settings: Mapping[str, str]) -> str:
    """What a command of ``payung-admin`` says."""
    done = subprocess.run([ADMIN, *told], env=_environment(folder, settings), check=True, capture_output=True)
    return done.stdout.decode()


def _environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    return os.environ | {"PAYUNG_DATA": str(folder)} | dict(settings)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_until_ready(server: "subprocess.Popen[bytes]", address: str, *, log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if _answers(address):
            return
        time.sleep(0.2)
    raise RuntimeError(f"The application did not start: {log.read_text()[-2000:]}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
