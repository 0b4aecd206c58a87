"""Does taking a run back leave the house exactly as it was?"""

from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.compliance.test_loading_runs import state
from tests.house.runs import HOUSING, PUBLIC_WORKS, Written, with_value

from payung.accounts.models import Office, User
from payung.audit import queries as audit
from payung.audit.models import Entry
from payung.compliance import queries as compliance
from payung.compliance.actions import load_run, undo_run
from payung.intake import queries as intake
from payung.intake.actions import undo_batch
from payung.intake.models import Run
from payung.projects import queries as projects
from payung.projects.models import Package
from payung.reconcile.report.wording import number
from payung.refusal import Refusal


@pytest.fixture
def first(run_folder: Path, cast: Cast) -> Run:
    return load_run(run_folder, by=cast.coordinator)


@pytest.fixture
def package(first: Run) -> Package:
    """A package of public works."""
    found = Package.objects.filter(agency__code=PUBLIC_WORKS, executor__isnull=False).order_by("pk").first()
    assert found is not None
    return found


def second_run(package: Package, other_run: Written, *, by: User) -> Run:
    """Another run, in which this package is another agency's and another firm's, and was worked a day."""
    told = with_value(package.package_id, agency_code=HOUSING, executor_name="PT Lain", executor_npwp=None)
    return load_run(other_run(packages=told, registrations=lambda rows: rows.head(3)), by=by)


def test_undone_everything_holds_as_before(first: Run, package: Package, other_run: Written, cast: Cast) -> None:
    before = state()
    second = second_run(package, other_run, by=cast.coordinator)
    assert state() != before
    undo_run(second, by=cast.coordinator)
    assert state() == before
    assert intake.latest_run() == first


def test_undone_a_package_is_again_its_agencys(first: Run, package: Package, other_run: Written, cast: Cast) -> None:
    officer = cast.agency_officer
    officer.office = Office.objects.get(code=PUBLIC_WORKS)
    second = second_run(package, other_run, by=cast.coordinator)
    assert projects.facts_of(package.package_id, by=officer) is None
    undo_run(second, by=cast.coordinator)
    assert projects.facts_of(package.package_id, by=officer) is not None


def test_the_first_run_undone_leaves_nothing_known(first: Run, cast: Cast) -> None:
    undo_run(first, by=cast.coordinator)
    assert not any(table._default_manager.exists() for table in intake.tables())
    assert intake.latest_run() is None
    assert client_of(cast.coordinator).get(reverse("city_home")).status_code == 200


def test_what_was_undone_can_be_loaded_again(first: Run, run_folder: Path, cast: Cast) -> None:
    before = {name: [digest for _, digest in rows] for name, rows in state().items() if name != "placed"}  # type: ignore[attr-defined]
    undo_run(first, by=cast.coordinator)
    assert load_run(run_folder, by=cast.coordinator) != first
    after = {name: [digest for _, digest in rows] for name, rows in state().items() if name != "placed"}  # type: ignore[attr-defined]
    assert {name: sorted(rows) for name, rows in after.items()} == {name: sorted(rows) for name, rows in before.items()}


def test_the_figures_before_and_after_are_shown_and_come_true(
    first: Run, package: Package, other_run: Written, cast: Cast
) -> None:
    told = with_value(package.package_id, worked_days=1000, uncovered_days=900)
    second, browser = load_run(other_run(packages=told), by=cast.coordinator), client_of(cast.coordinator)
    now, then = compliance.effect_of_undoing(second, by=cast.coordinator)
    assert now is not None
    assert then == compliance.city_figures(first)
    assert then is not None
    shown = browser.get(reverse("city_undo", args=[second.pk])).content.decode()
    figures = [now.worked_days, then.worked_days, now.uncovered_days, then.uncovered_days]
    assert [figure for figure in figures if number(figure) not in shown] == []
    browser.post(reverse("city_undo", args=[second.pk]))
    assert compliance.city_figures(intake.latest_run()) == then


def test_only_the_latest_run_is_undone_and_only_once(
    first: Run, package: Package, other_run: Written, cast: Cast
) -> None:
    second = second_run(package, other_run, by=cast.coordinator)
    before = state()
    with pytest.raises(Refusal, match="batalkan yang terbaru lebih dahulu"):
        undo_run(first, by=cast.coordinator)
    assert state() == before
    undo_run(second, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        undo_run(second, by=cast.coordinator)


@pytest.mark.parametrize("role", ["leader", "inspectorate", "agency_officer", "branch_officer", "firm"])
def test_nobody_but_the_coordinator_undoes_a_run(first: Run, cast: Cast, role: str) -> None:
    with pytest.raises(Refusal, match="Hanya koordinator"):
        undo_run(first, by=getattr(cast, role))
    assert intake.latest_run() == first


def test_a_run_is_not_undone_as_a_judgement_is(first: Run, cast: Cast) -> None:
    with pytest.raises(Refusal, match="halaman Impor"):
        undo_batch(first.batch, by=cast.coordinator)
    client_of(cast.coordinator).post(reverse("city_take_back", args=[first.batch_id]))
    assert intake.latest_run() == first


def test_undoing_is_a_line_of_the_trail(first: Run, cast: Cast) -> None:
    undo_run(first, by=cast.coordinator)
    (line,) = Entry.objects.filter(action="run.undone")
    assert (line.actor, line.on) == (f"user:{cast.coordinator.pk}", f"intake.run:{first.pk}")
    assert audit.verify() is None
