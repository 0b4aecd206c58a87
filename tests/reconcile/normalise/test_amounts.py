"""Is every way of writing money read to the same rupiah, or not at all?"""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from payung.reconcile.normalise.amounts import MOST, as_plain_rupiah, as_rupiah


def read(text: str | None) -> int | None:
    return pl.select(as_rupiah(pl.lit(text, dtype=pl.String))).item()


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("192500000", 192_500_000),
        ("Rp 1.000.000.000,00", 1_000_000_000),
        ("Rp1.250.000,-", 1_250_000),
        ("IDR 1,000,000.00", 1_000_000),
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
    ],
)
def test_signs_of_currency_and_grouping_are_only_dress(text: str, rupiah: int) -> None:
    assert read(text) == rupiah


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("3,8 Jt", 3_800_000),
        ("2,5 juta", 2_500_000),
        ("1,5 M", 1_500_000_000),
        ("1 Miliar", 1_000_000_000),
        ("2 milyar", 2_000_000_000),
        ("750 rb", 750_000),
        ("1,2 T", 1_200_000_000_000),
    ],
)
def test_units_in_words_multiply(text: str, rupiah: int) -> None:
    assert read(text) == rupiah


def test_one_separator_before_exactly_three_digits_groups_thousands() -> None:
    assert read("192.500") == 192_500
    assert read("192,500") == 192_500
    assert read("192.50") == 193


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [("2210000000.15", 2_210_000_000), ("10.5", 11), ("10.49", 10), ("10,5", 11), ("0.5", 1), ("99.999999", 100)],
)
def test_half_a_rupiah_goes_up_and_less_goes_down(text: str, rupiah: int) -> None:
    assert read(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [None, "", "-", "abc", "-500", "(500)", "9e9", "1.2.3", "1000.500.000", "12 Agustus", "9000000000000001", "9" * 20],
)
def test_what_is_no_amount_from_0_to_9e15_is_none(text: str | None) -> None:
    assert read(text) is None


def test_the_greatest_amount_is_still_read_to_the_rupiah() -> None:
    assert read(str(MOST)) == MOST
    assert read("9.000 T") == MOST
    assert read("9.001 T") is None


AMOUNT_LIKE = st.one_of(
    st.text("0123456789.,", max_size=20),
    st.from_regex(r"[0-9]{1,17}(\.[0-9]{0,7})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,3}){1,3}", fullmatch=True),
)
AMOUNTS = st.lists(st.integers(0, MOST), max_size=20)
unhurried = settings(deadline=None, max_examples=15)


def full_and_quick(texts: list[str]) -> list[tuple[str, int | None, int | None]]:
    """Each text with both readings."""
    frame = pl.DataFrame({"text": pl.Series(texts, dtype=pl.String)})
    return frame.with_columns(full=as_rupiah(pl.col("text")), quick=as_plain_rupiah(pl.col("text"))).rows()


@unhurried
@given(st.lists(AMOUNT_LIKE, max_size=20))
@example(["1000.500.000", "12.50.3"])
@example(["192.500", "0012.345", "9000000000000000.5", "10.5", "5."])
def test_the_quick_reading_agrees_with_the_full_one_wherever_it_answers(texts: list[str]) -> None:
    disagreeing = [(text, full, quick) for text, full, quick in full_and_quick(texts) if quick not in (None, full)]
    assert disagreeing == []


@unhurried
@given(AMOUNTS)
def test_the_quick_reading_answers_for_every_whole_number(amounts: list[int]) -> None:
    assert full_and_quick([str(n) for n in amounts]) == [(str(n), n, n) for n in amounts]


@unhurried
@given(AMOUNTS)
def test_an_amount_said_in_the_indonesian_way_is_read_back(amounts: list[int]) -> None:
    said = ["Rp " + f"{amount:,}".replace(",", ".") + ",00" for amount in amounts]
    assert [full for _, full, _ in full_and_quick(said)] == amounts
