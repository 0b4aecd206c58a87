"""How does a letter become a PDF that still opens in thirty years, or a picture to look at?

PDF/A-2a: fonts embedded, tagged in the order of reading, in Indonesian. The same letter gives the same bytes: the day
on it is the day of the file. The compiler is kept, for most of its work is reading fonts and templates.
"""

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, time
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from payung.letters.compose import composed
from payung.letters.content import Letter
from payung.refusal import Refusal

LETTER = "main.typ"
SCREEN_PPI = 96.0
IN_A_ROW = 8
"""Letters handed to a process at once: enough that handing over does not show."""

_ONE_AT_A_TIME = Lock()


def render(letter: Letter) -> bytes:
    """The letter as PDF/A-2a; a Refusal where it cannot be set."""
    return compiled(LETTER, composed(letter), format="pdf", pdf_standards=["a-2a"], timestamp=_stamp(letter))[0]


def render_many(letters: Iterable[Letter], *, processes: int | None = None) -> Iterator[bytes]:
    """Many letters in their order, on as many processes (None: every core); a Refusal of one ends all."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(render, letters, chunksize=IN_A_ROW)


def preview_png(letter: Letter, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(LETTER, composed(letter), format="png", ppi=ppi)


def compiled(template: str, told: Mapping[str, Any], **options: Any) -> tuple[bytes, ...]:
    """What one of our templates makes of these texts: the file, or a picture a page; a Refusal where it cannot.

    One at a time, for a compiler remembers the last template and texts it was given.
    """
    inputs = {"told": json.dumps(told, ensure_ascii=False)}
    try:
        with _ONE_AT_A_TIME:
            made = _compiler().compile(_folder("templates") / template, sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise Refusal("Surat ini belum dapat dicetak: {reason}", reason=error.message) from error
    return tuple(made) if isinstance(made, list) else (made or b"",)


@functools.cache
def _compiler() -> typst.Compiler:
    """One compiler a process, over our own templates and fonts only: the machine's fonts change nothing."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder("fonts")])
    if not fonts.families():
        raise Refusal("Huruf untuk surat belum terpasang; jalankan «make setup».")
    return typst.Compiler(root=_folder("templates"), font_paths=fonts)


def _folder(name: str) -> Path:
    return Path(str(files("payung.letters") / name))


def _stamp(letter: Letter) -> datetime:
    return datetime.combine(letter.reference.on, time(), tzinfo=UTC)
