"""Does the page say of the people what the tables say, and nothing that flatters?"""

import re
from pathlib import Path

import pytest
from invented_workers import ROSTER, build_with_workers
from python_calamine import CalamineWorkbook
from rich.console import Console

from payung.reconcile.report.html import render
from payung.reconcile.report.terminal import summary_view
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.workers import headline, workers
from payung.reconcile.report.xlsx import write_xlsx


@pytest.fixture(scope="module")
def peopled() -> RunTables:
    return build_with_workers()


def test_without_lists_of_people_the_page_says_nothing_of_them(run: RunTables) -> None:
    assert workers(run) is None
    assert 'id="pekerja"' not in render(run)
    assert 'href="#pekerja"' not in render(run)


@pytest.mark.parametrize(("protected", "other", "said"), [(60, 150, 28), (0, 7, 0), (199, 1, 99), (5, 0, 100)])
def test_the_share_of_protected_days_is_rounded_down(protected: int, other: int, said: int) -> None:
    sentence = headline({"protected": protected, "unprotected": other})
    assert sentence == f"Dari 100 hari pekerjaan orang dalam daftar, {said} terlindungi di pekerjaannya"


def test_without_days_the_headline_says_so() -> None:
    assert headline({}) == "Belum ada hari pekerjaan yang dapat dihitung dari daftar pekerja"


def test_a_row_with_two_candidates_counts_once(peopled: RunTables) -> None:
    found = workers(peopled)
    assert found is not None
    assert [(f.value, f.note) for f in found.figures] == [
        ("4", "2 ditemukan"),
        ("1", "dan 1 menunggu keputusan orang"),
        ("5", "di 2 lokasi, 1 dikunjungi"),
        ("210", "70 di antaranya berperlindungan di tempat lain saja"),
    ]
    assert [(s.state, s.days) for s in found.day_shares] == [("protected", 60), ("elsewhere", 70), ("unprotected", 80)]
    (waiting,) = found.candidates.rows
    assert (waiting["kpj"], waiting["sure"]) == ("25000000033", "62,0 %")


def test_a_work_is_shown_by_its_last_visit_with_who_pays(peopled: RunTables) -> None:
    found = workers(peopled)
    assert found is not None
    first, other = found.sites.rows
    assert [(s.label, s.count) for s in first.steps] == [
        ("di lokasi", 6), ("dalam daftar", 4), ("bernama di pendaftaran", 1), ("terlindungi hari itu", 1),
    ]  # fmt: skip
    assert first.gap == (
        "5 orang belum ditemukan namanya di pendaftaran; bila terjadi kecelakaan, penanggungnya "
        "BPJS Ketenagakerjaan sampai 14-12-2026."
    )
    assert first.expected is not None
    assert (first.expected.span, first.expected.estimate) == ("5–12", "8")
    assert (first.expected.left, first.expected.width, first.expected.at) == ("41.666", "58.333", "42.857")
    assert (other.name, other.beneath) == (
        "Pekerjaan K-77/2026", "nomor kontrak K-77/2026 · belum pernah dikunjungi"
    )  # fmt: skip
    assert (other.gap, other.expected) == ("", None)


def test_names_are_text_on_the_page_and_never_markup(peopled: RunTables) -> None:
    page = render(peopled)
    assert "<b>Contoh</b>" not in page
    assert "Dari 100 hari pekerjaan orang dalam daftar, 28 terlindungi di pekerjaannya" in page
    assert "70 hari berperlindungan di tempat lain saja" in page


def test_the_page_says_how_wrong_the_links_may_be_where_there_are_any(peopled: RunTables) -> None:
    page = render(peopled)
    assert "Dari 2 pekerja yang terhubung, 1 mungkin salah." in page
    assert "Tidak ada yang dapat dikatakan." not in page


def test_the_workbook_lists_every_worker_once_with_the_days(peopled: RunTables, tmp_path: Path) -> None:
    write_xlsx(tmp_path / "laporan.xlsx", run=peopled)
    book = CalamineWorkbook.from_path(str(tmp_path / "laporan.xlsx"))
    head, *rows = book.get_sheet_by_name("Pekerja").to_python()
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(r["Baris"], r["Keputusan"], r["Hari terlindungi di pekerjaan ini"]) for r in told] == [
        (2, "ditemukan", 60), (3, "ditemukan", 0), (4, "menunggu orang", 0), (5, "belum ditemukan", ""),
    ]  # fmt: skip
    assert {r["Daftar pekerja"] for r in told} == {ROSTER}
    assert len(book.get_sheet_by_name("Calon peserta").to_python()) == 3
    assert len(book.get_sheet_by_name("Orang di lokasi").to_python()) == 4


def test_the_terminal_tells_of_the_people(peopled: RunTables) -> None:
    console = Console(record=True, width=100)
    console.print(summary_view(peopled.summary))
    text = console.export_text()
    assert re.search(r"Pekerja dalam daftar\s+4 +\n", text)
    assert re.search(r"Hari pekerjaan orang, berperlindungan di tempat lain saja\s+70 +\n", text)
    assert re.search(r"Orang di lokasi menurut kunjungan\s+6 +\n", text)
