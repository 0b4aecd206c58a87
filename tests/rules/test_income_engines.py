"""Do JHT, JP and JKP give the slow reference's answer on every engine, for any fact and any day of the law?"""

from datetime import date
from typing import Any

import pytest
import reference_income
from hypothesis import given
from hypothesis import strategies as st
from test_engines import BRIEFLY, Rows, agree

from payung.rules.lines import compute_one
from payung.rules.money import WAGE_LIMIT
from payung.rules.programmes.jht_benefit import JHT_BENEFIT, REASONS
from payung.rules.programmes.jkp_benefit import JKP_BENEFIT
from payung.rules.programmes.jp_benefit import JP_BENEFIT, RECEIVERS, REGULAR

PENSION_DAYS = [start for start, _, _ in reference_income.PENSION_LIMITS]
amounts = st.integers(0, WAGE_LIMIT) | st.integers(0, 30_000_000)
savings = st.fixed_dictionaries(
    {
        "balance": amounts,
        "reason": st.sampled_from(REASONS),
        "years": st.integers(0, 100) | st.integers(9, 11),
        "months_since_leaving": st.integers(0, 1200) | st.integers(0, 2),
        "on": st.dates(date(2015, 7, 1), date(2040, 12, 31)) | st.sampled_from([date(2015, 8, 31), date(2015, 9, 1)]),
    }
)
pensions = st.fixed_dictionaries(
    {
        "months": st.integers(0, 600) | st.integers(178, 182),
        "annual_wage": st.integers(0, 12 * WAGE_LIMIT) | st.integers(0, 300_000_000),
        "balance": amounts,
        "receiver": st.sampled_from(RECEIVERS),
        "regular": st.sampled_from(REGULAR),
        "on": st.dates(date(2015, 7, 1), reference_income.LAST_PENSION_DAY) | st.sampled_from(PENSION_DAYS),
    }
)
months_out_of_work = st.fixed_dictionaries(
    {
        "wage": amounts | st.sampled_from([4_999_999, 5_000_000, 5_000_001]),
        "month": st.integers(0, 6),
        "on": st.dates(date(2021, 2, 2), date(2040, 12, 31)) | st.sampled_from([date(2025, 2, 6), date(2025, 2, 7)]),
    }
)


@BRIEFLY
@given(rows=st.lists(savings, min_size=1, max_size=60))
def test_a_saving_gives_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JHT_BENEFIT, [reference_income.saving(**row) for row in rows])


@BRIEFLY
@given(rows=st.lists(pensions, min_size=1, max_size=60))
def test_a_pension_is_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JP_BENEFIT, [reference_income.pension(**row) for row in rows])


@BRIEFLY
@given(rows=st.lists(months_out_of_work, min_size=1, max_size=60))
def test_a_month_without_work_gives_the_same_on_every_engine(rows: Rows) -> None:
    assert agree(rows, JKP_BENEFIT, [reference_income.cash(**row) for row in rows])


def test_the_largest_facts_stay_within_64_bits() -> None:
    facts: dict[str, Any] = {
        "months": 600, "annual_wage": 12 * WAGE_LIMIT, "balance": WAGE_LIMIT, "receiver": "old_age",
        "regular": "yes", "on": date(2025, 3, 1),
    }  # fmt: skip
    row = compute_one(facts, JP_BENEFIT)
    assert row["by_formula"] == 500_000_000_000
    assert {name: row[name] for name in ("pension", "total")} == {"pension": 4_792_300, "total": 4_792_300}


@pytest.mark.parametrize("programme", [JHT_BENEFIT, JP_BENEFIT, JKP_BENEFIT], ids=lambda one: one.name)
@BRIEFLY
@given(data=st.data())
def test_a_benefit_never_falls_as_its_wage_or_balance_rises(programme: Any, data: st.DataObject) -> None:
    strategy, name, most = {
        "jht_benefit": (savings, "balance", WAGE_LIMIT),
        "jp_benefit": (pensions, "annual_wage", 12 * WAGE_LIMIT),
        "jkp_benefit": (months_out_of_work, "wage", WAGE_LIMIT),
    }[programme.name]
    row = data.draw(strategy)
    more = row | {name: data.draw(st.integers(row[name], most))}
    assert compute_one(row, programme)["total"] <= compute_one(more, programme)["total"]
