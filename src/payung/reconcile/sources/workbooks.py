"""How are the sheets of an Excel file turned into tables of text?

Cells go from the file straight into columns of text, no cell through Python. What only a person at the screen would
see is told beside the rows: hidden rows and sheets are read all the same, and counted.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import fastexcel
import polars as pl

from payung.reconcile.sources.headers import HEADER_SEARCH, header_of
from payung.reconcile.sources.parts import LINE, Columns, Part, in_memory, text_table, unique
from payung.reconcile.sources.recognition import plain
from payung.reconcile.sources.worksheets import Layout, Merge, layouts
from payung.refusal import Refusal

MIDNIGHT = " 00:00:00"  # the reader writes a day as the instant it begins
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how XLSX and XLS begin
SEALED = "EncryptedPackage".encode("utf-16-le")
MOST_UNPACKED = 4 * 2**30  # a million workers are half a gigabyte
MOST_GROWTH, SURELY_FITS = 200, 100 * 2**20  # Excel's own files grow ten to fifty times
LONG_FRACTION = r"^-?\d+\.\d{7,}$"  # a float written out to the digits it does not have: 2210000000.150000095


def sheet_parts(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    """One part for each sheet that holds anything."""
    book = _opened(path, name)
    said = layouts(path)
    for sheet in book.sheet_names:
        loaded = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")  # rows keep their numbers
        cells = loaded.to_polars()
        if cells.height:
            layout = said.get(sheet, Layout())
            left = loaded.available_columns()[0].absolute_index  # empty columns before the table are left out
            merges = [replace(merge, column=merge.column - left) for merge in layout.merges]
            part = _part(name, sheet, cells, columns, merges=merges)
            yield replace(part, hidden_rows=part.rows if loaded.visible != "visible" else layout.hidden_rows)


def _opened(path: Path, name: str) -> fastexcel.ExcelReader:
    """The workbook; a Refusal for one with a password, and for one that would fill the memory when unpacked."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > min(MOST_UNPACKED, max(SURELY_FITS, path.stat().st_size * MOST_GROWTH)):
            raise Refusal("{file} terlalu besar bila dibuka; simpan sebagai CSV, lalu ulangi.", file=name)
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            return fastexcel.read_excel(path)
    raw = path.read_bytes()  # the reader believes a path's ending, and the bytes where it sees no path
    if SEALED in raw:
        raise Refusal("Berkas {file} bersandi; buka dengan Excel, hapus sandinya, simpan, lalu ulangi.", file=name)
    return fastexcel.read_excel(raw)


def _part(file: str, sheet: str, cells: pl.DataFrame, columns: Columns, *, merges: Sequence[Merge]) -> Part:
    header = header_of(cells.head(HEADER_SEARCH).rows(), columns)
    names = unique(header.names)
    known = {cells.columns[i]: name for i, name in enumerate(names) if plain(name) in columns}
    said = ~pl.all_horizontal(pl.exclude(LINE).is_null())  # judged before merged cells are spread
    lined = cells.with_row_index(LINE, offset=1).with_columns(pl.col(LINE).cast(pl.Int64), __said=said)
    body = lined.with_columns(_spread(cells, merges, below=header.last)).lazy().slice(header.last + 1)
    rows = body.filter("__said").select(LINE, *known).with_columns(_exact(cells.select(list(known)))).rename(known)
    return in_memory(
        file, sheet, text_table(rows, dict.fromkeys(known.values(), pl.String())).collect(), header=header.last + 1
    )


def _spread(cells: pl.DataFrame, merges: Sequence[Merge], *, below: int) -> list[pl.Series]:
    """The columns that have merged cells below a row, with what such a cell says in each of its rows."""
    tops: dict[int, list[int]] = {}
    for merge in merges:
        if merge.first > below and 0 <= merge.column < cells.width:
            rows = slice(merge.first, min(merge.last + 1, cells.height))
            own = tops.setdefault(merge.column, list(range(cells.height)))
            own[rows] = [merge.first] * len(own[rows])
    return [cells.to_series(column).gather(top) for column, top in tops.items()]


def _exact(cells: pl.DataFrame) -> list[pl.Expr]:
    """Days without their hour, and fractions to six places, as they were typed."""
    if not cells.width:
        return []
    long = pl.all().str.contains(LONG_FRACTION)
    parted = cells.select(long.any()).row(0)
    days = {name: pl.col(name).str.strip_suffix(MIDNIGHT) for name in cells.columns}
    return [
        pl.when(pl.col(name).str.contains(LONG_FRACTION)).then(_rounded(pl.col(name))).otherwise(whole)
        if has_fractions else whole
        for (name, whole), has_fractions in zip(days.items(), parted, strict=True)
    ]  # fmt: skip


def _rounded(fraction: pl.Expr) -> pl.Expr:
    return fraction.str.to_decimal(scale=6).cast(pl.String).str.strip_chars_end("0")
