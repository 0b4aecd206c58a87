"""How is a JSON, CSV, Excel or Parquet file turned into tables of text, each row with its line?

Every cell becomes text and keeps its exact digits; meaning is given later. A file may hold several tables
(sheets, or one JSON object of several exports).
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from payung.reconcile.sources.recognition import header_row, plain
from payung.refusal import Refusal

LINE = "__line"
HEADER_SEARCH = 30  # titles and notes above a header: no seen list had more than a dozen
SUFFIXES = (".json", ".csv", ".xlsx", ".xls", ".xlsm", ".parquet")
Columns = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """One table of one file: text columns under their own plain names, and ``__line`` (1-based)."""

    file: str
    sheet: str
    frame: pl.DataFrame

    @property
    def place(self) -> str:
        """The file, and the sheet or export where there are several."""
        return f"{self.file}#{self.sheet}" if self.sheet else self.file


def read(path: Path, name: str, columns: Columns) -> list[Part]:
    """The tables of one file. A file that cannot be opened is refused with a sentence that names it."""
    readers = {".json": _json, ".csv": _csv, ".parquet": _parquet}
    try:
        return list(readers.get(path.suffix.lower(), _workbook)(path, name, columns))
    except (ValueError, OSError, CalamineError, pl.exceptions.PolarsError, RecursionError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(
            "Berkas {file} tidak dapat dibuka (mungkin rusak atau terpotong); simpan ulang berkas itu, lalu ulangi.",
            file=name,
        ) from error


def _json(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    raw = path.read_bytes()
    if raw.lstrip()[:1] == b"[":
        frame = _flat_json(raw)
        yield Part(
            name,
            "",
            frame if frame is not None else _records(json.loads(raw, parse_float=str, parse_int=str)),
        )
        return
    content = json.loads(raw, parse_float=str, parse_int=str)
    exports = {key: rows for key, rows in content.items() if isinstance(rows, list)}
    for key, rows in exports.items():
        yield Part(name, key, _records(rows))


def _flat_json(raw: bytes) -> pl.DataFrame | None:
    """The quick way for an array of flat objects; None where values are nested or of mixed types."""
    try:
        frame = pl.read_json(io.BytesIO(raw), infer_schema_length=None)
    except pl.exceptions.PolarsError:
        return None
    if any(dtype.is_nested() for dtype in frame.dtypes):
        return None
    return _text_frame(frame, first_line=1)


def _records(rows: list[Any]) -> pl.DataFrame:
    kept = [row if isinstance(row, dict) else {} for row in rows]
    names = list(dict.fromkeys(key for row in kept for key in row))
    columns = {key: [_text(row.get(key)) for row in kept] for key in names}
    return _text_frame(pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)), first_line=1)


def _csv(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    text = _decoded(path.read_bytes())
    head = text.splitlines()[:HEADER_SEARCH]
    best, separator = _csv_header(head, columns)
    frame = (
        pl.read_csv(
            io.StringIO("\n".join(text.splitlines()[best:]) if best else text),
            separator=separator,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
        if text.strip()
        else pl.DataFrame()
    )
    yield Part(name, "", _text_frame(frame, first_line=best + 2))


def _csv_header(head: list[str], columns: Columns) -> tuple[int, str]:
    """The header's line and the separator; the first line and the commonest separator where none is known."""
    for separator in (",", ";", "\t", "|"):
        found = header_row(list(csv.reader(head, delimiter=separator)), columns)
        if found is not None:
            return found, separator
    return 0, max((",", ";", "\t", "|"), key=(head[0] if head else "").count)


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _parquet(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    yield Part(name, "", _text_frame(pl.read_parquet(path), first_line=1))


def _workbook(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    book = CalamineWorkbook.from_path(str(path))
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        top = header_row(rows[:HEADER_SEARCH], columns) or 0
        if rows:
            yield Part(name, sheet, _sheet(rows, top))


def _sheet(rows: list[list[Any]], top: int) -> pl.DataFrame:
    names = _unique([str(cell) for cell in rows[top]])
    body = [[_text(cell) for cell in row] for row in rows[top + 1 :]]
    columns = {name: [row[i] if i < len(row) else None for row in body] for i, name in enumerate(names)}
    return _text_frame(pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String)), first_line=top + 2)


def _text(cell: object) -> str | None:
    """A cell as text: dates as ISO, whole floats without their ``.0``, empty as None."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**63 else f"{cell:.6f}".rstrip("0")
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else str(cell)


def _text_frame(frame: pl.DataFrame, *, first_line: int) -> pl.DataFrame:
    """Every column as trimmed text under its plain name (None when empty), with the line of each row.

    A row with nothing in it is dropped: it says nothing.
    """
    frame = frame.rename(dict(zip(frame.columns, _unique([plain(c) for c in frame.columns]), strict=True)))
    frame = frame.select(_as_text(name, dtype) for name, dtype in frame.schema.items())
    if not frame.width:
        return pl.DataFrame(schema={LINE: pl.Int64})
    lined = frame.with_row_index(LINE, offset=first_line).with_columns(pl.col(LINE).cast(pl.Int64))
    return lined.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype.is_float():
        cents = (column * 100).round().cast(pl.Int64)
        whole, rest = cents // 100, (cents % 100).cast(pl.String).str.zfill(2)
        return (
            pl.when(cents % 100 == 0)
            .then(whole.cast(pl.String))
            .otherwise(whole.cast(pl.String) + "." + rest)
            .alias(name)
        )
    text = column.cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}__{seen[name]}")
    return out
