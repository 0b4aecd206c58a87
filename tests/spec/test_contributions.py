"""Do the formulas give what the law, the press and others have published, and refuse what is wrong there?"""

from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from payung.rules.lines import compute_one
from payung.rules.parameters import parameter
from payung.rules.programmes import PROGRAMMES
from payung.rules.programmes.mistakes import recognise_error

HERE = Path(__file__).parent / "contributions"


def examples() -> list[Any]:
    """Every worked example of a programme."""
    files = [path for path in sorted(HERE.glob("*.yaml")) if path.stem != "jp_cap"]
    rows = [row for path in files for row in yaml.safe_load(path.read_text("utf-8"))]
    return [pytest.param(row, id=row["id"]) for row in rows]


def wrong_examples() -> list[Any]:
    """The examples whose published figure is wrong in its source."""
    return [example for example in examples() if "published_wrong" in example.values[0]]


@pytest.mark.parametrize("example", examples())
def test_a_worked_example_is_reproduced_to_the_rupiah(example: dict[str, Any]) -> None:
    row = compute_one(example["facts"], PROGRAMMES[example["programme"]])
    assert {name: row[name] for name in example["expect"]} == example["expect"]


@pytest.mark.parametrize("example", examples())
def test_a_published_total_agrees_where_its_source_is_right(example: dict[str, Any]) -> None:
    assert example.get("published", example["expect"]["total"]) == example["expect"]["total"]


@pytest.mark.parametrize("example", wrong_examples())
def test_a_wrong_published_total_is_not_reproduced_and_named_if_recognisable(
    example: dict[str, Any],
) -> None:
    facts = example["facts"]
    row = compute_one(facts, PROGRAMMES[example["programme"]])
    mistake = recognise_error(example["published_wrong"], row["base"], facts["on"])
    assert row["total"] != example["published_wrong"]
    assert (mistake and str(mistake)) == example["mistake"]


def test_the_jp_cap_grows_by_the_published_rule() -> None:
    for row in yaml.safe_load((HERE / "jp_cap.yaml").read_text("utf-8")):
        grown = Decimal(row["previous"]) * (100_000 + row["growth_per_100000"]) / 100_000
        floored = (grown / 100).quantize(Decimal(1), ROUND_FLOOR) * 100
        assert floored == row["expect"] == parameter("company/jp/wage_cap").at(row["from"]).value
