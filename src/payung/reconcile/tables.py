"""Which tables does a run write, and what does every column mean?

This list is the contract between the check, its reports and whoever loads a run; `docs/reference/tables.md` is
generated from it. Money is whole rupiah, days are calendar days, dates are dates.
"""

from dataclasses import dataclass

import polars as pl

TEXT, DATE, RUPIAH, COUNT, SHARE, FLAG = (
    pl.String(),
    pl.Date(),
    pl.Int64(),
    pl.Int64(),
    pl.Float64(),
    pl.Boolean(),
)


@dataclass(frozen=True)
class Column:
    """One column: its name, its Polars type and what it means (in Indonesian, for the reference)."""

    name: str
    dtype: pl.DataType
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table: the question it answers, its columns, and the key it is unique and sorted by."""

    name: str
    question: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Column names and types, in order."""
        return {column.name: column.dtype for column in self.columns}

    def shaped(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with exactly these columns, types and order of rows; a missing column is an error."""
        return frame.select(pl.col(c.name).cast(c.dtype) for c in self.columns).sort(self.key)


PACKAGES = Table(
    "packages",
    "Paket konstruksi apa yang dikerjakan, untuk siapa, oleh siapa, kapan, berapa nilainya?",
    ("package_id",),
    (
        Column("package_id", TEXT, "kunci Payung: <source>-<source_code>"),
        Column("source", TEXT, "tender | nontender | pencatatan | swakelola | paket"),
        Column("source_code", TEXT, "kd_tender, kd_nontender, … sebagai teks"),
        Column("stage", TEXT, "announced | awarded | contracted | started | handed_over"),
        Column("kind", TEXT, "works | consultancy | unknown"),
        Column("kind_source", TEXT, "dari kolom atau kata mana jenisnya diketahui"),
        Column("name", TEXT, "nama paket, tanpa HTML"),
        Column("owner", TEXT, "pemilik: pemerintah daerah, kementerian atau pemilik swasta"),
        Column("agency", TEXT, "satuan kerja (perangkat daerah)"),
        Column("agency_code", TEXT, "kode satuan kerja"),
        Column("ppk_name", TEXT, "nama PPK"),
        Column("executor_kind", TEXT, "business | kso | person | self_managed | unknown"),
        Column("executor_name", TEXT, "nama pelaksana"),
        Column("executor_npwp", TEXT, "NPWP pelaksana 16 angka; disamarkan bila NIK"),
        Column("contract_no", TEXT, "nomor kontrak/SPK sebagaimana tertulis"),
        Column("contract_on", DATE, "tanggal kontrak/SPK"),
        Column("value", RUPIAH, "nilai terakhir yang diketahui (adendum termasuk)"),
        Column(
            "value_source",
            TEXT,
            "dari kolom mana: kontrak | harga_final | negosiasi | terkoreksi | penawaran | realisasi | hps | pagu",
        ),
        Column("starts_on", DATE, "hari pertama kerja"),
        Column("starts_on_source", TEXT, "spmk | paket | pendaftaran | kontrak | pencatatan | penetapan | rup"),
        Column("starts_on_confidence", TEXT, "high | medium | low"),
        Column("ends_on", DATE, "hari terakhir kerja"),
        Column(
            "ends_on_source", TEXT, "adendum | spmk | durasi | paket | pendaftaran | kontrak | pencatatan | bast | rup"
        ),
        Column("ends_on_confidence", TEXT, "high | medium | low"),
        Column("addenda", COUNT, "banyaknya versi adendum yang terlihat"),
        Column("city_paid", RUPIAH, "jumlah yang sudah dibayar pemilik menurut BAP"),
        Column("city_paid_first_on", DATE, "tanggal BAP/BAST pertama"),
        Column("handed_over_on", DATE, "tanggal BAST terakhir"),
        Column("base", RUPIAH, "dasar pengenaan iuran"),
        Column("base_kind", TEXT, "net (tanpa PPN) | gross"),
        Column("jkk", RUPIAH, "iuran JKK"),
        Column("jkm", RUPIAH, "iuran JKM"),
        Column("contribution_due", RUPIAH, "jkk + jkm"),
        Column("contribution_paid", RUPIAH, "pembayaran yang terhubung dengan paket ini"),
        Column("register_by", DATE, "batas daftar: 14 hari kerja setelah SPK/kontrak"),
        Column("uncovered_days", COUNT, "hari pekerjaan berjalan tanpa perlindungan sampai tanggal pemeriksaan"),
        Column("worked_days", COUNT, "hari kalender kerja berjalan sampai tanggal pemeriksaan"),
        Column("origin", TEXT, "berkas:baris asal, dipisah titik koma"),
    ),
)

REGISTRATIONS = Table(
    "registrations",
    "Proyek apa yang terdaftar di cabang?",
    ("nomor_kepesertaan",),
    (
        Column("nomor_kepesertaan", TEXT, "nomor kepesertaan proyek"),
        Column("nomor_sertifikat", TEXT, "nomor sertifikat"),
        Column("nomor_kontrak", TEXT, "nomor kontrak menurut cabang"),
        Column("nama_proyek", TEXT, "nama proyek menurut cabang"),
        Column("nama_pelaksana", TEXT, "nama pelaksana menurut cabang"),
        Column("npwp_pelaksana", TEXT, "NPWP pelaksana; disamarkan bila NIK"),
        Column("npp", TEXT, "nomor pendaftaran perusahaan"),
        Column("nama_pemilik", TEXT, "nama pemilik menurut cabang"),
        Column("nilai_dasar", RUPIAH, "dasar pengenaan yang didaftarkan"),
        Column("tgl_daftar", DATE, "tanggal daftar"),
        Column("tgl_mulai", DATE, "mulai kerja menurut pendaftaran"),
        Column("tgl_selesai", DATE, "akhir kerja menurut pendaftaran"),
        Column("status", TEXT, "mendaftar | peserta"),
        Column("kantor_cabang", TEXT, "kantor cabang"),
        Column("contribution_due", RUPIAH, "iuran atas nilai_dasar"),
        Column("contribution_paid", RUPIAH, "jumlah pembayaran yang terhubung"),
        Column("first_paid_on", DATE, "tanggal pembayaran pertama"),
        Column("origin", TEXT, "berkas:baris asal"),
    ),
)

PAYMENTS = Table(
    "payments",
    "Pembayaran mana milik pendaftaran mana?",
    ("payment_id",),
    (
        Column("payment_id", TEXT, "berkas:baris"),
        Column("nomor_kepesertaan", TEXT, "pendaftaran yang dibayar; kosong bila belum ditemukan"),
        Column("kode_iuran", TEXT, "kode iuran"),
        Column("paid_on", DATE, "tanggal bayar"),
        Column("amount", RUPIAH, "jumlah"),
        Column("instalment", TEXT, "termin"),
        Column("match", TEXT, "number | npwp_amount | none"),
        Column("evidence", TEXT, "alasan pencocokan"),
    ),
)

REGISTRATION_LINKS = Table(
    "registration_links",
    "Paket ini pendaftaran yang mana, seberapa yakin, dan mengapa?",
    ("package_id", "nomor_kepesertaan"),
    (
        Column("package_id", TEXT, "paket"),
        Column("nomor_kepesertaan", TEXT, "pendaftaran"),
        Column("probability", SHARE, "peluang keduanya hal yang sama, 0 sampai 1"),
        Column("decision", TEXT, "link | candidate (untuk diputuskan orang)"),
        Column("base_matched", TEXT, "net | gross | none"),
        Column("evidence", TEXT, "kalimat bukti, satu per baris, diawali + atau -"),
    ),
)

COVERAGE = Table(
    "coverage",
    "Pada hari mana kerja terlindungi, mendaftar belum bayar, atau tanpa perlindungan?",
    ("package_id", "from_on"),
    (
        Column("package_id", TEXT, "paket"),
        Column("from_on", DATE, "hari pertama"),
        Column("to_on", DATE, "hari terakhir (termasuk); tidak melewati tanggal pemeriksaan"),
        Column("days", COUNT, "banyaknya hari kalender"),
        Column("state", TEXT, "protected | pending | unprotected"),
        Column("reason", TEXT, "alasannya, satu kalimat"),
        Column("nomor_kepesertaan", TEXT, "pendaftaran yang berlaku, bila ada"),
        Column("confidence", TEXT, "high | medium | low: keyakinan atas tanggalnya"),
    ),
)

FINDINGS = Table(
    "findings",
    "Apa yang seharusnya terlindungi dan belum; berapa; sejak kapan; apa yang menutupnya?",
    ("finding_id",),
    (
        Column("finding_id", TEXT, "<kind>:<package_id, nomor_kepesertaan, atau nomor pekerjaan>[:<daftar pekerja>]"),
        Column(
            "kind",
            TEXT,
            "unregistered | registered_late | pending_unpaid | under_declared | instalment_overdue | "
            "expires_before_end | paid_without_protection | registration_without_package | worker_not_listed | "
            "roster_below_heads | identity_invalid | worker_lapsed | wrong_segment | roster_missing | "
            "roster_below_expected",
        ),
        Column("package_id", TEXT, "paket; kosong untuk registration_without_package dan pekerjaan tanpa paket"),
        Column("nomor_kepesertaan", TEXT, "pendaftaran, bila ada"),
        Column("sentence", TEXT, "temuan dalam satu kalimat yang netral"),
        Column("days", COUNT, "hari yang bersangkutan"),
        Column("amount", RUPIAH, "rupiah yang bersangkutan"),
        Column("since_on", DATE, "sejak kapan"),
        Column("deadline_on", DATE, "tenggat"),
        Column("article", TEXT, "pasal atau surat"),
        Column("law_status", TEXT, "confirmed | secondary | inferred | memory: kepastian dasar hukumnya"),
        Column("confidence", TEXT, "high | medium | low: keyakinan atas faktanya"),
        Column("evidence", TEXT, "berkas:baris dan kalimat bukti"),
        Column("closes_by", TEXT, "apa yang menutup temuan ini"),
    ),
)

UNMATCHED_REGISTRATIONS = Table(
    "unmatched_registrations",
    "Pendaftaran mana yang belum menemukan paketnya?",
    ("nomor_kepesertaan",),
    (
        Column("nomor_kepesertaan", TEXT, "pendaftaran"),
        Column("nama_proyek", TEXT, "nama proyek"),
        Column("nama_pelaksana", TEXT, "nama pelaksana"),
        Column("nilai_dasar", RUPIAH, "dasar pengenaan"),
        Column("tgl_daftar", DATE, "tanggal daftar"),
        Column("kantor_cabang", TEXT, "kantor cabang"),
        Column("best_package_id", TEXT, "calon terdekat, bila ada"),
        Column("best_probability", SHARE, "peluang calon terdekat"),
        Column("reason", TEXT, "mengapa belum terhubung"),
        Column("origin", TEXT, "berkas:baris asal"),
    ),
)

OUT_OF_SCOPE = Table(
    "out_of_scope",
    "Paket mana yang bukan konstruksi menurut sumbernya?",
    ("package_id",),
    (
        Column("package_id", TEXT, "kunci paket"),
        Column("name", TEXT, "nama paket"),
        Column("reason", TEXT, "mengapa di luar lingkup"),
        Column("origin", TEXT, "berkas:baris asal"),
    ),
)

WORKER_LINKS = Table(
    "worker_links",
    "Pekerja dalam daftar ini peserta yang mana, seberapa yakin, dan mengapa?",
    ("roster_file", "roster_line", "kpj"),
    (
        Column("roster_file", TEXT, "berkas daftar pekerja (dan lembarnya, setelah tanda #)"),
        Column("roster_line", COUNT, "baris dalam daftar itu; kepala tabelnya baris 1"),
        Column("package_id", TEXT, "paketnya; kosong bila belum ditemukan dalam data pengadaan"),
        Column("worker_hash", TEXT, "sidik berkunci pekerja dalam daftar; kosong tanpa kunci"),
        Column("nik", TEXT, "NIK dalam daftar; disamarkan kecuali diminta"),
        Column("name", TEXT, "nama dalam daftar"),
        Column("kpj", TEXT, "nomor peserta; kosong bila tidak ditemukan atau peserta itu tanpa KPJ"),
        Column("probability", SHARE, "peluang keduanya orang yang sama, 0 sampai 1"),
        Column(
            "level",
            TEXT,
            "nik_and_name | nik | kpj | nik15 | nik_parts | name_birth | phone_name | none",
        ),
        Column("decision", TEXT, "link (paling banyak satu orang) | candidate (untuk diputuskan orang) | none"),
        Column("evidence", TEXT, "kalimat bukti, satu per baris, diawali + atau -; tanpa NIK"),
    ),
)

WORKER_COVERAGE = Table(
    "worker_coverage",
    "Pada hari mana tiap pekerja terlindungi di pekerjaan ini, di tempat lain saja, atau tidak sama sekali?",
    ("roster_file", "roster_line", "from_on"),
    (
        Column("roster_file", TEXT, "berkas daftar pekerja"),
        Column("roster_line", COUNT, "baris dalam daftar itu; kepala tabelnya baris 1"),
        Column("package_id", TEXT, "paketnya; kosong bila belum ditemukan dalam data pengadaan"),
        Column("worker_hash", TEXT, "sidik berkunci pekerja; kosong tanpa kunci"),
        Column("from_on", DATE, "hari pertama"),
        Column("to_on", DATE, "hari terakhir (termasuk); tidak melewati tanggal pemeriksaan"),
        Column("days", COUNT, "banyaknya hari kalender"),
        Column("state", TEXT, "protected | elsewhere | unprotected"),
        Column("segment", TEXT, "JAKON | PU | BPU | none"),
        Column("reason", TEXT, "perlindungan mana yang berlaku, atau mengapa tidak, dan pasalnya"),
        Column("confidence", TEXT, "high | medium | low: keyakinan atas tanggal, pasangan, dan jenis perlindungannya"),
        Column("other_sites", COUNT, "pekerjaan lain yang juga menyebutnya selama masa ini; keterangan, bukan temuan"),
    ),
)

HEADS = Table(
    "heads",
    "Berapa orang di lokasi, di daftar, bernama di pendaftaran, dan terlindungi hari itu; siapa menanggung sisanya?",
    ("site_kind", "site", "on_date"),
    (
        Column("site_kind", TEXT, "id_paket | nomor_kontrak | nomor_kepesertaan: nomor apa yang menandai pekerjaannya"),
        Column("site", TEXT, "nomor itu sebagaimana tertulis"),
        Column("package_id", TEXT, "paketnya; kosong bila belum ditemukan dalam data pengadaan"),
        Column("on_date", DATE, "hari kunjungan; kosong bila pekerjaan itu belum pernah dikunjungi"),
        Column("on_site", COUNT, "banyaknya orang di lokasi menurut kunjungan"),
        Column("on_roster", COUNT, "banyaknya orang berbeda dalam daftar pekerja pada hari itu"),
        Column("named", COUNT, "di antaranya yang terhubung dengan seorang peserta, dari pekerjaan mana pun"),
        Column("registered", COUNT, "di antaranya yang namanya ada dalam daftar proyek ini pada hari itu"),
        Column(
            "protected", COUNT, "di antara on_roster: yang hari itu terlindungi di pekerjaan ini; kosong tanpa hari"
        ),
        Column(
            "roster_gap",
            COUNT,
            "on_site − on_roster: orang di luar daftar; negatif bila daftar lebih panjang",
        ),
        Column("name_gap", COUNT, "on_roster − named: orang dalam daftar yang belum ditemukan di antara peserta"),
        Column("registered_gap", COUNT, "yang terbesar dari on_site dan on_roster − registered; kosong tanpa hari"),
        Column("protected_gap", COUNT, "yang terbesar dari on_site dan on_roster − protected; kosong tanpa hari"),
        Column(
            "payer", TEXT, "bpjs_tk | executor: penanggung orang yang paling lama belum bernama; kosong bila tidak ada"
        ),
        Column(
            "payer_until", DATE, "hari terakhir BPJS masih menanggungnya: 30 hari kerja sejak ia bekerja atau terlihat"
        ),
    ),
)

EXPECTED_HEADS = Table(
    "expected_heads",
    "Berapa pekerja kira-kira dalam paket senilai, sejenis, dan selama ini?",
    ("package_id",),
    (
        Column("package_id", TEXT, "paket"),
        Column("low", COUNT, "perkiraan paling sedikit, rata-rata sehari"),
        Column("estimate", COUNT, "perkiraan tengah"),
        Column("high", COUNT, "perkiraan paling banyak"),
        Column("roster_heads", COUNT, "banyaknya orang berbeda dalam daftar pekerjanya; kosong tanpa daftar"),
        Column("basis", TEXT, "dari apa diperkirakan"),
        Column("confidence", TEXT, "medium | low"),
    ),
)

LINK_REVIEW = Table(
    "link_review",
    "Pasangan mana yang ditawarkan untuk ditelaah, agar perkiraan kekeliruan tetap jujur?",
    ("stratum", "roster_file", "roster_line", "person_hash"),
    (
        Column("stratum", TEXT, "golongan asal contoh acak: keputusan dan cara bertemunya"),
        Column("roster_file", TEXT, "berkas daftar pekerja"),
        Column("roster_line", COUNT, "baris dalam daftar itu; kepala tabelnya baris 1"),
        Column("worker_name", TEXT, "nama dalam daftar pekerja"),
        Column("person_name", TEXT, "nama peserta"),
        Column("kpj", TEXT, "nomor peserta"),
        Column("probability", SHARE, "peluang keduanya orang yang sama, 0 sampai 1"),
        Column("level", TEXT, "cara bertemunya"),
        Column("evidence", TEXT, "kalimat bukti, satu per baris; tanpa NIK"),
        Column("worker_hash", TEXT, "sidik berkunci pekerja: pengenal putusan pada pemeriksaan berikutnya"),
        Column("person_hash", TEXT, "sidik berkunci peserta"),
    ),
)

TABLES = (
    PACKAGES,
    REGISTRATIONS,
    PAYMENTS,
    REGISTRATION_LINKS,
    COVERAGE,
    FINDINGS,
    UNMATCHED_REGISTRATIONS,
    OUT_OF_SCOPE,
    WORKER_LINKS,
    WORKER_COVERAGE,
    HEADS,
    EXPECTED_HEADS,
    LINK_REVIEW,
)
