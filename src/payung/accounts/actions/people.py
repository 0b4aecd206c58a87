"""How does an account open, change and close?"""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from payung.accounts import policies
from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind, Role
from payung.audit import actions as audit
from payung.refusal import require_none


@transaction.atomic
def open_office(name: str, *, kind: OfficeKind, code: str, by: User | None) -> Office:
    """The office of this code, made if there is none; its name is kept as it first was. ``by`` None: the operator."""
    if by is not None:
        require_none(policies.objection_to_managing(by=by))
    office, is_new = Office.objects.get_or_create(kind=kind, code=code, defaults={"name": name})
    if is_new:
        audit.record("office.opened", on=office, by=by, note=f"{kind} {code}")
    return office


@transaction.atomic
def open_account(email: str, *, name: str, role: Role, office: Office, password: str | None) -> User:
    """A user who can sign in. The address counts as proven: its owner followed a link sent there, or it is a sample."""
    require_none(policies.objection_to_role(role, office=office))
    user = User.objects.create_user(email, password, name=name, role=role, office=office)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    audit.record("account.opened", on=user, by=user, note=role)
    return user


@transaction.atomic
def change_role(user: User, *, role: Role, by: User) -> None:
    """Give the person another role in the same office."""
    user, by = _held(user), _held(by)
    require_none(policies.objection_to_changing_role(user, role=role, by=by))
    before, user.role = user.role, role
    user.save(update_fields=["role"])
    audit.record("account.role_changed", on=user, by=by, note=f"{before} → {role}")


@transaction.atomic
def deactivate(user: User, *, by: User) -> None:
    """Close the account at once: sessions end, what the person did stays theirs."""
    user, by = _held(user), _held(by)
    require_none(policies.objection_to_deactivating(user, by=by))
    User.objects.filter(pk=user.pk).update(is_active=False)
    _end_sessions(user)
    audit.record("account.closed", on=user, by=by)


@transaction.atomic
def reactivate(user: User, *, by: User) -> None:
    """Open a closed account again."""
    user, by = _held(user), _held(by)
    require_none(policies.objection_to_reactivating(user, by=by))
    User.objects.filter(pk=user.pk).update(is_active=True)
    audit.record("account.reopened", on=user, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User) -> int:
    """End every session of the person; how many there were."""
    require_none(policies.objection_to_signing_out(user, by=by))
    count = _end_sessions(user)
    audit.record("account.signed_out", on=user, by=by, note=str(count))
    return count


def _held(user: User) -> User:
    """The person as they are now; coordinators are held, so that two cannot remove each other at once."""
    list(User.objects.select_for_update().filter(role=Role.COORDINATOR, is_active=True).order_by("pk").values("pk"))
    return User.objects.select_for_update(of=("self",)).select_related("office").get(pk=user.pk)


def _end_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user_id=user.pk))
    for session in sessions:
        session.end()
    return len(sessions)
