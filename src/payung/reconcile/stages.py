"""What does each row of the procurement exports say about a package, in one shape for all of them?"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from payung.reconcile.normalise.amounts import as_plain_rupiah, as_rupiah
from payung.reconcile.normalise.dates import as_date, as_days
from payung.reconcile.normalise.distinct import Parse, parse_together
from payung.reconcile.normalise.taxpayers import as_npwp16
from payung.reconcile.normalise.words import lexicon, tidy
from payung.reconcile.sources.intake import REJECTED, Intake, Source, rejected
from payung.reconcile.sources.parts import LINE

CODES = {
    "tender": "kd_tender",
    "nontender": "kd_nontender",
    "pencatatan": "kd_nontender_pct",
    "swakelola": "kd_swakelola_pct",
    "paket": "id_paket",
    "rup": "kd_rup",
}
TEXTS = {
    "rup_codes": ("kd_rup",), "name": ("nama_paket",), "category": ("jenis_pengadaan",), "owner": ("nama_klpd",),
    "agency": ("nama_satker",), "agency_code": ("kd_satker_str", "kd_satker"), "ppk_name": ("nama_ppk", "nip_nama_ppk"),
    "status": ("status_paket",), "executor_name": ("nama_penyedia", "nama_pelaksana"),
    "executor_form": ("bentuk_usaha_penyedia",), "kso_members": ("anggota_kso",),
    "contract_no": ("no_kontrak", "nomor_kontrak"), "bap_no": ("no_bap",), "incl_ppn": ("termasuk_ppn",),
    "scope": ("lingkup_pekerjaan", "uraian_pekerjaan"), "version": ("versi_addendum",),
    "rup_active": ("status_aktif_rup",),
}  # fmt: skip
DATES = {
    "contract_on": ("tgl_kontrak",), "contract_from": ("tgl_kontrak_awal",), "contract_to": ("tgl_kontrak_akhir",),
    "started_on": ("tgl_mulai_pekerjaan",), "spmk_on": ("tgl_spmk_spp",), "finishes_on": ("tgl_selesai_pekerjaan",),
    "bap_on": ("tgl_bap",), "bast_on": ("tgl_bast",), "awarded_on": ("tgl_penetapan_pemenang", "tgl_selesai_nontender"),
    "from_on": ("tgl_mulai_paket", "tgl_mulai"), "to_on": ("tgl_selesai_paket", "tgl_selesai"),
    "planned_from": ("tgl_awal_kontrak",), "planned_to": ("tgl_akhir_kontrak",), "realised_on": ("tgl_realisasi",),
}  # fmt: skip
AMOUNTS = {
    "v_kontrak": ("nilai_kontrak",), "v_harga_final": ("harga_final",), "v_negosiasi": ("nilai_negosiasi",),
    "v_terkoreksi": ("nilai_terkoreksi",), "v_penawaran": ("nilai_penawaran",), "v_hps": ("hps",), "v_pagu": ("pagu",),
    "v_realisasi": ("total_realisasi",), "v_nilai": ("nilai",), "paid": ("besar_pembayaran", "nilai_realisasi"),
}  # fmt: skip
DAYS = {"duration_days": ("waktu_penyelesaian",)}
NPWPS = {"executor_npwp": ("npwp16_penyedia", "npwp_penyedia", "npwp_pelaksana")}
SCHEMA = (
    {
        "package_id": pl.String,
        "source": pl.String,
        "source_code": pl.String,
        "stage": pl.String,
        "origin": pl.String,
    }
    | dict.fromkeys([*TEXTS, *NPWPS], pl.String)
    | dict.fromkeys(DATES, pl.Date)
    | dict.fromkeys([*AMOUNTS, *DAYS], pl.Int64)
    | {"version": pl.Int64, "kind": pl.String, "row_id": pl.Int64}
)


@dataclass(frozen=True)
class Stages:
    """Typed rows of every export (columns of SCHEMA), refused rows, and how many cells could not be read."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    unreadable: dict[str, int]


def read_stages(intake: Intake) -> Stages:
    """Every procurement row of the intake in one frame; a row without a package's code is refused."""
    sources = [source for source in intake.sources if source.shape.source in CODES]
    tables = [_typed(source, cells) for source, cells in zip(sources, _cells(sources), strict=True)]
    rows = pl.concat([table.rows for table in tables]) if tables else pl.DataFrame(schema=SCHEMA)
    refused = pl.concat([table.refused for table in tables]) if tables else pl.DataFrame(schema=REJECTED)
    unreadable: dict[str, int] = {}
    for table in tables:
        unreadable |= table.unreadable
    return Stages(rows.with_columns(row_id=pl.int_range(pl.len())), refused, unreadable)


def _typed(source: Source, cells: pl.DataFrame) -> Stages:
    rows = cells.with_columns(
        source_code=tidy(pl.lit(source.frame[CODES[source.shape.source]])).str.replace(r"\.0+$", ""),
        source=pl.lit(source.shape.source),
        stage=pl.lit(source.shape.stage),
        origin=pl.lit(source.part.place + ":") + source.frame[LINE].cast(pl.String),
        version=pl.col("version").str.replace(r"\.0+$", "").cast(pl.Int64, strict=False).fill_null(0),
        kind=_kind_of_category(),
        row_id=pl.lit(0, dtype=pl.Int64),
        **{LINE: source.frame[LINE]},
    ).with_columns(package_id=pl.concat_str("source", "source_code", separator="-"))
    kept, refused = rejected(rows, source, _unusable(source))
    return Stages(kept.select(list(SCHEMA)).cast(SCHEMA), refused, _unreadable(source, cells))  # type: ignore[arg-type]


def _unusable(source: Source) -> pl.Expr:
    """Why a row cannot be used. The canonical table is ours to define, so its value is not optional."""
    reason = pl.when(pl.col("source_code").is_null()).then(pl.lit("tanpa kode paket"))
    if source.shape.stage != "canonical":
        return reason
    return reason.when(pl.col("v_nilai").is_null()).then(pl.lit("nilai kosong atau tidak terbaca"))


KINDS: tuple[tuple[Mapping[str, tuple[str, ...]], Parse, Parse | None, type[pl.DataType]], ...] = (
    (TEXTS, tidy, None, pl.String),
    (DATES, as_date, None, pl.Date),
    (AMOUNTS, as_rupiah, as_plain_rupiah, pl.Int64),
    (DAYS, as_days, None, pl.Int64),
    (NPWPS, as_npwp16, None, pl.String),
)


def _cells(sources: list[Source]) -> list[pl.DataFrame]:
    """Every typed column of every table, read from the first of its fields that says something."""
    tables: list[list[pl.Series]] = [[] for _ in sources]
    for columns, parse, quick, dtype in KINDS:
        used = sorted({field for fields in columns.values() for field in fields})
        places = [(i, field) for i, source in enumerate(sources) for field in used if field in source.frame.columns]
        read = parse_together([sources[i].frame[field] for i, field in places], parse, quick=quick)
        parsed = dict(zip(places, read, strict=True))
        for i, source in enumerate(sources):
            for name, fields in columns.items():
                found = [parsed[i, field] for field in fields if (i, field) in parsed]
                tables[i].append(_first(found, dtype, source.frame.height).alias(name))
    return [pl.DataFrame(columns) for columns in tables]


def _first(found: list[pl.Series], dtype: type[pl.DataType], height: int) -> pl.Series:
    if not found:
        return pl.Series([None], dtype=dtype).new_from_index(0, height)
    return pl.select(pl.coalesce(found)).to_series() if len(found) > 1 else found[0]


def _unreadable(source: Source, cells: pl.DataFrame) -> dict[str, int]:
    """Cells that hold something that is no day or no amount, counted by file and field."""
    counts: dict[str, int] = {}
    for name, fields in (DATES | AMOUNTS).items():
        written = [source.frame[field] for field in fields if field in source.frame.columns]
        if len(written) == 1 and written[0].null_count() < cells[name].null_count():
            lost = cells[name].null_count() - written[0].null_count()
            counts[f"{source.part.place}:{written[0].name}"] = lost
    return counts


def _kind_of_category() -> pl.Expr:
    """works | consultancy | other (a category that is not construction) | None (no category given)."""
    category = pl.col("category").str.to_lowercase()
    known = category.replace_strict(lexicon()["categories"], default="other", return_dtype=pl.String)
    return pl.when(category.is_not_null()).then(known)
