"""Does an event lead from an invitation to proof: two hundred invited, a hundred and twenty let in without a signal,
asked, promised, and what is proven closed by the next check?
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.e2e.hall import Hall, counted, let_in, open_door, send_all, telephone
from tests.house.fresh import database
from tests.house.runs import CITY, DAY, at_work, with_row, with_value, without
from tools.serving import administer, served

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import Run, check, write_tables
from payung.sample.city import write_city

pytestmark = pytest.mark.timeout(900)

INVITED, COMING = 200, 120
LIST = """
import json
from payung.briefings.models import Invitee
rows = Invitee.objects.filter(event__title={title!r}).order_by("pk").select_related("executor")
names = [one.executor.name.casefold() for one in rows]
whole = lambda one: "" if "*" in (one.npwp or "*") else one.npwp
named = lambda one: whole(one) or (one.name if names.count(one.name.casefold()) == 1 else "")
print(json.dumps([[one.event_id, named(one.executor), one.key] for one in rows]))
"""
BEGIN = """
import datetime as dt, json
from django.utils import timezone
from payung.briefings.models import Event
event, now = Event.objects.get(pk={event}), timezone.now()
Event.objects.filter(pk=event.pk).update(starts_at=now - dt.timedelta(hours=1), ends_at=now + dt.timedelta(hours=3))
print(json.dumps([list(row) for row in event.participants.order_by("pk").values_list("name", "code", "firm_name")]))
"""
FIRM_OF = """
import json
from payung.briefings.models import Invitee
found = Invitee.objects.filter(event={event}, executor__packages__package_id__in={packages}).order_by("pk")
print(json.dumps(list(found.values_list("key", "executor__packages__package_id").first())))
"""
QUEUED = """
import json
from payung.briefings.models import Told
print(json.dumps(Told.objects.filter(invitee__event__title={title!r}).values("invitee").distinct().count()))
"""
LOAD = """
from pathlib import Path
from payung.accounts.models import User
from payung.compliance.actions import load_run
load_run(Path({folder!r}), by=User.objects.get(email="koordinator@payung.example"))
"""
TITLE = "Sosialisasi bagi dua ratus badan usaha"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A city with more firms than are invited."""
    folder = tmp_path_factory.mktemp("kota-besar") / "berkas"
    write_city(folder, city=CITY, seed=12, packages=900)
    return check(folder, as_of=DAY, area=CITY, machine=Machine(Engine.POLARS))


@pytest.fixture
def served_city(large: Run, tmp_path: Path) -> Iterator[Hall]:
    """The sample city, and nobody in a hall yet."""
    (tmp_path / "hasil").mkdir()
    write_tables(large, tmp_path / "hasil")
    folder, settings = tmp_path / "data", {"PAYUNG_DEMO": "1", **database("payung_sosialisasi")}
    folder.mkdir()
    with served(folder, "--demo", f"--run={tmp_path / 'hasil'}", settings=settings) as address:
        yield Hall(address, folder, settings, 0, "", [])


def test_an_event_leads_from_an_invitation_to_proof(
    browser: Browser, served_city: Hall, large: Run, tmp_path: Path
) -> None:
    desk = telephone(browser, served_city)
    page = desk.new_page()
    firms = invite(page, served_city, tmp_path)
    assert len(firms) == INVITED
    assert served_city.shell(QUEUED.format(title=TITLE)) == INVITED
    event = firms[0][0]
    answer_without_account(browser, served_city, firms[0][2])
    answer_all(desk, served_city, [key for _event, _named, key in firms[1:COMING]])
    page.context.close()

    people = [tuple(one) for one in served_city.shell(BEGIN.format(event=event))]
    assert len(people) == COMING
    hall = replace(served_city, event=event, people=people)  # type: ignore[arg-type]
    let_in_without_a_signal(browser, hall)
    score_before, score_after = ask(browser, hall)
    assert score_before < score_after

    key, package = promise(browser, hall, at_work(large, "unprotected"))
    load(large, hall, tmp_path, package)
    administer(hall.folder, "clock", "--once", settings=hall.settings)
    proven(browser, hall, key)


def invite(page: Page, at: Hall, tmp_path: Path) -> list[tuple[int, str, str]]:
    """Plan an event, take the two hundred most pressing firms of the proposal, write the letter, send."""
    page.goto(f"{at.address}/sosialisasi/baru/")
    told = {"Judul": TITLE, "Tempat": "Gedung Contoh", "Mulai": "23:00", "Selesai": "23:50", "Kuota": "300"}
    for label, text in told.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Hari", exact=True).fill((timezone.localdate() + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Draf tersimpan.")
    overview = page.url
    page.get_by_role("link", name="Lihat usulan dari data").click()
    page.get_by_label("Ambil sekian teratas").fill(str(INVITED))
    page.get_by_role("button", name="Tambahkan", exact=True).click()
    firms = [tuple(row) for row in at.shell(LIST.format(title=TITLE))]
    contacts = tmp_path / "kontak.csv"
    lines = [f'"{named}",contoh{n}@payung.example,' for n, (_event, named, _key) in enumerate(firms) if named]
    contacts.write_text("\n".join(["npwp,surel,telepon", *lines]), encoding="utf-8")
    page.goto(f"{overview}undangan/")
    page.get_by_label("Berkas CSV").set_input_files(contacts)
    page.get_by_role("button", name="Muat kontak").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(lines)} kontak tersimpan")
    page.goto(overview)
    page.get_by_role("button", name="Susun surat").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_role("status")).to_contain_text("Surat terbit dan bernomor.")
    page.goto(overview)
    page.get_by_role("button", name="Buka undangan").click()
    if len(lines) < INVITED:  # two firms of one name, and no number to tell them apart
        page.get_by_label("Yang tanpa kontak: catat untuk diantar langsung").check()
    page.get_by_role("button", name=re.compile("Kirim undangan")).click()
    expect(page.get_by_role("status")).to_contain_text(f"{INVITED} undangan diantrekan")
    return firms  # type: ignore[return-value]


def answer_without_account(browser: Browser, at: Hall, key: str) -> None:
    """One firm answers on a telephone without a script, and sees the codes for the door."""
    context = browser.new_context(viewport={"width": 375, "height": 812}, java_script_enabled=False, locale="id-ID")
    page = context.new_page()
    page.goto(f"{at.address}/undangan-acara/{key}/")
    page.get_by_label("Kami datang").check()
    page.get_by_label("Nama orang ke-1").fill("Wakil Contoh 000")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("kursi Anda tercatat")).to_be_visible()
    expect(page.locator(".passes .qr")).to_have_count(1)
    context.close()


def answer_all(context: BrowserContext, at: Hall, keys: list[str]) -> None:
    """The others answer by the form's own request."""
    for number, key in enumerate(keys, start=1):
        address = f"{at.address}/undangan-acara/{key}/"
        token = next(each["value"] for each in context.cookies() if each["name"] == "csrftoken")
        told = {"csrfmiddlewaretoken": token, "jawaban": "datang", "nama-1": f"Wakil Contoh {number:03d}"}
        answer = context.request.post(address, form=told, headers={"Referer": address})
        assert answer.ok, answer.status


def let_in_without_a_signal(browser: Browser, hall: Hall) -> None:
    """The network is cut when a third has come; the rest is kept on the telephone, and sent when it returns."""
    context = telephone(browser, hall)
    page = open_door(context, hall)
    for _name, code, _firm in hall.people[: COMING // 3]:
        let_in(page, code)
    context.set_offline(True)
    for name, code, _firm in hall.people[COMING // 3 :]:
        let_in(page, code if code[0] < "M" else name)
    assert counted(page)["here"] == COMING
    context.set_offline(False)
    send_all(page)
    kept = hall.kept()
    assert sorted(kept["came"]) == sorted(name for name, _code, _firm in hall.people)
    assert len(kept["looks"]) == COMING
    context.close()


def ask(browser: Browser, hall: Hall) -> tuple[int, int]:
    """One who takes part answers before and after, on a telephone; how many were right each time."""
    context = browser.new_context(viewport={"width": 375, "height": 812}, locale="id-ID")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{hall.address}/acara/")
    page.get_by_role("link", name=TITLE).first.click()
    page.goto(page.url.rstrip("/") + "/masuk/")
    page.get_by_label("Kode peserta").fill(hall.people[0][1].lower())
    page.get_by_role("button", name="Buka").click()
    own = page.url
    before = sit(page, own, knows=False, hall=hall)
    after = sit(page, own, knows=True, hall=hall)
    context.close()
    return before, after


RIGHT = """
import json
from payung.briefings.models import QuizSitting
sitting = QuizSitting.objects.filter(participant__code={code!r}, answered_at=None).get()
print(json.dumps(sitting.questions))
"""


def sit(page: Page, own: str, *, knows: bool, hall: Hall) -> int:
    """Take the next quiz: «belum tahu» throughout, or what the stored questions hold for right."""
    page.goto(own)
    page.get_by_role("button", name="Mulai kuis").first.click()
    expect(page.get_by_role("button", name="Kirim jawaban")).to_be_visible()
    questions = hall.shell(RIGHT.format(code=hall.people[0][1])) if knows else []
    for number, asked in enumerate(page.locator("ol.asked fieldset").all()):
        right = right_text(questions[number]) if knows else "Belum tahu"
        asked.get_by_text(right, exact=True).click()
    page.get_by_role("button", name="Kirim jawaban").click()
    return int(page.locator(".own-score b").inner_text())


def right_text(question: dict[str, Any]) -> str:
    """The right choice of a stored question, in words."""
    return next(str(choice["text"]["id"]) for choice in question["choices"] if choice["code"] == question["right"])


def promise(browser: Browser, hall: Hall, unprotected: list[str]) -> tuple[str, str]:
    """A firm with an unprotected package signs by its link, on a telephone; its key, and the package."""
    key, package = hall.shell(FIRM_OF.format(event=hall.event, packages=unprotected))
    context = browser.new_context(viewport={"width": 375, "height": 812}, locale="id-ID")
    page = context.new_page()
    page.goto(f"{hall.address}/undangan-acara/{key}/lembar/")
    page.goto(f"{hall.address}/undangan-acara/{key}/komitmen/")
    page.get_by_label("Nama penanda tangan").fill("Direktur Contoh")
    page.get_by_label("Saya menandatangani").check()
    page.get_by_role("button", name="Tanda tangani dan simpan").click()
    expect(page.get_by_role("status").first).to_contain_text("Komitmen tercatat.")
    context.close()
    return key, package


def load(large: Run, hall: Hall, tmp_path: Path, package: str) -> None:
    """A later run in which this package is registered and paid."""
    facts = large.tables["packages"].filter(pl.col("package_id") == package).row(0, named=True)
    due = facts["contribution_due"]
    changes = {
        "registrations": with_row(
            nomor_kepesertaan="J-BUKTI-1", status="peserta", tgl_daftar=DAY, tgl_mulai=facts["starts_on"],
            tgl_selesai=date(2027, 12, 31), first_paid_on=DAY, contribution_due=due, contribution_paid=due,
            origin="cabang.csv:7",
        ),
        "registration_links": with_row(
            package_id=package, nomor_kepesertaan="J-BUKTI-1", probability=0.99, decision="link", evidence="+ sama"
        ),
        "coverage": with_value(package, state="protected"), "findings": without(package),
        "packages": with_value(package, contribution_paid=due, uncovered_days=0),
    }  # fmt: skip
    tables = {name: changes.get(name, lambda rows: rows)(table) for name, table in large.tables.items()}
    (tmp_path / "bukti").mkdir()
    write_tables(replace(large, tables=tables), tmp_path / "bukti")
    administer(hall.folder, "shell", "-c", LOAD.format(folder=str(tmp_path / "bukti")), settings=hall.settings)


def proven(browser: Browser, hall: Hall, key: str) -> None:
    """The coordinator reads what is proven, and by which registration; the firm reads it by its own link."""
    context = telephone(browser, hall)
    page = context.new_page()
    page.goto(f"{hall.address}/komitmen/?acara={hall.event}&keadaan=terbukti")
    row = page.locator("main tbody tr", has_text="J-BUKTI-1")
    expect(row.first).to_contain_text("Terbukti dari data pemeriksaan")
    page.goto(f"{hall.address}/komitmen/?acara={hall.event}&keadaan=terbuka")
    expect(page.locator("main")).not_to_contain_text("J-BUKTI-1")
    page.goto(f"{hall.address}/undangan-acara/{key}/lembar/")
    expect(page.locator("main, body").first).to_contain_text("Terlindungi")
    context.close()
