"""How is a file of any kind turned into tables of text, each row with its line?"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from payung.reconcile.sources.exports import json_parts
from payung.reconcile.sources.lists import csv_parts, parquet_parts
from payung.reconcile.sources.parts import Columns, Part, opening
from payung.reconcile.sources.workbooks import sheet_parts

Reader = Callable[[Path, str, Columns], Iterator[Part]]
READERS: dict[str, Reader] = {
    ".json": json_parts,
    ".csv": csv_parts,
    ".parquet": parquet_parts,
    **dict.fromkeys((".xlsx", ".xls", ".xlsm"), sheet_parts),
}


def read(path: Path, name: str, columns: Columns, *, scratch: Path | None = None) -> list[Part]:
    """The tables of one file, none where its kind is not read; one that cannot be opened is refused by name.

    ``scratch`` is the caller's private folder, kept until the tables are read: what does not fit lies there.
    """
    readers = READERS | {".csv": partial(csv_parts, scratch=scratch)}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        return []
    with opening(name):
        return list(reader(path, name, columns))
