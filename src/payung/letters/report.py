"""How does a report become pages that an archive keeps? Tables and one picture in, the bytes of a PDF/A out.

What a report says is decided elsewhere; here are its figures as they are told, and how each kind of them is printed.
The same report gives the same bytes: the day of its data is the day of the file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape

from payung.letters.compose import Composed, letterhead_told
from payung.letters.content import Letterhead
from payung.letters.printable import printable
from payung.letters.setting import SCREEN_PPI, compiled
from payung.letters.spoken import day_short, number_text

TEMPLATE = "laporan.typ"
NOTHING = "–"
WIDTH, ROW, NAME, VALUE = 640, 34, 190, 64
"""Of the picture, in its own units: whole width, height of a bar, room for its name, room for its value."""
WORK, GREEN, INK, MUTED = "#d3d9dc", "#2f9e6b", "#1d2b2a", "#55625f"

Plain = str | int | date | None


@dataclass(frozen=True)
class Linked:
    """A value that leads to the list behind it; on paper it is the value alone."""

    value: str | int | None
    address: str


Cell = Plain | Linked


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in characters, and whether it holds numbers."""

    label: str
    width: int = 14
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A table under a heading: in a workbook a sheet, whose name has 31 characters at most."""

    name: str
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of the picture; ``percent`` None where nothing is known."""

    label: str
    percent: int | None
    note: str = ""


@dataclass(frozen=True)
class Report:
    """What a report holds. ``on``: the day of its data. ``about``: its metadata, in the manner of Satu Data."""

    letterhead: Letterhead
    title: str
    headline: str
    lead: tuple[str, ...]
    chart: str
    bars: tuple[Bar, ...]
    tables: tuple[Table, ...]
    about: tuple[tuple[str, str], ...]
    on: date


def render_report(report: Report) -> bytes:
    """The report as PDF/A-2a; a Refusal where it cannot be set."""
    stamp = datetime.combine(report.on, time(), tzinfo=UTC)
    return compiled(TEMPLATE, told_of(report), format="pdf", pdf_standards=["a-2a"], timestamp=stamp)[0]


def report_png(report: Report, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(TEMPLATE, told_of(report), format="png", ppi=ppi)


def told_of(report: Report) -> Composed:
    """All that the template needs, as plain texts in the order of reading."""
    return {
        "letterhead": letterhead_told(report.letterhead),
        "title": printable(report.title),
        "author": printable(report.letterhead.lines[-1]) if report.letterhead.lines else "",
        "number": printable(report.title),
        "headline": printable(report.headline),
        "lead": [printable(line) for line in report.lead],
        "chart": printable(report.chart),
        "svg": chart(report.bars),
        "words": printable("; ".join(f"{bar.label} {_percent(bar.percent)}" for bar in report.bars)),
        "tables": [_table(table) for table in report.tables],
        "about": [[printable(label), printable(text)] for label, text in report.about],
        "verification": None,
        "is_draft": False,
    }


def chart(bars: tuple[Bar, ...]) -> str:
    """Bars as a picture that stands alone, the latest last."""
    rows = "".join(_bar(bar, top=at * ROW) for at, bar in enumerate(bars))
    height = max(len(bars), 1) * ROW
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
    )
    return f'{opening}<g font-family="Arimo" font-size="12">{rows}</g></svg>'


def _bar(bar: Bar, *, top: int) -> str:
    room = WIDTH - NAME - VALUE
    long = room * (bar.percent or 0) // 100
    value = f'<text x="{WIDTH}" y="{top + 20}" fill="{INK}" font-weight="bold" text-anchor="end">'
    filled = f'<rect x="{NAME}" y="{top + 6}" width="{long}" height="18" fill="{GREEN}"/>' if long else ""
    return (
        f'<text x="0" y="{top + 14}" fill="{INK}" font-weight="bold">{escape(printable(bar.label))}</text>'
        f'<text x="0" y="{top + 28}" fill="{MUTED}" font-size="10">{escape(printable(bar.note))}</text>'
        f'<rect x="{NAME}" y="{top + 6}" width="{room}" height="18" fill="{WORK}"/>{filled}'
        f"{value}{_percent(bar.percent)}</text>"
    )


def _percent(percent: int | None) -> str:
    return NOTHING if percent is None else f"{percent} %"


def _table(table: Table) -> Composed:
    return {
        "heading": printable(table.heading),
        "columns": [
            {"label": printable(one.label), "width": one.width, "is_number": one.is_number} for one in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "note": printable(table.note),
        "empty": printable(table.empty),
    }


def plain(cell: Cell) -> Plain:
    """The value of a cell, without where it leads."""
    return cell.value if isinstance(cell, Linked) else cell


def _cell(told: Cell) -> str:
    cell = plain(told)
    if isinstance(cell, date):
        return day_short(cell)
    if isinstance(cell, int):
        return number_text(cell)
    return printable(cell) if cell else NOTHING
