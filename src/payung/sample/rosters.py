"""How do firms write down who works for them: which columns, which sheets, and what becomes of a number in Excel?

Six forms: two text files, a workbook of several sheets with titles, merged cells and totals, both header variants of
the SIPP sheet for new workers, and a list made on a computer that puts the month first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from payung.sample import slips, writing
from payung.sample.crowd import ROSTER_BIRTH, ROSTER_NAME, ROSTER_NIK, ROSTER_PHONE
from payung.sample.exports.rows import Row
from payung.sample.labour import Labour
from payung.sample.lots import falls, spun, table
from payung.sample.slips import struck
from payung.sample.writing import Sheet

Shares = Mapping[str, float]
CELL_NIK = {"last zero": 64, "quoted": 22, "spaced": 8, "missing": 6}  # what a column of numbers leaves of a NIK
CELL_BIRTH = {"serial": 80, "slashed": 12, "missing": 8}
MONTH_FIRST_BIRTH = {"turned": 92, "missing": 8}
KPJ_SHARE = 0.12
TITLES = ("DAFTAR TENAGA KERJA PROYEK", "Kota Contoh, Tahun Anggaran 2026", "")
WORKBOOK_SHEETS = ("Januari-Mei", "Juni-Agustus", "September-November")


@dataclass(frozen=True)
class Form:
    """One way of writing a roster: ``site`` is the column of labour.WORK that names the work there, if any.

    ``columns``: label → what it says of the drawn rows; ``share``: of the rosters that could take this form.
    """

    file: str
    site: str
    share: float
    columns: Mapping[str, pl.Expr]
    nik: Shares = field(default_factory=lambda: ROSTER_NIK)
    birth: Shares = field(default_factory=lambda: ROSTER_BIRTH)


@dataclass(frozen=True)
class Lines:
    """Rows of one table of a file: sheet (empty for text), the line of its header, and the drawn rows in order."""

    file: str
    sheet: str
    header: int
    rows: pl.DataFrame


def _day(column: str, shape: str) -> pl.Expr:
    return pl.col(column).dt.strftime(shape)


def _rupiah(column: str) -> pl.Expr:
    thousands = pl.col(column) // 1000
    return pl.format("Rp {}.000", thousands)


NOTHING = pl.lit(None, dtype=pl.String)
BNBA = {
    "id_paket": pl.col("site"), "nik": pl.col("nik"), "nama": pl.col("name"), "tgl_lahir": pl.col("born"),
    "jenis_kelamin": pl.col("sex"), "alamat": pl.col("address"), "hp": pl.col("phone"), "pekerjaan": pl.col("job"),
    "upah": pl.col("wage").cast(pl.String), "satuan_upah": pl.lit("hari"), "tgl_mulai": _day("starts_on", "%d-%m-%Y"),
    "tgl_selesai": _day("ends_on", "%d-%m-%Y"), "kpj": pl.col("told_kpj"),
}  # fmt: skip
FOREMAN = {
    "No. Kontrak": pl.col("site"), "No. KTP": pl.col("nik"), "Nama Lengkap": pl.col("name"),
    "Tanggal Lahir": pl.col("born"), "JK": pl.col("sex"), "No. HP": pl.col("phone"), "Jabatan": pl.col("job"),
    "Upah": _rupiah("wage"), "Tgl Mulai Kerja": _day("starts_on", "%d/%m/%Y"),
    "Tgl Selesai Kerja": _day("ends_on", "%d/%m/%Y"),
}  # fmt: skip
WORKBOOK = {
    "Nomor Kontrak": pl.col("site"), "Nama Pekerja": pl.col("name"), "NIK": pl.col("nik"),
    "Tgl. Lahir": pl.col("born"), "Alamat": pl.col("address"), "Keahlian": pl.col("job"), "Upah": pl.col("wage"),
    "Tgl. Mulai": pl.col("starts_on"), "Tgl. Selesai": pl.col("ends_on"),
}  # fmt: skip
MONTH_FIRST = {
    "Nomor Kepesertaan": pl.col("site"), "Nama Tenaga Kerja": pl.col("name"), "NIK": pl.col("nik"),
    "Tanggal Lahir": pl.col("born"), "Jenis Kelamin": pl.col("sex"), "Pekerjaan": pl.col("job"),
    "Satuan Upah": pl.lit("hari"), "Upah": pl.col("wage"),
}  # fmt: skip
_SIPP_PHONES = (
    "GELAR", "TELEPON_AREA_RUMAH", "TELEPON_RUMAH", "TELEPON_AREA_KANTOR", "TELEPON_KANTOR", "TELEPON_EXT_KANTOR",
)  # fmt: skip
_SIPP_REST = {
    **dict.fromkeys(_SIPP_PHONES, NOTHING), "HP": pl.col("phone"), "EMAIL": NOTHING, "TEMPAT_LAHIR": NOTHING,
    "TANGGAL_LAHIR": pl.col("born"), "NAMA_IBU_KANDUNG": NOTHING, "JENIS_IDENTITAS": pl.lit("KTP"),
    "NOMOR_IDENTITAS": pl.col("nik"), "MASA_LAKU_IDENTITAS": NOTHING, "JENIS_KELAMIN": pl.col("sex"),
    "SURAT_MENYURAT_KE": pl.lit("S"), "TANGGAL_KEPESERTAAN": NOTHING, "STATUS_KAWIN": NOTHING,
    "GOLONGAN_DARAH": NOTHING, "NPWP": NOTHING, "KODE_NEGARA": pl.lit("ID"), "UPAH": pl.col("wage"),
    "ALAMAT": pl.col("address"), "KODE_POS": NOTHING, "LOKASI_PEKERJAAN": pl.lit("3671"),
    "STATUS_PEGAWAI": pl.lit("PKWT"), "TGL_AWAL_BEKERJA": _day("starts_on", "%d-%m-%Y"),
    "TGL_AKHIR_KONTRAK": _day("ends_on", "%d-%m-%Y"),
}  # fmt: skip
_COUNTED = pl.int_range(1, pl.len() + 1).cast(pl.String)
SIPP = {
    "NO_PEGAWAI": _COUNTED, "NAMA_LENGKAP": pl.col("name"), **_SIPP_REST, "NOMOR_KEPESERTAAN": pl.col("site"),
}  # fmt: skip
OLD_SIPP = {
    "NO_PEGAWAI": _COUNTED,
    "NAMA_DEPAN": pl.col("name").str.extract(r"^(\S+)"),
    "NAMA_TENGAH": pl.col("name").str.extract(r"^\S+ (.+) \S+$"),
    "NAMA_BELAKANG": pl.col("name").str.extract(r"\s(\S+)$"),
    **_SIPP_REST,
}
FORMS = (
    Form("daftar pekerja DPUPR.csv", "code", 36, BNBA),
    Form("pekerja proyek (2).csv", "contract_no", 22, FOREMAN),
    Form("Tenaga Kerja Proyek.xlsx", "contract_no", 22, WORKBOOK, CELL_NIK, CELL_BIRTH),
    Form("data_tk_baru.xlsx", "number", 10, SIPP),
    Form("data_tk_baru lama.xlsx", "", 4, OLD_SIPP),
    Form("BNBA jakon.xlsx", "number", 6, MONTH_FIRST, birth=MONTH_FIRST_BIRTH),
)
ALWAYS, BY_NUMBER = FORMS[0], FORMS[3]  # where the number a form asks for does not exist: the code, or the branch's


def write(folder: Path, labour: Labour, draw: Random) -> list[Lines]:
    """Writes the six files, and says which worker stands on which line."""
    chosen = _with_forms(labour.works, draw)
    listed = labour.workers.filter("is_listed").join(chosen, on="work", maintain_order="left")
    drawn = [(form, _drawn(listed.filter(form=at), form, draw)) for at, form in enumerate(FORMS)]
    return [lines for form, rows in drawn for lines in WRITERS.get(form.file, _sheet)(folder, form, rows)]


def _with_forms(works: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """The form of each work's roster, and how it names the work."""
    wanted = spun(draw, works.height, table({str(at): form.share for at, form in enumerate(FORMS)}))
    rows = [_placed(work, FORMS[int(at)]) for work, at in zip(works.iter_rows(named=True), wanted, strict=True)]
    return pl.DataFrame(rows, schema={"work": pl.Int64, "form": pl.Int64, "site": pl.String}, orient="row")


def _placed(work: Row, wanted: Form) -> tuple[int, int, str | None]:
    possible = (form for form in (wanted, ALWAYS, BY_NUMBER) if not form.site or work[form.site])
    form = next(possible, FORMS[4])
    return work["work"], FORMS.index(form), work[form.site] if form.site else None


def _drawn(listed: pl.DataFrame, form: Form, draw: Random) -> pl.DataFrame:
    """The rows of a form as hands and Excel leave them; the true columns have gone, ``seat`` tells whose row it is."""
    kinds = {
        "nik": (form.nik, slips.NIK), "name": (ROSTER_NAME, slips.NAME), "born": (form.birth, slips.BIRTH),
        "phone": (ROSTER_PHONE, slips.PHONE),
    }  # fmt: skip
    spelled = [
        struck(listed[column].cast(pl.String), draw, shares, of)["text"].alias(column)
        for column, (shares, of) in kinds.items()
    ]
    told = pl.when(falls(draw, listed.height, KPJ_SHARE)).then("kpj").alias("told_kpj")
    return listed.with_columns(told).with_columns(spelled)


def _labelled(rows: pl.DataFrame, form: Form) -> list[Row]:
    return rows.select(**form.columns).to_dicts()


def _comma(folder: Path, form: Form, rows: pl.DataFrame) -> list[Lines]:
    rows.select(**form.columns).write_csv(folder / form.file)
    return [Lines(form.file, "", 1, rows)]


def _semicolon(folder: Path, form: Form, rows: pl.DataFrame) -> list[Lines]:
    """As Excel writes text here."""
    rows.select(**form.columns).write_csv(folder / form.file, separator=";", line_terminator="\r\n")
    return [Lines(form.file, "", 1, rows)]


def _sheet(folder: Path, form: Form, rows: pl.DataFrame) -> list[Lines]:
    """One sheet with its header on top."""
    writing.workbook(folder / form.file, [Sheet("Sheet1", list(form.columns), _labelled(rows, form))])
    return [Lines(form.file, "Sheet1", 1, rows)]


def _sipp(folder: Path, form: Form, rows: pl.DataFrame) -> list[Lines]:
    """The sheet between its instructions and its list of places."""
    sheets = [
        Sheet("Petunjuk Pengisian", ("petunjuk",), [{"petunjuk": "Isi satu baris untuk satu tenaga kerja."}]),
        Sheet("data_tk_baru", list(form.columns), _labelled(rows, form)),
        Sheet("Lokasi Pekerjaan", ("kode", "lokasi"), [{"kode": "3671", "lokasi": "Kota Contoh"}]),
    ]
    writing.workbook(folder / form.file, sheets)
    return [Lines(form.file, "data_tk_baru", 1, rows)]


def _book(folder: Path, form: Form, rows: pl.DataFrame) -> list[Lines]:
    """Sheets by season, titles above, the work's number merged over its workers, a total below; digits as numbers."""
    month = pl.col("starts_on").dt.month().min().over("work")
    season = pl.when(month < 6).then(0).when(month < 9).then(1).otherwise(2)
    placed = rows.with_columns(season=season)
    labels = list(form.columns)
    sheets, lines = [], []
    for at, name in enumerate(WORKBOOK_SHEETS):
        part = placed.filter(season=at)
        cells = [_numeric(row) for row in _labelled(part, form)]
        total = {labels[0]: "JUMLAH", "Upah": sum(row["Upah"] for row in cells)}
        sheet = Sheet(name, labels, cells, above=TITLES, below=(total,), merged=labels[0])
        sheets.append(sheet)
        lines.append(Lines(form.file, name, sheet.first_line - 1, part))
    writing.workbook(folder / form.file, sheets)
    return lines


def _numeric(row: Row) -> dict[str, Any]:
    """Cells of digits alone become numbers, as when they are typed into Excel."""
    return {label: int(cell) if isinstance(cell, str) and cell.isdigit() else cell for label, cell in row.items()}


WRITERS: Mapping[str, Callable[[Path, Form, pl.DataFrame], list[Lines]]] = {
    "daftar pekerja DPUPR.csv": _comma,
    "pekerja proyek (2).csv": _semicolon,
    "Tenaga Kerja Proyek.xlsx": _book,
    "data_tk_baru.xlsx": _sipp,
    "data_tk_baru lama.xlsx": _sipp,
}
