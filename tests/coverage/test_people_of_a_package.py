"""Who works on a package, and are the days of each counted from the run and no other?"""

from pathlib import Path

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.house.runs import Written, without

from payung.compliance.actions import load_run
from payung.coverage import queries
from payung.coverage.models import Registration, Span, WorkerSpan
from payung.projects.models import Package
from payung.reconcile.run import Run


@pytest.fixture
def package(checked: Run, run_folder: Path, cast: Cast) -> Package:
    """The package with the most days of named workers."""
    load_run(run_folder, by=cast.coordinator)
    days = checked.tables["worker_coverage"].drop_nulls("package_id").group_by("package_id").agg(pl.col("days").sum())
    return Package.objects.get(package_id=days.sort("days", "package_id")["package_id"][-1])


def test_the_days_of_each_worker_are_those_of_the_run(checked: Run, package: Package) -> None:
    shown = queries.workers_of(package, limit=1000)
    here = pl.col("package_id") == package.package_id
    told = checked.tables["worker_coverage"].filter(here)
    for state in ("protected", "elsewhere", "unprotected"):
        days = told.filter(pl.col("state") == state)["days"].sum()
        assert sum(getattr(row, state) for row in shown.rows) == days, state
    lines = checked.tables["worker_links"].filter(here, pl.col("decision") != "candidate")
    assert (len(shown.rows), shown.total) == (lines.height, lines.height)


def test_only_the_first_workers_are_shown_and_all_are_counted(package: Package) -> None:
    shown = queries.workers_of(package, limit=2)
    assert len(shown.rows) == 2 < shown.total


def test_what_a_run_no_longer_says_is_not_counted(package: Package, other_run: Written, cast: Cast) -> None:
    gone = without(package.package_id)
    load_run(other_run(worker_coverage=gone, worker_links=gone, expected_heads=gone, heads=gone), by=cast.coordinator)
    assert queries.workers_of(package, limit=10).total == 0
    assert queries.heads_of(package) == []
    assert queries.expected_of(package) is None
    assert WorkerSpan.objects.filter(package=package).exists()  # as it was known before


def test_visits_and_expected_heads_are_those_of_the_run(checked: Run, package: Package) -> None:
    here = pl.col("package_id") == package.package_id
    expected, told = queries.expected_of(package), checked.tables["expected_heads"].filter(here)
    assert expected is not None
    assert told.select("low", "estimate", "high").rows() == [(expected.low, expected.estimate, expected.high)]
    assert len(queries.heads_of(package)) == checked.tables["heads"].filter(here).height


def test_registrations_without_a_package_say_why(checked: Run, package: Package) -> None:
    listed = {row.nomor_kepesertaan: row.unmatched_reason for row in queries.unmatched()}
    told = checked.tables["unmatched_registrations"].select("nomor_kepesertaan", "reason").rows()
    assert listed == dict(told)
    assert Registration.objects.filter(known_until=None).count() > len(listed) > 0


def test_the_database_refuses_two_states_of_one_day_and_days_that_end_before_they_begin(package: Package) -> None:
    span = Span.objects.filter(known_until=None).first()
    assert span is not None
    for wrong in ({"state": "pending"}, {"from_on": span.to_on, "to_on": span.from_on.replace(year=2000)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Span.objects.create(
                **{"package": span.package, "known_from": span.known_from, "digest": 0, "from_on": span.from_on,
                   "to_on": span.to_on, "days": 1, "state": span.state} | wrong
            )  # fmt: skip
