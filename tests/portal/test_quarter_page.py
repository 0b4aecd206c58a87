"""Does the mayor's page say the quarter, lead from every number to its list, and leave a line when it is taken?"""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.translation import override
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from tests.cast import Cast, client_of
from tests.house.town import Town, settle

from payung.audit.models import Entry
from payung.compliance.actions.reports import take_report
from payung.compliance.facts.quarter import headline, quarter
from payung.compliance.queries import quarters
from payung.compliance.terms import Figure, Period
from payung.refusal import Refusal

pytestmark = pytest.mark.django_db
PAGE, LIST, PDF, SHEETS = (
    "/kota/laporan/",
    "/kota/laporan/daftar/",
    "/kota/laporan/berkas.pdf",
    "/kota/laporan/berkas.xlsx",
)
THIRD = Period(2026, 3)
LINK = re.compile(r'href="/kota/laporan/daftar/\?([^"]+)"[^>]*>([\d.]+)')
ROWS = re.compile(r"<p class=\"sub\">.*?([\d.]+) baris", re.DOTALL)


@pytest.fixture
def town(cast: Cast, run_folder: Path) -> Town:
    return settle(cast, run_folder)


def test_without_a_run_the_page_says_how_to_begin(cast: Cast) -> None:
    page = client_of(cast.leader).get(PAGE)
    assert page.status_code == 200
    assert "triwulan" not in page.content.decode().split("<main")[1]
    assert client_of(cast.leader).get(LIST).status_code == 404
    assert client_of(cast.leader).get(PDF).status_code == 404
    with pytest.raises(Refusal, match="Belum ada pemeriksaan"):
        take_report(THIRD, form="pdf", by=cast.leader)


def test_it_opens_on_the_last_quarter_that_ended_with_its_sentence(cast: Cast, town: Town) -> None:
    told = quarter(THIRD, by=cast.leader)
    assert told is not None
    words = client_of(cast.leader).get(PAGE).content.decode()
    assert headline(told) in words
    assert "Triwulan III 2026" in words
    assert "masih berubah" not in words


def test_a_quarter_under_way_or_without_days_says_so(cast: Cast, town: Town) -> None:
    browser = client_of(cast.inspectorate)
    assert "masih berubah" in browser.get(PAGE, {"triwulan": "2026-4"}).content.decode()
    empty = browser.get(PAGE, {"triwulan": "2011-2"}).content.decode()
    assert "Tidak ada hari pekerjaan yang diketahui pada triwulan ini" in empty
    assert "Tidak ada pekerjaan pada triwulan ini." in empty


@pytest.mark.parametrize("text", ["", "kapan-saja", "2026-9", "9" * 40, "2026-1' OR 1=1"])
def test_what_is_no_quarter_opens_the_usual_one(cast: Cast, town: Town, text: str) -> None:
    assert "Triwulan III 2026" in client_of(cast.leader).get(PAGE, {"triwulan": text}).content.decode()


def test_every_number_of_the_page_is_its_list(cast: Cast, town: Town) -> None:
    browser = client_of(cast.coordinator)
    links = {(question.replace("&amp;", "&"), n) for question, n in LINK.findall(browser.get(PAGE).content.decode())}
    assert len(links) > 40
    for question, told in links:
        page = browser.get(f"{LIST}?{question}")
        assert page.status_code == 200
        asked = dict(part.split("=") for part in question.split("&"))
        agency = int(asked["opd"]) if "opd" in asked else None
        rows = quarters.behind(
            Figure(asked["angka"]), Period.read(asked["triwulan"]) or THIRD, by=cast.coordinator, agency=agency
        )
        days = [quarters.days_in(row) for row in rows]
        count = len(days) if None in days else sum(day or 0 for day in days)
        assert count == int(told.replace(".", "")), question


@pytest.mark.parametrize("figure", Figure.values)
def test_every_list_opens(cast: Cast, town: Town, figure: str) -> None:
    page = client_of(cast.leader).get(LIST, {"angka": figure, "triwulan": "2026-3", "page": "99", "opd": "x"})
    assert page.status_code == 200
    assert page.context["page"].paginator.count == quarters.behind(Figure(figure), THIRD, by=cast.leader).count()


def test_an_unknown_figure_is_not_found(cast: Cast, town: Town) -> None:
    assert client_of(cast.leader).get(LIST, {"angka": "tidak-ada"}).status_code == 404


def test_the_files_tell_the_page_and_leave_one_line_each(cast: Cast, town: Town) -> None:
    told = quarter(THIRD, by=cast.leader)
    assert told is not None
    browser = client_of(cast.leader)
    pdf = browser.get(PDF, {"triwulan": "2026-3"})
    words = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages).split())
    assert headline(told) in words
    assert told.unresolved[0].package_id in "".join(words.split())
    made = browser.get(SHEETS, {"triwulan": "2026-3"}).content
    book = CalamineWorkbook.from_filelike(BytesIO(made))
    assert book.sheet_names == [
        "Angka", "Perbandingan", "Perangkat daerah", "Yang dilakukan", "Janji", "Pembayaran diloloskan",
        "Belum selesai", "Metadata",
    ]  # fmt: skip
    figures = {row[0]: row[1] for row in book.get_sheet_by_name("Angka").to_python()}
    assert figures["Hari terlindungi"] == told.days.protected
    with zipfile.ZipFile(BytesIO(made)) as parts:
        links = parts.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert f"http://testserver{LIST}?angka=hari&amp;triwulan=2026-3" in links
    about = dict(row[:2] for row in book.get_sheet_by_name("Metadata").to_python())
    assert not set(told.sources) & set(told.unread)
    assert "Berkas yang tidak dikenali" in about
    assert {
        "Konsep", "Definisi", "Ukuran", "Satuan", "Klasifikasi", "Periode", "Produsen data", "Walidata", "Sumber",
        "Tanggal data",
    } <= set(about)  # fmt: skip
    lines = Entry.objects.filter(action="report.exported").order_by("pk").values_list("on", "note", "actor")
    actor = f"user:{cast.leader.pk}"
    assert list(lines) == [("triwulan 2026-3", "pdf", actor), ("triwulan 2026-3", "xlsx", actor)]


def test_the_page_is_said_in_english_and_its_paper_stays_indonesian(cast: Cast, town: Town) -> None:
    browser = client_of(cast.leader)
    browser.post("/bahasa/", {"language": "en"})
    with override("id"):  # whatever the pages leave behind
        page = browser.get(PAGE).content.decode()
        pdf = browser.get(PDF, {"triwulan": "2026-3"}).content
    words = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "days worked this quarter" in page
    assert "Quarter III 2026" in page
    assert "No case yet" in page
    assert "Dari 100 hari pekerjaan triwulan ini" in words
    assert "Belum ditangani" in words
