"""Do the two people whom the application is for get through their day: a coordinator, and a contract officer?"""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect
from tests.house.fresh import database
from tests.house.runs import CITY, DAY
from tools.serving import administer, served

COORDINATOR, PASSWORD = "ani@kota.example", "payung untuk semua orang"
PERIOD = 30


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of an installation that has just begun, and the path of its first invitation."""
    settings = database("payung_awal")
    administer(tmp_path, "migrate", "--verbosity=0", settings=settings)
    said = administer(
        tmp_path, "init", "--city", CITY, "--email", COORDINATOR, "--name", "Ani Contoh", settings=settings
    )
    with served(tmp_path, settings=settings) as address:
        yield address, re.search(r"/undangan/\S+", said)[0]  # type: ignore[index]


@pytest.fixture
def zipped(city_files: Path, tmp_path: Path) -> Path:
    packed = tmp_path / "ekspor.zip"
    with ZipFile(packed, "w") as archive:
        for path in sorted(city_files.iterdir()):
            archive.write(path, path.name)
    return packed


def test_a_coordinator_comes_from_an_invitation_to_a_judged_finding(
    page: Page, installed: tuple[str, str], zipped: Path
) -> None:
    address, invitation = installed
    accept(page, address + invitation)
    secret = set_up_second_step(page)
    sign_out(page)
    sign_in_twice(page, address, secret=secret)

    expect(page.get_by_role("heading", level=1)).to_have_text("Belum ada pemeriksaan")
    check_files(page, zipped)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile(r"Dari 100 hari pekerjaan, \d+ terlindungi")
    )
    judge_by_keyboard(page)
    judge_a_finding(page)


def test_a_contract_officer_sees_own_packages_and_asks_the_gate(page: Page, sample: str) -> None:
    page.goto(f"{sample}/akun/login/")
    page.get_by_label("E-mail").fill("petugas_opd@payung.example")
    page.get_by_label("Kata sandi").fill("payung-contoh-2026")
    page.get_by_role("button", name="Masuk", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Paket saya")
    page.get_by_label("Keadaan", exact=True).select_option("not_found")
    page.wait_for_url(re.compile("keadaan=not_found"))
    expect(page.locator("#daftar .chip.red").first).to_be_visible()
    package = page.locator("#daftar th[scope=row] a").first
    name = package.inner_text()
    package.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("svg.gpl rect.u").first).to_be_visible()
    code = page.locator(".crumb").inner_text().split(" · ")[1]

    menu = page.get_by_role("navigation", name="Menu utama").first
    menu.get_by_role("link", name="Gerbang pembayaran").click()
    page.get_by_label("Nomor kontrak").fill(code)
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("main .card h2").first).to_contain_text(name)
    expect(page.locator("main .verdict .word")).to_have_text("Dapat dibayar dengan alasan")
    assert page.goto(f"{sample}/kota/").status == 403  # type: ignore[union-attr]


def accept(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Selamat datang, Ani Contoh")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Buka akun").click()
    type_password(page)


def type_password(page: Page) -> None:
    page.get_by_label("E-mail").fill(COORDINATOR)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()


def set_up_second_step(page: Page) -> str:
    """An official is led to the second step, and nowhere else; the secret that the telephone would keep."""
    page.wait_for_url(re.compile(r"/akun/dua-langkah/"))
    page.locator("a[href$='totp/activate/']").first.click()
    page.wait_for_url(re.compile(r"totp/activate|reauthenticate"))
    if page.locator("input[type=password]").count():  # asked again before something as grave as this
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(code_of(secret))
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "totp/activate" not in url)
    return secret


def sign_out(page: Page) -> None:
    page.locator("details.user > summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(re.compile(r"/akun/login/"))


def sign_in_twice(page: Page, address: str, *, secret: str) -> None:
    """Password, then the next code: the one that set up the step is used."""
    page.goto(f"{address}/akun/login/")
    type_password(page)
    page.wait_for_url(re.compile(r"/authenticate/"))
    page.locator("input[name=code]").fill(code_of(secret, ahead=1))
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/kota/"))


def code_of(secret: str, *, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + ahead))


def check_files(page: Page, zipped: Path) -> None:
    """Upload, preview, start, progress, result."""
    page.get_by_role("link", name="Unggah berkas").click()
    page.locator("input[type=file]").set_input_files(zipped)
    page.locator("input[name=as_of]").fill(DAY.isoformat())
    page.get_by_role("button", name="Unggah dan kenali").click()
    expect(page.get_by_role("heading", name="Yang dikenali")).to_be_visible()
    page.get_by_role("button", name="Jalankan pemeriksaan").click()
    expect(page.locator("#kemajuan progress")).to_be_visible()
    page.get_by_role("link", name="Lihat hasilnya").click(timeout=120_000)


def judge_by_keyboard(page: Page) -> None:
    """One pair, without the mouse; it does not come back."""
    page.get_by_role("link", name="Pencocokan").first.click()
    before = page.locator(".pair").inner_text()
    page.keyboard.press("b")
    expect(page.get_by_role("status")).to_contain_text("Tercatat: berbeda", ignore_case=True)
    assert page.locator(".pair").count() == 0 or page.locator(".pair").inner_text() != before


def judge_a_finding(page: Page) -> None:
    page.get_by_role("link", name="Temuan").first.click()
    page.locator("main th[scope=row] a").first.click()
    page.get_by_label("Alasan").fill("Sudah dicocokkan dengan berkas kontrak.")
    page.locator("button[name=penilaian]").first.click()
    expect(page.get_by_role("status")).to_contain_text("Penilaian tercatat.")
    expect(page.locator("main")).to_contain_text("Sudah dicocokkan dengan berkas kontrak.")
