"""Is a value of the law written as an Indonesian reader expects?"""

from typing import Any

import pytest

from payung.rules.parameters import law
from payung.rules.spelled import spelled

BRACKETS = [{"upper": 100_000_000, "rate": 210}, {"upper": None, "rate": 90}]
BANDS = [{"months": 3, "rate": 45_000}, {"months": 3, "rate": 25_000}]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (BRACKETS, "brackets_per_100000", "sampai 100.000.000: 0,21 %; selebihnya: 0,09 %"),
        (1740, "rate_per_100000", "1,74 %"),
        ({"I": 240, "V": 1740}, "rate_per_100000", "I: 0,24 %; V: 1,74 %"),
        ([50_000, 25_000, 25_000], "share_per_100000", "50 %, 25 %, 25 %"),
        (7_000_000, "rupiah", "7.000.000"),
        (999, "days", "999"),
        (476_028_954, "sen", "4.760.289,54"),
        (291_005, "sen", "2.910,05"),
        (True, "flag", "ya"),
        (False, "flag", "tidak"),
        ("menurut bagiannya 1000", "text", "menurut bagiannya 1000"),
        (["jkk", "jkm"], "list", "jkk, jkm"),
        (BANDS, "list", "months: 3; rate: 45 % | months: 3; rate: 25 %"),
        ({"upper": None, "days": 10, "is_paid": True}, "table", "upper: –; days: 10; is_paid: ya"),
        ({"density_per_100000": 80_000, "rate": "penuh"}, "table", "density_per_100000: 80 %; rate: penuh"),
        ({"rate": None, "of": {"amount": 1500}}, "table", "rate: –; of: amount: 1.500"),
        ([], "list", ""),
    ],
)
def test_a_value_is_spelled_by_its_unit(value: Any, unit: str, text: str) -> None:
    assert spelled(value, unit) == text


def test_every_value_of_the_law_can_be_spelled() -> None:
    texts = [spelled(entry.value, one.unit) for one in law().values() for entry in one.history]
    assert texts
    assert [text for text in texts if not text or "{" in text or "None" in text or "True" in text] == []
