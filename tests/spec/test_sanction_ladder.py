"""May this issuer take this step on this day, as the law and the contract say?"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from payung.rules.claims import DayUnit
from payung.rules.ladder import Issuer, Record, Taken, ladder, objection

HERE = Path(__file__).parent / "sanctions"


def examples() -> list[Any]:
    """Every worked example of a step."""
    rows = [row for path in sorted(HERE.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
    return [pytest.param(row, id=row["kasus"]) for row in rows]


@pytest.mark.parametrize("example", examples())
def test_a_step_is_allowed_or_refused_in_one_sentence(example: dict[str, Any]) -> None:
    record = Record(
        tuple(Taken(name, on) for name, on in example.get("sudah", {}).items()),
        example.get("diminta"),
        example.get("selesai"),
    )
    answer = objection(
        ladder(example["ladder"], example["pada"]),
        example["tahap"],
        by=Issuer(example["oleh"]),
        on=example["pada"],
        record=record,
        day_unit=DayUnit(example["hari"]) if "hari" in example else None,
    )
    assert (str(answer) if answer else None) == example.get("keberatan")
