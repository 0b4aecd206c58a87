"""Which rows of two encoded lists are one person?

Rows meet by a hashed key and are then measured by their bits (Dice). The side that compares needs no secret and learns
no name: it sees row numbers, hashes and bits.
"""

import polars as pl

from payung.exchange.encoding import WORDS

THRESHOLD = 0.84  # of the Dice coefficient; measured by bench/exchange.py
TOLD = 0.60  # enough where a key that names one person is equal
NEAR_BEST = 0.05  # a pair stays that comes so near the best of one of its rows; one person may be on many rosters
COMMONEST = 200  # rows of one list under one key; a key more common is a blank somebody filled in, and meets nobody
PAIR = {"baris_a": pl.UInt32, "baris_b": pl.UInt32, "skor": pl.Float64}


def matched(a: pl.DataFrame, b: pl.DataFrame, *, threshold: float = THRESHOLD) -> pl.DataFrame:
    """The pairs of rows that are one person (PAIR), by row of ``a``; ``skor`` from 0 to 1.

    ``a`` and ``b`` are rows of ``envelope.COLUMNS``. A person may have several rows in either.
    """
    scored = _scored(_uncontradicted(_shared(a, b, "meeting"), a, b), a, b)
    told = _told_by_key(a, b).with_columns(told=pl.lit(True))
    known = scored.join(told, on=["baris_a", "baris_b"], how="left")
    enough = (pl.col("skor") >= threshold) | (pl.col("told").fill_null(False) & (pl.col("skor") >= TOLD))
    pairs = known.filter(enough)
    best = pl.min_horizontal(pl.col("skor").max().over("baris_a"), pl.col("skor").max().over("baris_b"))
    return pairs.filter(pl.col("skor") >= best - NEAR_BEST).select(list(PAIR)).sort("baris_a", "baris_b")


def _uncontradicted(pairs: pl.DataFrame, a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    """Pairs of which one has no whole NIK, or whose NIKs share a part, or which share a KPJ."""
    alike = pl.concat([_shared(a, b, "niks"), _shared(a, b, "settling")]).with_columns(alike=pl.lit(True))
    mine, theirs = a.select(baris_a="baris", has_a="has_nik"), b.select(baris_b="baris", has_b="has_nik")
    known = pairs.join(mine, on="baris_a").join(theirs, on="baris_b")
    judged = known.join(alike.unique(), on=["baris_a", "baris_b"], how="left")
    both = pl.col("has_a") & pl.col("has_b")
    return judged.filter(~both | pl.col("alike").fill_null(False)).select("baris_a", "baris_b")


def _told_by_key(a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    """Pairs that share a NIK or a KPJ, or name and birth where one of them has no NIK that could say otherwise."""
    mine, theirs = (rows.filter(~pl.col("has_nik")) for rows in (a, b))
    named = [_shared(mine, b, "naming"), _shared(a, theirs, "naming")]
    return pl.concat([_shared(a, b, "settling"), *named]).unique()


def _shared(a: pl.DataFrame, b: pl.DataFrame, keys: str) -> pl.DataFrame:
    """Every pair of rows that share a key, once."""
    mine, theirs = _by_key(a, keys, "baris_a"), _by_key(b, keys, "baris_b")
    return mine.join(theirs, on="key").select("baris_a", "baris_b").unique()


def _by_key(rows: pl.DataFrame, keys: str, name: str) -> pl.DataFrame:
    listed = (
        rows.select(pl.col("baris").alias(name), key=keys).explode("key", empty_as_null=False).drop_nulls().unique()
    )
    return listed.filter(pl.len().over("key") <= COMMONEST)


def _scored(pairs: pl.DataFrame, a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    """Pairs with ``skor``: twice the bits that both set, over the bits that each sets."""
    mine = a.select(pl.col("baris").alias("baris_a"), *WORDS, own=_set(WORDS))
    theirs = b.select(pl.col("baris").alias("baris_b"), *WORDS, own=_set(WORDS))
    joined = pairs.join(mine, on="baris_a").join(theirs, on="baris_b", suffix="_b")
    both = pl.sum_horizontal((pl.col(word) & pl.col(f"{word}_b")).bitwise_count_ones() for word in WORDS)
    return joined.select("baris_a", "baris_b", skor=2 * both / (pl.col("own") + pl.col("own_b")))


def _set(words: tuple[str, ...]) -> pl.Expr:
    return pl.sum_horizontal(pl.col(word).bitwise_count_ones() for word in words)
