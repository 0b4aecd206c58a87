"""What was found, for whom, how does the city stand, and which case waits for whom?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import policies
from payung.compliance.models import (
    Answer,
    Case,
    DayFigure,
    Finding,
    FindingJudgement,
    Letter,
    ScopeFigure,
    SecondLook,
)
from payung.compliance.terms import CASE_KINDS, FindingVerdict, Scope
from payung.intake import queries as intake
from payung.intake.models import Batch, Run
from payung.intake.queries import HOLDS_NOW
from payung.matching import queries as matching
from payung.projects import queries as projects
from payung.projects.models import Package, PackageFacts
from payung.projects.terms import Standing
from payung.rules.ladder import Taken
from payung.rules.remedy import Circumstances, RemedyStep, steps

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


@dataclass(frozen=True)
class PaymentAnswer:
    """What is known of the protection of a contract when a payment is asked for."""

    facts: PackageFacts
    objection: str | None
    missing: tuple[Finding, ...]


PAYMENT_KINDS = ("unregistered", "pending_unpaid", "instalment_overdue", "under_declared", "paid_without_protection")


def payment_answers(contract_no: str, *, by: User) -> list[PaymentAnswer]:
    """The packages of this contract number (or package code) that this person may see, each with its answer."""
    plain = contract_no.strip()
    same = Q(contract_no__iexact=plain) | Q(package__package_id__iexact=plain) | Q(source_code__iexact=plain)
    answers = []
    for facts in projects.known(by=by).filter(same).order_by("package_id")[:5]:
        missing = tuple(findings(by=by).filter(package=facts.package, kind__in=PAYMENT_KINDS).order_by("kind"))
        answers.append(PaymentAnswer(facts, policies.objection_to_paying(facts), missing))
    return answers


def cases(*, by: User) -> QuerySet[Case]:
    """The cases of the packages this person may see; firms see them too: they are about their work."""
    found = Case.objects.select_related("package", "executor")
    match projects.reach(by):
        case ("all", _):
            return found
        case ("agency", office):
            return found.filter(package__agency=office)
        case ("firm", office):
            return found.filter(package__executor__office=office)
        case _:
            return found.none()


def case(pk: int, *, by: User) -> Case | None:
    """One case, where this person may see it."""
    return cases(by=by).filter(pk=pk).first()


def open_case_of(package: Package) -> Case | None:
    """The case that runs for this package."""
    return Case.objects.filter(package=package, closed_on__isnull=True).first()


def told(case: Case, *, on: date) -> policies.Told:
    """What the law is asked with about this case on this day."""
    facts = PackageFacts.objects.filter(HOLDS_NOW, package=case.package_id).first()
    said = SAID.filter(finding_id=case.finding_id).order_by("-pk").values_list("verdict", flat=True).first()
    circumstances = Circumstances(
        starts_on=(facts.starts_on if facts else None) or case.starts_on,
        register_by=facts.register_by if facts else None,
        pairs_to_judge=matching.pairs_to_judge(case.package.package_id),
        is_judged=said in (FindingVerdict.TRUE, FindingVerdict.IN_HAND),
    )
    return policies.Told(on, history(case), circumstances)


def history(case: Case) -> tuple[Taken, ...]:
    """The steps taken in a case, in order."""
    return tuple(Taken(name, on) for name, on in case.steps.values_list("name", "on_date"))


@dataclass(frozen=True)
class Offer:
    """A step of this person's in a case, and why it may not be taken today (None: it may)."""

    step: RemedyStep
    objection: str | None


def offers(case: Case, *, by: User, on: date) -> list[Offer]:
    """The steps that are this person's, those that may be taken today first."""
    issuers, asked = policies.issuers_of(by, case), told(case, on=on)
    own = [step for step in steps(on).values() if step.by in issuers]
    listed = [Offer(step, policies.objection_to_step(step.name, case=case, by=by, told=asked)) for step in own]
    return sorted(listed, key=lambda offer: offer.objection is not None)


def openable(*, by: User) -> Findings:
    """Findings that somebody called true and whose package has no case that runs."""
    running = Case.objects.filter(package=OuterRef("package"), closed_on__isnull=True)
    called = (FindingVerdict.TRUE, FindingVerdict.IN_HAND)
    return findings(by=by).filter(~Exists(running), kind__in=CASE_KINDS, package__isnull=False, said__in=called)


def letters(*, by: User) -> QuerySet[Letter]:
    """The letters of this person's office; the city's coordinators and inspectors read every office's."""
    found = Letter.objects.select_related("case__package", "office", "drafted_by", "approved_by").defer("pdf")
    if by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY):
        return found
    return found.filter(office=by.office_id) if by.may(Permission.WRITE_LETTERS) else found.none()


def letter(pk: int, *, by: User) -> Letter | None:
    """One letter, where this person may see it."""
    return letters(by=by).filter(pk=pk).first()


def letter_of_code(code: str) -> Letter | None:
    """The issued letter of this code: what the page of verification shows to anyone."""
    return Letter.objects.filter(code=code, number__isnull=False).select_related("office", "case__package").first()


def clarification_of(token: str) -> Answer | None:
    """The request for clarification whose link this is."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = Answer.objects.filter(token_digest=digest).select_related("letter__case__package", "letter__office")
    return found.first()


def second_looks(*, by: User) -> QuerySet[SecondLook]:
    """What waits for a second person, of packages this person may see."""
    found = SecondLook.objects.filter(decided_by__isnull=True).select_related("package", "case", "asked_by")
    return found.filter(package__in=projects.known(by=by).values("package"))


def is_proven(case: Case) -> bool:
    """Whether the last check finds the work protected now and no longer makes the finding of this case."""
    facts = PackageFacts.objects.filter(HOLDS_NOW, package=case.package_id).first()
    holds = Finding.objects.filter(HOLDS_NOW, package=case.package_id, kind__in=CASE_KINDS).exists()
    return facts is not None and facts.standing in (Standing.PROTECTED, Standing.PARTLY) and not holds


def running(*, on: date) -> QuerySet[Case]:
    """The cases that run, for the clock."""
    return Case.objects.filter(closed_on__isnull=True, opened_on__lte=on).select_related("package").order_by("pk")


def facts_of_case(case: Case) -> PackageFacts | None:
    """What is known now of the package of a case."""
    return PackageFacts.objects.filter(HOLDS_NOW, package=case.package_id).select_related("package").first()
