"""How is a file of any kind turned into tables of text, each row with its line?"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from payung.reconcile.normalise.taxpayers import name_without_niks
from payung.reconcile.sources.exports import json_parts
from payung.reconcile.sources.lists import csv_parts, parquet_parts
from payung.reconcile.sources.parts import Columns, Part, opening, unique
from payung.reconcile.sources.workbooks import EXCEL, sheet_parts
from payung.refusal import Refusal

Reader = Callable[[Path, str, Columns], Iterator[Part]]
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SHEETS = (".xlsx", ".xls", ".xlsm")
READERS: dict[str, Reader] = {
    ".json": json_parts,
    ".csv": csv_parts,
    ".parquet": parquet_parts,
    **dict.fromkeys(SHEETS, sheet_parts),
}


def read(path: Path, name: str, columns: Columns, *, scratch: Path | None = None) -> list[Part]:
    """The tables of one file, none where its kind is not read; one that cannot be opened is refused by name.

    ``scratch`` is the caller's private folder, kept until the tables are read: what does not fit lies there.
    """
    kind = path.suffix.lower()
    if kind not in READERS:
        return []
    with opening(name):
        readers = READERS | {".csv": partial(csv_parts, scratch=scratch)}
        parts = list(readers[_kind_inside(path, kind, name=name)](path, name, columns))
    sheets = unique([name_without_niks(part.sheet) for part in parts])
    return [replace(part, sheet=sheet) for part, sheet in zip(parts, sheets, strict=True)]


def _kind_inside(path: Path, kind: str, *, name: str) -> str:
    """The kind that the first bytes tell: files are renamed by hand, and programs give web pages Excel's ending."""
    if kind not in (".csv", *SHEETS):
        return kind
    with path.open("rb") as stream:
        head = stream.read(64).removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(EXCEL):
        return SHEETS[0]
    if kind in SHEETS and head.startswith(b"<"):
        raise Refusal(
            "Berkas {file} berupa halaman web, bukan Excel; buka dengan Excel, simpan sebagai XLSX, lalu ulangi.",
            file=name,
        )
    is_text = head and (b"\0" not in head or head.startswith(WIDE))
    return ".csv" if is_text else kind
