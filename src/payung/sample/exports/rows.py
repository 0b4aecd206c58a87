"""How does a row get exactly the fields of its export, in order, and as often empty as real ones?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from payung.sample.packages import Package
from payung.sample.spelling import npwp_dotted
from payung.sample.streams import YEAR

Row = dict[str, Any]
HOST = "https://spse.contoh.invalid"
# Emptiness of these has a meaning and is decided by the world, not by chance.
MEANT = frozenset(
    (
        "nilai_penawaran",
        "nilai_terkoreksi",
        "nilai_negosiasi",
        "nilai_kontrak",
        "nilai_pdn_kontrak",
        "nilai_umk_kontrak",
        "tgl_kontrak_awal",
        "tgl_kontrak_akhir",
        "kd_penyedia",
        "nama_penyedia",
        "npwp_penyedia",
        "nama_pelaksana",
        "npwp_pelaksana",
        "alasan_addendum",
        "alasan_ubah_nilai_kontrak",
        "tgl_bast",
        "total_realisasi",
        "tipe_swakelola",
        "tipe_swakelola_nama",
    )
)


@dataclass(frozen=True)
class Shape:
    """The fields of one export: a row of empties, and the share of chance emptiness per field."""

    name: str
    empty: Row
    rates: tuple[tuple[str, float], ...]

    def row(self, values: Row, draw: Random) -> Row:
        """A full row from the values at hand; a value for a field the export does not have is a mistake."""
        row: Row = self.empty | values
        if len(row) != len(self.empty):
            raise KeyError(f"{self.name}: {sorted(set(row) - set(self.empty))}")
        for field, rate in self.rates:
            if draw.random() < rate:
                row[field] = None
        return row


@cache
def shape(name: str) -> Shape:
    """The shape of an export by its name, "SPSE-NonTenderSelesai"."""
    rates: dict[str, float] = _fields()[name]
    some = tuple((field, rate / 100) for field, rate in rates.items() if 0 < rate < 100 and field not in MEANT)
    return Shape(name, dict.fromkeys(rates), some)


@cache
def _fields() -> dict[str, dict[str, float]]:
    text = files(__package__).joinpath("fields.yaml").read_text(encoding="utf-8")
    fields: dict[str, dict[str, float]] = yaml.safe_load(text)
    return fields


def fields_of(name: str) -> list[str]:
    """The field names of an export, in order."""
    return list(shape(name).empty)


def heading(package: Package) -> Row:
    """What every procurement export begins with."""
    return {
        "tahun_anggaran": YEAR,
        "kd_klpd": "D999",
        "nama_klpd": "Kota Contoh",
        "jenis_klpd": "KOTA",
        "kd_satker": package.agency.code,
        "nama_satker": package.agency.name,
        "kd_lpse": 999,
    }


def officer(package: Package) -> Row:
    """The officer who signs."""
    return {"nip_ppk": package.officer.nip, "nama_ppk": package.officer.name}


def executor_numbers(package: Package, key16: str, form: str) -> Row:
    """The executor's name and both tax numbers; ``form`` of the first: dotted, bare, sixteen."""
    executor = package.executor
    spelled = {"dotted": npwp_dotted(executor.npwp15), "bare": executor.npwp15, "sixteen": executor.npwp16}
    return {"nama_penyedia": executor.name, "npwp_penyedia": spelled[form], key16: executor.npwp16}


def rup_code(package: Package) -> str:
    """The plan's code as text, two joined by a semicolon."""
    return ";".join(str(code) for code in package.rups)


def budget(package: Package, draw: Random) -> tuple[int, int | float]:
    """Ceiling (pagu) and owner's estimate (hps), the estimate now and then with cents."""
    ceiling = (package.value * draw.randint(1010, 1150) // 1000 + 99_999) // 100_000 * 100_000
    estimate = (package.value + (ceiling - package.value) * draw.randint(1, 9) // 10) // 1
    return ceiling, float(f"{estimate}.{draw.randint(1, 99):02d}") if draw.random() < 0.3 else estimate


def versions(package: Package) -> Iterator[tuple[int, int, int]]:
    """(version, value, days) of the contract and its addendum, if any."""
    yield 0, package.value, package.days
    if package.addendum:
        yield 1, package.addendum.value, package.addendum.days
