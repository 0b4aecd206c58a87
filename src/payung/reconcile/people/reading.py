"""How is a list of people turned into typed rows, the unusable ones refused with a reason?"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from payung.reconcile.normalise.amounts import as_rupiah
from payung.reconcile.normalise.dates import as_birth, as_date
from payung.reconcile.normalise.distinct import Parse, parse_together
from payung.reconcile.normalise.words import tidy
from payung.reconcile.people.identity import hidden
from payung.reconcile.people.names import full_name
from payung.reconcile.sources.intake import REJECTED, Source, rejected
from payung.reconcile.sources.reading import LINE

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
TOTAL = r"(?i)^\s*(grand\s+)?(total|jumlah|subtotal)\b"


def as_count(text: pl.Expr) -> pl.Expr:
    """A number of people, from 0 to 9999: ``12 orang`` → 12; None for what begins with no such number."""
    return text.str.extract(r"^(\d{1,4})(?:\.0+)?(?:\s|$)").cast(pl.Int64, strict=False)


PARSES: Mapping[str, Parse] = {"born": as_birth, "heads": as_count}


def typed(source: Source, schema: Schema) -> pl.DataFrame:
    """The cells of one table under our names and types, with PLACE; what the table lacks is empty."""
    cells = [_cell(source, name, dtype).alias(name) for name, dtype in schema.items() if name not in SITE]
    line, place = source.frame[LINE], source.part.place
    rows = pl.DataFrame([line, *cells]).with_columns(
        place=pl.lit(place),
        row_line=line - source.part.header + 1,
        origin=pl.lit(f"{place}:") + line.cast(pl.String),
    )
    return rows.with_columns(source.frame.select(**_site(source))) if set(SITE) <= set(schema) else rows


def _cell(source: Source, name: str, dtype: type[pl.DataType]) -> pl.Series:
    present = source.frame.columns
    if name == "name" and "nama" not in present:
        parts = [pl.col(part) for part in NAME_PARTS if part in present]
        return source.frame.select(full_name(parts)).to_series() if parts else _empty(source, dtype)
    fields = [source.frame[field] for field in FIELDS.get(name, (name,)) if field in present]
    if not fields:
        return _empty(source, dtype)
    parse = PARSES.get(name) or {pl.Date: as_date, pl.Int64: as_rupiah}.get(dtype, tidy)
    return pl.select(pl.coalesce(parse_together(fields, parse))).to_series()


def _empty(source: Source, dtype: type[pl.DataType]) -> pl.Series:
    return pl.Series([None], dtype=dtype).new_from_index(0, source.frame.height)


def _site(source: Source) -> dict[str, pl.Expr]:
    """The work a row belongs to, by the first of its three numbers; in a sheet an empty cell is the one above it."""
    present = source.frame.columns
    known = [(kind, tidy(pl.col(f))) for kind, fields in SITE_FIELDS.items() for f in fields if f in present]
    if not known:
        return dict.fromkeys(SITE, pl.lit(None, dtype=pl.String))
    number = pl.coalesce(number for _, number in known).str.replace(r"\.0+$", "")
    kind = pl.coalesce(pl.when(number.is_not_null()).then(pl.lit(kind)) for kind, number in known)
    if not source.part.header:
        return {"site": number, "site_kind": kind}
    return {"site": number.forward_fill(), "site_kind": kind.forward_fill()}


def is_total(source: Source) -> pl.Series:
    """Whether the first filled cell of a row says that it is a total."""
    if source.frame.width < 2:
        return pl.Series([False]).new_from_index(0, source.frame.height)
    first = pl.coalesce(pl.exclude(LINE)).str.contains(TOTAL).fill_null(False)
    return source.frame.select(first).to_series()


def kept(rows: pl.DataFrame, source: Source, reason: pl.Expr) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The usable rows, and the refused as rows of REJECTED whose excerpts show no number that could be a NIK."""
    discreet = replace(source, frame=source.frame.with_columns(hidden(pl.col(pl.String))))
    return rejected(rows, discreet, reason)


def gathered(tables: list[tuple[pl.DataFrame, pl.DataFrame]], schema: Schema) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All usable rows (columns ``schema`` and PLACE) and all refused ones of several tables."""
    columns = dict(schema) | dict(PLACE)
    rows = pl.concat([rows.select(list(columns)) for rows, _ in tables]) if tables else pl.DataFrame(schema=columns)
    refused = pl.concat([bad for _, bad in tables]) if tables else pl.DataFrame(schema=REJECTED)
    return rows, refused
