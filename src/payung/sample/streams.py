"""Which kinds of packages does a city have, in which shares, of which size and length?

Targets: one regency's exports of one year (aggregates only) for a city of middle size. Amounts in millions of
rupiah including PPN, lengths in calendar days.
"""

import datetime as dt
from dataclasses import dataclass
from random import Random

from payung.sample.chance import Wheel, wheel

AS_OF = dt.date(2026, 11, 23)
YEAR = 2026
MILLION = 1_000_000
WORKS = "Pekerjaan Konstruksi"
FIRM_CONSULTANCY = "Jasa Konsultansi Badan Usaha Konstruksi"
PERSON_CONSULTANCY = "Jasa Konsultansi Perorangan Konstruksi"


@dataclass(frozen=True)
class Band:
    """Values from ``low`` to ``high`` millions, gathered near ``low`` by ``lean`` > 1, round to ``unit``."""

    low: float
    high: float
    lean: float = 1.0
    unit: int = 1000

    def value(self, draw: Random) -> int:
        """One value in whole rupiah; most are round, as negotiated values are."""
        reach: float = draw.random() ** self.lean
        raw = round((self.low + (self.high - self.low) * reach) * MILLION)
        return raw if draw.random() < 0.3 else raw // self.unit * self.unit


@dataclass(frozen=True)
class Stream:
    """One kind of package: its share of all, who does it, and how much of its life the exports show.

    ``contract_share``: has an e-contract record; ``registered_share``: known at the branch.
    """

    name: str
    share: float
    source: str
    kind: str
    category: str
    pool: str
    values: Wheel[Band]
    days: Wheel[int]
    contract_share: float
    registered_share: float


_SHORT = wheel((30, 29), (45, 50), (60, 13), (20, 3), (40, 2), (75, 1), (90, 2))
_DESIGN = wheel((30, 30), (45, 40), (60, 20), (90, 10))
_LONG = wheel((90, 20), (120, 40), (150, 25), (180, 15))
_SMALL_WORKS = wheel(
    (Band(18, 100, 0.7), 40), (Band(100, 200, 0.78), 58), (Band(200, 400), 1.3), (Band(1010, 1900), 0.25)
)
_TENDER_WORKS = wheel(
    (Band(230, 960, 0.8), 48), (Band(960, 3500, 1.6), 40), (Band(3500, 9500, 1.4), 8.5), (Band(9500, 16000), 1.5)
)
_CONSULTANCY = wheel((Band(20, 60), 45), (Band(60, 100, 0.8), 55))
_PERSON = wheel((Band(20, 50), 80), (Band(50, 95), 20))
_GOODS = wheel((Band(3, 60, 1.5), 70), (Band(60, 200), 30))
_PRIVATE = wheel((Band(300, 2000, 1.5, 100_000), 85), (Band(2000, 9000, 1, 100_000), 15))

STREAMS: tuple[Stream, ...] = (
    Stream("works", 58.0, "nontender", "works", WORKS, "builders", _SMALL_WORKS, _SHORT, 0.39, 0.28),
    Stream("tender works", 3.0, "tender", "works", WORKS, "builders", _TENDER_WORKS, _LONG, 0.9, 0.75),
    Stream(
        "consultancy",
        20.6,
        "nontender",
        "consultancy",
        FIRM_CONSULTANCY,
        "consultants",
        _CONSULTANCY,
        _DESIGN,
        0.41,
        0.17,
    ),
    Stream(
        "personal consultancy",
        13.7,
        "nontender",
        "consultancy",
        PERSON_CONSULTANCY,
        "people",
        _PERSON,
        _DESIGN,
        0.37,
        0.13,
    ),
    Stream(
        "tender consultancy",
        1.7,
        "tender",
        "consultancy",
        FIRM_CONSULTANCY,
        "consultants",
        wheel((Band(110, 900, 1.5), 1)),
        _LONG,
        0.85,
        0.4,
    ),
    Stream("records", 1.2, "pencatatan", "works", WORKS, "builders", wheel((Band(5, 48), 1)), _SHORT, 0.0, 0.25),
    Stream(
        "communities",
        0.7,
        "swakelola",
        "works",
        WORKS,
        "communities",
        wheel((Band(20, 180), 1)),
        _SHORT,
        0.0,
        0.3,
    ),
    Stream("province", 0.5, "paket", "works", WORKS, "builders", wheel((Band(200, 900), 1)), _LONG, 0.0, 0.5),
    Stream("private", 0.6, "paket", "works", WORKS, "builders", _PRIVATE, _LONG, 0.0, 0.3),
)
GOODS_SHARE = 0.15
ANNOUNCED_SHARE = 0.02
PLANNED_SHARE = 0.03
ELSEWHERE_SHARE = 0.06  # of registrations: works in other cities, private works nobody listed
GOODS = Stream("goods", 1, "nontender", "other", "Pengadaan Barang", "suppliers", _GOODS, _SHORT, 0.55, 0.0)
ELSEWHERE = Stream("elsewhere", 1, "elsewhere", "works", WORKS, "builders", _SMALL_WORKS, _SHORT, 0.0, 1.0)
OTHER_CATEGORIES = (
    "Pengadaan Barang",
    "Jasa Lainnya",
    "Jasa Konsultansi Badan Usaha Non Konstruksi",
    "Jasa Konsultansi Perorangan Non Konstruksi",
)

CONTRACT_MONTHS: Wheel[int] = wheel(
    (1, 1), (2, 3), (3, 6), (4, 7), (5, 9), (6, 19), (7, 11), (8, 9), (9, 18), (10, 11), (11, 6)
)
START_AFTER: Wheel[int] = wheel((0, 62), (1, 14), (2, 9), (3, 6), (5, 5), (7, 4))
PAID: Wheel[str] = wheel(("Sekaligus", 64), ("Bulanan", 33), ("Termin", 3))
ADDENDA: Wheel[str] = wheel(("value", 30), ("time", 35), ("both", 35))
ADDENDUM_SHARE = 0.04  # of packages with an e-contract: about one per cent of all


def counts(packages: int) -> dict[str, int]:
    """How many packages every stream gets; they add up, and what is left over goes to the largest stream."""
    total = sum(stream.share for stream in STREAMS)
    given = {stream.name: int(packages * stream.share / total + 0.5) for stream in STREAMS[1:]}
    while sum(given.values()) > packages:
        largest = max(given, key=lambda name: given[name])
        given[largest] -= 1
    return {STREAMS[0].name: packages - sum(given.values())} | given
