"""Which letters may this person read, in which state are they, and to which do a code and a link lead?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance.models import Answer, AnswerFile, Case, Letter, LetterWording
from payung.compliance.terms import INVITATION, PAID_STATEMENT, LetterState
from payung.intake.queries import HOLDS_NOW
from payung.letters import Kind, Seal, Wording, examined
from payung.projects.models import Package, PackageFacts
from payung.rules import remedy
from payung.rules.ladder import Issuer, Taken

TO_A_FIRM = (remedy.CLARIFICATION, remedy.NOTICE, *remedy.REPRIMANDS)

INVITES = remedy.RemedyStep(INVITATION, "Undangan", Issuer.CITY, None, (), letter=True, two_people=False)
STATES = remedy.RemedyStep(
    PAID_STATEMENT, "Surat keterangan lunas", Issuer.BPJS, None, (), letter=True, two_people=False
)
OF_NO_CASE = {INVITATION: INVITES, PAID_STATEMENT: STATES}


def step_of(letter: Letter) -> remedy.RemedyStep:
    """The step that a letter takes, by the law of its day; its name alone where it belongs to no case."""
    return OF_NO_CASE.get(letter.step) or remedy.step(letter.step, letter.issued_on or timezone.localdate())


def letters(*, by: User) -> QuerySet[Letter]:
    """The letters of this person's office, and what was issued to it; the city's people read every office's.

    What was issued to a firm holds the link by which it answers: no other office that sees the case reads it.
    """
    found = Letter.objects.select_related(
        "case__package__agency", "case__executor", "office", "drafted_by__office", "approved_by", "issued_by",
        "supersedes",
    ).defer("pdf", "supersedes__pdf")  # fmt: skip
    if by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY):
        return found
    return found.filter(_of_office(by))


def _of_office(by: User) -> Q:
    """Written by this person's office where they write letters, or issued to it."""
    match by.office_kind:
        case OfficeKind.FIRM:
            told = Q(step=PAID_STATEMENT, content__firm=by.office_id)
            return Q(number__isnull=False) & (Q(step__in=TO_A_FIRM, case__executor__office=by.office_id) | told)
        case OfficeKind.BRANCH:
            return Q(office=by.office_id) | Q(number__isnull=False, step=remedy.PROPOSAL)
        case _:
            stated = Q(number__isnull=False, step=PAID_STATEMENT, content__agency=by.office_id)
            return stated | (Q(office=by.office_id) if by.may(Permission.WRITE_LETTERS) else Q(pk__in=()))


def letter(pk: int, *, by: User) -> Letter | None:
    """One letter, where this person may see it."""
    return letters(by=by).filter(pk=pk).first()


def letters_by_state(found: QuerySet[Letter]) -> dict[str, int]:
    """How many of these letters are in which state."""
    return dict(found.order_by().values_list("state").annotate(Count("pk")))


def letters_to_do(*, by: User) -> dict[str, int]:
    """state → how many letters of this person's office wait: drafts of others to look at, approved ones to issue."""
    if not by.may(Permission.WRITE_LETTERS):
        return {}
    own = letters(by=by).filter(office=by.office_id)
    is_mine = Q(state=LetterState.DRAFT, drafted_by=by)
    return letters_by_state(own.filter(state__in=(LetterState.DRAFT, LetterState.APPROVED)).exclude(is_mine))


def letters_of(case: Case, *, by: User) -> QuerySet[Letter]:
    """The letters of a case that this person may read, the latest first."""
    return letters(by=by).filter(case=case).order_by("-pk")


def day_named(letter: Letter) -> date | None:
    """The last day that a letter names: the law's; a person may set another one in a contractual letter."""
    on = letter.issued_on or timezone.localtime(letter.drafted_at).date()
    last = _last_to_register([letter.case_id]) if letter.step == remedy.NOTICE and letter.case_id else {}
    return _day_named(letter.step, on, letter.content.get("due_on"), last.get(letter.case_id or 0))


def day_given(letter: Letter) -> date | None:
    """The last day that a letter which went out leaves its reader; None before it went out."""
    return _day_given(letter.step, letter.sent_on, day_named(letter))


@dataclass(frozen=True)
class Running:
    """A letter that stands: until when its reader has days; None where it was not sent."""

    step: str
    until: date | None


def letters_running(cases: Iterable[Case]) -> dict[int, list[Running]]:
    """case → its letters that stand and give days, in two queries."""
    held = [one.pk for one in cases]
    standing = Letter.objects.filter(case__in=held, state=LetterState.ISSUED, step__in=TO_A_FIRM)
    last, found = _last_to_register(held), dict[int, list[Running]]()
    for case, step, on, sent_on, told in standing.values_list(
        "case", "step", "issued_on", "sent_on", "content__due_on"
    ):
        until = _day_given(step, sent_on, _day_named(step, on, told, last.get(case)))
        found.setdefault(case, []).append(Running(step, until))
    return found


def _last_to_register(cases: Iterable[int]) -> dict[int, date]:
    """case → the last day to register its work, where it is known."""
    rows = PackageFacts.objects.filter(HOLDS_NOW, package__cases__in=list(cases), register_by__isnull=False)
    return {case: day for case, day in rows.values_list("package__cases", "register_by") if day}


def _day_named(step: str, on: date | None, told: str | None, register_by: date | None) -> date | None:
    """A notice leaves at least until the last day to register."""
    if told:
        return date.fromisoformat(told)
    day = remedy.answer_by(Taken(step, on)) if on else None
    return max(day, register_by) if day and register_by and step == remedy.NOTICE else day


def _day_given(step: str, sent_on: date | None, named: date | None) -> date | None:
    """The days of the law run from the day it went out; a later day that the letter names counts."""
    counted = remedy.answer_by(Taken(step, sent_on)) if sent_on else None
    return max(counted, named) if counted and named else counted


def statements_of(package: Package, *, by: User) -> list[Letter]:
    """The statements of full payment of a package that this person may read and that still stand or are drafts."""
    alive = (LetterState.DRAFT, LetterState.APPROVED, LetterState.ISSUED)
    return list(letters(by=by).filter(step=PAID_STATEMENT, content__package=package.pk, state__in=alive))


def facts_stated(letter: Letter) -> PackageFacts | None:
    """What is known now of the package of a statement."""
    found = PackageFacts.objects.filter(HOLDS_NOW, package=letter.content["package"])
    return found.select_related("package__executor").first()


def drafted_in(cases: Iterable[Case], *, step: str) -> set[int]:
    """The cases in which a draft of this step waits."""
    waiting = Letter.objects.filter(
        case__in=list(cases), step=step, state__in=(LetterState.DRAFT, LetterState.APPROVED)
    )
    return set(waiting.values_list("case", flat=True))


def successor(letter: Letter) -> Letter | None:
    """The issued letter that took the place of this one."""
    return Letter.objects.filter(supersedes=letter, number__isnull=False).defer("pdf").first()


def pdf_of(letter: Letter) -> bytes:
    """The paper as it was issued."""
    return bytes(Letter.objects.values_list("pdf", flat=True).get(pk=letter.pk) or b"")


def seals_of(letter: Letter) -> tuple[Seal, ...]:
    """Every electronic signature on an issued paper, and whether it still holds; none where a hand signed it."""
    roots = [Path(path).read_bytes() for path in settings.SIGNING_ROOTS]
    return examined(pdf_of(letter), roots=roots)


def letter_of_code(code: str) -> Letter | None:
    """The issued letter of this code: what the page of verification shows to anyone."""
    return Letter.objects.filter(code=code, number__isnull=False).select_related("office", "case__package").first()


def clarification_of(token: str) -> Answer | None:
    """The request for clarification whose link this is."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return _asked().filter(token_digest=digest).first()


def clarification_in(case: Case) -> Answer | None:
    """The last request for clarification of a case, with what was answered to it."""
    return _asked().filter(letter__case=case).order_by("-pk").first()


def _asked() -> QuerySet[Answer]:
    found = Answer.objects.select_related("letter__case__package", "letter__office").defer("letter__pdf")
    return found.prefetch_related(files_that_came(""))


def letters_in(listed: Iterable[Case], *, by: User) -> QuerySet[Letter]:
    """The letters of these cases that this person may read, the oldest first; no drafts that were thrown away."""
    found = letters(by=by).filter(case__in=list(listed)).exclude(state=LetterState.DISCARDED)
    return found.order_by("pk")


def files_that_came(path: str) -> Prefetch[str, QuerySet[AnswerFile], str]:
    """The names of the files of an answer, without the files themselves, on the way to the answer."""
    return Prefetch(f"{path}files", AnswerFile.objects.defer("content"))


def wanted_letters(found: QuerySet[Letter], words: str) -> QuerySet[Letter]:
    """The letters in whose number, executor, title or package stand all of these words."""
    for word in words.lower().split()[:6]:
        of_package = PackageFacts.objects.filter(HOLDS_NOW, package=OuterRef("case__package"), search__contains=word)
        told = Q(reference__icontains=word) | Q(case__executor__name__icontains=word)
        found = found.filter(told | Q(content__title__icontains=word) | Exists(of_package))
    return found


def wording_of(kind: Kind) -> Wording | None:
    """The city's own words for letters of this kind; None where they say what they ship with."""
    held = LetterWording.objects.filter(kind=kind.value).first()
    return Wording(held.subject, held.body) if held else None


def own_wordings() -> dict[str, LetterWording]:
    """kind → the city's own words, of the kinds that have some."""
    return {held.kind: held for held in LetterWording.objects.select_related("changed_by")}
