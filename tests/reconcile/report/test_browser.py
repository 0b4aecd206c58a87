"""Does the page work in the hands of a reader: on a phone, in the dark, with the keyboard, without scripts?"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_packages import PACKAGES
from invented_run import enlarge
from playwright.sync_api import Browser, Page, sync_playwright

from payung.reconcile.report.html import write_html
from payung.reconcile.report.view import RunTables

MISSING = "Chromium belum terpasang: jalankan `apt-get install -y chromium`, lalu ulangi `make test`."
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(run: RunTables, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("laporan") / "laporan.html"
    write_html(path, run=run)
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened.goto(address)
    yield opened
    opened.close()


def shown(page: Page) -> int:
    return page.locator(".pk:not([hidden])").count()


def test_the_page_asks_for_nothing_and_reports_no_error(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    assert {url for url in asked if not url.startswith("data:")} == {address}
    assert errors == []
    page.close()


@pytest.mark.parametrize("width", [375, 768, 1400])
def test_no_width_scrolls_sideways_even_with_a_package_open(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    for at in range(3):
        page.locator(".pk > summary").nth(at).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_every_package_has_a_line_with_words(page: Page) -> None:
    names = page.evaluate(
        "[...document.querySelectorAll('.pk summary svg')]"
        ".map(s => document.getElementById(s.getAttribute('aria-labelledby')).textContent)"
    )
    assert len(names) == len(PACKAGES)
    assert all("Keadaan per 23 November 2026" in name for name in names)
    assert "Masa kerja" in page.locator(".pk", has_text="posyandu").first.aria_snapshot()


def test_a_small_line_is_to_scale_in_pixels(page: Page) -> None:
    """60 days of work without protection beside 15 that are to come."""
    row = page.locator(".pk", has_text="SDN Contoh 4").locator("summary svg")
    work, exposed = (row.locator(f"rect.{name}").bounding_box() for name in ("w", "u"))
    assert work is not None
    assert exposed is not None
    assert abs(exposed["width"] / work["width"] - 60 / 75) < 0.01


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [("f", "unregistered", 4), ("f", "pending_unpaid", 1), ("f", "-", 5), ("s", "handed_over", 1)],
)
def test_a_filter_leaves_what_it_names(page: Page, field: str, value: str, count: int) -> None:
    page.locator(f"select[name={field}]").select_option(value)
    assert shown(page) == count
    assert f"dari {count} paket" in page.locator(".count").inner_text()


def test_the_agency_filter_leaves_its_packages(page: Page) -> None:
    page.locator("select[name=a]").select_option(label="Dinas Perkim")
    assert shown(page) == 3


def test_search_finds_words_in_any_order_and_says_when_there_is_nothing(page: Page) -> None:
    page.locator("input[name=q]").fill("jaya drainase")
    assert shown(page) == 1
    page.locator("input[name=q]").fill("tidak ada yang begini")
    assert shown(page) == 0
    assert "Tidak ada paket yang cocok" in page.locator(".count").inner_text()


def test_a_kind_of_finding_leads_to_its_packages(page: Page) -> None:
    page.locator("a[data-kind=unregistered]").click()
    assert shown(page) == 4


def test_a_row_opens_with_the_keyboard(page: Page) -> None:
    page.locator(".pk > summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pk").first.locator(".gpl").is_visible()


def test_long_lists_have_pages(browser: Browser, run: RunTables, tmp_path: Path) -> None:
    write_html(tmp_path / "laporan.html", run=enlarge(run, 1000))
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto((tmp_path / "laporan.html").as_uri())
    assert shown(page) == 50
    page.get_by_role("button", name="Berikutnya").click()
    assert "51–100 dari 1.001" in page.locator(".count").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.close()


def test_without_scripts_every_package_is_there_and_opens(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert shown(page) == len(PACKAGES)
    assert not page.locator(".filters").is_visible()
    page.locator(".pk > summary").first.click()
    assert page.locator(".pk .gpl").first.is_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(246, 247, 245)"), ("dark", "rgb(15, 22, 21)")])
def test_the_page_follows_the_readers_scheme(browser: Browser, address: str, scheme: str, colour: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour
    page.close()


def test_paper_shows_every_package_and_no_controls(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("[...document.querySelectorAll('.pk')].forEach(row => { row.hidden = true })")
    assert page.locator(".pk").last.is_visible()
    assert not page.locator(".filters").is_visible()
