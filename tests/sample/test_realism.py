"""Shares of a regency's real year (aggregates only), with room for chance."""

import statistics
from collections import Counter

import pytest

from payung.sample import streams
from payung.sample.city import invent
from payung.sample.folder import World
from sample.conftest import PACKAGES


@pytest.fixture(scope="module")
def big() -> World:
    return invent(seed=5, city="36.71", count=6000)


def _works(world: World) -> list[int]:
    return [p.value for p in world.packages.listed if p.stream == "works"]


def test_streams_add_up_to_the_packages_asked_for() -> None:
    for packages in (1, 2, 3, 10, 99, 1300, 100_000):
        assert sum(streams.counts(packages).values()) == packages
        assert min(streams.counts(packages).values()) >= 0


def test_most_packages_are_small_works_and_a_third_is_consultancy(world: World) -> None:
    kinds = Counter(p.kind for p in world.packages.listed)
    assert kinds["consultancy"] / PACKAGES == pytest.approx(0.36, abs=0.01)
    assert len(_works(world)) / PACKAGES == pytest.approx(0.58, abs=0.01)
    assert sum(p.stream == "tender works" for p in world.packages.listed) == 39


def test_works_are_of_the_size_of_real_works(big: World) -> None:
    values = _works(big)
    share = lambda low, high: sum(low < v <= high for v in values) / len(values)  # noqa: E731
    assert share(0, 100e6) == pytest.approx(0.40, abs=0.03)
    assert share(100e6, 200e6) == pytest.approx(0.58, abs=0.03)
    assert 0.003 < share(200e6, 500e6) < 0.03
    assert share(1e9, 1e12) < 0.01
    assert statistics.median(values) == pytest.approx(125e6, rel=0.08)


def test_tenders_are_large_and_long(big: World) -> None:
    tenders = [p for p in big.packages.listed if p.stream == "tender works"]
    assert statistics.median(p.value for p in tenders) == pytest.approx(0.96e9, rel=0.25)
    assert 5e9 < max(p.value for p in tenders) <= 16e9
    assert {p.days for p in tenders} == {90, 120, 150, 180}


def test_works_last_a_month_and_a_half(big: World) -> None:
    days = [p.days for p in big.packages.listed if p.stream == "works"]
    assert statistics.quantiles(days, n=4)[:2] == [30, 45]
    assert statistics.quantiles(days, n=4)[2] == 45


def test_contracts_bunch_in_june_and_september(big: World) -> None:
    months = Counter(p.contract_on.month for p in big.packages.listed)
    assert {month for month, _ in months.most_common(2)} == {6, 9}


def test_four_in_ten_works_have_an_e_contract_and_one_in_a_hundred_an_addendum(big: World) -> None:
    works = [p for p in big.packages.listed if p.stream == "works"]
    assert sum(p.has_contract for p in works) / len(works) == pytest.approx(0.39, abs=0.03)
    changed = sum(p.addendum is not None for p in big.packages.listed)
    assert 0.005 < changed / len(big.packages.listed) < 0.02


def test_payment_is_mostly_at_once(big: World) -> None:
    paid = Counter(p.paid for p in big.packages.listed)
    assert paid["Sekaligus"] / 6000 == pytest.approx(0.64, abs=0.03)
    assert paid["Bulanan"] / 6000 == pytest.approx(0.33, abs=0.03)


def test_28_agencies_have_works_and_a_third_of_the_firms_has_one_contract(world: World) -> None:
    works = [p for p in world.packages.listed if p.stream == "works"]
    assert 26 <= len({p.agency.name for p in works}) <= 28
    contracts = Counter(p.executor.code for p in works)
    assert 180 <= len(contracts) <= 260
    assert Counter(contracts.values())[1] / len(contracts) == pytest.approx(0.33, abs=0.09)
    assert max(contracts.values()) >= 10


def test_a_third_of_the_tax_numbers_are_niks(world: World) -> None:
    known = world.packages.listed + world.packages.other
    numbers = {p.executor.npwp16 for p in known if p.executor.npwp16}
    assert sum(not n.startswith("0") for n in numbers) / len(numbers) == pytest.approx(0.30, abs=0.06)


def test_a_quarter_is_registered_and_some_registrations_have_no_package(world: World) -> None:
    held = {r.package.package_id for r in world.registrations if r.package.source != "elsewhere"}
    assert len(held) / PACKAGES == pytest.approx(0.25, abs=0.04)
    lost = sum(r.package.source == "elsewhere" for r in world.registrations)
    assert lost / len(world.registrations) == pytest.approx(0.06, abs=0.02)


def test_nothing_is_dated_after_the_day_of_the_files(big: World) -> None:
    known = big.packages.listed
    assert max(max(p.contract_on, p.starts_on) for p in known) <= streams.AS_OF
    assert max(p.addendum.on for p in known if p.addendum) <= streams.AS_OF
    assert max(r.registered_on for r in big.registrations) <= streams.AS_OF
    assert max(paid.paid_on for r in big.registrations for paid in r.payments) <= streams.AS_OF


def test_package_codes_and_titles_are_unique(big: World) -> None:
    known = (*big.packages.listed, *big.packages.other, *big.packages.unborn)
    assert len({p.package_id for p in known}) == len(known)
    assert len({p.title for p in known}) == len(known)
