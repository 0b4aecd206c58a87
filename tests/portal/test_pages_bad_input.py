"""Does a page answer bad input with a page or one sentence, never with an error, and with nothing stored?"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, client_of, office, person
from tests.house.runs import DAY
from tests.house.town import Town, check_with_files, ended_check, settle

from payung.accounts.terms import OfficeKind, Role
from payung.intake.models import Check, Run
from payung.intake.terms import CheckState
from payung.jobs.checks import run_check
from payung.portal.demo import demo_accounts
from payung.projects.models import SavedView

STRANGE = ["\x00", "'", '"><script>', "%", "\\", "é" * 500, "9" * 40, "-1", "\u202e", "\r\nX: y", "{}", "../.."]
LISTS = {
    "city_packages": ("coordinator", "q keadaan tahap jenis opd nilai terbuka urut per page"),
    "city_findings": ("coordinator", "jenis q opd penilaian yakin urut page"),
    "agency_packages": ("agency_officer", "q keadaan opd per page"),
    "agency_findings": ("agency_officer", "jenis q penilaian page"),
    "agency_payment_gate": ("payment_verifier", "nomor"),
    "branch_packages": ("branch_officer", "q urut page"),
    "firm_packages": ("firm", "q urut page"),
    "law": ("leader", "q status"),
    "audit_trail": ("inspectorate", "actor action on since_on until_on older_than"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def town(cast: Cast, run_folder: Path) -> Town:
    return settle(cast, run_folder)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asked_strangely_is_a_page(town: Town, cast: Cast, name: str) -> None:
    who, fields = LISTS[name]
    browser = client_of(getattr(cast, who))
    answers = {
        (field, told): browser.get(reverse(name), {field: told}).status_code
        for field in fields.split()
        for told in STRANGE
    }
    assert {asked: status for asked, status in answers.items() if status != (400 if asked[1] == "\x00" else 200)} == {}


@pytest.mark.parametrize("told", STRANGE)
def test_a_package_of_a_strange_name_is_no_page(town: Town, cast: Cast, told: str) -> None:
    browser = client_of(cast.coordinator)
    answer = browser.get(reverse("city_package", args=["x"]).replace("x", "%s") % _quoted(told))
    assert answer.status_code == (400 if told == "\x00" else 404)


def _quoted(told: str) -> str:
    return "".join(f"%{byte:02X}" for byte in told.encode())


@pytest.mark.parametrize("told", STRANGE)
def test_a_question_saved_leads_back_to_the_list(town: Town, cast: Cast, told: str) -> None:
    browser = client_of(cast.leader)
    answer = browser.post(reverse("city_packages_save"), {"nama": "Jalan", "tanya": f"q={told}"})
    if told == "\x00":
        assert answer.status_code == 400
        return
    assert answer.status_code == 302
    assert browser.get(answer.headers["Location"]).status_code == 200
    assert SavedView.objects.get(user=cast.leader).name == "Jalan"


def test_who_may_not_download_may_still_save_a_question(town: Town, cast: Cast) -> None:
    page = client_of(cast.leader).get(reverse("city_packages"), {"q": "jalan"}).content.decode()
    assert reverse("city_packages_save") in page
    assert reverse("city_packages_export") not in page


@pytest.mark.parametrize("name", ["", "   "])
def test_a_question_without_a_name_is_not_saved(town: Town, cast: Cast, name: str) -> None:
    browser = client_of(cast.coordinator)
    page = browser.post(reverse("city_packages_save"), {"nama": name, "tanya": "q=jalan"}, follow=True)
    assert "Beri nama tampilan ini." in page.content.decode()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("purpose", ["", "abc", "     x     "])
def test_a_list_leaves_with_a_purpose_or_not(town: Town, cast: Cast, purpose: str) -> None:
    browser = client_of(cast.agency_officer)
    page = browser.post(reverse("agency_packages_export"), {"keperluan": purpose, "tanya": ""}, follow=True)
    assert "keperluannya dicatat" in page.content.decode()


def test_a_list_that_leaves_holds_nothing_of_others(town: Town, cast: Cast) -> None:
    told = {"keperluan": "rapat mingguan", "tanya": "opd=&keadaan=", "bentuk": "csv"}
    rows = client_of(cast.agency_officer).post(reverse("agency_packages_export"), told).content.decode("utf-8-sig")
    assert town.ours.package_id in rows
    assert town.theirs.package_id not in rows


def uploaded(browser: Client, *files: SimpleUploadedFile, as_of: str = DAY.isoformat()) -> str:
    page = browser.post(reverse("city_imports"), {"uploads": list(files), "as_of": as_of}, follow=True)
    assert page.status_code == 200
    return page.content.decode()


def zip_of(**files: bytes) -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return SimpleUploadedFile("berkas.zip", stream.getvalue())


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("rusak.zip", b"bukan zip"), "rusak.zip tidak dapat dibuka"),
        (zip_of(), "Pilih paling sedikit satu berkas"),
        (SimpleUploadedFile("kosong.csv", b""), "kosong"),
    ],
)
def test_files_that_cannot_be_used_are_answered_with_a_sentence(
    cast: Cast, tmp_path: Path, file: SimpleUploadedFile, sentence: str
) -> None:
    assert sentence in uploaded(client_of(cast.coordinator), file)
    assert not Check.objects.exists()
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize("as_of", ["", "besok", "2026-02-30"])
def test_a_check_without_a_day_is_not_asked_for(cast: Cast, as_of: str) -> None:
    assert "errorlist" in uploaded(client_of(cast.coordinator), SimpleUploadedFile("a.csv", b"a\n"), as_of=as_of)
    assert not Check.objects.exists()


def test_two_files_of_one_name_are_answered_with_a_sentence(cast: Cast) -> None:
    twins = [SimpleUploadedFile("a.csv", b"a\n"), SimpleUploadedFile("a.csv", b"b\n")]
    assert "Ada dua berkas bernama a.csv" in uploaded(client_of(cast.coordinator), *twins)
    assert not Check.objects.exists()


def test_files_nobody_recognises_say_so_before_the_check_and_after_it(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    page = uploaded(browser, SimpleUploadedFile("catatan.csv", b"judul,isi\nhalo,dunia\n"))
    check = Check.objects.get()
    assert 'role="alert"' in page
    assert reverse("city_import_start", args=[check.pk]) not in page
    browser.post(reverse("city_import_start", args=[check.pk]))
    run_check.func(check.pk)
    page = browser.get(reverse("city_import", args=[check.pk])).content.decode()
    check.refresh_from_db()
    assert (check.state, check.sentence != "", check.sentence in page) == (CheckState.FAILED, True, True)
    assert not Run.objects.exists()


def test_a_check_is_cancelled_from_its_page_and_once(cast: Cast) -> None:
    check, browser = check_with_files(cast), client_of(cast.coordinator)
    cancel = reverse("city_import_cancel", args=[check.pk])
    browser.post(cancel)
    check.refresh_from_db()
    assert check.state == CheckState.CANCELLED
    assert "sudah selesai" in browser.post(cancel, follow=True).content.decode()


def test_refused_rows_are_a_file_for_the_coordinator_alone(cast: Cast) -> None:
    check = ended_check(cast)
    address = reverse("city_import_file", args=[check.pk, "rejected.csv"])
    page = client_of(cast.coordinator).get(reverse("city_import", args=[check.pk])).content.decode()
    assert "nilai tidak terbaca" in page
    assert b"nilai tidak terbaca" in client_of(cast.coordinator).get(address).getvalue()
    for name in ("leader", "inspectorate", "agency_officer", "branch_officer", "firm"):
        assert client_of(getattr(cast, name)).get(address).status_code == 403
    for name in ("..%2Fberkas%2Fpaket.csv", "%2e%2e", "manifest.json", "rejected.csv%00"):
        wrong = client_of(cast.coordinator).get(address.replace("rejected.csv", name))
        assert wrong.status_code in (400, 404), name


def test_a_sample_account_is_listed_among_the_sessions(db: None, settings: LazySettings) -> None:
    settings.DEMO = True
    someone = person("x", Role.LEADER, office(OfficeKind.CITY, "36.71", "Kota Contoh"))
    type(someone).objects.filter(pk=someone.pk).update(email="pimpinan@payung.example")
    (account,) = demo_accounts()
    browser = Client()
    assert browser.post(reverse("demo_login"), {"email": account.email}).status_code == 302
    assert UserSession.objects.get(user=someone).session_key == browser.session.session_key
    assert browser.get(reverse("city_home")).status_code == 200


@pytest.mark.parametrize("email", ["", "ani@uji.example", "siapa@payung.example", "a@payung.example.net"])
def test_no_other_account_opens_without_a_password(cast: Cast, settings: LazySettings, email: str) -> None:
    settings.DEMO = True
    browser = Client()
    assert browser.post(reverse("demo_login"), {"email": email}).status_code == 404
    assert "_auth_user_id" not in browser.session
