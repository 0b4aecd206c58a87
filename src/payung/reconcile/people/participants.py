"""Who is a participant, according to the branch, and which rows are one person?"""

import polars as pl

from payung.reconcile.people.identity import nik_digits, with_identity
from payung.reconcile.people.reading import Schema, gathered, is_total, kept, typed
from payung.reconcile.sources.intake import Intake, Source

PARTICIPANT: Schema = {
    "kpj": pl.String, "nik_written": pl.String, "name": pl.String, "born": pl.Date, "sex": pl.String,
    "address": pl.String, "hp": pl.String, "segment": pl.String, "npp": pl.String, "nomor_kepesertaan": pl.String,
    "from_on": pl.Date, "to_on": pl.Date, "paid_to": pl.Date, "wage": pl.Int64,
}  # fmt: skip


def read_participants(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every participant's row (PARTICIPANT, PLACE, the identity columns, ``person``), and the refused rows."""
    rows, refused = gathered([_read(source) for source in intake.of("participant")], PARTICIPANT)
    return with_identity(rows).with_columns(person=_person()), refused


def _read(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = typed(source, PARTICIPANT).with_columns(__total=is_total(source))
    no_nik = nik_digits(pl.col("nik_written")).is_null()
    reason = (
        pl.when(pl.col("__total") & no_nik).then(pl.lit("baris jumlah, bukan data"))
        .when(no_nik & pl.col("kpj").is_null() & pl.col("name").is_null()).then(pl.lit("tanpa KPJ, NIK, dan nama"))
    )  # fmt: skip
    return kept(rows, source, reason)


def _person() -> pl.Expr:
    """What the rows of one person share: the NIK; where a row lacks it, the one NIK that its KPJ has elsewhere.

    A KPJ with two NIKs is two persons, or a damaged NIK; nothing here can tell which.
    """
    known = pl.col("nik").n_unique().over("kpj_key") - pl.col("nik").is_null().any().over("kpj_key").cast(pl.UInt32)
    single = pl.when(pl.col("kpj_key").is_not_null() & (known == 1)).then(pl.col("nik").max().over("kpj_key"))
    return pl.coalesce("nik", single, pl.format("kpj {}", "kpj_key"), pl.format("baris {}", "origin"))
