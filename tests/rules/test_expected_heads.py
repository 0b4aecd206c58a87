"""Is the range of expected heads the arithmetic it says it is, ordered, and refused where nothing is known?"""

from datetime import date
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.expected_heads import LAWS, expected_heads, is_far_below, kinds
from payung.rules.minimum_wage import minimum_wage
from payung.rules.parameters import Status, parameter

ON = date(2026, 3, 9)
WAGE = minimum_wage("36.71", ON)  # Rp 5.399.406
KINDS = ("building", "renovation", "road", "water", "irrigation", "river", "power", "other")


def test_a_milliard_of_new_building_in_150_days_employs_three_to_twelve() -> None:
    # 14,28 % of Rp 1.000.000.000 at 1,6 minimum wages for 5 months; 30 % at one
    found = expected_heads(1_000_000_000, kind="building", days=150, wage=WAGE, on=ON)
    assert (found.low, found.estimate, found.high, found.status) == (3, 6, 12, Status.INFERRED)


def test_the_basis_says_every_number_it_rests_on() -> None:
    found = expected_heads(1_000_000_000, kind="building", days=150, wage=WAGE, on=ON)
    assert str(found.basis) == (
        "Nilai tanpa PPN Rp 1.000.000.000 selama 150 hari; biaya tenaga kerja 14,28 % sampai 30 %; "
        "Upah minimum Kota Tangerang sebulan 2026: Rp 5.399.406."
    )


def test_every_kind_has_a_share_and_other_has_the_lowest() -> None:
    shares = parameter("labour/share_low").at(ON).value
    assert kinds(ON) == KINDS
    assert shares["other"] == min(shares.values())
    assert max(shares.values()) < parameter("labour/share_high").at(ON).value


@settings(deadline=None)  # the first example reads all the law
@given(net=st.integers(0, 10**13), days=st.integers(1, 3_000), kind=st.sampled_from(KINDS), more=st.integers(0, 10**12))
def test_the_range_is_exact_ordered_and_grows_with_the_value(net: int, days: int, kind: str, more: int) -> None:
    found = expected_heads(net, kind=kind, days=days, wage=WAGE, on=ON)
    share = parameter("labour/share_low").at(ON).value[kind]
    best = Fraction((WAGE.amount * 160_000 + 50_000) // 100_000)
    lowest, highest = (Fraction((net * part + 50_000) // 100_000 * 30, days) for part in (share, 30_000))  # a month
    assert found.low == max(1, floor(lowest / best))
    assert found.high == max(1, ceil(highest / WAGE.amount))
    assert 1 <= found.low <= found.estimate <= found.high
    larger = expected_heads(net + more, kind=kind, days=days, wage=WAGE, on=ON)
    assert (larger.low, larger.estimate, larger.high) >= (found.low, found.estimate, found.high)


@pytest.mark.parametrize(("heads", "far"), [(0, True), (12, True), (13, False), (26, False)])
def test_far_below_is_less_than_half_of_the_lowest(heads: int, far: bool) -> None:
    road = expected_heads(10_000_000_000, kind="road", days=180, wage=WAGE, on=ON)
    assert road.low == 26
    assert is_far_below(heads, road, on=ON) is far


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"net": -1}, "Nilai paket harus bilangan bulat antara Rp 0 dan Rp 9.000.000.000.000.000"),
        ({"days": 0}, "Lama pekerjaan paling sedikit 1 hari, bukan 0."),
        ({"kind": "rocket"}, "Jenis pekerjaan 'rocket' tidak dikenal"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, object], sentence: str) -> None:
    facts: dict[str, object] = {"net": 10**9, "kind": "road", "days": 30} | change
    with pytest.raises(Refusal, match=sentence):
        expected_heads(facts.pop("net"), wage=WAGE, on=ON, **facts)  # type: ignore[arg-type]


def test_no_number_of_it_is_called_confirmed() -> None:
    assert all(parameter(key).at(ON).status is not Status.CONFIRMED for key in LAWS)
