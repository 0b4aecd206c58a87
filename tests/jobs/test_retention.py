"""Do the files of old checks go, and only those?"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone

from payung.accounts.models import Office, User
from payung.audit.models import Entry
from payung.intake.actions import place_of
from payung.intake.models import Check
from payung.intake.terms import CheckState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def _check(state: CheckState, *, days_ago: int) -> Check:
    office, _ = Office.objects.get_or_create(kind="city", code="36.71", defaults={"name": "Kota"})
    asker, _ = User.objects.get_or_create(email="k@contoh.example", role="koordinator", office=office)
    made = Check.objects.create(asked_by=asker, as_of=date(2026, 1, 1), folder=f"{state}-{days_ago}", state=state)
    then = timezone.now() - timedelta(days=days_ago)
    ended = then if state in (CheckState.LOADED, CheckState.FAILED, CheckState.CANCELLED) else None
    Check.objects.filter(pk=made.pk).update(asked_at=then, ended_at=ended)
    place_of(made).mkdir(parents=True)
    (place_of(made) / "berkas.csv").write_text("isi", encoding="utf-8")
    return made


def test_the_files_of_a_check_go_when_it_ended_long_ago_and_the_check_stays() -> None:
    old, young = _check(CheckState.LOADED, days_ago=366), _check(CheckState.LOADED, days_ago=364)
    call_command("retain")
    assert (place_of(old).exists(), place_of(young).exists()) == (False, True)
    assert Check.objects.count() == 2


def test_files_that_were_never_checked_go_too_but_not_those_of_a_check_at_work() -> None:
    left, waiting = _check(CheckState.FILES, days_ago=40), _check(CheckState.WAITING, days_ago=40)
    running = _check(CheckState.RUNNING, days_ago=40)
    call_command("retain", days=30)
    assert [place_of(one).exists() for one in (left, waiting, running)] == [False, True, True]


def test_what_went_stands_in_the_trail_once() -> None:
    _check(CheckState.FAILED, days_ago=400)
    call_command("retain")
    call_command("retain")
    assert Entry.objects.filter(action="check.files_dropped", actor="jam").count() == 1
