"""Does each comparison of two people come to the outcome that a clerk would name?"""

from datetime import date
from typing import Any

import polars as pl
import pytest

from payung.reconcile.normalise.dates import swapped
from payung.reconcile.people.comparisons import Comparison, evidence, outcomes, people, with_grades
from payung.reconcile.people.identity import with_identity
from payung.reconcile.people.matching import COMPARED

NIK = "3671991708900017"
WRITTEN = {
    "nik_written": pl.String,
    "kpj": pl.String,
    "hp": pl.String,
    "name": pl.String,
    "born": pl.Date,
    "sex": pl.String,
}
WORDS = {"UMUM": 2, "SEDANG": 13, "IARANG": 13}
BORN = date(1990, 8, 5)


def side(**cells: Any) -> pl.DataFrame:
    """One person as read from a list, everything else empty."""
    return with_identity(pl.DataFrame([dict.fromkeys(WRITTEN) | cells], schema=WRITTEN))


def pair(mine: dict[str, Any], theirs: dict[str, Any]) -> pl.DataFrame:
    """Two people beside each other, with every outcome."""
    left = side(**mine).select(*COMPARED, row=pl.lit(0)).with_columns(born_swapped=swapped(pl.col("born")))
    right = side(**theirs).select(*COMPARED, person=pl.lit("p"), kpj=pl.lit("k"), origin=pl.lit("o"))
    met = left.join(right.rename({column: f"{column}_other" for column in COMPARED}), how="cross")
    return outcomes(with_grades(met, words=WORDS), people())


def outcome(name: str, mine: dict[str, Any], theirs: dict[str, Any]) -> str:
    comparison = next(comparison for comparison in people() if comparison.name == name)
    return comparison.outcomes[pair(mine, theirs)[comparison.column].item()].name


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        (NIK, "same"),
        ("3671991708900010", "rounded"),
        ("367199170890001", "rounded"),
        ("671991708900017", "rounded"),
        (None, "absent"),
        ("3671991708900018", "next_serial"),
        ("3671991708900015", "next_serial"),
        ("3671991708900014", "serial_digit"),
        ("3671991708905017", "serial_digit"),
        ("3671961708900017", "one_digit"),
        ("3671991708910017", "one_digit"),
        ("3671991708900071", "turned"),
        ("3671997108900017", "turned"),
        ("3671991708902099", "region_birth"),
        ("3575011708900017", "birth_serial"),
        ("3671990101850017", "region_serial"),
        ("3575011708900033", "birth"),
        ("3575010101850033", "other"),
    ],
)
def test_two_niks_differ_in_a_way_that_has_a_name(mine: str | None, expected: str) -> None:
    assert outcome("nik", {"nik_written": mine}, {"nik_written": NIK}) == expected


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BORN, BORN, "same"),
        (date(1990, 1, 1), date(1990, 1, 1), "same_new_year"),
        (date(1990, 5, 8), BORN, "swapped"),
        (None, BORN, "absent"),
        (date(1990, 1, 1), BORN, "new_year"),
        (date(1991, 8, 5), BORN, "one_part"),
        (date(1990, 8, 6), BORN, "one_part"),
        (date(1991, 3, 5), BORN, "other"),
    ],
)
def test_two_birth_dates_differ_in_a_way_that_has_a_name(mine: date | None, theirs: date, expected: str) -> None:
    assert outcome("birth", {"born": mine}, {"born": theirs}) == expected


def test_a_birth_date_is_read_from_the_nik_where_none_is_written() -> None:
    assert outcome("birth", {"nik_written": NIK}, {"born": date(1990, 8, 17)}) == "told"
    assert outcome("birth", {"nik_written": NIK}, {"born": date(1990, 8, 18)}) == "one_part"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("Misal Andai", "Andai, Misal", "same"),
        ("Misal A.", "Misal Andai", "contained"),
        ("Misla Andai", "Misal Andai", "near"),
        ("Misal Contoh", "Misal Andai", "shared"),
        (None, "Misal Andai", "absent"),
        ("Umpama", "Misal Andai", "other"),
    ],
)
def test_two_names_agree_by_degrees(mine: str | None, theirs: str, expected: str) -> None:
    assert outcome("name", {"name": mine}, {"name": theirs}) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Umum", "common"), ("Sedang", "usual"), ("Sedang Umum U", "rare"), ("Sedang Jarang", "very_rare")],
)
def test_a_name_that_agrees_is_worth_what_it_is_rare(name: str, expected: str) -> None:
    assert outcome("rarity", {"name": name}, {"name": name}) == expected


def test_the_rarity_of_names_that_do_not_agree_says_nothing() -> None:
    assert outcome("rarity", {"name": "Umum Misal"}, {"name": "Umum Contoh"}) == "absent"


@pytest.mark.parametrize(
    ("mine", "expected"),
    [("081200000001", "same"), (None, "absent"), ("081200000002", "one_digit"), ("081200000033", "other")],
)
def test_two_telephones_are_one_a_slip_away_or_two(mine: str | None, expected: str) -> None:
    assert outcome("phone", {"hp": mine}, {"hp": "081200000001"}) == expected


@pytest.mark.parametrize(("mine", "expected"), [("26000000011", "same"), (None, "absent"), ("26000000012", "other")])
def test_two_kpj_are_one_or_two(mine: str | None, expected: str) -> None:
    assert outcome("kpj", {"kpj": mine}, {"kpj": "26000000011"}) == expected


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({"sex": "Laki-laki"}, {"sex": "l"}, "same"),
        ({"sex": "P"}, {"sex": "Wanita"}, "same"),
        ({"sex": "P"}, {"sex": "L"}, "other"),
        ({"sex": "?"}, {"sex": "L"}, "absent"),
        ({"nik_written": "3671995708900017"}, {"sex": "P"}, "same"),
        ({"nik_written": NIK}, {"sex": "P"}, "other"),
    ],
)
def test_a_sex_is_written_or_told_by_the_day_in_the_nik(
    mine: dict[str, str], theirs: dict[str, str], expected: str
) -> None:
    assert outcome("sex", mine, theirs) == expected


@pytest.mark.parametrize("comparison", people(), ids=lambda comparison: comparison.name)
def test_every_outcome_has_a_name_of_its_own_and_a_sentence_a_sign(comparison: Comparison) -> None:
    names = [outcome.name for outcome in comparison.outcomes]
    assert len(names) == len(set(names))
    said = [outcome.sentence for outcome in comparison.outcomes if outcome.sentence and comparison.name != "name"]
    assert all(sentence[:2] in ("+ ", "- ") and sentence.endswith(".") for sentence in said)


def test_the_evidence_says_what_was_compared_for_and_against_and_no_number() -> None:
    mine = {"name": f"Misal {NIK}", "nik_written": NIK, "born": BORN, "hp": "081200000001"}
    theirs = {"name": "Misal Contoh", "nik_written": "3575010101850033", "born": BORN, "hp": "081200000099"}
    assert pair(mine, theirs).select(evidence()).item().split("\n") == [
        "+ Nama «Misal ****************» dan «Misal Contoh» cocok: yang satu termuat dalam yang lain.",
        "- NIK berbeda.",
        "+ Tanggal lahir sama.",
        "- Nomor telepon berbeda.",
    ]
