"""What does a visitor of the sample city find: accounts of each role, cases at their first steps, promises kept?"""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone
from tests.house.runs import CITY, DAY, PACKAGES, SEED, checked, city_files, run_folder

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Role
from payung.briefings import queries as events
from payung.briefings.models import Pledge
from payung.briefings.terms import EventState, Party, PledgeKind, PledgeState
from payung.compliance import actions as case_actions
from payung.compliance import queries
from payung.compliance.facts import letterhead_of
from payung.compliance.models import Case, Letter, SecondLook
from payung.compliance.terms import LetterState
from payung.intake.models import Run
from payung.jobs.demo import address_of, prepare
from payung.outreach.terms import MessageState
from payung.reconcile.engines import Engine, Machine
from payung.reconcile.report.wording import day
from payung.reconcile.run import check, write_tables
from payung.rules import remedy
from payung.sample.city import write_earlier

__all__ = ["checked", "city_files", "run_folder"]

pytestmark = pytest.mark.django_db
BEFORE = dt.date(2026, 8, 10)


@pytest.fixture
def earlier_folder(tmp_path: Path) -> Path:
    """The run of an earlier day, of the same city as its files then were."""
    files, folder = tmp_path / "kota", tmp_path / "hasil-sebelumnya"
    write_earlier(files, city=CITY, seed=SEED, packages=PACKAGES, until=BEFORE)
    folder.mkdir()
    write_tables(check(files, as_of=BEFORE, area=CITY, machine=Machine(Engine.POLARS)), folder)
    return folder


def test_the_sample_has_accounts_of_each_role_and_cases_that_have_begun(run_folder: Path) -> None:
    accounts = prepare(run_folder)
    assert set(Role) == {account.role for account in accounts}
    coordinator = User.objects.get(email=address_of(Role.COORDINATOR))
    cases = queries.cases(by=coordinator)
    assert cases.exclude(position="").exists()
    issued = Letter.objects.filter(state=LetterState.ISSUED, case__isnull=False)
    assert issued.count() == cases.exclude(position="").count()
    assert set(cases.values_list("position", flat=True)) <= {"", remedy.CLARIFICATION, remedy.ANSWER}
    assert SecondLook.objects.count() <= 1


def test_opened_again_the_sample_is_what_the_visitor_left(run_folder: Path) -> None:
    first = prepare(run_folder)
    steps = list(Case.objects.values_list("pk", "position"))
    assert prepare(run_folder) == first
    assert list(Case.objects.values_list("pk", "position")) == steps


def test_what_one_asks_for_a_colleague_of_the_same_office_decides(run_folder: Path) -> None:
    accounts = prepare(run_folder)
    for role in (Role.COORDINATOR, Role.AGENCY_OFFICER):
        first, second = (one for one in accounts if one.role == role)
        assert first.office == second.office
    look = SecondLook.objects.get()
    second = User.objects.exclude(email=address_of(Role.COORDINATOR)).get(role=Role.COORDINATOR)
    case_actions.decide(look, is_granted=True, by=second)
    look.refresh_from_db()
    assert look.decided_by == second


def test_the_papers_of_the_sample_bear_the_letterhead_of_its_city(run_folder: Path) -> None:
    prepare(run_folder)
    officer = User.objects.get(email=address_of(Role.AGENCY_OFFICER))
    head = letterhead_of(officer.office)
    assert head.lines == ("PEMERINTAH KOTA CONTOH", officer.office.name)
    assert "Jalan Teladan" in head.address
    coordinator = User.objects.get(email=address_of(Role.COORDINATOR))
    assert letterhead_of(coordinator.office).lines == ("PEMERINTAH KOTA CONTOH",)


def test_the_past_event_is_announced_before_its_day_and_nothing_of_it_waits(run_folder: Path) -> None:
    prepare(run_folder)
    past = events.events(by=User.objects.get(email=address_of(Role.COORDINATOR))).last()
    on = timezone.localdate(past.starts_at)
    letter = events.standing_letter(past)
    assert letter.issued_on < on < timezone.localdate()
    assert letter.content["meeting"]["on"] == on.isoformat()
    told = [one.message for one in events.told_of(past)]
    assert all(day(on) in one.text for one in told)
    sent = [one for one in told if one.state == MessageState.SENT]
    assert all(timezone.localdate(one.sent_at) < on for one in sent)
    assert {one.state for one in told} == {MessageState.SENT, MessageState.CANCELLED}
    assert all(one.problem == "Tidak dikirim: acara sudah lewat." for one in told if one not in sent)


def test_the_sample_has_an_event_that_was_and_one_to_come(run_folder: Path) -> None:
    prepare(run_folder)
    coordinator = User.objects.get(email=address_of(Role.COORDINATOR))
    ahead, past = events.events(by=coordinator)
    assert (past.state, ahead.state) == (EventState.HELD, EventState.OPEN)
    told = events.counts(past)
    assert told.invited > told.declined > 0
    assert told.came > told.invited // 3
    assert events.counts(ahead).people <= ahead.quota
    assert set(events.events(by=User.objects.get(role=Role.BRANCH_OFFICER))) == {ahead, past}
    assert events.invitations_of_firm(by=User.objects.get(role=Role.FIRM)).exists()
    prepare(run_folder)
    assert events.events(by=coordinator).count() == 2


def test_what_firms_promised_after_the_earlier_run_is_proven_by_the_later(
    earlier_folder: Path, run_folder: Path
) -> None:
    prepare(earlier_folder, run_folder)
    earlier, later = Run.objects.order_by("pk")
    assert (earlier.as_of, later.as_of) == (BEFORE, DAY)
    promised = Pledge.objects.filter(commitment__party=Party.FIRM, kind=PledgeKind.REGISTER)
    assert all(BEFORE < one.commitment.signed_on < DAY for one in promised)
    kept = promised.filter(state=PledgeState.PROVEN)
    assert kept
    assert all(one.closed_by_run == later for one in kept)
    assert all("iuran pertama dibayar" in one.proof for one in kept)
    assert promised.filter(state=PledgeState.OPEN).exists()
    own = Pledge.objects.filter(commitment__executor__office__kind=OfficeKind.FIRM)
    assert {PledgeState.OPEN, PledgeState.PROVEN} <= set(own.values_list("state", flat=True))


def test_an_earlier_run_never_replaces_a_later_one(earlier_folder: Path, run_folder: Path) -> None:
    prepare(run_folder)
    prepare(earlier_folder, run_folder)
    assert [run.as_of for run in Run.objects.all()] == [DAY]
    assert not Pledge.objects.filter(commitment__party=Party.FIRM, state=PledgeState.PROVEN).exists()
