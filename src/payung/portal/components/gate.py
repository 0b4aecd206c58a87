"""How does an answer of the payment gate look: its colour, its icon, its days, and what it asks for?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from payung.compliance.facts.payments import PROOF_SAID, headline, outcome_of, pays_said
from payung.rules.gate import Answer, Outcome

PROOF_TONE: Mapping[str, str] = {Answer.MAY: "green", Answer.VERIFYING: "amber", Answer.NOT_YET: "red"}
LOOK: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PAYABLE: ("green", "good"),
    Outcome.WITH_REASON: ("amber", "warning"),
    Outcome.LET_PASS: ("amber", "two-steps"),
    Outcome.VERIFYING: ("amber", "clock"),
    Outcome.WAITS: ("red", "cross"),
}
"""The colour and the icon of what becomes of a payment."""


def shown(content: Mapping[str, Any], *, reason: str = "") -> dict[str, Any]:
    """The frozen answer as a page shows it: days as days, the words, colour and icon of what becomes of the payment.

    ``reason``: the one that was recorded with it.
    """
    tone, icon = LOOK[outcome_of(content)]
    words = {"said": headline(content), "pays_said": pays_said(content, reason=reason), "tone": tone, "icon": icon}
    told = {**content, **words, "on": _day(content["on"]), "as_of": _day(content["as_of"])}
    return told | {"packages": [package_shown(one) for one in content["packages"]]}


def shown_check(check: Any) -> dict[str, Any]:
    """An answer that was recorded, with what became of the reason it asks for."""
    return shown(check.content, reason=check.reason)


def listed(checks: Iterable[Any]) -> list[tuple[Any, str, str]]:
    """Answers for a list: each with its colour and its words."""
    return [(one, LOOK[outcome_of(one.content)][0], headline(one.content)) for one in checks]


def package_shown(one: Mapping[str, Any]) -> dict[str, Any]:
    """How the proof of one package stands."""
    found = [dict(zip(("sentence", "article", "closes_by"), each, strict=True)) for each in one["found"]]
    override = one["override"] and {**one["override"], "on": _day(one["override"]["on"])}
    days = {"since": _day(one["since"]), "until": _day(one["until"])}
    look = {"tone": PROOF_TONE[one["answer"]], "said": PROOF_SAID[one["answer"]]}
    return {**one, **look, **days, "found": found, "override": override}


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
