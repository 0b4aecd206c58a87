"""What does a visitor of the sample city find: one account a role, and cases at their first steps?"""

from pathlib import Path

import pytest
from tests.house.runs import checked, city_files, run_folder

from payung.accounts.models import User
from payung.accounts.terms import Role
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
    assert Letter.objects.filter(state=LetterState.ISSUED).count() == cases.exclude(position="").count()
    assert set(cases.values_list("position", flat=True)) <= {"", remedy.CLARIFICATION, remedy.ANSWER}
    assert SecondLook.objects.count() <= 1


def test_opened_again_the_sample_is_what_the_visitor_left(run_folder: Path) -> None:
    first = prepare(run_folder)
    steps = list(Case.objects.values_list("pk", "position"))
    assert prepare(run_folder) == first
    assert list(Case.objects.values_list("pk", "position")) == steps
