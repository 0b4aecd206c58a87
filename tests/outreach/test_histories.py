"""Does any history of cases, walked at random through the real actions, ever contain something unlawful?

People of every office, right and wrong, act on days that may be holidays; runs come in that close cases; the clock
ticks. What was done is compared with ``tests.house.lawbook``, which knows nothing of the program.
"""

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from tests.cast import Cast, person
from tests.compliance.conftest import Written, checked, city_files, other_run, run_folder
from tests.house import lawbook
from tests.house.clock import Travel
from tests.house.measured import work_of
from tests.house.runs import with_value, without
from tests.house.town import Town

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Role
from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.actions.loading import load_run
from payung.compliance.facts import letter_content
from payung.compliance.models import Answer, Case, CaseStep, Finding, Letter, LetterSeries, SecondLook
from payung.compliance.policies import issuers_of
from payung.compliance.terms import CASE_KINDS, AnswerKind, FindingVerdict, LetterState
from payung.jobs import clock
from payung.matching.models import PairLink
from payung.outreach import actions as outreach
from payung.outreach.models import Message
from payung.outreach.terms import Channel
from payung.projects.models import PackageFacts
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.rules import remedy
from payung.rules.ladder import Issuer
from payung.sealing import read_ring

__all__ = ["checked", "city_files", "other_run", "run_folder"]

MONDAY, SITE = dt.date(2026, 12, 7), "https://payung.contoh.example"
JUMPS = (0, 0, 1, 1, 1, 2, 3, 4, 8)
WALKS, TURNS, CASES, MANY_DAYS = 8, 60, 4, dt.timedelta(days=40)
OPEN = (LetterState.DRAFT, LetterState.APPROVED)


class NothingToDo(Exception):
    """There is nothing yet of what an act needs."""


@dataclass
class Walk:
    """One history in the making: the people, the day, and what was taken so far."""

    people: list[User]
    travel: Travel
    draw: Callable[[Any], Any]
    proving: Path
    day: dt.date = MONDAY
    done: Counter[str] = field(default_factory=Counter)

    def pick(self, options: Any) -> Any:
        """One of these, as the walk has it."""
        if not (listed := list(options)):
            raise NothingToDo
        return self.draw(st.sampled_from(listed))

    def somebody(self, *, fit: Callable[[User], bool] = lambda _: True) -> User:
        """Mostly somebody who may; sometimes anybody."""
        fitting = [one for one in self.people if fit(one)]
        return self.pick(fitting if fitting and self.pick((True, True, True, False)) else self.people)


def step_of_the_way(walk: Walk) -> None:
    """What the law allows in some case today, by whose it is: the walk gets somewhere."""
    case = walk.pick(Case.objects.filter(closed_on=None))
    lawful = [offer.step for offer in queries.outlook(case, by=walk.people[0], on=walk.day) if not offer.objection]
    apart = (remedy.PROOF, remedy.DROPPED, remedy.ACCEPTED, *remedy.REMINDERS)
    named = [one for one in lawful if one.name not in apart]
    stronger = [one for one in named if one.letter and one.by == Issuer.PPK] or named
    step = walk.pick(stronger if walk.pick((True, False)) else named)
    if step.name == remedy.ANSWER:
        asked = queries.clarification_in(case)
        firm = walk.somebody(fit=lambda one: one.office_kind == OfficeKind.FIRM)
        told = {"kind": walk.pick(AnswerKind), "told": {"text": "uji"}}
        assert asked is not None
        actions.answer_signed_in(case, **told, by=firm)
        return
    by = walk.somebody(fit=lambda one: step.by in issuers_of(one, case))
    if not step.letter:
        actions.take_step(case, step.name, by=by, note="uji")
        return
    waiting = case.letters.filter(step=step.name, state__in=OPEN).first()
    letter = waiting or actions.draft_letter(case, step.name, by=by)
    if step.two_people and letter.state == LetterState.DRAFT:
        actions.approve_letter(letter, by=walk.somebody(fit=lambda one: one.office == letter.office))
    issue(walk, letter)


def issue(walk: Walk, letter: Letter) -> None:
    by = walk.somebody(fit=lambda one: one.office_id == letter.office_id)
    way = walk.pick((Channel.EMAIL, Channel.HAND, Channel.HAND, Channel.HAND, None))
    if way is None:
        actions.issue_letter(letter, by=by, site=SITE)
        return
    outreach.issue_and_send(letter, by=by, site=SITE, channels=[way])
    if way == Channel.HAND:
        record(walk, letter, by=by)


def record(walk: Walk, letter: Letter, *, by: User) -> None:
    message = Message.objects.get(letter=letter, channel=Channel.HAND)
    outreach.record_delivery(message, outreach.Delivery(walk.day, receiver="uji"), by=by)


def open_some(walk: Walk) -> None:
    done = actions.open_cases(Finding.objects.filter(known_until=None, kind__in=CASE_KINDS)[:CASES],
                              by=walk.somebody())  # fmt: skip
    assert done.done + len(done.refused) == CASES


def draft_any(walk: Walk) -> None:
    case, name = walk.pick(Case.objects.all()), walk.pick(lawbook.LAW)
    actions.draft_letter(case, name, by=walk.somebody())


def draft_clarifications(walk: Walk) -> None:
    actions.draft_clarifications(Case.objects.all(), by=walk.somebody())


def edit_any(walk: Walk) -> None:
    letter = walk.pick(Letter.objects.filter(state__in=OPEN) or Letter.objects.all())
    on = walk.day + dt.timedelta(days=walk.pick(range(-2, 20)))
    actions.edit_letter(letter, {"remarks": "uji", "due_on": on.isoformat()}, by=walk.somebody(
        fit=lambda one: one.office_id == letter.office_id))  # fmt: skip


def approve_any(walk: Walk) -> None:
    letter = walk.pick(Letter.objects.filter(state__in=OPEN))
    actions.approve_letter(letter, by=walk.somebody(fit=lambda one: one.office_id == letter.office_id))


def issue_any(walk: Walk) -> None:
    issue(walk, walk.pick(Letter.objects.all()))


def discard_any(walk: Walk) -> None:
    actions.discard_letter(walk.pick(Letter.objects.all()), by=walk.somebody(), reason="uji")


def correct_any(walk: Walk) -> None:
    letter = walk.pick(Letter.objects.filter(number__isnull=False))
    actions.supersede_letter(letter, reason="uji", by=walk.somebody(fit=lambda one: one.office_id == letter.office_id))


def take_any(walk: Walk) -> None:
    on = walk.day + dt.timedelta(days=walk.pick((-3, 0, 0, 1)))
    actions.take_step(walk.pick(Case.objects.all()), walk.pick(lawbook.LAW), by=walk.somebody(), on=on)


def remind_any(walk: Walk) -> None:
    outreach.remind(walk.pick(Case.objects.all()), on=walk.day, site=SITE)


def ask_to_end(walk: Walk) -> None:
    case, by = walk.pick(Case.objects.all()), walk.somebody()
    if walk.pick((True, False)):
        actions.ask_to_drop(case, reason="uji", by=by)
    else:
        actions.ask_to_accept(case, seen="sertifikat dilihat", by=by)


def hand_over(walk: Walk) -> None:
    letter = walk.pick(Letter.objects.filter(state=LetterState.ISSUED, sent_on=None))
    by = walk.somebody(fit=lambda one: one.office_id == letter.office_id)
    outreach.send_letter(letter, by=by, site=SITE, channels=[Channel.HAND])
    record(walk, letter, by=by)


def decide_any(walk: Walk) -> None:
    look = walk.pick(SecondLook.objects.all())
    actions.decide(look, is_granted=walk.pick((True, False)), by=walk.somebody())


def judge_any(walk: Walk) -> None:
    found = Finding.objects.filter(finding_id=walk.pick(Case.objects.all()).finding_id, known_until=None).first()
    if found is not None:
        verdict = walk.pick((FindingVerdict.TRUE, FindingVerdict.TRUE, FindingVerdict.MISTAKEN))
        actions.judge_finding(found, verdict=verdict, reason="uji", by=walk.somebody())


def tick(walk: Walk) -> None:
    assert clock.tick().failed == 0


def another_run(walk: Walk) -> None:
    """A run comes in that finds the first package protected; the clock closes its case."""
    if walk.day < MONDAY + MANY_DAYS:
        raise NothingToDo
    load_run(walk.proving, by=walk.people[0])
    tick(walk)


ACTS: tuple[tuple[Callable[[Walk], None], int], ...] = (
    (step_of_the_way, 30), (issue_any, 3), (approve_any, 2), (edit_any, 3), (correct_any, 3),
    (draft_any, 3), (draft_clarifications, 1), (take_any, 2), (discard_any, 1), (remind_any, 2), (ask_to_end, 2),
    (hand_over, 5),
    (decide_any, 2), (judge_any, 1), (open_some, 1), (another_run, 1),
)  # fmt: skip
REACHED = (
    remedy.CLARIFICATION, remedy.ANSWER, remedy.NOTICE, *remedy.REPRIMANDS[:2], remedy.PROOF,
    remedy.SERVICE_REQUEST, "refused", "correct_any", "approve_any",
)  # fmt: skip
"""What the walks must have come to, else they prove nothing."""
WEIGHED = [act for act, weight in ACTS for _ in range(weight)]


def everything() -> list[Any]:
    """Every row that an act could have changed."""
    tables = (Case, CaseStep, Answer, SecondLook, LetterSeries, Message)
    letters = Letter.objects.order_by("pk").values_list("state", "number", "approved_by", "drafted_by", "content")
    return [*(list(table.objects.order_by("pk").values()) for table in tables), list(letters), Entry.objects.count()]


def attempt(walk: Walk, act: Callable[[Walk], None]) -> None:
    """Do it, or be refused and have changed nothing; whatever was done has its line in the trail."""
    before, lines = everything(), Entry.objects.count()
    # of several acts in a row, the first may stand when the second is refused
    several = act in (step_of_the_way, issue_any, hand_over)
    try:
        act(walk)
    except Refusal:
        assert several or everything() == before, act.__name__
        walk.done["refused"] += 1
        return
    if everything()[:-1] != before[:-1]:
        assert Entry.objects.count() > lines, act.__name__
        walk.done[act.__name__] += 1


WHOSE = {OfficeKind.CITY: "kota", OfficeKind.AGENCY: "ppk", OfficeKind.BRANCH: "cabang", OfficeKind.FIRM: "pelaksana"}


def require_lawful(step: CaseStep) -> None:
    """The step just taken, against the book."""
    case = step.case
    earlier = [(one.name, one.on_date) for one in case.steps.filter(pk__lt=step.pk).order_by("pk")]
    whose = WHOSE[step.by.office_kind] if step.by else "jam"
    said = lawbook.wrongs(step.name, whose=whose, on=step.on_date, before=earlier, work=work_of(case))
    assert said == [], (step.name, step.on_date, earlier)
    if whose == "ppk":
        assert step.by is not None
        assert step.by.office_id == case.package.agency_id
    assert step.by is None or step.by.role in (Role.COORDINATOR, Role.AGENCY_OFFICER, Role.BRANCH_OFFICER, Role.FIRM)
    trail = Entry.objects.filter(action=f"case.{step.name}", on=f"compliance.case:{case.pk}")
    assert trail.count() == case.steps.filter(name=step.name).count()


def require_numbered() -> None:
    """Per office and year: 1, 2, 3, … without gap or double, and a PDF behind each."""
    for series in LetterSeries.objects.all():
        held = Letter.objects.filter(office=series.office_id, year=series.year)
        assert sorted(held.values_list("number", flat=True)) == list(range(1, series.last + 1))
        assert not held.filter(pdf=None).exists()


def require_two_people(letter: Letter) -> None:
    """Nobody approves their own; what was approved is what was issued."""
    if lawbook.LAW[letter.step].two:
        assert letter.approved_by is not None
        assert letter.approved_by_id != letter.drafted_by_id
        assert letter.approved_by.office_id == letter.office_id
        last = Entry.objects.filter(
            on=f"compliance.letter:{letter.pk}", action__in=("letter.approved", "letter.edited")
        ).latest("pk")
        assert last.action == "letter.approved"


def require_due_on_a_working_day(letter: Letter) -> None:
    due_on = letter_content(letter, site=SITE).due_on
    assert due_on is None or (not lawbook.is_off(due_on) and due_on > (letter.issued_on or due_on))


def require_whole(since: int, letters: int) -> None:
    """Everything new since these steps and letters, and what must hold at every moment."""
    for step in CaseStep.objects.filter(pk__gt=since).order_by("pk"):
        require_lawful(step)
    for letter in Letter.objects.filter(number__isnull=False, issued_on=timezone.localdate()):
        require_two_people(letter)
        require_due_on_a_working_day(letter)
        assert Entry.objects.filter(action="letter.issued", on=f"compliance.letter:{letter.pk}").count() == 1
    require_numbered()
    for case in Case.objects.all():
        assert case.answer_by is None or not lawbook.is_off(case.answer_by)
        assert case.letters.filter(state=LetterState.ISSUED).count() <= case.steps.filter(letter__isnull=False).count()
    assert not any(lawbook.is_off(one) for one in Answer.objects.values_list("answer_by", flat=True))
    for name, kind in (("dihentikan", "hentikan_kasus"), ("jawaban_diterima", "terima_penjelasan")):
        ended = CaseStep.objects.filter(name=name)
        granted = SecondLook.objects.filter(is_granted=True, kind=kind)
        assert {one.case_id for one in ended} == {one.case_id for one in granted}
        assert all(look.decided_by_id != look.asked_by_id for look in granted)
    assert Letter.objects.filter(number__isnull=False).count() >= letters


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in here has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def walkers(cast: Cast, town: Town) -> list[User]:
    """The cast, and a second person in every office that writes letters."""
    seconds = [
        person("budi", Role.AGENCY_OFFICER, cast.agency_officer.office),
        person("cici", Role.AGENCY_OFFICER, cast.other_agency_officer.office),
        person("kemal", Role.BRANCH_OFFICER, cast.branch_officer.office),
    ]
    return [cast.coordinator, *(getattr(cast, name) for name in cast.__dataclass_fields__ if name != "coordinator"),
            *seconds]  # fmt: skip


@pytest.fixture
def begun(cast: Cast, town: Town, travel: Travel) -> list[Case]:
    """Cases of both agencies, their finding judged, their work starting soon, their executors reached."""
    travel(MONDAY)
    ring, made = read_ring(django_settings.FIELD_KEYS), []
    for turn, (agency, firm) in enumerate(
        ((cast.agency_officer.office, cast.firm), (cast.other_agency_officer.office, cast.rival_firm))
    ):
        found = Finding.objects.filter(
            known_until=None, kind="unregistered", package__agency=agency, package__executor__isnull=False
        ).order_by("pk")[0]
        package = found.package
        assert package is not None
        assert package.executor is not None
        PairLink.objects.filter(package=package, decision="candidate").delete()
        starts = MONDAY + dt.timedelta(days=9 + 9 * turn)
        PackageFacts.objects.filter(known_until=None, package=package).update(
            starts_on=starts, register_by=lawbook.working_day_after(starts, 14)
        )
        actions.judge_finding(found, verdict=FindingVerdict.TRUE, reason="uji", by=cast.coordinator)
        made.append(actions.open_case(found, by=cast.coordinator))
        registry.entrust(package.executor.key, office=firm.office, by=cast.coordinator)
        registry.set_contact(package.executor, email=f"{firm.office.code}@firma.example", phone="", keyring=ring,
                             by=cast.coordinator)  # fmt: skip
    return made


@pytest.mark.django_db
def test_no_walk_through_cases_contains_anything_unlawful(
    begun: list[Case], walkers: list[User], travel: Travel, town: Town, other_run: Written
) -> None:
    ours = begun[0].package.package_id
    proving = other_run(findings=without(ours), coverage=with_value(ours, state="protected"))
    reached: Counter[str] = Counter()

    @settings(
        max_examples=WALKS, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        verbosity=Verbosity.quiet, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def walked(data: st.DataObject) -> None:
        with undone():
            travel(MONDAY)
            walk = Walk(walkers, travel, data.draw, proving)
            for _ in range(TURNS):
                walk.day += dt.timedelta(days=walk.pick(JUMPS))
                travel(walk.day)
                last = CaseStep.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                letters = Letter.objects.filter(number__isnull=False).count()
                with contextlib.suppress(NothingToDo):
                    attempt(walk, tick if walk.pick((True, False, False)) else walk.pick(WEIGHED))
                require_whole(last, letters)
            reached.update(CaseStep.objects.values_list("name", flat=True))
            reached.update(walk.done)

    walked()
    assert [name for name in REACHED if not reached[name]] == []
