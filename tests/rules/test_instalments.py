"""Do the instalments add up to the contribution, in money and in frames?"""

from datetime import date

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.rules.instalments import instalments, shares_on, split

ON = date(2025, 3, 1)


def test_half_then_two_quarters() -> None:
    assert instalments(392_000, on=ON) == (196_000, 98_000, 98_000)
    assert shares_on(ON).source.startswith("Laman resmi BPJS TK")


@settings(deadline=None)
@given(st.integers(0, 10**13))
def test_the_parts_always_add_up_and_the_first_takes_the_rest(total: int) -> None:
    first, *later = instalments(total, on=ON)
    assert first + sum(later) == total
    assert later == [total // 4, total // 4]


@pytest.mark.parametrize(("total", "parts"), [(1, (1, 0, 0)), (7, (5, 1, 1)), (989_353, (494_677, 247_338, 247_338))])
def test_a_frame_is_split_like_a_single_amount(total: int, parts: tuple[int, ...]) -> None:
    frame = nw.from_native(pl.DataFrame({"total": [total]}))
    one, two, three = instalments(nw.col("total"), on=ON)
    assert instalments(total, on=ON) == parts == frame.select(one=one, two=two, three=three).rows()[0]


def test_a_single_share_is_the_whole() -> None:
    assert split(5, (100_000,)) == (5,)
