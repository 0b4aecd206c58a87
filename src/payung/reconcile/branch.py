"""What do the branch's registrations and payments say, each in one shape?"""

from dataclasses import dataclass

import polars as pl

from payung.reconcile.normalise.amounts import as_rupiah
from payung.reconcile.normalise.dates import as_date
from payung.reconcile.normalise.taxpayers import as_npwp16
from payung.reconcile.normalise.words import tidy
from payung.reconcile.sources.intake import REJECTED, Intake, Source, rejected
from payung.reconcile.sources.parts import LINE

REGISTRATION = {
    "nomor_kepesertaan": pl.String, "nomor_sertifikat": pl.String, "nomor_kontrak": pl.String,
    "nama_proyek": pl.String, "nama_pelaksana": pl.String, "npwp": pl.String, "npp": pl.String,
    "nama_pemilik": pl.String, "nilai_dasar": pl.Int64, "tgl_daftar": pl.Date, "tgl_mulai": pl.Date,
    "tgl_selesai": pl.Date, "status": pl.String, "kantor_cabang": pl.String,
}  # fmt: skip
PAYMENT = {
    "nomor_kepesertaan": pl.String, "kode_iuran": pl.String, "paid_on": pl.Date, "amount": pl.Int64,
    "instalment": pl.String, "npwp": pl.String, "description": pl.String,
}  # fmt: skip
PLACE = {"origin": pl.String, "place": pl.String, LINE: pl.Int64}
FIELD_OF = {
    "paid_on": "tgl_bayar", "amount": "jumlah", "instalment": "termin", "description": "uraian",
    "nama_pemilik": "nama_klpd", "nama_pelaksana": "nama_pelaksana", "nomor_kontrak": "nomor_kontrak",
}  # fmt: skip
ALTERNATIVES = {"nama_pelaksana": "nama_penyedia", "nomor_kontrak": "no_kontrak", "nama_proyek": "nama_paket"}
NPWP_FIELDS = ("npwp_pelaksana", "npwp_pembayar", "npwp_penyedia", "npwp16_penyedia")
TOTAL = r"(?i)^\s*(grand\s+)?(total|jumlah|subtotal)\b"


@dataclass(frozen=True)
class Branch:
    """Registrations and payments (columns REGISTRATION, PAYMENT, and PLACE), and the rows refused."""

    registrations: pl.DataFrame
    payments: pl.DataFrame
    refused: pl.DataFrame


def read_branch(intake: Intake) -> Branch:
    """Every usable row of the branch's lists; a registration entered twice counts once."""
    registered = [_registrations(source) for source in intake.of("registration")]
    paid = [_payments(source) for source in intake.of("payment")]
    refused = [bad for _, bad in (*registered, *paid)]
    registrations, repeated = _once(_concat([rows for rows, _ in registered], REGISTRATION))
    payments, twice = _paid_once(_concat([rows for rows, _ in paid], PAYMENT))
    return Branch(registrations, payments, pl.concat([*refused, repeated, twice]))


def _concat(frames: list[pl.DataFrame], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema | PLACE)


def _registrations(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = _typed(source, REGISTRATION).with_columns(status=_status())
    unnumbered = pl.col("nomor_kepesertaan").is_null() | pl.col("nomor_kepesertaan").str.contains(TOTAL)
    reason = (
        pl.when(_is_total(source) & unnumbered).then(pl.lit("baris jumlah, bukan data"))
        .when(pl.col("nomor_kepesertaan").is_null()).then(pl.lit("tanpa nomor kepesertaan"))
        .when(pl.col("nilai_dasar").fill_null(0) <= 0).then(pl.lit("nilai_dasar kosong atau tidak terbaca"))
    )  # fmt: skip
    return rejected(rows, source, reason)


def _payments(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = _typed(source, PAYMENT)
    unnumbered = pl.col("nomor_kepesertaan").str.contains(TOTAL)
    reason = (
        pl.when(_is_total(source) & (pl.col("paid_on").is_null() | unnumbered)).then(pl.lit("baris jumlah, bukan data"))
        .when(pl.col("paid_on").is_null()).then(pl.lit("tgl_bayar kosong atau tidak terbaca"))
        .when(pl.col("amount").fill_null(0) <= 0).then(pl.lit("jumlah kosong, nol, atau tidak terbaca"))
    )  # fmt: skip
    return rejected(rows, source, reason)


def _typed(source: Source, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    cells = {name: _cell(source, name, dtype) for name, dtype in schema.items()}
    place = source.part.place
    return source.frame.select(
        **cells,
        origin=pl.lit(f"{place}:") + pl.col(LINE).cast(pl.String),
        place=pl.lit(place),
        **{LINE: pl.col(LINE)},
    ).with_columns(source.frame.select(__first=pl.coalesce(pl.exclude(LINE))) if source.frame.width > 1 else [])


def _cell(source: Source, name: str, dtype: type[pl.DataType]) -> pl.Expr:
    present = source.frame.columns
    if name == "npwp":
        own = [pl.col(field) for field in NPWP_FIELDS if field in present]
        return as_npwp16(*own) if own else pl.lit(None, dtype=pl.String)
    field = next((f for f in (FIELD_OF.get(name, name), ALTERNATIVES.get(name, name)) if f in present), None)
    if field is None:
        return pl.lit(None, dtype=dtype)
    parse = {pl.Date: as_date, pl.Int64: as_rupiah}.get(dtype, tidy)
    return parse(pl.col(field))


def _is_total(source: Source) -> pl.Expr:
    return pl.col("__first").str.contains(TOTAL).fill_null(False) if source.frame.width > 1 else pl.lit(False)


def _status() -> pl.Expr:
    """mendaftar | peserta, by the word in the cell; None when the branch gave neither."""
    word = pl.col("status").str.to_lowercase()
    return (
        pl.when(word.str.contains("daftar|belum|calon")).then(pl.lit("mendaftar"))
        .when(word.str.contains("peserta|aktif|lunas")).then(pl.lit("peserta"))
    )  # fmt: skip


def number_key(number: pl.Expr) -> pl.Expr:
    """A participation number without spaces, marks and case."""
    return number.str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")


def _once(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row per number: a participant before an applicant, then the later row; the others are refused."""
    if rows.is_empty():
        return rows.drop("__first", strict=False), pl.DataFrame(schema=REJECTED)
    content = pl.struct(pl.col(list(REGISTRATION)))
    ranked = (
        rows.with_row_index("__row")
        .with_columns(__key=number_key(pl.col("nomor_kepesertaan")), __peserta=pl.col("status") == "peserta")
        .sort("__key", "__peserta", "__row", descending=[False, True, True], nulls_last=True)
    )
    first = pl.int_range(pl.len()).over("__key") == 0
    same = content == content.first().over("__key")
    marked = ranked.with_columns(__first_row=first, __same=same, __kept=pl.col("origin").first().over("__key"))
    reason = (
        pl.when(pl.col("__same")).then(pl.lit("pendaftaran yang sama tercatat lagi"))
        .otherwise(pl.format("nomor kepesertaan ganda dengan isi berbeda; yang dipakai {}", pl.col("__kept")))
    )  # fmt: skip
    kept = marked.filter(pl.col("__first_row")).sort("__row").select(*REGISTRATION, *PLACE)
    return kept, _refused(marked.filter(~pl.col("__first_row")), "pendaftaran", reason, pl.col("nomor_kepesertaan"))


def _paid_once(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same payment in two files counts once; two alike in one file are two payments."""
    if rows.is_empty():
        return rows.drop("__first", strict=False), pl.DataFrame(schema=REJECTED)
    nth = pl.int_range(pl.len()).over(*PAYMENT, "place").alias("__nth")
    marked = rows.with_columns(nth).with_columns(__again=pl.int_range(pl.len()).over(*PAYMENT, "__nth") > 0)
    again = marked.filter(pl.col("__again"))
    reason = pl.lit("pembayaran yang sama tercatat lagi di berkas lain")
    kept = marked.filter(~pl.col("__again")).select(*PAYMENT, *PLACE)
    return kept, _refused(again, "pembayaran", reason, pl.col("amount").cast(pl.String))


def _refused(rows: pl.DataFrame, table: str, reason: pl.Expr, excerpt: pl.Expr) -> pl.DataFrame:
    return rows.select(file="place", line=LINE, table=pl.lit(table), reason=reason, excerpt=excerpt)
