"""Which answers of the payment gate, proofs and exceptions do the people of the cast meet?"""

import datetime as dt

from tests.cast import Cast

from payung.accounts import actions as accounts
from payung.accounts.models import User
from payung.compliance import actions, queries
from payung.compliance.models import PaymentCheck, ProofRequest, SecondLook
from payung.compliance.terms import Second
from payung.projects.models import Package

DAY = dt.date(2026, 11, 23)


def answered(package: Package, *, by: User) -> PaymentCheck:
    """What the gate said of a payment for this package."""
    asked = queries.payment_gate(package.package_id, by=by, payment="SPM 1")
    assert asked is not None
    return actions.check_payment(asked, by=by)


def waiting_override(package: Package, *, by: User) -> SecondLook:
    """An exception that waits for a second person."""
    return SecondLook.objects.create(
        kind=Second.OVERRIDE, package=package, payment="SPM 1", reason="Jembatan darurat.", asked_by=by
    )


def waiting_proof(package: Package, *, by: User) -> ProofRequest:
    """A proof that waits for the branch."""
    return ProofRequest.objects.create(
        package=package, cause="not_found", number="JK26-1", dated_on=DAY, asked_by=by, asked_on=DAY, answer_by=DAY
    )


def machine(cast: Cast) -> int:
    """The key of a payment system."""
    return accounts.make_token(cast.agency_officer.office, label="Keuangan", by=cast.coordinator)[0].pk
