"""Do the benefits give what the law and published cases say, and refuse what is wrong in a published case?"""

from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from payung.refusal import Refusal
from payung.rules.entitlement import BodyLoss, Case, Cause, Entitlement, entitlement
from payung.rules.parameters import parameter
from payung.rules.scholarship import Child
from payung.rules.wage_basis import MonthlyWage, daily, monthly

HERE = Path(__file__).parent / "benefits"
USES = {"formula", "components", "fixed", "derived"}


def examples() -> list[Any]:
    """Every worked case of a benefit."""
    rows = [row for name in ("press", "derived") for row in yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8"))]
    return [pytest.param(row, id=row["id"]) for row in rows]


def examples_with(*names: str) -> list[Any]:
    """The cases that hold any of these fields."""
    return [example for example in examples() if set(names) & set(example.values[0])]


def case_of(facts: dict[str, Any]) -> Case:
    """The case of an example, whose words are a lawyer's."""
    return Case(
        cause=Cause(facts["cause"]),
        on=facts["on"],
        wage=wage_of(facts),
        stmb_months=facts.get("stmb_thousandths", 0),
        losses=tuple(loss_of(loss) for loss in facts.get("losses", ())),
        children=tuple(Child(years) for years in facts.get("children", ())),
        years_contributed=facts.get("years_contributed"),
    )


def wage_of(facts: dict[str, Any]) -> MonthlyWage:
    wage = facts["wage"]
    if "daily" in wage:
        return daily(wage["daily"], on=facts["on"], days_per_month=wage.get("days_per_month"))
    return monthly(wage["monthly"])


def loss_of(loss: dict[str, Any]) -> BodyLoss:
    percent = loss.get("loss_percent")
    return BodyLoss(loss["part"]) if percent is None else BodyLoss(loss["part"], percent * 1000)


def amounts(example: dict[str, Any]) -> dict[str, int]:
    """Every line of the case by name, and ``total``; a line that is not there is 0."""
    answer: Entitlement = entitlement(case_of(example["case"]))
    return {line.name: line.amount for line in answer.lines} | {"total": answer.total}


def thousands(amount: int) -> int:
    return int((Decimal(amount) / 1000).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize("example", examples())
def test_a_worked_case_is_reproduced_to_the_rupiah(example: dict[str, Any]) -> None:
    found = amounts(example)
    assert {name: found.get(name, 0) for name in example["expect"]} == example["expect"]
    assert example["used_as"] in USES


@pytest.mark.parametrize("example", examples_with("expect_thousands"))
def test_a_case_published_in_thousands_is_reproduced_to_the_thousand(example: dict[str, Any]) -> None:
    found = amounts(example)
    assert {name: thousands(found[name]) for name in example["expect_thousands"]} == example["expect_thousands"]


@pytest.mark.parametrize("example", examples_with("published_total"))
def test_a_published_total_agrees(example: dict[str, Any]) -> None:
    assert amounts(example)["total"] == example["published_total"]


@pytest.mark.parametrize("example", examples_with("wrong", "wrong_thousands"))
def test_what_a_source_printed_wrongly_is_not_reproduced(example: dict[str, Any]) -> None:
    found = amounts(example)
    assert example["error"]
    assert all(found[name] != wrong for name, wrong in example.get("wrong", {}).items())
    assert all(thousands(found[name]) != wrong for name, wrong in example.get("wrong_thousands", {}).items())


@pytest.mark.parametrize("example", examples_with("published_parts"))
def test_published_parts_add_up_where_their_source_is_right(example: dict[str, Any]) -> None:
    total = sum(example["published_parts"].values())
    assert total == example.get("published_sum", total)
    assert total != example.get("wrong_sum")
    assert {"published_sum", "wrong_sum"} & set(example)


@pytest.mark.parametrize("cause", ["work_accident_death", "non_work_death"])
def test_before_april_2012_the_law_is_not_known_and_no_amount_is_invented(cause: str) -> None:
    with pytest.raises(Refusal, match="2012-04-22"):
        entitlement(case_of({"cause": cause, "on": date(2012, 4, 22), "wage": {"monthly": 3_000_000}}))


@pytest.mark.parametrize("example", examples())
def test_the_total_of_a_case_is_the_sum_of_its_lines(example: dict[str, Any]) -> None:
    found = amounts(example)
    assert found.pop("total") == sum(found.values())


def test_the_limits_of_a_pension_grow_with_inflation_rounded_up() -> None:
    least, most = Decimal(300_000), Decimal(3_600_000)
    for row in yaml.safe_load((HERE / "jp_limits.yaml").read_text("utf-8")):
        least, most = (grown(limit, row["inflation_per_100000"], row["step"]) for limit in (least, most))
        assert (least, most) == (row["minimum"], row["maximum"])
        assert parameter("benefit/jp/minimum").at(row["from"]).value == row["minimum"]
        assert parameter("benefit/jp/maximum").at(row["from"]).value == row["maximum"]


def grown(limit: Decimal, inflation: int, step: int) -> Decimal:
    return (limit * (100_000 + inflation) / 100_000 / step).quantize(Decimal(1), ROUND_CEILING) * step
