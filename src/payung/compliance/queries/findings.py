"""What was found, for whom, and how does the city stand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum

from payung.accounts.models import Asker, User
from payung.accounts.terms import Permission
from payung.compliance.models import DayFigure, Finding, FindingJudgement, KindFigure, ScopeFigure
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


def findings(*, by: Asker, judged: QuerySet[FindingJudgement] = SAID) -> Findings:
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
    if asked.words:
        found = found.filter(
            package__in=projects.with_words(PackageFacts.objects.filter(HOLDS_NOW), asked.words).values("package")
        )
    return _said_as(asked.verdict, found).order_by(*ORDERS.get(asked.order, ORDERS["tenggat"]))


def named(found: Findings) -> Findings:
    """Each with its package, and the name of that as it holds now."""
    facts = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"))
    told: Findings = found.annotate(package_name=Subquery(facts.values("name")[:1])).select_related("package")
    return told


def _said_as(verdict: str, found: Findings) -> Findings:
    """Those of which a person last said this; ``belum``: nothing; without a word all but the mistaken ones.

    People judge few findings: the few are looked up first, not each of the many asked what was said of it.
    """
    if verdict == "belum":
        return found.exclude(finding_id__in=SAID.values("finding_id"))
    if verdict:
        return found.filter(finding_id__in=_last_said(verdict))
    return found.exclude(finding_id__in=_last_said(FindingVerdict.MISTAKEN))


def _last_said(verdict: str) -> QuerySet[Any, Any]:
    later = SAID.filter(finding_id=OuterRef("finding_id"), pk__gt=OuterRef("pk"))
    return SAID.filter(~Exists(later), verdict=verdict).values("finding_id")


def count_of(asked: WantedFindings, *, by: User) -> int | None:
    """How many findings ``wanted`` gives this person, where the figures of the run tell; None: count them."""
    kept = _kept_kinds(by=by)
    if kept is None or asked.words or asked.verdict or asked.confidence:
        return None
    told = {"agency": asked.agency, "kind": asked.kind}
    narrowed = {name: value for name, value in told.items() if value}
    mistaken = WantedFindings(kind=asked.kind, agency=asked.agency, verdict=FindingVerdict.MISTAKEN)
    total = kept.filter(**narrowed).aggregate(Sum("findings"))["findings__sum"] or 0
    return total - wanted(findings(by=by), mistaken).count()


def kinds(*, by: User) -> list[KindCount]:
    """The kinds that occur among this person's findings, the most frequent first."""
    kept = _kept_kinds(by=by)
    if kept is None:
        counted = findings(by=by).order_by().values("kind").annotate(n=Count("pk"), d=Sum("days"), a=Sum("amount"))
    else:
        counted = kept.values("kind").annotate(n=Sum("findings"), d=Sum("days"), a=Sum("amount"))
    listed = (KindCount(row["kind"], row["n"], row["d"] or 0, row["a"] or 0) for row in counted)
    return sorted(listed, key=lambda kind: (-kind.count, kind.kind))


def _kept_kinds(*, by: User) -> QuerySet[KindFigure] | None:
    """The figures that the run that holds now left of this person's findings; None where it left none of them."""
    how_far, office = projects.reach(by)
    kept = KindFigure.objects.filter(run=intake.latest_run())
    if how_far not in ("all", "agency") or not kept.exists():
        return None
    return kept if how_far == "all" else kept.filter(agency=office)


def finding(pk: int, *, by: User) -> Finding | None:
    """One finding, where this person may see it."""
    return findings(by=by).select_related("package").filter(pk=pk).first()


def due_by(day: date, *, by: User, limit: int) -> Findings:
    """What falls due next, from this day on."""
    open_ones = named(_said_as("belum", findings(by=by)).filter(deadline_on__gte=day))
    first: Findings = open_ones.order_by("deadline_on", F("amount").desc(nulls_last=True), "finding_id")[:limit]
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
