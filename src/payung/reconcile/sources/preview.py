"""What did we recognise in this folder, before anything is checked: which tables, which columns, which first rows?"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.reconcile.normalise.taxpayers import without_niks
from payung.reconcile.sources.intake import Source, fields_of, take_in
from payung.reconcile.sources.parts import LINE, opening
from payung.reconcile.sources.recognition import columns_of
from payung.reconcile.working import working_folder

FIRST = 5


@dataclass(frozen=True)
class Recognised:
    """A table: where it stands, what it is, its rows, column → field, the columns not used, its first rows."""

    place: str
    label: str
    rows: int
    fields: dict[str, str]
    unused: tuple[str, ...]
    header: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Preview:
    """The tables recognised, and the names of the files that were not."""

    tables: tuple[Recognised, ...]
    unrecognised: tuple[str, ...]


def preview(folder: Path) -> Preview:
    """Look into every file of a folder; a Refusal where nothing in it can be used. NIKs are masked."""
    columns = columns_of(folder)
    with working_folder(folder.parent) as scratch:
        intake = take_in(folder, scratch=scratch)
        return Preview(tuple(_recognised(source, columns) for source in intake.sources), intake.unrecognised)


def _recognised(source: Source, columns: dict[str, str]) -> Recognised:
    fields = fields_of(source.part, columns)
    names = [name for name in source.part.table.collect_schema().names() if name != LINE]
    with opening(source.part.file):
        first = source.table.head(FIRST).collect()
    shown = first.drop(LINE).select(
        without_niks(pl.col(name).cast(pl.String)) for name in first.columns if name != LINE
    )
    return Recognised(
        place=source.part.place, label=source.shape.label, rows=source.rows,
        fields={name: field for name, field in fields.items() if source.shape.reads(field)},
        unused=tuple(name for name in names if name not in fields),
        header=tuple(shown.columns),
        first=tuple(tuple(cell or "" for cell in row) for row in shown.rows()),
    )  # fmt: skip
