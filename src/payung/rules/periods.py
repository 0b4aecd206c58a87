"""Which days are working days in Indonesia, and which day is the n-th one after another?

Saturdays, Sundays, public holidays and collective leave (cuti bersama) are not working days. The holidays
come from the ``holidays`` package: its category "public" is the national holidays, its category "government"
is collective leave, which the government decrees a year at a time. Days from 2000 to 2040 can be asked; after
`certain_until()` collective leave is not decreed yet and the Islamic holidays are estimates, so that a
deadline there may still move by some days.
"""

import datetime as dt
import functools

import holidays
import polars as pl

from payung.refusal import Refusal

FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2040, 12, 31)
COLLECTIVE_LEAVE = ("government",)
DAYS_OFF = ("public", *COLLECTIVE_LEAVE)


def is_working_day(day: dt.date) -> bool:
    """Neither Saturday, Sunday, public holiday nor collective leave."""
    return bool(_calendar()["is_working"][_position(day)])


def next_working_day(day: dt.date) -> dt.date:
    """The day itself when it is a working day, otherwise the first one after it."""
    return day if is_working_day(day) else add_working_days(day, 1)


def add_working_days(day: dt.date, n: int) -> dt.date:
    """The n-th working day after ``day``, which does not count itself; n is at least 1."""
    _require_after(n)
    reached = _working_index(day) + n
    if reached > len(_working_days()):
        raise Refusal("Hari kerja ke-{n} setelah {day} melewati {last}.", n=n, day=day, last=LAST_DAY)
    on: dt.date = _working_days()["day"][reached - 1]
    return on


def working_days_between(start: dt.date, end: dt.date) -> int:
    """How many working days come after ``start``, up to and with ``end``; negative when end comes first."""
    return _working_index(end) - _working_index(start)


@functools.cache
def certain_until() -> dt.date:
    """The last day whose year has its collective leave decreed, as far as the ``holidays`` package knows."""
    return dt.date(max(day.year for day in _days_off(COLLECTIVE_LEAVE)), 12, 31)


def is_certain(day: dt.date) -> bool:
    """Whether the days off up to this day are decreed; if not, say that the deadline is provisional."""
    return FIRST_DAY <= day <= certain_until()


def working_day_table(first: dt.date, last: dt.date) -> pl.DataFrame:
    """One row per day from ``first`` to ``last``, both included: ``day``, ``is_working``, ``working_index``.

    ``working_index`` counts the working days up to and including the day, so that the n-th working day after
    a day is the working day whose index is n higher, whether the day itself is a working day or not.
    """
    start, end = _position(first), _position(last)
    return _calendar().slice(start, max(end - start + 1, 0))


def add_working_days_column(frame: pl.DataFrame, *, column: str, n: int, name: str) -> pl.DataFrame:
    """The frame, its rows in the same order, with a date column ``name``: n working days after ``column``.

    No date, or a date whose deadline falls outside 2000-2040, gives no date.
    """
    return frame.join(
        _shifted(n).rename({"reached": name}),
        left_on=column,
        right_on="day",
        how="left",
        maintain_order="left",
    )


@functools.lru_cache(maxsize=16)
def _shifted(n: int) -> pl.DataFrame:
    """Per day the n-th working day after it: columns ``day`` and ``reached``."""
    _require_after(n)
    aimed = _calendar().select("day", (pl.col("working_index") + n).alias("working_index"))
    reached = _working_days().select(pl.col("day").alias("reached"), "working_index")
    return aimed.join(reached, on="working_index", how="left").select("day", "reached")


@functools.cache
def _calendar() -> pl.DataFrame:
    days = pl.DataFrame({"day": pl.date_range(FIRST_DAY, LAST_DAY, eager=True)})
    is_working = (pl.col("day").dt.weekday() <= 5) & ~pl.col("day").is_in(_days_off(DAYS_OFF))
    return days.with_columns(is_working=is_working).with_columns(
        working_index=pl.col("is_working").cum_sum().cast(pl.Int32)
    )


@functools.cache
def _working_days() -> pl.DataFrame:
    return _calendar().filter("is_working")


def _days_off(categories: tuple[str, ...]) -> list[dt.date]:
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return list(holidays.country_holidays("ID", categories=categories, years=years, expand=False))


def _working_index(day: dt.date) -> int:
    return int(_calendar()["working_index"][_position(day)])


def _position(day: dt.date) -> int:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refusal(
            "Hari kerja hanya diketahui dari {first} sampai {last}, bukan {day}.",
            first=FIRST_DAY,
            last=LAST_DAY,
            day=day,
        )
    return (day - FIRST_DAY).days


def _require_after(n: int) -> None:
    if n < 1:
        raise Refusal("Banyaknya hari kerja paling sedikit 1, bukan {n}.", n=n)
