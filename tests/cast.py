"""Who plays in the tests of the house? One person for every role, two agencies, two firms, and their browsers.

``make_cast()`` in a fixture of one's own, or ``from tests.cast import cast`` in a ``conftest.py``.
Ani coordinates the city, Bima works in the first agency and Citra in the second; Doni's firm must never see Eka's.
"""

from dataclasses import dataclass, fields

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client

from payung.accounts import actions
from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind, Role

PASSWORD = "payung untuk semua"


@dataclass(frozen=True)
class Cast:
    """Everybody, and where they work."""

    coordinator: User
    second_coordinator: User
    leader: User
    inspectorate: User
    agency_officer: User
    other_agency_officer: User
    payment_verifier: User
    branch_officer: User
    firm: User
    rival_firm: User

    @property
    def of_each_role(self) -> dict[Role, User]:
        """One person a role: the first that has it."""
        found: dict[Role, User] = {}
        for field in fields(self):
            person = getattr(self, field.name)
            found.setdefault(Role(person.role), person)
        return found


def make_cast() -> Cast:
    """The whole cast in the database."""
    city = office(OfficeKind.CITY, "36.71", "Kota Contoh")
    works, housing = office(OfficeKind.AGENCY, "1", "Dinas Pertama"), office(OfficeKind.AGENCY, "2", "Dinas Kedua")
    branch = office(OfficeKind.BRANCH, "J00", "Kantor Cabang Contoh")
    firm, rival = office(OfficeKind.FIRM, "F1", "CV Contoh Satu"), office(OfficeKind.FIRM, "F2", "CV Contoh Dua")
    return Cast(
        coordinator=person("ani", Role.COORDINATOR, city),
        second_coordinator=person("ari", Role.COORDINATOR, city),
        leader=person("lia", Role.LEADER, city),
        inspectorate=person("ida", Role.INSPECTORATE, city),
        agency_officer=person("bima", Role.AGENCY_OFFICER, works),
        other_agency_officer=person("citra", Role.AGENCY_OFFICER, housing),
        payment_verifier=person("vera", Role.PAYMENT_VERIFIER, works),
        branch_officer=person("kiki", Role.BRANCH_OFFICER, branch),
        firm=person("doni", Role.FIRM, firm),
        rival_firm=person("eka", Role.FIRM, rival),
    )


def office(kind: OfficeKind, code: str, name: str) -> Office:
    """An office, made once."""
    return actions.open_office(name, kind=kind, code=code, by=None)


def person(word: str, role: Role, where: Office) -> User:
    """``ani@uji.example``, whose password is ``PASSWORD``."""
    return actions.open_account(
        f"{word}@uji.example", name=word.capitalize(), role=role, office=where, password=PASSWORD
    )


def client_of(user: User | None) -> Client:
    """A browser in which this person has signed in, second step and all; None: in which nobody has."""
    client = Client()
    if user is not None:
        give_second_step(user)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        key = client.session.session_key  # listed, as signing in by allauth's page lists it
        UserSession.objects.create(user=user, session_key=key, ip="127.0.0.1", user_agent="uji")
    return client


def give_second_step(user: User) -> None:
    """A code generator, once; firms need none."""
    if user.is_official and not user.authenticator_set.exists():  # type: ignore[attr-defined]
        TOTP.activate(user, generate_totp_secret())


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast."""
    return make_cast()
