"""What do the plan (RUP) exports say?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from random import Random

from payung.sample.agencies import Agency
from payung.sample.exports.rows import Row, heading, officer, shape
from payung.sample.packages import Package
from payung.sample.streams import YEAR

METHODS = {"tender": (13, "Tender"), "nontender": (8, "Pengadaan Langsung"), "rup": (8, "Pengadaan Langsung")}
KINDS = {"Pengadaan Barang": "1", "Pekerjaan Konstruksi": "2", "Jasa Lainnya": "4"}


def plans(packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """RUP-PaketPenyedia-Terumumkan: one row per plan code; some packages have none."""
    for package in packages:
        for code in package.rups if package.is_planned else ():
            yield shape("RUP-PaketPenyedia-Terumumkan").row(
                heading_of_plan(package) | officer(package) | _when(package, draw) | _plan(package, code),
                draw,
            )


def heading_of_plan(package: Package) -> Row:
    """As every export, but the agency's code is a number and the office of procurement is missing."""
    start = heading(package) | {
        "kd_satker": int(package.agency.code),
        "kd_satker_str": package.agency.long_code,
    }
    return {field: value for field, value in start.items() if field != "kd_lpse"}


def _plan(package: Package, code: int) -> Row:
    method_code, method = METHODS.get(package.source, (9, "Dikecualikan"))
    return {
        "kd_rup": code,
        "nama_paket": package.title,
        "pagu": (package.value * 108 // 100 + 99_999) // 100_000 * 100_000,
        "kd_metode_pengadaan": method_code,
        "metode_pengadaan": method,
        "kd_jenis_pengadaan": KINDS.get(package.category, "3"),
        "jenis_pengadaan": _plan_kind(package.category),
        "status_pradipa": "Tidak",
        "status_pdn": "PDN",
        "status_ukm": "UKM",
        "status_konsolidasi": "Tidak",
        "tipe_paket": "Penyedia",
        "volume_pekerjaan": "1 paket",
        "urarian_pekerjaan": package.title,
        "spesifikasi_pekerjaan": "Sesuai dokumen pemilihan",
        "username_ppk": f"ppk-{package.agency.short.lower()}",
        "status_aktif_rup": True,
        "status_delete_rup": False,
        "status_umumkan_rup": "Terumumkan",
        "status_dikecualikan": False,
        "spp_aspek_ekonomi": False,
        "spp_aspek_sosial": False,
        "spp_aspek_lingkungan": False,
    }


def _plan_kind(category: str) -> str:
    """Plans know four kinds only: consultancy of any sort is one."""
    return "Jasa Konsultansi" if category.startswith("Jasa Konsultansi") else category


def _when(package: Package, draw: Random) -> Row:
    """Planned months, first days of months, before the truth by a month or so."""
    planned = (package.announced_on - dt.timedelta(days=draw.randint(0, 40))).replace(day=1)
    ends = (planned + dt.timedelta(days=package.days + 45)).replace(day=1)
    made = max(dt.date(YEAR - 1, 12, 1), planned - dt.timedelta(days=60))
    return {
        "tgl_awal_pemilihan": str(planned),
        "tgl_akhir_pemilihan": str(planned + dt.timedelta(days=20)),
        "tgl_awal_kontrak": str((planned + dt.timedelta(days=31)).replace(day=1)),
        "tgl_akhir_kontrak": str(ends + dt.timedelta(days=31)),
        "tgl_awal_pemanfaatan": str(ends + dt.timedelta(days=31)),
        "tgl_akhir_pemanfaatan": str(dt.date(YEAR, 12, 31)),
        "tgl_buat_paket": f"{made} 09:12:33",
        "tgl_pengumuman_paket": f"{made + dt.timedelta(days=3)} 10:20:11",
        "_event_date": str(made),
    }


def agencies(listed: Iterable[Agency], draw: Random) -> Iterator[Row]:
    """RUP-MasterSatker: a known export that the check does not need."""
    for agency in listed:
        yield shape("RUP-MasterSatker").row(
            {
                "kd_satker": int(agency.code),
                "kd_satker_str": agency.long_code,
                "nama_satker": agency.name,
                "status_satker": "Aktif",
                "ket_satker": "-",
                "jenis_satker": "SKPD",
                "kd_klpd": "D999",
                "nama_klpd": "Kota Contoh",
                "jenis_klpd": "KOTA",
            },
            draw,
        )
