"""What does the XML of a worksheet say that its cells do not: which rows are hidden, which cells are merged?

The reader of cells tells neither. The XML is unpacked block by block and searched, never parsed whole: a list of a
million workers is half a gigabyte of it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree

BLOCK = 1 << 20
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\shidden="(?:1|true)"')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\sref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Merge:
    """Cells shown as one: column and rows from 0, the last row included; columns beside the first hold nothing."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Layout:
    """The number of hidden rows of a sheet, and its cells merged over several rows."""

    hidden_rows: int = 0
    merges: tuple[Merge, ...] = ()


def layouts(path: Path) -> dict[str, Layout]:
    """The layout of each sheet of an XLSX file by its name; nothing for the older XLS, which is no XML."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as book:
        held = set(book.namelist())
        return {sheet: _layout(book, inner) for sheet, inner in _sheets(book) if inner in held}


def _sheets(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and where in the archive its XML is."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    for element in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get(RELATION) in targets:
            target = targets[element.get(RELATION)]
            yield str(element.get("name")), normpath(join("/xl", target)).lstrip("/")


def _layout(book: zipfile.ZipFile, inner: str) -> Layout:
    hidden, merges = 0, list[Merge]()
    for block in _blocks(book, inner):
        if b"hidden=" in block:
            hidden += sum(1 for _ in HIDDEN_ROW.finditer(block))
        if b"mergeCell" in block:
            merges += [_merge(*found.groups()) for found in MERGED.finditer(block)]
    return Layout(hidden, tuple(merge for merge in merges if merge.last > merge.first))


def _blocks(book: zipfile.ZipFile, inner: str) -> Iterator[bytes]:
    """The unpacked XML in blocks that end where an element's tag ends."""
    rest = b""
    with book.open(inner) as stream:
        while block := stream.read(BLOCK):
            whole, mark, rest = (rest + block).rpartition(b">")
            yield whole + mark


def _merge(left: bytes, top: bytes, _right: bytes, bottom: bytes) -> Merge:
    column = 0
    for letter in left:
        column = column * 26 + letter - ord("A") + 1
    return Merge(column - 1, int(top) - 1, int(bottom) - 1)
