"""Is every letter a PDF that an archive keeps: standard, fonts, tags, language, and each figure in order?"""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from opened import described, fonts_of, squeezed, text_of
from PIL import Image

from payung.letters import (
    Kind,
    Letter,
    Letterhead,
    Package,
    Recipient,
    Reference,
    Signatory,
    Wording,
    preview_png,
    render,
    render_many,
)
from payung.letters.compose import composed
from payung.letters.examining import is_pdf_a
from payung.letters.example import CITY, FIRM, PACKAGE, example, many_packages
from payung.letters.setting import LETTER, compiled
from payung.refusal import Refusal
from payung.rules.money import rupiah_text

CODE = '#panic("x") #eval("1+1") $x^2$ *tebal* _miring_ @rujuk <label> \\\\ // /* */ `mentah` = judul ~ {pelaksana}'
PIXEL = BytesIO()
Image.new("RGB", (4, 4), "#0f6b66").save(PIXEL, "PNG")
LONG = "Rehabilitasi dan Peningkatan Saluran Drainase Lingkungan " * 6
WORD = "X" * 140


@pytest.fixture(scope="module", params=list(Kind))
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


@pytest.fixture(scope="module")
def letter(kind: Kind) -> Letter:
    return example(kind, is_draft=False)


@pytest.fixture(scope="module")
def pdf(letter: Letter) -> bytes:
    return render(letter)


@pytest.fixture(scope="module")
def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def test_a_letter_is_pdf_a_2a(pdf: bytes, opened: pikepdf.Pdf) -> None:
    told = described(opened)
    assert (told["part"], told["conformance"]) == ("2", "A")
    assert "/OutputIntents" in opened.Root
    assert is_pdf_a(pdf)
    assert not is_pdf_a(b"%PDF-1.7")


def test_a_letter_could_also_be_read_aloud_by_the_rules_of_pdf_ua(letter: Letter) -> None:
    """Typst itself refuses what PDF/UA-1 forbids: a picture without words, a heading that skips a level."""
    (made,) = compiled(LETTER, composed(letter), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert made.startswith(b"%PDF")


def test_every_font_is_embedded(opened: pikepdf.Pdf) -> None:
    fonts = list(fonts_of(opened))
    assert fonts
    assert [str(font.FontName) for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []
    assert {re.sub(r"^/[A-Z]{6}\+", "", str(font.FontName)).split("-")[0] for font in fonts} == {"Arimo"}


def test_a_letter_is_tagged_in_indonesian_with_its_title(opened: pikepdf.Pdf, letter: Letter) -> None:
    assert opened.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in opened.Root
    assert str(opened.Root.Lang).startswith("id")
    assert letter.reference.number in described(opened)["title"]


def test_the_parts_of_a_letter_are_read_in_their_order(pdf: bytes, letter: Letter) -> None:
    text = squeezed(text_of(pdf))
    told = [letter.letterhead.lines[-1].upper(), letter.reference.number, letter.signatory.name, "Lampiran"]
    if letter.recipient is not None:
        told[2:2] = [letter.recipient.name]
    places = [text.index(squeezed(part)) for part in told[:-1]]
    assert places == sorted(places)
    assert text.rindex("Lampiran") > places[-1]


def test_every_figure_of_the_contribution_is_printed(pdf: bytes, letter: Letter) -> None:
    if letter.dues is None:
        assert letter.kind is Kind.INVITATION
        return
    text = squeezed(text_of(pdf))
    amounts = [line.amount for line in letter.dues.lines] + [
        letter.dues.total,
        letter.dues.paid,
        letter.dues.outstanding,
    ]
    parts = [part.amount for line in letter.dues.lines for part in line.slices]
    assert [amount for amount in amounts + parts if squeezed(rupiah_text(amount)) not in text] == []


def test_every_figure_says_its_file_row_and_rule(pdf: bytes, letter: Letter) -> None:
    (package,) = letter.packages
    last = squeezed(text_of(pdf)).rpartition("Asalangka")[2]
    told = [
        (origin.file, origin.row, origin.rule) for field, origin in package.origins.items() if getattr(package, field)
    ]
    assert told
    assert [one for one in told for part in one if squeezed(part) not in last] == []


def test_the_line_of_protection_is_said_in_words(pdf: bytes, letter: Letter) -> None:
    said = letter.line.words if letter.line else "Undangan"
    assert squeezed(said) in squeezed(text_of(pdf))


def test_the_same_letter_gives_the_same_bytes(pdf: bytes, letter: Letter) -> None:
    assert render(letter) == pdf
    assert render(replace(letter, reference=replace(letter.reference, on=date(2026, 5, 22)))) != pdf


def test_letters_set_at_once_or_in_many_processes_do_not_mix() -> None:
    letters = [
        example(kind, reference=Reference(f"600/{number}", date(2026, 5, 21), "Kota"))
        for number, kind in enumerate((Kind.NOTICE, Kind.GATE_NOTE, Kind.SERVICE_DECISION, Kind.INVITATION))
    ]
    alone = [render(letter) for letter in letters]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render, letters * 3)) == alone * 3
    assert list(render_many(letters, processes=2)) == alone


def test_only_a_draft_says_so_on_every_page(letter: Letter) -> None:
    drawn, final = (pikepdf.open(BytesIO(render(replace(letter, is_draft=is_draft)))) for is_draft in (True, False))
    assert "draf" in str(drawn.docinfo.Keywords)
    assert "draf" not in str(final.docinfo.Keywords)
    draft_text, text = (text_of(render(replace(letter, is_draft=is_draft))) for is_draft in (True, False))
    assert draft_text.count("DRAF") - text.count("DRAF") == len(drawn.pages)


def test_code_in_any_field_stays_text(kind: Kind) -> None:
    letter = example(
        kind,
        letterhead=Letterhead((CODE, CODE), CODE, CODE),
        reference=Reference(CODE, date(2026, 5, 21), CODE, CODE),
        recipient=Recipient(CODE, (CODE,)),
        signatory=Signatory(CODE, CODE, CODE, CODE, CODE),
        packages=(replace(PACKAGE, name=CODE, executor=CODE, state=CODE),),
        remarks=(CODE,),
        service=CODE,
        copies=(CODE,),
        wording=Wording(
            "Hal {nama_paket}", f"{CODE.replace('{pelaksana}', '{{kurung}}')}\n\n{{daftar_paket}}\n\n{{catatan}}"
        ),
    )
    text = squeezed(text_of(render(letter)))
    assert text.count(squeezed(CODE)) >= 3
    assert "{kurung}" in text


def test_names_without_end_do_not_leave_the_page(kind: Kind) -> None:
    long = example(
        kind,
        letterhead=replace(CITY, lines=("Pemerintah Kota Contoh", LONG[:120]), logo=PIXEL.getvalue()),
        recipient=Recipient(LONG, (WORD, LONG)),
        packages=(replace(PACKAGE, name=LONG, executor=LONG, contract_number=WORD),),
        copies=tuple(LONG[:100] for _ in range(12)),
    )
    with pikepdf.open(BytesIO(render(long))) as opened_long:
        assert len(opened_long.pages) < 12
    pictures = [Image.open(BytesIO(page)).convert("L") for page in preview_png(replace(long, is_draft=False), ppi=40)]
    margins = [page.crop((page.width - page.width * 18 // 210, 0, page.width, page.height)) for page in pictures]
    assert [margin.getextrema()[0] for margin in margins] == [255] * len(pictures)


def test_sixty_packages_are_listed_each_with_its_value() -> None:
    packages = many_packages(60)
    pdf = render(example(Kind.PROPOSAL, packages=packages, line=None, dues=None))
    text = squeezed(text_of(pdf))
    assert [one.name for one in packages if squeezed(f"{one.name}") not in text] == []
    assert [one.value for one in packages if squeezed(rupiah_text(one.value or 0)) not in text] == []
    assert "60paketpekerjaan" in text


def test_a_letter_without_its_optional_parts_is_short() -> None:
    bare = Letter(
        kind=Kind.NOTICE,
        letterhead=Letterhead(("Dinas Contoh",)),
        reference=Reference("1/2026", date(2026, 5, 21), "Kota Contoh"),
        signatory=Signatory("Kepala Dinas", "Andaikan Umpama"),
        packages=(Package("Saluran Umpama", "CV Misal"),),
        as_of=date(2026, 5, 20),
        due_on=date(2026, 6, 4),
    )
    pdf = render(bare)
    assert len(pikepdf.open(BytesIO(pdf)).pages) == 1
    assert "Lampiran : –" in text_of(pdf)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.INVITATION])
def test_what_a_letter_is_written_for_is_never_left_out_in_silence(kind: Kind) -> None:
    with pytest.raises(Refusal, match="yang belum diisi"):
        render(example(kind, as_of=None, packages=()))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Jalan\u202e terbalik\u0000", "Jalan terbalik"),
        ("Proyek 😀 漢", "Proyek ? ?"),
        ("ﬁnal １２", "final 12"),
        ("Café – ½ ≤", "Café – ½ ≤"),
        ("CV Umpama (NIK 3671011708900001)", "CV Umpama (NIK 3671**********01)"),
        ("Nomor 198001012005011001 dan 26010000147", "Nomor 198001012005011001 dan 26010000147"),
    ],
)
def test_what_the_typeface_cannot_draw_does_not_stop_a_letter(written: str, printed: str) -> None:
    pdf = render(example(Kind.NOTICE, packages=(replace(PACKAGE, name=written),)))
    assert squeezed(printed) in squeezed(text_of(pdf))


def test_a_logo_may_be_drawn_or_painted() -> None:
    drawn = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="red"/></svg>'
    )
    sizes = [
        len(render(example(Kind.NOTICE, letterhead=replace(CITY, logo=logo))))
        for logo in (None, drawn, PIXEL.getvalue())
    ]
    assert len(set(sizes)) == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"letterhead": Letterhead(())}, "Kop surat belum diisi"),
        ({"letterhead": replace(CITY, logo=b"\x00\xff")}, "Lambang pada kop harus PNG, JPEG atau SVG"),
        ({"letterhead": replace(CITY, logo=b"x" * 600_000)}, "Lambang pada kop paling besar 512 KB"),
        ({"letterhead": replace(CITY, logo=b"\x89PNG\r\n\x1a\nrusak")}, "belum dapat dicetak"),
        ({"reference": Reference(" ", date(2026, 5, 21), "Kota")}, "Nomor surat belum diisi"),
        ({"signatory": Signatory("Kepala", "")}, "Nama penanda tangan surat belum diisi"),
        ({"recipient": replace(FIRM, name="x" * 5_000)}, "paling panjang 4000 huruf"),
    ],
)
def test_what_cannot_be_a_letter_is_refused_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        render(example(Kind.NOTICE, **changes))
