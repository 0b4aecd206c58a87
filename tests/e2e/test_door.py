"""Does the door of a hall work without a signal, on two telephones, and is nobody lost or counted twice?"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Route, expect
from tests.e2e.conftest import QUIET
from tests.e2e.hall import PHONE, Hall, counted, hall, let_in, open_door, send_all, sign_in, telephone, write_down
from tests.e2e.test_every_page import looked_at
from tests.house.fresh import database
from tools.serving import served

pytestmark = pytest.mark.timeout(600)


FORGET = """
from payung.briefings.models import Participant
Participant.objects.filter(event={event}, name="{name}").delete()
print(1)
"""
END = """
import datetime as dt
from django.utils import timezone
from payung.briefings.models import Event
now = timezone.now()
Event.objects.filter(pk={event}).update(starts_at=now - dt.timedelta(hours=4), ends_at=now - dt.timedelta(hours=1))
print(1)
"""
Served = tuple[str, Path, dict[str, str]]


@pytest.fixture(scope="module")
def served_city(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder, settings = tmp_path_factory.mktemp("aula"), {"PAYUNG_DEMO": "1", **database("payung_aula")}
    with served(folder, "--demo", f"--run={run_folder}", settings=settings) as address:
        yield address, folder, settings


@pytest.fixture
def here(served_city: Served) -> Hall:
    return hall(*served_city)


def test_a_hundred_and_twenty_come_without_a_signal_and_through_a_reload(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    assert counted(page) == {"here": 0, "expected": 200, "waiting": 0}

    context.set_offline(True)
    expect(page.get_by_text("Tanpa sinyal: 0 catatan tersimpan")).to_be_visible()
    for name, code, _firm in here.people[:60]:
        let_in(page, name if int(code.encode()[0]) % 2 else code.lower())
    expect(page.get_by_text("Tanpa sinyal: 60 catatan tersimpan")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Tanpa sinyal: 60 catatan tersimpan")).to_be_visible()
    page.close()
    page = context.new_page()
    page.goto(here.door)
    for name, code, _firm in here.people[60:120]:
        let_in(page, name if int(code.encode()[0]) % 2 else code)
    assert counted(page) == {"here": 120, "expected": 200, "waiting": 120}
    assert here.kept()["looks"] == []

    context.set_offline(False)
    send_all(page)
    assert counted(page) == {"here": 120, "expected": 200, "waiting": 0}
    kept = here.kept()
    assert sorted(kept["came"]) == sorted(name for name, _code, _firm in here.people[:120])
    assert len(kept["looks"]) == 120
    assert kept["people"] == 200
    assert {way for _name, _device, way in kept["looks"]} == {"kode", "nama"}
    context.close()


def test_two_telephones_without_a_signal_merge_without_loss_or_double(browser: Browser, here: Hall) -> None:
    contexts = [telephone(browser, here) for _ in range(2)]
    pages = [open_door(context, here) for context in contexts]
    for context in contexts:
        context.set_offline(True)
    for page, people in zip(pages, (here.people[:30], here.people[20:50]), strict=True):
        for _name, code, _firm in people:
            let_in(page, code)
    firm = here.people[0][2]
    write_down(pages[0], "Sri Tamu", "CV Belum Dikenal")
    write_down(pages[1], "sri  TAMU", "cv belum dikenal", "Direktur")
    write_down(pages[0], "Tono Tamu", firm)
    write_down(pages[1], "Tono Tamu", firm.lower())
    write_down(pages[1], "Hanya Satu", "Perorangan")

    for context, page in zip(contexts, pages, strict=True):
        context.set_offline(False)
        send_all(page)
    kept = here.kept()
    came = Counter(kept["came"])
    assert came.pop("Sri Tamu") + came.pop("Tono Tamu") + came.pop("Hanya Satu") == 3
    assert came == Counter(name for name, _code, _firm in here.people[:50])
    assert kept["people"] == 203
    assert len(kept["looks"]) == 30 + 30 + 5
    assert len({device for _name, device, _way in kept["looks"]}) == 2
    pages[0].reload()
    expect(pages[0].locator(".hall-counts [data-part=here]")).to_have_text("53")
    for context in contexts:
        context.close()


def test_a_mistaken_tap_is_taken_back_before_it_leaves(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    name, code, _firm = here.people[0]
    let_in(page, code)
    page.get_by_role("button", name="Batalkan").click()
    expect(page.get_by_text(f"Catatan {name} dibatalkan.")).to_be_visible()
    assert counted(page)["here"] == 0
    page.get_by_label("Kode, nama, atau badan usaha").fill("orang contoh 007")
    page.get_by_role("button", name="Hadir: Orang Contoh 007").click()
    expect(page.locator("[data-part=said]")).to_have_text("Orang Contoh 007 tercatat hadir.")
    let_in_again = page.get_by_label("Kode, nama, atau badan usaha")
    let_in_again.fill("orang contoh 007")
    let_in_again.press("Enter")
    expect(page.get_by_text(re.compile("Orang Contoh 007 sudah tercatat pukul"))).to_be_visible()
    context.set_offline(False)
    expect(page.locator(".hall-counts [data-n]")).to_have_text("0", timeout=40_000)  # by itself
    assert here.kept()["came"] == ["Orang Contoh 007"]
    context.close()


TYPE_ON = """
(field, codes) => {
  for (const code of codes) { field.value = code; field.form.requestSubmit(); }
  field.value = "orang contoh 1";
}
"""
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('penuh', 'QuotaExceededError'); }; }"


def test_who_types_on_while_a_look_is_written_loses_nothing(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    field = page.get_by_label("Kode, nama, atau badan usaha")
    field.evaluate(TYPE_ON, [code for _name, code, _firm in here.people[:3]])
    expect(page.get_by_text("Tanpa sinyal: 3 catatan tersimpan")).to_be_visible()
    expect(field).to_have_value("orang contoh 1")
    context.close()


def test_a_telephone_that_is_full_says_that_nothing_was_written(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    name, code, _firm = here.people[0]
    page.evaluate(FULL)
    field = page.get_by_label("Kode, nama, atau badan usaha")
    field.fill(code)
    field.press("Enter")
    expect(page.locator("[data-part=said]")).to_contain_text(f"{name} belum tercatat: ponsel ini gagal menyimpan")
    expect(field).to_have_value(code)
    assert counted(page) == {"here": 0, "expected": 200, "waiting": 0}
    context.close()


def test_whoever_is_signed_out_meanwhile_keeps_the_looks_and_is_told(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    let_in(page, here.people[0][1])
    context.clear_cookies()
    context.set_offline(False)
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Waktu masuk Anda habis; 1 catatan tetap tersimpan")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Masuk lagi")).to_be_visible()
    sign_in(context, here)
    send_all(page)
    assert here.kept()["came"] == [here.people[0][0]]
    context.close()


def test_what_is_sent_may_be_forgotten_and_no_other_page_is_kept(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    forget = page.get_by_role("button", name="Hapus data acara dari ponsel ini")
    let_in(page, here.people[0][1])
    expect(forget).to_be_disabled()
    send_all(page)
    held = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async n => (await (await caches.open(n)).keys())"
        ".map(r => new URL(r.url).pathname)))).flat()"
    )
    assert [path for path in held if not path.startswith("/static/")] == [f"/sosialisasi/{here.event}/pintu/"]
    forget.click()
    expect(page.get_by_text("Data acara sudah dihapus dari ponsel ini.")).to_be_visible()
    left = page.evaluate(
        "async () => [(await indexedDB.databases()).length, (await caches.keys()).length,"
        " (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert left == [0, 0, 0]
    context.close()


def test_the_pages_of_the_door_are_for_everybody(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    let_in(page, here.people[0][1])
    write_down(page, "Tamu Contoh", "Perorangan")
    send_all(page)
    here.shell(END.format(event=here.event))
    event = f"{here.address}/sosialisasi/{here.event}"
    addresses = [
        f"{event}/pintu/", f"{event}/hadir/", f"{event}/hadir/cetak/", f"{event}/hadir/salin/",
        f"{here.address}/sertifikat/{here.code}/{here.people[0][1]}/",
    ]  # fmt: skip
    desk = browser.new_context(storage_state=context.storage_state(), locale="id-ID", reduced_motion="reduce")
    assert [fault for address in addresses for fault in looked_at(desk.new_page(), address)] == []
    for each in (desk, context):
        each.close()


def test_without_a_script_a_plain_form_lets_in(browser: Browser, here: Hall) -> None:
    signed = telephone(browser, here)
    context = browser.new_context(
        storage_state=signed.storage_state(), java_script_enabled=False, viewport={"width": 375, "height": 812}
    )
    signed.close()
    browsed = context.new_page()
    browsed.goto(here.door)
    page = browsed.locator("main")
    page.get_by_label("Kode atau nama").fill(here.people[0][1])
    page.get_by_role("button", name="Hadir", exact=True).click()
    expect(page.get_by_text(f"{here.people[0][0]} tercatat hadir.")).to_be_visible()
    page.get_by_label("Kode atau nama").fill("orang contoh 01")
    page.get_by_role("button", name="Hadir", exact=True).first.click()
    page.locator("li", has_text="Orang Contoh 012").get_by_role("button", name="Hadir").click()
    plain = page.locator(".hall-plain")
    plain.get_by_label("Nama", exact=True).fill("Tamu Polos")
    plain.get_by_label("Badan usaha").fill("Perorangan")
    plain.get_by_role("button", name="Catat hadir").click()
    expect(page.get_by_text("Tamu Polos tercatat hadir.")).to_be_visible()
    assert sorted(here.kept()["came"]) == [here.people[0][0], "Orang Contoh 012", "Tamu Polos"]
    context.close()


def test_an_answer_that_is_lost_on_the_way_loses_and_doubles_nobody(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    for _name, code, _firm in here.people[:5]:
        let_in(page, code)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/kirim/", lose)
    context.set_offline(False)
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_text("Tanpa sinyal: 5 catatan tersimpan")).to_be_visible(timeout=30_000)
    assert lost[0] == 200
    assert len(here.kept()["looks"]) == 5
    page.unroute("**/kirim/")
    send_all(page)
    assert len(here.kept()["looks"]) == 5
    context.close()


def test_what_is_not_understood_stays_and_is_said(browser: Browser, here: Hall) -> None:
    context = telephone(browser, here)
    page = open_door(context, here)
    context.set_offline(True)
    for _name, code, _firm in here.people[:2]:
        let_in(page, code)
    here.shell(FORGET.format(name=here.people[0][0], event=here.event))
    context.set_offline(False)
    page.get_by_role("button", name="Kirim sekarang").click()
    kept = page.locator("[data-part=looks] .refused")
    expect(kept).to_contain_text("Orang ini tidak ada dalam daftar acara", timeout=30_000)
    assert counted(page)["waiting"] == 1
    expect(page.get_by_role("button", name="Hapus data acara dari ponsel ini")).to_be_disabled()
    expect(kept).to_contain_text(here.people[0][0])
    kept.get_by_role("button", name="Batalkan").click()
    expect(kept).to_have_count(0)
    assert counted(page)["waiting"] == 0
    assert here.kept()["came"] == [here.people[1][0]]
    context.close()


def test_the_looks_outlive_the_browser(browser: Browser, here: Hall, chromium: str, tmp_path: Path) -> None:
    def opened(*, offline: bool) -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "ponsel", executable_path=chromium, args=QUIET, offline=offline, locale="id-ID", viewport=PHONE
        )
        context.set_default_timeout(60_000)
        return context

    context = opened(offline=False)
    sign_in(context, here)
    page = open_door(context, here)
    context.set_offline(True)
    for _name, code, _firm in here.people[:20]:
        let_in(page, code)
    context.close()

    context = opened(offline=True)
    page = context.new_page()
    page.goto(here.door)
    expect(page.get_by_text("Tanpa sinyal: 20 catatan tersimpan")).to_be_visible()
    let_in(page, here.people[20][1])
    context.set_offline(False)
    sign_in(context, here)  # the session ended with the browser
    send_all(page)
    context.close()
    assert len(here.kept()["came"]) == 21


def test_names_are_dropped_by_themselves_some_days_after(browser: Browser, served_city: Served, here: Hall) -> None:
    context, other = telephone(browser, here), hall(*served_city, people=3)
    for each in (here, other):
        open_door(context, each).close()
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=5))
    page.goto(here.door)
    expect(page.locator("[data-when=online]")).to_be_visible()
    page.wait_for_function(f"indexedDB.databases().then(all => !all.some(one => one.name.endsWith('-{other.event}')))")
    assert page.evaluate("event => doorStore.open(event).then(store => store.held('list'))", str(here.event)) is None
    context.close()


def test_a_code_held_before_the_camera_lets_in(browser: Browser, here: Hall, chromium: str, tmp_path: Path) -> None:
    """A film of the code in place of a camera; what reads it is jsQR where the browser has no reader of its own."""
    name, code, _firm = here.people[3]
    film = filmed(code, tmp_path / "kode.y4m")
    args = [*QUIET, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}"]  # fmt: skip
    with_camera = browser.browser_type.launch(executable_path=chromium, args=args)
    context = telephone(with_camera, here)
    page = open_door(context, here)
    context.set_offline(True)
    assert page.locator("video").evaluate("video => video.srcObject") is None
    page.get_by_role("button", name="Pindai").click()
    expect(page.locator("[data-part=said]")).to_have_text(f"{name} tercatat hadir.", timeout=30_000)
    page.get_by_role("button", name="Tutup kamera").click()
    assert page.locator("video").evaluate("video => video.srcObject") is None
    context.set_offline(False)
    send_all(page)
    with_camera.close()
    assert here.kept()["looks"] == [[name, here.kept()["looks"][0][1], "qr"]]


def filmed(code: str, path: Path) -> Path:
    """A film of a QR code on a white page: frames of grey, colours neutral."""
    width, height = 640, 480
    modules = [bytes(row) for row in segno.make(code, error="m", micro=False).matrix]
    scale = height * 6 // 10 // len(modules)
    rows = [bytes([235]) * width for _ in range(height)]
    left, top = (width - scale * len(modules)) // 2, (height - scale * len(modules)) // 2
    for at, row in enumerate(modules):
        dots = b"".join(bytes([16 if dot else 235]) * scale for dot in row)
        line = bytes([235]) * left + dots + bytes([235]) * (width - left - len(dots))
        rows[top + at * scale : top + (at + 1) * scale] = [line] * scale
    frame = b"FRAME\n" + b"".join(rows) + bytes([128]) * (width * height // 2)
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 10)
    return path
