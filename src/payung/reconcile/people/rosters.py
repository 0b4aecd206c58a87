"""Who works where, according to the rosters?"""

import polars as pl

from payung.reconcile.people.identity import nik_digits, with_identity
from payung.reconcile.people.reading import SITE, Schema, gathered, is_total, kept, typed
from payung.reconcile.sources.intake import Intake, Source

ROSTER: Schema = {
    **SITE, "nik_written": pl.String, "name": pl.String, "born": pl.Date, "sex": pl.String, "address": pl.String,
    "hp": pl.String, "job": pl.String, "wage": pl.Int64, "wage_unit": pl.String, "starts_on": pl.Date,
    "ends_on": pl.Date, "kpj": pl.String,
}  # fmt: skip


def read_rosters(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every worker's row (ROSTER, PLACE, the identity columns, ``row`` from 0), and the refused rows."""
    rows, refused = gathered([_read(source) for source in intake.of("roster")], ROSTER)
    return with_identity(rows).with_row_index("row"), refused


def _read(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = typed(source, ROSTER).with_columns(__total=is_total(source))
    no_nik = nik_digits(pl.col("nik_written")).is_null()
    reason = (
        pl.when(pl.col("__total") & no_nik).then(pl.lit("baris jumlah, bukan data"))
        .when(no_nik & pl.col("name").is_null() & pl.col("kpj").is_null()).then(pl.lit("tanpa nama dan tanpa NIK"))
    )  # fmt: skip
    return kept(rows, source, reason)
