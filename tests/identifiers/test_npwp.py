"""Which taxpayer does this NPWP name: a body, or a person by the NIK?"""

import pytest
from hypothesis import assume, given

from payung.identifiers import nik, npwp
from payung.refusal import Refusal

from .invented import BAD_NIKS, FORMER_NPWPS, NIKS, NOISE, SIXTEEN_DIGITS, holds_a_nik

SPELLINGS = {
    "dotted 15": "90.000.001.9-416.000",
    "bare 15": "900000019416000",
    "0 and 15": "0900000019416000",
    "spaces": " 90 000 001 9 416 000 ",
    "en dash": "90.000.001.9–416.000",
    "half dotted": "900000019416.000",
    "kept as text by Excel": "'0900000019416000",
    "a float in a spreadsheet, no NIK": "900000019416000.0",
}

REFUSED = {
    "nothing": "",
    "a dash": "-",
    "the dots of an empty form": "  .   .   . -   .   ",
    "words": "belum ada",
    "leading zero lost by Excel": "13121660091000",
    "a power": "9.00000019416E+14",
    "zeros": "00.000.000.0-000.000",
    "the stand-in for payers without an NPWP": "00.000.000.0-416.000",
    "check digit wrong": "90.000.001.8-416.000",
    "two digits swapped": "0900000010946000",
    "seventeen digits": "00900000019416000",
    "a NITKU": "0900000019416000000001",
    "a NIK with an impossible birth date": "3671990000000001",
}


@pytest.mark.parametrize("written", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_of_a_body_is_one_number(written: str) -> None:
    assert npwp.validate(written) == "0900000019416000"
    assert npwp.format(written) == "90.000.001.9-416.000"
    assert not npwp.is_nik(written)


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_names_no_taxpayer_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        npwp.validate(text)
    assert str(refused.value).endswith(".")
    assert str(refused.value).count(". ") == 0
    assert not npwp.is_valid(text)


@given(FORMER_NPWPS)
def test_bodies_of_fifteen_and_sixteen_digits_are_the_same(former: str) -> None:
    assert npwp.validate(former) == npwp.validate("0" + former) == "0" + former


@given(FORMER_NPWPS)
def test_the_written_form_of_a_body_leads_back_to_the_number(former: str) -> None:
    assert npwp.compact(npwp.format(former)) == npwp.compact(former)


@given(NOISE)
def test_compact_twice_is_compact_once(text: str) -> None:
    assert npwp.compact(npwp.compact(text)) == npwp.compact(text)


@given(FORMER_NPWPS)
def test_one_wrong_digit_among_the_first_nine_is_refused(former: str) -> None:
    wrong = former[:4] + str((int(former[4]) + 1) % 10) + former[5:]
    assert not npwp.is_valid(wrong)


@given(NIKS)
def test_sixteen_digits_without_a_leading_zero_are_a_person(number: str) -> None:
    assert npwp.is_nik(number)
    assert npwp.validate(number) == number
    assert npwp.format(number) == nik.mask(number)


@given(BAD_NIKS)
def test_no_written_form_shows_a_nik(text: str) -> None:
    assume(not npwp.compact(text).startswith("0"))
    assert not SIXTEEN_DIGITS.search(npwp.format(text))


def test_a_mistyped_nik_is_still_masked() -> None:
    assert npwp.is_nik("3671990000000001")
    assert npwp.format("3671990000000001") == "3671**********01"


@given(BAD_NIKS | NOISE)
def test_no_message_holds_a_nik(text: str) -> None:
    assume(not npwp.is_valid(text))
    with pytest.raises(Refusal) as refused:
        npwp.validate(text)
    assert not holds_a_nik(f"{refused.value} {refused.value.facts}", given=npwp.compact(text))


def test_a_nitku_stays_text_and_is_no_npwp() -> None:
    nitku = "0900000019416000000001"
    assert npwp.is_nitku(nitku)
    assert npwp.compact(nitku) == npwp.format(nitku) == nitku
    assert not npwp.is_valid(nitku)
    assert not npwp.is_nitku("0900000019416000")


def test_the_nik_inside_a_persons_nitku_is_masked() -> None:
    assert npwp.format("3671991708900001000000") == "3671**********01000000"


def test_branches_of_a_body_share_the_taxpayer() -> None:
    head, branch = npwp.body("90.000.001.9-416.000"), npwp.body("0900000019416001")
    assert head == npwp.Body(taxpayer="900000019", office="416", branch="000")
    assert branch.taxpayer == head.taxpayer
    assert branch.branch == "001"


@pytest.mark.parametrize("text", ["3671991708900001", "", "90.000.001.8-416.000"])
def test_only_a_valid_body_has_parts(text: str) -> None:
    with pytest.raises(Refusal):
        npwp.body(text)
