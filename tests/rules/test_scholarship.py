"""Do the children's school years become the right columns, and are impossible ones refused?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.scholarship import YEARS, Child, facts_of, worth

FLAT, LEVELS = date(2019, 12, 1), date(2019, 12, 2)
MOST = {"tk": 2, "sd": 6, "smp": 3, "sma": 3, "higher": 5}


@pytest.mark.parametrize(
    ("level", "years", "amount"),
    [
        ("tk", 1, 1_500_000), ("tk", 2, 3_000_000), ("tk", 3, 3_000_000),
        ("sd", 6, 9_000_000), ("sd", 7, 9_000_000),
        ("smp", 3, 6_000_000), ("smp", 4, 6_000_000),
        ("sma", 3, 9_000_000), ("sma", 4, 9_000_000),
        ("higher", 5, 60_000_000), ("higher", 6, 60_000_000),
    ],
)  # fmt: skip
def test_a_level_is_paid_a_year_up_to_its_most_years(level: str, years: int, amount: int) -> None:
    assert worth(Child({level: years}), on=LEVELS) == amount


def test_one_child_is_worth_87_million_at_most() -> None:
    assert worth(Child(MOST), on=LEVELS) == 87_000_000
    assert worth(Child(dict.fromkeys(MOST, 30)), on=LEVELS) == 87_000_000


@pytest.mark.parametrize("on", [date(2012, 4, 23), date(2015, 6, 30), date(2015, 7, 1), FLAT])
def test_before_the_levels_a_child_alone_is_worth_nothing(on: date) -> None:
    assert worth(Child(MOST), on=on) == 0


def test_missing_children_are_columns_of_zero() -> None:
    assert facts_of((), on=LEVELS) == dict.fromkeys(YEARS, 0)
    assert facts_of((Child({"sd": 6}),), on=LEVELS) == dict.fromkeys(YEARS, 0) | {"first_sd": 6}
    assert len(YEARS) == 10


def test_two_children_stand_with_the_dearer_first() -> None:
    found = facts_of((Child({"sd": 6}), Child({"sma": 3, "higher": 5})), on=LEVELS)
    assert found == dict.fromkeys(YEARS, 0) | {"first_sma": 3, "first_higher": 5, "second_sd": 6}


def test_of_three_children_the_two_worth_most_count() -> None:
    found = facts_of((Child({"tk": 1}), Child({"sd": 6}), Child({"higher": 1})), on=LEVELS)
    assert found == dict.fromkeys(YEARS, 0) | {"first_higher": 1, "second_sd": 6}


@pytest.mark.parametrize("years", [-1, 31, 1.5, True, None])
def test_impossible_years_are_refused(years: int) -> None:
    with pytest.raises(Refusal) as refused:
        Child({"sd": years})
    assert str(refused.value) == f"Lama sekolah antara 0 dan 30 tahun; yang diterima: {years}."


@pytest.mark.parametrize("years", [0, 30])
def test_the_ends_of_the_possible_years_are_taken(years: int) -> None:
    assert Child({"sd": years}).years == {"sd": years}


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Child({"s2": 1})
    assert str(refused.value) == "Jenjang “s2” tidak dikenal; pilih salah satu dari tk, sd, smp, sma, higher."
