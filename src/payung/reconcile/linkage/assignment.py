"""Which proposed pairs are links, which are for a person to judge, and which fall away?

A registration belongs to at most one package. A package takes its best registration, and further ones only
when their bases together do not exceed its value (a registration split in parts, or by members of a KSO).
"""

import polars as pl

LINK = 0.95  # measured on sample cities, see docs/explanation/pencocokan.md
CANDIDATE = 0.20
NEAR = 0.01  # probabilities nearer than this say nothing about which of two packages it is
SPLIT_EXCESS = 1.02  # parts may exceed the whole by rounding, never by another contract


def assign(pairs: pl.DataFrame, packages: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """The pairs worth keeping, with ``decision`` link or candidate.

    ``pairs`` has package_id, nomor_kepesertaan, probability; ``packages`` has gross; ``registrations`` base.
    """
    sure = pairs.filter((pl.col("probability") >= LINK) & _near_its_best())
    best = one_to_one(sure)
    parts = _parts(sure, best, packages, registrations)
    links = pl.concat([best, parts]).with_columns(decision=pl.lit("link"))
    rest = pairs.filter(pl.col("probability") >= CANDIDATE).join(links, on="nomor_kepesertaan", how="anti")
    free = rest.filter(_leads_to_something())
    return pl.concat([links, free.with_columns(decision=pl.lit("candidate"))])


def _near_its_best() -> pl.Expr:
    """A registration whose best package is taken is a part of that one or a candidate, not the next best's."""
    return pl.col("probability") >= pl.col("probability").max().over("nomor_kepesertaan") - NEAR


def _leads_to_something() -> pl.Expr:
    """Of a registration's candidates the best five are enough for a person."""
    return pl.col("probability").rank("ordinal", descending=True).over("nomor_kepesertaan") <= 5


def one_to_one(pairs: pl.DataFrame) -> pl.DataFrame:
    """The greedy one-to-one choice: best pair first, ties by number; found by repeated mutual bests."""
    left = pairs.sort("probability", "package_id", "nomor_kepesertaan", descending=[True, False, False])
    left = left.with_columns(rank=pl.int_range(pl.len()))
    chosen = [left.clear()]
    while not left.is_empty():
        rank = pl.col("rank")
        mutual = left.filter((rank == rank.min().over("package_id")) & (rank == rank.min().over("nomor_kepesertaan")))
        chosen.append(mutual)
        left = left.join(mutual, on="package_id", how="anti").join(mutual, on="nomor_kepesertaan", how="anti")
    return pl.concat(chosen).drop("rank")


def _parts(sure: pl.DataFrame, best: pl.DataFrame, packages: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """Further registrations of a package already linked, while the sum of their bases stays within its value."""
    bases = registrations.select(nomor_kepesertaan="unique_id", base="base")
    gross = packages.select(package_id="unique_id", gross="gross")
    free = sure.join(best, on="nomor_kepesertaan", how="anti")
    first = free.filter(pl.col("probability") == pl.col("probability").max().over("nomor_kepesertaan"))
    single = first.unique("nomor_kepesertaan", keep="first", maintain_order=True)
    taken = best.join(bases, on="nomor_kepesertaan").group_by("package_id").agg(taken=pl.col("base").sum())
    joined = single.join(bases, on="nomor_kepesertaan").join(gross, on="package_id").join(taken, on="package_id")
    limit = pl.col("gross") * SPLIT_EXCESS
    fitting = joined.filter(pl.col("taken") + pl.col("base") <= limit)
    ordered = fitting.sort("package_id", "probability", "nomor_kepesertaan", descending=[False, True, False])
    total = pl.col("taken") + pl.col("base").cum_sum().over("package_id")
    return ordered.filter(total <= limit).select(best.columns)
