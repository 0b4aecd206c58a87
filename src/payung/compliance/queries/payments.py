"""What is known of the protection of a contract when a payment is asked for?"""

from dataclasses import dataclass

from payung.accounts.models import User
from payung.compliance import policies
from payung.compliance.models import Finding
from payung.compliance.queries.findings import findings
from payung.projects import queries as projects
from payung.projects.models import PackageFacts


@dataclass(frozen=True)
class PaymentAnswer:
    """What is known of the protection of a contract when a payment is asked for."""

    facts: PackageFacts
    objection: str | None
    missing: tuple[Finding, ...]


PAYMENT_KINDS = ("unregistered", "pending_unpaid", "instalment_overdue", "under_declared", "paid_without_protection")


def payment_answers(contract_no: str, *, by: User) -> list[PaymentAnswer]:
    """The packages of this contract number (or package code) that this person may see, each with its answer."""
    answers = []
    for facts in projects.numbered(contract_no, by=by)[:5]:
        missing = tuple(findings(by=by).filter(package=facts.package, kind__in=PAYMENT_KINDS).order_by("kind"))
        answers.append(PaymentAnswer(facts, policies.objection_to_paying(facts), missing))
    return answers
