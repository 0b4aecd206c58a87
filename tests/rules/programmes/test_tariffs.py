"""Does a scale apply each rate to its own slice only?"""

import narwhals as nw
import polars as pl
import pytest

from payung.rules.programmes.tariffs import Bracket, bracketed, flat, marginal, slices

SCALE = (Bracket(0, 100, 10_000), Bracket(100, 200, 10_000), Bracket(200, None, 50_000))


def test_a_list_of_uppers_becomes_brackets_without_gaps() -> None:
    value = [{"upper": 100, "rate": 10_000}, {"upper": 200, "rate": 10_000}, {"upper": None, "rate": 50_000}]
    assert bracketed(value) == SCALE


@pytest.mark.parametrize(
    ("base", "amount"), [(0, 0), (100, 10), (101, 10), (200, 20), (201, 21), (300, 70), (None, None)]
)
def test_the_sum_is_rounded_once(base: int | None, amount: int | None) -> None:
    frame = nw.from_native(pl.DataFrame({"base": [base]}, schema={"base": pl.Int64}))
    assert frame.select(x=marginal(nw.col("base"), SCALE)).rows() == [(amount,)]


def test_slices_beyond_the_base_are_left_out() -> None:
    assert [part.amount for part in slices(150, SCALE)] == [100, 50]
    assert slices(0, flat(100)) == ()
