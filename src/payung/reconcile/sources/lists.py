"""How is a CSV or Parquet file turned into a table of text, a large one without holding it?"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from payung.reconcile.sources.headers import HEADER_SEARCH, Header, found_header
from payung.reconcile.sources.parts import Columns, Part, filled, in_memory, unique
from payung.reconcile.sources.transcoding import UTF8, encoding_of, has_old_lines, utf8_file, utf8_pieces

HEAD_BYTES = 1 << 16
LARGE = 8 << 20  # bytes; a file beyond this stays on the disk until its rows are asked for
SEPARATORS = (",", ";", "\t", "|")


def csv_parts(path: Path, name: str, columns: Columns, *, scratch: Path | None = None) -> Iterator[Part]:
    """The one table of a CSV file; an empty file has none.

    A large file that is not UTF-8 gets a copy that is in ``scratch``; without a ``scratch`` it is held.
    """
    encoding = encoding_of(path, name=name)
    source = _source(path, name, encoding, scratch=scratch)
    head = _head(source).decode("utf-8", errors="ignore").splitlines()[:HEADER_SEARCH]
    if not any(head):
        return
    header, separator = _csv_header(head, columns)
    rows = pl.scan_csv(
        source, separator=separator, infer_schema=False, truncate_ragged_lines=True, skip_lines=header.last,
        raise_if_empty=False, new_columns=unique(header.names) if header.depth > 1 else None,
    )  # fmt: skip
    held = isinstance(source, bytes)
    part = _part(name, filled(rows, columns, first_line=header.last + 2), held=held, header=header.last + 1)
    yield replace(part, encoding=encoding)


def parquet_parts(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    """The one table of a Parquet file."""
    rows = filled(pl.scan_parquet(path), columns, first_line=1)
    yield _part(name, rows, held=path.stat().st_size <= LARGE)


def _source(path: Path, name: str, encoding: str, *, scratch: Path | None) -> Path | bytes:
    """Where the text is in UTF-8: a large file on the disk, a small one here."""
    is_large = path.stat().st_size > LARGE
    if is_large and encoding == UTF8 and not has_old_lines(path, encoding):
        return path
    if is_large and scratch is not None:
        return utf8_file(path, encoding, name=name, scratch=scratch)
    return b"".join(utf8_pieces(path, encoding, name=name))


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
