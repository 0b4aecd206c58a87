"""What do the exports say of packages bought by tender?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from random import Random

from payung.sample import identities
from payung.sample.chance import happens
from payung.sample.executors import FORM_NAMES
from payung.sample.exports.rows import (
    HOST,
    Row,
    budget,
    executor_numbers,
    heading,
    officer,
    rup_code,
    shape,
    versions,
)
from payung.sample.packages import Package
from payung.sample.spelling import at_clock, duration, iso_instant, month_first, with_cents
from payung.sample.titles import location

LEADING = "Direktur"


def announcements(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderPengumuman"""
    for package in packages:
        day = package.announced_on
        yield shape("SPSE-TenderPengumuman").row(
            _tendered(package, draw)
            | officer(package)
            | {
                "list_tahun_anggaran": "2026",
                "tanggal_status": at_clock(package.contract_on, 9),
                "versi_tender": 1,
                "tgl_buat_paket": at_clock(day - dt.timedelta(days=7), 9),
                "tgl_kolektif_kolegial": at_clock(day - dt.timedelta(days=2), 9),
                "tgl_pengumuman_tender": at_clock(day, 8),
                "nip_pokja": "197813052004131009",
                "nama_pokja": "Pokja Pemilihan Contoh",
                "lokasi_pekerjaan": location(package.title),
                "_event_date": str(day),
            },
            draw,
        )


def awards(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderSelesai"""
    for package in packages:
        yield shape("SPSE-TenderSelesai").row(
            _tendered(package, draw)
            | {
                "mak": f"{package.agency.long_code}.5.2.04",
                "tgl_pengumuman_tender": str(package.announced_on),
                "tgl_penetapan_pemenang": str(_awarded_on(package)),
            },
            draw,
        )


def values(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderSelesaiNilai: winner and values."""
    for package in packages:
        ceiling, estimate = budget(package, draw)
        value = with_cents(package.value, draw, share=0.3)
        row = (
            heading(package)
            | executor_numbers(package, "npwp_16_penyedia", "dotted")
            | {
                "kd_satker": package.agency.long_code,
                "kd_tender": int(package.code),
                "kd_paket": int(package.code) + 1_000_000_000,
                "kd_rup_paket": rup_code(package),
                "pagu": ceiling,
                "hps": estimate,
                "nilai_penawaran": package.value * 1003 // 1000,
                "nilai_terkoreksi": value,
                "nilai_negosiasi": None if happens(draw, 0.12) else value,
                "nilai_kontrak": value,
                "tgl_pengumuman_tender": str(package.announced_on),
                "tgl_penetapan_pemenang": str(_awarded_on(package)),
                "kd_penyedia": package.executor.code,
                "_event_date": str(_awarded_on(package)),
            }
        )
        if happens(draw, 0.48):
            row |= {"nilai_pdn_kontrak": package.value * 8 // 10, "nilai_umk_kontrak": package.value}
        yield shape("SPSE-TenderSelesaiNilai").row(row, draw)


def _awarded_on(package: Package) -> dt.date:
    return package.contract_on - dt.timedelta(days=9)


def _tendered(package: Package, draw: Random) -> Row:
    ceiling, estimate = budget(package, draw)
    return _subject(package) | {
        "nama_lpse": "Kota Contoh",
        "kd_pkt_dce": int(package.code) + 1_000_000_000,
        "kd_rup": rup_code(package),
        "pagu": ceiling,
        "hps": estimate,
        "sumber_dana": "APBD",
        "kualifikasi_paket": "Perusahaan Kecil" if package.value < 15_000_000_000 else "Perusahaan Non Kecil",
        "jenis_pengadaan": package.category,
        "mtd_pemilihan": "Tender" if package.kind == "works" else "Seleksi",
        "mtd_evaluasi": "Harga Terendah Sistem Gugur" if package.kind == "works" else "Kualitas dan Biaya",
        "mtd_kualifikasi": "Pascakualifikasi" if package.kind == "works" else "Prakualifikasi",
        "kontrak_pembayaran": "Harga Satuan",
        "status_tender": "Selesai",
        "url_lpse": HOST,
    }


def _subject(package: Package) -> Row:
    return heading(package) | {
        "kd_satker_str": package.agency.long_code,
        "kd_tender": int(package.code),
        "nama_paket": package.title,
    }


def _contracted(package: Package) -> Row:
    return (
        _subject(package)
        | officer(package)
        | {
            "alamat_satker": "Jl. Contoh Raya No. 1",
            "no_sppbj": _letter(package, "SPPBJ"),
            "jabatan_ppk": package.officer.post,
        }
    )


def _letter(package: Package, mark: str) -> str:
    return package.contract_no.replace(" ", "").replace("SPK-", f"{mark}-")


def appointments(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderEkontrak-1SPPBJ"""
    for package in packages:
        day = package.contract_on - dt.timedelta(days=2)
        yield shape("SPSE-TenderEkontrak-1SPPBJ").row(
            _contracted(package)
            | executor_numbers(package, "npwp_penyedia_16", "bare")
            | {
                "lampiran_sppbj": "1 (satu) berkas",
                "tgl_sppbj": iso_instant(day),
                "kota_sppbj": "Contoh",
                "harga_final": with_cents(package.value, draw, share=0.3),
                "nilai_jaminan_pelaksanaan": package.value // 20,
                "masa_berlaku_jaminan": package.days + 14,
                "status_kontrak": "Kontrak Sedang Berjalan",
                "apakah_addendum": "Tidak",
                "versi_addendum": 0,
                "_event_date": iso_instant(day),
            },
            draw,
        )


def contracts(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderEkontrak-2Kontrak: the end written equal to the start, as in every real row."""
    for package in packages:
        for version, value, _ in versions(package):
            yield shape("SPSE-TenderEkontrak-2Kontrak").row(
                _contracted(package)
                | executor_numbers(package, "npwp_16_penyedia", "dotted")
                | _contract(package, value, draw)
                | {"apakah_addendum": "Ya" if version else "Tidak", "versi_addendum": version},
                draw,
            )


def _contract(package: Package, value: int, draw: Random) -> Row:
    executor = package.executor
    return {
        "lingkup_pekerjaan": f"<p>{package.title}\r\n</p><ul><li>Pekerjaan persiapan&nbsp;</li></ul>",
        "no_kontrak": package.contract_no,
        "tgl_kontrak": iso_instant(package.contract_on),
        "tgl_kontrak_awal": iso_instant(package.starts_on),
        "tgl_kontrak_akhir": iso_instant(package.starts_on),
        "kota_kontrak": "Contoh",
        "no_sk_ppk": f"SK/{package.agency.short}/2026",
        "kd_penyedia": executor.code,
        "bentuk_usaha_penyedia": FORM_NAMES[executor.form],
        "tipe_penyedia": "Penyedia Badan Usaha KSO" if executor.members else "Penyedia Badan Usaha Non KSO",
        "wakil_sah_penyedia": executor.chief,
        "jabatan_wakil_penyedia": LEADING,
        "nama_rek_bank": "Bank Contoh",
        "no_rek_bank": identities.bank_account(draw),
        "nama_pemilik_rek_bank": executor.core,
        "nilai_kontrak": with_cents(value, draw, share=0.3),
        "alasan_ubah_nilai_kontrak": "Tambah kurang pekerjaan" if value != package.value else None,
        "nilai_pdn_kontrak": value * 8 // 10,
        "nilai_umk_kontrak": value,
        "jenis_kontrak": "Harga Satuan",
        "status_kontrak": "Kontrak Sedang Berjalan",
    }


def start_letters(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-TenderEkontrak-3SPMKSPP"""
    for package in packages:
        yield shape("SPSE-TenderEkontrak-3SPMKSPP").row(
            _contracted(package)
            | executor_numbers(package, "npwp_penyedia_16", "sixteen")
            | {
                "no_kontrak": package.contract_no,
                "no_spmk_spp": _letter(package, "SPMK"),
                "tgl_spmk_spp": iso_instant(package.starts_on),
                "tgl_mulai_pekerjaan": month_first(package.starts_on),
                "tgl_selesai_pekerjaan": month_first(package.first_end if happens(draw, 0.96) else package.starts_on),
                "waktu_penyelesaian": duration(package.days, draw),
                "kota_spmk_spp": "Contoh",
                "alamat_penyedia": "Jl. Misal No. 2, Kota Contoh",
                "wakil_sah_penyedia": package.executor.chief,
                "jabatan_wakil_penyedia": LEADING,
                "_event_date": iso_instant(package.starts_on),
            },
            draw,
        )
