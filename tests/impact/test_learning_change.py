"""Does the interval of what was learnt hold the truth as often as it says, and is nothing said of few people?"""

import random

import pytest

from payung.impact.learning import LEAST, change

QUESTIONS = 9


def answered(draw: random.Random, chance: float) -> float:
    return sum(draw.random() < chance for _ in range(QUESTIONS)) / QUESTIONS


@pytest.mark.parametrize(("people", "gain"), [(10, 0.0), (12, 0.2), (40, 0.1), (120, 0.3)])
def test_the_interval_holds_the_truth_in_95_of_100_events(people: int, gain: float) -> None:
    draw, held, events = random.Random(7), 0, 1500
    for _ in range(events):
        pairs = []
        for _ in range(people):
            knows = draw.uniform(0.2, 0.6)
            pairs.append((answered(draw, knows), answered(draw, knows + gain)))
        found = change(pairs)
        assert found is not None
        held += found.low <= gain <= found.high
    assert held / events >= 0.93


def test_of_few_people_nothing_is_said() -> None:
    assert change([(0.2, 0.8)] * (LEAST - 1)) is None
    assert change([]) is None


def test_people_who_all_changed_alike_still_have_an_interval() -> None:
    found = change([(0.5, 0.5)] * 20)
    assert found is not None
    assert not found.is_told
    assert found.low < 0 < found.high


def test_which_way_it_went_is_told_only_where_the_interval_leaves_no_change_out() -> None:
    draw = random.Random(3)
    up = [(0.3 + draw.uniform(-0.1, 0.1), 0.7 + draw.uniform(-0.1, 0.1)) for _ in range(15)]
    found, down = change(up), change([(after, before) for before, after in up])
    assert found is not None
    assert down is not None
    assert found.is_told
    assert down.is_told
    assert (down.low, down.high) == pytest.approx((-found.high, -found.low))
    assert -1 <= down.low <= down.mean <= down.high <= 1
