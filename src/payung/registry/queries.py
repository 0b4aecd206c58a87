"""For which executors does an office speak, and how is one addressed and reached?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from payung.accounts.models import Office
from payung.reconcile.normalise.words import has_legal_form
from payung.registry.models import Contact, Executor
from payung.registry.terms import ContactKind
from payung.sealing import Keyring

PERSON = "person"
"""The kind of an executor that is one, as the run tells it."""


@dataclass(frozen=True)
class Reached:
    """Where an executor is reached, opened; empty where nobody said. Nothing of it stands in a log."""

    email: str = ""
    phone: str = ""


def executors_of(office: Office) -> QuerySet[Executor]:
    """The executors this office speaks for."""
    return Executor.objects.filter(office=office).order_by("name", "pk")


def addressee_of(executor: Executor) -> str:
    """To whom what is sent to this executor is addressed: a person by name, a firm by whoever leads it.

    Who trades under a legal form is addressed as a firm, also where the tax number is that of its owner.
    """
    is_person = executor.kind == PERSON and not has_legal_form(executor.name)
    return f"{'Sdr.' if is_person else 'Pimpinan'} {executor.name}"


def reached(executor: Executor, *, keyring: Keyring) -> Reached:
    """Where this executor is reached."""
    held = Contact.objects.filter(executor=executor).first()
    if held is None:
        return Reached()
    return Reached(
        email=_opened(held.email_sealed, kind=ContactKind.EMAIL, keyring=keyring),
        phone=_opened(held.phone_sealed, kind=ContactKind.PHONE, keyring=keyring),
    )


def reached_all(executors: Iterable[int], *, keyring: Keyring) -> dict[int, Reached]:
    """executor → where it is reached, of those of whom somebody said; one query."""
    return {
        held.executor_id: Reached(
            email=_opened(held.email_sealed, kind=ContactKind.EMAIL, keyring=keyring),
            phone=_opened(held.phone_sealed, kind=ContactKind.PHONE, keyring=keyring),
        )
        for held in Contact.objects.filter(executor__in=list(executors))
    }


def _opened(sealed: bytes | memoryview | None, *, kind: str, keyring: Keyring) -> str:
    return keyring.unseal(bytes(sealed), kind=kind) if sealed else ""
