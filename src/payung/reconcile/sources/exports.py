"""How is a JSON export turned into tables of text?

Numbers keep their digits as written. A file is an array of objects, or one object of several such arrays.
"""

import codecs
import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from payung.reconcile.sources.parts import LINE, Columns, Part, as_text, in_memory, text_table
from payung.reconcile.sources.recognition import plain

BATCH = 4_000  # elements decoded at a time: with fewer objects alive a large export takes half as long
_DECODER = msgspec.json.Decoder(float_hook=str)


def json_parts(path: Path, name: str, columns: Columns) -> Iterator[Part]:
    """One part for each array of the file."""
    with _collector_paused():
        for key, elements in _arrays(path.read_bytes().removeprefix(codecs.BOM_UTF8)).items():
            batches = (elements[at : at + BATCH] for at in range(0, len(elements), BATCH))
            records = [_records(list(map(_element, batch)), columns) for batch in batches]
            frame = pl.concat(records, how="diagonal") if records else _records([], columns)
            yield in_memory(name, key, frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE)))


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
    return text_table(pl.LazyFrame([lines, *cells]), dict.fromkeys(names, pl.String())).collect()


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
    write = str if kinds <= {str, int, type(None)} else as_text
    return pl.Series(name, [None if cell is None else write(cell) for cell in cells], dtype=pl.String)
