"""How is a CSV or Parquet file turned into a table of text, a large one without holding it?"""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from payung.reconcile.sources.headers import HEADER_SEARCH, Header, found_header
from payung.reconcile.sources.parts import Columns, Part, filled, in_memory, unique

HEAD_BYTES = 1 << 16
LARGE = 8 << 20  # bytes; a file beyond this stays on the disk until its rows are asked for
SEPARATORS = (",", ";", "\t", "|")


def csv_parts(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    """The one table of a CSV file; an empty file has none."""
    source: Path | bytes = path if path.stat().st_size > LARGE and _is_utf8(path) else _utf8(path.read_bytes())
    head = _head(source).decode("utf-8", errors="ignore").splitlines()[:HEADER_SEARCH]
    if not any(head):
        return
    header, separator = _csv_header(head, columns)
    rows = pl.scan_csv(
        source, separator=separator, infer_schema=False, truncate_ragged_lines=True, skip_lines=header.last,
        raise_if_empty=False, new_columns=unique(header.names) if header.depth > 1 else None,
    )  # fmt: skip
    held = isinstance(source, bytes)
    yield _part(name, filled(rows, columns, first_line=header.last + 2), held=held, header=header.last + 1)


def parquet_parts(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    """The one table of a Parquet file."""
    rows = filled(pl.scan_parquet(path), columns, first_line=1)
    yield _part(name, rows, held=path.stat().st_size <= LARGE)


def _part(name: str, rows: pl.LazyFrame, *, held: bool, header: int = 0) -> Part:
    if held:
        return in_memory(name, "", rows.collect(), header=header)
    return Part(name, "", rows, rows.select(pl.len()).collect(engine="streaming").item(), header)


def _head(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:HEAD_BYTES]
    with source.open("rb") as stream:
        return stream.read(HEAD_BYTES).removeprefix(codecs.BOM_UTF8)


def _csv_header(head: list[str], columns: Columns) -> tuple[Header, str]:
    """The header and the separator; the first line and the commonest separator where none is known."""
    for separator in SEPARATORS:
        found = found_header(list(csv.reader(head, delimiter=separator)), columns)
        if found is not None:
            return found, separator
    return Header(0, []), max(SEPARATORS, key=head[0].count)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _utf8(raw: bytes) -> bytes:
    """The bytes in UTF-8 without a byte order mark; what is not UTF-8 is taken as Windows' Latin."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("cp1252", errors="replace").encode()
    return raw.removeprefix(codecs.BOM_UTF8)
