"""Do the estimates of false and missed links hold the truth as often as they promise?"""

from random import Random

import polars as pl
import pytest

from payung.reconcile.people.errors import (
    FALSE_LINKS,
    KEYS_MISS,
    MISSED_LINKS,
    errors,
    false_links_said,
    missed_links_said,
    of_chances,
    of_sample,
    wilson,
)  # fmt: skip

NOTHING_REVIEWED = pl.DataFrame(schema={"stratum": pl.String, "lines": pl.Int64, "wrong": pl.Int64})
SIMULATIONS = 200
COVERED = 0.93  # of the simulations at 95 %
LEVELS = {
    ("link", "nik"): 0.998,
    ("link", "name_birth"): 0.95,
    ("candidate", "phone_name"): 0.4,
    ("none", "none"): 0.01,
}


def links(sizes: dict[tuple[str, str], int]) -> pl.DataFrame:
    """One line a row, each at the probability of its level."""
    parts = [
        pl.DataFrame({"decision": decision, "level": level, "probability": LEVELS[decision, level]}).select(
            pl.all().repeat_by(size).explode()
        )
        for (decision, level), size in sizes.items()
    ]
    return pl.concat(parts).with_row_index("row")


def reviews(**strata: tuple[int, int]) -> pl.DataFrame:
    rows = [(name.replace("__", ":"), lines, wrong) for name, (lines, wrong) in strata.items()]
    return pl.DataFrame(rows, schema=NOTHING_REVIEWED.schema, orient="row")


def test_without_reviews_the_estimate_is_the_sum_of_the_chances() -> None:
    found = errors(links({("link", "nik"): 1000, ("candidate", "phone_name"): 20}), NOTHING_REVIEWED)
    assert (found[FALSE_LINKS]["estimate"], found[MISSED_LINKS]["estimate"]) == (2.0, 8.0)
    assert {harm["basis"] for harm in found.values()} == {"probabilities"}
    assert (found[FALSE_LINKS]["of"], found[MISSED_LINKS]["of"]) == (1000, 20)


def test_rows_that_found_nobody_are_missed_as_often_as_keys_miss() -> None:
    lines = links({("link", "nik"): 1000, ("none", "none"): 50})
    assert errors(lines, NOTHING_REVIEWED)[MISSED_LINKS]["estimate"] == round(998 * KEYS_MISS / (1 - KEYS_MISS), 1)


def test_a_run_without_links_has_no_errors_to_estimate() -> None:
    found = errors(links({("link", "nik"): 1}).clear(), NOTHING_REVIEWED)
    assert found[FALSE_LINKS] == {"estimate": 0, "low": 0, "high": 0, "basis": "probabilities", "of": 0}


def test_a_reviewed_stratum_speaks_for_itself_and_the_others_by_their_chances() -> None:
    lines = links({("link", "nik"): 1000, ("link", "name_birth"): 100})
    found = errors(lines, reviews(link__name_birth=(20, 4)))[FALSE_LINKS]
    assert (found["estimate"], found["basis"]) == (22.0, "probabilities_and_review")
    everything = errors(lines, reviews(link__name_birth=(20, 4), link__nik=(50, 0)))[FALSE_LINKS]
    assert (everything["estimate"], everything["basis"]) == (20.0, "review")


def test_what_a_person_judged_is_no_longer_in_doubt() -> None:
    settled = links({("link", "nik"): 10}).with_columns(probability=pl.lit(1.0), level=pl.lit("judged"))
    found = errors(settled, NOTHING_REVIEWED)[FALSE_LINKS]
    assert (found["estimate"], found["low"], found["high"], found["of"]) == (0.0, 0, 0, 10)


def test_a_row_with_several_candidates_counts_once_and_its_chances_together() -> None:
    one_row = links({("candidate", "phone_name"): 2}).with_columns(row=pl.lit(0))
    found = errors(one_row, NOTHING_REVIEWED)[MISSED_LINKS]
    assert (found["of"], found["estimate"]) == (1, 0.8)


@pytest.mark.parametrize(
    ("chances", "bounds"),
    [([1.0] * 5, (5, 5)), ([0.5] * 10, (2, 8)), ([0.001] * 1000, (0, 3)), ([0.0] * 9, (0, 0))],
)  # binomial quantiles at 2.5 % and 97.5 %
def test_the_sum_of_chances_lies_between_its_exact_quantiles(chances: list[float], bounds: tuple[int, int]) -> None:
    interval = of_chances(pl.Series(chances, dtype=pl.Float64))
    assert (interval.low, interval.high) == bounds


def test_wilsons_interval_is_that_of_the_tables() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # the example of Newcombe, 1998


def test_a_stratum_judged_whole_leaves_nothing_to_guess() -> None:
    interval = of_sample(0, judged=30, wrong=3)
    assert (interval.estimate, interval.low, interval.high) == (0, 0, 0)


@pytest.mark.parametrize("sizes", [(400, 60, 30, 100), (20_000, 3_000, 800, 9_000)], ids=["few", "many"])
def test_without_reviews_the_interval_holds_the_truth(sizes: tuple[int, ...]) -> None:
    lines, chance = links(dict(zip(LEVELS, sizes, strict=True))), Random(7)
    found = errors(lines, NOTHING_REVIEWED)
    wrong = {level: 1 - p if level[0] == "link" else p for level, p in LEVELS.items()}
    met = sum(size * LEVELS[level] for level, size in zip(LEVELS, sizes, strict=True))
    wrong["none", "none"] = KEYS_MISS / (1 - KEYS_MISS) * met / sizes[-1]
    held = 0
    for _ in range(SIMULATIONS):
        truth = {level: _times(chance, wrong[level], size) for level, size in zip(LEVELS, sizes, strict=True)}
        false = truth["link", "nik"] + truth["link", "name_birth"]
        missed = truth["candidate", "phone_name"] + truth["none", "none"]
        held += found[FALSE_LINKS]["low"] <= false <= found[FALSE_LINKS]["high"]
        held += found[MISSED_LINKS]["low"] <= missed <= found[MISSED_LINKS]["high"]
    assert held >= COVERED * 2 * SIMULATIONS


@pytest.mark.parametrize("shares", [(0.002, 0.05), (0.02, 0.3), (0.0, 0.01)], ids=["rare", "common", "hardly_any"])
@pytest.mark.parametrize("judged", [(60, 60), (15, 140)], ids=["even", "uneven"])
def test_reviewed_samples_hold_the_truth_even_where_the_probabilities_are_wrong(
    shares: tuple[float, float], judged: tuple[int, int]
) -> None:
    sizes, chance, held = {("link", "nik"): 900, ("link", "name_birth"): 150}, Random(11), 0
    for _ in range(SIMULATIONS):
        lots = [
            [chance.random() < share for _ in range(size)] for share, size in zip(shares, sizes.values(), strict=True)
        ]
        seen = [(n, sum(lot[:n])) for lot, n in zip(lots, judged, strict=True)]
        left = {level: size - n for (level, size), n in zip(sizes.items(), judged, strict=True)}
        found = errors(links(left), reviews(link__nik=seen[0], link__name_birth=seen[1]))[FALSE_LINKS]
        truth = sum(sum(lot[n:]) for lot, n in zip(lots, judged, strict=True))
        held += found["low"] <= truth <= found["high"]
    assert held >= COVERED * SIMULATIONS


def test_both_harms_are_said_in_one_sentence_each() -> None:
    found = errors(links({("link", "nik"): 1000, ("candidate", "phone_name"): 1}), NOTHING_REVIEWED)
    assert str(false_links_said(found[FALSE_LINKS])).startswith(
        "Dari 1000 pekerja yang terhubung, 2 mungkin terhubung dengan orang yang salah (antara 0 dan 5, menurut peluang"
    )
    assert "kurang dari 1 mungkin sebenarnya peserta (antara 0 dan 1," in str(missed_links_said(found[MISSED_LINKS]))


def _times(chance: Random, share: float, size: int) -> int:
    """How many of ``size`` happen; drawn as a sum where few, by the normal law where many."""
    if size <= 1000:
        return sum(chance.random() < share for _ in range(size))
    return round(chance.gauss(size * share, (size * share * (1 - share)) ** 0.5))
