"""Which texts stand on the shelf, whom do they oblige, and which of them holds on a day?

National texts ship with the rules and are for everybody; those of the city are for everybody too where they were
announced, the rest for whoever has signed in.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from payung.accounts.models import User
from payung.regulations.models import Regulation
from payung.regulations.terms import PUBLISHED, Certainty
from payung.rules.parameters import Status
from payung.rules.shelf import Duty, Instrument, Obliged, is_in_force, shelf

Reader = User | AnonymousUser
HEAVY = "file"


@dataclass(frozen=True)
class Shelved:
    """A text as the shelf shows it; ``key`` for a national one, ``pk`` for one of the city."""

    name: str
    title: str
    issuer: str
    dated_on: dt.date | None
    from_on: dt.date | None
    ended_on: dt.date | None
    duties: tuple[Duty, ...]
    certainty: str
    was_read: bool
    key: str = ""
    pk: int = 0

    def obliged(self) -> list[Obliged]:
        """Whom it obliges, each once."""
        return list(dict.fromkeys(duty.whom for duty in self.duties))


@dataclass(frozen=True)
class Wanted:
    """Which texts are asked for: obliging whom, holding on which day, with which words, of the city or the nation."""

    whom: Obliged | None = None
    on: dt.date | None = None
    words: str = ""
    level: str = ""


def texts(*, by: Reader) -> QuerySet[Regulation]:
    """The texts of the city that stand on the shelf and that this reader may read, without their files."""
    return _readable(by).filter(withdrawn_at=None)


def text(pk: int, *, by: Reader) -> Regulation | None:
    """One text of the city; whoever has signed in reads a withdrawn one too."""
    found = _readable(by)
    return (found if by.is_authenticated else found.filter(withdrawn_at=None)).filter(pk=pk).first()


def file_of(pk: int, *, by: Reader) -> tuple[bytes, str] | None:
    """The file of a text and its kind; None where there is none for this reader."""
    held = text(pk, by=by)
    content = Regulation.objects.filter(pk=pk).values_list("file", flat=True).first() if held else None
    return (bytes(content), held.file_kind) if held and content else None


def duties_of(regulation: Regulation) -> tuple[Duty, ...]:
    """What a text of the city obliges whom to do."""
    return tuple(Duty(Obliged(one["siapa"]), one["apa"], one["pasal"]) for one in regulation.duties)


def cited_by(regulation: Regulation) -> tuple[Instrument, ...]:
    """The national texts it rests on."""
    return tuple(shelf()[key] for key in regulation.cites if key in shelf())


def resting_on(key: str, *, by: Reader) -> list[Regulation]:
    """The texts of the city that rest on a national one."""
    return [one for one in texts(by=by) if key in one.cites]


def shelved(wanted: Wanted, *, by: Reader) -> list[Shelved]:
    """What stands on the shelf and fits: first the city's own texts, then the national ones by rank."""
    return [one for one in _all(by, wanted.level) if _fits(one, wanted)]


def _readable(by: Reader) -> QuerySet[Regulation]:
    found = Regulation.objects.defer(HEAVY)
    return found if by.is_authenticated else found.filter(kind__in=PUBLISHED)


def _all(by: Reader, level: str) -> Iterator[Shelved]:
    if level != "nasional":
        yield from map(_of_city, texts(by=by))
    if level != "kota":
        yield from map(_of_nation, shelf().values())


def _fits(one: Shelved, wanted: Wanted) -> bool:
    said = f"{one.name} {one.title} {one.issuer}".lower()
    return (
        (wanted.whom is None or wanted.whom in one.obliged())
        and (wanted.on is None or is_in_force(one.from_on, one.ended_on, wanted.on))
        and wanted.words.strip().lower() in said
    )


def _of_city(held: Regulation) -> Shelved:
    return Shelved(
        name=str(held), title=held.title, issuer=held.issuer, dated_on=held.dated_on, from_on=held.in_force_on,
        ended_on=held.ended_on, duties=duties_of(held), certainty=str(Certainty(held.certainty).label),
        was_read=held.certainty == Certainty.READ, pk=held.pk,
    )  # fmt: skip


def _of_nation(one: Instrument) -> Shelved:
    return Shelved(
        name=one.name, title=one.title, issuer="", dated_on=one.dated_on, from_on=one.from_on, ended_on=one.ended_on,
        duties=one.duties, certainty=one.status.label, was_read=one.status is Status.CONFIRMED, key=one.key,
    )  # fmt: skip
