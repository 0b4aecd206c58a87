"""Which case waits for whom, what has happened in it, and what may come next?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind
from payung.compliance import policies
from payung.compliance.models import Answer, AnswerFile, Case, CaseStep, Finding, Letter, SecondLook
from payung.compliance.queries.findings import SAID, Findings, findings
from payung.compliance.queries.letters import TO_A_FIRM, Running, files_that_came, letters_running
from payung.compliance.terms import CASE_KINDS, REGISTERED, WAITS_OF, FindingVerdict, LetterState, Waiting
from payung.intake.queries import HOLDS_NOW
from payung.matching import queries as matching
from payung.projects import queries as projects
from payung.projects.models import Package, PackageFacts
from payung.projects.terms import Standing
from payung.registry.models import Executor
from payung.rules import remedy
from payung.rules.ladder import Taken
from payung.rules.remedy import Circumstances, RemedyStep, steps

CALLED = (FindingVerdict.TRUE, FindingVerdict.IN_HAND)


@dataclass(frozen=True)
class WantedCases:
    """What a person looks for among the cases; ``is_open`` None: those that run and those that ended."""

    words: str = ""
    position: str = ""
    agency: int | None = None
    waiting: str = ""
    is_open: bool | None = True


def cases(*, by: User) -> QuerySet[Case]:
    """The cases of the packages this person may see; firms see them too: they are about their work."""
    found = Case.objects.select_related("package__agency", "executor")
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


def wanted_cases(found: QuerySet[Case], asked: WantedCases, *, on: date) -> QuerySet[Case]:
    """The cases somebody looks for, those that moved longest ago first."""
    exact = {"position": asked.position, "package__agency": asked.agency}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    for word in asked.words.lower().split()[:6]:
        of_package = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"), search__contains=word)
        found = found.filter(Exists(of_package))
    if asked.waiting in Waiting.values:
        found = _with_lateness(found, on=on).filter(_waits(on)[Waiting(asked.waiting)], closed_on__isnull=True)
    elif asked.is_open is not None:
        found = found.filter(closed_on__isnull=asked.is_open)
    return found.order_by("moved_on", "pk")


def waiting(*, by: User, on: date) -> dict[Waiting, int]:
    """How many cases wait for this person's office on this day, by what they wait for; only those that do."""
    kinds = WAITS_OF.get(by.office_kind, ())
    asked = {each.name: Count("pk", filter=_waits(on)[each]) for each in kinds}
    open_ones = _with_lateness(cases(by=by).order_by(), on=on).filter(closed_on__isnull=True)
    counted = open_ones.aggregate(**asked) if asked else {}
    return {each: counted[each.name] for each in kinds if counted[each.name]}


def _with_lateness(found: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    late = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("package"), register_by__lt=on)
    return found.alias(is_late=Exists(late))


def _waits(on: date) -> dict[Waiting, Q]:
    """What a case waits for, read off its last step and the days that run after it."""
    is_over, has_ppk = Q(answer_by__lt=on), Q(package__agency__isnull=False)
    is_unanswered = Q(position=remedy.CLARIFICATION) & is_over
    is_unsent = Q(answer_by__isnull=True)
    return {
        Waiting.NEW: Q(position=""),
        Waiting.ASKED: Q(position=remedy.CLARIFICATION),
        Waiting.ANSWERED: Q(position=remedy.ANSWER),
        Waiting.UNANSWERED: is_unanswered & has_ppk,
        Waiting.INSUFFICIENT: Q(position=remedy.INSUFFICIENT) & has_ppk,
        Waiting.WITHOUT_PPK: (Q(position=remedy.INSUFFICIENT) | is_unanswered) & ~has_ppk,
        Waiting.UNSENT: Q(position=remedy.CLARIFICATION) & is_unsent,
        Waiting.UNSENT_OF_PPK: Q(position__in=(remedy.NOTICE, *remedy.REPRIMANDS)) & is_unsent,
        Waiting.NOTIFIED: Q(position__in=(remedy.NOTICE, *remedy.REMINDERS), is_late=True) & is_over,
        Waiting.REPRIMANDED: Q(position__in=remedy.REPRIMANDS) & is_over,
        Waiting.PROPOSED: Q(position=remedy.PROPOSAL),
        Waiting.REQUESTED: _has(remedy.SERVICE_REQUEST) & ~_has(remedy.SERVICE_DECISION),
        Waiting.DEMANDED: Q(position__in=(remedy.NOTICE, *remedy.REMINDERS, *remedy.REPRIMANDS)),
    }


def _has(step: str) -> Q:
    return Q(Exists(CaseStep.objects.filter(case=OuterRef("pk"), name=step)))


def open_case_of(package: Package) -> Case | None:
    """The case that runs for this package."""
    return Case.objects.filter(package=package, closed_on__isnull=True).first()


def told(case: Case, *, on: date) -> policies.Told:
    """What the law is asked with about this case on this day."""
    return told_of([case], on=on)[case.pk]


def told_of(listed: Iterable[Case], *, on: date) -> dict[int, policies.Told]:
    """case → what the law is asked with: seven queries, however many cases."""
    held = list(listed)
    facts = {one.package_id: one for one in PackageFacts.objects.filter(HOLDS_NOW, package__in=_packages(held))}
    spoken = SAID.filter(finding_id__in=[one.finding_id for one in held]).order_by("pk")
    said = dict(spoken.values_list("finding_id", "verdict"))
    pairs = matching.pairs_to_judge_of([one.package.package_id for one in held])
    running_letters = letters_running(held)
    answers = Answer.objects.filter(letter__case__in=held, answered_at__isnull=False).order_by("answered_at")
    answered = dict(answers.values_list("letter__case", "kind"))
    taken: dict[int, list[Taken]] = {}
    for pk, name, day in CaseStep.objects.filter(case__in=held).values_list("case", "name", "on_date"):
        taken.setdefault(pk, []).append(Taken(name, day))
    return {
        one.pk: policies.Told(
            on,
            tuple(taken.get(one.pk, ())),
            _circumstances(
                one,
                facts.get(one.package_id),
                pairs=pairs.get(one.package.package_id, 0),
                is_judged=said.get(one.finding_id) in CALLED,
                letters=running_letters.get(one.pk, []),
                has_claim=answered.get(one.pk) in REGISTERED,
            ),
        )
        for one in held
    }


def _packages(listed: Iterable[Case]) -> list[int]:
    return [one.package_id for one in listed]


def _circumstances(
    case: Case, facts: PackageFacts | None, *, pairs: int, is_judged: bool, letters: list[Running], has_claim: bool
) -> Circumstances:
    asked = [one.until for one in letters if one.step == remedy.CLARIFICATION and one.until]
    urged = [one.until for one in letters if one.step != remedy.CLARIFICATION and one.until]
    return Circumstances(
        starts_on=(facts.starts_on if facts else None) or case.starts_on,
        register_by=facts.register_by if facts else None,
        pairs_to_judge=pairs,
        is_judged=is_judged,
        answer_until=max(asked, default=None),
        act_until=max(urged, default=None),
        unsent=tuple(one.step for one in letters if one.until is None),
        has_claim=has_claim,
        has_ppk=case.package.agency_id is not None,
    )


@dataclass(frozen=True)
class Offer:
    """A step of a case: whose it is, when it was last taken, and why it may not be taken today (None: it may).

    ``missed_on``: the day of a reminder that passed without it and will not come again.
    """

    step: RemedyStep
    objection: str | None
    is_own: bool = True
    taken_on: date | None = None
    missed_on: date | None = None


def outlook(case: Case, *, by: User, on: date) -> list[Offer]:
    """Every step in the order of the law, each asked of the law as its lawful issuer would."""
    issuers, asked = policies.issuers_of(by, case), told(case, on=on)
    days = {one.name: one.on for one in asked.history}
    missed = remedy.missed_reminders(asked.circumstances, on=on)
    return [
        Offer(
            step,
            policies.objection_of_law(step.name, by=step.by, told=asked),
            step.by in issuers,
            days.get(step.name),
            missed.get(step.name),
        )
        for step in steps(on).values()
    ]


def offers(case: Case, *, by: User, on: date) -> list[Offer]:
    """The steps that are this person's, those that may be taken today first."""
    own = [offer for offer in outlook(case, by=by, on=on) if offer.is_own]
    return sorted(own, key=lambda offer: offer.objection is not None)


def steps_of(case: Case) -> QuerySet[CaseStep]:
    """What happened in a case, in order."""
    found = case.steps.select_related("by__office", "letter__office", "letter__answer").defer("letter__pdf")
    with_files = found.prefetch_related(files_that_came("letter__answer__"))
    steps_taken: QuerySet[CaseStep] = with_files.order_by("on_date", "pk")
    return steps_taken


def called(*, by: User) -> Findings:
    """Findings from which a case may come and which somebody called true; ``is_open``: one runs for the package."""
    running_ones = Case.objects.filter(package=OuterRef("package"), closed_on__isnull=True)
    found: Findings = findings(by=by).annotate(is_open=Exists(running_ones))
    return found.filter(kind__in=CASE_KINDS, package__isnull=False, said__in=CALLED)


def openable(*, by: User) -> Findings:
    """Findings that somebody called true and whose package has no case that runs."""
    return called(by=by).filter(is_open=False)


def second_looks(*, by: User) -> QuerySet[SecondLook]:
    """What waits for a second person, of packages this person may see; nothing for firms."""
    found = SecondLook.objects.filter(decided_by__isnull=True).select_related("package", "case", "asked_by")
    if by.office_kind == OfficeKind.FIRM:  # what offices weigh among themselves is not told to whom it concerns
        return found.none()
    return found.filter(package__in=projects.known(by=by).values("package"))


def second_look(pk: int, *, by: User) -> SecondLook | None:
    """One thing that waits for a second person, where this person may see it."""
    return second_looks(by=by).filter(pk=pk).first()


def executor(pk: int, *, by: User) -> Executor | None:
    """An executor of a case that this person may see."""
    held = cases(by=by).filter(executor=pk).values("executor")
    return Executor.objects.filter(pk__in=held).first()


def cases_of(executor: Executor, *, by: User) -> QuerySet[Case]:
    """The cases of an executor, the latest first."""
    return cases(by=by).filter(executor=executor).order_by("-opened_on", "-pk")


def steps_in(listed: Iterable[Case]) -> dict[int, list[Any]]:
    """case → its steps with their letters and what was answered to them, in one query."""
    found: dict[int, list[Any]] = {}
    rows = CaseStep.objects.filter(case__in=list(listed)).select_related("by__office", "letter__office")
    rows = rows.select_related("letter__answer").prefetch_related(files_that_came("letter__answer__"))
    for row in rows.defer("letter__pdf").order_by("on_date", "pk"):
        found.setdefault(row.case_id, []).append(row)
    return found


def answer_file(pk: int, *, by: User) -> AnswerFile | None:
    """One file that came with an answer, where this person sees the case."""
    return AnswerFile.objects.filter(pk=pk, answer__letter__case__in=cases(by=by).order_by().values("pk")).first()


def standing_demand(case: Case) -> Letter | None:
    """The last letter that stands and asks something of the executor: a clarification, a notice, a reprimand."""
    found = case.letters.filter(step__in=TO_A_FIRM, state=LetterState.ISSUED).select_related("office").defer("pdf")
    return found.order_by("-pk").first()


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


def facts_of_cases(listed: Iterable[Case]) -> dict[int, PackageFacts]:
    """package → what is known of it now, for these cases."""
    rows = PackageFacts.objects.filter(HOLDS_NOW, package__in=_packages(listed)).select_related("package")
    return {row.package_id: row for row in rows}


def package_names(packages: Iterable[int]) -> dict[int, str]:
    """package → its name as it is known now; only those that have one."""
    rows = PackageFacts.objects.filter(HOLDS_NOW, package__in=list(packages), name__gt="")
    return {row.package_id: row.name or "" for row in rows.only("package", "name")}
