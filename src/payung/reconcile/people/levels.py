"""By which keys is a roster's row found among the participants, how sure is each, and what is said of it?

A table, strongest first. The probabilities are set by judgement until they are measured on lists whose truth is
known; they order the levels and are shown, and no decision rests on their exact value.
"""

from dataclasses import dataclass

import polars as pl

from payung.reconcile.people.names import ALIKE, CONTAINED, DIFFERENT

NIK_AND_NAME = 0.999
NIK = 0.98
KPJ = 0.97
NIK_15_DIGITS = 0.97
NIK_PARTS = 0.96
NAME_AND_BIRTH = 0.95
NAME_AND_SWAPPED_BIRTH = 0.93
PHONE_AND_NAME = 0.90
CONFLICT = 0.5  # the key says yes, and something beside it says no
AMBIGUOUS = 0.4  # shared out among the persons found
ONE_DIGIT = 2  # digits that differ when one is wrong, or two neighbours changed places


@dataclass(frozen=True)
class Level:
    """One key: columns of both sides that must be equal, what must hold besides, and how it is reported.

    ``on`` are pairs of roster column and participant column, joined with AND alone.
    """

    name: str
    on: tuple[tuple[str, str], ...]
    holds: pl.Expr
    probability: float
    sentence: str


def _equal(*columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((column, column) for column in columns)


def levels() -> tuple[Level, ...]:
    """Every level in order of strength; several entries of one name are alternatives of one level."""
    agreement, birth = pl.col("name_agreement"), pl.col("birth_agrees")
    vouched = (agreement >= CONTAINED) | (birth & (agreement >= ALIKE))
    one_digit = (agreement >= CONTAINED) & (pl.col("digits_apart") <= ONE_DIGIT)
    head, parts = "15 angka NIK sama; satu angka hilang atau berubah.", "NIK berbeda pada satu bagian saja."
    return (
        Level("nik_and_name", _equal("nik"), agreement >= ALIKE, NIK_AND_NAME, "NIK dan nama sama."),
        Level("nik", _equal("nik"), agreement.is_null() | (agreement == DIFFERENT), NIK, "NIK sama."),
        Level("kpj", _equal("kpj_key"), pl.lit(True), KPJ, "Nomor peserta (KPJ) sama."),
        Level("nik15", _equal("nik_head"), vouched, NIK_15_DIGITS, head),
        Level("nik15", _equal("nik_tail"), vouched, NIK_15_DIGITS, head),
        Level("nik_parts", _equal("nik_region", "nik_birth"), one_digit, NIK_PARTS, parts),
        Level("nik_parts", _equal("nik_birth", "nik_serial", "name_longest"), one_digit, NIK_PARTS, parts),
        Level("nik_parts", _equal("nik_region", "nik_serial", "name_longest"), one_digit, NIK_PARTS, parts),
        Level("name_birth", _equal("name_key", "born_key"), pl.lit(True), NAME_AND_BIRTH,
              "Kata-kata nama dan tanggal lahir sama."),
        Level("name_birth", (("name_key", "name_key"), ("born_swapped", "born_key")), pl.lit(True),
              NAME_AND_SWAPPED_BIRTH, "Kata-kata nama sama; tanggal lahir sama bila hari dan bulan ditukar."),
        Level("phone_name", _equal("phone"), agreement >= CONTAINED, PHONE_AND_NAME, "Nomor telepon dan nama sama."),
    )  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """Something beside an equal key that makes a person decide; ``levels`` are those it is asked of, all when empty."""

    when: pl.Expr
    sentence: str
    levels: tuple[str, ...] = ()


def doubts() -> tuple[Doubt, ...]:
    """Every doubt; where one holds a pair is a candidate and never a link."""
    one_word = ~pl.col("name_key").str.contains(" ", literal=True)
    return (
        Doubt(pl.col("name_agreement") == DIFFERENT, "Nama sama sekali lain."),
        Doubt(~pl.col("birth_agrees"), "Tanggal lahir berbeda."),
        Doubt(pl.col("digits_apart") > ONE_DIGIT, "NIK berbeda lebih dari satu angka.", ("name_birth", "phone_name")),
        Doubt(one_word, "Nama hanya satu kata, mungkin dimiliki banyak orang.", ("name_birth",)),
    )
