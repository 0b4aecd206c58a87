"""Are weights and curve what the counted truth says, and the same whenever they are learnt?"""

import math

import polars as pl
import pytest

from payung.reconcile.people.comparisons import Comparison, Outcome
from payung.reconcile.people.scoring import as_json, calibrated, joint_outcomes, log_odds
from payung.reconcile.people.training import curve, patterns, weigh

ELSE = pl.lit(True)
NUMBER = Comparison("number", (Outcome("same", ELSE), Outcome("other", ELSE)))
NAME = Comparison("name", (Outcome("same", ELSE), Outcome("near", ELSE), Outcome("other", ELSE)))
BOTH = (NUMBER, NAME)
APART, TOGETHER = (("number",), ("name",)), (("number",), ("name",), ("number", "name"))
SEEN = {(0, 0): (400, 396), (0, 1): (100, 80), (0, 2): (60, 6), (1, 0): (300, 90), (1, 1): (200, 4), (1, 2): (940, 0)}


def seen_pairs() -> pl.DataFrame:
    """Pairs whose outcomes depend on each other, as SEEN counts them."""
    rows = [
        {NUMBER.column: number, NAME.column: name, "true": at < true}
        for (number, name), (every, true) in SEEN.items()
        for at in range(every)
    ]
    return pl.DataFrame(rows, schema_overrides={NUMBER.column: pl.Int16, NAME.column: pl.Int16})


def test_every_combination_of_outcomes_is_counted_with_its_true_pairs() -> None:
    counted = patterns(seen_pairs(), BOTH)
    assert counted.rows() == [(*outcome, float(every), float(true)) for outcome, (every, true) in SEEN.items()]


@pytest.mark.parametrize("factors", [APART, TOGETHER])
def test_among_the_pairs_with_an_outcome_as_many_are_promised_as_are_true(factors: tuple[tuple[str, ...], ...]) -> None:
    seen = patterns(seen_pairs(), BOTH)
    promised = seen.with_columns(chance=calibrated(log_odds(weigh(seen, BOTH, factors), BOTH), ()))
    for comparison in BOTH:
        sums = promised.group_by(comparison.column).agg(
            pl.col("true").sum(), said=(pl.col("chance") * pl.col("pairs")).sum()
        )
        assert sums["said"].to_list() == pytest.approx(sums["true"].to_list(), abs=1.5)


def test_outcomes_weighed_together_say_what_was_counted_of_both() -> None:
    seen = patterns(seen_pairs(), BOTH)
    chance = calibrated(log_odds(weigh(seen, BOTH, TOGETHER), BOTH), ())
    said = seen.select(chance * pl.col("pairs")).to_series().to_list()
    assert said == pytest.approx([true for _, true in SEEN.values()], abs=1.5)


def test_an_outcome_that_was_never_seen_weighs_nothing() -> None:
    few = patterns(seen_pairs().filter(pl.col(NAME.column) < 2), BOTH)
    names = weigh(few, BOTH, APART).factors[1]
    assert set(names.weights) == {"same", "near"}
    assert set(joint_outcomes(("name",), BOTH)) == {"same", "near", "other"}


def test_the_same_pairs_in_another_order_give_the_same_model() -> None:
    pairs = seen_pairs()
    once, again = (weigh(patterns(frame, BOTH), BOTH, TOGETHER) for frame in (pairs, pairs.reverse()))
    assert as_json(once) == as_json(again)


def promises(*steps: tuple[float, int, int]) -> pl.DataFrame:
    """So many pairs at each of these log-odds, so many of them true."""
    rows = [(x, at < true) for x, every, true in steps for at in range(every)]
    return pl.DataFrame(rows, schema={"log_odds": pl.Float64, "true": pl.Boolean}, orient="row")


def test_the_curve_goes_through_the_shares_that_were_seen_and_never_to_nought_or_one() -> None:
    learnt = curve(promises((-2.0, 100, 0), (0.0, 100, 50), (3.0, 200, 200)))
    assert [x for x, _ in learnt] == [-2.0, 0.0, 3.0]
    assert [y for _, y in learnt] == pytest.approx([0.0005, 0.5, 0.99975], abs=1e-6)


def test_where_a_higher_promise_was_kept_less_often_both_count_as_one() -> None:
    learnt = curve(promises((0.0, 50, 40), (2.0, 50, 30), (5.0, 100, 100)))
    assert [x for x, _ in learnt] == [1.0, 5.0]
    assert [y for _, y in learnt] == pytest.approx([70.1 / 100.2, 100.05 / 100.1], abs=1e-6)


def test_a_curve_makes_promises_true_on_average() -> None:
    told = promises(*((float(x), 200, round(200 / (1 + math.exp(1 - x / 2)))) for x in range(-6, 7)))
    said = told.select(calibrated(pl.col("log_odds"), curve(told)).mean()).item()
    assert said == pytest.approx(told["true"].mean(), abs=0.01)
