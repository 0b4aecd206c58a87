"""Does JKM give the exact sums of each law, and the scholarship only after enough years?"""

from datetime import date
from typing import Any

import pytest

from payung.refusal import Refusal
from payung.rules.lines import compute_one, explain, span
from payung.rules.parameters import Status, parameter
from payung.rules.programmes.jkm_benefit import JKM_BENEFIT
from payung.rules.scholarship import YEARS

V1, V2, V3 = date(2012, 4, 23), date(2015, 7, 1), date(2019, 12, 2)
LAST1, LAST2 = date(2015, 6, 30), date(2019, 12, 1)


def row(on: date, years: int = 0, **school: int) -> dict[str, Any]:
    return compute_one(dict.fromkeys(YEARS, 0) | {"years_contributed": years, "on": on} | school, JKM_BENEFIT)


@pytest.mark.parametrize(
    ("on", "death", "periodic", "funeral"),
    [
        (V1, 14_200_000, 4_800_000, 2_000_000),
        (LAST1, 14_200_000, 4_800_000, 2_000_000),
        (V2, 16_200_000, 4_800_000, 3_000_000),
        (LAST2, 16_200_000, 4_800_000, 3_000_000),
        (V3, 20_000_000, 12_000_000, 10_000_000),
    ],
)
def test_the_sums_of_each_law_add_up_to_the_total_the_law_is_known_by(
    on: date, death: int, periodic: int, funeral: int
) -> None:
    found = row(on)
    assert (found["death"], found["periodic"], found["funeral"]) == (death, periodic, funeral)
    assert found["total"] == death + periodic + funeral == parameter("benefit/jkm/total").at(on).value


@pytest.mark.parametrize(
    ("on", "years", "amount"),
    [
        (LAST1, 100, 0), (V2, 4, 0), (V2, 5, 12_000_000), (LAST2, 4, 0), (LAST2, 5, 12_000_000),
        (V3, 2, 0), (V3, 3, 9_000_000), (V3, 4, 9_000_000),
    ],
)  # fmt: skip
def test_the_scholarship_needs_five_then_three_years(on: date, years: int, amount: int) -> None:
    assert row(on, years, first_sd=6)["scholarship"] == amount
    assert row(on, years)["scholarship"] == 0


def test_the_scholarship_names_the_article_of_its_years() -> None:
    lines = {line.name: line for line in explain(row(V3, 3, first_sd=1), JKM_BENEFIT, V3)}
    assert lines["scholarship"].source.endswith("; PP 82/2019 Pasal 34 ayat (1)")
    assert {line.status for line in lines.values()} == {Status.CONFIRMED}
    assert list(lines) == ["death", "periodic", "funeral", "scholarship"]


def test_jkm_is_known_from_april_2012() -> None:
    assert span(JKM_BENEFIT) == (V1, date.max)
    with pytest.raises(Refusal, match=r"Manfaat Jaminan Kematian \(JKM\) yang dikenal Payung berlaku mulai 2012-04-23"):
        row(date(2012, 4, 22))


@pytest.mark.parametrize("years", [-1, 101])
def test_impossible_years_are_refused(years: int) -> None:
    with pytest.raises(Refusal) as refused:
        row(V3, years)
    assert str(refused.value) == f"Masa iur, tahun harus bilangan bulat antara 0 dan 100; yang diterima: {years}."
