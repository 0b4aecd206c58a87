"""Do JKK and JKM give the slow reference's answer on every engine, for any case and any day of the law?"""

from datetime import date, timedelta

import benefit_reference as slow
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_engines import BRIEFLY, Rows, agree

from payung.rules.lines import compute, compute_one
from payung.rules.money import WAGE_LIMIT
from payung.rules.programmes.jkk_benefit import CAUSES, JKK_BENEFIT, LARGEST_SHARE, LONGEST_STMB
from payung.rules.programmes.jkm_benefit import JKM_BENEFIT
from payung.rules.scholarship import YEARS

FIRST, LAST = date(2012, 4, 23), date(2040, 12, 31)
EDGES = [start + timedelta(step) for start in slow.VERSIONS for step in (-1, 0, 1)][1:]
COSTS = [f"{name}_cost" for name in (*slow.CAPS, "prosthesis")]
CAPS = sorted({cap + step for caps in slow.CAPS.values() for cap in caps if cap for step in (-1, 0, 1)})
# Whole and part months around every end of a band.
MONTHS = [1000 * month + step for month in (4, 6, 8, 12) for step in (-1, 0, 1, 500)]
# Where the death benefit meets its floor.
FLOORS = [floor // 48 + step for floor in slow.LUMP_SUM for step in (-1, 0, 1)]

# Seventeen lines on DuckDB take their time.
ONCE_OR_TWICE = settings(deadline=None, max_examples=2)

days = st.dates(FIRST, LAST) | st.sampled_from(EDGES)
wages = st.integers(0, WAGE_LIMIT) | st.integers(0, 30_000_000) | st.sampled_from([*FLOORS, WAGE_LIMIT])
costs = st.just(0) | st.sampled_from(CAPS) | st.integers(0, WAGE_LIMIT)
years = st.just(0) | st.integers(0, 30) | st.integers(0, 7)
school = dict.fromkeys(YEARS, years)
accidents = st.fixed_dictionaries(
    {
        "cause": st.sampled_from(CAUSES),
        "wage": wages,
        "stmb_months": st.just(0) | st.sampled_from([*MONTHS, LONGEST_STMB]) | st.integers(0, LONGEST_STMB),
        "share": st.integers(0, LARGEST_SHARE) | st.sampled_from([9_000 * 10**5, 9_000 * 33_333, LARGEST_SHARE]),
        "on": days,
        **dict.fromkeys(COSTS, costs),
        **school,
    }
)
deaths = st.fixed_dictionaries({"years_contributed": st.integers(0, 100) | st.integers(2, 6), "on": days, **school})


@ONCE_OR_TWICE
@given(rows=st.lists(accidents, min_size=20, max_size=60))
def test_an_accident_gives_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JKK_BENEFIT, [slow.accident(**row) for row in rows])


@BRIEFLY
@given(rows=st.lists(deaths, min_size=1, max_size=60))
def test_another_death_gives_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JKM_BENEFIT, [slow.other_death(**row) for row in rows])


@settings(deadline=None, max_examples=12)
@given(rows=st.lists(accidents, min_size=20, max_size=60))
def test_many_accidents_give_the_reference_on_polars(rows: Rows) -> None:
    found = compute(nw.from_native(pl.DataFrame(rows)), JKK_BENEFIT).to_native().to_dicts()
    assert [{name: row[name] for name in slow.accident(**given)} for row, given in zip(found, rows, strict=True)] == [
        slow.accident(**row) for row in rows
    ]


@settings(deadline=None, max_examples=12)
@given(rows=st.lists(accidents, min_size=1, max_size=30), more=st.integers(1, 10**9))
def test_benefits_never_fall_as_the_wage_rises(rows: Rows, more: int) -> None:
    raised = [row | {"wage": min(row["wage"] + more, WAGE_LIMIT)} for row in rows]
    before, after = (compute(nw.from_native(pl.DataFrame(one)), JKK_BENEFIT).to_native() for one in (rows, raised))
    for line in JKK_BENEFIT.lines:
        assert (after[line.name] >= before[line.name]).all(), line.name


@pytest.mark.parametrize("on", EDGES)
@pytest.mark.parametrize("cause", CAUSES)
def test_nothing_overflows_at_every_limit(cause: str, on: date) -> None:
    row = {"cause": cause, "wage": WAGE_LIMIT, "stmb_months": LONGEST_STMB, "share": LARGEST_SHARE, "on": on}
    row |= dict.fromkeys(COSTS, WAGE_LIMIT) | dict.fromkeys(YEARS, 30)
    found, expected = compute_one(row, JKK_BENEFIT), slow.accident(**row)
    assert {name: found[name] for name in expected} == expected
