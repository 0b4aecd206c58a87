"""What does a visitor of the sample city find: one account a role, and cases at their first steps?"""

from pathlib import Path

import pytest
from tests.house.runs import checked, city_files, run_folder

from payung.accounts.models import User
from payung.accounts.terms import Role
from payung.briefings import queries as events
from payung.briefings.terms import EventState
from payung.compliance import queries
from payung.compliance.models import Case, Letter, SecondLook
from payung.compliance.terms import LetterState
from payung.jobs.demo import prepare
from payung.rules import remedy

__all__ = ["checked", "city_files", "run_folder"]

pytestmark = pytest.mark.django_db


def test_the_sample_has_an_account_a_role_and_cases_that_have_begun(run_folder: Path) -> None:
    accounts = prepare(run_folder)
    assert [account.role for account in accounts] == list(Role)
    coordinator = User.objects.get(role=Role.COORDINATOR)
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


def test_the_sample_has_an_event_that_was_and_one_to_come(run_folder: Path) -> None:
    prepare(run_folder)
    coordinator = User.objects.get(role=Role.COORDINATOR)
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
