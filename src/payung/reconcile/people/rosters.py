"""Who works where, according to the rosters?"""

from collections.abc import Iterator

import polars as pl

from payung.reconcile.people.identity import with_identity
from payung.reconcile.people.reading import SITE, Piece, Schema, gathered, identified, kept_people, typed_pieces
from payung.reconcile.sources.intake import Intake
from payung.reconcile.sources.parts import PIECE

ROSTER: Schema = {
    **SITE, "nik_written": pl.String, "name": pl.String, "born": pl.Date, "sex": pl.String, "address": pl.String,
    "hp": pl.String, "job": pl.String, "wage": pl.Int64, "wage_unit": pl.String, "starts_on": pl.Date,
    "ends_on": pl.Date, "kpj": pl.String,
}  # fmt: skip


def read_rosters(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every worker's row (ROSTER, PLACE, the identity columns, ``row`` from 0), and the refused rows."""
    return gathered(iter_rosters(intake), identified(ROSTER).with_row_index("row"))


def iter_rosters(intake: Intake, *, most: int = PIECE) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """As ``read_rosters``, ``most`` rows at a time; ``row`` goes on from piece to piece."""
    row = 0
    for rows, refused in usable_rosters(intake, most=most):
        yield with_identity(rows).with_row_index("row", offset=row), refused
        row += rows.height


def usable_rosters(intake: Intake, *, most: int = PIECE) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """The typed rows (ROSTER, PLACE) and the refused rows, piece by piece; nobody's identity is told yet."""
    yield from map(_usable, typed_pieces(intake.of("roster"), ROSTER, most=most))


def _usable(piece: Piece) -> tuple[pl.DataFrame, pl.DataFrame]:
    return kept_people(piece, ROSTER, nameless="tanpa nama dan tanpa NIK")
