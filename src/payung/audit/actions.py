"""Writes to the trail; never changes it."""

from contextvars import ContextVar
from typing import Protocol

from django.db import connection, transaction
from django.utils import timezone

from payung.audit.models import FIRST, Entry

CHAIN_LOCK = 0x5041_5955  # one writer at a time on PostgreSQL; SQLite has one anyway
address: ContextVar[str] = ContextVar("address", default="")
"""Where the request that is being served came from; empty in the clock and the operator's commands."""


class Actor(Protocol):
    """Who acts: a user, a machine that has a ``trail_name`` of its own, or the clock."""

    pk: int
    role: str


@transaction.atomic
def record(action: str, *, on: object, by: Actor | None, note: str = "", purpose: str = "") -> None:
    """Append one line. ``on`` is a model instance (named by its table and key) or a short text; ``by`` None: the clock.

    A NIK must never stand in ``note`` or ``purpose``.
    """
    _one_at_a_time()
    last = Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or FIRST
    entry = Entry(
        at=timezone.now(), actor=_actor(by), role=by.role if by else "", action=action,
        on=named(on), note=note, purpose=purpose, address=address.get(), before=last,
    )  # fmt: skip
    entry.digest = entry.reckoned_digest()
    entry.save(force_insert=True)


def _actor(by: Actor | None) -> str:
    return "jam" if by is None else getattr(by, "trail_name", f"user:{by.pk}")


def named(thing: object) -> str:
    """``projects.package:17`` for a row; a text as it is."""
    meta = getattr(thing, "_meta", None)
    return f"{meta.label_lower}:{thing.pk}" if meta else str(thing)[:200]  # type: ignore[attr-defined]


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
