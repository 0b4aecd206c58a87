"""From files to the sentence: is the effect that was put into the sample city the one that is read out?"""

from pathlib import Path
from random import Random

import pytest
from tests.cast import Cast
from tests.house.briefings import open_event, told
from tests.house.effects import comes
from tests.house.moved_city import CITY, HELD, MovedCity, write_moved_city

from payung.briefings import facts
from payung.briefings.facts.effect import EventEffect
from payung.compliance.actions import load_run
from payung.impact.effect import Verdict
from payung.projects.models import Package
from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import Run, check, write_tables
from payung.registry.models import Executor
from payung.sample.streams import AS_OF

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[MovedCity, Path]:
    """The city, checked once."""
    files, results = tmp_path_factory.mktemp("kota") / "berkas", tmp_path_factory.mktemp("hasil")
    moved = write_moved_city(files)
    run: Run = check(files, as_of=AS_OF, area=CITY, machine=Machine(Engine.POLARS))
    write_tables(run, results)
    return moved, results


def packages_by_firm(moved: MovedCity) -> dict[int, list[str]]:
    """executor → its packages that the city truly has."""
    found: dict[int, list[str]] = {}
    for firm, package in Package.objects.filter(executor__kind="business").values_list("executor", "package_id"):
        if package in moved.came:
            found.setdefault(firm, []).append(package)
    return found


def held(cast: Cast, *, coming: dict[int, bool]) -> EventEffect:
    """The event with these firms invited, and those who came."""
    event = open_event(cast, on=HELD, quota=1000)
    firms = Executor.objects.in_bulk(list(coming))
    for pk, is_coming in coming.items():
        if is_coming:
            comes(event, firms[pk])
        else:
            told(event, firms[pk])
    return facts.effect_of(event)


def test_the_effect_put_into_a_city_is_found(cast: Cast, city: tuple[MovedCity, Path]) -> None:
    moved, results = city
    load_run(results, by=cast.coordinator)
    firms = packages_by_firm(moved)
    coming = {pk: moved.came[packages[0]] for pk, packages in firms.items()}

    found = held(cast, coming=coming)
    compared = {one.pk for one in found.firms if one.days.came}
    truth = moved.effect([firms[pk] for pk in compared])

    estimate = found.effect.estimate
    assert estimate
    assert truth > 0.2
    assert estimate.low <= truth <= estimate.high
    assert abs(estimate.difference - truth) < 0.08
    assert found.effect.verdict == Verdict.HIGHER


def test_none_is_found_among_firms_that_no_event_moved(cast: Cast, city: tuple[MovedCity, Path]) -> None:
    """Those who stayed away, half of them said by lot to have come."""
    moved, results = city
    load_run(results, by=cast.coordinator)
    stayed = [pk for pk, packages in packages_by_firm(moved).items() if not moved.came[packages[0]]]
    lots = Random(1)

    found = held(cast, coming={pk: lots.random() < 0.5 for pk in stayed})

    assert min(found.effect.came.firms, found.effect.others.firms) > 50
    assert found.effect.verdict in (Verdict.NOT_SEEN, Verdict.UNKNOWN)
