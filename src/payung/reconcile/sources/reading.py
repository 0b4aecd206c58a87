"""How is a file of any kind turned into tables of text, each row with its line?"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from payung.reconcile.sources.exports import json_parts
from payung.reconcile.sources.lists import csv_parts, parquet_parts
from payung.reconcile.sources.parts import Columns, Part, opening
from payung.reconcile.sources.workbooks import sheet_parts

Reader = Callable[[Path, str, Columns], Iterator[Part]]
READERS: Mapping[str, Reader] = {
    ".json": json_parts,
    ".csv": csv_parts,
    ".parquet": parquet_parts,
    **dict.fromkeys((".xlsx", ".xls", ".xlsm"), sheet_parts),
}


def read(path: Path, name: str, columns: Columns) -> list[Part]:
    """The tables of one file, none where its kind is not read; one that cannot be opened is refused by name."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return []
    with opening(name):
        return list(reader(path, name, columns))
