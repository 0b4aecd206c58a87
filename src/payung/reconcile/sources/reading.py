"""How is a JSON, CSV, Excel or Parquet file turned into tables of text, each row with its line?

Every cell becomes text and keeps its exact digits; meaning is given later. A file may hold several tables
(sheets, or one JSON object of several exports).
"""

import codecs
import csv
import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from payung.reconcile.sources.recognition import header_row, plain
from payung.refusal import Refusal

LINE = "__line"
HEAD_BYTES = 1 << 16
HEADER_SEARCH = 30  # titles and notes above a header: no seen list had more than a dozen
SUFFIXES = (".json", ".csv", ".xlsx", ".xls", ".xlsm", ".parquet")
Columns = Mapping[str, str]
BATCH = 4_000  # elements decoded at a time: with fewer objects alive a large export takes half as long
_DECODER = msgspec.json.Decoder(float_hook=str)


@dataclass(frozen=True)
class Part:
    """One table of one file: its known columns as text under their plain names, and ``__line`` (1-based).

    ``header`` is the line its header stands on; 0 for JSON and Parquet, whose first row is line 1.
    """

    file: str
    sheet: str
    frame: pl.DataFrame
    header: int = 0

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
    """An array of objects, or one object of several such arrays; numbers keep their digits as written."""
    with _collector_paused():
        for key, elements in _arrays(path.read_bytes().removeprefix(codecs.BOM_UTF8)).items():
            batches = (elements[at : at + BATCH] for at in range(0, len(elements), BATCH))
            records = [_records(list(map(_element, batch)), columns) for batch in batches]
            frame = pl.concat(records, how="diagonal") if records else _records([], columns)
            yield Part(name, key, frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE)))


def _arrays(raw: bytes) -> dict[str, list[Any]]:
    """The arrays of a file by name, "" for an array alone; elements stay undecoded where the JSON is strict."""
    try:
        exports = {"": raw} if _is_array(raw) else msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        arrays = {key: value for key, value in exports.items() if _is_array(value)}
        return {key: msgspec.json.decode(value, type=list[msgspec.Raw]) for key, value in arrays.items()}
    except msgspec.DecodeError:  # NaN, UTF-16: not JSON, and yet what some programs write
        content = json.loads(raw, parse_float=str)
        found = {"": content} if isinstance(content, list) else content if isinstance(content, dict) else {}
        return {key: value for key, value in found.items() if isinstance(value, list)}


def _is_array(raw: bytes | msgspec.Raw) -> bool:
    return bytes(memoryview(raw)[:64]).lstrip().startswith(b"[")


def _element(element: Any) -> Any:
    return _DECODER.decode(element) if isinstance(element, msgspec.Raw) else element


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Millions of fresh objects hold no cycles, and looking for some takes longer than reading the file."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _records(rows: list[Any], columns: Columns) -> pl.DataFrame:
    kept = [row if isinstance(row, dict) else {} for row in rows]
    names = [key for key in dict.fromkeys(chain.from_iterable(kept)) if plain(key) in columns]
    lines = pl.Series(LINE, [0] * len(kept), dtype=pl.Int64)
    cells = [_column(name, cells) for name, cells in zip(names, _columns(kept, names), strict=True)]
    return _text_frame(pl.DataFrame([lines, *cells]))


def _columns(rows: list[dict[str, Any]], names: list[str]) -> Sequence[Sequence[Any]]:
    """The cells column by column; where every row has every name, taking them all at once is three times as fast."""
    if not names:
        return []
    try:
        return list(zip(*map(itemgetter(*names, *names[:1]), rows), strict=True))[: len(names)]
    except KeyError:
        return [[row.get(name) for row in rows] for name in names]


def _column(name: str, cells: Sequence[Any]) -> pl.Series:
    """The cells as text; most columns hold text and whole numbers alone, only the others are judged cell by cell."""
    kinds = set(map(type, cells))
    if kinds <= {str, type(None)}:
        return pl.Series(name, cells, dtype=pl.String)
    write = str if kinds <= {str, int, type(None)} else _text
    return pl.Series(name, [None if cell is None else write(cell) for cell in cells], dtype=pl.String)


def _csv(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    raw = _utf8(path.read_bytes())
    head = raw[:HEAD_BYTES].decode("utf-8", errors="ignore").splitlines()[:HEADER_SEARCH]
    if not any(head):
        return
    top, separator = _csv_header(head, columns)
    frame = pl.read_csv(
        raw, separator=separator, infer_schema=False, truncate_ragged_lines=True, skip_lines=top, raise_if_empty=False
    )
    yield Part(name, "", _filled(frame, columns, first_line=top + 2), header=top + 1)


def _csv_header(head: list[str], columns: Columns) -> tuple[int, str]:
    """The header's line and the separator; the first line and the commonest separator where none is known."""
    for separator in (",", ";", "\t", "|"):
        found = header_row(list(csv.reader(head, delimiter=separator)), columns)
        if found is not None:
            return found, separator
    return 0, max((",", ";", "\t", "|"), key=(head[0] if head else "").count)


def _utf8(raw: bytes) -> bytes:
    """The bytes in UTF-8 without a byte order mark; what is not UTF-8 is taken as Windows' Latin."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raw = raw.decode("cp1252", errors="replace").encode()
    return raw.removeprefix(codecs.BOM_UTF8)


def _parquet(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    yield Part(name, "", _filled(pl.read_parquet(path), columns, first_line=1))


def _workbook(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    book = CalamineWorkbook.from_path(str(path))
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        top = header_row(rows[:HEADER_SEARCH], columns) or 0
        if rows:
            yield Part(name, sheet, _sheet(rows, top, columns), header=top + 1)


def _sheet(rows: list[list[Any]], top: int, columns: Columns) -> pl.DataFrame:
    names = _unique([str(cell) for cell in rows[top]])
    body = [[_text(cell) for cell in row] for row in rows[top + 1 :]]
    cells = {name: [row[i] if i < len(row) else None for row in body] for i, name in enumerate(names)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String))
    return _filled(frame, columns, first_line=top + 2)


def _filled(frame: pl.DataFrame, columns: Columns, *, first_line: int) -> pl.DataFrame:
    """The known columns of every row that holds anything at all, with its line; an empty row says nothing."""
    if not frame.width:
        return pl.DataFrame(schema={LINE: pl.Int64})
    lined = frame.with_row_index(LINE, offset=first_line).with_columns(pl.col(LINE).cast(pl.Int64))
    filled = lined.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))
    return _text_frame(filled.select(LINE, *(name for name in frame.columns if plain(name) in columns)))


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


def _text_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column but the line as trimmed text under its plain name, None when empty."""
    names = _unique([plain(name) for name in frame.columns if name != LINE])
    cells = frame.drop(LINE)
    return pl.concat(
        [
            frame.select(LINE),
            cells.select(_as_text(n, d).alias(new) for (n, d), new in zip(cells.schema.items(), names, strict=True)),
        ],
        how="horizontal",
    )


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
