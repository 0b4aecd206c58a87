"""Whom should an event invite, and why? Read off the data: unprotected work first, then whom nobody ever reached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from payung.briefings.models import Event, Invitee
from payung.briefings.queries.places import packages_in
from payung.briefings.terms import Why
from payung.compliance.models import Case, Letter
from payung.intake import queries as intake
from payung.projects.models import PackageFacts
from payung.registry.models import Contact, Executor

OPEN = Q(state_now__in=("unprotected", "pending"))
AT_WORK = Q(state_now__isnull=False)
"""Of a package: it is worked on, on the day of the last check."""
MOST_FOUND = 20


@dataclass(frozen=True)
class Proposed:
    """A firm, why it should be invited, its open packages and their days without protection.

    ``is_new``: no message, letter, invitation or case ever reached it. ``is_reachable``: its contact is known.
    """

    executor: int
    name: str
    why: Why
    packages: int = 0
    days: int = 0
    is_new: bool = False
    is_reachable: bool = False


@dataclass(frozen=True)
class Narrowed:
    """Which firms somebody wants proposed: with work for this agency, in this district."""

    agency: int | None = None
    area: str = ""


def proposed(event: Event, asked: Narrowed) -> list[Proposed]:
    """The firms not yet on the list, the most pressing first; as many queries, however many firms."""
    held = set(Invitee.objects.filter(event=event).values_list("executor", flat=True))
    return sorted((one for one in _weighed(_facts(asked)) if one.executor not in held), key=_order)


def weighed_up(executors: Iterable[int]) -> dict[int, Proposed]:
    """executor → why it would be invited, for firms that a person chose; not all of them have work."""
    keys = list(executors)
    found = {one.executor: one for one in _weighed(_facts(Narrowed()).filter(package__executor__in=keys))}
    names = dict(Executor.objects.filter(pk__in=keys).values_list("pk", "name"))
    return {key: found.get(key) or Proposed(key, name, Why.CHOSEN) for key, name in names.items()}


def found_executors(words: str) -> QuerySet[Executor]:
    """Every executor in whose name each of these words stands."""
    found = Executor.objects.all()
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")[:MOST_FOUND]


def _facts(asked: Narrowed) -> QuerySet[PackageFacts]:
    facts = PackageFacts.objects.filter(intake.HOLDS_NOW, package__executor__isnull=False)
    if asked.agency:
        facts = facts.filter(package__agency=asked.agency)
    return facts.filter(package__in=packages_in(asked.area)) if asked.area else facts


def _weighed(facts: QuerySet[PackageFacts]) -> list[Proposed]:
    rows = facts.order_by().values(executor=F("package__executor"), firm=F("package__executor__name")).annotate(
        open=Count("pk", filter=OPEN), days=Sum("uncovered_days", filter=OPEN, default=0),
        at_work=Count("pk", filter=AT_WORK),
    )  # fmt: skip
    reached, reachable = _reached(), _reachable()
    found = (_weigh(row, is_new=row["executor"] not in reached) for row in rows)
    return [replace(one, is_reachable=one.executor in reachable) for one in found if one is not None]


def _weigh(row: Mapping[str, Any], *, is_new: bool) -> Proposed | None:
    why = _why(has_open=row["open"] > 0, is_new=is_new, has_work=row["at_work"] > 0)
    if why is None:
        return None
    return Proposed(row["executor"], row["firm"], why, row["open"] or row["at_work"], max(row["days"], 0), is_new)


def _why(*, has_open: bool, is_new: bool, has_work: bool) -> Why | None:
    if has_open:
        return Why.UNPROTECTED
    if is_new:
        return Why.NEVER_REACHED
    return Why.HAS_WORK if has_work else None


def _order(one: Proposed) -> tuple[int, int, int, str]:
    return list(Why).index(one.why), -one.days, -one.packages, one.name


def _reached() -> set[int | None]:
    """Whoever a letter was issued to, had a case, or was invited before."""
    written = Letter.objects.filter(number__isnull=False, case__executor__isnull=False)
    handled = Case.objects.filter(executor__isnull=False)
    invited = Invitee.objects.filter(invited_at__isnull=False)
    return {
        *written.values_list("case__executor", flat=True), *handled.values_list("executor", flat=True),
        *invited.values_list("executor", flat=True),
    }  # fmt: skip


def _reachable() -> set[int]:
    known = Q(email_sealed__isnull=False) | Q(phone_sealed__isnull=False)
    return set(Contact.objects.filter(known).values_list("executor", flat=True))
