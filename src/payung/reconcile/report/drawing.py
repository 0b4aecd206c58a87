"""How is a line of protection drawn? One SVG, small in lists and large with labels.

Widths are percentages of the axis, so that a line fills whatever column it is given; heights and text keep their
size. Never colour alone: unprotected days stand tallest, pending days are hatched, coming protection is hollow,
payments carry a round head. Marks and hatch are defined once per document by ``definitions``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from payung.reconcile.report.line import (
    FULL,
    START_OF_DAY,
    Axis,
    Line,
    Span,
    Tick,
    all_spans,
    describe,
    headline,
    month_starts,
)
from payung.reconcile.report.wording import MONTHS, STATE, day_short, number

ONE_DAY = timedelta(days=1)
HATCH, MONTH_MARK, SCALE_MARK = "gh", "gm", "g"


@dataclass(frozen=True)
class Size:
    """One of the two sizes, in pixels: the whole height, the middle of the bar, half the height of every state.

    ``prefix`` begins the ids of its marks.
    """

    prefix: str
    height: int
    middle: int
    work: int
    states: Mapping[str, int]


SMALL = Size("s", 24, 13, 3, {"protected": 5, "future": 5, "pending": 6, "unprotected": 8})
LARGE = Size("l", 62, 40, 4, {"protected": 9, "future": 9, "pending": 10, "unprotected": 13})
CLASSES = {"protected": "p", "future": "f", "pending": "m", "unprotected": "u"}
LANE = 16
LABEL_WIDTH, SCALE_WIDTH = 560, 360
"""Widths in pixels for which the labels of a large line and the months of a shared scale keep apart.

Narrower pages hide the labels: the words say the same.
"""


def definitions() -> Markup:
    """Hatch and marks; once in every document that holds lines."""
    marks = "".join(_definitions_of(size) for size in (SMALL, LARGE))
    return Markup(
        '<svg class="defs" width="0" height="0" aria-hidden="true"><defs>'
        f'<pattern id="{HATCH}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" class="hb"/><rect width="3" height="6" class="ha"/></pattern>'
        f'<line id="{MONTH_MARK}" class="g" y1="3" y2="15"/>'
        f'<line id="{SCALE_MARK}a" class="a" y1="14" y2="22"/>{marks}</defs></svg>'
    )


def small(line: Line) -> Markup:
    """The line for a list: no labels; the words are its accessible name."""
    return _small(line, f'aria-label="{escape(describe(line))}"')


def small_beside(line: Line) -> Markup:
    """The small line on a page that also holds its ``captioned`` one, whose sentence names both."""
    return _small(line, f'aria-labelledby="{line.key}d"')


def large(line: Line) -> Markup:
    """The line for a page: months above, labels below, a tooltip on every piece; the words as title and desc."""
    title, words = escape(headline(line)), escape(describe(line))
    key = line.key
    return _large(line, f"{key}t {key}d", f'<title id="{key}t">{title}</title><desc id="{key}d">{words}</desc>')


def captioned(line: Line) -> Markup:
    """The large line above the sentence that says the same and is its accessible name."""
    caption = Markup(f'<p class="say" id="{line.key}d">{escape(describe(line))}</p>')
    return _large(line, f"{line.key}d", "") + caption


def month_scale(axis: Axis, *, as_of: date, width: int = SCALE_WIDTH) -> Markup:
    """The months of an axis shared by many small lines, with the as-of date."""
    mark = _use(f"{SCALE_MARK}a", axis.edge(as_of + ONE_DAY)) if axis.shows(as_of) else ""
    return Markup(f'<svg class="gp" height="22" aria-hidden="true">{_months(axis, width=width)}{mark}</svg>')


def _small(line: Line, name: str) -> Markup:
    return Markup(f'<svg class="gp" height="{SMALL.height}" role="img" {name}>{_picture(line, SMALL)}</svg>')


def _large(line: Line, named_by: str, words: str) -> Markup:
    labels, lanes = _labels(line)
    return Markup(
        f'<svg class="gp gpl" height="{LARGE.height + LANE * lanes}" role="img" aria-labelledby="{named_by}">'
        f"{words}{_months(line.axis, width=LABEL_WIDTH)}{_picture(line, LARGE)}{labels}</svg>"
    )


def _definitions_of(size: Size) -> str:
    """The marks of one size; a payment gets a light edge only where that hides no day."""
    reach = size.states["unprotected"] + 3
    place = f'y1="{size.middle - reach}" y2="{size.middle + reach}"'
    edge = f'<line class="h" {place}/>' if size is LARGE else ""
    return (
        f'<line id="{size.prefix}a" class="a" {place}/><line id="{size.prefix}t" class="t" {place}/>'
        f'<g id="{size.prefix}b">{edge}<line class="b" {place}/>'
        f'<circle class="b" cy="{size.middle - reach + 1}" r="{size.work}"/></g>'
    )


def _percent(thousandths: int) -> str:
    whole, rest = divmod(thousandths, FULL // 100)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") + "%"


def _picture(line: Line, size: Size) -> str:
    return "".join((*_bars(line, size), _as_of(line, size), *_marks(line, size)))


def _bars(line: Line, size: Size) -> list[str]:
    if line.starts_on is None:
        return [f'<text class="q" y="{size.middle + 4}">tanggal mulai belum diketahui</text>']
    return [_work(line, line.starts_on, size), *(_bar(piece, line.axis, size) for piece in all_spans(line))]


def _work(line: Line, starts_on: date, size: Size) -> str:
    """The grey period of work; where its end is unknown it is dashed from the as-of date on."""
    last = line.ends_on or max(line.as_of, starts_on)
    bar = _rect("w", line.axis, Span(starts_on, last, "work"), (size.middle, size.work), "")
    if line.ends_on is not None:
        return bar
    at = _percent(line.axis.edge(last + ONE_DAY))
    return f'{bar}<line class="o" x1="{at}" x2="100%" y1="{size.middle}" y2="{size.middle}"/>'


def _bar(piece: Span, axis: Axis, size: Size) -> str:
    tooltip = f"<title>{number(piece.days)} hari {STATE[piece.state]}</title>" if size is LARGE else ""
    return _rect(CLASSES[piece.state], axis, piece, (size.middle, size.states[piece.state]), tooltip)


def _rect(name: str, axis: Axis, piece: Span, height: tuple[int, int], inner: str) -> str:
    """One rectangle from the first to the last day; neighbours share their edge exactly."""
    left, right = axis.edge(piece.first), axis.edge(piece.last + ONE_DAY)
    if left == right:
        return ""
    middle, half = height
    place = f'x="{_percent(left)}" y="{middle - half}" width="{_percent(right - left)}" height="{2 * half}"'
    return f'<rect class="{name}" {place}>{inner}</rect>' if inner else f'<rect class="{name}" {place}/>'


def _use(mark: str, at: int) -> str:
    return f'<use href="#{mark}" x="{_percent(at)}"/>'


def _as_of(line: Line, size: Size) -> str:
    return _use(f"{size.prefix}a", line.axis.edge(line.as_of + ONE_DAY)) if line.axis.shows(line.as_of) else ""


def _marks(line: Line, size: Size) -> list[str]:
    """Payments last, so that no other mark hides them."""
    shown = sorted((t for t in line.ticks if line.axis.shows(t.on)), key=lambda tick: tick.kind == "payment")
    return [_use(size.prefix + ("b" if t.kind == "payment" else "t"), _at(t, line.axis)) for t in shown]


def _at(tick: Tick, axis: Axis) -> int:
    return axis.edge(tick.on if tick.kind in START_OF_DAY else tick.on + ONE_DAY)


def _months(axis: Axis, *, width: int) -> str:
    """A mark for every month; a name where it touches neither the name before it nor the end of the axis."""
    starts, free = month_starts(axis), 0
    texts: list[str] = []
    for on in starts:
        at, name = axis.edge(on), _month_name(on, with_year=not texts or on.month == 1)
        end = at + _width(name, width=width)
        if free <= at and end <= FULL:
            texts.append(f'<text x="{_percent(at)}">{name}</text>')
            free = end
    marks = "".join(_use(MONTH_MARK, axis.edge(on)) for on in starts)
    return f'{marks}<g class="q" transform="translate(4 11)">{"".join(texts)}</g>'


def _month_name(on: date, *, with_year: bool) -> str:
    return f"{MONTHS[on.month - 1][:3]} {on.year}" if with_year else MONTHS[on.month - 1][:3]


def _width(text: str, *, width: int) -> int:
    """Width of a text on a line of ``width`` pixels, in thousandths of a percent; generous."""
    return (len(text) * 7 + 8) * FULL // width


def _labels(line: Line) -> tuple[str, int]:
    """The labels under the bar, each in the first lane where it does not touch its neighbour; and the lanes used."""
    ends: list[int] = []
    drawn = []
    for tick in sorted((t for t in line.ticks if line.axis.shows(t.on)), key=lambda t: t.on):
        text = f"{tick.label} {day_short(tick.on)[:5]}"
        left, right, anchor = _extent(_at(tick, line.axis), text)
        lane = next((i for i, end in enumerate(ends) if end < left), len(ends))
        ends[lane : lane + 1] = [right]
        drawn.append(_label(tick, line.axis, text, (lane, anchor)))
    return "".join(drawn), len(ends)


def _extent(at: int, text: str) -> tuple[int, int, str]:
    """Left and right end of a label at this place, and on which side of its mark it hangs."""
    width = _width(text, width=LABEL_WIDTH)
    return (at, at + width, "start") if at + width < FULL else (at - width, at, "end")


def _label(tick: Tick, axis: Axis, text: str, place: tuple[int, str]) -> str:
    lane, anchor = place
    hang = 'dx="4"' if anchor == "start" else 'dx="-4" text-anchor="end"'
    name = "lb" if tick.kind == "payment" else "lt"
    y = LARGE.height + LANE * lane + 8
    return f'<text class="{name}" x="{_percent(_at(tick, axis))}" {hang} y="{y}">{escape(text)}</text>'
