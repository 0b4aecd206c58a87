"""In which letters is a text file written, and how does it become UTF-8 without being held whole?

Excel saves text as UTF-8, as UTF-16 with a byte order mark («Unicode») or, where nobody asks, as Windows' Latin.
"""

import codecs
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from payung.refusal import Refusal

BLOCK = 1 << 20  # bytes read at a time
UTF8, LATIN = "utf-8", "cp1252"
MARKS = {codecs.BOM_UTF8: UTF8, codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def encoding_of(path: Path, *, name: str) -> str:
    """``utf-8``, ``utf-16-le``, ``utf-16-be`` or ``cp1252``; only a mark tells UTF-16, what is none of them is cp1252.

    A Refusal with the line where letters of UTF-8 stand above a byte that is none: then neither reading is right.
    """
    mark, marked = _mark(path)
    if marked is not None and marked != UTF8:
        return marked
    is_ascii = True
    try:
        for text in _decoded(path, UTF8, skip=len(mark)):
            is_ascii = is_ascii and text.isascii()
    except UnicodeDecodeError as error:
        if mark or not is_ascii or not error.object[: error.start].isascii():
            raise _broken(path, UTF8, name=name, skip=len(mark)) from error
        return LATIN
    return UTF8


def utf8_pieces(path: Path, encoding: str, *, name: str) -> Iterator[bytes]:
    """The file in UTF-8 without its mark, at most BLOCK of its bytes at a time; a Refusal with the line that breaks.

    Lines that end as on old Macintoshes end as everywhere.
    """
    skip = len(_mark(path)[0])
    old = has_old_lines(path, encoding)
    try:
        for text in _decoded(path, encoding, skip=skip):
            yield (text.replace("\r", "\n") if old else text).encode()
    except UnicodeDecodeError as error:
        raise _broken(path, encoding, name=name, skip=skip) from error


def has_old_lines(path: Path, encoding: str) -> bool:
    """Whether lines end in a carriage return alone, as Excel's «CSV (Macintosh)» has them."""
    with path.open("rb") as stream:
        head = stream.read(BLOCK).decode(encoding, errors="ignore")
    return "\r" in head and "\n" not in head


def utf8_file(path: Path, encoding: str, *, name: str, scratch: Path) -> Path:
    """A copy of the file in UTF-8 in ``scratch``, its owner's alone; whoever owns ``scratch`` removes it."""
    handle, copy = tempfile.mkstemp(prefix="teks-", suffix=".csv", dir=scratch)
    with os.fdopen(handle, "wb") as out:
        out.writelines(utf8_pieces(path, encoding, name=name))
    return Path(copy)


def _mark(path: Path) -> tuple[bytes, str | None]:
    """The byte order mark a file begins with, and the encoding it tells; nothing where there is none."""
    with path.open("rb") as stream:
        head = stream.read(max(map(len, MARKS)))
    return next(((mark, told) for mark, told in MARKS.items() if head.startswith(mark)), (b"", None))


def _decoded(path: Path, encoding: str, *, skip: int) -> Iterator[str]:
    """What the file says after its first ``skip`` bytes, block by block; a letter may end in the next block."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        stream.seek(skip)
        while block := stream.read(BLOCK):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)


def _broken(path: Path, encoding: str, *, name: str, skip: int) -> Refusal:
    """What is said of a file that breaks somewhere; read again up to there, for its line."""
    line = 1
    try:
        for text in _decoded(path, encoding, skip=skip):
            line += text.count("\n")
    except UnicodeDecodeError as error:
        line += error.object[: error.start].decode(encoding).count("\n")
    return Refusal(
        "Berkas {file} rusak pada baris {line}: ada huruf yang tidak terbaca; perbaiki baris itu, simpan sebagai "
        "CSV UTF-8, lalu ulangi.",
        file=name, line=line,
    )  # fmt: skip
