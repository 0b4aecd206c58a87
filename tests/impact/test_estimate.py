"""Does the line say what can be reckoned by hand, and is nothing said where nothing is known?"""

import datetime as dt
import math

import pytest

from payung.impact.effect import LEAST_FIRMS, Doubt, Effect, Verdict, effect
from payung.impact.estimate import NEW_ENOUGH, compared
from payung.impact.expected import expected
from payung.impact.firms import LEAST_DAYS, Firm
from payung.impact.student import quantile

HELD = dt.date(2026, 5, 1)
OVER = dt.date(2026, 7, 30)


def firms(count: int, *, came: bool, before: int = 20, after: int = 50) -> list[Firm]:
    """Firms of a hundred days on each side, whose protected days lie in turn a little above and below."""
    return [Firm(came, 100, before + i % 3, 100, after + i % 5 - 2) for i in range(count)]


def of_city(*sides: list[Firm], as_of: dt.date = OVER) -> Effect:
    return effect([firm for side in sides for firm in side], held_on=HELD, as_of=as_of)


@pytest.mark.parametrize(("degrees", "printed"), [(3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980)])
def test_the_quantiles_are_those_of_the_printed_tables(degrees: int, printed: float) -> None:
    assert quantile(0.975, degrees) == pytest.approx(printed, abs=0.005)


def test_a_line_through_points_of_a_line_says_the_line() -> None:
    rows = [[1.0, x] for x in (0.0, 0.2, 0.5, 1.0)]
    said = expected(rows, [0.1 + 0.5 * row[1] for row in rows], [[1.0, 0.4], [1.0, 0.8]])
    assert said.each == pytest.approx([0.3, 0.5])
    assert said.variance == pytest.approx(0)


def test_without_facts_the_variance_is_that_of_a_mean() -> None:
    shares = [0.0, 0.2, 0.4, 1.0]
    said = expected([[1.0]] * 4, shares, [[1.0]])
    spread = sum((share - 0.4) ** 2 for share in shares) / 3
    assert said.each == pytest.approx([0.4])
    assert said.variance == pytest.approx(spread / 4)
    assert said.degrees == pytest.approx(3)


def test_a_column_that_says_nothing_new_changes_nothing() -> None:
    rows, shares = [[1.0, x] for x in (0.0, 0.3, 0.9, 1.0)], [0.1, 0.4, 0.2, 0.9]
    once, twice = expected(rows, shares, [[1.0, 0.5]]), expected([[*r, r[1]] for r in rows], shares, [[1.0, 0.5, 0.5]])
    assert twice.each == pytest.approx(once.each)
    assert twice.variance == pytest.approx(once.variance)


def test_a_firm_without_a_week_of_work_after_the_event_is_not_compared() -> None:
    short = Firm(True, 100, 50, LEAST_DAYS - 1, 0)
    assert compared([short, *firms(3, came=True)]) == firms(3, came=True)


@pytest.mark.parametrize("others", [NEW_ENOUGH - 1, NEW_ENOUGH])
def test_firms_without_work_before_are_compared_where_both_sides_have_enough(others: int) -> None:
    new = [Firm(came, 0, 0, 60, 30) for came in [True] * NEW_ENOUGH + [False] * others]
    assert len(compared(new)) == (len(new) if others == NEW_ENOUGH else 0)


def test_a_great_difference_is_told_and_its_opposite_too() -> None:
    higher = of_city(firms(20, came=True, after=80), firms(20, came=False))
    lower = of_city(firms(20, came=True, after=20), firms(20, came=False))
    assert higher.estimate
    assert higher.estimate.low < 0.3 < higher.estimate.high
    assert (higher.verdict, lower.verdict) == (Verdict.HIGHER, Verdict.LOWER)


def test_a_small_difference_among_many_is_not_seen() -> None:
    assert of_city(firms(80, came=True), firms(80, came=False)).verdict == Verdict.NOT_SEEN


def test_few_firms_that_all_stand_at_one_end_tell_nothing() -> None:
    alike = [Firm(i < LEAST_FIRMS, 90, 0, 90, 0) for i in range(2 * LEAST_FIRMS)]
    told = effect(alike, held_on=HELD, as_of=OVER)
    assert told.doubt == Doubt.WIDE
    assert told.estimate
    assert told.estimate.low < -0.1 < 0.1 < told.estimate.high


@pytest.mark.parametrize(
    ("came", "others", "as_of", "doubt"),
    [
        (LEAST_FIRMS - 1, 30, OVER, Doubt.FEW_CAME),
        (30, LEAST_FIRMS - 1, OVER, Doubt.FEW_OTHERS),
        (30, 30, OVER - dt.timedelta(days=1), Doubt.NOT_YET),
        (0, 0, OVER, Doubt.FEW_CAME),
    ],
)
def test_too_few_or_too_early_is_not_attempted(came: int, others: int, as_of: dt.date, doubt: Doubt) -> None:
    told = of_city(firms(came, came=True, after=90), firms(others, came=False), as_of=as_of)
    assert (told.verdict, told.doubt, told.estimate) == (Verdict.UNKNOWN, doubt, None)
    assert told.known_on == OVER


def test_more_scatter_asks_for_more_firms() -> None:
    calm = of_city(firms(30, came=True), firms(30, came=False))
    wild = of_city(*([Firm(came, 90, 30, 90, 90 * (i % 2)) for i in range(30)] for came in (True, False)))
    assert LEAST_FIRMS <= calm.needed < wild.needed
    assert math.isclose(wild.needed, 2 * 0.25 * (2.8016 / 0.1) ** 2, rel_tol=0.15)
