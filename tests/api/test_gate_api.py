"""Does the API say what the page says, once, quickly, and only to whom it concerns?"""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, client_of
from tests.house.clock import Travel, travel
from tests.house.runs import DAY
from tests.house.town import Town, settle

from payung.accounts import actions as accounts
from payung.accounts.models import ApiToken
from payung.audit.models import Entry
from payung.audit.queries import verify
from payung.compliance.models import Finding, GateCall, PaymentCheck
from payung.projects.models import PackageFacts

__all__ = ["travel"]
ADDRESS = "/api/v1/gerbang"
PAYMENT = "SPM 12/LS/2026"
MOST, MOST_REPLAYED = 28, 2


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    cache.clear()


@pytest.fixture
def town(cast: Cast, run_folder: Path) -> Town:
    return settle(cast, run_folder)


@pytest.fixture
def number(cast: Cast, town: Town) -> str:
    """The code of a package of Bima's agency whose registration was not found."""
    found = Finding.objects.filter(
        known_until=None, kind="unregistered", package__agency=cast.agency_officer.office, package__isnull=False
    ).order_by("pk")[0]
    return str(found.package)


def key_of(cast: Cast, *, who: str = "agency_officer") -> str:
    """A fresh key of this person's office."""
    office = getattr(cast, who).office
    return accounts.make_token(office, label="Keuangan", by=cast.coordinator)[1]


def ask(told: Any, *, token: str = "", key: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if key:
        headers["Idempotency-Key"] = key
    return Client().post(ADDRESS, told, content_type="application/json", headers=headers)


def question(number: str, **more: str) -> dict[str, str]:
    return {"nomor_kontrak": number, "pembayaran": PAYMENT} | more


def test_a_machine_is_answered_as_a_person_and_named_on_the_trail(cast: Cast, number: str) -> None:
    answer = ask(question(number), token=key_of(cast))
    told = answer.json()
    assert answer.status_code == 200
    assert (told["jawaban"], told["dapat_dibayar"], told["aturan"]) == ("belum", "dengan_alasan", "peringatan")
    assert told["kalimat"] == "Dapat dibayar dengan alasan"
    (package,) = told["paket"]
    assert package["bukti_kurang"]
    assert package["sejak"]
    assert package["pasal"]
    assert Client().get(told["alamat_pemeriksaan"]).status_code == 200
    line = Entry.objects.get(action="gate.checked")
    assert (line.actor, line.role) == (f"mesin:{ApiToken.objects.get().pk}", "mesin")
    assert verify() is None


def test_the_same_key_gets_the_same_answer_whatever_changed_since(cast: Cast, number: str) -> None:
    token = key_of(cast)
    first = ask(question(number), token=token, key="a-1")
    PackageFacts.objects.filter(known_until=None, package__package_id=number).update(standing="pending")
    again = ask(question(number), token=token, key="a-1")
    assert again.json() == first.json()
    fresh = ask(question(number), token=token, key="a-2").json()
    assert fresh["paket"][0]["sebab"] != first.json()["paket"][0]["sebab"]
    assert (PaymentCheck.objects.count(), GateCall.objects.count()) == (2, 2)


def test_a_key_is_for_one_question(cast: Cast, number: str) -> None:
    token = key_of(cast)
    ask(question(number), token=token, key="a-1")
    other = ask(question(number, pembayaran="SPM 13"), token=token, key="a-1")
    assert (other.status_code, PaymentCheck.objects.count()) == (422, 1)
    assert "pertanyaan lain" in other.json()["pesan"]


def test_without_a_key_one_payment_still_has_one_answer(cast: Cast, number: str) -> None:
    token = key_of(cast)
    assert ask(question(number), token=token).json() == ask(question(number), token=token).json()
    assert (PaymentCheck.objects.count(), GateCall.objects.count()) == (1, 0)


@pytest.mark.parametrize("token", ["", "payung_bukan-token"])
def test_who_is_not_known_is_told_so(number: str, token: str) -> None:
    answer = ask(question(number), token=token)
    assert (answer.status_code, "tidak dikenal" in answer.json()["pesan"]) == (401, True)


def test_a_person_signed_in_is_no_machine(cast: Cast, number: str) -> None:
    browser = client_of(cast.coordinator)
    assert browser.post(ADDRESS, question(number), content_type="application/json").status_code == 401


def test_a_key_that_was_taken_back_opens_nothing(cast: Cast, number: str) -> None:
    token = key_of(cast)
    accounts.revoke_token(ApiToken.objects.get(), by=cast.coordinator)
    answer = ask(question(number), token=token)
    assert (answer.status_code, "dicabut" in answer.json()["pesan"]) == (403, True)
    assert not PaymentCheck.objects.exists()


def test_an_office_is_told_nothing_of_anothers_work_and_the_city_of_all(cast: Cast, number: str) -> None:
    stranger = ask(question(number), token=key_of(cast, who="other_agency_officer"))
    unknown = ask(question("tidak-ada"), token=key_of(cast))
    assert (stranger.status_code, stranger.json()) == (404, unknown.json())
    assert "belum ditemukan" in stranger.json()["pesan"]
    assert ask(question(number), token=key_of(cast, who="coordinator")).status_code == 200


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"nomor_kontrak": "1"}, "pembayaran"), ({"pembayaran": "1"}, "nomor_kontrak"),
        ({"nomor_kontrak": "", "pembayaran": "1"}, "nomor_kontrak"),
        ({"nomor_kontrak": "1", "pembayaran": "9" * 121}, "pembayaran"),
        ({"nomor_kontrak": ["1"], "pembayaran": "1"}, "nomor_kontrak"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(cast: Cast, told: dict[str, Any], field: str) -> None:
    answer = ask(told, token=key_of(cast))
    assert (answer.status_code, answer.json()["isian"]) == (422, [field])
    assert field in answer.json()["pesan"]


@pytest.mark.parametrize("told", ["{", "\x00", "[]", '{"nomor_kontrak": "\\u0000", "pembayaran": "1"}', "3"])
def test_no_body_brings_the_house_down(cast: Cast, told: str) -> None:
    assert ask(told, token=key_of(cast)).status_code in (400, 404, 422)


def test_a_machine_waits_for_a_handful_of_queries(cast: Cast, number: str) -> None:
    token = key_of(cast)
    for key, most in (("a-1", MOST), ("a-1", MOST_REPLAYED)):
        with CaptureQueriesContext(connection) as seen:
            assert ask(question(number), token=token, key=key).status_code == 200
        assert len(seen) <= most, [one["sql"][:90] for one in seen]


def test_the_api_describes_itself_and_shows_no_page(db: None) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert list(told["paths"]) == ["/api/v1/gerbang"]
    assert set(told["paths"][ADDRESS]["post"]["responses"]) == {"200", "401", "403", "404", "422", "429"}
    assert "Retry-After" in told["paths"][ADDRESS]["post"]["responses"]["429"]["headers"]
    assert Client().get("/api/v1/docs").status_code == 404


def test_a_key_that_asks_too_often_waits_and_others_do_not(
    cast: Cast, number: str, settings: LazySettings, travel: Travel
) -> None:
    settings.API_MOST_A_MINUTE = 2
    travel(DAY)  # noon: a minute that has just begun
    token, other = key_of(cast), key_of(cast)
    answers = [ask(question(number), token=token, key=f"k-{n}") for n in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert answers[2].json() == {
        "pesan": "Terlalu sering bertanya; ulangi 60 detik lagi dengan Idempotency-Key yang sama."
    }
    assert not GateCall.objects.filter(key="k-2").exists()
    assert ask(question(number), token=other).status_code == 200
    travel(DAY + timedelta(days=1))
    assert ask(question(number), token=token, key="k-2").status_code == 200


def test_the_operators_command_makes_a_key_that_opens(cast: Cast, number: str) -> None:
    said = StringIO()
    call_command("token", "Keuangan", stdout=said)
    assert ask(question(number), token=said.getvalue().strip()).status_code == 200
    other, theirs = cast.other_agency_officer.office, StringIO()
    other.refresh_from_db()  # its code is that of the run
    call_command("token", "Dinas", office=other.code, stdout=theirs)
    assert ask(question(number), token=theirs.getvalue().strip()).status_code == 404
    for told in ({"office": "tidak-ada"}, {"label": " "}):
        with pytest.raises(CommandError):
            call_command("token", told.get("label", "x"), office=told.get("office"))
