"""By which keys is a row of a roster found among the participants, and what makes a pair wait for a person?

A table, strongest first. The exact keys come before those of the score, which are tried on what is left: wider keys,
whose pairs only the weights tell apart. No probability stands here: every pair is weighed by the same measured table
(``scoring.py``).
"""

from dataclasses import dataclass

import polars as pl

from payung.reconcile.people.names import ALIKE, CONTAINED, DIFFERENT

SCORE = "score"
NUMBERED = ("nik", "kpj")  # levels of a number that is one person's: what contradicts it is for a person to look at
JUDGED = "judged"


@dataclass(frozen=True)
class Level:
    """One key: columns of both sides that must be equal, and what must hold of the pair besides.

    ``on`` are pairs of roster column and participant column, joined with AND alone; ``holds`` reads what
    ``comparisons.with_grades`` adds.
    """

    name: str
    on: tuple[tuple[str, str], ...]
    holds: pl.Expr


def levels() -> tuple[Level, ...]:
    """Every level in order of strength; several entries of one name stand together and are alternatives."""
    return (*exact_keys(), *(Level(SCORE, on, pl.lit(True)) for on in SCORED))


def exact_keys() -> tuple[Level, ...]:
    """Keys that alone, or nearly, say who somebody is; each is tried on the rows that no stronger one settled."""
    agreement = pl.col("name_agreement")
    same_birth = (pl.col("born") == pl.col("born_other")) | (pl.col("born_swapped") == pl.col("born_other"))
    vouched = (agreement >= CONTAINED) | (same_birth & (agreement >= ALIKE))
    one_digit = (agreement >= CONTAINED) & (pl.col("nik_edits") == 1)
    return (
        Level("nik_and_name", _equal("nik"), agreement >= ALIKE),
        Level("nik", _equal("nik"), agreement.is_null() | (agreement == DIFFERENT)),
        Level("kpj", _equal("kpj_key"), pl.lit(True)),
        Level("nik15", _equal("nik_head"), vouched),
        Level("nik15", _equal("nik_tail"), vouched),
        Level("nik_parts", _equal("nik_region", "nik_birth"), one_digit),
        Level("nik_parts", _equal("nik_birth", "nik_serial", "name_longest"), one_digit),
        Level("nik_parts", _equal("nik_region", "nik_serial", "name_key"), one_digit),
        Level("name_birth", _equal("name_key", "born_key"), pl.lit(True)),
        Level("name_birth", (("name_key", "name_key"), ("born_swapped", "born_key")), pl.lit(True)),
        Level("phone_name", _equal("phone"), agreement >= CONTAINED),
    )


def _equal(*columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((column, column) for column in columns)


# Chosen by how many true pairs each adds for the pairs it costs, on a million participants.
SCORED = (
    _equal("phone"),
    _equal("nik_region", "nik_birth"),
    _equal("nik_region", "born_key"),
    _equal("nik_birth", "nik_serial", "name_head"),
    _equal("name_head", "born_key"),
    _equal("name_tail", "born_key"),
    _equal("name_second", "born_key"),
    (("name_longest", "name_second"), ("born_key", "born_key")),
    (("name_second", "name_longest"), ("born_key", "born_key")),
    (("name_head", "name_head"), ("born_swapped", "born_key")),
)


@dataclass(frozen=True)
class Doubt:
    """What a person must look at, whatever the score says, and how it is said."""

    when: pl.Expr
    sentence: str


def doubts() -> tuple[Doubt, ...]:
    """Every doubt; where one holds a pair is a candidate and never a link."""
    return (Doubt(pl.col("name_agreement") == DIFFERENT, "- Nama sama sekali lain."),)
