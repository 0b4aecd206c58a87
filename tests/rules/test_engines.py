"""Does every engine give the slow reference's answer, to the rupiah, for any value and any day of the law?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
import reference
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.rules.lines import Programme, compute, compute_one
from payung.rules.money import CONTRACT_LIMIT, WAGE_LIMIT
from payung.rules.programmes.company import COMPANY, COMPANY_CONTRACT, RISK_GROUPS, SIZES
from payung.rules.programmes.jakon_project import JAKON_PROJECT, project_contribution
from payung.rules.programmes.jakon_wage import JAKON_WAGE

Rows = list[dict[str, Any]]
Formulas = Callable[[Any], Any]
Engine = Callable[[pl.DataFrame, Formulas], Rows]
# A DuckDB relation is bound anew for every line, so few examples with many rows each.
BRIEFLY = settings(deadline=None, max_examples=4)
FIRST, LAST = date(2015, 7, 1), date(2040, 12, 31)
EDGES = [edge + step for edge in filter(None, reference.TOPS) for step in (-1, 0, 1)] + [0, 1, CONTRACT_LIMIT]

values = st.integers(0, CONTRACT_LIMIT) | st.integers(0, 10**10) | st.sampled_from(EDGES)
wages = st.integers(0, WAGE_LIMIT) | st.integers(0, 30_000_000)
days = st.dates(FIRST, LAST) | st.sampled_from([start for start, _ in reference.JP_CAPS])
kinds = st.sampled_from(["net", "gross"])
projects = st.fixed_dictionaries({"value": values, "value_kind": kinds, "on": days})
workers = st.fixed_dictionaries(
    {"wage": wages, "risk_group": st.sampled_from(RISK_GROUPS), "size": st.sampled_from(SIZES), "on": days}
)


def on_polars(frame: pl.DataFrame, formulas: Formulas) -> Rows:
    return formulas(nw.from_native(frame)).to_native().to_dicts()


def on_lazy_polars(frame: pl.DataFrame, formulas: Formulas) -> Rows:
    return formulas(nw.from_native(frame.lazy())).to_native().collect().to_dicts()


def on_duckdb(frame: pl.DataFrame, formulas: Formulas) -> Rows:
    done = formulas(nw.from_native(duckdb.from_arrow(frame.to_arrow()))).to_native()
    return pl.DataFrame(done.to_arrow_table()).to_dicts()


def agree(rows: Rows, programme: Programme, expected: Rows) -> bool:
    """True where every engine, and the first rows one at a time, give what is expected."""
    frame = pl.DataFrame(rows)
    answers = [engine(frame, lambda native: compute(native, programme)) for engine in ENGINES]
    answers.append([compute_one(row, programme) for row in rows[:2]])
    return all(only(answer, expected[0]) == expected[: len(answer)] for answer in answers)


ENGINES = (on_polars, on_lazy_polars, on_duckdb)


def only(rows: Rows, names: dict[str, int]) -> Rows:
    return [{name: row[name] for name in names} for row in rows]


@BRIEFLY
@given(rows=st.lists(projects, min_size=1, max_size=60))
def test_a_project_costs_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JAKON_PROJECT, [reference.project(**row) for row in rows])


@BRIEFLY
@given(rows=st.lists(workers, min_size=1, max_size=60))
def test_a_wage_earner_costs_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, COMPANY, [reference.company(**row) for row in rows])


@BRIEFLY
@given(rows=st.lists(workers, min_size=1, max_size=60))
def test_a_project_worker_costs_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JAKON_WAGE, [reference.wage(row["wage"]) for row in rows])


@BRIEFLY
@given(rows=st.lists(workers, min_size=1, max_size=60))
def test_a_fixed_term_worker_pays_the_construction_rate_and_jht_and_jp_by_size(rows: Rows) -> None:
    assert agree(rows, COMPANY_CONTRACT, [reference.company(**row | {"risk_group": "V"}) for row in rows])


@pytest.mark.parametrize("engine", ENGINES)
@BRIEFLY
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "base": st.none() | st.integers(-(2**63), 2**63 - 1) | values,
                "on": st.none() | st.dates(date(1990, 1, 1), LAST),
            }
        ),
        min_size=1,
        max_size=60,
    )
)
def test_dirty_rows_get_null_and_never_a_wrong_number(engine: Engine, rows: Rows) -> None:
    frame = pl.DataFrame(rows, schema={"base": pl.Int64, "on": pl.Date})
    assert engine(frame, project_contribution) == [row | due(**row) for row in rows]


def due(base: int | None, on: date | None) -> dict[str, int | None]:
    """The reference's contribution, or nulls for a row that cannot have one."""
    names = ("jkk", "jkm", "total")
    if base is None or on is None or not 0 <= base <= CONTRACT_LIMIT or on < FIRST:
        return dict.fromkeys(names)
    return {name: reference.project(base, "net", on)[name] for name in names}
