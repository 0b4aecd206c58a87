"""Can this be a worker's KPJ?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.identifiers import kpj
from payung.refusal import Refusal

from .invented import MISTYPED_NIKS, NIKS, holds_a_nik

KPJS = st.from_regex(r"\A[0-9]{10}[1-9]\Z").filter(lambda text: len(set(text)) > 1)


@given(KPJS)
def test_eleven_digits_are_accepted_without_a_warning(number: str) -> None:
    assert kpj.validate(number) == kpj.compact(kpj.format(number)) == number
    assert kpj.warnings(number) == ()


@pytest.mark.parametrize("text", ["1234567890", "123456789012", "15x02000123"])
def test_another_length_or_a_letter_only_warns_because_no_rule_was_read(text: str) -> None:
    assert kpj.is_valid(text)
    assert len(kpj.warnings(text)) == 1


@pytest.mark.parametrize("text", ["", "-", "12345", "belum ada!", "0" * 11, "1" * 21])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"^KPJ .+\.$"):
        kpj.validate(text)
    assert not kpj.is_valid(text)


@given(NIKS | MISTYPED_NIKS.filter(lambda text: text[0] != "0"))
def test_a_nik_even_mistyped_never_passes_for_a_kpj_nor_is_repeated(number: str) -> None:
    with pytest.raises(Refusal, match="bukan KPJ") as refused:
        kpj.validate(number)
    assert not holds_a_nik(f"{refused.value} {refused.value.facts}", given=number)
