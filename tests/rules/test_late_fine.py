"""Is the fine 2 % a month, not compounding, with the counting of months stated?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.late_fine import PartMonth, late_fine, months_late
from payung.rules.parameters import Status, parameter

DUE = date(2025, 3, 15)


@pytest.mark.parametrize(
    ("paid_on", "counted", "ignored"),
    [
        (date(2025, 3, 1), 0, 0),
        (date(2025, 3, 15), 0, 0),
        (date(2025, 3, 16), 1, 0),
        (date(2025, 4, 14), 1, 0),
        (date(2025, 4, 15), 1, 1),
        (date(2025, 4, 16), 2, 1),
        (date(2026, 3, 15), 12, 12),
    ],
)
def test_a_part_of_a_month_counts_as_the_setting_says(paid_on: date, counted: int, ignored: int) -> None:
    assert months_late(DUE, paid_on, part_month=PartMonth.COUNTS) == counted
    assert months_late(DUE, paid_on, part_month=PartMonth.IGNORED) == ignored


@pytest.mark.parametrize(
    ("paid_on", "months"), [(date(2025, 2, 27), 0), (date(2025, 2, 28), 1), (date(2025, 12, 31), 11)]
)
def test_a_month_without_the_due_day_closes_on_its_last_day(paid_on: date, months: int) -> None:
    assert months_late(date(2025, 1, 31), paid_on, part_month=PartMonth.IGNORED) == months


def test_the_fine_does_not_compound() -> None:
    fine = late_fine(1_000_000, due_on=DUE, paid_on=date(2025, 6, 15))
    assert (fine.amount, fine.months) == (60_000, 3)


def test_the_fine_is_inferred_and_says_how_months_were_counted() -> None:
    fine = late_fine(1_000_000, due_on=DUE, paid_on=date(2025, 3, 20), part_month=PartMonth.IGNORED)
    assert (fine.amount, fine.status) == (0, Status.INFERRED)
    assert [str(warning) for warning in fine.warnings] == [
        "Bagian bulan tidak dihitung; naskah tidak mengaturnya. Pastikan dengan cabang."
    ]


def test_the_fine_names_its_article_and_counts_begun_months_unless_told_otherwise() -> None:
    fine = late_fine(1_000_000, due_on=DUE, paid_on=date(2025, 3, 20))
    assert (fine.amount, fine.months) == (20_000, 1)
    assert fine.source == parameter("late_fine/rate_per_month").at(DUE).source
    assert late_fine(1_000_000, due_on=DUE, paid_on=date(2025, 4, 14), part_month=PartMonth.IGNORED).months == 0


def test_a_hundred_years_late_is_a_fine_and_a_month_more_a_mistake() -> None:
    assert late_fine(100, due_on=DUE, paid_on=date(2125, 3, 15)).months == 1200
    with pytest.raises(Refusal) as refused:
        late_fine(100, due_on=DUE, paid_on=date(2125, 3, 16))
    assert str(refused.value) == "Terlambat 1201 bulan: periksa tanggal jatuh tempo dan tanggal bayar."


def test_an_amount_out_of_bounds_is_named() -> None:
    with pytest.raises(Refusal) as refused:
        late_fine(-1, due_on=DUE, paid_on=DUE)
    assert str(refused.value) == (
        "Iuran yang terutang harus bilangan bulat antara Rp 0 dan Rp 9.000.000.000.000.000; yang diterima: -1."
    )


def test_during_the_covid_relief_a_warning_names_the_lower_rate() -> None:
    warnings = late_fine(1, due_on=date(2020, 9, 15), paid_on=date(2020, 10, 15)).warnings
    source = parameter("late_fine/covid_rate_per_month").history[0].source
    assert str(warnings[1]) == (
        f"Selama relaksasi Covid mungkin berlaku denda yang lebih rendah ({source}); naskahnya belum dibaca."
    )


@pytest.mark.parametrize(
    ("due", "due_on", "paid_on"),
    [(-1, DUE, DUE), (1, date(2015, 6, 30), DUE), (1, DUE, date(2225, 3, 16))],
)
def test_amounts_and_days_out_of_bounds_are_refused(due: int, due_on: date, paid_on: date) -> None:
    with pytest.raises(Refusal):
        late_fine(due, due_on=due_on, paid_on=paid_on)
