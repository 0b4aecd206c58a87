"""Can this be a firm's NIB?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.identifiers import nib
from payung.refusal import Refusal

from .invented import BAD_NIKS, holds_a_nik

NIBS = st.from_regex(r"\A[0-9]{12}[1-9]\Z").filter(lambda text: len(set(text)) > 1)


@given(NIBS)
def test_thirteen_digits_are_accepted_and_come_back(number: str) -> None:
    assert nib.validate(number) == nib.compact(nib.format(number)) == number


@pytest.mark.parametrize("text", ["", "-", "912020001234", "91202000123456", "9120O00123456", "0000000000000"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"^NIB .+\.$"):
        nib.validate(text)
    assert not nib.is_valid(text)


def test_separators_are_dropped() -> None:
    assert nib.validate("9120 0001 23456") == nib.validate("'9120000123456") == "9120000123456"


@given(BAD_NIKS)
def test_a_nik_typed_as_a_nib_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        nib.validate(text)
    assert not holds_a_nik(f"{refused.value} {refused.value.facts}", given=text)
