"""How often does the interval of an event's effect hold the truth, and how often is an effect found where none is?

Invented firms come to an event whose effect is known, in cities that make it hard each in their own way. The peer, on
the same firms: the plain change of those who came, before to after, with its interval by Student.
"""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean, stdev

from bench.simulated_firms import City, Setting, cities
from payung.impact.effect import Effect, Verdict, effect
from payung.impact.estimate import CONFIDENCE
from payung.impact.firms import WINDOW
from payung.impact.student import quantile

COUNT, SEED = int(os.environ.get("PAYUNG_BENCH_CITIES", "2000")), 7
HELD = dt.date(2026, 5, 1)
OVER = HELD + dt.timedelta(days=WINDOW)

NOTHING = (
    Setting("tanpa pengaruh"),
    Setting("semua membaik sesudah acara", season=0.2),
    Setting("yang sudah terlindungi lebih datang", by_share=2.5),
    Setting("yang belum terlindungi lebih datang", by_share=-2.5),
    Setting("sama, diundang sembarang", by_share=-2.5, pick=0.0),
    Setting("yang besar lebih datang dan lebih baik", by_size=1.0, by_count=0.3),
    Setting("30 diundang", invited=30),
    Setting("ukuran sangat timpang", tail=1.0),
    Setting("kebiasaan melekat", memory=0.9),
    Setting("pekerjaan pendek dan jarang", short=True),
    Setting("hampir semua nol", mean=0.06, shape=0.3, invited=60),
    Setting("semua atau tidak sama sekali", shape=0.15, invited=40),
    Setting("sedikit yang datang", coming=0.15),
    Setting("hampir semua datang", coming=0.85),
)
SOMETHING = (
    Setting("pengaruh 5", moved=0.08),
    Setting("pengaruh 10", moved=0.16),
    Setting("pengaruh 10, sebanyak yang disebut", moved=0.16, invited=360),
    Setting("pengaruh 30", moved=0.48),
    Setting("pengaruh 30, 30 diundang", moved=0.48, invited=30),
    Setting("pengaruh 30, yang belum terlindungi datang", moved=0.48, by_share=-2.5),
)
BEYOND = (Setting("kemauan yang tidak tercatat", by_will=1.5),)
"""No method repairs it: what drives firms to come also drives them to protect, and no record shows it."""

ANY = ("kota acak tanpa pengaruh", "kota acak, pengaruh acak")
"""Every city of a kind of its own, drawn by lot: kinds that nobody looked at when the method was chosen."""


@dataclass(frozen=True)
class Measured:
    """Over many cities of a kind: shares between 0 and 1."""

    name: str
    sides: tuple[float, float]
    truth: float
    mean: float
    tried: float
    covered: float
    found: float
    needed: float
    naive_covered: float
    naive_found: float


def run() -> list[dict[str, object]]:
    """A row a figure, a column a kind of city: there are too many kinds to stand side by side."""
    measured = [measure(setting, count=COUNT, seed=SEED) for setting in (*NOTHING, *SOMETHING, *BEYOND)]
    measured += [
        measure_any(name, count=COUNT, seed=SEED, moved=moved) for name, moved in zip(ANY, (0.0, 0.8), strict=True)
    ]
    figures: dict[str, Callable[[Measured], str]] = {
        "datang": lambda m: f"{m.sides[0]:.0f}",
        "pembanding": lambda m: f"{m.sides[1]:.0f}",
        "benar": lambda m: _hundredths(m.truth),
        "ditaksir": lambda m: _hundredths(m.mean),
        "dicoba %": lambda m: _hundredths(m.tried),
        "tercakup %": lambda m: _hundredths(m.covered),
        "beda terlihat %": lambda m: _hundredths(m.found),
        "perlu": lambda m: f"{m.needed:.0f}",
        "sebelum–sesudah: tercakup %": lambda m: _hundredths(m.naive_covered),
        "sebelum–sesudah: terlihat %": lambda m: _hundredths(m.naive_found),
    }
    rows: list[dict[str, object]] = []
    for name, figure in figures.items():
        rows.append({"kota": name, **{m.name: figure(m) for m in measured}})
    return rows


def measure(setting: Setting, *, count: int, seed: int) -> Measured:
    """The method beside its peer, in so many cities of a kind; the truth is that of the kind."""
    seen = list(cities(setting, count=count, seed=seed))
    return _measured(setting.name, seen, [fmean(city.truth for city in seen)] * count)


def measure_any(name: str, *, count: int, seed: int, moved: float) -> Measured:
    """The method in cities each of a kind of its own; the truth is that of each city."""
    dice = Random(f"{name} {seed}")
    kinds = [any_setting(f"{name} {number}", dice, moved=dice.random() * moved) for number in range(count)]
    seen = [next(cities(kind, count=1, seed=seed)) for kind in kinds]
    return _measured(name, seen, [city.truth for city in seen])


def any_setting(name: str, dice: Random, *, moved: float) -> Setting:
    """A kind of city drawn by lot from wide ranges; hidden will is the one thing it never has."""
    return Setting(
        name, moved=moved, invited=dice.randint(24, 240), coming=dice.uniform(0.2, 0.8),
        by_share=dice.uniform(-2.5, 2.5), by_size=dice.uniform(-1, 1), by_count=dice.uniform(-0.3, 0.3),
        pick=dice.choice((0.0, 0.3, 1.0)), season=dice.uniform(-0.2, 0.3), shape=dice.uniform(0.15, 3),
        mean=dice.uniform(0.05, 0.8), tail=dice.uniform(1, 4), memory=dice.uniform(0, 0.95),
        short=dice.random() < 0.3,
    )  # fmt: skip


def _measured(name: str, seen: Sequence[City], truths: Sequence[float]) -> Measured:
    told = [effect(city.firms, held_on=HELD, as_of=OVER) for city in seen]
    tried = [(one, truth) for one, truth in zip(told, truths, strict=True) if one.estimate is not None]
    bounds = [((one.estimate.low, one.estimate.high), truth) for one, truth in tried if one.estimate]
    plain = [(found, truth) for city, truth in zip(seen, truths, strict=True) if (found := _plain(city))]
    return Measured(
        name, (fmean(one.came.firms for one in told), fmean(one.others.firms for one in told)),
        truth=fmean(truth for _, truth in tried),
        mean=fmean(one.estimate.difference for one, _ in tried if one.estimate), covered=_holding(bounds),
        tried=len(tried) / len(told), found=sum(_is_found(one) for one, _ in tried) / len(tried),
        needed=fmean(one.needed for one, _ in tried),
        naive_covered=_holding(plain), naive_found=1 - _holding([(found, 0.0) for found, _ in plain]),
    )  # fmt: skip


def _hundredths(share: float) -> str:
    return f"{100 * share:.1f}".replace("-0.0", "0.0")


def _is_found(told: Effect) -> bool:
    return told.verdict in (Verdict.HIGHER, Verdict.LOWER)


def _holding(bounds: Sequence[tuple[tuple[float, float], float]]) -> float:
    return sum(low <= value <= high for (low, high), value in bounds) / len(bounds)


def _plain(city: City) -> tuple[float, float] | None:
    """The mean change of those who came, plus and minus its reach; None where fewer than two can be compared."""
    came = [firm for firm in city.firms if firm.came]
    changes = [f.after - f.before for f in came if f.before is not None and f.after is not None]
    if len(changes) < 2:
        return None
    reach = quantile((1 + CONFIDENCE) / 2, len(changes) - 1) * stdev(changes) / sqrt(len(changes))
    return fmean(changes) - reach, fmean(changes) + reach
