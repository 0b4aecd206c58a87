"""Does the service live, can it serve, and what does it measure of itself?

For machines: a supervisor, a proxy, Prometheus. No page here names a person.
"""

import os
import secrets
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from payung.intake import queries as intake
from payung.portal.access import public

LOOPBACK = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
STUCK_SECONDS = 300
"""A task that waits longer than this found no worker."""


class Unready(Exception):
    """The service cannot serve yet."""


@public
@never_cache
@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("hidup\n", content_type="text/plain; charset=utf-8")


@public
@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """The database answers and holds every table; how the queue stands is told, and does not decide."""
    told = {"basis_data": False, "migrasi": False, "antrean": "tidak diketahui"}
    try:
        connection.ensure_connection()
        told["basis_data"] = True
        told["migrasi"] = _has_every_table()
        told["antrean"] = "macet" if oldest_task_seconds() > STUCK_SECONDS else "lancar"
    except (DatabaseError, Unready):
        return JsonResponse(told, status=503)
    return JsonResponse(told)


@public
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus: to the machine itself, or to who holds the token."""
    if not _may_measure(request):
        return HttpResponse("Hanya dari mesin ini atau dengan token.\n", status=403, content_type="text/plain")
    figures = CollectorRegistry()
    figures.register(Figures())
    counted = generate_latest(_counted()) + generate_latest(figures)
    return HttpResponse(counted, content_type=CONTENT_TYPE_LATEST)


class Figures(Collector):
    """What the database holds at the moment of asking."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A gauge a figure."""
        yield GaugeMetricFamily("payung_checks_waiting", "Checks waiting for a worker", intake.checks_waiting())
        yield GaugeMetricFamily("payung_runs_loaded", "Runs loaded and not undone", intake.runs_loaded())
        tasks = DBTaskResult.objects.ready().count()
        yield GaugeMetricFamily("payung_tasks_waiting", "Tasks ready to be taken", tasks)
        yield GaugeMetricFamily("payung_oldest_task_seconds", "How long the oldest waits", oldest_task_seconds())


def oldest_task_seconds() -> float:
    """How long the task that waits longest has been waiting; 0 where none does."""
    since = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    return (timezone.now() - since).total_seconds() if since else 0.0


@cache
def _has_every_table() -> bool:
    """True once no migration is outstanding, and true from then on; raises until then."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Unready
    return True


def _may_measure(request: HttpRequest) -> bool:
    """From the loopback and through no proxy: a proxy on this machine would let in the whole world."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if settings.METRICS_TOKEN and secrets.compare_digest(given, settings.METRICS_TOKEN.encode()):
        return True
    is_proxied = any(name in request.headers for name in FORWARDED)
    return request.META.get("REMOTE_ADDR") in LOOPBACK and not is_proxied


def _counted() -> CollectorRegistry:
    """The counters of this process, or of all processes of the web server."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


urlpatterns = [
    path("sehat/hidup", alive, name="alive"),
    path("sehat/siap", ready, name="ready"),
    path("metrik", metrics, name="metrics"),
]
