"""Do those in the hall answer on a phone without JavaScript, and does the office read what they learnt?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.hall import PHONE, Hall, hall, telephone
from tests.house.fresh import database
from tools.serving import served

pytestmark = pytest.mark.timeout(600)
PEOPLE = 11
RIGHT = """
import json
from payung.briefings.models import QuizSitting
from payung.briefings.queries import questions_of
sitting = QuizSitting.objects.get(participant__event={event}, participant__code="{code}", phase="{phase}")
print(json.dumps([[choice.code for choice in q.choices].index(q.right) for q in questions_of(sitting)]))
"""


@pytest.fixture(scope="module")
def here(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder, settings = tmp_path_factory.mktemp("kuis"), {"PAYUNG_DEMO": "1", **database("payung_kuis")}
    with served(folder, "--demo", f"--run={run_folder}", settings=settings) as address:
        yield hall(address, folder, settings, people=PEOPLE + 1)


def answer(page: Page, at: Hall, code: str, phase: str, *, rights: int) -> None:
    """Start a quiz and answer it: the first few right, one of the rest unknown."""
    page.locator(f"form[action$='/{phase}/'] button").click()
    keys = at.shell(RIGHT.format(event=at.event, code=code, phase=phase))
    for number, right in enumerate(keys, start=1):
        choices = page.locator(f"[name=soal-{number}]")
        wrong = choices.count() - 1 if number == len(keys) else (right + 1) % (choices.count() - 1)
        choices.nth(right if number <= rights else wrong).check()
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".own-score")).to_have_text(f"{rights} dari {len(keys)} benar")


def test_a_hall_answers_before_and_after_and_the_office_reads_what_was_learnt(browser: Browser, here: Hall) -> None:
    context = browser.new_context(locale="id-ID", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    for _name, code, _firm in here.people[:PEOPLE]:
        page.goto(f"{here.address}/acara/{here.code}/masuk/")
        page.get_by_label("Kode peserta").fill(code.lower())
        page.get_by_role("button", name="Buka").click()
        answer(page, here, code, "sebelum", rights=2)
        expect(page.get_by_text("Pembahasannya terbuka")).to_be_visible()
        page.get_by_role("link", name="Kembali ke halaman Anda").click()
        answer(page, here, code, "sesudah", rights=7)
        expect(page.locator(".asked > li")).to_have_count(9)
        page.get_by_role("link", name="Kembali ke halaman Anda").click()
        page.locator("[name=manfaat]").nth(4).check()
        page.locator("[name=jelas]").nth(3).check()
        page.get_by_label("Yang masih membingungkan").fill("Jelas sekali.")
        page.get_by_role("button", name="Kirim kesan").click()
        expect(page.get_by_text("Kesan Anda sudah diterima")).to_be_visible()
    context.close()

    office = telephone(browser, here)
    results = office.new_page()
    results.goto(f"{here.address}/sosialisasi/{here.event}/kuis/")
    expect(results.get_by_role("heading", level=1)).to_contain_text("56 lebih banyak yang benar")
    expect(results.get_by_text("11 orang mengisi sebelum acara, 11 sesudahnya, 11 keduanya.")).to_be_visible()
    expect(results.locator(".learned > li")).to_have_count(9)
    expect(results.locator(".felt li")).to_have_count(PEOPLE)

    _name, code, _firm = here.people[PEOPLE]
    results.get_by_label("Kode peserta").fill(code)
    results.get_by_label("Jawaban", exact=True).fill("abcd-abcd")
    results.get_by_role("button", name="Simpan jawaban").click()
    expect(results.get_by_text("12 orang mengisi sebelum acara")).to_be_visible()
    office.close()
