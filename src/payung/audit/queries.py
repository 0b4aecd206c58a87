"""What does the trail say, to whom, and is it still as it was written?"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import QuerySet

from payung.audit.models import FIRST, Entry

LINES_AT_ONCE = 2000


class Reader(Protocol):
    """Who asks for the trail: a user, who knows by their role whether they may."""

    @property
    def reads_trail(self) -> bool:
        """Whether the role may read the trail."""


@dataclass(frozen=True)
class Wanted:
    """Which lines are asked for; what is empty does not narrow. ``older_than`` is the number of a line."""

    actor: str = ""
    action: str = ""
    on: str = ""
    since_on: date | None = None
    until_on: date | None = None
    older_than: int | None = None


@dataclass(frozen=True)
class Standing:
    """How the chain stands: lines read, the last digest, and the first broken line, if any.

    A chain cannot tell that its end was cut off: whoever keeps ``digest`` elsewhere can.
    """

    lines: int
    digest: str
    broken: Entry | None


def trail(wanted: Wanted, *, by: Reader) -> QuerySet[Entry]:
    """The lines asked for, the latest first; nothing for those who may not read the trail."""
    if not by.reads_trail:
        return Entry.objects.none()
    told = {
        "actor": wanted.actor, "action__startswith": wanted.action, "on__startswith": wanted.on,
        "at__date__gte": wanted.since_on, "at__date__lte": wanted.until_on, "pk__lt": wanted.older_than,
    }  # fmt: skip
    return Entry.objects.filter(**{name: value for name, value in told.items() if value}).order_by("-pk")


def verify() -> Entry | None:
    """The first line that does not stand on the line before it or is not as it was written; None: all hold."""
    return standing().broken


def standing() -> Standing:
    """Read the chain from its first line to its last, or to the first that is broken; memory stays flat."""
    before, lines = FIRST, 0
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=LINES_AT_ONCE):
        if entry.before != before or entry.digest != entry.reckoned_digest():
            return Standing(lines, before, entry)
        before, lines = entry.digest, lines + 1
    return Standing(lines, before, None)
