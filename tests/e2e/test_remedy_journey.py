"""Does a finding lead to protection: asked, answered by the firm without an account, notified, and closed by proof?"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from tests.house.fresh import database
from tests.house.runs import Written, with_value, without
from tools.serving import administer, served

from payung.jobs.demo import busiest_of
from payung.reconcile.run import Run

PHONE = {"width": 375, "height": 812}
LOAD = """
from pathlib import Path
from payung.accounts.models import User
from payung.compliance.actions import load_run
load_run(Path({folder!r}), by=User.objects.get(email="koordinator@payung.example"))
"""


@pytest.fixture
def settings() -> dict[str, str]:
    return {"PAYUNG_DEMO": "1", **database("payung_penanganan")}


@pytest.fixture
def city(run_folder: Path, tmp_path: Path, settings: dict[str, str]) -> Iterator[str]:
    """The address of a sample city of its own, for the journey changes it."""
    with served(tmp_path, "--demo", f"--run={run_folder}", settings=settings) as address:
        yield address


@pytest.fixture
def package(checked: Run, run_folder: Path) -> str:
    """A package of the sample's agency that was not found registered, with nothing left to judge."""
    tables = checked.tables
    unjudged = tables["registration_links"].filter(pl.col("decision") == "candidate")["package_id"]
    missing = tables["findings"].filter(pl.col("kind") == "unregistered")["package_id"]
    begun = tables["packages"].filter(
        pl.coalesce("agency_code", "agency") == busiest_of(run_folder).agency_code,
        pl.col("package_id").is_in(missing.to_list()), ~pl.col("package_id").is_in(unjudged.to_list()),
        pl.col("starts_on").is_not_null(), pl.col("executor_name").is_not_null(), pl.col("name").is_not_null(),
    )  # fmt: skip
    owed = tables["findings"].filter(pl.col("kind") == "unregistered").select("package_id", "amount")
    # the least money: the sample's own cases are those about the most
    return str(begun.join(owed, on="package_id").sort("amount", "package_id", nulls_last=True)["package_id"][0])


def test_a_finding_becomes_a_clarification_a_notice_and_is_closed_by_proof(
    browser: Browser, city: str, package: str, tmp_path: Path, settings: dict[str, str], other_run: Written
) -> None:
    coordinator, officer = at(browser, city, "koordinator"), at(browser, city, "petugas_opd")
    name = open_case(coordinator, city, package)
    link = issue_clarification(coordinator)
    answer_without_account(browser, link, city)
    read_answer(coordinator, city, name)
    send_notice(officer, city, name)

    proven = other_run(
        findings=without(package), coverage=with_value(package, state="protected"),
        packages=with_value(package, uncovered_days=0),
    )  # fmt: skip
    administer(tmp_path, "shell", "-c", LOAD.format(folder=str(proven)), settings=settings)
    administer(tmp_path, "clock", "--once", settings=settings)

    for page, listing in ((coordinator, "/kota/penanganan/"), (officer, "/dinas/penanganan/")):
        page.goto(f"{city}{listing}?keadaan=selesai")
        named(page, name).click()
        expect(page.locator("main .ladder [aria-current=step]")).to_contain_text("Bukti perlindungan diterima")
        expect(page.locator("main .events")).to_contain_text("Pemberitahuan")
        page.context.close()


def at(browser: Browser, city: str, role: str) -> Page:
    """A browser in which the sample's account of this role has signed in."""
    page = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta").new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{city}/akun/login/")
    page.locator(f".accounts form:has(input[value='{role}@payung.example']) button").click()
    page.wait_for_url(re.compile(r"/(kota|dinas)/"))
    return page


def named(page: Page, name: str) -> Locator:
    """The row of this package in a list; the sample has cases of its own."""
    return page.locator("main th[scope=row] a", has_text=name)


def open_case(page: Page, city: str, package: str) -> str:
    """Judge the finding true, then open what was judged; the name of the package."""
    page.goto(f"{city}/kota/paket/{package}/")
    name = page.get_by_role("heading", level=1).inner_text()
    page.goto(f"{city}/kota/temuan/?jenis=unregistered")
    page.get_by_label("Cari paket atau pelaksana").fill(name)
    page.get_by_role("button", name="Tampilkan").click()
    page.locator("main th[scope=row] a").first.click()
    page.get_by_label("Alasan").fill("Dilihat di lokasi; pekerja ada, pendaftaran belum ditemukan.")
    page.locator("button[name=penilaian][value=nyata]").click()
    page.goto(f"{city}/kota/penanganan/")
    page.get_by_role("link", name="Buka penanganan").click()
    expect(page.locator("main tbody input:enabled")).to_have_count(1)
    page.get_by_role("button", name="Buka penanganan yang dipilih").click()
    expect(page.get_by_role("status")).to_contain_text("1 penanganan dibuka.")
    named(page, name).click()
    return name


def issue_clarification(page: Page) -> str:
    """Draft, look, issue; the link that the paper holds."""
    page.get_by_role("button", name="Susun surat: Permintaan klarifikasi").click()
    expect(page.locator("img.paper").first).to_be_visible()
    expect(page.get_by_role("heading", name="Asal angka")).to_be_visible()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("status")).to_contain_text("Surat terbit dan bernomor.")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Unduh PDF").first.click()
    paper = PdfReader(BytesIO(Path(fetched.value.path()).read_bytes()))
    words = "".join(sheet.extract_text() for sheet in paper.pages).replace("\n", "")
    return re.search(r"/jawab/[\w-]+/", words)[0]  # type: ignore[index]


def answer_without_account(browser: Browser, link: str, city: str) -> None:
    """On a telephone, without JavaScript."""
    context = browser.new_context(locale="id-ID", viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{city}{link}")
    page.get_by_label("Sudah terdaftar di kantor cabang lain").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".errorlist")).to_contain_text("Tulis nomor kepesertaannya")
    page.get_by_label("Belum terdaftar; akan segera didaftarkan").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("main")).to_contain_text("Jawaban diterima.")
    context.close()


def read_answer(page: Page, city: str, name: str) -> None:
    page.goto(f"{city}/kota/penanganan/")
    page.get_by_role("link", name="Jawaban menunggu dibaca").click()
    named(page, name).click()
    page.get_by_label("Catatan: apa yang diperiksa, dan hasilnya").fill("Belum ada bukti bayar.")
    page.get_by_role("button", name="Jawaban belum cukup").click()
    expect(page.locator("main .events")).to_contain_text("Belum ada bukti bayar.")


def send_notice(page: Page, city: str, name: str) -> None:
    """The contract officer finds it waiting, and issues the notice."""
    page.goto(f"{city}/dinas/penanganan/")
    page.get_by_role("link", name="Jawaban belum cukup; giliran pemberitahuan PPK").click()
    named(page, name).click()
    page.get_by_role("button", name="Susun surat: Pemberitahuan").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("status")).to_contain_text("Surat terbit dan bernomor.")
