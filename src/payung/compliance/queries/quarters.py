"""What does a quarter count, and which packages, cases, letters and overrides stand behind each of its figures?

Days and packages are those of the run that holds now, also for quarters long past: what is known today of that time.
What was done is read off the steps, letters and second looks themselves. A figure and its list are one question.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance.models import Case, CaseStep, DayFigure, Letter, PaymentCheck, SecondLook
from payung.compliance.queries.letters import OF_NO_CASE
from payung.compliance.queries.payments import WENT_WITH_REASON, passed_after_reason
from payung.compliance.terms import Figure, Period, Second
from payung.coverage.models import Span
from payung.intake.models import Run
from payung.intake.queries import HOLDS_NOW
from payung.projects.models import PackageFacts
from payung.reconcile.coverage import PENDING, PROTECTED, UNPROTECTED
from payung.rules import remedy

Rows = QuerySet[Any, Any]  # of dictionaries
OPEN = (UNPROTECTED, PENDING)
STATES: Mapping[Figure, tuple[str, ...]] = {
    Figure.WORKED: (PROTECTED, *OPEN),
    Figure.PROTECTED: (PROTECTED,),
    Figure.PENDING: (PENDING,),
    Figure.UNPROTECTED: (UNPROTECTED,),
}
STEPS: Mapping[Figure, tuple[str, ...]] = {
    Figure.ANSWERS: (remedy.ANSWER,),
    Figure.REMINDERS: remedy.REMINDERS,
    Figure.REPRIMANDS: remedy.REPRIMANDS,
    Figure.SANCTIONS: ("teguran_tertulis_1", "teguran_tertulis_2", "denda"),
    Figure.PROVEN: (remedy.PROOF,),
    Figure.ACCEPTED: (remedy.ACCEPTED,),
    Figure.DROPPED: (remedy.DROPPED,),
}
WORST = 10


def may_read(by: User) -> bool:
    """The report is of the city, for its people."""
    return by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY)


def periods(run: Run | None) -> list[Period]:
    """The quarters of which this run knows days, up to the day of its check, the latest first."""
    known = DayFigure.objects.filter(run=run, worked__gt=0).aggregate(first=Min("on_date"), last=Max("on_date"))
    if run is None or known["first"] is None:
        return []
    latest, earliest = Period.of(min(known["last"], run.as_of)), Period.of(known["first"])
    listed = [latest]
    while listed[-1] > earliest:
        listed.append(listed[-1].shifted(-1))
    return listed


def days_of(run: Run, asked: list[Period]) -> dict[Period, dict[str, int]]:
    """quarter → worked, protected, pending: days of packages, in one question."""
    names = ("worked", "protected", "pending")
    sums = {
        f"{name}_{at}": Sum(name, filter=Q(on_date__range=(period.first, period.last)), default=0)
        for at, period in enumerate(asked)
        for name in names
    }
    told = DayFigure.objects.filter(run=run).aggregate(**sums)
    return {period: {name: told[f"{name}_{at}"] for name in names} for at, period in enumerate(asked)}


def started_of(asked: list[Period]) -> dict[Period, tuple[int, int]]:
    """quarter → packages that began to be worked on in it, and those of them protected from the first day."""
    counts: dict[str, Count] = {}
    for at, period in enumerate(asked):
        within = Q(starts_on__range=(period.first, period.last))
        counts |= {
            f"all_{at}": Count("pk", filter=within),
            f"early_{at}": Count("pk", filter=within & Q(is_early=True)),
        }
    between = (min(asked).first, max(asked).last)
    told = _begun().filter(starts_on__range=between).aggregate(**counts)
    return {period: (told[f"all_{at}"], told[f"early_{at}"]) for at, period in enumerate(asked)}


def cases_of_quarters(asked: list[Period]) -> dict[Period, tuple[int, int]]:
    """quarter → cases opened in it, and cases that ended in it with a proof."""
    counts: dict[str, Count] = {}
    for at, period in enumerate(asked):
        days = (period.first, period.last)
        counts |= {
            f"opened_{at}": Count("pk", filter=Q(opened_on__range=days)),
            f"proven_{at}": Count("pk", filter=Q(closed_on__range=days, position=remedy.PROOF)),
        }
    told = Case.objects.order_by().aggregate(**counts)
    return {period: (told[f"opened_{at}"], told[f"proven_{at}"]) for at, period in enumerate(asked)}


def agency_days(period: Period) -> list[tuple[int | None, str | None, str, int]]:
    """Agency, its name, state, days of packages in this quarter."""
    grouped = _spans(period).order_by().values_list("package__agency", "package__agency__name", "state")
    counted = grouped.annotate(gaps=_gaps(period), spans=Count("pk"))
    return [(pk, name, state, gaps.days + spans) for pk, name, state, gaps, spans in counted]


def agency_starts(period: Period) -> list[tuple[int | None, str | None, int, int]]:
    """Agency, its name, packages that began in this quarter, those protected from the first day."""
    grouped = started(period).order_by().values_list("package__agency", "package__agency__name")
    return list(grouped.annotate(Count("pk"), early=Count("pk", filter=Q(is_early=True))))


def steps_by_name(period: Period) -> dict[str, int]:
    """How often each step was taken in this quarter."""
    return dict(_steps(period).order_by().values_list("name").annotate(Count("pk")))


def letters_by_step(period: Period) -> dict[str, int]:
    """How many letters of each kind were issued in this quarter: of cases and of none, corrected ones too."""
    return dict(_letters(period).order_by().values_list("step").annotate(Count("pk")))


def label_of(step: str, *, on: date) -> str:
    """The kind of a letter in words, by the law of that day; a Refusal where there is none."""
    return (OF_NO_CASE.get(step) or remedy.step(step, on)).label


def days_to_proof(period: Period) -> list[int]:
    """Days from the opening to the proof, of the cases that ended so in this quarter."""
    ended = _steps(period).filter(name=remedy.PROOF).values_list("on_date", "case__opened_on")
    return [(on - opened).days for on, opened in ended]


def handled_by_state(period: Period) -> dict[str | None, int]:
    """How the packages whose cases ran in this quarter stand on the day of the check; None: no work on that day."""
    return dict(_handled(period).order_by().values_list("state_now").annotate(Count("pk")))


def overrides(period: Period) -> QuerySet[SecondLook]:
    """Payments that two people let pass without proof in this quarter, the latest first."""
    begin, end = _midnight(period.first), _midnight(period.last + timedelta(days=1))
    found = SecondLook.objects.filter(kind=Second.OVERRIDE, is_granted=True, decided_at__gte=begin, decided_at__lt=end)
    return found.select_related("package", "asked_by__office", "decided_by__office").order_by("-decided_at", "-pk")


def reasoned(period: Period) -> QuerySet[PaymentCheck]:
    """Payments without proof that went on a recorded reason in this quarter, where the city's rule only warns.

    Without those that two people let pass: each payment counts once.
    """
    begin, end = _midnight(period.first), _midnight(period.last + timedelta(days=1))
    found = PaymentCheck.objects.filter(WENT_WITH_REASON, checked_at__gte=begin, checked_at__lt=end)
    return found.exclude(pk__in=passed_after_reason()).order_by("-checked_at", "-pk")


def unresolved() -> QuerySet[PackageFacts]:
    """The packages at work without protection on the day of the check, the most uncovered days first."""
    worst = F("uncovered_days").desc(nulls_last=True)
    return (
        PackageFacts.objects.filter(HOLDS_NOW, state_now__in=OPEN).select_related("package").order_by(worst, "package")
    )


def last_cases(packages: list[int]) -> dict[int, Case]:
    """package → its last case, the one that runs where one runs."""
    held = Case.objects.filter(package__in=packages).order_by(F("closed_on").asc(nulls_last=True), "pk")
    return {case.package_id: case for case in held}


def started(period: Period) -> QuerySet[Any]:
    """Packages that began to be worked on in this quarter; ``is_early``: the first day was protected."""
    return _begun().filter(starts_on__range=(period.first, period.last))


def behind(figure: Figure, period: Period, *, by: User, agency: int | None = None, kind: str = "") -> Rows:
    """What a figure counts: rows of ``package`` and ``key``; by the figure ``on``, ``told``, ``case``, ``letter``.

    Of days: ``gaps`` and ``spans``, whose sum in days is theirs (``days_in``).
    ``agency`` 0: those of which no agency is known. ``kind``: letters of this step only.
    """
    told = LISTS[figure](figure, period)
    if not may_read(by):
        return told.none()
    if agency is not None and figure in OF_AGENCY:
        told = told.filter(package__agency=agency or None)
    return told.filter(step=kind) if kind and figure is Figure.LETTERS else told


def days_in(row: Mapping[str, Any]) -> int | None:
    """The days that a row of a list of days stands for; None for other lists."""
    return row["gaps"].days + row["spans"] if "gaps" in row else None


def _begun() -> QuerySet[Any]:
    first = Span.objects.filter(HOLDS_NOW, package=OuterRef("package"), from_on=OuterRef("starts_on"), state=PROTECTED)
    return PackageFacts.objects.filter(HOLDS_NOW, worked_days__gt=0).annotate(is_early=Exists(first))


def _spans(period: Period) -> QuerySet[Span]:
    return Span.objects.filter(HOLDS_NOW, from_on__lte=period.last, to_on__gte=period.first)


def _gaps(period: Period) -> Sum:
    """From the first to the last day of spans as far as they lie in the quarter: each is a day longer than this."""
    first, last = Value(period.first, DateField()), Value(period.last, DateField())
    return Sum(ExpressionWrapper(Least(F("to_on"), last) - Greatest(F("from_on"), first), DurationField()))


def _steps(period: Period) -> QuerySet[CaseStep]:
    return CaseStep.objects.filter(on_date__range=(period.first, period.last))


def _letters(period: Period) -> QuerySet[Letter]:
    return Letter.objects.filter(number__isnull=False, issued_on__range=(period.first, period.last))


def _handled(period: Period) -> QuerySet[PackageFacts]:
    ran = Case.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=period.first), opened_on__lte=period.last)
    return PackageFacts.objects.filter(HOLDS_NOW, package__in=ran.values("package"))


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time()))


def _list_days(figure: Figure, period: Period) -> Rows:
    rows = _spans(period).filter(state__in=STATES[figure]).values("package", key=F("package__package_id"))
    return rows.annotate(gaps=_gaps(period), spans=Count("pk")).order_by("-gaps", "key")


def _list_started(figure: Figure, period: Period) -> Rows:
    found = started(period)
    if figure is not Figure.STARTED:
        found = found.filter(is_early=figure is Figure.EARLY)
    return found.order_by("starts_on", "package").values("package", key=F("package__package_id"), on=F("starts_on"))


def _list_opened(_figure: Figure, period: Period) -> Rows:
    found = Case.objects.filter(opened_on__range=(period.first, period.last)).order_by("opened_on", "pk")
    return found.values("package", key=F("package__package_id"), on=F("opened_on"), case=F("pk"), told=F("position"))


def _list_steps(figure: Figure, period: Period) -> Rows:
    found = _steps(period).filter(name__in=STEPS[figure]).order_by("on_date", "pk")
    return found.values(
        "case", package=F("case__package"), key=F("case__package__package_id"), on=F("on_date"), told=F("name")
    )


def _list_letters(_figure: Figure, period: Period) -> Rows:
    """A letter of no case stands under its title, or under the package it is about."""
    found = _letters(period).order_by("issued_on", "pk")
    return found.values(
        "case", "reference", package=F("case__package"),
        key=Coalesce("case__package__package_id", KT("content__package_id"), output_field=TextField()),
        name=KT("content__title"),
        on=F("issued_on"), told=F("step"), letter=F("pk"),
    )  # fmt: skip


def _list_handled(figure: Figure, period: Period) -> Rows:
    found = _handled(period)
    if figure is not Figure.HANDLED:
        found = found.filter(HANDLED[figure])
    last = Max("package__cases")
    return found.order_by("package").values("package", key=F("package__package_id")).annotate(case=last)


def _list_overrides(_figure: Figure, period: Period) -> Rows:
    return overrides(period).values("package", "reason", key=F("package__package_id"), on=F("decided_at__date"))


def _list_reasoned(_figure: Figure, period: Period) -> Rows:
    """Of a contract with several packages the first one's code leads to it."""
    return reasoned(period).values(
        "reason", package=Value(None, IntegerField()), key=KT("content__packages__0__package_id"),
        on=F("checked_at__date"),
    )  # fmt: skip


HANDLED: Mapping[Figure, Q] = {
    Figure.NOW_PROTECTED: Q(state_now=PROTECTED),
    Figure.NOW_OPEN: Q(state_now__in=OPEN),
    Figure.NOT_AT_WORK: Q(state_now__isnull=True),
}
LISTS: Mapping[Figure, Callable[[Figure, Period], Rows]] = {
    **dict.fromkeys(STATES, _list_days),
    **dict.fromkeys((Figure.STARTED, Figure.EARLY, Figure.NOT_EARLY), _list_started),
    **dict.fromkeys(STEPS, _list_steps),
    **dict.fromkeys((Figure.HANDLED, *HANDLED), _list_handled),
    Figure.OPENED: _list_opened,
    Figure.LETTERS: _list_letters,
    Figure.OVERRIDES: _list_overrides,
    Figure.REASONED: _list_reasoned,
}
OF_AGENCY = (*STATES, Figure.STARTED, Figure.EARLY, Figure.NOT_EARLY)
"""Figures that are told of each agency."""
