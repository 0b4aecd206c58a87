"""How does a city put its letters in its own words, tried before anyone is written to, and take them back?"""

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import policies
from payung.compliance.models import LetterWording
from payung.letters import Kind, Wording, tried_on
from payung.refusal import require_none


@transaction.atomic
def set_wording(kind: Kind, wording: Wording, *, by: User) -> None:
    """Let letters of this kind say these words from now on; a Refusal where they cannot be filled."""
    require_none(policies.objection_to_wording(by=by))
    tried_on(kind, wording)
    told = {"subject": wording.subject, "body": wording.body, "changed_by": by}
    held, _ = LetterWording.objects.update_or_create(kind=kind.value, defaults=told)
    audit.record("wording.set", on=held, by=by, note=kind.value)


@transaction.atomic
def reset_wording(kind: Kind, *, by: User) -> None:
    """Let letters of this kind say again what they ship with."""
    require_none(policies.objection_to_wording(by=by))
    if LetterWording.objects.filter(kind=kind.value).delete()[0]:
        audit.record("wording.reset", on=kind.value, by=by)
