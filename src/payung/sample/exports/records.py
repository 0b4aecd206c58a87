"""What do the exports say of packages that were only recorded, or done by communities (swakelola)?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from random import Random

from payung.sample.chance import happens
from payung.sample.exports.rows import Row, heading, officer, rup_code, shape
from payung.sample.packages import Package
from payung.sample.spelling import at_clock, npwp_dotted
from payung.sample.streams import AS_OF

CANCELLED = "Dibatalkan"


def records(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-PencatatanNonTender"""
    for package in packages:
        yield shape("SPSE-PencatatanNonTender").row(
            _recorded(package)
            | {
                "kd_nontender_pct": int(package.code),
                "kategori_pengadaan": package.category,
                "mtd_pemilihan": "Pengadaan Langsung",
                "bukti_pembayaran": "Kuitansi",
                "status_nontender_pct": "Selesai",
                "status_nontender_pct_ket": "Paket Selesai" if package.ends_on <= AS_OF else "Paket Sedang Berjalan",
            },
            draw,
        )


def communities(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-PencatatanSwakelola"""
    for package in packages:
        typed = {"tipe_swakelola": 4, "tipe_swakelola_nama": "Swakelola Tipe IV"} if happens(draw, 0.3) else {}
        yield shape("SPSE-PencatatanSwakelola").row(
            _recorded(package)
            | typed
            | {
                "kd_swakelola_pct": int(package.code),
                "status_swakelola_pct": "Selesai",
                "status_swakelola_pct_ket": "Paket Selesai" if package.ends_on <= AS_OF else "Paket Sedang Berjalan",
            },
            draw,
        )


def _recorded(package: Package) -> Row:
    return (
        heading(package)
        | officer(package)
        | {
            "kd_satker_str": package.agency.long_code,
            "kd_pkt_dce": int(package.code) + 1_000_000_000,
            "kd_rup": rup_code(package),
            "nama_paket": package.title,
            "pagu": (package.value * 105 // 100 + 99_999) // 100_000 * 100_000,
            "total_realisasi": package.final_value,
            "nilai_pdn_pct": package.value * 9 // 10,
            "nilai_umk_pct": package.value,
            "sumber_dana": "APBD",
            "uraian_pekerjaan": f"<p>{package.title}</p>",
            "tgl_buat_paket": at_clock(package.contract_on - dt.timedelta(days=2), 9),
            "tgl_mulai_paket": at_clock(package.starts_on, 0),
            "tgl_selesai_paket": at_clock(package.ends_on, 0),
            "_event_date": str(package.contract_on),
        }
    )


def realised_records(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-PencatatanNonTenderRealisasi: one or two rows that add up to the value."""
    for package in packages:
        for i, (amount, day) in enumerate(_parts(package, draw), start=1):
            yield shape("SPSE-PencatatanNonTenderRealisasi").row(
                heading(package)
                | officer(package)
                | _realised(package, amount, day, i)
                | {
                    "kd_satker_str": package.agency.long_code,
                    "nama_lpse": "Kota Contoh",
                    "kd_nontender_pct": int(package.code),
                    "kd_paket_dce": int(package.code) + 1_000_000_000,
                    "kd_rup_paket": rup_code(package),
                    "nama_paket": package.title,
                    "pagu": (package.value * 105 // 100 + 99_999) // 100_000 * 100_000,
                    "nama_penyedia": package.executor.name,
                    "npwp_penyedia": npwp_dotted(package.executor.npwp15) if happens(draw, 0.6) else None,
                },
                draw,
            )


def realised_communities(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """SPSE-PencatatanSwakelolaRealisasi"""
    for package in packages:
        for i, (amount, day) in enumerate(_parts(package, draw), start=1):
            yield shape("SPSE-PencatatanSwakelolaRealisasi").row(
                {
                    "tahun_anggaran": 2026,
                    "kd_klpd": "D999",
                    "kd_satker": package.agency.code,
                    "kd_lpse": 999,
                    "kd_swakelola_pct": int(package.code),
                    "nama_pelaksana": package.executor.name,
                    "npwp_pelaksana": package.executor.npwp15 or None,
                    "nip_ppk": int(package.officer.nip),
                    "nama_ppk": package.officer.name,
                }
                | _realised(package, amount, day, i),
                draw,
            )


def _realised(package: Package, amount: int, day: dt.date, number: int) -> Row:
    return {
        "jenis_realisasi": "Kuitansi",
        "no_realisasi": f"{number:02d}/KWT/{package.agency.short}/2026",
        "tgl_realisasi": str(day),
        "nilai_realisasi": amount,
        "dok_realisasi": "kuitansi.pdf",
        "ket_realisasi": "Pembayaran pekerjaan",
        "_event_date": str(day),
    }


def _parts(package: Package, draw: Random) -> list[tuple[int, dt.date]]:
    last = min(package.ends_on, AS_OF)
    if not happens(draw, 0.25):
        return [(package.final_value, last)]
    half = package.final_value // 2
    return [(half, min(package.starts_on + dt.timedelta(days=10), last)), (package.final_value - half, last)]
