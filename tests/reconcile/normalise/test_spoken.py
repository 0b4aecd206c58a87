"""Are amounts and days said as Indonesians write them?"""

from datetime import date

import polars as pl
import pytest

from payung.reconcile.normalise.spoken import day, rupiah


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "Rp 0"), (999, "Rp 999"), (1000, "Rp 1.000"), (192_500_000, "Rp 192.500.000")]
)
def test_rupiah_are_grouped_by_points(amount: int, said: str) -> None:
    assert pl.select(rupiah(pl.lit(amount))).item() == said


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2026, 3, 9), "9 Maret 2026"), (date(2026, 5, 1), "1 Mei 2026"), (date(2026, 8, 17), "17 Agustus 2026")],
)
def test_a_day_is_said_with_its_indonesian_month(on: date, said: str) -> None:
    assert pl.select(day(pl.lit(on))).item() == said
