"""The cast of the house, the run they meet, a clock that a test may set, and a finding that needs a case."""

import pytest
from tests import cast as players
from tests.cast import Cast
from tests.house.clock import travel
from tests.house.runs import Written, checked, city_files, other_run, run_folder
from tests.house.town import Town, settle

from payung.compliance import actions
from payung.compliance.models import Case, Finding
from payung.compliance.terms import FindingVerdict
from payung.matching.models import PairLink

__all__ = ["Written", "checked", "city_files", "other_run", "run_folder", "travel"]

cast = players.cast


@pytest.fixture
def town(cast: Cast, run_folder: object) -> Town:
    """The invented city, loaded."""
    return settle(cast, run_folder)  # type: ignore[arg-type]


@pytest.fixture
def finding(cast: Cast, town: Town) -> Finding:
    """A package of Bima's agency whose registration was not found, judged true, with no pair left to judge."""
    found = Finding.objects.filter(
        known_until=None, kind="unregistered", package__agency=cast.agency_officer.office,
        package__executor__isnull=False,
    ).order_by("pk")[0]  # fmt: skip
    PairLink.objects.filter(package=found.package_id, decision="candidate").delete()
    actions.judge_finding(found, verdict=FindingVerdict.TRUE, reason="sudah dilihat di lokasi", by=cast.coordinator)
    return found


@pytest.fixture
def case(finding: Finding, cast: Cast) -> Case:
    """The case of that finding."""
    return actions.open_case(finding, by=cast.coordinator)
