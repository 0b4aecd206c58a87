"""How often does the interval of an event's effect hold the truth, and how often is an effect found where none is?

Invented firms come to an event whose effect is known, in cities that make it hard each in their own way. The peer, on
the same firms: the plain change of those who came, before to after, with its interval by Student.
"""

import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
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


@dataclass(frozen=True)
class Measured:
    """Over many cities of a kind: shares between 0 and 1."""

    setting: Setting
    sides: tuple[float, float]
    truth: float
    mean: float
    covered: float
    found: float
    needed: float
    naive_covered: float
    naive_found: float


def run() -> list[dict[str, object]]:
    """A row a figure, a column a kind of city: there are too many kinds to stand side by side."""
    measured = [measure(setting, count=COUNT, seed=SEED) for setting in (*NOTHING, *SOMETHING, *BEYOND)]
    figures: dict[str, Callable[[Measured], str]] = {
        "datang": lambda m: f"{m.sides[0]:.0f}",
        "pembanding": lambda m: f"{m.sides[1]:.0f}",
        "benar": lambda m: _hundredths(m.truth),
        "ditaksir": lambda m: _hundredths(m.mean),
        "tercakup %": lambda m: _hundredths(m.covered),
        "beda terlihat %": lambda m: _hundredths(m.found),
        "perlu": lambda m: f"{m.needed:.0f}",
        "sebelum–sesudah: tercakup %": lambda m: _hundredths(m.naive_covered),
        "sebelum–sesudah: terlihat %": lambda m: _hundredths(m.naive_found),
    }
    return [{"kota": name} | {m.setting.name: figure(m) for m in measured} for name, figure in figures.items()]


def measure(setting: Setting, *, count: int, seed: int) -> Measured:
    """The method beside its peer, in so many cities of a kind; what is not attempted counts as not found."""
    seen = list(cities(setting, count=count, seed=seed))
    truth = fmean(city.truth for city in seen)
    told = [effect(city.firms, held_on=HELD, as_of=OVER) for city in seen]
    tried = [one for one in told if one.estimate is not None]
    bounds = [(one.estimate.low, one.estimate.high) for one in tried if one.estimate]
    plain = [_plain(city) for city in seen]
    return Measured(
        setting, (fmean(one.came.firms for one in told), fmean(one.others.firms for one in told)), truth,
        mean=fmean(one.estimate.difference for one in tried if one.estimate),
        covered=_holding(bounds, truth), found=sum(_is_found(one) for one in told) / count,
        needed=fmean(one.needed for one in tried),
        naive_covered=_holding(plain, truth), naive_found=1 - _holding(plain, 0.0),
    )  # fmt: skip


def _hundredths(share: float) -> str:
    return f"{100 * share:.1f}".replace("-0.0", "0.0")


def _is_found(told: Effect) -> bool:
    return told.verdict in (Verdict.HIGHER, Verdict.LOWER)


def _holding(bounds: Sequence[tuple[float, float]], value: float) -> float:
    return sum(low <= value <= high for low, high in bounds) / len(bounds)


def _plain(city: City) -> tuple[float, float]:
    """The mean change of those who came, plus and minus its reach."""
    came = [firm for firm in city.firms if firm.came]
    changes = [f.after - f.before for f in came if f.before is not None and f.after is not None]
    reach = quantile((1 + CONFIDENCE) / 2, len(changes) - 1) * stdev(changes) / sqrt(len(changes))
    return fmean(changes) - reach, fmean(changes) + reach
