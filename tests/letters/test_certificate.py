"""Is a certificate one page of a PDF that an archive keeps, whatever name stands on it?"""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from opened import described, fonts_of, text_of

from payung.letters.certificate import Certificate, Certificates, certificates_png, render_certificates, told_of
from payung.letters.content import Letterhead, Verification
from payung.letters.setting import compiled
from payung.refusal import Refusal

CODE = '#panic("x") <b> $x^2$ NIK 3671011708900001'
LONG = "Panjang " * 24
ONE = Certificate(
    "Budi Contoh", "CV Contoh Satu", "Sosialisasi jasa konstruksi", "Aula Contoh", date(2026, 10, 22),
    "09.00–12.00 WIB (3 jam)", Verification("https://payung.example/sertifikat/abc/AB12CD/", "AB12CD"),
)  # fmt: skip
TOLD = Certificates(Letterhead(("Pemerintah Kota Contoh",), "Jalan Contoh 1"), "Dinas Contoh", "Cabang Contoh", (ONE,))


def test_it_is_pdf_a_2a_tagged_landscape_with_its_fonts() -> None:
    with pikepdf.open(BytesIO(render_certificates(TOLD))) as opened:
        told = described(opened)
        assert (told["part"], told["conformance"]) == ("2", "A")
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang).startswith("id")
        assert list(fonts_of(opened))
        _left, _bottom, right, top = opened.pages[0].mediabox
        assert right > top


def test_it_could_be_read_aloud_by_the_rules_of_pdf_ua() -> None:
    (made,) = compiled("sertifikat.typ", told_of(TOLD), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    assert made.startswith(b"%PDF")


def test_it_says_who_attended_what_when_and_for_how_long() -> None:
    said = " ".join(text_of(render_certificates(TOLD)).split())
    for words in ("Budi Contoh", "CV Contoh Satu", "Kamis, 22 Oktober 2026, pukul 09.00–12.00 WIB (3 jam)",
                  "Dinas Contoh", "bersama Cabang Contoh", "Kode AB12CD"):  # fmt: skip
        assert words in said


@pytest.mark.parametrize("words", [CODE, LONG, "X" * 200, "", "Ñandú Đặng"])
def test_whatever_the_name_it_is_one_page_each_and_the_same_bytes(words: str) -> None:
    told = replace(TOLD, people=(replace(ONE, name=words, firm=words, event=words or "x", place=words), ONE))
    made = render_certificates(told)
    with pikepdf.open(BytesIO(made)) as opened:
        assert len(opened.pages) == 2
    assert made == render_certificates(told)
    assert "3671011708900001" not in text_of(made)


def test_it_can_be_looked_at() -> None:
    assert [page[:4] for page in certificates_png(TOLD)] == [b"\x89PNG"]


def test_nobody_gets_none() -> None:
    with pytest.raises(Refusal, match="Belum ada"):
        render_certificates(replace(TOLD, people=()))
