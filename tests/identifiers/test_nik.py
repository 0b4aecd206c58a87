"""Can this be a person's NIK, and what does it say about its bearer?"""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from payung.identifiers import areas, nik
from payung.refusal import Refusal

from .invented import BAD_NIKS, BIRTH_DAYS, NIKS, NOISE, holds_a_nik, nik_of

TODAY = date(2026, 11, 24)

REFUSED = {
    "nothing": "",
    "only spaces": "   ",
    "fifteen digits": "367199170890001",
    "seventeen digits": "36719917089000011",
    "a letter O for a zero": "367199170890O001",
    "a number turned into a power by Excel": "3,67199E+15",
    "digits of another script": "٣٦٧١٩٩١٧٠٨٩٠٠٠٠١",
    "a body's NPWP": "0900000019416000",
    "one digit repeated": "1111111111111111",
    "two NIKs in one cell": "3671991708900001\n3671991708900002",
    "birth date of zeros": "3671990000000001",
    "day 0": "3671990008900001",
    "day 32": "3671993208900001",
    "day 40, a woman's day 0": "3671994008900001",
    "day 72, a woman's day 32": "3671997208900001",
    "day 81, which stdnum lets pass": "3671998108900001",
    "31 June": "3671993106900001",
    "a woman's 31 June": "3671997106900001",
    "29 February of a common year": "3671992902900001",
    "month 13": "3671991713900001",
    "serial 0000": "3671991708900000",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_nobody_can_bear_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        nik.validate(text)
    assert str(refused.value).endswith(".")
    assert str(refused.value).count(". ") == 0
    assert not nik.is_valid(text)


@given(NIKS)
def test_every_birth_day_of_men_and_women_is_accepted(number: str) -> None:
    assert nik.validate(number) == number


@pytest.mark.parametrize(
    "written",
    [
        "3671 9917 0890 0001",
        "367199.170890.0001",
        "'3671991708900001",
        " 3671991708900001\n",
        "3671991708900001.0",
    ],
)
def test_separators_and_what_excel_adds_are_dropped(written: str) -> None:
    assert nik.validate(written) == "3671991708900001"


@given(NIKS)
def test_the_written_form_leads_back_to_the_number(number: str) -> None:
    assert nik.compact(nik.format(number)) == number


@given(NOISE)
def test_compact_twice_is_compact_once(text: str) -> None:
    assert nik.compact(nik.compact(text)) == nik.compact(text)


@given(BAD_NIKS | NOISE)
def test_no_message_holds_a_nik(text: str) -> None:
    assume(not nik.is_valid(text))
    with pytest.raises(Refusal) as refused:
        nik.validate(text)
    told = f"{refused.value} {refused.value.facts}"
    assert not holds_a_nik(told, given=text.strip())


@given(NIKS, st.sampled_from(["9971", "3699", "6571", "2011"]))
def test_no_warning_holds_a_nik(number: str, regency: str) -> None:
    number = regency + number[4:]
    assert not any(holds_a_nik(sentence, given=number) for sentence in nik.warnings(number))


@pytest.mark.parametrize("regency", ["6571", "9171", "9202", "9301", "9401", "9501", "9601"])
def test_the_provinces_stdnum_lacks_pass_without_a_warning(regency: str) -> None:
    number = nik_of(date(1990, 8, 17), regency=regency)
    assert nik.is_valid(number)
    assert nik.warnings(number) == ()


@pytest.mark.parametrize(("regency", "named"), [("9971", "99"), ("2001", "20"), ("3699", "3699"), ("9201", "9201")])
def test_an_unknown_region_is_a_warning_and_no_error(regency: str, named: str) -> None:
    number = nik_of(date(1990, 8, 17), regency=regency)
    (warning,) = nik.warnings(number)
    assert nik.is_valid(number)
    assert f" {named} " in warning


def test_an_unknown_district_does_not_warn_because_districts_are_renumbered() -> None:
    assert not areas.is_known("36.71.99")
    assert nik.warnings("3671991708900001") == ()


def test_warnings_about_an_invalid_nik_are_a_refusal() -> None:
    with pytest.raises(Refusal):
        nik.warnings("3671990000000001")


@given(BIRTH_DAYS, st.booleans())
def test_the_birth_date_comes_back_for_everyone_younger_than_a_hundred(born: date, woman: bool) -> None:
    # not on the day itself: somebody who turns a hundred is taken for a new-born
    assume(born.year > TODAY.year - 100)
    assert nik.birth_date(nik_of(born, woman=woman), on=TODAY) == born


@given(NIKS, st.dates(date(2000, 3, 1), date(2099, 12, 31)))
def test_nobody_is_born_in_the_future_or_older_than_a_hundred_and_twenty(number: str, on: date) -> None:
    born = nik.birth_date(number, on=on)
    assert born <= on
    assert on.year - born.year <= nik.OLDEST_AGE


BORN = {
    "born today": ("241126", date(2026, 11, 24)),
    "born tomorrow means a century ago": ("251126", date(1926, 11, 25)),
    "the youngest century wins": ("170810", date(2010, 8, 17)),
    "the 1900s when the 2000s have not come": ("170845", date(1945, 8, 17)),
    "29 February 2000 existed, 1900 did not": ("290200", date(2000, 2, 29)),
    "29 February 2028 has not come": ("290228", date(1928, 2, 29)),
}


@pytest.mark.parametrize(("written", "born"), BORN.values(), ids=BORN)
def test_the_century_is_the_youngest_that_is_not_the_future(written: str, born: date) -> None:
    assert nik.birth_date(f"367199{written}0001", on=TODAY) == born


def test_a_birth_day_no_century_can_hold_is_refused() -> None:
    with pytest.raises(Refusal, match="1999-12-31"):
        nik.birth_date("3671992902000001", on=date(1999, 12, 31))


@given(BIRTH_DAYS, st.booleans())
def test_forty_is_added_to_a_womans_day_and_to_no_mans(born: date, woman: bool) -> None:
    assert nik.sex(nik_of(born, woman=woman)) == ("P" if woman else "L")


@given(NIKS)
def test_the_mask_keeps_the_regency_and_two_digits(number: str) -> None:
    assert nik.mask(number) == f"{number[:4]}**********{number[-2:]}"


@given(BAD_NIKS | NOISE)
def test_the_mask_never_shows_more_than_six_characters(text: str) -> None:
    shown = nik.mask(text).replace("*", "")
    assert len(shown) <= nik.MASK_KEPT_FRONT + nik.MASK_KEPT_BACK


def test_a_number_of_another_length_is_hidden_whole() -> None:
    assert nik.mask("36719917089000011") == "*" * 17
