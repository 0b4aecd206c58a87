"""Where is the header of a table, and what does it call its columns?

Titles and notes may stand above it, and it may take two rows: «Masa kerja» over «Mulai» and «Selesai».
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, zip_longest

from payung.reconcile.sources.recognition import plain, shape_of

HEADER_SEARCH = 30  # titles and notes above a header: no seen list had more than a dozen
Columns = Mapping[str, str]
Row = Sequence[object]


@dataclass(frozen=True)
class Header:
    """The index of the header's last row, the name of each column, and how many rows the header takes."""

    last: int
    names: list[str]
    depth: int = 1


def header_of(rows: Iterable[Row], columns: Columns) -> Header:
    """The header among the first rows of a table; the first row where none names the columns of a known shape."""
    written = [[_text(cell) for cell in row] for row in rows]
    return found_header(written, columns) or Header(0, written[0] if written else [])


def found_header(rows: Sequence[Sequence[str]], columns: Columns) -> Header | None:
    """The row, or two rows, that read most like the header of a known shape; two only where they tell more than one."""
    best, most = None, 0
    for header in (*_single(rows), *_double(rows, columns)):
        fields = [columns[name] for cell in header.names if (name := plain(cell)) in columns]
        if len(fields) > most and shape_of(fields):
            best, most = header, len(fields)
    return best


def _single(rows: Sequence[Sequence[str]]) -> list[Header]:
    return [Header(index, list(row)) for index, row in enumerate(rows)]


def _double(rows: Sequence[Sequence[str]], columns: Columns) -> list[Header]:
    """Each row joined with the one below it, where that one holds words alone: rows of people hold numbers."""
    return [
        Header(index + 1, _joined(above, below, columns), depth=2)
        for index, (above, below) in enumerate(pairwise(rows))
        if any(below) and not any(sign.isdigit() for cell in below for sign in cell)
    ]


def _joined(above: Sequence[str], below: Sequence[str], columns: Columns) -> list[str]:
    """One name a column: both words where they are known together, else the lower, else the upper one."""
    wide: list[str] = list(accumulate(above, _last_said))
    names = []
    for upper, spread, lower in zip_longest(above, wide, below, fillvalue=""):
        known = (name for name in (f"{spread} {lower}", lower, upper) if plain(name) in columns)
        names.append(next(known, lower or upper) if lower else upper)
    return names


def _last_said(left: str, cell: str) -> str:
    return cell or left


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
