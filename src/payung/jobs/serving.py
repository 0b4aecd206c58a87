"""How do the web server, the worker and the clock run side by side, and stop together?

The supervisor does nothing but watch: what ends by itself takes the other with it, so that whoever started it all
(systemd, a container) sees the fault and starts it anew.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LOOK_SECONDS = 0.5
WAIT_SECONDS = 35.0
"""A little longer than gunicorn gives its requests (``config.gunicorn.graceful_timeout``)."""
DJANGO = (sys.executable, "-m", "django")
GUNICORN = (sys.executable, "-m", "gunicorn", "-c", "python:payung.config.gunicorn", "payung.config.wsgi")


@dataclass(frozen=True)
class Serving:
    """How many processes and threads answer on which address, and whether worker and clock run beside them."""

    bind: str = "127.0.0.1:8000"
    workers: int = 2
    threads: int = 4
    with_worker: bool = True


def serve(serving: Serving) -> int:
    """Run until told to stop, or until one of them ends; how the whole ended, for the shell."""
    web = [*GUNICORN, f"--bind={serving.bind}", f"--workers={serving.workers}", f"--threads={serving.threads}"]
    beside = [[*DJANGO, "db_worker"], [*DJANGO, "clock"]] if serving.with_worker else []
    commands = [web, *beside]
    told_to_stop: list[int] = []  # not an Event: a handler that sets what its own thread waits for waits for ever
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: told_to_stop.append(received))
    with _figures_folder() as folder:
        running = [_started(command, environment=os.environ | folder) for command in commands]
        try:
            return _watch(running, told_to_stop)
        finally:
            _stop(running)


def _watch(running: Sequence[subprocess.Popen[bytes]], told_to_stop: Sequence[int]) -> int:
    """0 when told to stop; 1 when a process ended that should not have."""
    while not told_to_stop:
        time.sleep(LOOK_SECONDS)
        if any(process.poll() is not None for process in running):
            return 1
    return 0


def _stop(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, wait, and end what does not."""
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _started(command: Sequence[str], *, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: a Ctrl-C reaches the supervisor alone, and every child is told once."""
    return subprocess.Popen(command, env=environment, start_new_session=True)


@contextmanager
def _figures_folder() -> Iterator[dict[str, str]]:
    """Where the processes of the web server add up what they measure; empty at every start."""
    folder = Path(settings.DATA) / f"metrik-{os.getpid()}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield {"PROMETHEUS_MULTIPROC_DIR": str(folder)}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
