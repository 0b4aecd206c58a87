"""Which 28 agencies have works, and which officers (PPK) sign for them?"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from payung.sample import identities
from payung.sample.chance import Wheel, dice, wheel
from payung.sample.naming import districts, person_names


@dataclass(frozen=True, slots=True)
class Officer:
    """A commitment officer (PPK), invented."""

    name: str
    nip: str
    post: str


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: its name, codes, short name for contract numbers, what it builds, who signs."""

    name: str
    short: str
    code: str
    long_code: str
    themes: tuple[str, ...]
    officers: tuple[Officer, ...]


_AGENCIES: tuple[tuple[str, str, float, str], ...] = (
    ("DINAS PEKERJAAN UMUM DAN PENATAAN RUANG", "DPUPR", 26, "road drainage"),
    ("DINAS PERUMAHAN PERMUKIMAN DAN PERTANAHAN", "Disperkimtan", 20, "lane drainage housing"),
    ("DINAS PENDIDIKAN", "Dindik", 9, "school"),
    ("DINAS KESEHATAN", "Dinkes", 5, "health"),
    ("DINAS LINGKUNGAN HIDUP", "DLH", 3, "park waste"),
    ("DINAS PERHUBUNGAN", "Dishub", 2, "transport"),
    ("DINAS KEPEMUDAAN DAN OLAHRAGA", "Dispora", 2, "sport"),
    ("DINAS KEBUDAYAAN DAN PARIWISATA", "Disbudpar", 1, "park"),
    ("DINAS PERINDUSTRIAN PERDAGANGAN KOPERASI DAN UKM", "Disperindag", 1, "market"),
    ("DINAS SOSIAL", "Dinsos", 1, "office"),
    ("DINAS KETAHANAN PANGAN", "DKP", 1, "market"),
    ("RUMAH SAKIT UMUM DAERAH", "RSUD", 2, "health"),
    ("SEKRETARIAT DAERAH", "Setda", 1, "office"),
    ("SEKRETARIAT DPRD", "Setwan", 1, "office"),
    ("BADAN PENANGGULANGAN BENCANA DAERAH", "BPBD", 1, "office"),
)


def invent(*, seed: int, city: str) -> Wheel[Agency]:
    """The 28 agencies, the builders among them more often."""
    draw = dice(seed, city, "agencies")
    names = person_names(draw)
    listed = [
        *_AGENCIES,
        *(
            (f"KECAMATAN {name.upper()}", f"Kec.{name.replace(' ', '')}", 1.6, "lane drainage office")
            for name in districts()
        ),
    ]
    return wheel(*((_agency(i, row, names, draw), row[2]) for i, row in enumerate(listed)))


def _agency(index: int, row: tuple[str, str, float, str], names: Iterator[str], draw: Random) -> Agency:
    name, short, weight, themes = row
    officers = tuple(_officer(f"{index}{i}", next(names), short, draw) for i in range(1 + min(3, int(weight))))
    return Agency(
        name,
        short,
        str(999_001 + index),
        f"1.{index % 9 + 1:02d}.0.00.0.00.{index + 1:02d}.0000",
        tuple(themes.split()),
        officers,
    )


def _officer(serial: str, name: str, short: str, draw: Random) -> Officer:
    title = draw.choice(("", ", ST", ", S.T., M.T.", ", SE"))
    return Officer(f"{name}{title}", identities.nip(int(serial), draw), f"Pejabat Pembuat Komitmen {short}")
