"""Does the gate say its answer on a page, freeze it, send a proof to the branch and an exception to a second person?"""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from tests.cast import Cast, client_of
from tests.house.guards import Guard
from tests.house.town import Town, settle

from payung.accounts.models import ApiToken, CityProfile
from payung.accounts.terms import GateRule
from payung.compliance.models import Finding, PaymentCheck, ProofRequest, SecondLook
from payung.compliance.queries import quarters
from payung.compliance.terms import Figure, Period

PAYMENT = "SPM 12/LS/2026"


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


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


@pytest.fixture
def vera(cast: Cast) -> Client:
    return client_of(cast.payment_verifier)


def told(number: str, **more: str) -> dict[str, str]:
    return {"nomor": number, "pembayaran": PAYMENT, "paket": number} | more


def seen(browser: Client, name: str, *about: object, **question: str) -> str:
    return browser.get(reverse(name, args=about), question).content.decode()


def test_the_page_says_the_answer_in_a_word_and_records_nothing_by_looking(vera: Client, number: str) -> None:
    page = seen(vera, "agency_payment_gate", nomor=number)
    assert '<p class="word">Dapat dibayar dengan alasan</p>' in page
    assert "setelah alasannya dicatat" in page
    assert "Belum dapat dibayar" not in page
    assert "Bukti yang kurang" in page
    assert not PaymentCheck.objects.exists()


def test_an_answer_is_recorded_once_and_has_a_page_a_note_and_a_place_in_history(vera: Client, number: str) -> None:
    for _ in range(2):
        answer = vera.post(reverse("agency_gate_check"), told(number, alasan="Bukti menyusul."))
    check = PaymentCheck.objects.get()
    assert answer["Location"] == reverse("agency_gate_answer", args=[check.pk])
    assert "Bukti menyusul." in seen(vera, "agency_gate_answer", check.pk)
    assert PAYMENT in seen(vera, "agency_gate_history")
    note = vera.get(reverse("agency_gate_note", args=[check.pk]))
    assert note.content.startswith(b"%PDF")


def test_anybody_may_see_whether_a_note_still_stands_without_names_of_people(
    vera: Client, number: str, cast: Cast
) -> None:
    vera.post(reverse("agency_gate_check"), told(number))
    first = PaymentCheck.objects.get()
    page = seen(Client(), "gate_verification", first.code)
    assert "Jawaban ini berlaku" in page
    assert PAYMENT in page
    assert cast.payment_verifier.name not in page
    vera.post(reverse("agency_gate_check"), told(number, alasan="Menyusul."))
    assert "Jawaban ini sudah digantikan" in seen(Client(), "gate_verification", first.code)


def test_a_proof_goes_to_the_branch_and_its_answer_opens_the_gate(vera: Client, number: str, cast: Cast) -> None:
    vera.post(reverse("agency_gate_proof"), told(number, bukti="JK26-0147", tanggal="2026-09-01"))
    assert "Sedang diverifikasi" in seen(vera, "agency_payment_gate", nomor=number)
    kiki, asked = client_of(cast.branch_officer), ProofRequest.objects.get()
    assert "JK26-0147" in seen(kiki, "branch_proofs")
    kiki.post(reverse("branch_proof", args=[asked.pk]), {"jawaban": "belum", "catatan": ""})
    asked.refresh_from_db()
    assert asked.is_confirmed is None
    kiki.post(reverse("branch_proof", args=[asked.pk]), {"jawaban": "benar"})
    assert '<p class="word">Dapat dibayar</p>' in seen(vera, "agency_payment_gate", nomor=number)


def test_an_exception_is_asked_on_the_gate_and_decided_by_a_second_person(
    vera: Client, number: str, cast: Cast
) -> None:
    CityProfile.objects.create(office=cast.coordinator.office, gate_rule=GateRule.STOP)
    vera.post(reverse("agency_gate_override"), told(number, alasan="Jembatan darurat."))
    look = SecondLook.objects.get()
    assert "menunggu orang kedua" in seen(vera, "agency_payment_gate", nomor=number, pembayaran=PAYMENT)
    bima = client_of(cast.agency_officer)
    page = seen(bima, "overrides")
    for words in (
        "Jembatan darurat.", "Masih kurang", "Pendaftaran pekerjaan ini pada BPJS Ketenagakerjaan belum ditemukan.",
        "Nomor kepesertaan proyek", "Nilai kontrak", "Iuran yang terutang", "Hari tanpa perlindungan",
    ):  # fmt: skip
        assert words in page
    bima.post(reverse("override_decide", args=[look.pk]), {"putusan": "setuju"})
    page = seen(vera, "agency_payment_gate", nomor=number, pembayaran=PAYMENT)
    assert '<p class="word">Diloloskan (pengecualian)</p>' in page
    assert "Belum dapat dibayar" not in page
    assert "menunggu bukti" in seen(vera, "agency_payment_gate", nomor=number, pembayaran="SPM 13")
    assert "diloloskan" in seen(client_of(cast.inspectorate), "overrides")


def test_the_gate_of_one_agency_knows_nothing_of_another(number: str, cast: Cast) -> None:
    citra = client_of(cast.other_agency_officer)
    assert "Belum ditemukan di antara paket" in seen(citra, "agency_payment_gate", nomor=number)
    for name in ("agency_gate_check", "agency_gate_proof", "agency_gate_override"):
        assert citra.post(reverse(name), told(number, alasan="x")).status_code == 404
    assert not PaymentCheck.objects.exists()


def test_a_token_is_shown_once_and_may_be_taken_back(cast: Cast) -> None:
    ani = client_of(cast.coordinator)
    form = {"office": cast.agency_officer.office_id, "label": "Aplikasi keuangan"}
    page = ani.post(reverse("tokens"), form).content.decode()
    held = ApiToken.objects.get()
    assert "payung_" in page
    assert "payung_" not in seen(ani, "tokens")
    ani.post(reverse("token_revoke", args=[held.pk]))
    held.refresh_from_db()
    assert held.revoked_at is not None
    refused = ani.post(reverse("tokens"), form | {"office": cast.firm.office_id})
    assert ApiToken.objects.count() == 1
    assert refused.status_code == 200


def test_what_the_law_says_at_the_gate_is_said_in_english_too(vera: Client, number: str) -> None:
    vera.post(reverse("agency_gate_proof"), told(number, bukti="JK26-0147", tanggal="2026-09-01"))
    vera.cookies["django_language"] = "en"
    with translation.override("id"):
        page = seen(vera, "agency_payment_gate", nomor=number)
    for words in ("Being verified", "Proof JK26-0147 of 1 September 2026 is being verified", "Missing proof",
                  "Registration number of the project", "No registration of this work"):  # fmt: skip
        assert words in page


def test_payments_that_went_on_a_reason_are_listed_for_the_city_and_counted_in_the_quarter(
    cast: Cast, vera: Client, number: str, most_queries: Guard
) -> None:
    vera.post(reverse("agency_gate_check"), told(number))
    ani = client_of(cast.coordinator)
    with most_queries(30):
        assert PAYMENT in seen(ani, "city_gate_checks")
    assert PAYMENT not in seen(ani, "city_gate_checks", alasan="1")
    vera.post(reverse("agency_gate_check"), told(number, alasan="Jembatan darurat."))
    page = seen(ani, "city_gate_checks", alasan="1")
    assert PAYMENT in page
    assert "Jembatan darurat." in page
    assert cast.agency_officer.office.name in page
    period = Period.of(timezone.localdate())
    assert quarters.reasoned(period).count() == 1
    answer = seen(vera, "agency_gate_answer", quarters.reasoned(period).get().pk)
    assert "dapat berjalan dengan alasan yang dicatat" in answer
    assert "setelah alasannya dicatat" not in answer
    (row,) = quarters.behind(Figure.REASONED, period, by=cast.coordinator)
    assert (row["key"], row["reason"]) == (number, "Jembatan darurat.")
    assert "Jembatan darurat." in seen(ani, "city_quarter_list", angka="dengan-alasan", triwulan=str(period))
    assert "Berjalan dengan alasan yang dicatat" in seen(ani, "city_quarter", triwulan=str(period))


def test_a_payment_that_is_let_pass_after_its_reason_was_recorded_counts_once(
    cast: Cast, vera: Client, number: str
) -> None:
    vera.post(reverse("agency_gate_check"), told(number, alasan="Bukti menyusul."))
    vera.post(reverse("agency_gate_override"), told(number, alasan="Jembatan darurat."))
    period = Period.of(timezone.localdate())
    assert quarters.reasoned(period).count() == 1
    ani = client_of(cast.coordinator)
    ani.post(reverse("override_decide", args=[SecondLook.objects.get().pk]), {"putusan": "setuju"})
    assert (quarters.overrides(period).count(), quarters.reasoned(period).count()) == (1, 0)
    assert PAYMENT not in seen(ani, "city_gate_checks", alasan="1")
    page = seen(ani, "city_quarter", triwulan=str(period))
    assert "Tiap pembayaran dihitung sekali" in page
