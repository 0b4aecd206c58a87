"""What may be said of an event: did it help, did it not, or can it not be told yet, and why?"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import NormalDist

from payung.impact.estimate import CONFIDENCE, Estimate, compared, estimate
from payung.impact.firms import WINDOW, Firm

LEAST_FIRMS = 10
"""On each side; below it the interval is too wide to tell anything."""

VISIBLE = 0.10
"""A difference that would matter to the city: ten of a hundred days."""

POWER = 0.80
USUAL_SCATTER = 0.10
"""The scatter of the simulated cities, until the event shows its own."""


class Verdict(StrEnum):
    """What is said of an event."""

    HIGHER = "naik"
    LOWER = "turun"
    NOT_SEEN = "tidak_terlihat"
    UNKNOWN = "belum_dapat_disimpulkan"


class Doubt(StrEnum):
    """Why nothing can be said yet."""

    NOT_YET = "belum_90_hari"
    FEW_CAME = "sedikit_datang"
    FEW_OTHERS = "sedikit_pembanding"
    WIDE = "rentang_lebar"


@dataclass(frozen=True)
class Side:
    """The firms of one side: how many are compared, and the mean of their shares before and after."""

    firms: int
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Effect:
    """What is known of the effect of an event. ``estimate`` is None where too little is known to attempt it.

    ``needed``: firms on each side that would show a difference of ``VISIBLE`` with four chances in five.
    """

    came: Side
    others: Side
    estimate: Estimate | None
    verdict: Verdict
    doubt: Doubt | None
    known_on: dt.date
    needed: int


def effect(firms: Sequence[Firm], *, held_on: dt.date, as_of: dt.date) -> Effect:
    """The effect of an event on this day, by the data of that day."""
    known_on = held_on + dt.timedelta(days=WINDOW)
    taken = compared(firms)
    came, others = (_side(taken, came=side) for side in (True, False))
    doubt = _doubt(came, others, is_over=as_of >= known_on)
    found = estimate(taken) if doubt is None else None
    verdict, doubt = judged(found) if found else (Verdict.UNKNOWN, doubt)
    return Effect(came, others, found, verdict, doubt, known_on, needed(found))


def judged(found: Estimate) -> tuple[Verdict, Doubt | None]:
    """An interval on one side of nothing tells a direction; one near nothing tells that there is little to see."""
    if found.low > 0:
        return Verdict.HIGHER, None
    if found.high < 0:
        return Verdict.LOWER, None
    if max(-found.low, found.high) <= VISIBLE:
        return Verdict.NOT_SEEN, None
    return Verdict.UNKNOWN, Doubt.WIDE


def needed(found: Estimate | None) -> int:
    """Firms on each side that would show ``VISIBLE``, by the scatter of this event or the usual one."""
    normal = NormalDist()
    reach = normal.inv_cdf((1 + CONFIDENCE) / 2) + normal.inv_cdf(POWER)
    scatter = found.scatter if found else USUAL_SCATTER
    return max(ceil(2 * scatter * (reach / VISIBLE) ** 2), LEAST_FIRMS)


def _doubt(came: Side, others: Side, *, is_over: bool) -> Doubt | None:
    if not is_over:
        return Doubt.NOT_YET
    if came.firms < LEAST_FIRMS:
        return Doubt.FEW_CAME
    return Doubt.FEW_OTHERS if others.firms < LEAST_FIRMS else None


def _side(firms: Sequence[Firm], *, came: bool) -> Side:
    side = [firm for firm in firms if firm.came is came]
    return Side(len(side), _mean([firm.before for firm in side]), _mean([firm.after for firm in side]))


def _mean(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None
