"""Are two ways of writing one person's name the same for matching, and two persons' names not?"""

import polars as pl
import pytest

from payung.reconcile.people.names import (
    ALIKE,
    CONTAINED,
    DIFFERENT,
    SAME,
    name_words,
    with_name_agreement,
    with_names,
)


def words(name: str | None) -> list[str] | None:
    found: list[str] | None = pl.select(name_words(pl.lit(name, dtype=pl.String))).item()
    return None if found is None else list(found)


def agreement(one: str | None, two: str | None) -> int | None:
    mine = with_names(pl.DataFrame({"name": [one]}, schema={"name": pl.String}), "name")
    theirs = with_names(pl.DataFrame({"name": [two]}, schema={"name": pl.String}), "name")
    pair = pl.concat([mine, theirs.rename(lambda name: f"{name}_other")], how="horizontal")
    agreed: int | None = with_name_agreement(pair, other="_other")["name_agreement"].item()
    return agreed


SAME_NAMES = [
    ("H. Misal Andaikan", "MISAL ANDAIKAN"),
    ("Hj. Misal Andaikan, S.T., M.M.", "Misal Andaikan ST"),
    ("Drs. Ir. Misal Andaikan M. Si", "misal  andaikan"),
    ("Moh. Misal", "Muhammad Misal"),
    ("M. Misal", "Mochamad Misal"),
    ("M.Misal", "Muh Misal"),
    ("Abd. Rachman", "Abdurrahman"),
    ("Abdoel Rahman", "ABDURROHMAN"),
    ("Soejatno", "Suyatno"),
    ("Djoko Tjontoh", "Joko Contoh"),
    ("Jusuf", "Yusuf"),
    ("Wijono", "Wiyono"),
    ("Nur'aini", "Nuraini"),
    ("Andaikan, Misal", "Misal Andaikan"),
    ("Misal Misal Andai", "Andai Misal"),
]


@pytest.mark.parametrize(("one", "two"), SAME_NAMES)
def test_titles_spelling_and_order_do_not_make_another_name(one: str, two: str) -> None:
    assert words(one) == words(two)
    assert agreement(one, two) == SAME


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Misal", "Misal Andaikan", CONTAINED),
        ("Misal A.", "Misal Andaikan", CONTAINED),
        ("Misal Andaikan", "Misal Umpamasari", ALIKE),
        ("Misalwati", "Misalwatl", ALIKE),
        ("Nisalwati", "Misalwati", ALIKE),
        ("Misal Andaikan", "Umpamasari Contoh", DIFFERENT),
        ("Sutono", "Budiono", DIFFERENT),
        (None, "Misal", None),
        ("  ", "Misal", None),
    ],
)
def test_names_that_are_not_the_same_agree_in_part_or_not_at_all(
    one: str | None, two: str | None, expected: int | None
) -> None:
    assert agreement(one, two) == expected
    assert agreement(two, one) == expected


def test_a_name_that_looks_like_a_title_stays_a_name() -> None:
    assert words("H.") == ["H"]
    assert words("Haji") == ["HAI"]


def test_a_degree_inside_a_word_is_no_degree() -> None:
    assert words("S.Triyono") == ["TRIONO", "S"]


def test_an_initial_that_stands_alone_or_later_is_not_written_out() -> None:
    assert words("M") == ["M"]
    assert words("Misal M") == ["MISAL", "M"]


def test_no_name_has_no_words() -> None:
    assert words(None) is None
    assert words("-") == []
