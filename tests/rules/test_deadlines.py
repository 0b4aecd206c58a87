"""Does every deadline fall on the day the law of that time says?"""

import datetime as dt

import polars as pl
import pytest

from payung.refusal import Refusal
from payung.rules.deadlines import (
    Deadline,
    add_deadline_column,
    contribution_due,
    project_registration,
    worker_change,
    working_days_after,
)
from payung.rules.parameters import Status


def test_a_project_is_registered_within_fourteen_working_days_of_the_contract() -> None:
    deadline = project_registration(dt.date(2026, 3, 9))
    assert (deadline.on, deadline.days, deadline.unit) == (dt.date(2026, 4, 6), 14, "working_days")
    assert deadline.status is Status.SECONDARY
    assert "400.5.7/765/Keuda" in deadline.source


def test_until_march_2021_the_old_regulation_gives_the_fourteen_days() -> None:
    deadline = project_registration(dt.date(2021, 3, 31))
    assert deadline.source == "Permenaker 44/2015 Pasal 3 ayat (3)"
    assert deadline.status is Status.CONFIRMED


def test_before_2016_no_rule_for_registering_a_project_is_known() -> None:
    with pytest.raises(Refusal, match="sejak 2016-01-01"):
        project_registration(dt.date(2015, 12, 31))


def test_worker_changes_had_seven_working_days_until_31_march_2021() -> None:
    """1, 5, 6, 7, 8, 9 and 12 April; off: Good Friday 2 April."""
    deadline = worker_change(dt.date(2021, 3, 31))
    assert (deadline.days, deadline.on) == (7, dt.date(2021, 4, 12))


def test_worker_changes_have_thirty_working_days_since_1_april_2021() -> None:
    """20 in April after the 1st and Good Friday, then 3-7, 10, 11, 17-19 May; off: 12, 13 and 14 May."""
    deadline = worker_change(dt.date(2021, 4, 1))
    assert (deadline.days, deadline.on) == (30, dt.date(2021, 5, 19))


def test_a_contribution_is_due_on_the_fifteenth_of_the_next_month() -> None:
    deadline = contribution_due(dt.date(2025, 12, 31))
    assert (deadline.on, deadline.days, deadline.unit) == (dt.date(2026, 1, 15), 15, "day_of_month")


@pytest.mark.parametrize("programme", ["jkk", "jkm", "jht"])
def test_a_due_day_on_a_day_off_moves_to_the_next_working_day(programme: str) -> None:
    """15 August 2026 is a Saturday, the 17th is Independence Day."""
    assert contribution_due(dt.date(2026, 7, 1), programme=programme).on == dt.date(2026, 8, 18)


def test_the_due_day_of_the_pension_does_not_move() -> None:
    assert contribution_due(dt.date(2026, 7, 1), programme="jp").on == dt.date(2026, 8, 15)


def test_a_programme_nobody_knows_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        contribution_due(dt.date(2026, 7, 1), programme="jkx")
    assert str(refused.value) == "Program 'jkx' tidak dikenal; yang ada: jkk, jkm, jht, jp."


def test_a_month_before_the_law_has_no_due_day() -> None:
    with pytest.raises(Refusal, match="sejak 2015-07-01"):
        contribution_due(dt.date(2015, 6, 30))


def test_any_deadline_in_working_days_can_be_asked_by_its_key() -> None:
    deadline = working_days_after(dt.date(2026, 3, 9), key="deadline/manifest_negligence")
    assert isinstance(deadline, Deadline)
    assert deadline.on == dt.date(2026, 3, 25)


def test_a_deadline_in_hours_is_not_counted_in_working_days() -> None:
    with pytest.raises(Refusal, match="bukan tenggat dalam hari kerja"):
        working_days_after(dt.date(2026, 3, 9), key="deadline/accident_report_hours")


def test_a_column_of_deadlines_follows_the_law_of_every_row() -> None:
    days = [dt.date(2021, 4, 1), None, dt.date(2021, 3, 31), dt.date(2015, 12, 31), dt.date(2026, 3, 9)]
    frame = add_deadline_column(
        pl.DataFrame({"on": days, "row": range(5)}), column="on", key="deadline/worker_change", name="by_on"
    )
    assert frame.columns == ["on", "row", "by_on"]
    assert frame["row"].to_list() == list(range(5))
    expected = [worker_change(day).on if day and day.year > 2015 else None for day in days]
    assert frame["by_on"].to_list() == expected
