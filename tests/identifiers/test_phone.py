"""To which Indonesian telephone does this number lead?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.identifiers import phone
from payung.refusal import Refusal

from .invented import BAD_NIKS, NOISE, holds_a_nik

MOBILES = st.from_regex(r"\A81[1-3][0-9]{7,8}\Z")
PREFIXES = ("0", "", "62", "+62", "0062", "+62 0", "+62 (0)", "+62-")

REFUSED = {
    "nothing": "",
    "a dash": "-",
    "words": "tidak ada",
    "a letter O for the zero": "O81234567890",
    "too short": "08123456",
    "too long": "081234567890123456",
    "two numbers": "081234567890/081234567891",
    "another country": "+1 202 555 0143",
    "a local number without its area code": "55512345",
    "zeros": "0000000000",
}


@given(MOBILES, st.sampled_from(PREFIXES))
def test_every_prefix_leads_to_the_same_telephone(national: str, prefix: str) -> None:
    assert phone.validate(prefix + national) == f"+62{national}"


@given(MOBILES)
def test_the_written_form_leads_back_to_the_number(national: str) -> None:
    assert phone.compact(phone.format(national)) == f"+62{national}"
    assert phone.format(national).startswith("08")


@pytest.mark.parametrize("written", ["021 5551234", "(021) 555-1234", "62 21 5551234", "+62215551234"])
def test_sixty_two_without_its_plus_is_the_country_and_no_area_code(written: str) -> None:
    assert phone.validate(written) == "+62215551234"
    assert phone.compact(phone.format(written)) == "+62215551234"


def test_a_number_cell_keeps_its_digits() -> None:
    assert phone.validate("81234567890.0") == "+6281234567890"


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_leads_to_no_indonesian_telephone_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"^Nomor telepon .+\.$"):
        phone.validate(text)
    assert not phone.is_valid(text)


@given(NOISE)
def test_compact_twice_is_compact_once(text: str) -> None:
    assert phone.compact(phone.compact(text)) == phone.compact(text)


@given(BAD_NIKS)
def test_a_nik_typed_as_a_telephone_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        phone.validate(text)
    assert not holds_a_nik(f"{refused.value} {refused.value.facts}", given=text)


@given(NOISE)
def test_format_never_raises(text: str) -> None:
    assert isinstance(phone.format(text), str)
