"""How does an answer of the payment gate look: its colour, its icon, its days, and what it asks for?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from payung.compliance import facts as compliance
from payung.rules.gate import Answer, Paying

TONE: Mapping[str, str] = {Answer.MAY: "green", Answer.VERIFYING: "amber", Answer.NOT_YET: "red"}
ICON: Mapping[str, str] = {Answer.MAY: "good", Answer.VERIFYING: "clock", Answer.NOT_YET: "cross"}
PAYING_ICON: Mapping[str, str] = {Paying.GO: "check", Paying.WITH_REASON: "warning", Paying.WAIT: "two-steps"}


def shown(content: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen answer as a page shows it: days as days, a colour and an icon to each word."""
    look = _look(content["answer"]) | {"pays_icon": PAYING_ICON[content["pays"]]}
    told = {**content, **look, "on": _day(content["on"]), "as_of": _day(content["as_of"])}
    return told | {"packages": [_package(one) for one in content["packages"]]}


def shown_check(check: Any) -> dict[str, Any]:
    """An answer that was recorded, with what became of the reason it asks for."""
    return shown(check.content) | {"pays_said": compliance.pays_said(check)}


def _package(one: Mapping[str, Any]) -> dict[str, Any]:
    found = [dict(zip(("sentence", "article", "closes_by"), each, strict=True)) for each in one["found"]]
    override = one["override"] and {**one["override"], "on": _day(one["override"]["on"])}
    days = {"since": _day(one["since"]), "until": _day(one["until"])}
    return {**one, **_look(one["answer"]), **days, "found": found, "override": override}


def _look(answer: str) -> dict[str, str]:
    return {"tone": TONE[answer], "icon": ICON[answer]}


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
