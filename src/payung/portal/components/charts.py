"""How do the figures of the city look? Plain data in, pictures out: no inline style, so that the page's policy holds.

Every picture carries its words (an accessible name or real text) and is meant to stand beside a table. Places are
percentages of the width, heights are pixels: text keeps its size on a phone. Colours are the classes of the lines
of protection: ``p`` protected, ``m`` registered and not paid, ``u`` unprotected, ``w`` work without an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.translation import gettext as _
from markupsafe import Markup

from payung.portal.phrasebook import told
from payung.reconcile.report.wording import MONTHS, day, number

TOP, PLOT, BOTTOM = 30, 200, 26
"""Heights of the trend in pixels: above the grid, the grid itself, below it."""

LABELS_AT_MOST = 5
"""Names of months under a trend; more would touch each other on a phone."""

CLASS_EDGES = (25, 50, 75, 90)
"""Lower ends in percent of the classes of tiles above the lowest."""


@dataclass(frozen=True)
class Point:
    """A month (its first day) and the share in percent; None where nothing is known."""

    month: date
    percent: int | None


@dataclass(frozen=True)
class Event:
    """Something that happened, marked on the trend."""

    on: date
    label: str


@dataclass(frozen=True)
class Bar:
    """One row of a ranking; ``note`` stands small below it, ``href`` leads on."""

    label: str
    percent: int | None
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Days:
    """Days worked, by their protection; ``unknown``: days of which no list says anything."""

    protected: int
    pending: int
    unprotected: int
    unknown: int = 0


@dataclass(frozen=True)
class Area:
    """One tile of the map: a district, its share in percent, and optionally its place (column, row; from 1 to 6)."""

    name: str
    percent: int | None
    place: tuple[int, int] | None = None
    href: str = ""


def trend(points: Sequence[Point], *, label: str, events: Sequence[Event] = ()) -> Markup:
    """Line and area over months, with 0, 50 and 100 %; ``label`` says what is measured."""
    if not points:
        return Markup("")
    words = escape(f"{label}: {_trend_words(points, events)}")
    parts = (_grid(), _curves(points), _events(points, events), _dots(points), _month_names(points), _last(points))
    height = TOP + PLOT + BOTTOM
    return Markup(f'<svg class="chart trend" height="{height}" role="img" aria-label="{words}">{"".join(parts)}</svg>')


def ranking(rows: Sequence[Bar]) -> Markup:
    """Horizontal bars beside real text: an ordered list, so that names wrap on a phone and are read as they stand."""
    return Markup(f'<ol class="ranking">{"".join(map(_row, rows))}</ol>') if rows else Markup("")


def stacked(days: Days) -> Markup:
    """One bar of all days worked, its pieces in proportion; the legend beside it says the numbers."""
    pieces = [piece for piece in _pieces(days) if piece.days]
    whole = sum(piece.days for piece in pieces)
    if not whole:
        return Markup("")
    words = ", ".join(piece.words for piece in pieces)
    drawn, at = [], 0
    for piece in pieces:
        drawn.append(_piece(piece.name, _per_mille(at, whole), _per_mille(at + piece.days, whole)))
        at += piece.days
    return Markup(
        f'<svg class="chart stacked" height="28" role="img" aria-label="{escape(words)}">{"".join(drawn)}</svg>'
        f"{_legend(pieces)}"
    )


def tiles(areas: Sequence[Area]) -> Markup:
    """A map of equal tiles: a list whose items sit at their place in a grid, in order where none is given."""
    return Markup(f'<ol class="tiles">{"".join(map(_tile, areas))}</ol>') if areas else Markup("")


def value_class(percent: int | None) -> str:
    """``v0`` to ``v4``, or ``vx`` where nothing is known."""
    return "vx" if percent is None else f"v{sum(percent >= edge for edge in CLASS_EDGES)}"


def _trend_words(points: Sequence[Point], events: Sequence[Event]) -> str:
    months = [f"{_month(p.month)} {p.month.year} {_percent_text(p.percent)}" for p in points]
    return "; ".join((*months, *(f"{e.label} {told(day(e.on))}" for e in events)))


def _month(on: date) -> str:
    return told(MONTHS[on.month - 1])[:3]


def _percent_text(percent: int | None) -> str:
    return _("belum diketahui") if percent is None else f"{percent} %"


def _across(at: int, points: Sequence[Point]) -> float:
    """Where the point of this index lies, in percent of the width."""
    return round(100 * at / (len(points) - 1), 2) if len(points) > 1 else 50


def _height(percent: int) -> float:
    return round(TOP + PLOT * (100 - percent) / 100, 1)


def _grid() -> str:
    lines = (
        f'<line class="grid" x1="0" x2="100%" y1="{_height(at)}" y2="{_height(at)}"/>'
        f'<text class="q" x="-12" y="{_height(at) + 4}" text-anchor="end">{at} %</text>'
        for at in (0, 50, 100)
    )
    return "".join(lines)


def _curves(points: Sequence[Point]) -> str:
    """Lines and areas in a picture of its own, stretched to the width; broken where a month is unknown."""
    drawn = "".join(_curve([(_across(at, points), percent) for at, percent in piece]) for piece in _unbroken(points))
    box = f'y="{TOP}" width="100%" height="{PLOT}" viewBox="0 0 100 100" preserveAspectRatio="none"'
    return f"<svg {box}>{drawn}</svg>"


def _unbroken(points: Sequence[Point]) -> list[list[tuple[int, int]]]:
    pieces: list[list[tuple[int, int]]] = [[]]
    for at, point in enumerate(points):
        if point.percent is None:
            pieces.append([])
        else:
            pieces[-1].append((at, point.percent))
    return [piece for piece in pieces if len(piece) > 1]


def _curve(piece: list[tuple[float, int]]) -> str:
    places = " ".join(f"{across},{100 - percent}" for across, percent in piece)
    first, last = piece[0][0], piece[-1][0]
    return (
        f'<polygon class="area" points="{first},100 {places} {last},100"/><polyline class="curve" points="{places}"/>'
    )


def _dots(points: Sequence[Point]) -> str:
    """A dot for every known month, with its words; a lone month is nothing but its dot."""
    return "".join(
        f'<circle class="dot" cx="{_across(at, points)}%" cy="{_height(point.percent)}" r="4">'
        f"<title>{_month(point.month)} {point.month.year}: {point.percent} %</title></circle>"
        for at, point in enumerate(points)
        if point.percent is not None
    )


def _month_names(points: Sequence[Point]) -> str:
    """Names of months, at most six and always the last, counted back from it."""
    every = -(-len(points) // LABELS_AT_MOST)
    named = [at for at in range(len(points)) if (len(points) - 1 - at) % every == 0]
    return "".join(_month_name(at, points, with_year=at == named[0]) for at in named)


def _month_name(at: int, points: Sequence[Point], *, with_year: bool) -> str:
    on = points[at].month
    name = f"{_month(on)} {on.year}" if with_year or on.month == 1 else _month(on)
    return f'<text class="q" x="{_across(at, points)}%" y="{TOP + PLOT + 18}" {_anchor(at, points)}>{name}</text>'


def _anchor(at: int, points: Sequence[Point]) -> str:
    across = _across(at, points)
    side = "start" if across < 4 else "end" if across > 96 else "middle"
    return f'text-anchor="{side}"'


def _last(points: Sequence[Point]) -> str:
    """The latest known share, written beside its dot."""
    known = [(at, point.percent) for at, point in enumerate(points) if point.percent is not None]
    if not known:
        return ""
    at, percent = known[-1]
    y = _height(percent) - 10 if percent > 12 else _height(percent) - 22
    return f'<text class="last" x="{_across(at, points)}%" y="{y}" {_anchor(at, points)}>{percent} %</text>'


def _events(points: Sequence[Point], events: Sequence[Event]) -> str:
    return "".join(_event(event, points) for event in events if _place(event, points) is not None)


def _event(event: Event, points: Sequence[Point]) -> str:
    at = _place(event, points) or 0.0
    hang = 'dx="5"' if at < 55 else 'dx="-5" text-anchor="end"'
    return (
        f'<line class="event" x1="{at}%" x2="{at}%" y1="{TOP - 16}" y2="{TOP + PLOT}"/>'
        f'<text class="event-name" x="{at}%" {hang} y="{TOP - 8}">{escape(event.label)}</text>'
    )


def _place(event: Event, points: Sequence[Point]) -> float | None:
    """Where the event lies: a month reaches from its point to the next one; None outside of the months shown."""
    months = [_months(point.month) for point in points]
    at = _months(event.on) - months[0]
    if len(points) < 2 or not 0 <= at <= months[-1] - months[0]:
        return None
    within = (event.on.day - 1) / 31 if at < months[-1] - months[0] else 0
    return round(100 * (at + within) / (months[-1] - months[0]), 2)


def _months(on: date) -> int:
    return on.year * 12 + on.month


def _row(row: Bar) -> str:
    name = f'<a href="{escape(row.href)}">{escape(row.label)}</a>' if row.href else escape(row.label)
    bar = f'<rect class="p" width="{row.percent}%" height="12"/>' if row.percent else ""
    note = f"<small>{escape(row.note)}</small>" if row.note else ""
    value = "–" if row.percent is None else f"{row.percent} %"
    return (
        f'<li><span class="name">{name}</span><svg class="bar" height="12" aria-hidden="true">'
        f'<rect class="w" width="100%" height="12"/>{bar}</svg><b>{value}</b>{note}</li>'
    )


@dataclass(frozen=True)
class _Piece:
    name: str
    days: int
    words: str


def _pieces(days: Days) -> tuple[_Piece, ...]:
    said = {
        "p": (days.protected, _("{days} hari terlindungi")),
        "m": (days.pending, _("{days} hari mendaftar, belum bayar")),
        "u": (days.unprotected, _("{days} hari tanpa perlindungan")),
        "w": (days.unknown, _("{days} hari belum diketahui")),
    }
    return tuple(_Piece(name, count, words.format(days=number(count))) for name, (count, words) in said.items())


def _per_mille(part: int, whole: int) -> int:
    return part * 1000 // whole


def _piece(name: str, left: int, right: int) -> str:
    """One piece between two places in thousandths; the unprotected days stand tallest, as on the lines."""
    y, height = (0, 28) if name == "u" else (4, 20)
    return f'<rect class="{name}" x="{left / 10}%" y="{y}" width="{max(right - left, 4) / 10}%" height="{height}"/>'


def _legend(pieces: Sequence[_Piece]) -> str:
    items = (f'<li><span class="sw sw-{piece.name}"></span>{escape(piece.words)}</li>' for piece in pieces)
    return f'<ul class="key">{"".join(items)}</ul>'


def _tile(area: Area) -> str:
    place = f" col-{area.place[0]} row-{area.place[1]}" if area.place else ""
    value = "–" if area.percent is None else f"{area.percent} %"
    inner = f"<span>{escape(area.name)}</span><b>{value}</b>"
    body = f'<a href="{escape(area.href)}">{inner}</a>' if area.href else f"<div>{inner}</div>"
    return f'<li class="{value_class(area.percent)}{place}">{body}</li>'
