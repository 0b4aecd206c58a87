"""Is every number on workers and their numbers in the law, with its value, days and certainty?"""

import datetime as dt
from typing import Any

import pytest

from payung.rules.parameters import Status, parameter

ON = dt.date(2026, 11, 24)
CONFIRMED, SECONDARY, INFERRED = Status.CONFIRMED, Status.SECONDARY, Status.INFERRED
SHARES = {
    "building": 14_280, "renovation": 22_000, "road": 13_770, "water": 14_630, "irrigation": 12_480, "river": 13_310,
    "power": 14_230, "other": 12_480,
}  # fmt: skip
ELSEWHERE = {
    "jkk_of_another_employer": "that_employment_only", "jkk_of_another_project": "that_project_only",
    "jkm": "participant_while_active",
}  # fmt: skip

# Every key, the first day it holds (None: always), its value and how sure it is.
VALUES: dict[str, tuple[dt.date | None, Any, Status]] = {
    "labour/share_low": (None, SHARES, SECONDARY),
    "labour/share_high": (None, 30_000, SECONDARY),
    "labour/wage_high": (None, 160_000, INFERRED),
    "labour/days_per_month": (None, 30, INFERRED),
    "labour/far_below": (None, 50_000, INFERRED),
    "worker/cover_elsewhere": (dt.date(2015, 7, 1), ELSEWHERE, INFERRED),
    "worker/not_self_employed": (dt.date(2015, 7, 1), True, INFERRED),
    "worker/permanent_staff": (dt.date(2015, 7, 1), "company", SECONDARY),
    "worker/project_covers_all": (dt.date(2015, 7, 1), "every_worker_on_the_project", SECONDARY),
    "worker/named_list": (dt.date(2016, 1, 1), True, CONFIRMED),
}
SURE_NOW = {"worker/named_list": SECONDARY}  # the rule in force since April 2021 was read in the press alone


@pytest.mark.parametrize("key", VALUES)
def test_a_number_begins_on_its_day_and_holds_today(key: str) -> None:
    begins, value, sure = VALUES[key]
    first, last = parameter(key).history[0], parameter(key).at(ON)
    assert (first.from_on, first.value, first.status) == (begins, value, sure)
    assert (last.value, last.status) == (value, SURE_NOW.get(key, sure))


def test_the_list_of_names_passed_from_one_rule_to_the_next_in_april_2021() -> None:
    before, after = (parameter("worker/named_list").at(dt.date(2021, *day)) for day in ((3, 31), (4, 1)))
    assert (before.status, before.source) == (CONFIRMED, "Permenaker 44/2015 Pasal 3 ayat (1)")
    assert after.status is SECONDARY
    assert after.source.startswith("Permenaker 5/2021")
