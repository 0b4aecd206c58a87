"""How much: what is asked about rupiah and rates, with the mistakes people really make as wrong choices."""

import datetime as dt
from collections.abc import Iterable, Mapping
from random import Random
from types import MappingProxyType
from typing import Any

from payung.refusal import Refusal
from payung.rules.case import Case, Cause
from payung.rules.entitlement import Entitlement, entitlement
from payung.rules.instalments import instalments, shares_on
from payung.rules.lines import compute_one
from payung.rules.money import PER, Rupiah, at_rate, percent_text, rupiah_text
from payung.rules.parameters import parameter
from payung.rules.payer import Facts, who_pays
from payung.rules.programmes.jakon_project import JAKON_PROJECT, JKK, JKM, PPN
from payung.rules.programmes.jakon_wage import JAKON_WAGE
from payung.rules.quiz.values import Made, Maker, Option
from payung.rules.wage_basis import monthly

STEP: Rupiah = 5_000_000
HIGHEST: Rupiah = 2_000_000_000
"""No question is about a larger contract: the reader works it out in the head or on a telephone."""
WAGES = range(3_000_000, 7_000_001, 250_000)
BY_HEAD = (PER, 25_000, 10_000)
"""Shares of a contribution that people guess for the first instalment."""


def of_amounts(right: Rupiah, wrong: Iterable[tuple[str, Rupiah]], **facts: object) -> Made:
    """A question whose choices are amounts of rupiah."""
    options = tuple(Option(code, rupiah_text(amount)) for code, amount in wrong)
    return Made(Option("right", rupiah_text(right)), options, facts)


def contribution_net(draw: Random, on: dt.date) -> Made:
    """A value without PPN, beyond the first bracket: there one rate on the whole value goes wrong."""
    row = _project(_value(draw, on), "net", on)
    return of_amounts(row["total"], _mistakes(row, on), value=rupiah_text(row["value"]))


def contribution_gross(draw: Random, on: dt.date) -> Made:
    """A value with PPN, which has to come out first."""
    row = _project(_value(draw, on), "gross", on)
    with_tax = _project(row["value"], "net", on)["total"]
    rate = percent_text(parameter(PPN).at(on).value)
    wrong = (("with_tax", with_tax), *_mistakes(row, on))
    return of_amounts(row["total"], wrong, value=rupiah_text(row["value"]), rate=rate, base=rupiah_text(row["base"]))


def _value(draw: Random, on: dt.date) -> Rupiah:
    edge = int(parameter(JKK).at(on).value[0]["upper"] or 0)
    return draw.randrange(edge + 4 * STEP, max(HIGHEST, 2 * edge + 5 * STEP), STEP)


def _project(value: Rupiah, kind: str, on: dt.date) -> Mapping[str, Any]:
    return compute_one({"value": value, "value_kind": kind, "on": on}, JAKON_PROJECT)


def _mistakes(row: Mapping[str, Any], on: dt.date) -> tuple[tuple[str, Rupiah], ...]:
    """One rate on the whole value, or only one of the two programmes."""
    brackets = [parameter(key).at(on).value for key in (JKK, JKM)]
    top = sum(_bracket_of(row["base"], one)["rate"] for one in brackets)
    first = sum(one[0]["rate"] for one in brackets)
    base: Rupiah = row["base"]
    return ("own_rate", at_rate(base, top)), ("first_rate", at_rate(base, first)), ("only_jkm", row["jkm"])


def _bracket_of(base: Rupiah, brackets: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in brackets if one["upper"] is None or base <= one["upper"])


def bracket_rate(draw: Random, on: dt.date) -> Made:
    """The rate of one bracket; the wrong ones are those of the other brackets."""
    brackets = parameter(JKK).at(on).value
    inner = range(1, len(brackets) - 1)
    if not inner:
        raise Refusal("Tarif menurut nilai kontrak tidak berlapis tiga pada {on}.", on=on)
    at = draw.choice(inner)
    rates = [percent_text(one["rate"]) for one in brackets]
    wrong = tuple(Option(f"rate{rate}", rate) for rate in draw.sample(rates, len(rates)))
    facts = {"over": rupiah_text(brackets[at - 1]["upper"]), "upper": rupiah_text(brackets[at]["upper"])}
    return Made(Option("right", rates[at]), wrong, facts)


def contribution_wage(draw: Random, on: dt.date) -> Made:
    """Where the wage is known: a flat rate of it every month."""
    row = compute_one({"wage": draw.choice(WAGES), "on": on}, JAKON_WAGE)
    wage: Rupiah = row["wage"]
    by_value = at_rate(wage, sum(parameter(key).at(on).value[0]["rate"] for key in (JKK, JKM)))
    wrong = (("only_jkk", row["jkk"]), ("only_jkm", row["jkm"]), ("by_value", by_value))
    return of_amounts(row["total"], wrong, wage=rupiah_text(wage))


def first_instalment(draw: Random, on: dt.date) -> Made:
    """What has to be paid at least so that protection begins."""
    row = _project(_value(draw, on), "net", on)
    total: Rupiah = row["total"]
    right = instalments(total, on=on)[0]
    wrong = tuple((f"share{share}", total * share // PER) for share in BY_HEAD)
    share = percent_text(shares_on(on).value[0])
    return of_amounts(right, wrong, total=rupiah_text(total), share=share)


def death_unregistered(draw: Random, on: dt.date) -> Made:
    """What the family of one worker is owed, by the firm itself where the project was not registered."""
    wage: Rupiah = draw.choice(WAGES)
    owed = _death(wage, Cause.WORK_ACCIDENT_DEATH, on)
    (share,) = who_pays(owed, Facts(registered=False))
    death = next(line.amount for line in owed.lines if line.name == "death")
    wrong = (
        ("as_jkm", _death(wage, Cause.NON_WORK_DEATH, on).total), ("only_death", death), ("one_year", 12 * wage),
    )  # fmt: skip
    return of_amounts(share.amount, wrong, wage=rupiah_text(wage), death=rupiah_text(death))


def _death(wage: Rupiah, cause: Cause, on: dt.date) -> Entitlement:
    return entitlement(Case(cause=cause, on=on, wage=monthly(wage)))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "contribution_net": contribution_net,
        "contribution_gross": contribution_gross,
        "bracket_rate": bracket_rate,
        "contribution_wage": contribution_wage,
        "first_instalment": first_instalment,
        "death_unregistered": death_unregistered,
    }
)
