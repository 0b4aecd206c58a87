"""Which packages does the invented run hold? Every shape a package can have; all names are invented."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Registered:
    """One registration of a package as the branch knows it; ``payments`` are dates with rupiah."""

    number: str
    base: int
    daftar: date
    ends: date
    payments: tuple[tuple[date, int], ...] = ()
    decision: str = "link"
    evidence: str = (
        "+ NPWP pelaksana sama.\n+ Nilai dasar sama dengan nilai paket tanpa PPN.\n- Nama proyek di cabang disingkat."
    )


@dataclass(frozen=True)
class Package:
    """One package in short; everything else is filled in."""

    code: str
    name: str
    executor: str
    agency: str
    value: int | None
    contract: date | None
    starts: date | None
    ends: date | None
    registrations: tuple[Registered, ...] = ()
    findings: tuple[tuple[str, int, int], ...] = ()
    more: dict[str, Any] = field(default_factory=dict)


PACKAGES = (
    Package(
        "90000000101",
        "Peningkatan drainase RW 05 Kel. Contoh Jaya",
        "CV Bangun Sentosa Contoh",
        "Dinas PUPR",
        187_450_000,
        date(2026, 10, 5),
        date(2026, 10, 8),
        date(2026, 12, 21),
        (
            Registered(
                "25-0098",
                168_873_874,
                date(2026, 10, 21),
                date(2026, 12, 21),
                ((date(2026, 10, 26), 185_430), (date(2026, 11, 16), 92_715)),
            ),
        ),
        (("registered_late", 18, 370_860),),
    ),
    Package(
        "90000000102",
        "Rehabilitasi ruang kelas SDN Contoh 4",
        "CV Karya Muda Contoh",
        "Dinas Pendidikan",
        142_300_000,
        date(2026, 9, 21),
        date(2026, 9, 25),
        date(2026, 12, 8),
        (),
        (("unregistered", 60, 293_573),),
        {"city_paid": 42_690_000, "city_paid_first_on": date(2026, 10, 9)},
    ),
    Package(
        "90000000103",
        "Pembangunan posyandu Kel. Contoh Indah",
        "PT Tiga Pilar Contoh",
        "Dinas Perkim",
        964_000_000,
        date(2026, 6, 1),
        date(2026, 6, 8),
        date(2026, 12, 31),
        (
            Registered(
                "25-0041",
                868_468_468,
                date(2026, 6, 3),
                date(2026, 12, 31),
                ((date(2026, 6, 5), 776_000), (date(2026, 9, 1), 388_000)),
            ),
        ),
    ),
    Package(
        "90000000104",
        "Pengawasan teknis jalan lingkungan",
        "CV Konsulta Contoh",
        "Dinas PUPR",
        97_000_000,
        date(2026, 10, 12),
        date(2026, 10, 19),
        date(2026, 12, 17),
        (Registered("25-0133", 87_387_387, date(2026, 11, 2), date(2026, 12, 17)),),
        (("pending_unpaid", 36, 209_730),),
        {"kind": "consultancy"},
    ),
    Package(
        "90000000105",
        "Pembangunan jembatan Contoh Hilir",
        "KSO Contoh Raya–Contoh Mandiri",
        "Dinas PUPR",
        5_862_400_000,
        date(2026, 2, 9),
        date(2026, 2, 16),
        date(2026, 11, 30),
        (
            Registered(
                "25-0007", 2_640_000_000, date(2026, 2, 12), date(2026, 8, 31), ((date(2026, 2, 13), 2_100_000),)
            ),
            Registered(
                "25-0008", 2_640_000_000, date(2026, 2, 12), date(2026, 8, 31), ((date(2026, 3, 2), 2_100_000),)
            ),
        ),
        (("expires_before_end", 84, 0), ("instalment_overdue", 84, 2_100_000)),
        {"executor_kind": "kso", "addenda": 2},
    ),
    Package(
        "90000000106",
        "Pemeliharaan taman kecamatan",
        "Pokmas Contoh Asri",
        "Kec. Contoh Timur",
        88_000_000,
        None,
        None,
        None,
        (),
        (),
        {"executor_kind": "self_managed", "source": "swakelola"},
    ),
    Package(
        "90000000107",
        "Rehabilitasi puskesmas pembantu <script>alert('x')</script> & \"gudang\"",
        "UD =CMD()|Contoh",
        "Dinas Kesehatan",
        312_000_000,
        date(2026, 8, 3),
        date(2026, 8, 10),
        None,
        (),
        (("unregistered", 106, 595_216),),
        {"executor_npwp": "36**********0001", "executor_kind": "person"},
    ),
    Package(
        "90000000108",
        "Pembangunan talud Kali Contoh",
        "PT Kokoh Contoh Abadi",
        "Dinas PUPR",
        1_480_000_000,
        date(2026, 12, 1),
        date(2026, 12, 7),
        date(2027, 3, 6),
    ),
    Package(
        "90000000109",
        "Rehabilitasi gedung serbaguna Kel. Contoh Baru",
        "CV Anggrek Contoh",
        "Dinas Perkim",
        176_000_000,
        date(2025, 3, 3),
        date(2025, 3, 10),
        date(2025, 5, 8),
        (Registered("24-0210", 158_558_558, date(2025, 3, 6), date(2025, 5, 8), ((date(2025, 3, 7), 351_000),)),),
        (),
        {"handed_over_on": date(2025, 5, 8), "stage": "handed_over"},
    ),
    Package(
        "90000000110",
        "Perencanaan teknis sanitasi lingkungan",
        "CV Rancang Contoh",
        "Dinas Perkim",
        49_500_000,
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2026, 12, 22),
        (),
        (("unregistered", 1, 107_000),),
        {"kind": "consultancy"},
    ),
    Package(
        "90000000111",
        "Pembangunan MCK komunal RT 03/07",
        "BKM Contoh Sejahtera",
        "Kec. Contoh Timur",
        120_000_000,
        date(2026, 9, 1),
        date(2026, 9, 1),
        date(2026, 10, 30),
        (
            Registered(
                "25-0120", 90_000_000, date(2026, 9, 14), date(2026, 9, 30), ((date(2026, 9, 15), 216_000),), "link"
            ),
        ),
        (("under_declared", 0, 20_900), ("expires_before_end", 30, 0)),
        {"starts_on_confidence": "low", "starts_on_source": "kontrak"},
    ),
    Package(
        "90000000112",
        "Peningkatan jalan lingkungan Gg. Contoh",
        "CV Maju Contoh",
        "Kec. Contoh Barat",
        None,
        None,
        None,
        None,
        (),
        (),
        {"stage": "announced"},
    ),
    Package(
        "90000000113",
        "Pengecatan kantor kelurahan",
        "CV Warna Contoh",
        "Kec. Contoh Barat",
        61_000_000,
        date(2026, 7, 1),
        date(2026, 7, 6),
        date(2026, 8, 4),
        (
            Registered(
                "25-0150",
                60_000_000,
                date(2026, 7, 10),
                date(2026, 8, 4),
                (),
                "candidate",
                "+ Nama pelaksana mirip.\n- NPWP tidak tertulis di cabang.",
            ),
        ),
        (("unregistered", 30, 131_000),),
    ),
)
