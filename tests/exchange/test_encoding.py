"""Are the bits of one person alike however written, those of two unlike, and does a field's length stay hidden?"""

from collections.abc import Callable

import polars as pl
import pytest

from payung.exchange.encoding import WORDS, fields, with_bits

SECRET, OTHER = b"r" * 32, b"s" * 32
WHOLE = ",3671991708900017,Misalwati Andaikan,17-08-1990,"
Listed = Callable[..., pl.DataFrame]


def bits(people: pl.DataFrame, secret: bytes = SECRET) -> list[int]:
    """Each row's filter as one large number."""
    rows = with_bits(people, secret=secret).select(WORDS).rows()
    return [sum(word << (64 * at) for at, word in enumerate(row)) for row in rows]


def dice(first: int, second: int) -> float:
    return 2 * (first & second).bit_count() / (first.bit_count() + second.bit_count())


@pytest.mark.parametrize(
    ("damaged", "least"),
    [
        (",3671991708900017,ANDAIKAN MISALWATI,17-08-1990,", 1.0),
        (",3671991708900017,Misalwati Andaikan,08-17-1990,", 0.95),
        (",3671991708900010,Misalwati Andaikan,17-08-1990,", 0.88),
        (",3671991708900017,Misalwati Andaiken,17-08-1990,", 0.80),
        (",3671991708900017,Misalwati Andaikan,17-08-1991,", 0.80),
    ],
)
def test_one_person_written_otherwise_is_alike(listed: Listed, damaged: str, least: float) -> None:
    assert dice(*bits(listed(WHOLE, damaged))) >= least


def test_two_persons_are_unlike(listed: Listed) -> None:
    assert dice(*bits(listed(WHOLE, ",3671994503850023,Upamawan Seandainya,05-03-1985,"))) < 0.55


def test_a_row_that_says_nothing_for_the_bits_has_none(listed: Listed) -> None:
    assert bits(listed("26000000011,,,,")) == [0]


def test_a_field_sets_about_as_many_bits_whether_long_or_short(listed: Listed) -> None:
    short, long = bits(listed(",,Budi,,", ",,Muhamad Misalwatianingrum Seandainyawati Upamawan,,"))
    assert abs(short.bit_count() - long.bit_count()) < 40


def test_the_filter_of_a_whole_row_is_about_two_fifths_full(listed: Listed) -> None:
    (one,) = bits(listed(WHOLE))
    assert 0.3 < one.bit_count() / 512 < 0.5


def test_another_secret_gives_other_bits(listed: Listed) -> None:
    people = listed(WHOLE)
    assert dice(bits(people)[0], bits(people, OTHER)[0]) < 0.55


def test_an_encoding_stays_the_same_for_ever(listed: Listed) -> None:
    """A change here is a new envelope.FORMAT."""
    (one,) = bits(listed(",3671991708900017,,17-08-1990,"))
    assert f"{one:0128x}"[:24] == "e341952ac5c60a3030bdec0f"


def test_pairs_of_letters_cross_no_word(listed: Listed) -> None:
    name = next(field for field in fields() if field.name == "nama")
    pairs = listed(",,Budi Ali,,").select(name.tokens).item().to_list()
    assert sorted(pairs) == sorted([" B", "BU", "UD", "DI", "I ", " A", "AL", "LI", "I "])
