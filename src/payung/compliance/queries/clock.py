"""Which steps fall due without a person: which case has its proof, who must be reminded, and of which letter?"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from payung.compliance.models import Case, CaseStep, Finding, Letter
from payung.compliance.queries.cases import running, told_of
from payung.compliance.terms import CASE_KINDS, LetterState
from payung.intake.queries import HOLDS_NOW
from payung.projects.models import PackageFacts
from payung.projects.terms import Standing
from payung.rules.remedy import NOTICE, DueStep, due


def proven(*, on: date) -> QuerySet[Case]:
    """The cases that run and that the last check proves (`is_proven`), in one question."""
    safe = PackageFacts.objects.filter(
        HOLDS_NOW, package=OuterRef("package"), standing__in=(Standing.PROTECTED, Standing.PARTLY)
    )
    found = Finding.objects.filter(HOLDS_NOW, package=OuterRef("package"), kind__in=CASE_KINDS)
    return running(on=on).filter(Exists(safe), ~Exists(found))


def due_reminders(*, on: date) -> list[tuple[Case, DueStep]]:
    """The reminders the clock owes on this day; asked only of cases with a notice whose last day has not passed."""
    in_time = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"), register_by__gte=on)
    noticed = CaseStep.objects.filter(case=OuterRef("pk"), name=NOTICE)
    held = list(running(on=on).select_related("executor").filter(Exists(in_time), Exists(noticed)))
    told = told_of(held, on=on)
    owed = ((case, due(told[case.pk].history, told[case.pk].circumstances, on=on)) for case in held)
    return [(case, step) for case, step in owed if step is not None]


def standing_letter(case: Case, step: str) -> Letter | None:
    """The letter of this step that stands in a case: issued, and not superseded."""
    issued = case.letters.filter(step=step, state=LetterState.ISSUED).select_related("office", "case__executor")
    return issued.order_by("-pk").first()
