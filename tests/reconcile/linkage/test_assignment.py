"""Does every registration go to at most one package, and a package keep within its value?"""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.reconcile.linkage.assignment import CANDIDATE, LINK, assign, one_to_one

Pair = tuple[str, str, float]
SCHEMA = {"package_id": pl.String, "nomor_kepesertaan": pl.String, "probability": pl.Float64}
PAIRS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("uvwxyz"), st.sampled_from([0.95, 0.96, 0.97, 0.99, 1.0])),
    unique_by=lambda pair: pair[:2],
    max_size=25,
)


def frame(pairs: list[Pair]) -> pl.DataFrame:
    return pl.DataFrame(pairs, SCHEMA, orient="row")


def greedy(pairs: list[Pair]) -> set[Pair]:
    """The slow, obvious way: best first, each side taken once."""
    packages: set[str] = set()
    registrations: set[str] = set()
    chosen: set[Pair] = set()
    for package, registration, probability in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if package not in packages and registration not in registrations:
            chosen.add((package, registration, probability))
            packages.add(package)
            registrations.add(registration)
    return chosen


@settings(deadline=None, max_examples=25)
@given(PAIRS)
def test_the_choice_is_that_of_a_greedy_loop(pairs: list[Pair]) -> None:
    assert set(one_to_one(frame(pairs)).rows()) == greedy(pairs)


@settings(deadline=None, max_examples=10)
@given(PAIRS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_the_pairs(pairs: list[Pair], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(one_to_one(frame(pairs)).rows()) == set(one_to_one(frame(shuffled)).rows())


def assigned(pairs: list[Pair], *, gross: dict[str, int], bases: dict[str, int]) -> set[tuple[str, str, str]]:
    packages = pl.DataFrame({"unique_id": list(gross), "gross": list(gross.values())})
    registrations = pl.DataFrame({"unique_id": list(bases), "base": list(bases.values())})
    kept = assign(frame(pairs), packages, registrations)
    return set(kept.select("package_id", "nomor_kepesertaan", "decision").rows())


def test_registrations_that_split_a_package_are_all_linked_while_within_its_value() -> None:
    told = assigned([("A", "u", 0.99), ("A", "v", 0.98)], gross={"A": 100}, bases={"u": 60, "v": 40})
    assert told == {("A", "u", "link"), ("A", "v", "link")}


def test_a_registration_beyond_the_value_is_a_candidate_not_a_link() -> None:
    told = assigned([("A", "u", 0.99), ("A", "v", 0.98)], gross={"A": 100}, bases={"u": 60, "v": 50})
    assert told == {("A", "u", "link"), ("A", "v", "candidate")}


def test_parts_may_exceed_the_whole_by_rounding() -> None:
    told = assigned([("A", "u", 0.99), ("A", "v", 0.98)], gross={"A": 1000}, bases={"u": 600, "v": 410})
    assert told == {("A", "u", "link"), ("A", "v", "link")}


def test_a_part_too_big_does_not_keep_a_fitting_part_out() -> None:
    pairs = [("A", "u", 0.99), ("A", "v", 0.98), ("A", "w", 0.97)]
    told = assigned(pairs, gross={"A": 100}, bases={"u": 60, "v": 90, "w": 40})
    assert told == {("A", "u", "link"), ("A", "w", "link"), ("A", "v", "candidate")}


def test_a_registration_is_linked_to_one_package_only() -> None:
    told = assigned([("A", "u", 0.99), ("B", "u", 0.98)], gross={"A": 100, "B": 100}, bases={"u": 60})
    assert told == {("A", "u", "link")}


@pytest.mark.parametrize(
    ("probability", "decision"), [(LINK, "link"), (LINK - 0.001, "candidate"), (CANDIDATE, "candidate")]
)
def test_below_the_threshold_a_pair_waits_for_a_person(probability: float, decision: str) -> None:
    assert assigned([("A", "u", probability)], gross={"A": 100}, bases={"u": 60}) == {("A", "u", decision)}


def test_what_is_less_likely_than_a_candidate_falls_away() -> None:
    assert assigned([("A", "u", CANDIDATE - 0.001)], gross={"A": 100}, bases={"u": 60}) == set()


def test_of_a_registrations_candidates_the_best_five_are_kept() -> None:
    pairs = [(name, "u", 0.5 + index / 100) for index, name in enumerate("ABCDEFG")]
    told = assigned(pairs, gross=dict.fromkeys("ABCDEFG", 100), bases={"u": 60})
    assert told == {(name, "u", "candidate") for name in "CDEFG"}
