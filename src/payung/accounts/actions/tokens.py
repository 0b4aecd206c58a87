"""How does a machine get a key to ask the payment gate in the name of an office, and lose it?"""

import secrets

from django.db import transaction
from django.utils import timezone

from payung.accounts import policies, queries
from payung.accounts.models import ApiToken, Office, User
from payung.audit import actions as audit
from payung.refusal import Refusal, require_none

TOKEN_BYTES = 32
PREFIX = "payung_"
"""So that a key that lies around is known for what it is."""


@transaction.atomic
def make_token(office: Office, *, label: str, by: User | None) -> tuple[ApiToken, str]:
    """A key, and its text, which is shown once; ``by`` None: the operator's command."""
    if by is not None:
        require_none(policies.objection_to_token(office, by=by))
    if not label.strip():
        raise Refusal("Tulis untuk sistem apa token ini.")
    told = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    made = ApiToken.objects.create(
        office=office, label=label.strip()[:100], token_digest=queries.token_digest(told), made_by=by
    )
    audit.record("token.made", on=made, by=by, note=f"{office.code} {made.label}")
    return made, told


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """The key opens nothing any more."""
    held = ApiToken.objects.select_for_update().get(pk=token.pk)
    require_none(policies.objection_to_revoking(held, by=by))
    ApiToken.objects.filter(pk=held.pk).update(revoked_by=by, revoked_at=timezone.now())
    audit.record("token.revoked", on=held, by=by, note=held.label)
