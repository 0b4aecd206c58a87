"""What do the pages look like, on a telephone and on a desk, by day and by night? Pictures of the sample city.

Usage: take_pictures.py CITY EARLIER RESULT TARGET; files of the city, and its checks of two days, as ``make demo``
leaves them. The application is served from an empty folder of its own, with a worker, and ends with the last picture.
"""

import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from serving import served

WIDTHS = {375: 1500, 1280: 1100}
"""How wide, and how much of a long page is kept."""
COLOURS = 128
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=id-ID"]
Walk = tuple[str, ...]
"""An address, then what is pressed to come to the page."""

CITY, AGENCY, BRANCH, FIRM = "koordinator", "petugas_opd", "cabang", "badan_usaha"
FIRST_ROW = "table th[scope=row] a >> nth=0"
REPLY = "main a[href*='/undangan-acara/'] >> nth=0"
PAGES: dict[str, tuple[str, Walk]] = {
    "masuk": ("", ("/akun/login/",)),
    "gaya": ("", ("/gaya/",)),
    "tidak-ditemukan": ("", ("/tidak-ada/",)),
    "kota-beranda": (CITY, ("/kota/",)),
    "kota-paket": (CITY, ("/kota/paket/",)),
    "kota-satu-paket": (CITY, ("/kota/paket/?keadaan=partly", FIRST_ROW)),
    "kota-pencocokan": (CITY, ("/kota/pencocokan/",)),
    "kota-pencocokan-pekerja": (CITY, ("/kota/pencocokan/pekerja/",)),
    "kota-temuan": (CITY, ("/kota/temuan/",)),
    "kota-satu-temuan": (CITY, ("/kota/temuan/", FIRST_ROW)),
    "kota-penanganan": (CITY, ("/kota/penanganan/",)),
    "kota-satu-penanganan": (CITY, ("/kota/penanganan/", FIRST_ROW)),
    "kota-surat": (CITY, ("/surat-keluar/",)),
    "kota-satu-surat": (CITY, ("/surat-keluar/", FIRST_ROW)),
    "kota-laporan": (CITY, ("/kota/laporan/",)),
    "kota-kata-surat": (CITY, ("/kota/pengaturan/surat/pemberitahuan/",)),
    "kota-impor": (CITY, ("/kota/impor/",)),
    "kota-impor-pratinjau": (CITY, ("/kota/impor/", "upload")),
    "kota-impor-kemajuan": (CITY, ("/kota/impor/", ".todo a >> nth=0", "start")),
    "kota-impor-hasil": (CITY, ("/kota/impor/", ".todo a >> nth=0", "wait")),
    "kota-tarik": (CITY, ("/kota/impor/pemeriksaan/2/tarik/",)),
    "kota-perangkat-daerah": (CITY, ("/kota/perangkat-daerah/",)),
    "kota-pengaturan": (CITY, ("/kota/pengaturan/",)),
    "kota-peta": (CITY, ("/kota/pengaturan/peta/",)),
    "kota-perubahan": (CITY, ("/kota/impor/perubahan/",)),
    "kota-aturan": (CITY, ("/aturan/",)),
    "kota-orang": (CITY, ("/kota/orang/",)),
    "kota-satu-orang": (CITY, ("/kota/orang/", FIRST_ROW)),
    "kota-undang": (CITY, ("/kota/orang/undang/",)),
    "kota-kantor": (CITY, ("/kota/orang/kantor/",)),
    "kota-peran": (CITY, ("/kota/orang/peran/",)),
    "kota-jejak": (CITY, ("/kota/jejak/",)),
    "kota-sosialisasi": (CITY, ("/sosialisasi/",)),
    "kota-satu-acara": (CITY, ("/sosialisasi/2/",)),
    "kota-acara-usulan": (CITY, ("/sosialisasi/2/undangan/usul/",)),
    "kota-acara-undangan": (CITY, ("/sosialisasi/2/undangan/",)),
    "kota-acara-pintu": (CITY, ("/sosialisasi/1/pintu/", "door")),
    "kota-acara-hadir": (CITY, ("/sosialisasi/1/hadir/",)),
    "kota-acara-kuis": (CITY, ("/sosialisasi/1/kuis/",)),
    "kota-acara-komitmen": (CITY, ("/sosialisasi/1/komitmen/",)),
    "kota-acara-hasil": (CITY, ("/sosialisasi/1/hasil/",)),
    "kota-janji": (CITY, ("/komitmen/",)),
    "undangan-acara": (CITY, ("/sosialisasi/2/undangan/", REPLY)),
    "undangan-lembar": (CITY, ("/sosialisasi/2/undangan/", REPLY, "a[href$='/lembar/']")),
    "undangan-komitmen": (CITY, ("/sosialisasi/2/undangan/", REPLY, "a[href$='/lembar/']", "a[href$='/komitmen/']")),
    "rak-aturan": (CITY, ("/aturan/rak/",)),
    "akun-dua-langkah": (CITY, ("/akun/dua-langkah/",)),
    "akun-sesi": (CITY, ("/akun/sesi/",)),
    "akun-kata-sandi": (CITY, ("/akun/password/change/",)),
    "dinas-paket": (AGENCY, ("/dinas/",)),
    "dinas-satu-paket": (AGENCY, ("/dinas/?keadaan=not_found", FIRST_ROW)),
    "dinas-temuan": (AGENCY, ("/dinas/temuan/",)),
    "dinas-penanganan": (AGENCY, ("/dinas/penanganan/",)),
    "dinas-gerbang": (AGENCY, ("/dinas/", "gate")),
    "cabang-paket": (BRANCH, ("/cabang/",)),
    "cabang-temuan": (BRANCH, ("/cabang/temuan/",)),
    "badan-usaha-paket": (FIRM, ("/badan-usaha/",)),
    "badan-usaha-satu-paket": (FIRM, ("/badan-usaha/", FIRST_ROW)),
    "badan-usaha-lembar": (FIRM, ("/badan-usaha/lembar/",)),
    "badan-usaha-komitmen": (FIRM, ("/badan-usaha/komitmen/",)),
    "publik-acara": ("", ("/acara/", "main a[href*='/acara/'] >> nth=0")),
}


def main(arguments: list[str]) -> int:
    """Take every picture, or those whose name holds one of the words that follow the folders."""
    (city, *runs, target), words = map(Path, arguments[:4]), arguments[4:]
    wanted = {name: page for name, page in PAGES.items() if not words or any(word in name for word in words)}
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _sample(Path(folder), *runs) as here, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET, env={**os.environ, "LANGUAGE": "id"}
        )
        for role in dict.fromkeys(role for role, _walk in wanted.values()):
            walks = {name: walk for name, (of, walk) in wanted.items() if of == role}
            _take_all(browser, role, walks, here=here, city=city, target=target)
        browser.close()
    sizes = [path.stat().st_size for path in target.glob("*.png")]
    print(f"{len(sizes)} gambar, {sum(sizes) / 1e6:.1f} MB di {target}")
    return 0


def _sample(folder: Path, *runs: Path) -> "AbstractContextManager[str]":
    return served(folder, "--demo", *(f"--run={run}" for run in runs), settings={"PAYUNG_DEMO": "1"})


def _take_all(browser: Browser, role: str, walks: dict[str, Walk], *, here: str, city: Path, target: Path) -> None:
    """The pages of one role, each at every width and in both schemes."""
    page = browser.new_context(
        base_url=here, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce"
    ).new_page()
    page.set_default_timeout(120_000)
    if role:
        _sign_in(page, role)
    for name, (address, *steps) in walks.items():
        page.goto(address)
        for step in steps:
            _press(page, step, city=city)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                _take(page, target / f"{name}-{width}-{scheme}.png", width=width, is_dark=scheme == "dark")
    page.context.close()


def _sign_in(page: Page, role: str) -> None:
    page.goto("/akun/login/")
    page.locator(f".accounts form:has(input[value='{role}@payung.example']) button").click()
    page.wait_for_url(re.compile(r"/(kota|dinas|cabang|badan-usaha)/"))


def _press(page: Page, step: str, *, city: Path) -> None:
    """A step of a walk: a word of this table, or what is pressed."""
    if step == "upload":
        page.set_input_files("input[type=file]", [path for path in sorted(city.iterdir()) if path.is_file()])
        page.locator("main form button.btn").first.click()
    elif step == "start":
        page.locator("form[action*=mulai] button").click()
        page.locator("progress[value]:not([value='0'])").wait_for()
    elif step == "wait":
        page.locator("#kemajuan .chip.green").wait_for()
        page.reload()
    elif step == "door":
        page.locator("[data-part=ready]").wait_for()
    elif step == "gate":
        page.locator(FIRST_ROW).click()
        code = page.locator(".crumb").inner_text().split(" · ")[1]
        page.goto(f"/dinas/gerbang/?nomor={code}")
    else:
        page.locator(step).click()
    page.wait_for_load_state()


def _take(page: Page, path: Path, *, width: int, is_dark: bool) -> None:
    """One picture, of as much of the page as is kept."""
    page.set_viewport_size({"width": width, "height": 812 if width < 600 else 900})
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    page.evaluate("document.fonts.ready")
    reach = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(reach, WIDTHS[width])})
    kept = Image.open(BytesIO(page.screenshot())).convert("RGB")
    _flat(kept).save(path, optimize=True)


def _flat(picture: Image.Image) -> Image.Image:
    """In few colours: the most frequent as they are, so that grounds and lines stay true, the rest by their reach."""
    counted = Counter(picture.getdata())
    frequent = [part for colour, _count in counted.most_common(COLOURS) for part in colour]
    others = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette((frequent + others)[: 3 * 256])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
