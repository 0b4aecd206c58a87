"""Do project workers with a known wage pay JKK and JKM only?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.lines import compute_one
from payung.rules.money import WAGE_LIMIT
from payung.rules.programmes import BY_WORKER
from payung.rules.programmes.jakon_wage import JAKON_WAGE


@pytest.mark.parametrize("worker", ["harian", "borongan"])
def test_daily_and_piece_workers_pay_jkk_and_jkm_only(worker: str) -> None:
    row = compute_one({"wage": 3_000_000, "on": date(2025, 3, 1)}, BY_WORKER[worker])
    assert row == {"wage": 3_000_000, "on": date(2025, 3, 1), "jkk": 52_200, "jkm": 9_000, "total": 61_200}


def test_a_wage_beyond_belief_is_refused() -> None:
    with pytest.raises(Refusal, match="Upah sebulan"):
        compute_one({"wage": WAGE_LIMIT + 1, "on": date(2025, 3, 1)}, JAKON_WAGE)
