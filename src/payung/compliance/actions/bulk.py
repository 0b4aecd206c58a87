"""How is the same done to many at once, so that one refusal never stops the others?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from payung.accounts.models import User
from payung.compliance.actions.cases import open_case
from payung.compliance.actions.letters import draft_letter
from payung.compliance.models import Case, Finding
from payung.refusal import Refusal
from payung.rules import remedy

Row = TypeVar("Row")


@dataclass(frozen=True)
class Outcome:
    """How many were done, and the refusal of each that was not."""

    done: int
    refused: tuple[Refusal, ...]


def open_cases(findings: Iterable[Finding], *, by: User) -> Outcome:
    """Open a case from each of these findings, each in a transaction of its own."""
    return _each(findings, lambda finding: open_case(finding, by=by))


def draft_clarifications(cases: Iterable[Case], *, by: User) -> Outcome:
    """Draft the request for clarification of each of these cases, each in a transaction of its own."""
    return _each(cases, lambda case: draft_letter(case, remedy.CLARIFICATION, by=by))


def _each(rows: Iterable[Row], act: Callable[[Row], object]) -> Outcome:
    done, refused = 0, []
    for row in rows:
        try:
            act(row)
            done += 1
        except Refusal as refusal:
            refused.append(refusal)
    return Outcome(done, tuple(refused))
