"""Do the pages for machines say how the service is, and to whom?"""

import json
import logging
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from payung.portal import health
from payung.portal.watching import NUMBER_HEADER

pytestmark = pytest.mark.django_db


def _task(*, minutes_ago: int) -> None:
    made = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="contoh", backend_name="default", run_after=get_date_max()
    )
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=timezone.now() - timedelta(minutes=minutes_ago))


def test_it_lives_without_asking_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/sehat/hidup").content == b"hidup\n"


def test_it_is_ready_when_the_database_holds_every_table(client: Client) -> None:
    answer = client.get("/sehat/siap")
    assert (answer.status_code, answer.json()) == (200, {"basis_data": True, "migrasi": True, "antrean": "lancar"})


def test_it_is_not_ready_while_a_migration_is_outstanding(client: Client) -> None:
    health._has_every_table.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'intake'")
    answer = client.get("/sehat/siap")
    assert (answer.status_code, answer.json()["migrasi"]) == (503, False)


def test_a_queue_that_nobody_works_on_is_said_and_does_not_decide(client: Client) -> None:
    _task(minutes_ago=10)
    answer = client.get("/sehat/siap")
    assert (answer.status_code, answer.json()["antrean"]) == (200, "macet")


def test_figures_name_the_route_and_what_the_database_holds(client: Client) -> None:
    _task(minutes_ago=1)
    client.get("/sehat/hidup?nama=Siti")
    figures = client.get("/metrik").content.decode()
    assert 'payung_requests_total{method="GET",route="alive",status="200"}' in figures
    for name in ("payung_tasks_waiting 1.0", "payung_checks_waiting 0.0", "payung_runs_loaded 0.0"):
        assert name in figures
    assert "Siti" not in figures


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}])
def test_figures_are_refused_through_a_proxy(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/metrik", headers=headers).status_code == 403


def test_figures_are_refused_to_other_machines_without_the_token(client: Client, settings: LazySettings) -> None:
    settings.METRICS_TOKEN = "rahasia"
    asked = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get("/metrik", **asked).status_code == 403
    assert client.get("/metrik", headers={"Authorization": "Bearer salah"}, **asked).status_code == 403
    assert client.get("/metrik", headers={"Authorization": "Bearer rahasia"}, **asked).status_code == 200


def test_an_empty_token_opens_nothing(client: Client) -> None:
    answer = client.get("/metrik", headers={"Authorization": "Bearer "}, REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 403


def test_a_request_keeps_the_number_it_came_with_and_gets_one_otherwise(client: Client) -> None:
    given = client.get("/sehat/hidup", headers={NUMBER_HEADER: "abcdef-12345678"})
    strange = client.get("/sehat/hidup", headers={NUMBER_HEADER: 'a"b\n'})
    assert given.headers[NUMBER_HEADER] == "abcdef-12345678"
    assert len(strange.headers[NUMBER_HEADER]) == 32


def test_the_log_of_a_request_holds_no_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "payung.requests"):
        client.get("/tidak-ada/rahasia/?q=Siti")
    (record,) = [record for record in caplog.records if record.name == "payung.requests"]
    assert (record.__dict__["route"], record.__dict__["status"]) == ("unknown", 404)
    assert "rahasia" not in json.dumps(record.__dict__, default=lambda _: "")
