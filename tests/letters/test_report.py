"""Is a report a PDF that an archive keeps, and a workbook without a formula, whatever its texts hold?"""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from opened import described, fonts_of, squeezed, text_of
from python_calamine import CalamineWorkbook

from payung.letters.content import Letterhead
from payung.letters.report import Bar, Column, Report, Table, chart, render_report, report_png, told_of
from payung.letters.setting import compiled
from payung.letters.workbook import ABOUT, render_workbook
from payung.refusal import Refusal

CODE = '=1+1 #panic("x") <b> $x^2$ & NIK 3671011708900001 </svg>'
REPORT = Report(
    letterhead=Letterhead(("Pemerintah Kota Contoh",), "Jalan Contoh 1", "surel@contoh.example"),
    title="Laporan Triwulan III 2026",
    headline="Dari 100 hari pekerjaan triwulan ini, 74 terlindungi; triwulan lalu 69.",
    lead=("Juli–September 2026.", CODE),
    chart="Hari terlindungi",
    bars=(Bar("Triwulan II 2026", 69, "690 dari 1.000 hari"), Bar(CODE, None), Bar("Triwulan III 2026", 74)),
    tables=(
        Table(
            "Angka", "Angka triwulan ini", (Column("Angka", 40), Column("Nilai", is_number=True), Column("Sejak")),
            (("Hari pekerjaan", 1_234_567, date(2026, 7, 1)), (CODE, 0, None), ("", -5, None)), note="Catatan kaki.",
        ),
        Table("Kosong", "Yang kosong", (Column("Paket"),), (), empty="Tidak ada apa-apa."),
    ),
    about=(("Konsep", "perlindungan menurut hari"), ("Walidata", CODE)),
    on=date(2026, 10, 1),
)  # fmt: skip
MASKED = "3671**********01"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_report(REPORT)


def test_it_is_pdf_a_2a_tagged_in_indonesian_with_its_fonts(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        told = described(opened)
        assert (told["part"], told["conformance"], told["title"]) == ("2", "A", REPORT.title)
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("id")
        fonts = list(fonts_of(opened))
        assert fonts
        assert [font for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []


def test_it_could_be_read_aloud_by_the_rules_of_pdf_ua() -> None:
    (made,) = compiled("laporan.typ", told_of(REPORT), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert made.startswith(b"%PDF")


def test_its_parts_are_read_in_order_with_every_cell(pdf: bytes) -> None:
    text = squeezed(text_of(pdf))
    told = ["PEMERINTAHKOTACONTOH", "74terlindungi", "Angkatriwulanini", "1.234.567", "01-07-2026", "Catatankaki",
            "Yangkosong", "Tidakadaapa-apa", "Tentangangkaini", "Walidata"]  # fmt: skip
    places = [text.index(part) for part in told]
    assert places == sorted(places)
    assert MASKED in text
    assert "3671011708900001" not in text


def test_the_same_report_is_the_same_bytes(pdf: bytes) -> None:
    assert render_report(REPORT) == pdf
    assert render_workbook(REPORT) == render_workbook(REPORT)


def test_long_words_stay_on_the_page() -> None:
    wide = tuple(Column(f"Kepala {at}", 13, is_number=at > 0) for at in range(8))
    rows = tuple(("X" * 120, *([10**6] * 7)) for _ in range(60))
    report = replace(REPORT, tables=(Table("Lebar", "Lebar", wide, rows),))
    assert 2 < len(report_png(report, ppi=20)) < 20


def test_the_picture_is_a_bar_a_quarter_and_says_what_is_unknown() -> None:
    svg = chart(REPORT.bars)
    assert svg.count('fill="#2f9e6b"') == 2
    assert "–" in svg
    assert "</svg>" not in svg.removesuffix("</svg>")


def test_no_cell_of_the_workbook_is_a_formula_nor_a_nik() -> None:
    made = render_workbook(REPORT)
    with zipfile.ZipFile(BytesIO(made)) as parts:
        xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    assert "<f>" not in xml
    assert "3671011708900001" not in xml
    book = CalamineWorkbook.from_filelike(BytesIO(made))
    assert book.sheet_names == ["Angka", "Kosong", ABOUT]
    rows = book.get_sheet_by_name("Angka").to_python()
    assert rows[0] == ["Angka", "Nilai", "Sejak"]
    assert rows[1] == ["Hari pekerjaan", 1_234_567, date(2026, 7, 1)]
    assert str(rows[2][0]).startswith("=1+1")
    assert book.get_sheet_by_name(ABOUT).to_python()[1] == ["Konsep", "perlindungan menurut hari"]


def test_a_report_without_a_kop_still_stands_and_a_broken_logo_is_refused() -> None:
    assert render_report(replace(REPORT, letterhead=Letterhead(()))).startswith(b"%PDF")
    with pytest.raises(Refusal, match="Lambang"):
        render_report(replace(REPORT, letterhead=Letterhead(("Kota",), logo=b"\x00\xff")))
