"""Which days are working days, and what is the n-th working day after another?"""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.periods import (
    FIRST_DAY,
    LAST_DAY,
    add_working_days,
    add_working_days_column,
    certain_until,
    is_certain,
    is_working_day,
    next_working_day,
    working_day_table,
    working_days_between,
)

DAYS = st.dates(dt.date(2002, 1, 1), dt.date(2039, 12, 31))

DAYS_OFF = {
    "Saturday": dt.date(2026, 3, 14),
    "Sunday": dt.date(2026, 3, 15),
    "collective leave before Nyepi": dt.date(2026, 3, 18),
    "Nyepi": dt.date(2026, 3, 19),
    "collective leave before Idul Fitri": dt.date(2026, 3, 20),
    "collective leave after Idul Fitri": dt.date(2026, 3, 24),
    "Good Friday": dt.date(2026, 4, 3),
    "Independence Day": dt.date(2026, 8, 17),
    "local elections of 2024": dt.date(2024, 11, 27),
    "collective leave of Idul Fitri 2020 moved to December": dt.date(2020, 12, 31),
}


@pytest.mark.parametrize("day", DAYS_OFF.values(), ids=DAYS_OFF)
def test_no_working_day_is(day: dt.date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 17), dt.date(2026, 3, 25), dt.date(2020, 5, 26)])
def test_an_ordinary_weekday_is_a_working_day(day: dt.date) -> None:
    assert is_working_day(day)


def test_fourteen_working_days_across_nyepi_and_idul_fitri_2026() -> None:
    """10-13, 16, 17 and 25-27, 30, 31 March, 1, 2 and 6 April; off: 18-20, 23, 24 March and 3 April."""
    assert add_working_days(dt.date(2026, 3, 9), 14) == dt.date(2026, 4, 6)


def test_counting_starts_after_the_day_even_on_a_day_off() -> None:
    assert add_working_days(dt.date(2026, 3, 18), 1) == dt.date(2026, 3, 25)
    assert add_working_days(dt.date(2026, 3, 17), 1) == dt.date(2026, 3, 25)


def test_a_working_day_is_its_own_next_working_day() -> None:
    assert next_working_day(dt.date(2026, 3, 17)) == dt.date(2026, 3, 17)


def test_a_day_off_moves_to_the_first_working_day_after_it() -> None:
    assert next_working_day(dt.date(2026, 3, 18)) == dt.date(2026, 3, 25)


@settings(deadline=None)  # the first question of a day builds the calendar
@given(DAYS, st.integers(1, 200))
def test_counting_back_gives_the_days_added(day: dt.date, n: int) -> None:
    reached = add_working_days(day, n)
    assert is_working_day(reached)
    assert working_days_between(day, reached) == n
    assert working_days_between(reached, day) == -n


@pytest.mark.parametrize("n", [0, -1])
def test_fewer_than_one_working_day_is_refused(n: int) -> None:
    with pytest.raises(Refusal, match="paling sedikit 1"):
        add_working_days(dt.date(2026, 3, 9), n)


@pytest.mark.parametrize("day", [FIRST_DAY - dt.timedelta(days=1), LAST_DAY + dt.timedelta(days=1)])
def test_a_day_without_known_holidays_is_refused(day: dt.date) -> None:
    with pytest.raises(Refusal, match="dari 2000-01-01 sampai 2040-12-31"):
        is_working_day(day)


def test_a_deadline_beyond_the_known_holidays_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        add_working_days(dt.date(2040, 12, 20), 14)
    assert str(refused.value) == "Hari kerja ke-14 setelah 2040-12-20 melewati 2040-12-31."


def test_days_are_certain_to_the_end_of_the_last_year_with_decreed_leave() -> None:
    end = certain_until()
    assert end >= dt.date(2027, 12, 31)
    assert is_certain(end)
    assert not is_certain(end + dt.timedelta(days=1))


def test_the_table_has_one_row_per_day_and_an_index_that_rises_on_working_days() -> None:
    table = working_day_table(dt.date(2026, 3, 17), dt.date(2026, 3, 25))
    assert table.columns == ["day", "is_working", "working_index"]
    assert table["is_working"].to_list() == [True] + [False] * 7 + [True]
    index = table["working_index"]
    assert (index - index[0]).to_list() == [0] * 8 + [1]


def test_a_table_that_ends_before_it_starts_has_no_rows() -> None:
    assert working_day_table(dt.date(2026, 3, 25), dt.date(2026, 3, 17)).is_empty()


def test_the_column_says_what_the_single_question_says_in_the_order_of_the_rows() -> None:
    days = pl.date_range(dt.date(2025, 12, 1), dt.date(2026, 6, 30), eager=True).sample(
        fraction=1, shuffle=True, seed=1
    )
    frame = add_working_days_column(pl.DataFrame({"contract_on": days}), column="contract_on", n=14, name="by_on")
    assert frame["contract_on"].to_list() == days.to_list()
    assert frame["by_on"].to_list() == [add_working_days(day, 14) for day in days]


def test_a_row_without_a_usable_date_has_no_deadline() -> None:
    days = [None, dt.date(1999, 12, 31), dt.date(2205, 1, 1), dt.date(2040, 12, 31)]
    frame = add_working_days_column(pl.DataFrame({"on": days}), column="on", n=1, name="by_on")
    assert frame["by_on"].to_list() == [None] * 4


def test_a_column_of_fewer_than_one_working_day_is_refused() -> None:
    with pytest.raises(Refusal, match="paling sedikit 1"):
        add_working_days_column(pl.DataFrame({"on": [FIRST_DAY]}), column="on", n=0, name="by_on")
