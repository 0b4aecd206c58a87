"""May a city put its letters in its own words, sees it them before, and does the next letter say them?"""

from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.cast import Cast, client_of
from tests.house.handling import case_of, draft_of
from tests.house.runs import checked, city_files, run_folder
from tests.house.town import Town, settle

from payung.audit.models import Entry
from payung.compliance import queries
from payung.compliance.facts import letter_pdf
from payung.compliance.models import LetterWording
from payung.letters import Kind, shipped_wording
from payung.rules import remedy

__all__ = ["checked", "city_files", "run_folder"]

pytestmark = pytest.mark.django_db
ADDRESS = "/kota/pengaturan/surat/permintaan_klarifikasi/"
OWN = {"subject": "Mohon kabar", "body": "Kepada pimpinan {pelaksana}: mohon kabar tentang {nama_paket}.\n\n{garis}"}


@pytest.fixture
def town(cast: Cast, run_folder: object) -> Town:
    return settle(cast, run_folder)  # type: ignore[arg-type]


def test_every_kind_is_listed_with_whose_words_it_says(cast: Cast) -> None:
    client_of(cast.coordinator).post(ADDRESS, {**OWN, "simpan": "1"})
    page = client_of(cast.coordinator).get("/kota/pengaturan/surat/").content.decode()
    assert all(str(kind.label) in page for kind in Kind)
    assert page.count("milik kota, diubah Ani") == 1


def test_looking_shows_the_letter_in_these_words_and_keeps_nothing(cast: Cast) -> None:
    page = client_of(cast.coordinator).post(ADDRESS, OWN)
    assert page.content.count(b"data:image/png;base64,") >= 1
    assert LetterWording.objects.count() == 0


def test_the_next_letter_says_the_words_of_the_city_until_they_are_taken_back(cast: Cast, town: Town) -> None:
    client = client_of(cast.coordinator)
    assert client.post(ADDRESS, {**OWN, "simpan": "1"}).status_code == 302
    draft = draft_of(case_of(town.ours, by=cast.coordinator), by=cast.coordinator, step=remedy.CLARIFICATION)
    pdf = letter_pdf(draft, site="https://payung.contoh.example")
    words = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    assert "Mohon kabar" in words
    assert "mohon kabar tentang" in words
    assert client.post(f"{ADDRESS}bawaan/").status_code == 302
    assert queries.wording_of(Kind.CLARIFICATION) is None
    assert list(Entry.objects.filter(action__startswith="wording.").values_list("action", flat=True)) == [
        "wording.set", "wording.reset",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [("Yth. {nama_pacar}", "nama_pacar"), ("   ", "errorlist"), ("{pelaksana.__class__}", "pelaksana.__class__")],
)
def test_words_that_cannot_be_filled_are_refused_and_kept_in_the_form(cast: Cast, body: str, said: str) -> None:
    page = client_of(cast.coordinator).post(ADDRESS, {**OWN, "body": body, "simpan": "1"}).content.decode()
    assert said in page
    assert "Pratinjau muncul setelah" in page or body == "   "
    assert LetterWording.objects.count() == 0


def test_the_form_begins_with_the_words_it_ships_with(cast: Cast) -> None:
    page = client_of(cast.coordinator).get(ADDRESS).content.decode()
    assert shipped_wording(Kind.CLARIFICATION).subject in page
    assert "{nama_paket}" in page
