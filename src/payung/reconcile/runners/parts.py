"""How does a table lie on disk in parts, and how are the rows that pass counted?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

PART_ROWS = 500_000


def parts(folder: Path) -> str:
    """The pattern of the files that hold a folder's rows, whichever engine wrote them."""
    return str(folder / "part-*.parquet")


def any_part(folder: Path) -> Path:
    """One of those files; ``folder`` may end in ``*``."""
    return next(folder.parent.glob(f"{folder.name}/part-*.parquet"))


def write_parts(batches: Iterable[pl.DataFrame], into: Path, *, schema: pl.Schema) -> int:
    """Write batches as Parquet files of about PART_ROWS rows each, in order, at least one; how many rows there were.

    Every file has the columns of ``schema``, so that an empty table can be read too.
    """
    into.mkdir()
    written = 0
    for number, frame in enumerate(_gathered(batches, pl.DataFrame(schema=schema))):
        frame.write_parquet(into / f"part-{number:06}.parquet", compression="zstd", compression_level=1)
        written += frame.height
    return written


def _gathered(batches: Iterable[pl.DataFrame], empty: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Small batches put together; none at all gives one empty frame."""
    held, gave = [empty], False
    for batch in batches:
        held.append(of_its_own(batch.select(empty.columns).cast(empty.schema)))
        if sum(frame.height for frame in held) >= PART_ROWS:
            yield pl.concat(held)
            held, gave = [empty], True
    if not gave or len(held) > 1:
        yield pl.concat(held)


def of_its_own(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with texts of its own: those of a filtered one keep all that it was filtered from in memory."""
    return pl.DataFrame(frame.to_arrow(compat_level=pl.CompatLevel.oldest()), schema=frame.schema)


@dataclass
class Passing:
    """Batches on their way, each told to ``heard`` with how many rows have passed with it."""

    batches: Iterable[pl.DataFrame]
    heard: Callable[[int], None]
    rows: int = 0

    def __iter__(self) -> Iterator[pl.DataFrame]:
        for batch in self.batches:
            self.rows += batch.height
            yield batch
            self.heard(self.rows)


def whole(batches: Iterable[pl.DataFrame], *, by: str) -> Iterator[pl.DataFrame]:
    """Batches of rows sorted by ``by``, cut anew so that rows equal in it are never parted."""
    held: pl.DataFrame | None = None
    for batch in batches:
        rows = batch if held is None else pl.concat([held, batch])
        if rows.is_empty():
            continue
        last = rows[by].last()
        closed = rows.filter(pl.col(by) != last)
        held = rows.filter(pl.col(by) == last)
        if not closed.is_empty():
            yield closed
    if held is not None:
        yield held
