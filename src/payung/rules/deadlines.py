"""By which day must something be done, and where does the law say so?"""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from payung.refusal import Refusal
from payung.rules.parameters import Dated, Parameter, Status, parameter
from payung.rules.periods import add_working_days, add_working_days_column, next_working_day

PROJECT_REGISTRATION = "deadline/project_registration"
WORKER_CHANGE = "deadline/worker_change"


@dataclass(frozen=True)
class Deadline:
    """The last day something is in time; ``days`` counts in ``unit``: working_days or day_of_month."""

    on: dt.date
    days: int
    unit: str
    source: str
    status: Status
    label: str


def project_registration(contract_on: dt.date) -> Deadline:
    """14 working days after the SPK or contract; a Refusal before 2016.

    Source: Permenaker 44/2015 Pasal 3 ayat (3); letter 400.5.7/765/Keuda of 21 February 2025.
    """
    return working_days_after(contract_on, key=PROJECT_REGISTRATION)


def worker_change(changed_on: dt.date) -> Deadline:
    """30 working days after a worker comes, goes or changes on a project; 7 until 31 March 2021.

    Source: Permenaker 44/2015 Pasal 4 ayat (1); Permenaker 5/2021 Pasal 68 (secondary).
    """
    return working_days_after(changed_on, key=WORKER_CHANGE)


def contribution_due(month: dt.date, *, programme: str = "jkk") -> Deadline:
    """The 15th of the month after the month of this day, moved to a working day where the article says so.

    Source: PP 44/2015 Pasal 21 and PP 46/2015 Pasal 19 (move); PP 45/2015 Pasal 30 ayat (3) (JP, stays).
    """
    if programme not in parameter("company/programmes_by_size").at(month).value["besar"]:
        raise Refusal("Program {programme!r} tidak dikenal; yang ada: jkk, jkm, jht, jp.", programme=programme)
    due = parameter("deadline/contribution_due_day")
    dated = due.at(month)
    written_on = _following_month(month).replace(day=dated.value)
    moves = programme in parameter("deadline/contribution_due_moves").at(month).value
    on = next_working_day(written_on) if moves else written_on
    return Deadline(on, dated.value, due.unit, dated.source, dated.status, due.label)


def working_days_after(day: dt.date, *, key: str) -> Deadline:
    """The deadline of the law under this key, counted in working days from ``day`` by the law of that day."""
    rule = _in_working_days(key)
    dated = rule.at(day)
    on = add_working_days(day, dated.value)
    return Deadline(on, dated.value, rule.unit, dated.source, dated.status, rule.label)


def add_deadline_column(frame: pl.DataFrame, *, column: str, key: str, name: str) -> pl.DataFrame:
    """The frame with a date column ``name``: for every row what `working_days_after` answers for ``column``.

    No date, or a date before the law's first, gives no date.
    """
    history = _in_working_days(key).history
    counted = {dated.value: f"{name} {dated.value}" for dated in history}
    for n, counted_name in counted.items():
        frame = add_working_days_column(frame, column=column, n=n, name=counted_name)
    by_law = [pl.when(_holds(dated, column)).then(pl.col(counted[dated.value])) for dated in history]
    return frame.with_columns(pl.coalesce(by_law).alias(name)).drop(counted.values())


def _holds(dated: Dated, column: str) -> pl.Expr:
    first, last = dated.from_on or dt.date.min, dated.to_on or dt.date.max
    return pl.col(column).is_between(first, last)


def _in_working_days(key: str) -> Parameter:
    rule = parameter(key)
    if rule.unit != "working_days":
        raise Refusal("{key} bukan tenggat dalam hari kerja.", key=key)
    return rule


def _following_month(month: dt.date) -> dt.date:
    return (month.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
