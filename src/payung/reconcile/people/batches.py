"""What is done with a batch of pairs, in this process or in an executor of a cluster?

An executor imports this module and what it needs, and nothing of reading and of engines.
"""

from collections.abc import Iterator

import polars as pl

from payung.reconcile.people.judgements import overruled
from payung.reconcile.people.levels import levels
from payung.reconcile.people.matching import PAIR, compared_pairs, decide, with_nobody
from payung.reconcile.runners.parts import whole

PLACE = ("row", "place", "row_line")
PAIRS = pl.Schema(PAIR | {"row": pl.Int64})
LINES = pl.Schema(
    {"row": pl.Int64, "roster_file": pl.String, "roster_line": pl.Int64, "person": pl.String, "kpj": pl.String,
     "probability": pl.Float64, "level": pl.String, "decision": pl.String, "evidence": pl.String}
)  # fmt: skip


def compared_of(batches: Iterator[pl.DataFrame], *, rank: int) -> Iterator[pl.DataFrame]:
    """``compared_pairs`` of the level of this rank; a level cannot be sent to another machine, its rank can."""
    level = levels()[rank]
    for joined in batches:
        yield compared_pairs(joined.with_columns(rank=pl.lit(rank, pl.Int32)), level)


def decided_lines(batches: Iterator[pl.DataFrame], *, judged: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The rows of LINES for roster rows (PLACE), sorted by ``row``, that have met their pairs (PAIRS) or none.

    One line a row, several where people must choose. ``only_nik`` is the person where other rows know better;
    ``judged`` (``judgements.TOLD``) is what people have decided, and outranks whatever was found.
    """
    for met in whole(batches, by="row"):
        places = met.select(*PLACE).unique("row", keep="first", maintain_order=True)
        pairs = met.drop_nulls("level").with_columns(person=pl.coalesce("only_nik", "person")).select(*PAIRS)
        here = judged.with_columns(pl.col("row").cast(pl.Int64)).join(places, on="row", how="semi")
        yield with_nobody(places, decide(overruled(pairs, here)))
