"""On which days was this work protected? The line of protection: its facts, its scale and its words.

The same Line is drawn small in lists and large on a page (`drawing.py`), and said in words here, so that eye and
ear are given the same facts. A day is a whole day: periods include their last day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from payung.reconcile.report.wording import STATE, day, number, span

FULL = 100_000
"""Whole width of an axis, in thousandths of a percent."""

START_OF_DAY = ("contract", "start", "payment")
"""Marks drawn where their day begins; all others (end, handover) stand where their day ends."""


@dataclass(frozen=True)
class Axis:
    """The days a drawing shows, both included."""

    first: date
    last: date

    @cached_property
    def days(self) -> int:
        """Number of days shown."""
        return (self.last - self.first).days + 1

    def edge(self, on: date) -> int:
        """Where ``on`` begins, in thousandths of a percent of the width; cut at the edges of the axis."""
        offset = min(max((on - self.first).days, 0), self.days)
        return (2 * FULL * offset + self.days) // (2 * self.days)

    def shows(self, on: date) -> bool:
        """Whether this day lies on the axis."""
        return self.first <= on <= self.last


@dataclass(frozen=True)
class Span:
    """Days in one state, both included; ``state`` is protected, pending, unprotected or future."""

    first: date
    last: date
    state: str

    @property
    def days(self) -> int:
        """Number of calendar days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Tick:
    """Something that happened on a day; ``kind`` is contract, start, payment, end or handover."""

    on: date
    kind: str
    label: str


@dataclass(frozen=True)
class Line:
    """The facts of one line of protection.

    ``starts_on``/``ends_on``: the work period, None where unknown. ``protected_until``: the registered end, which
    may lie after ``as_of``. ``key``: unique on the page. ``axis``: the days to show.
    """

    key: str
    axis: Axis
    as_of: date
    starts_on: date | None = None
    ends_on: date | None = None
    spans: tuple[Span, ...] = ()
    ticks: tuple[Tick, ...] = ()
    protected_until: date | None = None


def all_spans(line: Line) -> tuple[Span, ...]:
    """The spans up to the as-of date, joined where equal neighbours touch, and the protection that is to come."""
    joined = tuple(_join(sorted(line.spans, key=lambda s: s.first)))
    ahead = _future(joined, line)
    return (*joined, ahead) if ahead else joined


def headline(line: Line) -> str:
    """The line in one short sentence."""
    exposed = sum(s.days for s in line.spans if s.state in ("unprotected", "pending"))
    worked = sum(s.days for s in line.spans)
    if not worked:
        return "Garis perlindungan: belum ada hari pekerjaan yang dapat dihitung"
    if not exposed:
        return f"Garis perlindungan: {number(worked)} hari pekerjaan, semuanya terlindungi"
    return f"Garis perlindungan: {number(exposed)} dari {number(worked)} hari tanpa perlindungan"


def describe(line: Line) -> str:
    """The whole line in words: everything that the drawing shows."""
    sentences = [_period(line), *(_span_sentence(s) for s in all_spans(line))]
    sentences += [f"{tick.label} {day(tick.on)}" for tick in line.ticks if tick.kind not in ("start", "end")]
    return ". ".join((*sentences, f"Keadaan per {day(line.as_of)}")) + "."


def own_axis(line_days: Iterable[date | None], *, as_of: date) -> Axis:
    """An axis that holds all these days with a margin of a twentieth on both sides, at least two days."""
    known = [on for on in line_days if on is not None] or [as_of]
    margin = timedelta(days=max((max(known) - min(known)).days // 20, 2))
    return Axis(first=min(known) - margin, last=max(known) + margin)


def month_starts(axis: Axis) -> tuple[date, ...]:
    """The first days of the months on the axis; every third month where there would be more than fourteen."""
    months = range(axis.first.year * 12 + axis.first.month - 1, axis.last.year * 12 + axis.last.month)
    every = 1 if len(months) <= 14 else 3 if len(months) <= 48 else 12
    starts = (date(month // 12, month % 12 + 1, 1) for month in months if month % every == 0)
    return tuple(on for on in starts if axis.shows(on))


def _join(spans: Iterable[Span]) -> Iterable[Span]:
    current: Span | None = None
    for following in spans:
        if current and current.state == following.state and current.last + timedelta(days=1) == following.first:
            current = Span(current.first, following.last, current.state)
            continue
        if current:
            yield current
        current = following
    if current:
        yield current


def _future(spans: tuple[Span, ...], line: Line) -> Span | None:
    """Protection after the as-of date: only where the last known day was protected."""
    until = line.protected_until
    if not spans or spans[-1].state != "protected" or spans[-1].last != line.as_of:
        return None
    if until is None or until <= line.as_of:
        return None
    return Span(line.as_of + timedelta(days=1), until, "future")


def _period(line: Line) -> str:
    if line.starts_on is None:
        return "Tanggal mulai kerja belum diketahui"
    if line.ends_on is None:
        return f"Kerja mulai {day(line.starts_on)}, akhirnya belum diketahui"
    days = (line.ends_on - line.starts_on).days + 1
    return f"Masa kerja {span(line.starts_on, line.ends_on)} ({number(days)} hari)"


def _span_sentence(piece: Span) -> str:
    return f"{STATE[piece.state].capitalize()} {span(piece.first, piece.last)} ({number(piece.days)} hari)"
