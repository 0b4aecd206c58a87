"""How are rows written as JSON, CSV, Excel and Parquet so that the same rows give the same bytes?"""

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

Row = Mapping[str, Any]
_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: dumps() makes one per row
CREATED = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)  # the day of the files, not of writing them


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines above the header, the header's labels and fields, rows, and lines below.

    ``merged`` names a field whose equal neighbours become one cell.
    """

    name: str
    fields: Sequence[str]
    rows: Iterable[Row]
    above: Sequence[str] = ()
    labels: Sequence[str] = ()
    below: Sequence[Row] = ()
    merged: str = ""

    @property
    def first_line(self) -> int:
        """The line of the first row, counted from 1 as Excel does."""
        return len(self.above) + 2


def json_array(path: Path, rows: Iterable[Row]) -> None:
    """One array, one object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _array(file, rows)


def json_object(path: Path, exports: Mapping[str, Iterable[Row]]) -> None:
    """One object that holds several exports by name, with a remark before them."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{\n"_comment": "Kota Contoh: rekaan, bukan data nyata"')
        for name, rows in exports.items():
            file.write(f',\n"{name}": ')
            _array(file, rows)
        file.write("}\n")


def _array(file: Any, rows: Iterable[Row]) -> None:
    separator = "["
    for row in rows:
        file.write(f"{separator}\n{_ENCODED(row)}")
        separator = ","
    file.write("]\n" if separator == "," else "[]\n")


def csv_file(
    path: Path, fields: Sequence[str], rows: Iterable[Row], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    """A header and rows; empty cells for None, Windows line ends after semicolons as Excel writes them."""
    end = "\r\n" if delimiter == ";" else "\n"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
        writer.writerow(fields)
        writer.writerows([row[field] for field in fields] for row in rows)


def workbook(path: Path, sheets: Sequence[Sheet], *, hidden_note: str = "") -> None:
    """An Excel file; a hidden sheet holds the note, if any."""
    streams = not any(sheet.merged for sheet in sheets)  # a merged cell is written after the rows it covers
    with xlsxwriter.Workbook(str(path), {"constant_memory": streams, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Kota Contoh", "created": CREATED})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _fill(page, sheet, day)
            _merge(page, sheet)
        if hidden_note:
            note = book.add_worksheet("catatan")
            note.write_string(0, 0, hidden_note)
            note.hide()


def _fill(page: Any, sheet: Sheet, day: Any) -> None:
    for line, text in enumerate(sheet.above):
        page.write_string(line, 0, text)
    top = len(sheet.above)
    for column, label in enumerate(sheet.labels or sheet.fields):
        page.write_string(top, column, label)
    line = top
    last = None
    for row in (*sheet.rows, *sheet.below):
        line += 1
        for column, field in enumerate(sheet.fields):
            if field != sheet.merged or row.get(field) != last:
                _cell(page, line, column, row.get(field), day)
        last = row.get(sheet.merged)


def _merge(page: Any, sheet: Sheet) -> None:
    if not sheet.merged:
        return
    column, line = list(sheet.fields).index(sheet.merged), sheet.first_line - 1
    for text, rows in groupby(sheet.rows, key=itemgetter(sheet.merged)):
        end = line + len(list(rows))
        if end - line > 1:
            page.merge_range(line, column, end - 1, column, text)
        line = end


def _cell(page: Any, line: int, column: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, dt.date):
        page.write_datetime(line, column, dt.datetime(value.year, value.month, value.day), day)  # noqa: DTZ001  Excel knows no zones
    elif isinstance(value, str):
        page.write_string(line, column, value)
    else:
        page.write_number(line, column, value)


def parquet(path: Path, fields: Sequence[str], rows: Iterable[Row], schema: Mapping[str, Any] | None = None) -> None:
    """Columns with the types of their values; whole and broken numbers of one column become floats."""
    listed = list(rows)
    columns = {field: [row[field] for row in listed] for field in fields}
    pl.DataFrame(columns, schema=dict(schema) if schema else None, strict=False).write_parquet(path)
