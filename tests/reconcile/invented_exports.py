"""Which rows of which exports do the tests of the check begin from, and how do they become a folder?

Every name is invented; the tax numbers are those of the invented sample, and the region 36.71.99 does not exist.
"""

import json
from pathlib import Path
from typing import Any

from payung.reconcile.engines import Engine
from payung.reconcile.packages import PackageFrames, build_packages
from payung.reconcile.sources.intake import take_in
from payung.reconcile.stages import Stages, read_stages

Row = dict[str, Any]

FIRM, OTHER_FIRM = "0900000019416000", "0900000027416000"
NIK = "3671994101900001"
CODE = 90000000101
SAMPLE = Path(__file__).parent / "fixtures" / "spse_sample.json"


def award(**cells: Any) -> Row:
    """A row of NonTenderSelesai."""
    return {
        "nama_klpd": "Kota Contoh",
        "nama_satker": "DINAS CONTOH",
        "kd_nontender": CODE,
        "kd_rup": "90010001",
        "nama_paket": "Pemeliharaan Saluran Drainase RW 05",
        "pagu": 200000000,
        "hps": 199500000,
        "nilai_penawaran": 195000000,
        "nilai_terkoreksi": 194000000,
        "nilai_negosiasi": 192500000,
        "nilai_kontrak": None,
        "jenis_pengadaan": "Pekerjaan Konstruksi",
        "status_nontender": "Selesai",
        "tgl_selesai_nontender": "2026-03-05 16:00:00",
        "nama_penyedia": "CV. CONTOH BANGUN JAYA",
        "npwp16_penyedia": FIRM,
    } | cells


def contract(**cells: Any) -> Row:
    """A row of NonTenderEkontrak-2Kontrak."""
    return {
        "kd_nontender": CODE,
        "nama_paket": "Pemeliharaan Saluran Drainase RW 05",
        "lingkup_pekerjaan": "<p>Pemeliharaan\r\n</p>",
        "no_kontrak": "600.1/ 015 /SPK-DRN/2026",
        "tgl_kontrak": "2026-03-09T00:00:00.000000Z",
        "tgl_kontrak_awal": None,
        "tgl_kontrak_akhir": None,
        "nama_penyedia": "CV. CONTOH BANGUN JAYA",
        "npwp16_penyedia": FIRM,
        "anggota_kso": None,
        "nilai_kontrak": 192500000,
        "versi_addendum": 0,
    } | cells


def order(**cells: Any) -> Row:
    """A row of NonTenderEkontrak-3SPMKSPP."""
    return {
        "kd_nontender": CODE,
        "no_kontrak": "600.1/ 015 /SPK-DRN/2026",
        "tgl_kontrak": "2026-03-09T00:00:00.000000Z",
        "tgl_spmk_spp": "2026-03-09T00:00:00.000000Z",
        "tgl_mulai_pekerjaan": "Mar 9, 2026, 12:00:00AM",
        "tgl_selesai_pekerjaan": "Apr 22, 2026, 12:00:00AM",
        "waktu_penyelesaian": "45 (empat puluh lima) hari kalender",
        "nama_penyedia": "CV. CONTOH BANGUN JAYA",
        "npwp_penyedia_16": FIRM,
    } | cells


def handover(**cells: Any) -> Row:
    """A row of NonTenderEkontrak-4BAPBAST."""
    return {
        "kd_nontender": CODE,
        "no_kontrak": "600.1/ 015 /SPK-DRN/2026",
        "no_bap": "BAP/1",
        "tgl_bap": "2026-04-30",
        "tgl_bast": "2026-04-25",
        "besar_pembayaran": 192500000,
        "nama_penyedia": "CV. CONTOH BANGUN JAYA",
        "versi_addendum": 0,
    } | cells


def tender(**cells: Any) -> Row:
    """A row of TenderSelesaiNilai."""
    return {
        "kd_tender": 90000000201,
        "kd_rup_paket": "90020001",
        "nama_satker": "DINAS CONTOH",
        "nilai_kontrak": 2210000000.15,
        "tgl_penetapan_pemenang": "2026-04-11",
        "nama_penyedia": "PT CONTOH KARYA TIRTA",
        "npwp_16_penyedia": OTHER_FIRM,
    } | cells


def announcement(**cells: Any) -> Row:
    """A row of NonTenderPengumuman."""
    return {
        "kd_nontender": CODE,
        "nama_paket": "Pembangunan Turap Kali Contoh",
        "jenis_pengadaan": "Pekerjaan Konstruksi",
        "status_nontender": "Berlangsung",
        "tgl_pengumuman_nontender": "2026-02-11 10:00:00",
        "pagu": 150000000,
    } | cells


def community_work(**cells: Any) -> Row:
    """A row of PencatatanSwakelola."""
    return {
        "kd_swakelola_pct": 90000000401,
        "nama_paket": "Bedah Rumah Tidak Layak Huni Kel. Contoh",
        "tgl_mulai_paket": "2026-05-01",
        "tgl_selesai_paket": "2026-06-30",
        "total_realisasi": 40000000,
    } | cells


def plan(**cells: Any) -> Row:
    """A row of RUP-PaketPenyedia-Terumumkan."""
    return {
        "kd_rup": "90010001",
        "nama_paket": "Rencana Saluran Contoh",
        "status_aktif_rup": "true",
        "metode_pengadaan": "Pengadaan Langsung",
        "tgl_awal_kontrak": "2026-06-01",
        "tgl_akhir_kontrak": "2026-07-15",
    } | cells


def own_package(**cells: Any) -> Row:
    """A row of the canonical table ``paket``."""
    return {
        "id_paket": "PBG-001",
        "nama_paket": "Pembangunan Rumah Toko Contoh",
        "nilai": "Rp 1.000.000.000,00",
        "tgl_mulai": "01-06-2026",
        "tgl_selesai": "30 November 2026",
        "nama_pelaksana": "PT CONTOH KARYA TIRTA",
        "npwp_pelaksana": OTHER_FIRM,
    } | cells


def registration(**cells: Any) -> Row:
    """A row of the branch's ``pendaftaran``."""
    return {
        "nomor_kepesertaan": "JK-0001",
        "nomor_sertifikat": None,
        "nomor_kontrak": "600.1/015/SPK-DRN/2026",
        "nama_proyek": "Pemeliharaan Saluran Drainase RW 05",
        "nama_pelaksana": "CV CONTOH BANGUN JAYA",
        "npwp_pelaksana": FIRM,
        "nilai_dasar": 173423423,
        "tgl_daftar": "2026-03-20",
        "tgl_mulai": "2026-03-09",
        "tgl_selesai": "2026-04-22",
        "status": "peserta",
        "kantor_cabang": "Cabang Contoh",
    } | cells


def payment(**cells: Any) -> Row:
    """A row of the branch's ``pembayaran``."""
    return {
        "nomor_kepesertaan": "JK-0001",
        "kode_iuran": "1001",
        "tgl_bayar": "2026-03-21",
        "jumlah": 379504,
        "termin": "1",
        "npwp_pembayar": FIRM,
        "uraian": "iuran jakon",
    } | cells


def put(folder: Path, *tables: list[Row], name: str = "ekspor.json") -> Path:
    """The tables as one JSON object of several exports, in the folder; gives the folder."""
    content = {f"tabel {index}": rows for index, rows in enumerate(tables)}
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def stages_of(folder: Path) -> Stages:
    """The typed rows of a folder."""
    return read_stages(take_in(folder))


def frames_of(folder: Path, *, engine: Engine = Engine.POLARS) -> PackageFrames:
    """The packages of a folder."""
    return build_packages(stages_of(folder), engine=engine)


def only_package(folder: Path) -> Row:
    """The one package in scope that a folder holds."""
    known = frames_of(folder).known
    assert known.height == 1
    return known.row(0, named=True)
