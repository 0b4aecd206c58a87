"""Do the weights add up, do the pairs of a row compete, and is the curve followed?"""

import math

import polars as pl
import pytest

from payung.reconcile.people.comparisons import Comparison, Outcome
from payung.reconcile.people.scoring import (
    SURE,
    Factor,
    Model,
    as_json,
    calibrated,
    from_json,
    joint_outcomes,
    log_odds,
    promised,
    shipped,
)

ELSE = pl.lit(True)
COLOUR = Comparison("colour", (Outcome("same", ELSE), Outcome("near", ELSE), Outcome("other", ELSE)))
SIZE = Comparison("size", (Outcome("same", ELSE), Outcome("other", ELSE)))
MODEL = Model(
    -1.0,
    (
        Factor(("colour",), {"same": 2.0, "other": -3.0}),
        Factor(("size",), {"same": 0.5, "other": -0.5}),
        Factor(("colour", "size"), {"same+same": 0.25, "near+other": 40.0}),
    ),
)


def weighed(colour: int, size: int) -> float:
    row = pl.DataFrame({COLOUR.column: [colour], SIZE.column: [size]})
    return float(row.select(log_odds(MODEL, (COLOUR, SIZE))).item())


@pytest.mark.parametrize(
    ("colour", "size", "expected"), [(0, 0, 1.75), (0, 1, 0.5), (1, 0, -0.5), (2, 1, -4.5), (1, 1, SURE)]
)
def test_the_weights_of_outcomes_and_of_those_that_meet_add_up(colour: int, size: int, expected: float) -> None:
    assert weighed(colour, size) == expected


def test_every_joint_outcome_has_a_number_of_its_own() -> None:
    codes = joint_outcomes(("colour", "size"), (COLOUR, SIZE))
    assert list(codes)[:3] == ["same+same", "same+other", "near+same"]
    assert len(set(codes.values())) == 6


def test_a_model_survives_being_written() -> None:
    model = Model(-1.5, MODEL.factors, ((-1.0, 0.25), (2.0, 0.75)), {"MISAL": 9})
    assert from_json(as_json(model)) == model
    assert as_json(from_json(as_json(model))) == as_json(model)


def together(*values: float) -> list[float]:
    rows = pl.DataFrame({"row": [7] * len(values) + [8], "x": [*values, 3.0]})
    return rows.select(promised(pl.col("x"), among="row")).to_series().to_list()


def test_a_pair_alone_in_its_row_keeps_what_it_promised() -> None:
    assert together(2.0) == [2.0, 3.0]


def test_of_two_pairs_that_are_as_good_neither_is_likelier_than_the_other() -> None:
    first, second, _ = together(9.0, 9.0)
    assert first == second
    assert first == pytest.approx(-math.log1p(math.exp(-9.0)))


def test_the_pairs_of_a_row_promise_one_person_at_most() -> None:
    promises = together(9.0, 8.0, 1.0, -3.0)[:4]
    assert sum(1 / (1 + math.exp(-x)) for x in promises) < 1


def read(x: float) -> float:
    return float(pl.select(calibrated(pl.lit(x), ((-1.0, 0.1), (1.0, 0.5), (2.0, 0.9)))).item())


@pytest.mark.parametrize(
    ("x", "probability"), [(-9, 0.1), (-1, 0.1), (0, 0.3), (1, 0.5), (1.25, 0.6), (2, 0.9), (9, 0.9)]
)
def test_the_curve_is_straight_between_its_points_and_level_beyond(x: float, probability: float) -> None:
    assert read(x) == probability


def test_without_a_curve_the_log_odds_are_taken_at_their_word() -> None:
    assert pl.select(calibrated(pl.lit(0.0), ())).item() == 0.5


def test_the_shipped_curve_rises() -> None:
    xs, ys = zip(*shipped().curve, strict=True)
    assert list(xs) == sorted(set(xs))
    assert list(ys) == sorted(ys)
    assert 0 < ys[0] < 0.01
    assert 0.999 < ys[-1] < 1
