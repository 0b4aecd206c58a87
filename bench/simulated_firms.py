"""How do invented firms work, protect their people and come to an event whose effect is known?

Every package of a firm has its days; it is protected from its start, late, or never, by a habit of the firm that its
packages share in part. Both fates of a firm are drawn, with the event and without: their mean difference over those
who come is the true effect.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from payung.impact.firms import LEAST_DAYS, WINDOW, Firm

Numbers = npt.NDArray[np.float64]
NEVER = 10_000.0
PACKAGES_AT_MOST = 12


@dataclass(frozen=True)
class Setting:
    """A kind of city. ``moved``: share of unprotected packages that the event moves; the rest says what makes it hard.

    ``by_share``, ``by_size``, ``by_will``: how strongly coming follows the share before, the days of work, and a will
    that no data show. ``pick``: how strongly the unprotected are invited first. ``season``: habits of all change after
    the event. ``shape``: of the habits, small: nearly all at 0 or at 1. ``tail``: of the sizes, small: a few giants.
    """

    name: str
    invited: int = 120
    coming: float = 0.5
    moved: float = 0.0
    by_share: float = 0.0
    by_size: float = 0.0
    by_will: float = 0.0
    by_count: float = 0.0
    pick: float = 1.0
    season: float = 0.0
    shape: float = 0.6
    mean: float = 0.35
    tail: float = 2.5
    memory: float = 0.5
    short: bool = False


@dataclass(frozen=True)
class City:
    """The firms as the records show them, and the true effect on those who came and worked after the event."""

    firms: list[Firm]
    truth: float


def cities(setting: Setting, *, count: int, seed: int) -> Iterator[City]:
    """So many cities of a kind."""
    dice = np.random.default_rng([seed, *setting.name.encode()])
    for _ in range(count):
        yield _city(setting, dice)


def _city(setting: Setting, dice: np.random.Generator) -> City:
    size = setting.invited * 2
    will = dice.standard_normal(size)
    starts, ends, covered, moved = _packages(setting, dice, will)
    before = _days(starts, ends, covered, -WINDOW, -1)
    without, with_event = (_days(starts, ends, since, 1, WINDOW) for since in (covered, moved))
    invited = _invited(setting, before, dice)
    came = _came(setting, before, will, dice)
    firms = [
        Firm(bool(came[i]), *(int(days[i]) for days in (*before, *(with_event if came[i] else without))))
        for i in invited
    ]
    return City(firms, _truth(without, with_event, np.isin(np.arange(size), invited) & came))


def _truth(without: tuple[Numbers, Numbers], with_event: tuple[Numbers, Numbers], who: npt.NDArray[np.bool_]) -> float:
    who = who & (without[0] >= LEAST_DAYS)
    return float(np.mean((with_event[1][who] - without[1][who]) / without[0][who])) if who.any() else 0.0


def _packages(setting: Setting, dice: np.random.Generator, will: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Firm by package: first and last day of work, first protected day without the event, and with it."""
    size, most = setting.invited * 2, PACKAGES_AT_MOST
    count = np.ceil(np.minimum((0.0 if setting.short else 1.0) + dice.pareto(setting.tail, size), most - 1))
    mean = np.clip(setting.mean + setting.by_count * (np.log(count) - 0.8), 0.03, 0.97)
    habit = dice.beta(setting.shape * mean, setting.shape * (1 - mean))
    exists = np.arange(most) < count[:, None]
    lengths = dice.choice([30, 45, 60] if setting.short else [45, 60, 90, 120], (size, most))
    starts = np.sort(np.where(exists, dice.integers(-150, 80, (size, most)), NEVER), axis=1)
    chance = np.clip(habit[:, None] + (starts > 0) * (setting.season + 0.3 * setting.by_will * will[:, None]), 0, 1)
    good = dice.random((size, most)) < chance
    same = dice.random((size, most)) < setting.memory
    for i in range(1, most):
        good[:, i] = np.where(same[:, i], good[:, i - 1], good[:, i])
    prompt = dice.random((size, most)) < 0.6
    late = starts + np.where(prompt, 0, dice.exponential(15, (size, most)).round())
    after_all = np.where(dice.random((size, most)) < 0.12, starts + dice.integers(15, 60, (size, most)), NEVER)
    covered = np.where(good, late, after_all)
    asked = np.maximum(starts, 3 + dice.exponential(8, (size, most)).round())
    moved = np.where(dice.random((size, most)) < setting.moved, np.minimum(covered, asked), covered)
    return starts, starts + lengths - 1, covered, moved


def _days(starts: Numbers, ends: Numbers, since: Numbers, low: int, high: int) -> tuple[Numbers, Numbers]:
    """Days worked and days protected within the window, over the packages of each firm."""
    last = np.minimum(ends, high)
    worked = np.clip(last - np.maximum(starts, low) + 1, 0, None).sum(axis=1)
    protected = np.clip(last - np.maximum(np.maximum(starts, since), low) + 1, 0, None).sum(axis=1)
    return worked, protected


def _invited(setting: Setting, before: tuple[Numbers, Numbers], dice: np.random.Generator) -> npt.NDArray[np.int64]:
    """The half with the most unprotected days, and chance."""
    open_days = before[0] - before[1]
    rank = setting.pick * (open_days > 0) + dice.random(open_days.size)
    return np.argsort(-rank)[: setting.invited]


def _came(
    setting: Setting, before: tuple[Numbers, Numbers], will: Numbers, dice: np.random.Generator
) -> npt.NDArray[np.bool_]:
    share = before[1] / np.maximum(before[0], 1)
    pull = np.log(setting.coming / (1 - setting.coming)) + setting.by_share * (share - 0.3)
    pull = pull + setting.by_size * (np.log1p(before[0]) - 4) + setting.by_will * will
    came: npt.NDArray[np.bool_] = dice.random(share.size) < 1 / (1 + np.exp(-pull))
    return came
