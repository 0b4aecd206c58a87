"""How does a city put a letter in its own words, without being able to break it?

Plain paragraphs with an empty line between them. ``{nama_paket}`` is replaced by a fact; a block such as ``{iuran}``
stands alone and becomes a table. ``- `` begins a point of a list, ``# `` a heading; a paragraph or point after ``? ``
is left out where one of its facts is missing. There is nothing else: no code, no markup, no format of numbers.
"""

import re
import string
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from payung.refusal import Refusal

MOST = 20_000
_EMPTY_LINES = re.compile(r"\n\s*\n")
_HEADING, _POINT, _OPTIONAL = "# ", "- ", "? "

Values = Callable[[str], str | None]


@dataclass(frozen=True)
class Wording:
    """The words of a letter: its subject (hal) and its body, both with placeholders."""

    subject: str
    body: str


class Shape(StrEnum):
    """What a paragraph becomes."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    POINTS = "points"
    BLOCK = "block"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its facts filled in; ``texts`` holds the points of a list, or the name of a block."""

    shape: Shape
    texts: tuple[str, ...]


def require_known(wording: Wording, *, texts: Collection[str], blocks: Collection[str]) -> None:
    """Nothing where every placeholder is known and stands where it may; else a Refusal that says which does not."""
    if len(wording.body) > MOST:
        raise Refusal("Naskah surat paling panjang {most} huruf.", most=MOST)
    if not wording.subject.strip() or not wording.body.strip():
        raise Refusal("Hal dan isi surat belum ditulis.")
    for name in _names(wording.subject):
        _require(name, texts)
    for chunk in _chunks(wording.body):
        if _block(chunk, blocks) is None:
            for name in _names(chunk):
                _require_inline(name, texts, blocks)


def filled(wording: Wording, *, values: Values, blocks: Collection[str]) -> tuple[Paragraph, ...]:
    """The body with its facts; a Refusal where a fact is missing in a paragraph that is not optional."""
    return tuple(one for chunk in _chunks(wording.body) if (one := _filled(chunk, values, blocks)) is not None)


def with_facts(text: str, values: Values) -> str:
    """One text with its facts. A fact is put in as it is: braces in it mean nothing."""
    return "".join(literal + (_value(name, values) if name else "") for literal, name in _parts(text))


def _chunks(body: str) -> list[str]:
    return [chunk.strip() for chunk in _EMPTY_LINES.split(body.replace("\r\n", "\n")) if chunk.strip()]


def _filled(chunk: str, values: Values, blocks: Collection[str]) -> Paragraph | None:
    if (block := _block(chunk, blocks)) is not None:
        return Paragraph(Shape.BLOCK, (block,))
    if chunk.startswith(_POINT):
        return _points(re.split(r"\n(?=- )", chunk), values)
    if _is_left_out(chunk, values):
        return None
    chunk = chunk.removeprefix(_OPTIONAL)
    if chunk.startswith(_HEADING):
        return Paragraph(Shape.HEADING, (with_facts(chunk.removeprefix(_HEADING), values),))
    return Paragraph(Shape.PARAGRAPH, (with_facts(chunk, values),))


def _points(written: list[str], values: Values) -> Paragraph | None:
    points = [point.removeprefix(_POINT) for point in written]
    kept = tuple(with_facts(one.removeprefix(_OPTIONAL), values) for one in points if not _is_left_out(one, values))
    return Paragraph(Shape.POINTS, kept) if kept else None


def _is_left_out(text: str, values: Values) -> bool:
    return text.startswith(_OPTIONAL) and any(values(name) is None for name in _names(text))


def _block(chunk: str, blocks: Collection[str]) -> str | None:
    name = chunk[1:-1]
    return name if chunk == f"{{{name}}}" and name in blocks else None


def _value(name: str, values: Values) -> str:
    value = values(name)
    if value is None:
        raise Refusal("Surat ini memerlukan {{{name}}}, yang belum diisi.", name=name)
    return value


def _names(text: str) -> list[str]:
    return [name for _, name in _parts(text) if name]


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    """Literal texts, each with the placeholder after it; a Refusal for braces that are none."""
    try:
        for literal, name, form, conversion in string.Formatter().parse(text):
            if name is not None and (form or conversion or not name.strip()):
                raise ValueError
            yield literal, name
    except ValueError:
        raise Refusal(
            "Kurung kurawal hanya untuk isian seperti {{nama_paket}}; kurung biasa ditulis {{{{ atau }}}}: “{text}”.",
            text=text[:60],
        ) from None


def _require(name: str, known: Collection[str]) -> None:
    if name not in known:
        names = ", ".join(sorted(known))
        raise Refusal("Isian {{{name}}} tidak dikenal; yang ada: {names}.", name=name, names=names)


def _require_inline(name: str, texts: Collection[str], blocks: Collection[str]) -> None:
    if name in blocks:
        raise Refusal("{{{name}}} adalah tabel atau gambar: tulis sendiri, di antara baris kosong.", name=name)
    _require(name, texts)
