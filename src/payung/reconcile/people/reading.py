"""How is a list of people turned into typed rows, the unusable ones refused with a reason?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from payung.reconcile.normalise.amounts import as_rupiah
from payung.reconcile.normalise.dates import as_birth, as_date, as_month_end
from payung.reconcile.normalise.distinct import Parse, parse_together
from payung.reconcile.normalise.words import tidied
from payung.reconcile.people.identity import hidden, nik_digits, with_identity
from payung.reconcile.people.names import full_name
from payung.reconcile.sources.intake import REJECTED, Source, rejected
from payung.reconcile.sources.parts import LINE, PIECE

Schema = Mapping[str, type[pl.DataType]]
PLACE: Schema = {"place": pl.String, "row_line": pl.Int64, "origin": pl.String, LINE: pl.Int64}
SITE: Schema = {"site": pl.String, "site_kind": pl.String}
SITE_FIELDS = {
    "id_paket": ("id_paket",),
    "nomor_kontrak": ("nomor_kontrak", "no_kontrak"),
    "nomor_kepesertaan": ("nomor_kepesertaan",),
}
FIELDS = {
    "nik_written": ("nik",), "name": ("nama",), "born": ("tgl_lahir",), "sex": ("jenis_kelamin",),
    "address": ("alamat",), "job": ("pekerjaan",), "wage": ("upah",), "wage_unit": ("satuan_upah",),
    "starts_on": ("tgl_mulai",), "ends_on": ("tgl_selesai", "tgl_akhir_kontrak"), "segment": ("segmen",),
    "from_on": ("tgl_awal",), "to_on": ("tgl_akhir",), "paid_to": ("lunas_sampai",),
    "visited_on": ("tgl_kunjungan",), "heads": ("jumlah_pekerja",), "note": ("catatan", "uraian"),
}  # fmt: skip
NAME_PARTS = ("nama_depan", "nama_tengah", "nama_belakang")
COLUMN_NUMBER = r"^\(?\d{1,2}\)?$"
TOTAL = r"(?i)^\s*(grand\s+)?(total|jumlah|subtotal)\b"


def as_count(text: pl.Expr) -> pl.Expr:
    """A number of people, from 0 to 9999: ``12 orang`` → 12; None for what begins with no such number."""
    return text.str.extract(r"^(\d{1,4})(?:\.0+)?(?:\s|$)").cast(pl.Int64, strict=False)


PARSES: Mapping[str, Parse] = {"born": as_birth, "heads": as_count, "paid_to": as_month_end}


@dataclass(frozen=True)
class Piece:
    """Some rows of one table in their order: as they stand in the file, and typed (PLACE and ``__aside`` beside)."""

    source: Source
    rows: pl.DataFrame


def typed_pieces(sources: Iterable[Source], schema: Schema, *, most: int = PIECE) -> Iterator[Piece]:
    """The rows of several tables under our names and types, ``most`` at a time."""
    for source in sources:
        above = pl.DataFrame(schema=SITE)
        for piece in source.pieces(most):
            rows = typed(piece, schema)
            if set(SITE) <= set(schema):
                rows = _continued(rows, above) if source.part.header else rows
                above = rows.select(list(SITE)).tail(1)
            yield Piece(piece, rows.with_columns(__aside=aside(piece)))


def _continued(rows: pl.DataFrame, above: pl.DataFrame) -> pl.DataFrame:
    """The rows, each empty site taken from the row over it, ``above`` the first one: a site is written once a block."""
    sites = pl.concat([above, rows.select(list(SITE))]).select(pl.all().forward_fill())
    return rows.with_columns(sites.tail(rows.height))


def typed(source: Source, schema: Schema) -> pl.DataFrame:
    """The cells of one table under our names and types, with PLACE; what the table lacks is empty."""
    cells = [_cell(source, name, dtype).alias(name) for name, dtype in schema.items() if name not in SITE]
    line, place = source.frame[LINE], source.part.place
    rows = pl.DataFrame([line, *cells]).with_columns(
        place=pl.lit(place),
        row_line=line - source.part.header + 1,
        origin=pl.lit(f"{place}:") + line.cast(pl.String),
    )
    return rows.with_columns(**_site(source)) if set(SITE) <= set(schema) else rows


def _cell(source: Source, name: str, dtype: type[pl.DataType]) -> pl.Series:
    present = source.frame.columns
    if name == "name" and "nama" not in present:
        parts = [pl.col(part) for part in NAME_PARTS if part in present]
        return source.frame.select(full_name(parts)).to_series() if parts else _empty(source, dtype)
    fields = [source.frame[field] for field in FIELDS.get(name, (name,)) if field in present]
    if not fields:
        return _empty(source, dtype)
    parse = PARSES.get(name) or {pl.Date: as_date, pl.Int64: as_rupiah}.get(dtype)
    return _first_filled(parse_together(fields, parse) if parse else [tidied(field) for field in fields])


def _first_filled(columns: list[pl.Series]) -> pl.Series:
    return columns[0] if len(columns) == 1 else pl.select(pl.coalesce(columns)).to_series()


def _empty(source: Source, dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series([None], dtype=dtype).new_from_index(0, source.frame.height)


def _site(source: Source) -> dict[str, pl.Series]:
    """The work a row belongs to, by the first of its three numbers."""
    present = source.frame.columns
    fields = [(kind, tidied(source.frame[f])) for kind, fields in SITE_FIELDS.items() for f in fields if f in present]
    if not fields:
        return {name: _empty(source, pl.String) for name in SITE}
    kinds = [pl.select(pl.when(number.is_not_null()).then(pl.lit(kind))).to_series() for kind, number in fields]
    number = _first_filled([number for _, number in fields]).str.replace(r"\.0+$", "")
    return {"site": number, "site_kind": _first_filled(kinds)}


def aside(source: Source) -> pl.Series:
    """Why a row is none of the list's: its first filled cell says that it is a total, or it numbers the columns."""
    if source.frame.width < 2:
        return _empty(source, pl.String)
    total = pl.coalesce(pl.exclude(LINE)).str.contains(TOTAL)
    numbering = pl.lit(_numbers_columns(source)) & (pl.col(LINE) == source.part.header + 1)
    reason = pl.when(total).then(pl.lit("baris jumlah, bukan data"))
    return source.frame.select(aside=reason.when(numbering).then(pl.lit("baris nomor kolom, bukan data"))).to_series()


def _numbers_columns(source: Source) -> bool:
    """Whether the first row says «(1) (2) (3)», as printed forms do right below their header."""
    cells = [cell for cell in source.frame.drop(LINE).head(1).row(0) if cell] if source.frame.height else []
    return source.part.header > 0 and len(cells) > 1 and all(re.match(COLUMN_NUMBER, cell) for cell in cells)


def kept(piece: Piece, reason: pl.Expr, schema: Schema) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The usable rows (``schema`` and PLACE), and the refused as rows of REJECTED.

    The excerpts of refused rows show no number that could be a NIK.
    """
    hiding = piece.source.table.with_columns(hidden(pl.col(pl.String)))
    usable, refused = rejected(piece.rows, replace(piece.source, table=hiding), reason)
    return usable.select(*schema, *PLACE), refused


def kept_people(piece: Piece, schema: Schema, *, nameless: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """As ``kept`` for a list of people: refused are totals and the like, and rows that name nobody (``nameless``)."""
    aside = pl.col("__aside").is_not_null()
    nobody = pl.col("name").is_null() & pl.col("kpj").is_null()
    no_nik = nik_digits(pl.when(aside | nobody).then("nik_written")).is_null()  # no other row's NIK needs reading yet
    reason = pl.when(aside & no_nik).then(pl.col("__aside")).when(nobody & no_nik).then(pl.lit(nameless))
    return kept(piece, reason, schema)


def identified(schema: Schema) -> pl.DataFrame:
    """No rows, with the columns that typed rows have once their identity is told."""
    return with_identity(pl.DataFrame(schema=dict(schema) | dict(PLACE)))


def gathered(
    tables: Iterable[tuple[pl.DataFrame, pl.DataFrame]], none: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All usable rows, after the columns of ``none``, and all refused ones of several pieces."""
    usable, refused = [none], [pl.DataFrame(schema=REJECTED)]
    for rows, bad in tables:
        usable.append(rows)
        refused.append(bad)
    return pl.concat(usable), pl.concat(refused)
