"""How many workers did a visit count on a site, and when?"""

import polars as pl

from payung.reconcile.people.reading import SITE, Schema, gathered, is_total, kept, typed
from payung.reconcile.sources.intake import Intake, Source

VISIT: Schema = {**SITE, "visited_on": pl.Date, "heads": pl.Int64, "note": pl.String}


def read_visits(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every usable visit (VISIT, PLACE), and the refused rows."""
    return gathered([_read(source) for source in intake.of("visit")], VISIT)


def _read(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = typed(source, VISIT).with_columns(__total=is_total(source))
    reason = (
        pl.when(pl.col("__total")).then(pl.lit("baris jumlah, bukan data"))
        .when(pl.col("site").is_null()).then(pl.lit("tanpa paket, kontrak, atau nomor kepesertaan"))
        .when(pl.col("visited_on").is_null()).then(pl.lit("tanggal kunjungan kosong atau tidak terbaca"))
        .when(pl.col("heads").is_null()).then(pl.lit("jumlah pekerja kosong atau tidak terbaca"))
    )  # fmt: skip
    return kept(rows, source, reason)
