"""How does the branch come to state that a contribution is paid in full, for the file of a payment?

The letter belongs to no case; approved, numbered, issued, corrected it is as every other letter, and whether the
contribution is paid is asked again as it is issued.
"""

import secrets

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import policies, queries
from payung.compliance.actions.letters import CODE_BYTES
from payung.compliance.facts.corrections import stated_of
from payung.compliance.models import Letter
from payung.compliance.terms import PAID_STATEMENT
from payung.projects.models import Package, PackageFacts
from payung.refusal import Refusal, require_none


@transaction.atomic
def draft_statement(facts: PackageFacts, *, by: User) -> Letter:
    """Draft the statement for this package; one stands, or waits as a draft, at a time."""
    require_none(policies.objection_to_stating_paid(facts, by=by))
    package = Package.objects.select_for_update(of=("self",)).select_related("executor").get(pk=facts.package_id)
    if queries.statements_of(package, by=by):
        raise Refusal("Surat keterangan lunas paket ini sudah ada; buka surat itu.")
    drafted = Letter.objects.create(
        step=PAID_STATEMENT, office=by.office, content=stated_of(package), drafted_by=by,
        code=secrets.token_urlsafe(CODE_BYTES),
    )  # fmt: skip
    audit.record("letter.drafted", on=drafted, by=by, note=f"{PAID_STATEMENT} {package.package_id}")
    return drafted
