"""How does a letter become a PDF that still opens in thirty years, or a picture to look at?

PDF/A-2a: fonts embedded, tagged in the order of reading, in Indonesian. The same letter gives the same bytes: the day
on it is the day of the file. The compiler is kept, for most of its work is reading fonts and templates.
"""

import functools
import json
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from payung.letters.compose import composed
from payung.letters.content import Letter
from payung.refusal import Refusal

STANDARDS: tuple[Literal["a-2a"]] = ("a-2a",)
SCREEN_PPI = 96.0


def render(letter: Letter) -> bytes:
    """The letter as PDF/A-2a; a Refusal where it cannot be set."""
    return _pages(letter, format="pdf", pdf_standards=list(STANDARDS), timestamp=_stamp(letter))[0]


def preview_png(letter: Letter, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return tuple(_pages(letter, format="png", ppi=ppi))


def _pages(letter: Letter, **options: Any) -> list[bytes]:
    told = json.dumps(composed(letter), ensure_ascii=False)
    try:
        pages = compiler().compile(sys_inputs={"letter": told}, **options)
    except typst.TypstError as error:
        raise Refusal("Surat ini belum dapat dicetak: {reason}", reason=error.message) from error
    return pages if isinstance(pages, list) else [pages or b""]


@functools.cache
def compiler() -> typst.Compiler:
    """One compiler a process, over our own templates and fonts only: the machine's fonts change nothing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder("fonts")])
    if not fonts.families():
        raise Refusal("Huruf untuk surat belum terpasang; jalankan «make setup».")
    templates = _folder("templates")
    return typst.Compiler(templates / "main.typ", root=templates, font_paths=fonts)


def _folder(name: str) -> Path:
    return Path(str(files("payung.letters") / name))


def _stamp(letter: Letter) -> datetime:
    return datetime.combine(letter.reference.on, time(), tzinfo=UTC)
