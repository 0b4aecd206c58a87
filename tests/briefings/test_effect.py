"""Are the days counted that lie beside the event, and is each firm set on its side?"""

import datetime as dt
from typing import Any

import pytest
from tests.cast import Cast
from tests.house.briefings import invited, open_event, told
from tests.house.effects import comes, firm_at_work, two_sides
from tests.house.runs import DAY
from tests.house.town import Town

from payung.briefings import facts
from payung.briefings.models import Event
from payung.impact.effect import Doubt, Verdict
from payung.impact.firms import Firm

pytestmark = pytest.mark.django_db
ON = DAY - dt.timedelta(days=100)


def after(days: int) -> dt.date:
    return ON + dt.timedelta(days=days)


@pytest.fixture
def past(cast: Cast, town: Town) -> Event:
    """An event whose ninety days after lie before the run."""
    return open_event(cast, on=ON)


def firms_of(event: Event) -> dict[str, Firm]:
    return {one.name: one.days for one in facts.effect_of(event).firms}


def test_days_count_within_ninety_of_the_event_and_not_on_it(town: Town, past: Event) -> None:
    firm = firm_at_work(
        town.run, "CV Tepi", [(after(-91), after(-1), "protected"), (after(0), after(91), "unprotected")]
    )
    told(past, firm)
    assert firms_of(past)["CV Tepi"] == Firm(False, 90, 90, 90, 0)


def test_what_is_registered_and_not_paid_is_worked_and_not_protected(town: Town, past: Event) -> None:
    stretches = [
        (after(-20), after(-1), "pending"),
        (after(1), after(10), "pending"),
        (after(11), after(20), "protected"),
    ]
    told(past, firm_at_work(town.run, "CV Daftar", stretches))
    assert firms_of(past)["CV Daftar"] == Firm(False, 20, 0, 20, 10)


def test_days_of_two_packages_at_once_count_twice(town: Town, past: Event) -> None:
    first, second = [(after(-10), after(20), "protected")], [(after(-10), after(20), "unprotected")]
    told(past, firm_at_work(town.run, "CV Dua", first, second))
    assert firms_of(past)["CV Dua"] == Firm(False, 20, 10, 40, 20)


def test_no_day_after_the_run_counts(cast: Cast, town: Town) -> None:
    soon = open_event(cast, on=DAY - dt.timedelta(days=30))
    around = [(DAY - dt.timedelta(days=60), DAY + dt.timedelta(days=60), "protected")]
    told(soon, firm_at_work(town.run, "CV Kini", around))
    found = facts.effect_of(soon)
    assert found.firms[0].days == Firm(False, 30, 30, 30, 30)
    assert found.effect.doubt == Doubt.NOT_YET
    assert found.effect.known_on == DAY + dt.timedelta(days=60)


def test_who_was_seen_at_the_door_came_however_often(town: Town, past: Event) -> None:
    stretch = [(after(-20), after(20), "protected")]
    comes(past, firm_at_work(town.run, "CV Datang", stretch))
    told(past, firm_at_work(town.run, "CV Tidak", stretch))
    assert {name: firm.came for name, firm in firms_of(past).items()} == {"CV Datang": True, "CV Tidak": False}


def test_a_firm_that_was_never_told_stayed_away_from_nothing(town: Town, past: Event) -> None:
    invited(past, firm_at_work(town.run, "CV Sepi", [(after(-20), after(20), "protected")]))
    assert facts.effect_of(past).firms == ()


def test_a_firm_that_came_uninvited_has_nobody_to_be_compared_with(town: Town, past: Event) -> None:
    comes(past, firm_at_work(town.run, "CV Tamu", [(after(-20), after(20), "protected")]), is_invited=False)
    found = facts.effect_of(past)
    assert (found.guests, found.firms) == (1, ())


@pytest.mark.parametrize(("apart", "is_left_out"), [(90, True), (-90, True), (91, False)])
def test_a_firm_that_came_to_another_event_in_these_months_is_left_out(
    cast: Cast, town: Town, past: Event, apart: int, is_left_out: bool
) -> None:
    firm = firm_at_work(town.run, "CV Ganda", [(after(-20), after(20), "protected")])
    told(past, firm)
    comes(open_event(cast, on=after(apart)), firm)
    found = facts.effect_of(past)
    assert (found.elsewhere, len(found.firms)) == ((1, 0) if is_left_out else (0, 1))


def test_a_firm_without_work_after_the_event_is_counted_apart(town: Town, past: Event) -> None:
    told(past, firm_at_work(town.run, "CV Usai", [(after(-20), after(3), "protected")]))
    found = facts.effect_of(past)
    assert (found.without, found.firms) == (1, ())


def test_firms_that_gained_are_told_so(town: Town, past: Event) -> None:
    two_sides(town.run, past, on=ON, count=20, gained=20)
    found = facts.effect_of(past).effect
    assert (found.came.firms, found.others.firms, found.verdict) == (20, 20, Verdict.HIGHER)
    assert found.estimate
    assert found.estimate.difference == pytest.approx(0.4, abs=0.03)


def test_many_firms_and_events_ask_no_more_than_few(
    cast: Cast, town: Town, past: Event, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        facts.effects_of([past])
    two_sides(town.run, past, on=ON, count=15, gained=0)
    both = [past, open_event(cast, on=after(-200))]
    with django_assert_num_queries(4):
        assert len(facts.effects_of(both)[0].firms) == 30
