"""Are a firm's sheet and a commitment PDFs that an archive keeps, read aloud in order, whatever their texts hold?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdf
import pytest
from opened import described, fonts_of, squeezed, text_of

from payung.letters.commitment import (
    PaperCommitment,
    PaperPledge,
    commitment_png,
    render_commitment,
    require_drawing,
)
from payung.letters.commitment import told_of as told_of_commitment
from payung.letters.content import Article, Dues, Letterhead, Picture
from payung.letters.setting import compiled
from payung.letters.sheet import Sheet, SheetPackage, SheetStep, render_sheets, sheets_png, told_of
from payung.refusal import Refusal
from payung.rules.lines import compute_one, explain
from payung.rules.parameters import Status
from payung.rules.programmes.jakon_project import JAKON_PROJECT

NIK = "3671011708900001"
CODE = f'=1+1 #panic("x") <b> $x^2$ & NIK {NIK} </svg>'
HEAD = Letterhead(("Pemerintah Kota Contoh",), "Jalan Contoh 1", "surel@contoh.example")
ON = date(2026, 10, 1)
ROW = compute_one({"value": 720_591_892, "value_kind": "net", "on": ON}, JAKON_PROJECT)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="40" viewBox="0 0 640 40">'
    '<rect width="640" height="18"/></svg>'
)
PACKAGE = SheetPackage(
    name="Pembangunan Halte", beneath="DINAS CONTOH · paket-1", state="Belum ditemukan pendaftarannya",
    facts=(("Nilai kontrak", "Rp 799.857.000"), ("Masa kerja", "08-06-2026 – 04-12-2026"), ("Batas", CODE)),
    line=Picture(SVG, "Bekerja tanpa perlindungan 169 hari."), dues=Dues(explain(ROW, JAKON_PROJECT, ON), paid=30_887),
    liability=Article("Satu pekerja meninggal menjadi tanggungan.", "PP 44/2015 Pasal 27", Status.INFERRED),
    steps=(SheetStep("Daftarkan proyek ini.", "29 Juni 2026", "lewat 108 hari kerja", "PP 44/2015", is_late=True),),
)  # fmt: skip
SHEET = Sheet(HEAD, "CV Contoh", "Sosialisasi, 1 Oktober 2026", ON, 169, ROW["total"], 30_887, (PACKAGE,), (CODE,), 3)
PROMISED = PaperCommitment(
    letterhead=HEAD, party="Badan usaha", name="CV Contoh", about="Sosialisasi", on=ON, place="Contoh",
    pledges=(PaperPledge("Mendaftarkan proyek", "Pembangunan Halte", date(2026, 10, 8)), PaperPledge(CODE, "", None)),
)  # fmt: skip
COPY = replace(PROMISED, signatory="Doni", position="Direktur", code="abc123", how="Ditandatangani di layar.")
MADE: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: render_sheets([SHEET]),
    "sheets": lambda: render_sheets([SHEET, replace(SHEET, firm="PT Lain", packages=())]),
    "form": lambda: render_commitment(PROMISED),
    "copy": lambda: render_commitment(COPY),
}


@pytest.mark.parametrize("name", MADE)
def test_it_is_pdf_a_2a_tagged_in_indonesian_with_its_fonts_and_the_same_bytes(name: str) -> None:
    pdf = MADE[name]()
    with pikepdf.open(BytesIO(pdf)) as opened:
        told = described(opened)
        assert (told["part"], told["conformance"]) == ("2", "A")
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("id")
        fonts = list(fonts_of(opened))
        assert fonts
        assert [font for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []
    assert MADE[name]() == pdf
    assert NIK not in text_of(pdf)


@pytest.mark.parametrize(
    ("template", "told"), [("lembar.typ", told_of([SHEET])), ("komitmen.typ", told_of_commitment(COPY))]
)
def test_it_could_be_read_aloud_by_the_rules_of_pdf_ua(template: str, told: dict[str, object]) -> None:
    (made,) = compiled(template, told, format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert made.startswith(b"%PDF")


def test_a_sheet_is_read_in_the_order_of_what_matters_with_every_rupiah() -> None:
    text = squeezed(text_of(render_sheets([SHEET])))
    parts = [
        "PEMERINTAHKOTACONTOH", "CVContoh", "Masihharusdibayar", "PembangunanHalte",
        "Yangharusdilakukan", "lewat108harikerja", "Iuranlapisdemilapis", "JumlahJKK", "Sudahdibayar",
        "Satupekerjameninggal", "3paketlain",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("Rp1.300.000") == 2
    assert SHEET.outstanding == ROW["total"] - 30_887 == 1_300_000


def test_each_firm_begins_on_a_page_of_its_own() -> None:
    pages = pypdf.PdfReader(BytesIO(MADE["sheets"]())).pages
    firsts = [at for at, page in enumerate(pages) if "PEMERINTAH" in page.extract_text()]
    assert len(firsts) == 2
    assert "PT Lain" in pages[firsts[1]].extract_text()


def test_no_sheet_is_refused() -> None:
    with pytest.raises(Refusal, match="Belum ada badan usaha"):
        render_sheets([])


def test_a_form_has_boxes_and_a_copy_its_code_and_the_drawing() -> None:
    form, copy = text_of(render_commitment(PROMISED)), text_of(render_commitment(COPY))
    assert "Tanda tangan" in form
    assert "abc123" not in form
    assert "abc123" in copy
    assert "Direktur" in copy
    (png,) = sheets_png([replace(SHEET, packages=())], ppi=20)
    require_drawing(png)
    assert len(render_commitment(replace(COPY, drawn=png))) > len(render_commitment(COPY))


@pytest.mark.parametrize("bytes_", [b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\nrusak" * 9])
def test_what_is_no_picture_is_refused_before_it_is_kept(bytes_: bytes) -> None:
    with pytest.raises(Refusal, match="tidak terbaca"):
        require_drawing(bytes_)


def test_long_words_and_many_lines_stay_on_the_page() -> None:
    long = replace(PACKAGE, name="X" * 200, beneath="Y" * 300, steps=PACKAGE.steps * 40)
    assert 2 < len(sheets_png([replace(SHEET, firm="Z" * 150, packages=(long, long))], ppi=20)) < 20
    many = replace(PROMISED, pledges=PROMISED.pledges * 60, name="W" * 200)
    assert 1 < len(commitment_png(many, ppi=20)) < 20
