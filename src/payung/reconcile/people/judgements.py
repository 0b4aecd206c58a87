"""What have people decided about rows and participants, and how does that outrank every score?

``sama``: the row is linked to this person, whatever else is found. ``beda``: never to this person, though perhaps to
another.
"""

import polars as pl

from payung.reconcile.people.levels import JUDGED
from payung.reconcile.people.scoring import SURE

SAME, DIFFERENT = "sama", "beda"
TOLD = {
    "row": pl.UInt32, "person": pl.String, "kpj": pl.String, "origin": pl.String, "same": pl.Boolean,
    "evidence": pl.String,
}  # fmt: skip
STRONGEST = -1  # rank of a judgement, before that of every key
SAID = "+ Diputuskan oleh {}: orang yang sama."


def told(judgements: pl.DataFrame, *, workers: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """Judgements as rows of TOLD: which rows and persons of these lists they speak of.

    ``judgements`` has worker_hash, person_hash, keputusan (sama | beda), oleh, tanggal: one a pair, the latest.
    ``workers`` has row and worker_hash, ``persons`` person, kpj, origin and person_hash. Of several persons that one
    row was said to be, the one said last is meant.
    """
    people = persons.sort("person", "kpj", "origin", nulls_last=True).unique(
        "person", keep="first", maintain_order=True
    )
    met = judgements.join(workers, on="worker_hash").join(people, on="person_hash")
    on = pl.format(" pada {}", pl.col("tanggal").cast(pl.String))
    by = pl.concat_str(pl.col("oleh").fill_null("seseorang"), on, ignore_nulls=True)
    spoken = met.select(
        "row", "person", "kpj", "origin", "tanggal",
        same=pl.col("keputusan") == SAME, evidence=pl.format(SAID, by),
    )  # fmt: skip
    last = spoken.filter("same").sort("row", "tanggal", "person", nulls_last=False)
    one = last.unique("row", keep="last", maintain_order=True)
    every = pl.concat([one, spoken.filter(~pl.col("same"))]).drop("tanggal").sort("row", "person")
    return every.cast(TOLD).select(list(TOLD))  # type: ignore[arg-type]


def nothing_told() -> pl.DataFrame:
    """TOLD without rows."""
    return pl.DataFrame(schema=TOLD)


def overruled(pairs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Pairs (``matching.PAIR``) as people decided: theirs instead of every other of the row, and none they denied.

    It looks at each row alone, so that an engine may hand over rows in parts, with what is ``told`` of those rows;
    call it before ``decide``.
    """
    made = _made(told.filter("same")).select(pairs.columns)
    return pl.concat([_undenied(pairs, told), made.cast(pairs.schema)])


def _undenied(pairs: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    settled = told.filter("same").select(pl.col("row").cast(pairs.schema["row"]))
    denied = told.filter(~pl.col("same")).select(pl.col("row").cast(pairs.schema["row"]), "person")
    return pairs.join(settled, on="row", how="anti").join(denied, on=["row", "person"], how="anti")


def _made(same: pl.DataFrame) -> pl.DataFrame:
    """The links that people made, as pairs that nothing outweighs."""
    return same.select(
        "row", "person", "kpj", "origin", "evidence",
        log_odds=pl.lit(SURE),
        rank=pl.lit(STRONGEST, dtype=pl.Int32),
        level=pl.lit(JUDGED),
        doubtful=pl.lit(False),
    )  # fmt: skip
