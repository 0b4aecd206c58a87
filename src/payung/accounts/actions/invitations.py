"""How does somebody who was invited become a user?"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import cast

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts import policies, queries
from payung.accounts.actions.people import open_account
from payung.accounts.models import Invitation, Office, User
from payung.accounts.terms import Role
from payung.audit import actions as audit
from payung.refusal import Refusal, require_none

DAYS_OPEN = 7
TOKEN_BYTES = 32
Link = Callable[[str], str]
"""The whole address of the page that takes this token."""


@transaction.atomic
def invite(email: str, *, name: str, role: Role, office: Office, link: Link, by: User) -> Invitation:
    """Invite an address by e-mail; an earlier invitation of the same address no longer works."""
    require_none(policies.objection_to_inviting(email, role=role, office=office, by=by))
    invitation, token = _made(email, name=name, role=role, office=office, by=by)
    transaction.on_commit(partial(_send, invitation, link=link(token)))
    return invitation


@transaction.atomic
def invite_first(email: str, *, name: str, office: Office) -> str:
    """The token of an invitation for the first coordinator, where nobody could invite them."""
    if queries.has_coordinator():
        raise Refusal("Kota ini sudah mempunyai koordinator; undangan berikutnya dibuat dari halaman Orang.")
    return _made(email, name=name, role=Role.COORDINATOR, office=office, by=None)[1]


@transaction.atomic
def accept_invitation(token: str, *, password: str) -> User:
    """The user that the invitation of this token becomes; the link works once."""
    held = Invitation.objects.select_for_update().filter(token_digest=queries.token_digest(token)).first()
    require_none(policies.objection_to_accepting(held, on=timezone.localdate()))
    held = cast(Invitation, held)  # an absent one was objected to
    user = open_account(held.email, name=held.name, role=Role(held.role), office=held.office, password=password)
    Invitation.objects.filter(pk=held.pk).update(accepted_at=timezone.now())
    audit.record("invitation.accepted", on=held, by=user)
    return user


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """The link no longer works."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require_none(policies.objection_to_withdrawing(held, by=by))
    Invitation.objects.filter(pk=held.pk).update(withdrawn_at=timezone.now())
    audit.record("invitation.withdrawn", on=held, by=by)


def _made(email: str, *, name: str, role: Role, office: Office, by: User | None) -> tuple[Invitation, str]:
    now = timezone.now()
    Invitation.objects.filter(email=email.lower(), accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        email=email.lower(), name=name, role=role, office=office, token_digest=queries.token_digest(token),
        invited_by=by, expires_on=timezone.localdate() + timedelta(days=DAYS_OPEN),
    )  # fmt: skip
    audit.record("invitation.made", on=invitation, by=by, note=f"{role}, {office.kind} {office.code}")
    return invitation, token


def _send(invitation: Invitation, *, link: str) -> None:
    send_mail(
        subject=_("Undangan memakai Payung"),
        message=_(
            "Yth. %(name)s,\n\n"
            "Anda diundang memakai Payung sebagai %(role)s di %(office)s.\n"
            "Buka tautan ini, lalu buat kata sandi Anda:\n\n%(link)s\n\n"
            "Tautan berlaku %(days)d hari dan hanya dapat dipakai sekali. Jangan teruskan surel ini.\n"
            "Bila Anda tidak mengenal undangan ini, abaikan saja: tidak ada akun yang dibuat."
        )
        % {
            "name": invitation.name, "role": Role(invitation.role).label, "office": invitation.office.name,
            "link": link, "days": DAYS_OPEN,
        },
        from_email=None,
        recipient_list=[invitation.email],
    )  # fmt: skip
