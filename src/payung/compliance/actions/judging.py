"""How does a person say what they think of a finding?"""

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import policies
from payung.compliance.models import Finding, FindingJudgement
from payung.compliance.terms import FindingVerdict
from payung.intake.actions import join_batch
from payung.intake.terms import BatchKind
from payung.refusal import require_none


@transaction.atomic
def judge_finding(finding: Finding, *, verdict: FindingVerdict, reason: str, by: User) -> FindingJudgement:
    """Say of a finding that it is true, mistaken or in hand; it stays said when a later run finds it again."""
    require_none(policies.objection_to_judging(by=by, reason=reason))
    batch = join_batch(BatchKind.FINDINGS, by=by)
    said = FindingJudgement.objects.create(
        finding_id=finding.finding_id, verdict=verdict, reason=reason.strip(), by=by, batch=batch
    )
    audit.record("finding.judged", on=said, by=by, note=f"{verdict.value} {finding.kind}")
    return said
