"""Is a letter signed as it is issued, by a certificate or a service, and is what was typed for it forgotten?"""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings
from tests.cast import Cast, client_of
from tests.house.esign import NIK, PASSPHRASE, Service, running
from tests.house.town import Town
from tests.letters.certificates import pkcs12_of

from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.actions.signing import SigningService
from payung.compliance.models import Case, Letter, LetterSeries
from payung.config.environment import Environment
from payung.letters import local_certificate
from payung.refusal import Refusal
from payung.rules import remedy

pytestmark = pytest.mark.django_db
SITE, NAME = "https://payung.contoh.example", "Ir. Andaikan Umpama"


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    """The city's signing service, known to this installation."""
    store, _ = pkcs12_of(NAME)
    from_store = local_certificate(store, passphrase="kata sandi uji coba")
    with running(Service(from_store, account="payung:kunci")) as one:
        settings.SIGNING_SERVICE, settings.SIGNING_ACCOUNT = one.address, one.account
        yield one


@pytest.fixture
def certificate(settings: Settings, cast: Cast, tmp_path: Path) -> bytes:
    """A certificate of the city's office; its root."""
    store, root = pkcs12_of(NAME, passphrase=PASSPHRASE)
    (tmp_path / f"{cast.coordinator.office.code}.p12").write_bytes(store)
    settings.SIGNING_CERTIFICATES = str(tmp_path)
    return root


@pytest.fixture
def draft(case: Case, cast: Cast) -> Letter:
    return actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)


def by_service(**told: str) -> actions.Signing:
    return actions.Signing(actions.Way.SERVICE, **({"passphrase": PASSPHRASE, "nik": NIK} | told))


def test_a_letter_is_signed_by_the_service_as_it_is_issued(draft: Letter, cast: Cast, service: Service) -> None:
    letter = actions.issue_letter(draft, by=cast.coordinator, site=SITE, signing=by_service())
    (seal,) = queries.seals_of(letter)
    assert (seal.name, seal.is_intact, seal.is_trusted) == (NAME, True, False)
    (asked,) = service.asked
    assert (asked["path"], asked["nik"], asked["passphrase"]) == ("/api/sign/pdf", NIK, PASSPHRASE)
    assert queries.pdf_of(letter).startswith(asked["file"])
    assert Entry.objects.get(action="letter.signed").note == "layanan"


def test_a_letter_is_signed_by_the_certificate_of_its_office(
    draft: Letter, cast: Cast, certificate: bytes, settings: Settings, tmp_path: Path
) -> None:
    root = tmp_path / "akar.pem"
    root.write_bytes(certificate)
    settings.SIGNING_ROOTS = [str(root)]
    signing = actions.Signing(actions.Way.CERTIFICATE, PASSPHRASE)
    letter = actions.issue_letter(draft, by=cast.coordinator, site=SITE, signing=signing)
    (seal,) = queries.seals_of(letter)
    assert (seal.name, seal.is_intact, seal.is_trusted) == (NAME, True, True)
    page = Client().get(f"/surat/{letter.code}/").content.decode()
    assert f"ditandatangani secara elektronik oleh {NAME}" in page
    assert "Sertifikatnya terbitan pihak yang dipercaya kota ini." in page


def test_a_letter_that_was_changed_after_signing_is_said_to_be(draft: Letter, cast: Cast, certificate: bytes) -> None:
    signing = actions.Signing(actions.Way.CERTIFICATE, PASSPHRASE)
    letter = actions.issue_letter(draft, by=cast.coordinator, site=SITE, signing=signing)
    Letter.objects.filter(pk=letter.pk).update(pdf=queries.pdf_of(letter) + b"\n% tambahan\n")
    page = Client().get(f"/surat/{letter.code}/").content.decode()
    assert "tidak cocok lagi dengan isinya" in page
    assert NAME not in page


def test_without_a_key_a_letter_is_issued_for_a_hand_to_sign(draft: Letter, cast: Cast) -> None:
    assert actions.ways_of(draft.office) == []
    letter = actions.issue_letter(draft, by=cast.coordinator, site=SITE)
    assert queries.seals_of(letter) == ()
    assert "ditandatangani secara elektronik" not in Client().get(f"/surat/{letter.code}/").content.decode()


@pytest.mark.parametrize(
    ("manner", "typed", "why"),
    [
        ("", {"passphrase": "salah sekali"}, "periksa NIK dan kata sandi"),
        ("", {"nik": "3671000101900002"}, "periksa NIK dan kata sandi"),
        ("down", {}, "sedang terganggu"),
        ("elsewhere", {}, "sedang terganggu"),
        ("echo", {}, "tidak mengembalikan surat yang sama"),
        ("", {"nik": "12"}, "16 angka"),
        ("", {"passphrase": ""}, "Isi kata sandi"),
    ],
)
def test_where_the_service_cannot_sign_nothing_is_issued_and_no_number_is_used(
    draft: Letter, service: Service, manner: str, typed: dict[str, str], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    service.manner, by = manner, draft.drafted_by
    assert by is not None
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal, match=why) as caught:
        actions.issue_letter(draft, by=by, site=SITE, signing=by_service(**typed))
    draft.refresh_from_db()
    assert (draft.number, LetterSeries.objects.count()) == (None, 0)
    told = (PASSPHRASE, "salah sekali", NIK, "3671000101900002")
    said = " ".join([str(caught.value), repr(caught.value.facts), *caplog.messages])
    assert [word for word in told if word in said] == []
    assert caught.value.__cause__ is None
    if manner == "elsewhere":
        assert [one["path"] for one in service.asked] == ["/api/sign/pdf"]


def test_a_service_that_is_not_there_or_too_slow_says_so(service: Service) -> None:
    told = {"account": "", "nik": NIK, "passphrase": PASSPHRASE, "patience": 0.3}
    pdf = b"%PDF"
    service.manner = "slow"
    with pytest.raises(Refusal, match="tidak menjawab"):
        SigningService(service.address, **told).signed(pdf, place=None, at=None)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="tidak menjawab"):
        SigningService("http://127.0.0.1:9", **told).signed(pdf, place=None, at=None)  # type: ignore[arg-type]


def test_an_application_that_the_service_does_not_know_is_told_so(
    draft: Letter, cast: Cast, service: Service, settings: Settings
) -> None:
    settings.SIGNING_ACCOUNT = ""
    with pytest.raises(Refusal, match="tidak mengenal aplikasi ini"):
        actions.issue_letter(draft, by=cast.coordinator, site=SITE, signing=by_service())


def test_what_was_typed_shows_nowhere(service: Service) -> None:
    signing = by_service()
    adapter = SigningService(service.address, service.account, NIK, PASSPHRASE)
    for one in (signing, adapter):
        assert PASSPHRASE not in repr(one)
        assert NIK not in repr(one)


def test_the_page_signs_with_what_is_typed_and_keeps_none_of_it(
    draft: Letter, cast: Cast, service: Service, certificate: bytes, town: Town
) -> None:
    browser = client_of(cast.coordinator)
    page = browser.get(f"/surat-keluar/{draft.pk}/").content.decode()
    assert "dengan sertifikat kantor ini" in page
    assert "lewat layanan tanda tangan kota" in page
    typed = {"tindakan": "terbitkan", "tanda-tangan": "layanan", "nik": NIK, "kata-sandi": "salah"}
    refused = browser.post(f"/surat-keluar/{draft.pk}/tindakan/", typed, follow=True).content.decode()
    assert "periksa NIK dan kata sandi" in refused
    assert NIK not in refused
    done = browser.post(
        f"/surat-keluar/{draft.pk}/tindakan/", typed | {"kata-sandi": PASSPHRASE}, follow=True
    ).content.decode()
    assert f"ditandatangani secara elektronik oleh {NAME}" in done
    draft.refresh_from_db()
    assert PASSPHRASE not in str(draft.content)
    assert not Entry.objects.filter(note__contains=PASSPHRASE).exists()
    assert PASSPHRASE.encode() not in queries.pdf_of(draft)


@pytest.mark.parametrize("address", ["http://esign.kota.example", "ftp://127.0.0.1", "esign.kota.example"])
def test_a_passphrase_never_travels_in_the_open(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PAYUNG_SIGN_SERVICE", address)
    with pytest.raises(ImproperlyConfigured, match="https"):
        Environment.signing_service()
    monkeypatch.setenv("PAYUNG_SIGN_SERVICE", "https://esign.kota.example")
    assert Environment.signing_service() == "https://esign.kota.example"
