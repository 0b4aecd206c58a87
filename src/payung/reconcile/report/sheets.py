"""Which sheets does the workbook have, with which columns, for whom?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from payung.reconcile import tables
from payung.reconcile.report import wording, workers
from payung.reconcile.report.view import RunTables

HEADERS: Mapping[str, tuple[str, int]] = {
    "package_id": ("Kunci paket", 24),
    "source": ("Sumber", 14),
    "source_code": ("Kode sumber", 16),
    "stage": ("Tahap", 14),
    "kind": ("Jenis", 22),
    "kind_source": ("Jenis dari", 18),
    "name": ("Nama paket", 48),
    "owner": ("Pemilik", 24),
    "agency": ("Satuan kerja", 28),
    "agency_code": ("Kode satuan kerja", 16),
    "ppk_name": ("PPK", 24),
    "executor_kind": ("Jenis pelaksana", 18),
    "executor_name": ("Pelaksana", 30),
    "executor_npwp": ("NPWP pelaksana", 20),
    "contract_no": ("Nomor kontrak", 26),
    "contract_on": ("Tanggal kontrak", 13),
    "value": ("Nilai (Rp)", 18),
    "value_source": ("Nilai dari", 18),
    "starts_on": ("Mulai kerja", 13),
    "starts_on_source": ("Mulai dari", 18),
    "starts_on_confidence": ("Keyakinan mulai", 12),
    "ends_on": ("Akhir kerja", 13),
    "ends_on_source": ("Akhir dari", 18),
    "ends_on_confidence": ("Keyakinan akhir", 12),
    "addenda": ("Adendum", 10),
    "city_paid": ("Dibayar pemilik (Rp)", 18),
    "city_paid_first_on": ("BAP/BAST pertama", 13),
    "handed_over_on": ("BAST terakhir", 13),
    "base": ("Dasar iuran (Rp)", 18),
    "base_kind": ("Jenis dasar", 20),
    "jkk": ("JKK (Rp)", 14),
    "jkm": ("JKM (Rp)", 14),
    "contribution_due": ("Iuran terutang (Rp)", 18),
    "contribution_paid": ("Iuran dibayar (Rp)", 18),
    "register_by": ("Batas daftar", 13),
    "uncovered_days": ("Hari tanpa perlindungan", 14),
    "worked_days": ("Hari pekerjaan", 11),
    "origin": ("Berkas asal", 30),
    "nomor_kepesertaan": ("Nomor kepesertaan", 20),
    "nomor_kontrak": ("Nomor kontrak (cabang)", 26),
    "nama_proyek": ("Nama proyek (cabang)", 44),
    "nama_pelaksana": ("Pelaksana (cabang)", 30),
    "npwp_pelaksana": ("NPWP (cabang)", 20),
    "nama_pemilik": ("Pemilik (cabang)", 26),
    "nilai_dasar": ("Nilai dasar (Rp)", 18),
    "tgl_daftar": ("Tanggal daftar", 13),
    "tgl_mulai": ("Mulai (cabang)", 13),
    "tgl_selesai": ("Selesai (cabang)", 13),
    "status": ("Status", 12),
    "kantor_cabang": ("Kantor cabang", 20),
    "best_package_id": ("Calon terdekat", 24),
    "best_probability": ("Keyakinan calon", 11),
    "probability": ("Keyakinan", 11),
    "base_matched": ("Nilai yang cocok", 20),
    "finding_id": ("Kunci temuan", 34),
    "finding_kind": ("Temuan", 32),
    "sentence": ("Dalam satu kalimat", 60),
    "days": ("Hari", 9),
    "amount": ("Rupiah", 18),
    "since_on": ("Sejak", 13),
    "deadline_on": ("Tenggat", 13),
    "article": ("Dasar hukum", 34),
    "law_status": ("Kepastian hukum", 20),
    "confidence": ("Keyakinan fakta", 12),
    "evidence": ("Bukti", 60),
    "closes_by": ("Yang menutup", 48),
    "reason": ("Alasan", 48),
    "payment_id": ("Berkas dan baris", 26),
    "kode_iuran": ("Kode iuran", 18),
    "paid_on": ("Tanggal bayar", 13),
    "instalment": ("Termin", 10),
    "file": ("Berkas", 34),
    "line": ("Baris", 9),
    "table": ("Tabel", 18),
    "excerpt": ("Isi", 60),
    "roster_file": ("Daftar pekerja", 34),
    "roster_line": ("Baris", 9),
    "worker": ("Nama pekerja", 28),
    "nik": ("NIK", 20),
    "kpj": ("KPJ", 16),
    "level": ("Cara ditemukan", 26),
    "decision": ("Keputusan", 22),
    "days_protected": ("Hari terlindungi di pekerjaan ini", 16),
    "days_elsewhere": ("Hari berperlindungan di tempat lain", 16),
    "days_unprotected": ("Hari belum ditemukan perlindungannya", 16),
    "worker_hash": ("Sidik pekerja", 22),
    "person_verdict": ("Keputusan: sama / beda", 20),
    "site_kind": ("Ditandai dengan", 18),
    "site": ("Nomor pekerjaan", 26),
    "on_date": ("Hari kunjungan", 13),
    "on_site": ("Di lokasi", 10),
    "on_roster": ("Dalam daftar", 10),
    "named": ("Di antara peserta", 10),
    "registered": ("Bernama di pendaftaran", 12),
    "protected": ("Terlindungi hari itu", 12),
    "registered_gap": ("Belum bernama", 10),
    "payer": ("Penanggung", 20),
    "payer_until": ("Sampai", 13),
    "low": ("Perkiraan paling sedikit", 12),
    "estimate": ("Perkiraan tengah", 12),
    "high": ("Perkiraan paling banyak", 12),
    "basis": ("Dari apa diperkirakan", 60),
    "verdict": ("Keputusan: sama / berbeda / belum yakin", 24),
}
"""Header and width in characters of every column a sheet may show."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "source": wording.SOURCE,
    "stage": wording.STAGE,
    "kind": wording.KIND,
    "executor_kind": wording.EXECUTOR,
    "value_source": wording.VALUE_SOURCE,
    "starts_on_source": wording.DATE_SOURCE,
    "ends_on_source": wording.DATE_SOURCE,
    "starts_on_confidence": wording.CONFIDENCE,
    "ends_on_confidence": wording.CONFIDENCE,
    "confidence": wording.CONFIDENCE,
    "base_kind": wording.BASE,
    "base_matched": wording.BASE,
    "finding_kind": wording.FINDING,
    "law_status": wording.LAW_STATUS,
    "level": workers.LEVEL,
    "decision": workers.DECISION,
    "payer": workers.PAYER,
}
"""Columns whose codes are said in words."""

PACKAGE = tuple(tables.PACKAGES.schema)
WITHOUT = (
    "package_id", "name", "agency", "ppk_name", "executor_name", "executor_npwp", "contract_no", "contract_on",
    "value", "base", "contribution_due", "starts_on", "ends_on", "register_by", "uncovered_days", "stage",
    "kind", "origin",
)  # fmt: skip
FINDING = (
    "finding_kind", "sentence", "days", "amount", "since_on", "deadline_on", "closes_by", "name", "agency", "ppk_name",
    "executor_name", "contract_no", "value", "article", "law_status", "confidence", "package_id", "nomor_kepesertaan",
    "evidence", "finding_id",
)  # fmt: skip
UNMATCHED = (
    "nomor_kepesertaan", "nama_proyek", "nama_pelaksana", "npwp_pelaksana", "nomor_kontrak", "nilai_dasar",
    "tgl_daftar", "tgl_mulai", "tgl_selesai", "status", "kantor_cabang", "best_package_id", "best_probability",
    "reason", "origin",
)  # fmt: skip
CANDIDATE = (
    "verdict", "probability", "base_matched", "evidence", "package_id", "name", "executor_name", "value", "contract_no",
    "starts_on", "nomor_kepesertaan", "nama_proyek", "nama_pelaksana", "nilai_dasar", "nomor_kontrak", "tgl_mulai",
)  # fmt: skip
PAYMENT = ("payment_id", "paid_on", "amount", "kode_iuran", "instalment", "evidence")
WORKER = (
    "worker", "nik", "decision", "kpj", "probability", "level", "days_protected", "days_elsewhere", "days_unprotected",
    "name", "agency", "executor_name", "package_id", "roster_file", "roster_line", "evidence", "worker_hash",
)  # fmt: skip
PERSON = (
    "person_verdict", "probability", "level", "worker", "kpj", "evidence", "name", "roster_file", "roster_line",
)  # fmt: skip
HEADS = (
    "name", "agency", "executor_name", "package_id", "site_kind", "site", "on_date", "on_site", "on_roster", "named",
    "registered", "protected", "registered_gap", "payer", "payer_until", "low", "estimate", "high", "basis",
)  # fmt: skip
REJECTED = ("file", "line", "reason", "table", "excerpt")

ROSTER_ROW = ("roster_file", "roster_line")
Rows = Callable[[RunTables], pl.DataFrame]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, what it is for, its columns in order, and its rows out of a run."""

    name: str
    purpose: str
    columns: tuple[str, ...]
    rows: Rows

    def frame(self, run: RunTables) -> pl.DataFrame:
        """Rows with exactly these columns, codes said in words."""
        return self.rows(run).select(_said(column) for column in self.columns)


def packages(run: RunTables) -> pl.DataFrame:
    """All packages, most days without protection first."""
    return run.tables["packages"].sort(
        pl.col("uncovered_days").fill_null(0), pl.col("package_id"), descending=[True, False]
    )


def new_packages(run: RunTables) -> pl.DataFrame:
    """Packages that the run before did not have; none when there was no run before."""
    return packages(run).filter(pl.col("package_id").is_in(sorted(run.new_package_ids or ())))


def without_registration(run: RunTables) -> pl.DataFrame:
    """Packages past the award to which no registration was joined."""
    linked = run.tables["registration_links"].filter(pl.col("decision") == "link")
    under_way = packages(run).filter(~pl.col("stage").is_in(["planned", "announced"]))
    return under_way.join(linked, on="package_id", how="anti", maintain_order="left")


def findings(run: RunTables) -> pl.DataFrame:
    """All findings with the package they speak of, by kind, most days first."""
    ordered = run.tables["findings"].sort("kind", "days", "finding_id", descending=[False, True, False])
    named = run.tables["packages"].drop("kind", "origin")
    renamed = ordered.rename({"kind": "finding_kind"})
    return renamed.join(named, on="package_id", how="left", maintain_order="left")


def unmatched_registrations(run: RunTables) -> pl.DataFrame:
    """Registrations without a package, with everything the branch wrote about them."""
    unmatched = run.tables["unmatched_registrations"]
    known = run.tables["registrations"].select(
        "nomor_kepesertaan", *(c for c in tables.REGISTRATIONS.schema if c not in unmatched.columns)
    )
    return unmatched.join(known, on="nomor_kepesertaan", how="left", maintain_order="left")


def candidates(run: RunTables) -> pl.DataFrame:
    """Pairs for a person to decide, the likeliest first, with an empty column for the decision."""
    waiting = run.tables["registration_links"].filter(pl.col("decision") == "candidate")
    ordered = waiting.sort("probability", "package_id", "nomor_kepesertaan", descending=[True, False, False])
    both = ordered.join(run.tables["packages"], on="package_id", how="left", maintain_order="left").join(
        run.tables["registrations"], on="nomor_kepesertaan", how="left", suffix="_reg", maintain_order="left"
    )
    return both.with_columns(verdict=pl.lit(None, pl.String))


def unmatched_payments(run: RunTables) -> pl.DataFrame:
    """Payments that found no registration."""
    return run.tables["payments"].filter(pl.col("match") == "none").sort("payment_id")


def roster_workers(run: RunTables) -> pl.DataFrame:
    """Every row of the rosters once, with the days of each state and its package, in the order of the lists."""
    links = run.tables["worker_links"].sort(
        "roster_file", "roster_line", "probability", descending=[False, False, True]
    )
    days = _days_by_state(run.tables["worker_coverage"])
    rows = links.unique(list(ROSTER_ROW), keep="first", maintain_order=True)
    return _packaged(rows.join(days, on=list(ROSTER_ROW), how="left", maintain_order="left"), run)


def person_candidates(run: RunTables) -> pl.DataFrame:
    """Workers and participants for a person to compare, the likeliest first, with an empty column for the decision."""
    waiting = run.tables["worker_links"].filter(pl.col("decision") == "candidate")
    order = ("probability", "roster_file", "roster_line", "kpj")
    ordered = waiting.sort(order, descending=[True, False, False, False])
    return _packaged(ordered, run).with_columns(person_verdict=pl.lit(None, pl.String))


def heads(run: RunTables) -> pl.DataFrame:
    """The four numbers of every work and day, with what such a package may have had."""
    expected = run.tables["expected_heads"].select("package_id", "low", "estimate", "high", "basis")
    told = run.tables["heads"].join(expected, on="package_id", how="left", maintain_order="left")
    named = run.tables["packages"].select("package_id", "name", "agency", "executor_name")
    return told.join(named, on="package_id", how="left", maintain_order="left")


def _packaged(rows: pl.DataFrame, run: RunTables) -> pl.DataFrame:
    named = run.tables["packages"].select("package_id", "name", "agency", "executor_name")
    return rows.rename({"name": "worker"}).join(named, on="package_id", how="left", maintain_order="left")


def _days_by_state(spans: pl.DataFrame) -> pl.DataFrame:
    return spans.group_by(ROSTER_ROW).agg(
        pl.col("days").filter(pl.col("state") == state).sum().alias(f"days_{state}") for state in workers.STATES
    )


def rejected(run: RunTables) -> pl.DataFrame:
    """Rows that could not be used, and files that were not recognised."""
    files = run.summary["unrecognised_files"]
    unknown = pl.DataFrame({"file": files}, schema={"file": pl.String}).with_columns(
        reason=pl.lit("berkas belum dikenali dari kolomnya")
    )
    return pl.concat([run.rejected, unknown], how="diagonal_relaxed")


SHEETS = (
    Sheet("Paket", "semua paket konstruksi, hari tanpa perlindungan terbanyak di atas", PACKAGE, packages),
    Sheet("Baru", "paket yang belum ada pada pemeriksaan sebelumnya", PACKAGE, new_packages),
    Sheet("Temuan", "apa yang belum, untuk siapa, dan apa yang menutupnya", FINDING, findings),
    Sheet("Paket tanpa pendaftaran", "daftar kerja cabang dan PPK", WITHOUT, without_registration),
    Sheet("Pendaftaran tanpa paket", "pendaftaran yang belum menemukan paketnya", UNMATCHED, unmatched_registrations),
    Sheet("Calon pasangan", "pasangan yang menunggu keputusan orang", CANDIDATE, candidates),
    Sheet("Pembayaran tanpa pendaftaran", "setoran yang belum menemukan pendaftarannya", PAYMENT, unmatched_payments),
    Sheet("Pekerja", "setiap baris daftar pekerja: ditemukan atau belum, dan harinya", WORKER, roster_workers),
    Sheet("Calon peserta", "pekerja dan peserta yang menunggu keputusan orang", PERSON, person_candidates),
    Sheet("Orang di lokasi", "di lokasi, dalam daftar, bernama, terlindungi, dan perkiraannya", HEADS, heads),
    Sheet("Ditolak", "baris dan berkas yang belum dapat dipakai, dan mengapa", REJECTED, rejected),
)


def _said(column: str) -> pl.Expr:
    words = WORDS.get(column)
    return pl.col(column) if words is None else pl.col(column).replace(dict(words))
