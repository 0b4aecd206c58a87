"""What is one table of a file: its known columns as text, each row with its line, read only when asked for?

Every cell becomes text and keeps its exact digits; meaning is given later. A large file stays on the disk and gives
its rows piece by piece.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import polars as pl
from fastexcel import FastExcelError

from payung.reconcile.sources.recognition import plain
from payung.refusal import Refusal

LINE = "__line"
PIECE = 500_000  # rows at most in the memory at once, of a list of people
Columns = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """One table of one file: its known columns as text under their plain names, and ``__line`` (1-based).

    ``rows`` counts the rows of ``table`` exactly. ``header`` is the line its header stands on; 0 for JSON and
    Parquet, whose first row is line 1. ``hidden_rows`` counts rows that a person at the screen
    would not see; they are read all the same. ``encoding`` is that of a file of text.
    """

    file: str
    sheet: str
    table: pl.LazyFrame
    rows: int
    header: int = 0
    hidden_rows: int = 0
    encoding: str = ""

    @property
    def place(self) -> str:
        """The file, and the sheet or export where there are several."""
        return f"{self.file}#{self.sheet}" if self.sheet else self.file

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Every row at once."""
        with opening(self.file):
            return self.table.collect()

    def pieces(self, table: pl.LazyFrame, most: int) -> Iterator[pl.DataFrame]:
        """The rows of ``table``, made of the part's own row by row, in order and ``most`` at a time.

        A stream that breaks off may end without an error, so what came is counted.
        """
        came = 0
        with opening(self.file):
            for piece in table.collect_batches(chunk_size=most, maintain_order=True, engine="streaming"):
                came += piece.height
                yield piece
            if came != self.rows:
                raise OSError(f"{came} of {self.rows} rows came")


@contextmanager
def opening(file: str) -> Iterator[None]:
    """Whatever goes wrong while a file is read becomes one sentence that names it."""
    try:
        yield
    except (ValueError, OSError, FastExcelError, pl.exceptions.PolarsError, SyntaxError, RecursionError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal(
            "Berkas {file} tidak dapat dibuka (mungkin rusak atau terpotong); simpan ulang berkas itu, lalu ulangi.",
            file=file,
        ) from error


def in_memory(file: str, sheet: str, frame: pl.DataFrame, *, header: int = 0) -> Part:
    """A part whose rows are all here already."""
    return Part(file, sheet, frame.lazy(), frame.height, header)


def filled(rows: pl.LazyFrame, columns: Columns, *, first_line: int) -> pl.LazyFrame:
    """The known columns of every row that holds anything at all, with its line; an empty row says nothing."""
    schema = rows.collect_schema()
    if not schema:
        return pl.LazyFrame(schema={LINE: pl.Int64})
    lined = rows.with_row_index(LINE, offset=first_line).with_columns(pl.col(LINE).cast(pl.Int64))
    said = lined.filter(~pl.all_horizontal(pl.exclude(LINE).is_null()))
    return text_table(said, {name: dtype for name, dtype in schema.items() if plain(name) in columns})


def text_table(rows: pl.LazyFrame, cells: Mapping[str, pl.DataType]) -> pl.LazyFrame:
    """The line, and these columns as trimmed text under their plain names, None when empty."""
    names = unique([plain(name) for name in cells])
    return rows.select(LINE, *(_as_text(n, d).alias(new) for (n, d), new in zip(cells.items(), names, strict=True)))


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype.is_float():
        cents = (column * 100).round().cast(pl.Int64)
        whole, rest = cents // 100, (cents % 100).cast(pl.String).str.zfill(2)
        return pl.when(cents % 100 == 0).then(whole.cast(pl.String)).otherwise(whole.cast(pl.String) + "." + rest)
    text = column.cast(pl.String).str.replace_all("\0", "", literal=True).str.strip_chars()  # no database takes it
    return pl.when(text != "").then(text)


def as_text(cell: object) -> str | None:
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


def unique(names: list[str]) -> list[str]:
    """The names, a repeated one with its number behind it."""
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}__{seen[name]}")
    return out
