"""Which packages may this person see, and what is known of them: now, or as it was known on a day?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower

from payung.accounts.models import Asker, Office, User
from payung.accounts.terms import OfficeKind, Permission
from payung.intake.models import Run
from payung.intake.queries import held_on
from payung.projects.models import CityMap, Package, PackageFacts, SavedView
from payung.projects.terms import Standing
from payung.registry.models import Executor

ORDERS: dict[str, tuple[OrderBy, str]] = {
    "hari": (F("uncovered_days").desc(nulls_last=True), "package_id"),
    "nilai": (F("value").desc(nulls_last=True), "package_id"),
    "mulai": (F("starts_on").desc(nulls_last=True), "package_id"),
    "tenggat": (F("register_by").asc(nulls_last=True), "package_id"),
    "nama": (F("name").asc(nulls_last=True), "package_id"),
}
"""What is not known comes last: of themselves the two databases disagree."""
MOST_NUMBERED = 20


@dataclass(frozen=True)
class Wanted:
    """What a person looks for in the list; empty fields do not narrow it. ``day``: as known on that day."""

    words: str = ""
    standing: str = ""
    stage: str = ""
    kind: str = ""
    agency: int | None = None
    at_least: int | None = None
    is_open: bool = False
    order: str = "hari"
    day: date | None = None


def reach(user: Asker) -> tuple[str, int | None]:
    """How far this person sees: all packages, those of an agency, those of a firm, or none."""
    if not user.may(Permission.VIEW_PACKAGES):
        return "none", None
    if user.office_kind in (OfficeKind.AGENCY, OfficeKind.FIRM):
        return user.office_kind.value, user.office_id
    return "all", None


def known(*, by: Asker, day: date | None = None) -> QuerySet[PackageFacts]:
    """What is known of the packages this person may see."""
    facts = PackageFacts.objects.filter(held_on(day)).select_related("package")
    match reach(by):
        case ("all", _):
            return facts
        case ("agency", office):
            return facts.filter(package__agency=office)
        case ("firm", office):
            return facts.filter(package__executor__office=office)
        case _:
            return facts.none()


def wanted(facts: QuerySet[PackageFacts], asked: Wanted) -> QuerySet[PackageFacts]:
    """The packages that somebody looks for, in the order asked for."""
    facts = with_words(facts, asked.words)
    exact = {"standing": asked.standing, "stage": asked.stage, "kind": asked.kind, "package__agency": asked.agency}
    facts = facts.filter(**{name: value for name, value in exact.items() if value})
    if asked.at_least is not None:
        facts = facts.filter(value__gte=asked.at_least)
    if asked.is_open:
        facts = facts.filter(state_now__in=("unprotected", "pending"))
    return facts.order_by(*ORDERS.get(asked.order, ORDERS["hari"]))


def with_words(facts: QuerySet[PackageFacts], words: str) -> QuerySet[PackageFacts]:
    """The packages in whose name, executor or numbers each of these words stands."""
    for word in words.lower().split()[:6]:
        facts = facts.filter(search__contains=word)
    return facts


def numbered(number: str, *, by: Asker) -> QuerySet[PackageFacts]:
    """The packages with this number of contract, this code at their source, or this ``<source>-<code>``."""
    plain = number.strip().lower()
    source, _, code = plain.partition("-")
    asked = ({"contract": plain}, {"code": plain}, {"source": source, "code": code})
    # each by its own index; SQLite reads every row where the three are one condition
    found = (with_number(known(by=by), **one).values_list("pk", flat=True)[:MOST_NUMBERED] for one in asked)
    return known(by=by).filter(pk__in={key for keys in found for key in keys}).order_by("package_id")


def with_number(facts: QuerySet[PackageFacts], **number: str) -> QuerySet[PackageFacts]:
    """The packages with this ``contract`` or this ``code``, both in small letters."""
    return facts.alias(contract=Lower("contract_no"), code=Lower("source_code")).filter(**number)


def facts_of(package_id: str, *, by: User, day: date | None = None) -> PackageFacts | None:
    """What is known of one package; None where there is none, or not for this person."""
    return known(by=by, day=day).filter(package__package_id=package_id).first()


def history_of(package: Package) -> QuerySet[PackageFacts]:
    """Every state of knowledge of a package, the latest first."""
    return PackageFacts.objects.filter(package=package).select_related("known_from", "known_until").order_by("-pk")


def agencies(*, by: User) -> QuerySet[Office]:
    """The agencies whose packages this person may see."""
    how_far, office = reach(by)
    offices = Office.objects.filter(kind=OfficeKind.AGENCY)
    return offices if how_far == "all" else offices.filter(pk=office or 0) if how_far == "agency" else offices.none()


@dataclass(frozen=True)
class Changes:
    """How many packages a run made known for the first time, found newly protected, or newly lapsed."""

    fresh: int
    protected: int
    lapsed: int


def changes(run: Run) -> Changes:
    """What this run changed against what was known before it, as it was counted when the run was loaded."""
    kept = run.summary.get("changes")
    return Changes(**kept) if kept else counted_changes(run)


def counted_changes(run: Run) -> Changes:
    """The same, counted row by row."""
    told = PackageFacts.objects.filter(known_from=run)
    before = PackageFacts.objects.filter(package=OuterRef("package"), known_until=run)
    was_open = before.filter(state_now__in=("unprotected", "pending"))
    return Changes(
        fresh=told.exclude(
            Exists(PackageFacts.objects.filter(package=OuterRef("package"), known_from__lt=run))
        ).count(),
        protected=told.filter(Exists(was_open), state_now="protected").count(),
        lapsed=told.filter(Exists(before.filter(state_now="protected")), state_now="unprotected").count(),
    )


def by_standing(*, by: User) -> dict[str, int]:
    """How many of a person's packages stand how."""
    counted = known(by=by).order_by().values_list("standing").annotate(Count("pk"))
    found = dict(counted)
    return {standing.value: found.get(standing.value, 0) for standing in Standing}


def saved_views(*, by: User) -> QuerySet[SavedView]:
    """The questions this person saved."""
    return SavedView.objects.filter(user=by)


def city_map() -> CityMap | None:
    """The boundaries the city gave; None where the map is one of tiles."""
    return CityMap.objects.select_related("made_by").order_by("-pk").first()


def executors(*, by: User, words: str = "") -> QuerySet[Any]:
    """Every executor with ``work``, how many packages name it, the busiest first; for those who manage people."""
    found = Executor.objects.select_related("office").annotate(work=Count("packages"))
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    return (found if by.may(Permission.MANAGE_PEOPLE) else found.none()).order_by("-work", "name", "pk")


def executor(pk: int, *, by: User) -> Any | None:
    """One executor with how many packages name it, for those who manage people."""
    return executors(by=by).filter(pk=pk).first()
