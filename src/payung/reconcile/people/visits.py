"""How many workers did a visit count on a site, and when?"""

from datetime import date
from functools import partial

import polars as pl

from payung.reconcile.people.reading import PLACE, SITE, Piece, Schema, gathered, kept, typed_pieces
from payung.reconcile.sources.intake import Intake

VISIT: Schema = {**SITE, "visited_on": pl.Date, "heads": pl.Int64, "note": pl.String}


def read_visits(intake: Intake, *, as_of: date | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every usable visit (VISIT, PLACE), and the refused rows; nobody has counted yet what comes after ``as_of``."""
    usable = partial(_usable, as_of=as_of)
    return gathered(map(usable, typed_pieces(intake.of("visit"), VISIT)), pl.DataFrame(schema={**VISIT, **PLACE}))


def _usable(piece: Piece, *, as_of: date | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    reason = (
        pl.when(pl.col("__aside").is_not_null()).then(pl.col("__aside"))
        .when(pl.col("site").is_null()).then(pl.lit("tanpa paket, kontrak, atau nomor kepesertaan"))
        .when(pl.col("visited_on").is_null()).then(pl.lit("tanggal kunjungan kosong atau tidak terbaca"))
        .when(pl.col("visited_on") > pl.lit(as_of, pl.Date)).then(pl.lit("kunjungan sesudah tanggal pemeriksaan"))
        .when(pl.col("heads").is_null()).then(pl.lit("jumlah pekerja kosong atau tidak terbaca"))
    )  # fmt: skip
    return kept(piece, reason, VISIT)
