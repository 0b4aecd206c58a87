"""How often does a page ask the database, and does it ask more often when there is more to show?"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.guards import Guard
from tests.house.runs import Written
from tests.house.town import check_with_files, ended_check, settle
from tests.portal import test_matrix as matrix
from tests.portal.test_matrix import LINES, PEOPLE

from payung.compliance.actions import load_run

MOST = 30
LISTS = {
    "city_home": "coordinator", "city_packages": "coordinator", "city_findings": "coordinator",
    "city_agencies": "coordinator", "city_imports": "coordinator", "city_matching": "coordinator",
    "city_matching_workers": "coordinator", "city_changes": "coordinator", "people": "coordinator",
    "offices": "coordinator", "audit_trail": "coordinator", "agency_packages": "agency_officer",
    "city_quarter": "coordinator", "city_quarter_list": "coordinator",
    "agency_findings": "agency_officer", "branch_packages": "branch_officer",
}  # fmt: skip
objects = matrix.objects


@pytest.fixture(autouse=True)
def apart(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    cache.clear()
    yield
    cache.clear()


def asked_of(browser: Client, address: str) -> int:
    """How many queries a page makes, after a first visit that may have warmed something."""
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "tamu"])
def test_no_page_makes_more_queries_than_allowed(
    cast: Cast, objects: dict[str, list[object]], most_queries: Guard, name: str
) -> None:
    browser, seen = client_of(getattr(cast, str(PEOPLE[name]))), 0
    for line in LINES:
        if line.method == "GET" and line.answers[name] == 200:
            with most_queries(MOST):
                browser.get(reverse(line.name, args=objects[line.about])).getvalue()
            seen += 1
    assert seen > 10


def doubled(rows: pl.DataFrame) -> pl.DataFrame:
    """Every package twice: the second under a name and a key of its own."""
    keys = [name for name in ("package_id", "finding_id", "nomor_kepesertaan", "roster_file") if name in rows.columns]
    return pl.concat([rows, rows.with_columns(pl.col(name) + "-2" for name in keys)])


def test_more_rows_mean_no_more_queries(cast: Cast, run_folder: Path, other_run: Written) -> None:
    settle(cast, run_folder)
    load_run(other_run(heads=lambda rows: rows.head(1)), by=cast.coordinator)  # so that there is a run before
    browsers = {who: client_of(getattr(cast, who)) for who in set(LISTS.values())}
    check_with_files(cast)

    def asked() -> dict[str, int]:
        return {name: asked_of(browsers[who], reverse(name)) for name, who in LISTS.items()}

    before = asked()
    changed = ("packages", "coverage", "findings", "registration_links", "registrations", "link_review")
    load_run(other_run(**dict.fromkeys(changed, doubled)), by=cast.coordinator)
    for _ in range(3):
        ended_check(cast)
    asked()  # what remembers until a run is loaded may ask once more
    assert {name: (before[name], now) for name, now in asked().items() if now > before[name]} == {}
