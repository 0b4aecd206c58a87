"""How is chance drawn for a million rows at once, the same for the same dice?

Python's dice give bytes that every version repeats; Polars turns them into columns. A table of outcomes is a column
of SLOTS entries in which each stands as often as its weight says.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from random import Random

import polars as pl
import pyarrow as pa

SLOTS = 4096
BYTES, SPAN = 4, 2**32


def lots(draw: Random, count: int) -> pl.Series:
    """``count`` whole numbers (UInt32), each equally likely."""
    buffer = pa.py_buffer(draw.randbytes(BYTES * count))
    return pl.Series(pa.Array.from_buffers(pa.uint32(), count, [None, buffer]))


def below(draw: Random, count: int, limit: int) -> pl.Series:
    """``count`` whole numbers (Int64) from 0 to ``limit`` - 1; ``limit`` is far below 2³²."""
    return (lots(draw, count) % limit).cast(pl.Int64)


def falls(draw: Random, count: int, share: float) -> pl.Series:
    """``count`` truths, this share of them true."""
    return lots(draw, count) < round(share * SPAN)


def spun(draw: Random, count: int, table: pl.Series) -> pl.Series:
    """``count`` outcomes of a table of SLOTS."""
    return table.gather(lots(draw, count) % SLOTS)


def table(weights: Mapping[str, float]) -> pl.Series:
    """Outcomes in proportion to their weights."""
    ends = [0.0, *accumulate(weights.values())]
    edges = [round(end / ends[-1] * SLOTS) for end in ends]
    return pl.Series([key for key, (a, b) in zip(weights, pairwise(edges), strict=True) for _ in range(b - a)])


def ranked(words: Iterable[str], *, flat: int = 6) -> pl.Series:
    """Outcomes of which the first comes oftest: weight 1/(rank + ``flat``)."""
    return table({word: 1 / (rank + flat) for rank, word in enumerate(words)})
