"""What is a contribution made of, how much is each part, and why?

A programme is a payslip: a tuple of lines, each a name, a label, the key of the law it rests on, and a
formula. A formula is written once, as a Narwhals expression in 64-bit integers, and runs unchanged on one
row, on millions of rows in Polars or DuckDB, and on Spark. ``compute`` adds one column per line; ``explain``
reads those columns of one row from left to right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import narwhals as nw
import polars as pl

from payung.refusal import Refusal
from payung.rules.money import PER, Rupiah, percent_text, require_within, rupiah_text
from payung.rules.parameters import Dated, Parameter, Status, parameter

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
    lines; where ``applies`` is false the line is 0 and is not explained. ``slices`` and ``told`` say how one
    row came about: from the row and the value of ``source`` on its date.
    """

    name: str
    label: str
    source: str
    formula: Formula
    role: Role = Role.PAID
    applies: Formula | None = None
    slices: Callable[[Row, Any], tuple[Slice, ...]] | None = None
    told: Callable[[Row, Any], Sentence] | None = None

    @property
    def column(self) -> nw.Expr:
        """The formula as a column of this line's name."""
        if self.applies is None:
            return self.formula().alias(self.name)
        nothing = nw.lit(0, dtype=nw.Int64)
        return nw.when(self.applies()).then(self.formula()).otherwise(nothing).alias(self.name)


@dataclass(frozen=True)
class Fact:
    """A column a programme needs: rupiah from 0 to ``limit``, or one of ``choices``."""

    name: str
    label: str
    limit: Rupiah = 0
    choices: tuple[str, ...] = ()


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

    One frame may so hold rows of many dates.
    """
    return by_cases([(_in_force(entry, on), formula(entry.value)) for entry in dated.history])


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
    """First and last day on which every line that is paid, and every basis, has a law."""
    histories = [parameter(line.source).history for line in programme.lines if line.role is not Role.SHOWN]
    return (
        max(history[0].from_on or date.min for history in histories),
        min(history[-1].to_on or date.max for history in histories),
    )


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
    for line in programme.lines:
        frame = frame.with_columns(line.column)
    paid = [nw.col(line.name) for line in programme.lines if line.role is Role.PAID]
    return frame.with_columns(sum(paid[1:], start=paid[0]).alias("total"))


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
    frame = with_lines(nw.from_native(pl.DataFrame([dict(facts)])), programme)
    assert isinstance(frame, nw.DataFrame)
    return frame.rows(named=True)[0]


def _require_fact(fact: Fact, value: object) -> None:
    if value is None:
        raise Refusal("{what} belum disebut.", what=fact.label)
    if not fact.choices:
        require_within(value, limit=fact.limit, what=fact.label)
    elif value not in fact.choices:
        raise Refusal(
            "{what} “{given}” tidak dikenal; pilih salah satu dari {choices}.",
            what=fact.label,
            given=value,
            choices=", ".join(fact.choices),
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
    applying = _applying(row, programme)
    return tuple(_explained(line, row, on) for line in programme.lines if line.name in applying)


def _applying(row: Row, programme: Programme) -> set[str]:
    conditions = {line.name: line.applies() for line in programme.lines if line.applies is not None}
    always = {line.name for line in programme.lines if line.applies is None}
    if not conditions:
        return always
    answers = nw.from_native(pl.DataFrame([dict(row)])).select(**conditions).rows(named=True)[0]
    return always | {name for name, answer in answers.items() if answer}


def _explained(line: Line, row: Row, on: date) -> Explanation:
    law = parameter(line.source).at(on)
    slices = line.slices(row, law.value) if line.slices else ()
    told = line.told(row, law.value) if line.told else None
    amount = row[line.name]
    how = told or (sum_of(slices, amount) if slices else None)
    return Explanation(line.name, line.label, amount, line.role, law.source, law.status, slices, how)


def sum_of(slices: tuple[Slice, ...], amount: Rupiah) -> Sentence:
    """“0,21 % × Rp 100.000.000 + … = Rp 346.000”, saying so where the rupiah was rounded."""
    parts = " + ".join(f"{percent_text(part.rate)} × {rupiah_text(part.amount)}" for part in slices)
    exact = sum(part.hundred_thousandths for part in slices)
    if exact == amount * PER:
        return Sentence("{parts} = {amount}", {"parts": parts, "amount": rupiah_text(amount)})
    return Sentence(
        "{parts} = {amount}, dibulatkan ke rupiah terdekat", {"parts": parts, "amount": rupiah_text(amount)}
    )
