"""How does a report become a workbook? A sheet a table, then what its figures mean; no cell is a formula."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from payung.letters.printable import printable
from payung.letters.report import Cell, Linked, Plain, Report, Table, plain

TEAL = "#0f6b66"
TEXTS_ONLY = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
ABOUT = "Metadata"
LINK = {"font_color": "#0b5cad", "underline": 1}
Formats = dict[str, Any]


def render_workbook(report: Report) -> bytes:
    """The report as XLSX; the same report gives the same bytes."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, TEXTS_ONLY)
    book.set_properties({"title": printable(report.title), "created": datetime.combine(report.on, time())})
    formats = _formats(book)
    for table in report.tables:
        _sheet(book, table, formats)
    _about(book, report, formats)
    book.close()
    return stream.getvalue()


def _formats(book: Any) -> Formats:
    top = {"valign": "top"}
    head = {"bold": True, "font_color": "white", "bg_color": TEAL, "text_wrap": True, "valign": "vcenter"}
    return {
        "head": book.add_format(head),
        "text": book.add_format(top | {"num_format": "@", "text_wrap": True}),
        "number": book.add_format(top | {"num_format": "#,##0"}),
        "date": book.add_format(top | {"num_format": "dd-mm-yyyy", "align": "left"}),
        "linked": {
            "text": book.add_format(top | LINK | {"num_format": "@", "text_wrap": True}),
            "number": book.add_format(top | LINK | {"num_format": "#,##0"}),
        },
        "note": book.add_format({"italic": True, "valign": "top"}),
    }


def _sheet(book: Any, table: Table, formats: Formats) -> None:
    page = book.add_worksheet(table.name)
    for at, column in enumerate(table.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, printable(column.label), formats["head"])
    for row, cells in enumerate(table.rows, start=1):
        for at, cell in enumerate(cells):
            _write(page, row, at, cell, formats)
    said = table.note if table.rows else table.empty
    if said:
        page.write_string(len(table.rows) + 2, 0, printable(said), formats["note"])
    _for_paper(page)


def _write(page: Any, row: int, at: int, told: Cell, formats: Formats) -> None:
    cell, is_linked = plain(told), isinstance(told, Linked)
    if isinstance(told, Linked) and cell is not None:
        page.write_url(row, at, told.address, string=printable(str(cell)))  # the value is written over the words
    _write_plain(page, row, at, cell, {**formats, **(formats["linked"] if is_linked else {})})


def _write_plain(page: Any, row: int, at: int, cell: Plain, formats: Formats) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, at, datetime.combine(cell, time()), formats["date"])
    elif isinstance(cell, int):
        page.write_number(row, at, cell, formats["number"])
    elif cell:
        page.write_string(row, at, printable(cell), formats["text"])


def _about(book: Any, report: Report, formats: Formats) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 110)
    for row, (label, text) in enumerate((("Hal", "Keterangan"), *report.about)):
        style = formats["head"] if row == 0 else formats["text"]
        page.write_string(row, 0, printable(label), style)
        page.write_string(row, 1, printable(text), style)
    _for_paper(page)


def _for_paper(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
