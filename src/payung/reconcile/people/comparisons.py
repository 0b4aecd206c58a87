"""What is compared between a row of a roster and a participant, and what does each outcome say to a person?

A comparison is a ladder of outcomes, best first: the first whose condition holds. Conditions are expressions over the
columns of both sides, those of the participant with the suffix ``_other``. A sentence begins with ``+`` where the
outcome speaks for one person and with ``-`` where it speaks against; an outcome may say nothing.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb
import polars as pl

from payung.identifiers.nik import WOMAN_DAY_OFFSET
from payung.reconcile.people.identity import hidden
from payung.reconcile.people.names import ALIKE, CONTAINED, NEAR, SAME, SHARED, with_name_agreement, with_name_bits

OTHER = "_other"
ABSENT = "absent"  # one side does not say
NEARLY_COMMON, NEARLY_RARE, CERTAINLY_RARE = (
    12,
    18,
    24,
)  # bits of a name: one person in 4,000, in 260,000, in 17 million


@dataclass(frozen=True)
class Outcome:
    """Its name in the model, the condition under which it holds, and the sentence with its sign."""

    name: str
    holds: pl.Expr
    sentence: str = ""


@dataclass(frozen=True)
class Comparison:
    """A ladder of outcomes; the last holds where no other does."""

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def column(self) -> str:
        """Where ``read`` puts the number of the outcome."""
        return f"outcome_{self.name}"

    def read(self) -> pl.Expr:
        """The number of the outcome, 0 the best."""
        ladder = pl.lit(len(self.outcomes) - 1, dtype=pl.Int16)
        for number, outcome in reversed(list(enumerate(self.outcomes[:-1]))):
            ladder = pl.when(outcome.holds).then(pl.lit(number, dtype=pl.Int16)).otherwise(ladder)
        return ladder.alias(self.column)

    def said(self) -> pl.Expr:
        """The sentence of the outcome, read from the column of ``read``; None where it says nothing."""
        sentences = {number: outcome.sentence for number, outcome in enumerate(self.outcomes) if outcome.sentence}
        return pl.col(self.column).replace_strict(sentences, default=None, return_dtype=pl.String)


def _theirs(column: str) -> pl.Expr:
    return pl.col(f"{column}{OTHER}")


def _same(column: str) -> pl.Expr:
    return pl.col(column) == _theirs(column)


def _lacking(column: str) -> pl.Expr:
    return pl.col(column).is_null() | _theirs(column).is_null()


ELSE = pl.lit(True)


def people() -> tuple[Comparison, ...]:
    """The comparisons of people, of pairs that have gone through ``with_grades``."""
    return (_nik(), _birth(), _name(), _rarity(), _phone(), _kpj(), _sex())


def _nik() -> Comparison:
    region, birth, serial = _same("nik_region"), _same("nik_birth"), _same("nik_serial")
    zero = pl.col("nik").str.ends_with("0") | _theirs("nik").str.ends_with("0") | _lacking("nik")
    one_lost = _lacking("nik") & _same("nik_tail")
    apart = pl.col("nik_places")
    return Comparison(
        "nik",
        (
            Outcome("same", _same("nik"), "+ NIK sama."),
            Outcome("rounded", (_same("nik_head") & zero) | one_lost, "+ 15 angka NIK sama; satu angka hilang."),
            Outcome(ABSENT, _lacking("nik")),
            Outcome("next_serial", region & birth & _next_serial(),
                    "- Nomor urut NIK bersebelahan: salah tulis, atau saudara kembar."),
            Outcome("serial_digit", (apart == 1) & region & birth,
                    "+ NIK berbeda satu angka saja, pada nomor urutnya."),
            Outcome("one_digit", apart == 1, "+ NIK berbeda satu angka saja."),
            Outcome("turned", (apart == 2) & (pl.col("nik_edits") == 1),
                    "+ NIK sama bila dua angka yang berdampingan ditukar."),
            Outcome("region_birth", region & birth, "- Nomor urut NIK berbeda; wilayah dan tanggalnya sama."),
            Outcome("birth_serial", birth & serial, "- Kode wilayah NIK berbeda; tanggal dan nomor urutnya sama."),
            Outcome("region_serial", region & serial, "- Tanggal dalam NIK berbeda; wilayah dan nomor urutnya sama."),
            Outcome("birth", birth, "- NIK berbeda, kecuali tanggal lahir di dalamnya."),
            Outcome("other", ELSE, "- NIK berbeda."),
        ),
    )  # fmt: skip


def _next_serial() -> pl.Expr:
    """Serials are given in turn, so that the second twin has the next one, or the next but one."""
    mine, theirs = (side.cast(pl.Int32, strict=False) for side in (pl.col("nik_serial"), _theirs("nik_serial")))
    return (mine - theirs).abs() <= 2


def _birth() -> Comparison:
    equal = [getattr(pl.col("born_key").dt, part)() == getattr(_theirs("born_key").dt, part)() for part in PARTS]
    two = pl.sum_horizontal(part.cast(pl.Int8) for part in equal) == 2
    swapped = (pl.col("born_swapped") == _theirs("born")).fill_null(False)
    return Comparison(
        "birth",
        (
            Outcome("same_new_year", _same("born") & _new_year(),
                    "+ Tanggal lahir sama, 1 Januari, yang sering ditulis bila harinya tidak diketahui."),
            Outcome("same", _same("born"), "+ Tanggal lahir sama."),
            Outcome("swapped", swapped, "+ Tanggal lahir sama bila hari dan bulan ditukar."),
            Outcome(ABSENT, _lacking("born_key")),
            Outcome("told", _lacking("born") & _same("born_key"), "+ Tanggal lahir sama dengan yang terbaca dari NIK."),
            Outcome("new_year", _new_year() & equal[0],
                    "- Tanggal lahir berbeda; tahunnya sama, dan salah satunya 1 Januari."),
            Outcome("one_part", two, "- Tanggal lahir berbeda pada hari, bulan atau tahunnya saja."),
            Outcome("other", ELSE, "- Tanggal lahir berbeda."),
        ),
    )  # fmt: skip


PARTS = ("year", "month", "day")


def _new_year() -> pl.Expr:
    """Whether one side says the first of January, which stands for «some day of that year»."""
    return pl.any_horizontal(
        (day.dt.month() == 1) & (day.dt.day() == 1) for day in (pl.col("born_key"), _theirs("born_key"))
    )


def _name() -> Comparison:
    agreement = pl.col("name_agreement")
    return Comparison(
        "name",
        (
            Outcome("same", agreement == SAME, "sama menurut kata-katanya."),
            Outcome("contained", agreement == CONTAINED, "cocok: yang satu termuat dalam yang lain."),
            Outcome("near", agreement == NEAR, "mirip."),
            Outcome("shared", agreement == SHARED, "hanya sebagian sama."),
            Outcome("alike", agreement == ALIKE, "hanya sedikit mirip."),
            Outcome(ABSENT, agreement.is_null()),
            Outcome("other", ELSE, "berbeda."),
        ),
    )


def _rarity() -> Comparison:
    """How rare the less rare of two names is that agree; it weighs only beside the name."""
    bits = pl.col("name_bits")
    return Comparison(
        "rarity",
        (
            Outcome(ABSENT, bits.is_null() | (pl.col("name_agreement") < NEAR)),
            Outcome("common", bits < NEARLY_COMMON, "- Nama yang umum, mungkin dimiliki banyak orang."),
            Outcome("usual", bits < NEARLY_RARE),
            Outcome("rare", bits < CERTAINLY_RARE),
            Outcome("very_rare", ELSE, "+ Nama yang jarang."),
        ),
    )


def _phone() -> Comparison:
    return Comparison(
        "phone",
        (
            Outcome("same", _same("phone"), "+ Nomor telepon sama."),
            Outcome(ABSENT, _lacking("phone")),
            Outcome("one_digit", pl.col("phone_edits") == 1, "+ Nomor telepon berbeda satu angka saja."),
            Outcome("other", ELSE, "- Nomor telepon berbeda."),
        ),
    )


def _kpj() -> Comparison:
    return Comparison(
        "kpj",
        (
            Outcome("same", _same("kpj_key"), "+ Nomor peserta (KPJ) sama."),
            Outcome(ABSENT, _lacking("kpj_key")),
            Outcome("other", ELSE, "- Nomor peserta (KPJ) berbeda."),
        ),
    )


def _sex() -> Comparison:
    mine, theirs = _told_sex("sex", "nik_birth"), _told_sex(f"sex{OTHER}", f"nik_birth{OTHER}")
    return Comparison(
        "sex",
        (
            Outcome("same", mine == theirs),
            Outcome(ABSENT, mine.is_null() | theirs.is_null()),
            Outcome("other", ELSE, "- Jenis kelamin berbeda."),
        ),
    )


def _told_sex(written: str, nik_birth: str) -> pl.Expr:
    """Whether a woman, as written (L laki-laki, P perempuan, W wanita) or else as the day of the NIK tells."""
    letter = pl.col(written).str.head(1).str.to_uppercase()
    day = pl.col(nik_birth).str.head(2).cast(pl.Int32, strict=False)
    return pl.coalesce(letter.replace_strict(SEXES, default=None, return_dtype=pl.Boolean), day > WOMAN_DAY_OFFSET)


SEXES = {"L": False, "P": True, "W": True}


def with_grades(joined: pl.DataFrame, *, words: Mapping[str, int]) -> pl.DataFrame:
    """Adds what the conditions read besides columns of the two sides; ``words`` is how rare words of names are.

    ``name_agreement``, ``name_bits``, and for each of SPELLED how far two that differ are apart: ``…_edits`` (letters
    written wrong, left out, added, or two changed about) and, where they are as long as each other, ``…_places``; None
    where they are the same or one is missing.
    """
    apart = _apart(joined)
    for column in SPELLED:
        named = apart.rename({"edits": f"{column}_edits", "places": f"{column}_places"})
        joined = joined.join(
            named, left_on=[column, f"{column}{OTHER}"], right_on=["one", "two"], how="left", maintain_order="left"
        )
    return with_name_bits(with_name_agreement(joined, other=OTHER), words, other=OTHER)


SPELLED = ("name_key", "nik", "phone")


def _apart(joined: pl.DataFrame) -> pl.DataFrame:
    """Every two different texts that stand beside each other: ``one``, ``two``, ``edits``, ``places``."""
    beside = pl.concat([joined.select(one=column, two=f"{column}{OTHER}") for column in SPELLED])
    unlike = beside.filter(pl.col("one") != pl.col("two")).unique()
    with _database(os.getpid()).cursor() as asking:
        asking.register("unlike", unlike.to_arrow())
        return pl.DataFrame(asking.sql(APART).to_arrow_table())


@cache
def _database(process: int) -> duckdb.DuckDBPyConnection:
    """One of this process, never one it was forked from: opening it takes longer than asking it."""
    return duckdb.connect(":memory:")


APART = """
    SELECT one, two, damerau_levenshtein(one, two)::INTEGER AS edits,
        CASE WHEN length(one) = length(two) THEN hamming(one, two)::INTEGER END AS places
    FROM unlike
"""


def outcomes(graded: pl.DataFrame, comparisons: Sequence[Comparison]) -> pl.DataFrame:
    """Adds, for each comparison, the number of its outcome."""
    return graded.with_columns(comparison.read() for comparison in comparisons)


def evidence() -> pl.Expr:
    """Sentences a person can check, ``+`` for and ``-`` against; names as written, no birth date and no NIK."""
    names = pl.format("Nama «{}» dan «{}»", hidden(pl.col("name")), hidden(_theirs("name")))
    sign = pl.when(pl.col("name_agreement") >= NEAR).then(pl.lit("+ ")).otherwise(pl.lit("- "))
    by_name = {comparison.name: comparison for comparison in people()}
    name = sign + names + pl.lit(" ") + by_name.pop("name").said()
    others = [comparison.said() for comparison in by_name.values()]
    return pl.concat_str(name, *others, separator="\n", ignore_nulls=True)
