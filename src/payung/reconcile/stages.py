"""What does each row of the procurement exports say about a package, in one shape for all of them?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from payung.reconcile.normalise.amounts import as_rupiah
from payung.reconcile.normalise.dates import as_date, as_days
from payung.reconcile.normalise.taxpayers import as_npwp16
from payung.reconcile.normalise.words import lexicon, tidy, title_words
from payung.reconcile.sources.intake import REJECTED, Intake, Source, rejected
from payung.reconcile.sources.reading import LINE

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
    | {"version": pl.Int64, "kind": pl.String, "name_kind": pl.String, "row_id": pl.Int64}
)


@dataclass(frozen=True)
class Stages:
    """Typed rows of every export (columns of SCHEMA), refused rows, and how many cells could not be read."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    unreadable: dict[str, int]

    def of(self, *stages: str) -> pl.DataFrame:
        """The rows of these stages."""
        return self.rows.filter(pl.col("stage").is_in(stages))


def read_stages(intake: Intake) -> Stages:
    """Every procurement row of the intake in one frame; a row without a package's code is refused."""
    tables = [_typed(source) for source in intake.sources if source.shape.source in CODES]
    rows = pl.concat([table.rows for table in tables]) if tables else pl.DataFrame(schema=SCHEMA)
    refused = pl.concat([table.refused for table in tables]) if tables else pl.DataFrame(schema=REJECTED)
    unreadable: dict[str, int] = {}
    for table in tables:
        unreadable |= table.unreadable
    return Stages(rows.with_columns(row_id=pl.int_range(pl.len())), refused, unreadable)


def _typed(source: Source) -> Stages:
    code = tidy(pl.col(CODES[source.shape.source])).str.replace(r"\.0+$", "")
    frame = source.frame.with_columns(source_code=code)
    reason = pl.when(pl.col("source_code").is_null()).then(pl.lit("tanpa kode paket"))
    frame, refused = rejected(frame, source, pl.coalesce(reason, _without_value(source)))
    rows = frame.select(
        package_id=pl.lit(source.shape.source + "-") + pl.col("source_code"),
        source=pl.lit(source.shape.source),
        source_code="source_code",
        stage=pl.lit(source.shape.stage),
        origin=pl.lit(source.part.place + ":") + pl.col(LINE).cast(pl.String),
        **_cells(set(source.frame.columns)),
    )
    rows = rows.with_columns(
        version=pl.col("version").cast(pl.Int64, strict=False).fill_null(0),
        kind=_kind_of_category(),
        name_kind=_kind_of_name(),
        row_id=pl.lit(0, dtype=pl.Int64),
    )
    return Stages(rows.select(list(SCHEMA)).cast(SCHEMA), refused, _unreadable(source, rows))  # type: ignore[arg-type]


def _without_value(source: Source) -> pl.Expr:
    """The canonical table is ours to define, and its value is not optional; an export may lack one."""
    if source.shape.stage != "canonical":
        return pl.lit(None, dtype=pl.String)
    return pl.when(as_rupiah(pl.col("nilai")).is_null()).then(pl.lit("nilai kosong atau tidak terbaca"))


def _cells(present: set[str]) -> dict[str, pl.Expr]:
    """For every typed column, the expression that reads it from the fields this table has."""
    kinds: tuple[tuple[Mapping[str, tuple[str, ...]], Callable[[pl.Expr], pl.Expr], type[pl.DataType]], ...] = (
        (TEXTS, tidy, pl.String),
        (DATES, as_date, pl.Date),
        (AMOUNTS, as_rupiah, pl.Int64),
        (DAYS, as_days, pl.Int64),
    )
    cells = {
        name: _first([parse(pl.col(field)) for field in fields if field in present], dtype)
        for columns, parse, dtype in kinds
        for name, fields in columns.items()
    }
    npwps = {
        name: as_npwp16(*(pl.col(f) for f in fields if f in present))
        if present & set(fields)
        else _first([], pl.String)
        for name, fields in NPWPS.items()
    }
    return cells | npwps


def _first(found: list[pl.Expr], dtype: type[pl.DataType]) -> pl.Expr:
    return pl.coalesce(found) if found else pl.lit(None, dtype=dtype)


def _unreadable(source: Source, rows: pl.DataFrame) -> dict[str, int]:
    """Cells that hold something that is no day or no amount, counted by file and field."""
    present = set(source.frame.columns)
    counts: dict[str, int] = {}
    for name, fields in (DATES | AMOUNTS).items():
        for field in (f for f in fields if f in present):
            written = source.frame.height - source.frame[field].null_count()
            read = rows.height - rows[name].null_count()
            if len(present & set(fields)) == 1 and written > read:
                counts[f"{source.part.place}:{field}"] = written - read
    return counts


def _kind_of_category() -> pl.Expr:
    """works | consultancy | other (a category that is not construction) | None (no category given)."""
    category = pl.col("category").str.to_lowercase()
    known = category.replace_strict(lexicon()["categories"], default="other", return_dtype=pl.String)
    return pl.when(category.is_not_null()).then(known)


def _kind_of_name() -> pl.Expr:
    """What the words of the title suggest; supervision of works is consultancy, so that is asked first."""
    words = title_words(pl.col("name"))
    lists = lexicon()
    consultancy = words.list.set_intersection(list(lists["consultancy_words"])).list.len() > 0
    works = words.list.set_intersection(list(lists["works_words"])).list.len() > 0
    return pl.when(consultancy).then(pl.lit("consultancy")).when(works).then(pl.lit("works"))
