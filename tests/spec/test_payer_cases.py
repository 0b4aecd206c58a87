"""Who pays, how much, and by which article, in cases a lawyer can read?"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from payung.rules.case import Case, Cause
from payung.rules.entitlement import entitlement
from payung.rules.payer import Facts, Protection, who_pays
from payung.rules.wage_basis import monthly

HERE = Path(__file__).parent / "payer"
USUAL_WAGE = 5_000_000


def examples() -> list[Any]:
    """Every worked example of who pays."""
    rows = [row for path in sorted(HERE.glob("*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
    return [pytest.param(row, id=row["kasus"]) for row in rows]


def facts_of(written: dict[str, Any]) -> Facts:
    """The facts of an example: days, hours and wages as Payung's own values."""
    read = dict(written)
    read["protected"] = tuple(Protection(*days) for days in read.get("protected", ()))
    read["programmes"] = tuple(read.get("programmes", ("jkk", "jkm")))
    for hour in ("happened_at", "reported_at"):
        if hour in read:
            read[hour] = dt.time.fromisoformat(read[hour])
    if "reported_wage" in read:
        read["reported_wage"] = monthly(read["reported_wage"])
    return Facts(**read)


@pytest.mark.parametrize("example", examples())
def test_the_payers_are_those_of_the_law(example: dict[str, Any]) -> None:
    cause = Cause(example.get("sebab", "work_accident_death"))
    owed = entitlement(Case(cause=cause, on=example["tanggal"], wage=monthly(example.get("upah", USUAL_WAGE))))
    shares = who_pays(owed, facts_of(example["fakta"]))
    assert [
        (
            share.payer,
            share.amount,
            share.status,
            share.reimbursable,
            str(share.reason),
            share.caution and str(share.caution),
        )
        for share in shares
    ] == [
        (
            paid["siapa"],
            paid["jumlah"],
            paid["kepastian"],
            paid.get("diganti", False),
            paid["alasan"],
            paid.get("catatan"),
        )
        for paid in example["bayar"]
    ]
    for share, paid in zip(shares, example["bayar"], strict=True):
        assert share.source.startswith(paid["pasal"])
