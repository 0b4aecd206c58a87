"""Do rows meet by hashed keys through the damage that lists suffer, and only then?"""

from collections.abc import Callable

import polars as pl
import pytest

from payung.exchange.keys import with_keys

SECRET, OTHER = b"r" * 32, b"s" * 32
WHOLE = "26000000011,3671991708900017,Misalwati Andaikan,17-08-1990,081200000001"


def shared(people: pl.DataFrame, keys: str) -> int:
    """How many keys of this kind the first two rows have in common."""
    first, second = with_keys(people, secret=SECRET)[keys].to_list()
    return len(set(first) & set(second))


@pytest.mark.parametrize(
    "damaged",
    [
        ",3671991708900010,Misalwati Andaikan,17-08-1990,",
        ",3.67199170890001E+15,Misalwati,17-08-1990,",
        ",,Misalwati Andaikan,08-07-1990,081200000001",
        ",3671991708900017,,,",
        ",,Andaikan Misalwati,17/08/1990,",
        ",,Misalwaty A.,17/08/1990,",
        ",3671991708900017,Misalwati Andaikan,01-01-1970,",
        "26000000011,,,,",
    ],
)
def test_a_person_written_otherwise_still_meets(listed: Callable[..., pl.DataFrame], damaged: str) -> None:
    assert shared(listed(WHOLE, damaged), "meeting") > 0


def test_strangers_do_not_meet(listed: Callable[..., pl.DataFrame]) -> None:
    assert shared(listed(WHOLE, ",3671994503850023,Upamawan Seandainya,05-03-1985,081200000002"), "meeting") == 0


def test_day_and_month_may_change_places(listed: Callable[..., pl.DataFrame]) -> None:
    people = listed(",,Misalwati Andaikan,07-08-1990,", ",,Misalwati,08-07-1990,")
    assert shared(people, "meeting") > 0
    assert shared(people, "naming") == 0


def test_a_settling_key_is_nik_or_kpj_and_a_naming_key_is_several_words_and_birth(
    listed: Callable[..., pl.DataFrame],
) -> None:
    assert shared(listed(WHOLE, WHOLE), "settling") == 2
    assert shared(listed(WHOLE, WHOLE), "naming") == 1
    assert shared(listed(*[",,Misalwati,17-08-1990,"] * 2), "naming") == 0
    assert shared(listed(WHOLE, ",,Misalwati Andaikan,,081200000001"), "settling") == 0


def test_another_secret_gives_other_keys(listed: Callable[..., pl.DataFrame]) -> None:
    people = listed(WHOLE)
    mine, theirs = (set(with_keys(people, secret=secret)["meeting"].item().to_list()) for secret in (SECRET, OTHER))
    assert mine & theirs == set()
