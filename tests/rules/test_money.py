"""Is rupiah counted exactly, and read only where it is clear?"""

from decimal import ROUND_HALF_UP, Decimal

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.money import (
    CONTRACT_LIMIT,
    at_most,
    at_rate,
    half_up,
    parse_rupiah,
    percent_text,
    require_within,
    rupiah_text,
    scaled,
    within,
)


@settings(deadline=None)
@given(st.integers(0, 9 * 10**17), st.integers(1, 10**6))
def test_half_up_is_the_rounding_of_decimal(numerator: int, divisor: int) -> None:
    expected = (Decimal(numerator) / divisor).quantize(Decimal(1), ROUND_HALF_UP)
    assert half_up(numerator, divisor) == expected


@settings(deadline=None)
@given(st.integers(0, CONTRACT_LIMIT), st.integers(0, 20_000))
def test_scaling_never_rounds_twice(amount: int, rate: int) -> None:
    exact = (2 * amount * 100_000 + 100_000 + rate) // (2 * (100_000 + rate))
    assert scaled(amount, 100_000, 100_000 + rate) == exact


def test_half_a_rupiah_is_rounded_up() -> None:
    assert (at_rate(50, 1000), at_rate(49, 1000), at_rate(150, 1000)) == (1, 0, 2)


@pytest.mark.parametrize(
    ("value", "limit", "smaller"), [(5, 3, 3), (3, 5, 3), (3, 3, 3), (None, 3, None), (3, None, None)]
)
def test_a_missing_cap_is_never_lost(value: int | None, limit: int | None, smaller: int | None) -> None:
    frame = nw.from_native(pl.DataFrame({"v": [value], "l": [limit]}, schema={"v": pl.Int64, "l": pl.Int64}))
    assert frame.select(x=at_most(nw.col("v"), nw.col("l"))).rows() == [(smaller,)]


@pytest.mark.parametrize(("value", "kept"), [(-1, None), (0, 0), (10, 10), (11, None), (None, None)])
def test_what_lies_outside_the_bounds_is_null(value: int | None, kept: int | None) -> None:
    frame = nw.from_native(pl.DataFrame({"v": [value]}, schema={"v": pl.Int64}))
    assert frame.select(x=within(nw.col("v"), 10)).rows() == [(kept,)]


@pytest.mark.parametrize(
    "text",
    ["180000000", "180.000.000", " Rp 180.000.000 ", "rp180000000", "Rp. 180.000.000,00", "180.000.000,-"],
)
def test_rupiah_is_read_as_people_write_it(text: str) -> None:
    assert parse_rupiah(text) == 180_000_000


@pytest.mark.parametrize(
    "text", ["", "abc", "1,5", "180,000,000", "18.00.000", "-5", "1e9", "1.5", "180000000,50", "٣"]
)
def test_unclear_rupiah_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_rupiah(text)
    assert str(refused.value) == (
        f"“{text}” bukan jumlah rupiah. Tulis bilangan bulat tanpa sen, misalnya 180000000 atau 180.000.000."
    )


@pytest.mark.parametrize("amount", [-1, CONTRACT_LIMIT + 1, True, 1.0])
def test_an_amount_out_of_bounds_or_not_whole_is_refused(amount: int) -> None:
    with pytest.raises(Refusal) as refused:
        require_within(amount, limit=CONTRACT_LIMIT, what="Nilai kontrak")
    assert str(refused.value) == (
        f"Nilai kontrak harus bilangan bulat antara Rp 0 dan Rp 9.000.000.000.000.000; yang diterima: {amount}."
    )


def test_the_bounds_themselves_are_allowed() -> None:
    assert [require_within(n, limit=CONTRACT_LIMIT, what="x") for n in (0, CONTRACT_LIMIT)] == [
        0,
        CONTRACT_LIMIT,
    ]


def test_money_and_rates_are_written_the_indonesian_way() -> None:
    assert rupiah_text(1_234_567) == "Rp 1.234.567"
    assert [percent_text(rate) for rate in (1740, 300, 2000, 125, 10)] == [
        "1,74 %",
        "0,30 %",
        "2 %",
        "0,125 %",
        "0,01 %",
    ]
