"""Is a share of an amount exact to the rupiah, at any size that fits?"""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.rules.money import WAGE_LIMIT
from payung.rules.programmes.benefit_lines import WHOLE, at_share, equals, is_exact


@given(st.integers(0, 80 * WAGE_LIMIT), st.integers(0, 100 * WHOLE))
def test_a_share_is_the_exact_product_rounded_half_up(amount: int, share: int) -> None:
    exact = Decimal(amount) * share / WHOLE
    assert at_share(amount, share) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("amount", "share", "found", "exact"),
    [
        (1, WHOLE, 1, True),
        (1, WHOLE // 2, 1, False),
        (1, WHOLE // 2 - 1, 0, False),
        (3, WHOLE // 2, 2, False),
        (2, WHOLE // 2, 1, True),
        (100_001, 100_001, 1, False),
        (80 * WAGE_LIMIT, 100 * WHOLE, 8000 * WAGE_LIMIT, True),
    ],
)
def test_half_a_rupiah_is_rounded_up_and_known_as_not_exact(amount: int, share: int, found: int, exact: bool) -> None:
    assert (at_share(amount, share), is_exact(amount, share)) == (found, exact)


def test_rounding_is_said() -> None:
    assert str(equals("9 % × Rp 5", 1, exact=True)) == "9 % × Rp 5 = Rp 1"
    assert str(equals("9 % × Rp 5", 1, exact=False)) == "9 % × Rp 5 = Rp 1, dibulatkan ke rupiah terdekat"


def test_no_product_of_the_largest_amounts_leaves_64_bits() -> None:
    """The inner products of ``at_share`` at its two documented corners."""
    for amount, share in ((80 * WAGE_LIMIT, 100 * WHOLE), (WAGE_LIMIT, 6_000 * WHOLE)):
        high, low, times, over = amount // 10**5, 99_999, share // 10**5, 99_999
        assert (high * over + low * times) * 10**5 + low * over + WHOLE // 2 < 2**63
        assert high * times < 2**63
