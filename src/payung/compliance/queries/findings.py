"""What was found, for whom, and how does the city stand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.compliance.models import DayFigure, Finding, FindingJudgement, ScopeFigure
from payung.compliance.terms import FindingVerdict, Scope
from payung.intake import queries as intake
from payung.intake.models import Batch, Run
from payung.intake.queries import HOLDS_NOW
from payung.projects import queries as projects
from payung.projects.models import PackageFacts

SAID = FindingJudgement.objects.filter(batch__undone_at__isnull=True)
ORDERS = {
    "tenggat": (F("deadline_on").asc(nulls_last=True), "finding_id"),
    "rupiah": (F("amount").desc(nulls_last=True), "finding_id"),
    "hari": (F("days").desc(nulls_last=True), "finding_id"),
}


Findings = QuerySet[Any]  # findings, each with ``said`` and ``said_reason``, what a person last said of it


@dataclass(frozen=True)
class WantedFindings:
    """What a person looks for among the findings."""

    kind: str = ""
    words: str = ""
    agency: int | None = None
    verdict: str = ""
    confidence: str = ""
    order: str = "tenggat"


@dataclass(frozen=True)
class KindCount:
    """A kind of finding: how many, over how many days, about how much money."""

    kind: str
    count: int
    days: int
    amount: int


def findings(*, by: User, judged: QuerySet[FindingJudgement] = SAID) -> Findings:
    """The findings of this person's packages that hold now, each with what was last said of it."""
    last = judged.filter(finding_id=OuterRef("finding_id")).order_by("-pk")
    found = Finding.objects.filter(HOLDS_NOW).annotate(
        said=Subquery(last.values("verdict")[:1]), said_reason=Subquery(last.values("reason")[:1])
    )
    how_far, office = projects.reach(by)
    match how_far:
        case "all":
            return found
        case "agency":
            return found.filter(package__agency=office)
        case "firm":
            return found.filter(package__executor__office=office)
        case _:
            return found.none()


def wanted(found: Findings, asked: WantedFindings) -> Findings:
    """The findings somebody looks for, in the order asked for; what was judged mistaken only when asked for."""
    exact = {"kind": asked.kind, "package__agency": asked.agency, "confidence": asked.confidence}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    for word in asked.words.lower().split()[:6]:
        of_package = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"), search__contains=word)
        found = found.filter(Exists(of_package))
    if asked.verdict == "belum":
        found = found.filter(said__isnull=True)
    elif asked.verdict:
        found = found.filter(said=asked.verdict)
    else:
        found = found.filter(
            Q(said__isnull=True) | ~Q(said=FindingVerdict.MISTAKEN)
        )  # NULL equals nothing, nor differs
    return _named(found).order_by(*ORDERS.get(asked.order, ORDERS["tenggat"]))


def _named(found: Findings) -> Findings:
    """Each with the name of its package as it holds now."""
    facts = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"))
    named: Findings = found.annotate(package_name=Subquery(facts.values("name")[:1]))
    return named


def kinds(found: Findings) -> list[KindCount]:
    """The kinds that occur, the most frequent first."""
    counted = found.order_by().values("kind").annotate(n=Count("pk"), d=Sum("days"), a=Sum("amount"))
    listed = (KindCount(row["kind"], row["n"], row["d"] or 0, row["a"] or 0) for row in counted)
    return sorted(listed, key=lambda kind: (-kind.count, kind.kind))


def finding(pk: int, *, by: User) -> Finding | None:
    """One finding, where this person may see it."""
    return findings(by=by).select_related("package").filter(pk=pk).first()


def due_by(day: date, *, by: User, limit: int) -> Findings:
    """What falls due next, from this day on."""
    open_ones = findings(by=by).filter(deadline_on__gte=day, said__isnull=True)
    named = _named(open_ones).select_related("package")
    first: Findings = named.order_by("deadline_on", F("amount").desc(nulls_last=True), "finding_id")[:limit]
    return first


def said_of(finding_id: str) -> QuerySet[FindingJudgement]:
    """Everything said of a finding, the latest first."""
    return SAID.filter(finding_id=finding_id).select_related("by").order_by("-pk")


def city_figures(run: Run | None) -> ScopeFigure | None:
    """The city's figures as this run knew them."""
    return ScopeFigure.objects.filter(run=run, scope=Scope.CITY).first() if run else None


def agency_figures(run: Run, *, agency: str | None = None) -> QuerySet[ScopeFigure]:
    """The figures of agencies with days of work, the least protected first."""
    figures = ScopeFigure.objects.filter(run=run, scope=Scope.AGENCY, worked_days__gt=0)
    figures = figures.filter(name=agency) if agency else figures
    return figures.order_by(F("uncovered_days") * 1_000_000 / F("worked_days")).reverse()


def area_figures(run: Run) -> QuerySet[ScopeFigure]:
    """The figures of areas named in the packages, by name."""
    return ScopeFigure.objects.filter(run=run, scope=Scope.AREA, worked_days__gt=0).order_by("name")


def days(run: Run) -> QuerySet[DayFigure]:
    """Packages at work and protected on each day, as this run knew it."""
    return DayFigure.objects.filter(run=run).order_by("on_date")


def said_in(batches: Iterable[int]) -> dict[int, dict[str, int]]:
    """batch → verdict → how many judgements of findings it holds."""
    counted: dict[int, dict[str, int]] = {}
    found = FindingJudgement.objects.filter(batch__in=list(batches)).order_by().values_list("batch", "verdict")
    for batch, verdict, count in found.annotate(Count("pk")):
        counted.setdefault(batch, {})[verdict] = count
    return counted


def standing(*, by: User, without: Batch | None = None) -> dict[str, int]:
    """verdict → how many findings stand so, those not judged under an empty word; ``without``: were it taken back."""
    judged = SAID.exclude(batch=without) if without else SAID
    counted = findings(by=by, judged=judged).order_by().values_list("said").annotate(Count("pk"))
    return {said or "": count for said, count in counted}


def effect_of_undoing(run: Run, *, by: User) -> tuple[ScopeFigure | None, ScopeFigure | None]:
    """The city's figures as they are, and as they would be without this run."""
    if not by.may(Permission.UNDO):
        return None, None
    return city_figures(run), city_figures(intake.run_before(run))
