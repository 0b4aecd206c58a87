"""Does the door answer a device, a plain form and a reader, and who may take certificates out of the house?"""

import datetime as dt
import json
import re
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import Cast, client_of
from tests.house.briefings import came, invited, open_event, taking_part
from tests.house.guards import Guard

from payung.audit.models import Entry
from payung.briefings.models import CheckIn, Event, Participant
from payung.briefings.terms import EventState
from payung.registry.models import Executor

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def event(cast: Cast) -> Event:
    now = timezone.now()
    times = {"starts_at": now - dt.timedelta(hours=1), "ends_at": now + dt.timedelta(hours=2)}
    return open_event(cast, on=TODAY, branch=cast.branch_officer.office, **times)


@pytest.fixture
def budi(event: Event) -> Participant:
    executor = Executor.objects.create(key="cv satu", kind="badan_usaha", name="CV Satu Contoh")
    return taking_part(event, "Budi Santoso Contoh", invitee=invited(event, executor), code="ABC234")


@pytest.fixture
def ani(cast: Cast) -> Client:
    return client_of(cast.coordinator)


def at(name: str, event: Event, *more: object) -> str:
    return reverse(name, args=[event.pk, *more])


def sent(browser: Client, event: Event, told: object) -> Any:
    return browser.post(at("event_door_send", event), json.dumps(told), content_type="application/json")


def over(event: Event) -> Event:
    event.starts_at, event.ends_at = (timezone.now() - dt.timedelta(hours=hours) for hours in (5, 2))
    event.save()
    return event


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_a_device_gets_names_and_a_token_and_an_answer_for_each_look(
    ani: Client, event: Event, budi: Participant
) -> None:
    told = ani.get(at("event_door_list", event)).json()
    assert [one["name"] for one in told["people"]] == [budi.name]
    assert told["objection"] is None
    assert len(told["token"]) > 30
    look = {
        "client_id": str(uuid.uuid4()),
        "device": "ponsel-a",
        "at": timezone.now().isoformat(),
        "way": "qr",
        "code": "ABC234",
    }
    answer = sent(ani, event, {"looks": [look, {"client_id": "x", "code": "ABC234"}]}).json()
    assert answer["results"][0]["person"] == {
        "id": budi.pk, "code": "ABC234", "name": budi.name, "firm": "CV Satu Contoh"
    }  # fmt: skip
    assert answer["results"][1]["person"] is None
    assert answer["results"][1]["client_id"] == "x"
    assert "catat sekali lagi" in answer["results"][1]["said"]


@pytest.mark.parametrize("told", [[], {}, {"looks": 7}, "looks", None])
def test_what_is_no_batch_is_refused_whole(ani: Client, event: Event, told: object) -> None:
    assert sent(ani, event, told).status_code == 400
    assert ani.post(at("event_door_send", event), {"looks": "[]"}).status_code == 400
    assert ani.post(at("event_door_send", event), b"\xff", content_type="application/json").status_code == 400


def test_a_batch_for_what_is_called_off_stays_on_the_device_with_a_sentence(
    ani: Client, event: Event, budi: Participant
) -> None:
    event.state = EventState.CANCELLED
    event.save()
    answer = sent(ani, event, {"looks": []})
    assert (answer.status_code, "dibatalkan" in answer.json()["said"]) == (409, True)
    assert "dibatalkan" in ani.get(at("event_door_list", event)).json()["objection"]


def test_a_batch_without_the_token_is_refused(cast: Cast, event: Event) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert sent(strict, event, {"looks": []}).status_code == 403


def test_the_worker_watches_the_door_alone_and_changes_with_what_it_keeps(ani: Client, event: Event) -> None:
    first = ani.get(at("event_door_worker", event))
    told = first.content.decode()
    assert first["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in first
    assert at("event_door_worker", event).startswith(at("event_door", event))
    assert "no-store" in first["Cache-Control"]
    event.place = "Aula lain"
    event.save()
    assert ani.get(at("event_door_worker", event)).content.decode() != told


def test_every_file_that_the_page_asks_for_is_kept_with_it(ani: Client, event: Event, budi: Participant) -> None:
    page = ani.get(at("event_door", event)).content.decode()
    told = json.loads(ani.get(at("event_door_worker", event)).content.decode().split("KEPT = ")[1].split(";\n")[0])
    asked = set(re.findall(r'(?:src|href|decoder)="(/static/[^"#]+)', page))
    assert len(asked) > 8
    assert asked - set(told["files"]) == set()


def test_what_is_kept_of_the_page_says_nothing_that_is_said_once(ani: Client, event: Event, budi: Participant) -> None:
    ani.post(at("event_door", event), {"cari": "ABC234", "catatan": str(uuid.uuid4())})
    said = f"{budi.name} tercatat hadir."
    assert said not in ani.get(at("event_door", event), {"cangkang": "1"}).content.decode()
    assert said in ani.get(at("event_door", event)).content.decode()


def test_a_plain_form_lets_in_by_code_or_the_one_name(ani: Client, event: Event, budi: Participant) -> None:
    look = str(uuid.uuid4())
    for _ in range(2):  # sent twice: the same
        ani.post(at("event_door", event), {"cari": "abc234", "catatan": look})
    assert CheckIn.objects.get().way == "kode"
    taking_part(event, "Budi Lain")
    answer = ani.post(at("event_door", event), {"cari": "budi", "catatan": str(uuid.uuid4())})
    assert answer["Location"].endswith("?cari=budi")
    assert "Budi Lain" in ani.get(answer["Location"]).content.decode()
    ani.post(at("event_door", event), {"nama": "Tamu", "badan_usaha": "", "catatan": look, "tamu": look})
    assert Participant.objects.count() == 2


def test_readers_are_led_to_the_list_of_who_came(cast: Cast, event: Event, budi: Participant) -> None:
    lia = client_of(cast.leader)
    answer = lia.get(at("event_door", event))
    assert answer["Location"] == at("event_attendance", event)
    page = lia.get(answer["Location"]).content.decode()
    assert "Belum ada yang tercatat hadir" in page
    assert "Cetak daftar" not in page


def test_the_printed_list_has_everybody_and_its_ticks_are_copied(ani: Client, event: Event, budi: Participant) -> None:
    page = ani.get(at("event_attendance_print", event)).content.decode()
    assert budi.name in page
    assert "Tanda tangan" in page
    assert budi.name in ani.get(at("event_paper", event)).content.decode()
    ani.post(at("event_paper", event), {"hadir": [str(budi.pk), "x", "9" * 40]})
    assert CheckIn.objects.get().way == "kertas"
    assert "sudah tercatat hadir" in ani.get(at("event_paper", event)).content.decode()


def test_paper_is_copied_by_those_who_hold_the_event_alone(cast: Cast, event: Event, budi: Participant) -> None:
    event.state = EventState.CANCELLED
    event.save()
    ani = client_of(cast.coordinator)
    ani.post(at("event_paper", event), {"hadir": [str(budi.pk)]})
    assert not CheckIn.objects.exists()


def test_certificates_are_for_who_came_and_after_the_end(
    ani: Client, event: Event, budi: Participant, cast: Cast
) -> None:
    taking_part(event, "Tidak Datang")
    came(budi, by=cast.coordinator)
    for name, *more in (("event_certificates",), ("event_certificate", budi.pk)):
        assert ani.get(at(name, event, *more)).status_code == 302
    over(event)
    (page,) = words_of(ani.get(at("event_certificates", event)).content)
    assert "SERTIFIKAT KEHADIRAN" in page
    assert "Budi Santoso Contoh CV Satu Contoh" in page
    assert "bersama Kantor Cabang Contoh" in page
    assert "(3 jam)" in page
    assert Entry.objects.filter(action="event.certificates_opened", note="1").count() == 1
    absent = Participant.objects.get(name="Tidak Datang")
    assert ani.get(at("event_certificate", event, absent.pk)).status_code == 302


def test_a_certificate_is_verified_without_the_name(event: Event, budi: Participant, cast: Cast) -> None:
    address = reverse("certificate_verification", args=[event.code, budi.code.lower()])
    anybody = Client()
    assert anybody.get(address).status_code == 404
    came(budi, by=cast.coordinator)
    assert anybody.get(address).status_code == 404  # not over yet
    over(event)
    page = anybody.get(address).content.decode()
    assert "Sertifikat ini berlaku" in page
    assert "B••• S•••••• C•••••" in page
    assert "Santoso" not in page
    event.state = EventState.CANCELLED
    event.save()
    assert anybody.get(address).status_code == 404


def test_who_came_fetches_their_certificate_by_the_key_of_their_page(
    event: Event, budi: Participant, cast: Cast
) -> None:
    address = reverse("certificate", args=[budi.key])
    anybody = Client()
    refused = anybody.get(address)
    assert (refused.status_code, "sesudah acara selesai" in refused.content.decode()) == (409, True)
    over(event)
    assert "belum tercatat" in anybody.get(address).content.decode()
    came(budi, by=cast.coordinator)
    (page,) = words_of(anybody.get(address).content)
    assert budi.name in page


def test_a_full_hall_asks_the_database_no_more_often(
    ani: Client, event: Event, budi: Participant, cast: Cast, most_queries: Guard
) -> None:
    for n in range(120):
        came(taking_part(event, f"Orang {n}"), by=cast.coordinator) if n < 60 else taking_part(event, f"Orang {n}")
    for name in ("event_door", "event_door_list", "event_attendance", "event_attendance_print", "event_paper"):
        with most_queries(15):
            assert ani.get(at(name, event)).status_code == 200
