"""Is how an executor is reached sealed, said by those who may, and opened under a new key after a rotation?"""

import pytest
from django.conf import settings
from tests.cast import Cast, cast

from payung.audit.models import Entry
from payung.refusal import Refusal
from payung.registry import actions, queries
from payung.registry.models import Contact, Executor
from payung.registry.queries import Reached
from payung.sealing import Keyring, read_ring

__all__ = ["cast"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def executor(cast: Cast) -> Executor:
    return Executor.objects.create(key="01", kind="firm", name="CV Contoh Satu", office=cast.firm.office)


@pytest.fixture
def ring() -> Keyring:
    return read_ring(settings.FIELD_KEYS)


def test_a_contact_is_sealed_and_opens_as_it_was_told(executor: Executor, ring: Keyring, cast: Cast) -> None:
    assert queries.reached(executor, keyring=ring) == Reached()
    actions.set_contact(executor, email=" Kantor@Badan.example ", phone="0812-3456-7890", keyring=ring, by=cast.firm)
    held = Contact.objects.get()
    assert queries.reached(executor, keyring=ring) == Reached("kantor@badan.example", "+6281234567890")
    assert b"kantor" not in bytes(held.email_sealed or b"")
    assert b"812" not in bytes(held.phone_sealed or b"")
    entry = Entry.objects.get(action="executor.contact_set")
    assert (entry.on, entry.note) == (f"registry.executor:{executor.pk}", "surel, telepon")


def test_an_empty_contact_takes_it_away(executor: Executor, ring: Keyring, cast: Cast) -> None:
    actions.set_contact(executor, email="kantor@badan.example", phone="", keyring=ring, by=cast.coordinator)
    actions.set_contact(executor, email="", phone="081234567890", keyring=ring, by=cast.agency_officer)
    assert queries.reached(executor, keyring=ring) == Reached("", "+6281234567890")


@pytest.mark.parametrize(
    "told", [{"email": "bukan surel"}, {"phone": "12"}, {"email": "a@b.example\nBcc: x@y.example"}]
)
def test_what_cannot_be_reached_is_refused(executor: Executor, ring: Keyring, cast: Cast, told: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="tidak terbaca"):
        actions.set_contact(executor, **({"email": "", "phone": ""} | told), keyring=ring, by=cast.coordinator)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("who", ["rival_firm", "leader", "payment_verifier", "inspectorate"])
def test_a_stranger_says_nothing(executor: Executor, ring: Keyring, cast: Cast, who: str) -> None:
    with pytest.raises(Refusal, match="Kontak pelaksana dicatat"):
        actions.set_contact(executor, email="a@b.example", phone="", keyring=ring, by=getattr(cast, who))


def test_contacts_follow_a_new_key(executor: Executor, cast: Cast) -> None:
    old, both, new = (read_ring(",".join(bytes([fill]).hex() * 64 for fill in fills)) for fills in ((1,), (2, 1), (2,)))
    actions.set_contact(executor, email="a@b.example", phone="", keyring=old, by=cast.firm)
    assert [actions.reseal_contacts(keyring=both, by=None) for _ in range(2)] == [1, 0]
    assert queries.reached(executor, keyring=new) == Reached("a@b.example")
