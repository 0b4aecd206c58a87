"""Is every way of writing a day or a duration read to the same day, or not at all?"""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.reconcile.normalise.dates import as_birth, as_date, as_days, swapped

DAY = date(2026, 3, 9)
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def read(text: str | None) -> date | None:
    return pl.select(as_date(pl.lit(text, dtype=pl.String))).item()


def days(text: str | None) -> int | None:
    return pl.select(as_days(pl.lit(text, dtype=pl.String))).item()


@pytest.mark.parametrize(
    "text", ["2026-03-09T00:00:00.000000Z", "Mar 9, 2026, 12:00:00AM", "2026-03-09 10:00:00", "2026-03-09"]
)
def test_the_three_forms_of_the_exports_are_one_day(text: str) -> None:
    assert read(text) == DAY


@pytest.mark.parametrize("text", ["09-03-2026", "9-3-2026", "9/3/2026", "09.03.2026", "09-03-2026 10:00"])
def test_the_day_comes_before_the_month(text: str) -> None:
    assert read(text) == DAY


@pytest.mark.parametrize("text", ["9 Maret 2026", "9 maret 2026", "09 MARET 2026", "Senin, 9 Maret 2026", "9 Mar 2026"])
def test_a_month_may_be_written_in_indonesian(text: str) -> None:
    assert read(text) == DAY


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, start=1)))
def test_every_indonesian_month_is_known(number: int, name: str) -> None:
    assert read(f"17 {name} 2026") == date(2026, number, 17)


@pytest.mark.parametrize(("text", "month"), [("Pebruari", 2), ("Agt", 8), ("Okt", 10), ("Nopember", 11), ("Des", 12)])
def test_older_and_shorter_month_names_are_known(text: str, month: int) -> None:
    assert read(f"1 {text} 2026") == date(2026, month, 1)


@pytest.mark.parametrize("text", ["46090", "46090.0"])
def test_an_excel_serial_is_a_day(text: str) -> None:
    assert read(text) == DAY


@pytest.mark.parametrize(
    "text",
    [None, "", "-", "segera", "31-02-2026", "2026-13-01", "0000-00-00", "1899-01-01", "2500-01-01", "45", "9999"],
)
def test_nonsense_is_none(text: str | None) -> None:
    assert read(text) is None


@settings(deadline=None, max_examples=15)
@given(DAYS)
def test_every_form_of_a_day_reads_back_as_that_day(day: date) -> None:
    serial = str((day - date(1899, 12, 30)).days)
    spoken = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    forms = [day.isoformat(), f"{day:%d-%m-%Y}", f"{day:%b} {day.day}, {day.year}, 12:00:00AM", spoken, serial]
    assert pl.DataFrame({"form": forms}).select(as_date(pl.col("form"))).to_series().to_list() == [day] * len(forms)


@pytest.mark.parametrize(
    "text",
    [
        "45 (empat puluh lima) hari kalender",
        "45 (empat puluh lima) hari kalendar",
        "45 (empat puluh lima) hari",
        "45 Hari",
        "45",
        "45.0",
    ],
)
def test_a_duration_is_its_number_of_days_however_it_is_worded(text: str) -> None:
    assert days(text) == 45


def test_weeks_and_months_are_turned_into_days() -> None:
    assert days("2 minggu") == 14
    assert days("3 (tiga) bulan") == 90


@pytest.mark.parametrize("text", [None, "", "sesuai kontrak", "0 hari"])
def test_a_duration_without_a_number_is_none(text: str | None) -> None:
    assert days(text) is None


def born(text: str | None) -> date | None:
    return pl.select(as_birth(pl.lit(text, dtype=pl.String))).item()


@pytest.mark.parametrize(
    "text",
    ["17-08-1960", "1960-08-17", "17 Agustus 1960", "22145", "08/17/1960", "1960-17-08", "17-08-60", "17/8/60"],
)
def test_a_birth_is_read_in_every_form_and_from_before_1990(text: str) -> None:
    assert born(text) == date(1960, 8, 17)


@pytest.mark.parametrize(("text", "day"), [("1-1-15", date(2015, 1, 1)), ("1-1-16", date(1916, 1, 1))])
def test_two_digits_of_a_year_are_those_of_somebody_who_may_work(text: str, day: date) -> None:
    assert born(text) == day


@pytest.mark.parametrize("text", [None, "", "-", "31-02-1960", "17-13-1899", "1899-08-17", "32-1-60"])
def test_what_is_no_birth_is_none(text: str | None) -> None:
    assert born(text) is None


def test_a_day_that_is_no_month_cannot_be_swapped() -> None:
    assert pl.select(swapped(pl.lit(date(1990, 8, 5)))).item() == date(1990, 5, 8)
    assert pl.select(swapped(pl.lit(date(1990, 8, 17)))).item() is None
