"""Is a month's wage found from days and pieces as the article says, and is what was used always told?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.money import WAGE_LIMIT
from payung.rules.parameters import Status
from payung.rules.wage_basis import MonthlyWage, daily, monthly, piece_work

ON = date(2026, 3, 6)
PROJECT_DAYS = (
    "PP 44/2015 Pasal 19 ayat (3), 32 ayat (1); "
    "untuk jasa konstruksi Pasal 56 ayat (2) menyerahkannya kepada Permenaker"
)


def test_a_monthly_wage_is_used_as_it_is() -> None:
    wage = monthly(5_000_000)
    assert (wage.amount, wage.status) == (5_000_000, Status.CONFIRMED)
    assert str(wage.how) == "upah sebulan Rp 5.000.000, dipakai apa adanya"
    assert wage.source == "PP 44/2015 Pasal 19 ayat (2), 32 ayat (1) dan Penjelasannya"


def test_no_wage_is_raised_to_a_floor() -> None:
    assert (monthly(0).amount, monthly(1).amount, daily(1, on=ON).amount) == (0, 1, 25)


def test_a_daily_wage_is_multiplied_by_25_and_that_is_an_inference_for_projects() -> None:
    wage = daily(170_000, on=ON)
    assert (wage.amount, wage.status, wage.source) == (4_250_000, Status.INFERRED, PROJECT_DAYS)
    assert str(wage.how) == "Rp 170.000 sehari × 25 hari = Rp 4.250.000"


@pytest.mark.parametrize(("days", "amount"), [(25, 2_000_000), (30, 2_400_000)])
def test_the_days_of_a_month_may_be_set_to_what_practice_used(days: int, amount: int) -> None:
    wage = daily(80_000, on=date(2018, 2, 4), days_per_month=days)
    assert (wage.amount, wage.status) == (amount, Status.INFERRED)
    assert str(wage.how).startswith(f"Rp 80.000 sehari × {days} hari = ")


@pytest.mark.parametrize("days", [0, 21, 24, 26, 29, 31])
def test_days_never_used_are_refused(days: int) -> None:
    with pytest.raises(Refusal) as refused:
        daily(80_000, on=ON, days_per_month=days)
    assert str(refused.value) == f"Upah sehari dikalikan 25 atau 30 hari, bukan {days}."


def test_before_july_2015_the_days_must_be_set() -> None:
    with pytest.raises(Refusal, match="2015-06-30 belum ada ketentuannya di sini"):
        daily(80_000, on=date(2015, 6, 30))
    assert daily(80_000, on=date(2015, 6, 30), days_per_month=25).amount == 2_000_000
    assert daily(80_000, on=date(2015, 7, 1)).amount == 2_000_000


@pytest.mark.parametrize("amount", [-1, WAGE_LIMIT + 1])
def test_a_monthly_wage_outside_its_bounds_is_refused(amount: int) -> None:
    with pytest.raises(Refusal, match="Upah sebulan harus bilangan bulat antara Rp 0"):
        monthly(amount)


def test_a_daily_wage_stays_within_the_limit_of_a_month() -> None:
    most = WAGE_LIMIT // 31
    assert daily(most, on=ON, days_per_month=30).amount == 30 * most
    with pytest.raises(Refusal) as refused:
        daily(most + 1, on=ON)
    assert str(refused.value) == (
        "Upah sehari harus bilangan bulat antara Rp 0 dan Rp 32.258.064.516; yang diterima: 32258064517."
    )


def told(wage: MonthlyWage) -> tuple[int, str, Status]:
    return wage.amount, str(wage.how), wage.status


@pytest.mark.parametrize(
    ("months", "amount", "how"),
    [
        ([3_000_000, 4_000_000, 5_000_000], 4_000_000, "Rp 12.000.000 ÷ 3 bulan = Rp 4.000.000"),
        ([1, 0, 0], 0, "Rp 1 ÷ 3 bulan = Rp 0, dibulatkan ke rupiah terdekat"),
        ([1, 1, 0], 1, "Rp 2 ÷ 3 bulan = Rp 1, dibulatkan ke rupiah terdekat"),
    ],
)
def test_piece_work_is_the_average_of_three_months(months: list[int], amount: int, how: str) -> None:
    assert told(piece_work(months, on=ON)) == (amount, how, Status.CONFIRMED)


@pytest.mark.parametrize(("total", "average"), [(5, 0), (6, 1), (17, 1), (18, 2)])
def test_weather_dependent_piece_work_is_the_average_of_twelve_months_half_up(total: int, average: int) -> None:
    wage = piece_work([total, *[0] * 11], on=ON, weather_dependent=True)
    assert wage.amount == average
    assert wage.source == "PP 44/2015 Pasal 19 ayat (2)-(5); PP 46/2015 Pasal 17"


@pytest.mark.parametrize(("count", "weather", "needed"), [(0, False, 3), (2, False, 3), (4, False, 3), (3, True, 12)])
def test_another_number_of_months_is_refused(count: int, weather: bool, needed: int) -> None:
    with pytest.raises(Refusal) as refused:
        piece_work([1] * count, on=ON, weather_dependent=weather)
    assert str(refused.value) == (
        f"Upah borongan dirata-ratakan dari {needed} bulan terakhir; yang disebut {count} bulan."
    )


def test_a_months_piece_work_outside_its_bounds_is_refused() -> None:
    with pytest.raises(Refusal, match="Upah borongan sebulan harus bilangan bulat"):
        piece_work([1, 2, -1], on=ON)
