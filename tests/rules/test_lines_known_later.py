"""Do lines that the law learnt of later, and lines that rest on several articles, do what they say?"""

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from payung.refusal import Refusal
from payung.rules.lines import Fact, Line, Programme, Role, by_date, compute, compute_one, explain, span
from payung.rules.parameters import Status, parameter

# Known since 23 April 2012; since 2 December 2019 (from memory); since February 2021 with a closed last value.
EARLY, LATER = "benefit/jkk/funeral", "benefit/jkk/hearing_aid"
CLOSED = "relief/covid_2020"
FIRST, LEARNT = date(2012, 4, 23), date(2019, 12, 2)


def column(name: str) -> Any:
    return lambda: nw.col(name)


def programme(*lines: Line) -> Programme:
    return Programme(
        "uji", "Program uji", (Fact("wage", "Upah", limit=10), Fact("n", "Banyak", 3, is_rupiah=False)), lines
    )


EARLY_LINE = Line("early", "Lama", EARLY, column("wage"))
LATER_LINE = Line("later", "Baru", LATER, column("n"), known_later=True)
BOTH = programme(EARLY_LINE, LATER_LINE)


def one(on: date, *, of: Programme = BOTH, wage: int = 5, n: int = 2) -> dict[str, Any]:
    return compute_one({"wage": wage, "n": n, "on": on}, of)


def test_a_line_known_later_does_not_move_the_first_day() -> None:
    assert span(BOTH) == (FIRST, date.max)
    assert span(programme(EARLY_LINE, Line("later", "Baru", LATER, column("n")))) == (LEARNT, date.max)


@pytest.mark.parametrize(
    ("on", "later", "names"),
    [(FIRST, 0, ["early"]), (date(2019, 12, 1), 0, ["early"]), (LEARNT, 2, ["early", "later"])],
)
def test_before_its_first_day_a_later_line_is_nothing_and_not_told(on: date, later: int, names: list[str]) -> None:
    row = one(on)
    assert (row["later"], row["total"]) == (later, 5 + later)
    assert [line.name for line in explain(row, BOTH, on)] == names
    frame = pl.DataFrame([{"wage": 5, "n": 2, "on": on}])
    assert compute(nw.from_native(frame), BOTH).to_native()["later"].to_list() == [later]


@pytest.mark.parametrize(("n", "later"), [(1, 0), (2, 2)])
def test_a_later_line_may_have_a_condition_of_its_own(n: int, later: int) -> None:
    asked = Line("later", "Baru", LATER, column("n"), applies=lambda: nw.col("n") > 1, known_later=True)
    assert one(LEARNT, of=programme(EARLY_LINE, asked), n=n)["later"] == later
    assert one(date(2019, 12, 1), of=programme(EARLY_LINE, asked), n=n)["later"] == 0


def test_a_line_is_as_sure_as_the_least_sure_of_all_it_rests_on_and_names_each_source_once() -> None:
    line = Line("early", "Lama", EARLY, column("wage"), rests_on=lambda row: (LATER, EARLY) if row["n"] else ())
    (told,) = explain(one(LEARNT, of=programme(line)), programme(line), LEARNT)
    sources = [parameter(key).at(LEARNT).source for key in (EARLY, LATER)]
    assert (told.status, told.source) == (Status.MEMORY, "; ".join(sources))
    (alone,) = explain(one(LEARNT, of=programme(line), n=0), programme(line), LEARNT)
    assert (alone.status, alone.source) == (Status.CONFIRMED, sources[0])


def test_paid_lines_stand_together_and_a_basis_is_read_by_what_follows() -> None:
    lines = (
        Line("basis", "Dasar", EARLY, lambda: nw.col("wage") * 2, role=Role.BASIS),
        Line("first", "Satu", EARLY, lambda: nw.col("basis") + 1),
        Line("second", "Dua", EARLY, lambda: nw.col("basis") + 2),
        Line("shown", "Tampak", EARLY, lambda: nw.col("basis") * 10, role=Role.SHOWN),
        Line("more", "Tampak lagi", EARLY, lambda: nw.col("shown") + 1, role=Role.SHOWN),
    )
    row = one(LEARNT, of=programme(*lines))
    assert [row[name] for name in ("basis", "first", "second", "shown", "more", "total")] == [10, 11, 12, 100, 101, 23]
    frame = compute(nw.from_native(pl.DataFrame([{"wage": 5, "n": 2, "on": LEARNT}])), programme(*lines)).to_native()
    assert frame.columns == ["wage", "n", "on", "basis", "first", "second", "shown", "more", "total"]
    assert frame.to_dicts() == [row]


@pytest.mark.parametrize("n", [-1, 4, 1.5, True])
def test_a_count_is_refused_without_rupiah(n: Any) -> None:
    with pytest.raises(Refusal) as refused:
        one(LEARNT, n=n)
    assert str(refused.value) == f"Banyak harus bilangan bulat antara 0 dan 3; yang diterima: {n}."
    assert [one(LEARNT, n=good)["n"] for good in (0, 3)] == [0, 3]


def test_the_value_of_a_day_is_null_before_the_first_and_after_a_closed_last() -> None:
    def in_force(key: str, days: list[date]) -> list[int | None]:
        frame = nw.from_native(pl.DataFrame({"on": days}))
        numbered = by_date(parameter(key), lambda _: nw.lit(1), on=nw.col("on"))
        return frame.select(found=numbered).to_native()["found"].to_list()

    closed = parameter(CLOSED).history
    first, last = closed[0].from_on, closed[-1].to_on
    assert first is not None
    assert last is not None
    assert in_force(CLOSED, [date(2020, 7, 31), first, last, date(2021, 2, 1)]) == [None, 1, 1, None]
    assert in_force(EARLY, [date(2012, 4, 22), FIRST, date.max]) == [None, 1, 1]
