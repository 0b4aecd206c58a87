"""Is an amount of memory read as it is meant, and refused where it is none?"""

import pytest

from payung.reconcile.engines import as_bytes
from payung.refusal import Refusal


@pytest.mark.parametrize(
    ("written", "size"),
    [("8GB", 8_000_000_000), ("1.5 gb", 1_500_000_000), ("512MB", 512_000_000), ("2GiB", 2**31)],
)
def test_memory_is_read_in_the_units_people_write(written: str, size: int) -> None:
    assert as_bytes(written) == size


@pytest.mark.parametrize("written", ["banyak", "8", "-8GB", "8TB", "8GBB"])
def test_what_is_no_amount_of_memory_is_refused(written: str) -> None:
    with pytest.raises(Refusal, match="tidak terbaca"):
        as_bytes(written)


def test_too_little_memory_is_refused() -> None:
    with pytest.raises(Refusal, match="terlalu sedikit"):
        as_bytes("100MB")
