"""How does a letter come to be that invites many to a meeting, and that no case asks for?

What it says is told to it when it is drafted: the meeting, the guests, the grounds. Approved, numbered, issued,
corrected it is as every other letter.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import policies
from payung.compliance.actions.letters import CODE_BYTES
from payung.compliance.models import Letter
from payung.compliance.terms import INVITATION, LetterState
from payung.refusal import require_none

TOLD = frozenset({"title", "meeting", "guests", "grounds"})


@transaction.atomic
def draft_invitation(told: Mapping[str, Any], *, by: User) -> Letter:
    """Draft an invitation of this person's office. ``told``: title, meeting, guests, grounds."""
    require_none(policies.objection_to_inviting(by=by))
    drafted = Letter.objects.create(
        step=INVITATION, office=by.office, content=_kept(told), code=secrets.token_urlsafe(CODE_BYTES), drafted_by=by
    )
    audit.record("letter.drafted", on=drafted, by=by, note=INVITATION)
    return drafted


@transaction.atomic
def retell_invitation(letter: Letter, told: Mapping[str, Any], *, by: User) -> bool:
    """Let a draft say what is true by now; approval is asked anew. Whether anything changed."""
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    is_open = held.state in (LetterState.DRAFT, LetterState.APPROVED)
    content = held.content | _kept(told)
    if not is_open or content == held.content:
        return False
    held.content, held.state, held.approved_by = content, LetterState.DRAFT, None
    held.save(update_fields=["content", "state", "approved_by"])
    audit.record("letter.edited", on=held, by=by)
    return True


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in TOLD}
