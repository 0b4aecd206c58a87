"""How does the web server run: whose processes, which log, what is left of a process that ended?

Read by gunicorn itself: ``gunicorn -c python:payung.config.gunicorn payung.config.wsgi``.
"""

import os
from typing import Any

from django.urls import get_resolver
from prometheus_client import multiprocess

from payung.config.logs import LOGGING

bind = os.environ.get("PAYUNG_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("PAYUNG_WORKERS", "2"))
threads = int(os.environ.get("PAYUNG_THREADS", "4"))
timeout = 60
graceful_timeout = 30
control_socket_disable = True  # nobody steers it but the supervisor
max_requests, max_requests_jitter = 10_000, 1_000
# a temporary file on a disk makes the heartbeat wait for the disk
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
logconfig_dict = LOGGING | {
    "loggers": LOGGING["loggers"] | {"gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True}},
}


def post_worker_init(_worker: Any) -> None:
    """Read every page's module before the first request, not during it."""
    get_resolver().reverse_dict  # noqa: B018


def child_exit(_server: Any, worker: Any) -> None:
    """What a process that ended measured stays counted, but for what only lived with it."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
