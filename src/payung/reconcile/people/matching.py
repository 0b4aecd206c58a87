"""Which participant is each row of the rosters: one, several to choose from, or none?

Levels are tried strongest first, each on the rows that no stronger one has found. A row is linked to at most one
person; where a level finds two persons, or something contradicts the key, people decide. A participant may stand
on many rosters.
"""

from collections.abc import Sequence

import polars as pl

from payung.identifiers.nik import LENGTH
from payung.reconcile.normalise.dates import swapped
from payung.reconcile.people.identity import hidden
from payung.reconcile.people.levels import AMBIGUOUS, CONFLICT, Doubt, Level, doubts, levels
from payung.reconcile.people.names import CONTAINED, SAME, with_name_agreement

MOST_CANDIDATES = 5  # of one row; more help nobody decide
OTHER = "_other"
PAIR = {
    "row": pl.UInt32, "person": pl.String, "kpj": pl.String, "origin": pl.String, "probability": pl.Float64,
    "rank": pl.Int32, "level": pl.String, "evidence": pl.String, "doubtful": pl.Boolean,
}  # fmt: skip
COMPARED = (
    "name", "name_key", "name_longest", "nik", "nik_region", "nik_birth", "nik_serial",
    "nik_head", "nik_tail", "kpj_key", "phone", "born", "born_key",
)  # fmt: skip


def match(roster: pl.DataFrame, participants: pl.DataFrame) -> pl.DataFrame:
    """Every roster row with its decision: row, roster_file, roster_line, kpj, probability, level, decision, evidence.

    One line a row for ``link`` and ``none``, one a person for ``candidate``.
    """
    left = roster.select("row", *COMPARED).with_columns(born_swapped=swapped(pl.col("born")))
    right = participants.select("person", "kpj", "origin", *COMPARED)
    decided = decide(found(left, right, levels()))
    nobody = roster.join(decided, on="row", how="anti").select("row", **_nobody())
    lines = pl.concat([decided, nobody.cast(dict(decided.schema))])  # type: ignore[arg-type]
    return roster.select("row", roster_file="place", roster_line="row_line").join(
        lines, on="row", maintain_order="left_right"
    )


def found(left: pl.DataFrame, right: pl.DataFrame, tried: Sequence[Level]) -> pl.DataFrame:
    """The pairs of the strongest level that finds anybody for a row, and further down while all are doubtful."""
    pairs, open_rows = [pl.DataFrame(schema=PAIR)], left
    for name in dict.fromkeys(level.name for level in tried):
        keys = [(rank, level) for rank, level in enumerate(tried) if level.name == name]
        fresh = pl.concat([_pairs_of(open_rows, right, level, rank=rank) for rank, level in keys])
        settled = fresh.filter(~pl.col("doubtful"))
        open_rows = open_rows.join(settled, on="row", how="anti")
        pairs.append(fresh)
    return _one_line_a_person(pl.concat(pairs))


def _pairs_of(left: pl.DataFrame, right: pl.DataFrame, level: Level, *, rank: int) -> pl.DataFrame:
    mine, theirs = [a for a, _ in level.on], [b for _, b in level.on]
    keyed = left.drop_nulls(mine)
    renamed = right.drop_nulls(theirs).rename({column: f"{column}{OTHER}" for column in COMPARED})
    joined = keyed.join(renamed, left_on=mine, right_on=[f"{b}{OTHER}" for b in theirs], coalesce=False)
    return compared_pairs(joined, level, rank=rank)


def compared_pairs(joined: pl.DataFrame, level: Level, *, rank: int) -> pl.DataFrame:
    """The rows of PAIR for pairs that a level's key brought together; ``joined`` has COMPARED of both sides.

    It looks at each pair alone, so that an engine may hand over its pairs in batches of any size.
    """
    compared = with_name_agreement(joined, other=OTHER).with_columns(
        birth_agrees=_birth_agrees(), digits_apart=_digits_apart()
    )
    asked = [doubt for doubt in doubts() if not doubt.levels or level.name in doubt.levels]
    doubtful = pl.any_horizontal(doubt.when.fill_null(False) for doubt in asked)
    return compared.filter(level.holds).select(
        "row", "person", "kpj", "origin",
        probability=pl.when(doubtful).then(CONFLICT).otherwise(level.probability),
        rank=pl.lit(rank, dtype=pl.Int32),
        level=pl.lit(level.name),
        evidence=_evidence(level, asked),
        doubtful=doubtful,
    )  # fmt: skip


def _birth_agrees() -> pl.Expr:
    """Whether both written birth dates are one day, perhaps with day and month swapped; None where one is missing."""
    theirs = pl.col(f"born{OTHER}")
    return (pl.col("born") == theirs) | (pl.col("born_swapped") == theirs).fill_null(False)


def _digits_apart() -> pl.Expr:
    """In how many places two whole NIKs differ; None where one is missing."""
    mine, theirs = pl.col("nik"), pl.col(f"nik{OTHER}")
    return pl.sum_horizontal(
        ((mine.str.slice(at, 1) != theirs.str.slice(at, 1)).cast(pl.Int32) for at in range(LENGTH)), ignore_nulls=False
    )


def _evidence(level: Level, asked: Sequence[Doubt]) -> pl.Expr:
    """Sentences a person can check, + for and - against; names as written, no birth date and no NIK."""
    names = pl.format("Nama «{}» dan «{}»", hidden(pl.col("name")), hidden(pl.col(f"name{OTHER}")))
    agreement = pl.col("name_agreement")
    likeness = (
        pl.when(agreement == SAME).then(pl.lit("+ ") + names + pl.lit(" sama menurut kata-katanya."))
        .when(agreement == CONTAINED).then(pl.lit("+ ") + names + pl.lit(" cocok: yang satu termuat dalam yang lain."))
        .when(agreement > 0).then(pl.lit("+ ") + names + pl.lit(" mirip."))
        .when(agreement == 0).then(pl.lit("- ") + names + pl.lit(" berbeda."))
    )  # fmt: skip
    birth = pl.when(pl.col("birth_agrees")).then(pl.lit("+ Tanggal lahir sama."))
    against = [pl.when(doubt.when.fill_null(False)).then(pl.lit(f"- {doubt.sentence}")) for doubt in asked]
    place = pl.format("Peserta di {}.", pl.col("origin"))
    said = [pl.lit(f"+ {level.sentence}"), likeness, birth, *against, place]
    return pl.concat_str(said, separator="\n", ignore_nulls=True)


def _one_line_a_person(pairs: pl.DataFrame) -> pl.DataFrame:
    """The strongest pair of each row and person, however many rows the person has."""
    ordered = pairs.sort("row", "rank", "doubtful", "kpj", "origin", nulls_last=True)
    return ordered.unique(["row", "person"], keep="first", maintain_order=True)


def decide(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs with ``decision``: link where the strongest pair of a row is alone at its level and without doubt.

    Otherwise the first candidates of the row, strongest first; a person without KPJ is one of them only once.
    """
    order = pl.int_range(pl.len()).over("row")
    best_level = pl.col("level").first().over("row")
    at_best = ((pl.col("level") == best_level) & ~pl.col("doubtful")).sum().over("row")
    alone = (at_best == 1) & ~pl.col("doubtful").first().over("row")
    judged = pairs.with_columns(order=order, alone=alone, at_best=at_best)
    links = judged.filter(pl.col("alone") & (pl.col("order") == 0)).with_columns(decision=pl.lit("link"))
    rest = judged.filter(~pl.col("alone")).unique(["row", "kpj"], keep="first", maintain_order=True)
    several = (pl.col("at_best") > 1) & ~pl.col("doubtful")
    said = pl.format("{}\n- Ada {} orang yang cocok dengan cara ini.", "evidence", "at_best")
    candidates = rest.filter(pl.int_range(pl.len()).over("row") < MOST_CANDIDATES).with_columns(
        decision=pl.lit("candidate"),
        probability=pl.when(several).then(2 * AMBIGUOUS / pl.col("at_best")).otherwise("probability"),
        evidence=pl.when(several).then(said).otherwise("evidence"),
    )
    return pl.concat([links, candidates]).sort("row", "order").select(
        "row", "kpj", "probability", "level", "decision", "evidence"
    )  # fmt: skip


def _nobody() -> dict[str, pl.Expr]:
    said = "- Tidak ditemukan di antara peserta dengan NIK, KPJ, nama dan tanggal lahir, atau telepon."
    return {
        "kpj": pl.lit(None, dtype=pl.String),
        "probability": pl.lit(0.0),
        "level": pl.lit("none"),
        "decision": pl.lit("none"),
        "evidence": pl.lit(said),
    }


def tally(links: pl.DataFrame) -> dict[str, int]:
    """How many rows of the rosters are linked, wait for a person, or found nobody."""
    rows = links.unique(["roster_file", "roster_line"])["decision"]
    counts = dict(rows.value_counts().iter_rows())
    return {decision: int(counts.get(decision, 0)) for decision in ("link", "candidate", "none")}
