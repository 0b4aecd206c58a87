"""What is a contribution or a benefit made of, how much is each part, and why?

A programme is a payslip: a tuple of lines, each a name, a label, the key of the law it rests on, and a
formula. A formula is written once, as a Narwhals expression in 64-bit integers, and runs unchanged on one
row, on millions of rows in Polars or DuckDB, and on Spark. ``compute`` adds one column per line; ``explain``
reads those columns of one row from left to right.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

import narwhals as nw
import polars as pl

from payung.refusal import Refusal
from payung.rules.money import PER, Rupiah, percent_text, require_within, rupiah_text
from payung.rules.parameters import Dated, Parameter, Status, parameter, weakest

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
Row = Mapping[str, Any]
Formula = Callable[[], nw.Expr]


class Role(StrEnum):
    """What a line is for: paid (it adds to the total), a basis (later lines read it), or only shown."""

    PAID = "paid"
    BASIS = "basis"
    SHOWN = "shown"


@dataclass(frozen=True)
class Sentence:
    """An Indonesian sentence with the facts for its braces kept apart, so that it can be said in English
    too.
    """

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.facts)


@dataclass(frozen=True)
class Slice:
    """The part of a base that lies over ``over`` up to ``up_to`` (None: no end), and its rate per hundred
    thousand.
    """

    over: Rupiah
    up_to: Rupiah | None
    rate: int
    amount: Rupiah

    @property
    def hundred_thousandths(self) -> int:
        """The contribution of this slice before rounding, in rupiah ÷ 100.000."""
        return self.amount * self.rate


@dataclass(frozen=True)
class Line:
    """One line of a payslip.

    ``source`` is a key of the law; ``formula`` gives an Int64 expression over the facts and the earlier
    lines; where ``applies`` is false the line is 0 and is not explained. Only a line that is a basis or shown
    is read by others. ``known_later``: the law learnt of this line after the programme began; before its
    first day it does not apply. ``slices`` and ``told`` say how one row came about: from the row and the
    value of ``source`` on its date; ``rests_on`` names further keys the amount of this row rests on.
    """

    name: str
    label: str
    source: str
    formula: Formula
    role: Role = Role.PAID
    applies: Formula | None = None
    slices: Callable[[Row, Any], tuple[Slice, ...]] | None = None
    told: Callable[[Row, Any], Sentence] | None = None
    known_later: bool = False
    rests_on: Callable[[Row], tuple[str, ...]] | None = None

    @property
    def column(self) -> nw.Expr:
        """The formula as a column of this line's name."""
        condition = self.condition
        if condition is None:
            return self.formula().alias(self.name)
        nothing = nw.lit(0, dtype=nw.Int64)
        return nw.when(condition).then(self.formula()).otherwise(nothing).alias(self.name)

    @property
    def condition(self) -> nw.Expr | None:
        """Where the line applies; None where it always does."""
        applies = None if self.applies is None else self.applies()
        if not self.known_later:
            return applies
        known = nw.col("on") >= parameter(self.source).history[0].from_on
        return known if applies is None else applies & known


@dataclass(frozen=True)
class Fact:
    """A column a programme needs: rupiah from 0 to ``limit``, another count to there, or one of ``choices``."""

    name: str
    label: str
    limit: int = 0
    choices: tuple[str, ...] = ()
    is_rupiah: bool = True


def no_cautions(row: Row) -> tuple[Sentence, ...]:
    """Nothing to warn of."""
    return ()


@dataclass(frozen=True)
class Programme:
    """A payslip: its lines in order, the facts they need (beside ``on``, the date), and what to warn of."""

    name: str
    label: str
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]
    cautions: Callable[[Row], tuple[Sentence, ...]] = no_cautions


@dataclass(frozen=True)
class Explanation:
    """One line of one row, told: ``how`` is the sum as a sentence, ``slices`` the same in parts."""

    name: str
    label: str
    amount: Rupiah
    role: Role
    source: str
    status: Status
    slices: tuple[Slice, ...]
    how: Sentence | None


def covers(entry: Dated, on: date) -> bool:
    """True where the day lies in the days this value holds, both ends included."""
    return (entry.from_on or date.min) <= on <= (entry.to_on or date.max)


def by_date(dated: Parameter, formula: Callable[[Any], nw.Expr], *, on: nw.Expr) -> nw.Expr:
    """The formula with the value in force on each row's day ``on``; null on days the law does not know.

    One frame may so hold rows of many dates. A history has no gaps: where its last value is open, the newest
    that has begun is the one in force, and half the comparisons are enough.
    """
    entries = dated.history
    if entries[-1].to_on is not None:
        return by_cases([(_in_force(entry, on), formula(entry.value)) for entry in entries])
    return by_cases([(on >= (entry.from_on or date.min), formula(entry.value)) for entry in reversed(entries)])


def by_cases(cases: Sequence[tuple[nw.Expr, nw.Expr]]) -> nw.Expr:
    """The formula of the first condition that holds; null where none does (every engine knows when/then)."""
    (condition, formula), *rest = cases
    chain = nw.when(condition).then(formula)
    for condition, formula in rest:
        chain = chain.when(condition).then(formula)
    return chain


def _in_force(entry: Dated, on: nw.Expr) -> nw.Expr:
    return on.is_between(entry.from_on or date.min, entry.to_on or date.max)


def span(programme: Programme) -> tuple[date, date]:
    """First and last day on which every line that is paid, and every basis, has a law; a line known later
    does not move the first.
    """
    lines = [line for line in programme.lines if line.role is not Role.SHOWN]
    first = [parameter(line.source).history[0].from_on or date.min for line in lines if not line.known_later]
    return max(first), min(parameter(line.source).history[-1].to_on or date.max for line in lines)


def compute(frame: Frame, programme: Programme) -> Frame:
    """The frame with one Int64 column per line, in order, and ``total``, the sum of the paid ones.

    ``frame`` is a Narwhals frame with the programme's facts and ``on`` (Date). A null, a fact outside its
    bounds or a date outside the law is refused up front, for the whole frame; a lazy frame is read once for
    that.
    """
    _require_types(frame, programme)
    _require_rows(frame, programme)
    return with_lines(frame, programme)


def with_lines(frame: Frame, programme: Programme) -> Frame:
    """``compute`` without its checks, for facts already checked: whatever is null or undated stays null."""
    money = [nw.col(fact.name).cast(nw.Int64) for fact in programme.facts if not fact.choices]
    frame = frame.with_columns(*money)
    for lines in _together(programme.lines):
        frame = frame.with_columns(*(line.column for line in lines))
    paid = [nw.col(line.name) for line in programme.lines if line.role is Role.PAID]
    return frame.with_columns(sum(paid[1:], start=paid[0]).alias("total"))


def _together(lines: tuple[Line, ...]) -> Iterator[tuple[Line, ...]]:
    """Lines that may be computed at once: no other line reads a paid one, so neighbours that are paid."""
    for is_paid, group in groupby(lines, key=lambda line: line.role is Role.PAID):
        neighbours = tuple(group)
        yield from (neighbours,) if is_paid else ((line,) for line in neighbours)


def _require_types(frame: Frame, programme: Programme) -> None:
    schema = frame.collect_schema()
    if schema["on"] != nw.Date:
        raise Refusal("Kolom {column} harus berisi tanggal.", column="on")
    for fact in programme.facts:
        if not fact.choices and not schema[fact.name].is_integer():
            raise Refusal("Kolom {column} harus berisi rupiah bulat.", column=fact.name)


def _require_rows(frame: Frame, programme: Programme) -> None:
    first, last = span(programme)
    on = nw.col("on")
    wrong = {fact.name: _unusable(fact) for fact in programme.facts}
    wrong["on"] = on.is_null() | (on < first) | (on > last)
    counts = frame.select(**{name: flag.cast(nw.Int64).sum() for name, flag in wrong.items()})
    found = (counts.collect() if isinstance(counts, nw.LazyFrame) else counts).rows(named=True)[0]
    for name, count in found.items():
        if count:
            raise Refusal(
                "{count} baris memuat {column} yang kosong, di luar batas, atau di luar masa berlaku aturan.",
                count=count,
                column=name,
            )


def _unusable(fact: Fact) -> nw.Expr:
    column = nw.col(fact.name)
    if fact.choices:
        return column.is_null() | ~column.is_in(fact.choices)
    return column.is_null() | (column < 0) | (column > fact.limit)


def compute_one(facts: Row, programme: Programme) -> dict[str, Any]:
    """One row through the same formulas: the facts, every line's rupiah, and ``total``; bad facts are
    refused.
    """
    for fact in programme.facts:
        _require_fact(fact, facts.get(fact.name))
    _require_date(facts.get("on"), programme)
    row = dict(facts)
    for lines in _together(programme.lines):
        row |= _computed(row, lines)
    return row | {"total": sum(row[line.name] for line in programme.lines if line.role is Role.PAID)}


def _computed(row: Row, lines: tuple[Line, ...]) -> dict[str, Any]:
    """Only the lines that apply are computed: most of a programme is not about this row."""
    applying = _applying(row, lines)
    amounts = [line.formula().alias(line.name) for line in lines if line.name in applying]
    found = _one(row).select(*amounts).rows(named=True)[0] if amounts else {}
    return {line.name: found.get(line.name, 0) for line in lines}


def _one(row: Row) -> nw.DataFrame[Any]:
    return nw.from_native(pl.DataFrame([dict(row)]))


def _require_fact(fact: Fact, value: object) -> None:
    if value is None:
        raise Refusal("{what} belum disebut.", what=fact.label)
    if not fact.choices:
        _require_number(fact, value)
    elif value not in fact.choices:
        raise Refusal(
            "{what} “{given}” tidak dikenal; pilih salah satu dari {choices}.",
            what=fact.label,
            given=value,
            choices=", ".join(fact.choices),
        )


def _require_number(fact: Fact, value: object) -> None:
    if fact.is_rupiah:
        require_within(value, limit=fact.limit, what=fact.label)
    elif type(value) is not int or not 0 <= value <= fact.limit:
        raise Refusal(
            "{what} harus bilangan bulat antara 0 dan {limit}; yang diterima: {given}.",
            what=fact.label,
            limit=fact.limit,
            given=value,
        )


def _require_date(on: object, programme: Programme) -> None:
    first, last = span(programme)
    if type(on) is not date:
        raise Refusal("Tanggal perhitungan belum disebut.")
    if not first <= on <= last:
        raise Refusal(
            "Aturan {programme} yang dikenal Payung berlaku mulai {first}; tanggal {on} di luarnya.",
            programme=programme.label,
            first=first.isoformat(),
            on=on.isoformat(),
        )


def explain(row: Row, programme: Programme, on: date) -> tuple[Explanation, ...]:
    """The lines of one computed row that apply to it, in order, each with its source, status and how it came
    about.
    """
    applying = _applying(row, programme.lines)
    return tuple(_explained(line, row, on) for line in programme.lines if line.name in applying)


def _applying(row: Row, lines: tuple[Line, ...]) -> set[str]:
    """The names of the lines that apply to this row."""
    conditions = {line.name: condition for line in lines if (condition := line.condition) is not None}
    always = {line.name for line in lines} - set(conditions)
    if not conditions:
        return always
    answers = _one(row).select(**conditions).rows(named=True)[0]
    return always | {name for name, answer in answers.items() if answer}


def _explained(line: Line, row: Row, on: date) -> Explanation:
    keys = (line.source, *(line.rests_on(row) if line.rests_on else ()))
    law, *others = (parameter(key).at(on) for key in keys)
    slices = line.slices(row, law.value) if line.slices else ()
    told = line.told(row, law.value) if line.told else None
    amount = row[line.name]
    how = told or (sum_of(slices, amount) if slices else None)
    source = "; ".join(dict.fromkeys((law.source, *(one.source for one in others))))
    status = weakest(law.status, *(one.status for one in others))
    return Explanation(line.name, line.label, amount, line.role, source, status, slices, how)


def sum_of(slices: tuple[Slice, ...], amount: Rupiah) -> Sentence:
    """“0,21 % × Rp 100.000.000 + … = Rp 346.000”, saying so where the rupiah was rounded."""
    parts = " + ".join(f"{percent_text(part.rate)} × {rupiah_text(part.amount)}" for part in slices)
    exact = sum(part.hundred_thousandths for part in slices)
    if exact == amount * PER:
        return Sentence("{parts} = {amount}", {"parts": parts, "amount": rupiah_text(amount)})
    return Sentence(
        "{parts} = {amount}, dibulatkan ke rupiah terdekat", {"parts": parts, "amount": rupiah_text(amount)}
    )
