"""Which digits were meant by what somebody typed?"""

import pytest
from hypothesis import given

from payung.identifiers import digits
from payung.refusal import Refusal

from .invented import NOISE


@pytest.mark.parametrize("written", ["12 34-56.7", "'1234567", "\ufeff1234567", "1234\u200b567", "1234567.0"])
def test_separators_and_invisible_characters_are_dropped(written: str) -> None:
    assert digits.compact(written) == "1234567"


@pytest.mark.parametrize(("written", "kept"), [("123456.0", "1234560"), ("1234567.00", "123456700")])
def test_only_a_whole_number_with_one_decimal_zero_is_a_float_cell(written: str, kept: str) -> None:
    assert digits.compact(written) == kept


@given(NOISE)
def test_compact_twice_is_compact_once(text: str) -> None:
    assert digits.compact(digits.compact(text)) == digits.compact(text)


@pytest.mark.parametrize("text", ["", "12a", "٣", "²", "1 2"])
def test_only_the_digits_0_to_9_are_digits(text: str) -> None:
    assert not digits.are_digits(text)


def test_a_power_made_by_excel_says_how_to_mend_it() -> None:
    with pytest.raises(Refusal, match="jadikan kolomnya teks"):
        digits.require(digits.compact("3.67E+15"), name="NIK", lengths=(16,))


def test_a_wrong_length_says_both_lengths() -> None:
    with pytest.raises(Refusal, match="harus 15 atau 16 angka, yang tertulis 14"):
        digits.require("12345678901234", name="NPWP", lengths=(15, 16))
