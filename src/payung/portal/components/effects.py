"""How does the effect of an event look: two sides before and after, and the difference with how sure it is?

Drawn as the charts are: places across in percent, heights in pixels, colours by class, no inline style. Who came and
who did not differ by stroke and mark, not by colour alone; the words of each drawing stand in its name.
"""

from collections.abc import Sequence
from html import escape
from math import ceil

from django.utils.translation import gettext as _
from markupsafe import Markup

from payung.impact.effect import Effect
from payung.impact.estimate import Estimate
from payung.impact.wording import hundredths, more_or_fewer
from payung.portal.phrasebook import told

TOP, PLOT, BOTTOM = 14, 180, 28
LEFT, RIGHT = 30, 68
"""Where before and after lie, in percent of the width."""

APART = 17
"""Pixels between two figures that stand beside the same mark."""

LEAST_REACH = 20
"""Days of a hundred that the scale of the difference reaches at least, on both sides of nothing."""

BAR_HEIGHT = 78


def slopes(found: Effect) -> Markup:
    """From before to after: who came, who did not, and what would be expected of those who came."""
    came, others, estimate = found.came, found.others, found.estimate
    if estimate is None or None in (came.before, came.after, others.before, others.after):
        return Markup("")
    without = min(max(estimate.without, 0.0), 1.0)
    lines = (
        ("others", others.before or 0.0, others.after or 0.0, _("diundang, tidak datang")),
        ("without", came.before or 0.0, without, _("perkiraan tanpa datang")),
        ("came", came.before or 0.0, came.after or 0.0, _("datang")),
    )
    words = "; ".join(
        _("{who}: {before} menjadi {after} dari 100 hari").format(
            who=who, before=hundredths(before), after=hundredths(after)
        )
        for _name, before, after, who in lines
    )
    drawn = "".join(_slope(name, before, after) for name, before, after, _who in lines)
    left = _figures([came.before or 0.0, others.before or 0.0], LEFT, ["", ""])
    right = _figures([line[2] for line in lines], RIGHT, [line[3] for line in lines])
    height = TOP + PLOT + BOTTOM
    return Markup(
        f'<svg class="chart slopes" height="{height}" role="img" aria-label="{escape(words)}">'
        f"{_grid()}{drawn}{left}{right}{_sides()}</svg>"
    )


def interval(found: Estimate) -> Markup:
    """The difference as a mark, and the bar in which it lies."""
    reach = max(LEAST_REACH, 10 * ceil(10 * max(abs(found.low), abs(found.high))))
    words = _("Beda {middle}; antara {low} dan {high}").format(
        middle=told(more_or_fewer(found.difference)), low=told(more_or_fewer(found.low)),
        high=told(more_or_fewer(found.high)),
    )  # fmt: skip
    at = {name: _across(value, reach) for name, value in _marks(found).items()}
    ticks = "".join(_tick(days, reach) for days in (-reach, -reach // 2, 0, reach // 2, reach))
    return Markup(
        f'<svg class="chart interval" height="{BAR_HEIGHT}" role="img" aria-label="{escape(words)}">{ticks}'
        f'<line class="nothing" x1="50%" x2="50%" y1="4" y2="48"/>'
        f'<line class="reach" x1="{at["low"]}%" x2="{at["high"]}%" y1="26" y2="26"/>'
        f'<line class="end" x1="{at["low"]}%" x2="{at["low"]}%" y1="18" y2="34"/>'
        f'<line class="end" x1="{at["high"]}%" x2="{at["high"]}%" y1="18" y2="34"/>'
        f'<circle class="middle" cx="{at["middle"]}%" cy="26" r="7"/></svg>'
    )


def _marks(found: Estimate) -> dict[str, float]:
    return {"low": found.low, "middle": found.difference, "high": found.high}


def _across(share: float, reach: int) -> float:
    return round(50 + 50 * min(max(100 * share / reach, -1), 1), 2)


def _tick(days: int, reach: int) -> str:
    x = _across(days / 100, reach)
    side = "start" if x < 1 else "end" if x > 99 else "middle"
    said = f"+{days}" if days > 0 else str(days).replace("-", "−")
    return (
        f'<line class="grid" x1="{x}%" x2="{x}%" y1="4" y2="48"/>'
        f'<text class="q" x="{x}%" y="68" text-anchor="{side}">{said}</text>'
    )


def _height(share: float) -> float:
    return round(TOP + PLOT * (1 - share), 1)


def _grid() -> str:
    return "".join(
        f'<line class="grid" x1="0" x2="100%" y1="{_height(at)}" y2="{_height(at)}"/>'
        f'<text class="q" x="0" y="{_height(at) - 4}">{round(100 * at)}</text>'
        for at in (0.0, 0.5, 1.0)
    )


def _slope(name: str, before: float, after: float) -> str:
    y1, y2 = _height(before), _height(after)
    first = "" if name == "without" else f'<circle class="{name}" cx="{LEFT}%" cy="{y1}" r="5"/>'
    return (
        f'<line class="{name}" x1="{LEFT}%" x2="{RIGHT}%" y1="{y1}" y2="{y2}"/>{first}'
        f'<circle class="{name}" cx="{RIGHT}%" cy="{y2}" r="5"/>'
    )


def _figures(shares: Sequence[float], x: int, names: Sequence[str]) -> str:
    """Figures beside the marks of one side, moved apart where they would cover each other."""
    side, shift = ("end", -12) if x == LEFT else ("start", 12)
    order = sorted(range(len(shares)), key=lambda one: -shares[one])
    placed: list[str] = []
    for at, y in zip(order, _apart([_height(shares[at]) + 4 for at in order]), strict=True):
        name = f' <tspan class="q who">{escape(names[at])}</tspan>' if names[at] else ""
        placed.append(
            f'<text x="{x}%" dx="{shift}" y="{round(y, 1)}" text-anchor="{side}">'
            f'<tspan class="number">{hundredths(shares[at])}</tspan>{name}</text>'
        )
    return "".join(placed)


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights from the top down, moved apart: downwards, but not into the words beneath the lines."""
    lowest, floor, moved = TOP + PLOT + 4, -float(APART), []
    for height in heights:
        floor = max(height, floor + APART)
        moved.append(floor)
    return [min(y, lowest - APART * below) for below, y in zip(range(len(moved) - 1, -1, -1), moved, strict=True)]


def _sides() -> str:
    y = TOP + PLOT + 20
    return "".join(
        f'<text class="q" x="{x}%" y="{y}" text-anchor="middle">{escape(word)}</text>'
        for x, word in ((LEFT, _("90 hari sebelum")), (RIGHT, _("90 hari sesudah")))
    )
