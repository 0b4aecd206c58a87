"""What do the exports say of packages bought without a tender?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from random import Random

from payung.sample import identities
from payung.sample.chance import happens, wheel
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
from payung.sample.streams import AS_OF

METHODS = wheel(("Pengadaan Langsung", 96), ("Penunjukan Langsung", 4))
PAYMENTS = wheel(("Lumsum", 70), ("Harga Satuan", 20), ("Gabungan Lumsum dan Harga Satuan", 8), ("Waktu Penugasan", 2))
FUNDS = wheel(("APBD", 92), ("APBDP", 6), ("BLUD", 2))
NO_VALUE_SHARE = 0.005  # 4 of 762 works had no value at all


def announcements(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderPengumuman"""
    for package in packages:
        ceiling, estimate = budget(package, draw)
        failed = package.stage == "cancelled"
        yield shape("SPSE-NonTenderPengumuman").row(
            _subject(package)
            | {
                "lls_id": int(package.code),
                "nama_lpse": "Kota Contoh",
                "kd_pkt_dce": int(package.code) + 1_000_000_000,
                "kd_rup": rup_code(package),
                "pagu": ceiling,
                "hps": estimate,
                "sumber_dana": FUNDS.spin(draw),
                "mak": f"{package.agency.long_code}.5.2.04",
                "kualifikasi_paket": "Kecil",
                "jenis_pengadaan": package.category,
                "mtd_pemilihan": METHODS.spin(draw),
                "kontrak_pembayaran": PAYMENTS.spin(draw),
                "status_nontender": "Gagal/Batal" if failed else ("Selesai" if package.stage == "awarded" else "Aktif"),
                "versi_nontender": 1,
                "ket_ditutup": "Tidak ada penawaran yang memenuhi syarat" if failed else None,
                "tgl_buat_paket": at_clock(package.announced_on - dt.timedelta(days=3), 9),
                "tgl_kolektif_kolegial": at_clock(package.announced_on - dt.timedelta(days=1), 10),
                "tgl_pengumuman_nontender": at_clock(package.announced_on, 8),
                "nip_nama_ppk": f"{package.officer.nip} - {package.officer.name}",
                "nip_nama_pp": "198013012005131001 - Pejabat Pengadaan Contoh",
                "url_lpse": HOST,
                "repeat_order": "Tidak",
            },
            draw,
        )


def awards(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderSelesai"""
    for package in packages:
        ceiling, estimate = budget(package, draw)
        finished = at_clock(package.contract_on - dt.timedelta(days=draw.randint(1, 4)), draw.randint(8, 16))
        yield shape("SPSE-NonTenderSelesai").row(
            _subject(package)
            | executor_numbers(package, "npwp16_penyedia", "dotted")
            | _offers(package, draw)
            | {
                "lpse_id": 999,
                "kd_pkt_dce": int(package.code) + 1_000_000_000,
                "kd_rup": rup_code(package),
                "pagu": ceiling,
                "hps": estimate,
                "sumber_dana": FUNDS.spin(draw),
                "mak": f"{package.agency.long_code}.5.2.04",
                "kualifikasi_paket": "Kecil",
                "jenis_pengadaan": package.category,
                "mtd_pemilihan": METHODS.spin(draw),
                "kontrak_pembayaran": PAYMENTS.spin(draw),
                "status_nontender": "Selesai",
                "tgl_pengumuman_nontender": at_clock(package.announced_on, 8),
                "tgl_selesai_nontender": finished,
                "kd_penyedia": package.executor.code,
                "url_lpse": HOST,
                "tgl_penarikan": str(AS_OF),
            },
            draw,
        )


def _subject(package: Package) -> Row:
    return heading(package) | {
        "kd_satker_str": package.agency.long_code,
        "kd_nontender": int(package.code),
        "nama_paket": package.title,
    }


def _offers(package: Package, draw: Random) -> Row:
    """Offer ≥ corrected ≥ negotiated; the last one known is true; a contract value only if contracted."""
    value = package.value
    negotiated = with_cents(value, draw, share=0.12)
    offers: Row = {
        "nilai_negosiasi": negotiated,
        "nilai_terkoreksi": value * 1006 // 1000,
        "nilai_penawaran": value * 1010 // 1000,
    }
    if happens(draw, 0.039):
        offers |= {"nilai_negosiasi": None, "nilai_terkoreksi": negotiated}
        if happens(draw, 0.3):
            offers |= {"nilai_terkoreksi": None, "nilai_penawaran": negotiated}
    elif happens(draw, 0.03):
        offers["nilai_terkoreksi"] = None
    if not package.has_contract:
        return offers if not happens(draw, NO_VALUE_SHARE) else dict.fromkeys(offers)
    local = {"nilai_pdn_kontrak": value * 9 // 10, "nilai_umk_kontrak": value}
    return offers | local | {"nilai_kontrak": with_cents(value, draw, share=0.15)}


def _contracted(package: Package) -> Row:
    """What the four e-contract exports share."""
    return (
        _subject(package)
        | officer(package)
        | {
            "alamat_satker": "Jl. Contoh Raya No. 1",
            "mtd_pengadaan": "Pengadaan Langsung",
            "no_sppbj": _letter(package, "SPPBJ"),
            "jabatan_ppk": package.officer.post,
            "status_kontrak": "Kontrak Selesai" if package.has_handover else "Kontrak Sedang Berjalan",
            "apakah_addendum": "Tidak",
            "versi_addendum": 0,
        }
    )


def _letter(package: Package, mark: str) -> str:
    return package.contract_no.replace(" ", "").replace("SPK-", f"{mark}-")


def _version(package: Package, version: int) -> Row:
    if not version:
        return {}
    return {
        "apakah_addendum": "Ya",
        "versi_addendum": version,
        "alasan_addendum": "Perubahan volume dan waktu pekerjaan",
    }


def appointments(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderEkontrak-1SPPBJ"""
    for package in packages:
        day = package.contract_on - dt.timedelta(days=1)
        yield shape("SPSE-NonTenderEkontrak-1SPPBJ").row(
            _contracted(package)
            | executor_numbers(package, "npwp_penyedia_16", draw.choice(("dotted", "bare")))
            | {
                "lampiran_sppbj": "1 (satu) berkas",
                "tgl_sppbj": iso_instant(day),
                "kota_sppbj": "Contoh",
                "harga_final": with_cents(package.value, draw, share=0.15),
                "nilai_jaminan_pelaksanaan": 0,
                "masa_berlaku_jaminan": 0,
                "_event_date": iso_instant(day),
            },
            draw,
        )


def contracts(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderEkontrak-2Kontrak: one row per version of the contract."""
    for package in packages:
        for version, value, _ in versions(package):
            yield shape("SPSE-NonTenderEkontrak-2Kontrak").row(
                _contracted(package)
                | executor_numbers(package, "npwp16_penyedia", "dotted")
                | _contract(package, value, draw)
                | _version(package, version),
                draw,
            )


def _contract(package: Package, value: int, draw: Random) -> Row:
    day = package.addendum.on if package.addendum and value != package.value else package.contract_on
    return {
        "lingkup_pekerjaan": f"<p>{package.title}\r\n</p><p><br></p>",
        "no_kontrak": package.contract_no,
        "tgl_kontrak": iso_instant(package.contract_on),
        "kota_kontrak": "Contoh",
        "no_sk_ppk": f"SK/{package.agency.short}/2026",
        "bentuk_usaha_penyedia": FORM_NAMES[package.executor.form],
        "wakil_sah_penyedia": package.executor.chief,
        "jabatan_wakil_penyedia": "Direktur",
        "nama_rek_bank": "Bank Contoh",
        "no_rek_bank": identities.bank_account(draw),
        "nilai_kontrak": with_cents(value, draw, share=0.15),
        "alasan_ubah_nilai_kontrak": "Tambah kurang pekerjaan" if day != package.contract_on else None,
        "nilai_pdn_kontrak": value * 9 // 10,
        "nilai_umk_kontrak": value,
        "jenis_kontrak": PAYMENTS.spin(draw),
    }


def start_letters(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderEkontrak-3SPMKSPP: one row per version, later versions with the longer time."""
    for package in packages:
        for version, _, days in versions(package):
            yield shape("SPSE-NonTenderEkontrak-3SPMKSPP").row(
                _contracted(package)
                | executor_numbers(package, "npwp_16_penyedia", "sixteen")
                | _start(package, days, draw)
                | _version(package, version),
                draw,
            )


def _start(package: Package, days: int, draw: Random) -> Row:
    last = package.starts_on + dt.timedelta(days=days - 1)
    shown = last if not happens(draw, 0.05) else draw.choice((None, package.starts_on))
    return {
        "no_kontrak": package.contract_no,
        "tgl_kontrak": iso_instant(package.contract_on),
        "no_spmk_spp": _letter(package, "SPMK"),
        "tgl_spmk_spp": iso_instant(package.starts_on),
        "tgl_mulai_pekerjaan": month_first(package.starts_on),
        "tgl_selesai_pekerjaan": month_first(shown) if shown else None,
        "waktu_penyelesaian": duration(days, draw),
        "kota_spmk_spp": "Contoh",
        "alamat_penyedia": "Jl. Misal No. 2, Kota Contoh",
        "wakil_sah_penyedia": package.executor.chief,
        "jabatan_wakil_penyedia": "Direktur",
        "_event_date": iso_instant(package.starts_on),
    }


def payments(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-NonTenderEkontrak-4BAPBAST: one row per payment, the hand-over repeated on each."""
    for package in packages:
        handed_over = min(package.ends_on + dt.timedelta(days=draw.randint(0, 3)), AS_OF)
        paid = list(_paid(package, handed_over, draw))
        for i, (day, amount, progress) in enumerate(paid, start=1):
            yield shape("SPSE-NonTenderEkontrak-4BAPBAST").row(
                _contracted(package)
                | executor_numbers(package, "npwp_16_penyedia", draw.choice(("bare", "sixteen", "dotted")))
                | _version(package, 1 if package.addendum else 0)
                | {
                    "no_kontrak": package.contract_no,
                    "tgl_kontrak": iso_instant(package.contract_on),
                    "nilai_kontrak": package.final_value,
                    "no_sk_ppk": f"SK/{package.agency.short}/2026",
                    "jabatan_penandatangan_sk": "Kepala",
                    "alamat_penyedia": "Jl. Misal No. 2, Kota Contoh",
                    "jabatan_wakil_penyedia": "Direktur",
                    "no_bast": _letter(package, "BAST"),
                    "tgl_bast": iso_instant(handed_over),
                    "no_bap": _letter(package, f"BAP.{i}"),
                    "tgl_bap": iso_instant(day),
                    "besar_pembayaran": with_cents(amount, draw, share=0.1),
                    "progres_pekerjaan": progress,
                    "cara_pembayaran_kontrak": package.paid,
                    "alasan_addendum": None,
                    "_event_date": iso_instant(day),
                },
                draw,
            )


def _paid(package: Package, handed_over: dt.date, draw: Random) -> Iterator[tuple[dt.date, int, int]]:
    """(day, amount, progress in per cent): at once, month by month, or in terms."""
    length = (handed_over - package.starts_on).days + 1
    rows = {"Sekaligus": 1, "Bulanan": max(2, -(-length // 30)), "Termin": 3}[package.paid]
    part, last = package.final_value // rows, min(handed_over + dt.timedelta(days=draw.randint(0, 9)), AS_OF)
    for i in range(1, rows + 1):
        if i == rows:
            yield last, package.final_value - part * (rows - 1), 100
        else:
            yield package.starts_on + dt.timedelta(days=length * i // rows), part, 100 * i // rows
