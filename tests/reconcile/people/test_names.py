"""Are two ways of writing one person's name the same for matching, and two persons' names not?"""

import duckdb
import polars as pl
import pytest

from payung.reconcile.people.names import (
    ALIKE,
    CONTAINED,
    DIFFERENT,
    INITIAL,
    NEAR,
    RARE,
    SAME,
    SHARED,
    bits_of_words,
    with_name_agreement,
    with_name_bits,
    with_names,
)


def words(name: str | None) -> list[str] | None:
    key = with_names(pl.DataFrame({"name": [name]}, schema={"name": pl.String}), "name")["name_key"].item()
    return None if key is None else key.split(" ")


def agreement(one: str | None, two: str | None) -> int | None:
    mine = with_names(pl.DataFrame({"name": [one]}, schema={"name": pl.String}), "name")
    theirs = with_names(pl.DataFrame({"name": [two]}, schema={"name": pl.String}), "name")
    pair = pl.concat([mine, theirs.rename(lambda name: f"{name}_other")], how="horizontal")
    apart = duckdb.sql(
        "SELECT damerau_levenshtein($1, $2)", params=[pair["name_key"].item(), pair["name_key_other"].item()]
    )
    pair = pair.with_columns(name_key_edits=pl.lit(apart.fetchall()[0][0], dtype=pl.Int32))
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
        ("Misal Andaikan", "Misal Umpamasari", SHARED),
        ("Misalwati", "Misalwatl", NEAR),
        ("Nisalwati", "Misalwati", NEAR),
        ("Misal", "Mislka", ALIKE),
        ("Misal Andaikan", "Misla Andiakan", NEAR),
        ("Ida Contoh", "Ido Contoh", NEAR),
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
    assert words("-") is None


def test_the_longest_words_and_their_ends_are_keys_of_their_own() -> None:
    named = with_names(pl.DataFrame({"name": ["Misal Andaikan", "Umpama", None]}), "name")
    assert named.select("name_longest", "name_second", "name_head", "name_tail").rows() == [
        ("ANDAIKAN", "MISAL", "AND", "IKAN"),
        ("UMPAMA", None, "UMP", "PAMA"),
        (None, None, None, None),
    ]


def test_every_different_name_is_folded_as_if_it_stood_alone() -> None:
    names = ["M. Misal", "H. Misal", "Misal M", None, "Abdurrahman", "M. Misal", "Haji", "misal misal"]
    together = with_names(pl.DataFrame({"name": names}), "name")["name_key"].to_list()
    assert together == [" ".join(words(name) or []) or None for name in names]


def test_a_common_word_has_few_bits_and_a_rare_one_is_in_no_table() -> None:
    keys = pl.Series(["MUHAMAD MISAL"] * 2 + ["MISAL"] * 2 + ["MUHAMAD CONTOH"] + ["ANDAI"] * 32763 + [None])
    assert bits_of_words(keys) == {"ANDAI": 0, "MUHAMAD": 13, "MISAL": 13}


@pytest.mark.parametrize(
    ("one", "two", "bits"),
    [
        ("AA", "AA BB", 1),
        ("AA BB", "BB AA", 5),
        ("XX", "AA", 1),
        ("XX", "XX", RARE),
        ("AA X", "AA X", 1 + INITIAL),
        (None, "AA", None),
    ],
)
def test_two_names_are_as_rare_as_the_commoner_of_them(one: str | None, two: str, bits: int | None) -> None:
    pair = pl.DataFrame(
        {"name_key": [one], "name_key_other": [two]}, schema=dict.fromkeys(("name_key", "name_key_other"), pl.String)
    )
    assert with_name_bits(pair, {"AA": 1, "BB": 4}, other="_other")["name_bits"].item() == bits
