"""Does parsing many columns at once give what parsing every cell by itself gives?"""

from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.reconcile.normalise.amounts import as_plain_rupiah, as_rupiah
from payung.reconcile.normalise.dates import as_date
from payung.reconcile.normalise.distinct import Parse, parse_together
from payung.reconcile.normalise.words import tidy

CELLS = st.sampled_from(
    [
        None,
        "",
        "Rp 1.000,00",
        "192.500",
        "10.5",
        "abc",
        "2026-03-09",
        "9 Maret 2026",
        "46090",
        "<p>x</p>",
        "1000.500.000",
    ]
)
COLUMNS = st.lists(st.lists(CELLS, max_size=4), max_size=3)


def series(cells: list[str | None]) -> pl.Series:
    return pl.Series("kolom", cells, dtype=pl.String)


@cache
def by_itself(parse: Parse, cell: str | None) -> object:
    return pl.select(parse(pl.lit(cell, dtype=pl.String))).item()


@pytest.mark.parametrize(
    ("parse", "quick"), [(as_rupiah, None), (as_rupiah, as_plain_rupiah), (as_date, None), (tidy, None)]
)
@settings(deadline=None, max_examples=10)
@given(columns=COLUMNS)
def test_parsing_together_equals_parsing_cell_by_cell(
    parse: Parse, quick: Parse | None, columns: list[list[str | None]]
) -> None:
    together = parse_together([series(cells) for cells in columns], parse, quick=quick)
    alone = [[by_itself(parse, cell) for cell in cells] for cells in columns]
    assert [column.to_list() for column in together] == alone
