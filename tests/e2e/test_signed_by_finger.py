"""Does somebody sign with a finger in a window as small as a telephone, and hold the copy in their hands?"""

from pathlib import Path

from playwright.sync_api import Browser, expect
from tests.e2e.test_every_page import opened

from payung.accounts.terms import Role

PHONE = {"width": 375, "height": 812}


def test_a_firm_draws_its_signature_and_takes_the_copy(browser: Browser, sample: str, tmp_path: Path) -> None:
    context = opened(browser, sample, Role.FIRM)
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"{sample}/badan-usaha/komitmen/")
    page.get_by_role("link", name="Buat komitmen").click()
    page.locator("details:has(#lain-0)").evaluate("details => { details.open = true; }")
    page.locator("#lain-0").fill("Menempel papan perlindungan.")
    page.get_by_label("Nama penanda tangan").fill("Doni Contoh")
    pad = page.locator("[data-sign] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    for at in range(20):
        page.mouse.move(box["x"] + 30 + at * 10, box["y"] + 40 + (at % 2) * 30)
    page.mouse.up()
    assert page.locator("input[name=goresan]").input_value().startswith("data:image/png;base64,")
    page.get_by_role("button", name="Hapus goresan").click()
    assert page.locator("input[name=goresan]").input_value() == ""
    page.mouse.move(box["x"] + 30, box["y"] + 40)
    page.mouse.down()
    for at in range(20):
        page.mouse.move(box["x"] + 30 + at * 10, box["y"] + 40 + (at % 2) * 30)
    page.mouse.up()
    page.get_by_role("button", name="Tanda tangani dan simpan").click()

    expect(page.get_by_text("Komitmen tercatat.")).to_be_visible()
    expect(page.get_by_text("Menempel papan perlindungan.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="Menempel papan perlindungan.")
    row.get_by_role("link").first.click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Salinan (PDF)").click()
    taken.value.save_as(tmp_path / "salinan.pdf")
    assert (tmp_path / "salinan.pdf").read_bytes().startswith(b"%PDF")
    page.goto("about:blank")
    context.close()
