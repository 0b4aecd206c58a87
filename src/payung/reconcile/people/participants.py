"""Who is a participant, according to the branch, and which rows are one person?"""

from collections.abc import Iterator

import polars as pl

from payung.reconcile.people.identity import with_identity
from payung.reconcile.people.reading import Piece, Schema, gathered, identified, kept_people, typed_pieces
from payung.reconcile.sources.intake import Intake
from payung.reconcile.sources.parts import PIECE

PARTICIPANT: Schema = {
    "kpj": pl.String, "nik_written": pl.String, "name": pl.String, "born": pl.Date, "sex": pl.String,
    "address": pl.String, "hp": pl.String, "segment": pl.String, "npp": pl.String, "nomor_kepesertaan": pl.String,
    "from_on": pl.Date, "to_on": pl.Date, "paid_to": pl.Date, "wage": pl.Int64,
}  # fmt: skip


def read_participants(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every participant's row (PARTICIPANT, PLACE, the identity columns, ``person``), and the refused rows."""
    rows, refused = gathered(iter_participants(intake), identified(PARTICIPANT))
    return with_person(rows, only_niks(rows.lazy()).collect()), refused


def iter_participants(intake: Intake, *, most: int = PIECE) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """As ``read_participants``, ``most`` rows at a time, and without ``person``.

    Who one person is can be told only when all rows are read: ``only_niks`` of all of them, then ``with_person``.
    """
    for piece in typed_pieces(intake.of("participant"), PARTICIPANT, most=most):
        rows, refused = _usable(piece)
        yield with_identity(rows), refused


def only_niks(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The KPJs that have one NIK in all rows together, with it: ``kpj_key``, ``only_nik``.

    A KPJ with two NIKs is two persons, or a damaged NIK; nothing here can tell which.
    """
    known = rows.select("kpj_key", "nik").drop_nulls().group_by("kpj_key")
    niks = known.agg(only_nik=pl.col("nik").min(), other=pl.col("nik").max())
    return niks.filter(pl.col("only_nik") == pl.col("other")).select("kpj_key", "only_nik")


def with_person(rows: pl.DataFrame, only: pl.DataFrame) -> pl.DataFrame:
    """Adds ``person``, what the rows of one person share; ``only`` is ``only_niks`` of all rows.

    It is the NIK; where a row lacks it, the one NIK that its KPJ has elsewhere, else its KPJ, else the row itself.
    """
    met = rows.join(only, on="kpj_key", how="left", maintain_order="left")
    person = pl.coalesce("nik", "only_nik", pl.format("kpj {}", "kpj_key"), pl.format("baris {}", "origin"))
    return met.with_columns(person=person).drop("only_nik")


def _usable(piece: Piece) -> tuple[pl.DataFrame, pl.DataFrame]:
    return kept_people(piece, PARTICIPANT, nameless="tanpa KPJ, NIK, dan nama")
