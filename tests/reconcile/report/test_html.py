"""Is the page one whole file that asks nothing of anybody and says everything of the run?"""

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from invented_packages import PACKAGES
from invented_run import AS_OF, build, enlarge

from payung.reconcile.report import html
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.wording import FINDING

WHOLE_NIK = re.compile(r"(?<!\d)[1-9]\d{15}(?!\d)")


@pytest.fixture(scope="module")
def page(run: RunTables) -> str:
    return html.render(run)


def test_the_page_asks_nothing_of_any_server(page: str) -> None:
    assert re.findall(r"https?:|//[a-z]|@import|url\((?!#)", page) == []
    assert set(re.findall(r'<(?:link|script|img|iframe)[^>]*(?:src|href)="?([^" >]*)', page)) == {"data:,"}
    assert "default-src 'none'" in page


def test_a_name_with_markup_is_shown_and_never_run(page: str) -> None:
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;gudang&#34;" in page
    assert "<script>alert" not in page


def test_a_masked_nik_stays_masked(page: str) -> None:
    assert "36**********0001" in page
    assert WHOLE_NIK.findall(re.sub(r"sha256 \w+", "", page)) == []


def test_every_package_has_a_line_in_both_sizes(page: str) -> None:
    assert page.count("<details class=pk ") == len(PACKAGES)
    assert len(re.findall(r"<svg class=gp [^>]*aria-labelledby=p\d+d>", page)) == len(PACKAGES)
    assert len(re.findall(r'<svg class="gp gpl" [^>]*aria-labelledby=p\d+d>', page)) == len(PACKAGES)


def test_ids_are_unique_and_every_named_sentence_exists(page: str) -> None:
    ids = re.findall(r"\sid=([\w-]+)", page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"aria-labelledby=([\w-]+)", page)) <= set(ids)
    assert set(re.findall(r"href=#([\w-]+)", page)) <= set(ids)


def test_the_headline_and_the_date_come_first(page: str) -> None:
    assert page.startswith('<!doctype html>\n<html lang="id">')
    assert "Dari 100 hari pekerjaan, 55 terlindungi" in page
    assert "23 November 2026" in page


@pytest.mark.parametrize(
    "part",
    [
        "praktik cabang, belum ada dalam teks undang-undang",
        "PP 44/2015 Pasal 54 ayat (2)",
        "PP 44/2015 Pasal 55 ayat (2)",
        "naskah sudah dibaca",
        "dari sumber kedua, naskah belum dibaca",
        "SPMK, keyakinan tinggi",
        "kontrak, keyakinan rendah",
        "nilai kontrak, 2 adendum",
        "keyakinan 99,4 %, nilai tanpa PPN",
        "<li>NPWP pelaksana sama.",
        "<li class=no>Nama proyek di cabang disingkat.",
        "PEMB RUKO CONTOH SQUARE",
        "setoran bank tanpa nomor, NPWP tidak tertulis",
        "catatan-rapat.xlsx",
        "tanggal mulai sesudah tanggal selesai",
        "di luar lingkup: 1",
        "NonTenderSelesai.json:12; SPMK.json:7",
    ],
)
def test_the_page_says(page: str, part: str) -> None:
    assert part in page


def test_every_kind_of_finding_is_said_in_words_with_what_closes_it(page: str, run: RunTables) -> None:
    kinds = run.tables["findings"]["kind"].unique()
    assert all(FINDING[kind] in page for kind in kinds)
    assert page.count("Ditutup oleh:") == kinds.len()


def test_nobody_is_accused(page: str) -> None:
    assert not re.search("melanggar|pelanggaran|bersalah|ilegal|nakal", page, re.IGNORECASE)


def test_the_same_run_gives_the_same_bytes(run: RunTables, page: str) -> None:
    assert html.render(build()) == page


def test_an_empty_run_says_what_will_appear(empty_run: RunTables) -> None:
    page = html.render(empty_run)
    assert "Belum ada paket konstruksi." in page
    assert "Belum ada hari pekerjaan yang dapat dihitung" in page
    assert "Semua baris terpakai." in page


def test_more_packages_than_fit_are_cut_and_the_page_says_where_the_rest_is(run: RunTables) -> None:
    page = html.render(enlarge(run, html.LIST_LIMIT + 100))
    assert page.count("<details class=pk ") == html.LIST_LIMIT
    assert "Halaman ini memuat 2.000 paket" in page
    assert "laporan.xlsx" in page
    assert "packages.parquet" in page


def test_a_city_of_1300_packages_fits_in_four_megabytes(tmp_path: Path) -> None:
    """One package in four is registered, as in the best of the regencies that published their count."""
    by_code = {package.code[-2:]: package for package in PACKAGES}
    city = build(tuple(by_code[code] for code in ("01", "02", "10", "13")))
    grown = enlarge(city, 1300)
    once = {name: city.tables[name] for name in ("unmatched_registrations", "out_of_scope")}
    html.write_html(tmp_path / "laporan.html", run=replace(grown, tables={**grown.tables, **once}))
    assert (tmp_path / "laporan.html").stat().st_size < 4_000_000


def test_the_shared_scale_holds_whole_months_around_the_work(run: RunTables) -> None:
    axis = html.shared_axis(run.tables["packages"], as_of=AS_OF)
    assert (axis.first.isoformat(), axis.last.isoformat()) == ("2026-02-01", "2027-03-31")


def test_work_far_from_the_as_of_date_gets_a_scale_of_its_own(page: str) -> None:
    assert page.count("skala sendiri:") == 1


def test_quotes_are_taken_off_only_where_nothing_needs_them() -> None:
    page = '<body><a id="x-1" title="a b"><use x="2.5%"/><i data-f=""></i><script>a="b"'
    assert html.compact(page) == '<body><a id=x-1 title="a b"><use x=2.5% /><i data-f=""></i><script>a="b"'


def test_an_unknown_value_is_said_instead_of_a_contribution(run: RunTables) -> None:
    nameless = run.tables["packages"].with_columns(base=pl.lit(None, pl.Int64), name=pl.lit(None, pl.String))
    page = html.render(RunTables({**run.tables, "packages": nameless}, run.rejected, run.manifest, run.summary, AS_OF))
    assert page.count("Belum dapat dihitung: nilai paket belum diketahui.") == len(PACKAGES)
    assert "Nama paket belum diketahui" in page
