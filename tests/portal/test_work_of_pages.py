"""How much does a page ask of the database? By the plan it makes, not by the clock, and by what it leaves uncounted.

A small city makes any plan quick, so PostgreSQL is told to avoid reading and sorting whole tables wherever an index
lets it; SQLite takes the index that gives the order of itself.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.guards import Guard

from payung.compliance import queries as compliance
from payung.compliance.actions import judge_finding, load_run
from payung.compliance.models import Finding, KindFigure
from payung.compliance.queries import WantedFindings
from payung.compliance.terms import FindingVerdict
from payung.intake.models import Run
from payung.portal.components import asked
from payung.projects import queries as projects
from payung.projects.models import PackageFacts
from payung.projects.queries import Wanted

SORTS = ("TEMP B-TREE FOR ORDER BY", "Sort Key")


@pytest.fixture
def run(run_folder: Path, cast: Cast) -> Run:
    return load_run(run_folder, by=cast.coordinator)


def plan(rows: Any) -> str:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for kind in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{kind} = off")
    return str(rows.explain())


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["hari", "nilai", "mulai", "tenggat"])
def test_the_list_reads_no_more_rows_than_it_shows(run: Run, cast: Cast, order: str) -> None:
    listed = projects.wanted(projects.known(by=cast.coordinator), Wanted(order=order)).values_list("pk")[:50]
    told = plan(listed)
    assert "facts_" in told
    assert not any(sort in told for sort in SORTS), told


@pytest.mark.django_db
def test_the_queue_of_findings_reads_no_more_rows_than_it_shows(run: Run, cast: Cast) -> None:
    queue = compliance.wanted(compliance.findings(by=cast.coordinator), WantedFindings()).values_list("pk")[:50]
    told = plan(queue)
    assert "findings_by_deadline" in told
    assert not any(sort in told for sort in SORTS), told


@pytest.mark.django_db
@pytest.mark.parametrize("narrowed", [{}, {"kind": "works"}, {"standing": "not_found", "stage": "started"}])
def test_a_filtered_list_is_counted_from_an_index(run: Run, cast: Cast, narrowed: dict[str, str]) -> None:
    rows = projects.wanted(projects.known(by=cast.coordinator), Wanted(**narrowed)).order_by().values("standing")
    told = plan(rows)
    assert ("COVERING INDEX facts_" if connection.vendor == "sqlite" else "Index") in told, told


@pytest.mark.django_db
def test_a_number_is_found_by_an_index(run: Run, cast: Cast) -> None:
    rows = projects.known(by=cast.coordinator).order_by()
    told = plan(projects.with_number(rows, contract="x"))
    assert "facts_by_contract" in told


@pytest.mark.django_db
def test_what_is_not_known_comes_last(run: Run, cast: Cast) -> None:
    PackageFacts.objects.filter(pk=PackageFacts.objects.order_by("pk").values("pk")[:1]).update(
        uncovered_days=None, value=None, starts_on=None, register_by=None, name=None
    )
    fields = {
        "hari": "uncovered_days",
        "nilai": "value",
        "mulai": "starts_on",
        "tenggat": "register_by",
        "nama": "name",
    }
    for order, field in fields.items():
        listed = projects.wanted(projects.known(by=cast.coordinator), Wanted(order=order))
        values = list(listed.values_list(field, flat=True))
        known = [value for value in values if value is not None]
        assert values == known + [None] * (len(values) - len(known))
        assert known == sorted(known, reverse=order in ("hari", "nilai", "mulai")) or order == "nama"


@pytest.mark.django_db
def test_the_kept_figures_are_those_one_would_count(run: Run, cast: Cast) -> None:
    assert KindFigure.objects.filter(run=run).exists()
    mistaken = Finding.objects.filter(package__agency__isnull=False).order_by("pk").first()
    assert mistaken is not None
    assert mistaken.package is not None
    judge_finding(mistaken, verdict=FindingVerdict.MISTAKEN, reason="sudah diperiksa", by=cast.coordinator)
    agency = mistaken.package.agency_id
    for told in (WantedFindings(), WantedFindings(kind=mistaken.kind), WantedFindings(agency=agency)):
        shown = compliance.wanted(compliance.findings(by=cast.coordinator), told)
        assert compliance.count_of(told, by=cast.coordinator) == shown.count() > 0
        assert mistaken.pk not in set(shown.values_list("pk", flat=True))
    counted = {kind.kind: kind.count for kind in compliance.kinds(by=cast.coordinator)}
    assert sum(counted.values()) == Finding.objects.count()
    KindFigure.objects.all().delete()
    assert {kind.kind: kind.count for kind in compliance.kinds(by=cast.coordinator)} == counted
    assert compliance.count_of(WantedFindings(), by=cast.coordinator) is None


@pytest.mark.django_db
def test_an_agency_is_told_its_own_figures(run: Run, cast: Cast) -> None:
    officer = cast.agency_officer
    own = Finding.objects.exclude(package__agency=None).values_list("package__agency", flat=True)[0]
    officer.office_id = own
    officer.save(update_fields=["office"])
    told = compliance.kinds(by=officer)
    assert sum(kind.count for kind in told) == Finding.objects.filter(package__agency=own).count() > 0
    assert compliance.count_of(WantedFindings(), by=officer) == sum(kind.count for kind in told)


@pytest.mark.django_db
def test_a_judged_finding_is_found_by_what_was_said_last(run: Run, cast: Cast) -> None:
    first, second = Finding.objects.order_by("pk")[:2]
    for verdict in (FindingVerdict.MISTAKEN, FindingVerdict.TRUE):
        judge_finding(first, verdict=verdict, reason="sudah diperiksa", by=cast.coordinator)
    judge_finding(second, verdict=FindingVerdict.MISTAKEN, reason="sudah diperiksa", by=cast.coordinator)

    def found(verdict: str) -> set[int]:
        rows = compliance.wanted(compliance.findings(by=cast.coordinator), WantedFindings(verdict=verdict))
        return set(rows.values_list("pk", flat=True))

    assert (found(FindingVerdict.TRUE), found(FindingVerdict.MISTAKEN)) == ({first.pk}, {second.pk})
    assert first.pk in found("")
    assert second.pk not in found("")
    assert found("belum") == set(Finding.objects.values_list("pk", flat=True)) - {first.pk, second.pk}


@pytest.mark.django_db
def test_a_search_is_followed_only_so_far(run: Run, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_FOUND", 3)
    ani = client_of(cast.coordinator)
    cut = ani.get(reverse("city_packages"), {"q": "a"})
    assert cut.context["page"].paginator.count == 3
    assert "3+ paket" in cut.content.decode()
    whole = ani.get(reverse("city_packages"))
    assert whole.context["page"].paginator.count == PackageFacts.objects.filter(known_until=None).count()


@pytest.mark.django_db
def test_a_word_finds_the_findings_of_its_packages(run: Run, cast: Cast) -> None:
    finding = Finding.objects.exclude(package=None).order_by("pk").first()
    assert finding is not None
    assert finding.package is not None
    page = client_of(cast.coordinator).get(reverse("city_findings"), {"q": finding.package.package_id})
    assert finding.pk in {row.pk for row, *_ in page.context["rows"]}
    assert {row.package_id for row, *_ in page.context["rows"]} == {finding.package_id}


@pytest.mark.django_db
def test_a_package_is_found_by_each_of_its_numbers(run: Run, cast: Cast) -> None:
    facts = PackageFacts.objects.exclude(contract_no=None).select_related("package").order_by("pk").first()
    assert facts is not None
    for number in (
        facts.contract_no,
        f" {str(facts.contract_no).upper()} ",
        facts.source_code,
        facts.package.package_id,
    ):
        assert facts in projects.numbered(str(number), by=cast.coordinator)
    assert not projects.numbered("tidak ada", by=cast.coordinator).exists()
    assert facts not in projects.numbered(str(facts.contract_no), by=cast.rival_firm)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "most"), [("city_home", 25), ("city_packages", 17), ("city_findings", 20), ("city_matching", 16)]
)
def test_a_page_asks_as_often_however_large_the_city(
    run: Run, cast: Cast, most_queries: Guard, name: str, most: int
) -> None:
    ani = client_of(cast.coordinator)
    ani.get(reverse(name))
    with most_queries(most):
        assert ani.get(reverse(name)).status_code == 200
