"""Who may open one NIK, what is asked before, and where does the number never stand?"""

import logging
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import Cast, client_of

from payung.accounts.terms import PERMISSIONS, Permission, Role
from payung.audit.models import Entry
from payung.compliance.actions import load_run
from payung.coverage import queries
from payung.coverage.models import RosterRow
from payung.registry.models import Worker

WHOLE = re.compile(r"\d{6}(?:</?span>)?\d{6}(?:</?span>)?\d{4}")
REFUSED = [role for role in Role if Permission.SHOW_NIK not in PERMISSIONS[role]]
ALLOWED = [role for role in Role if Permission.SHOW_NIK in PERMISSIONS[role]]
TOLD = {"purpose": "klaim", "reason": "Surat cabang nomor 17"}


@pytest.fixture
def row(cast: Cast, run_folder: Path) -> RosterRow:
    """A line of a roster whose worker's NIK is sealed, on a package of the city."""
    load_run(run_folder, by=cast.coordinator)
    found = RosterRow.objects.filter(worker__nik_sealed__isnull=False, package__isnull=False).exclude(
        decision="candidate"
    )
    first = found.select_related("worker", "package").order_by("roster_file", "roster_line").first()
    assert first is not None
    return first


def ask(client: Client, row: RosterRow, **changed: str) -> str:
    return client.post(reverse("worker_nik", args=[row.worker_id]), TOLD | changed).content.decode()


def shown(page: str) -> str | None:
    found = WHOLE.search(page)
    return re.sub(r"\D", "", found.group()) if found else None


def lines_of_niks() -> list[Entry]:
    return list(Entry.objects.filter(action="nik.shown"))


@pytest.mark.parametrize("role", REFUSED)
def test_who_may_not_open_a_nik_is_refused_and_leaves_no_line(cast: Cast, row: RosterRow, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    address = reverse("worker_nik", args=[row.worker_id])
    assert client.get(address).status_code == 403
    assert client.post(address, TOLD).status_code == 403
    assert lines_of_niks() == []


@pytest.mark.parametrize("role", ALLOWED)
def test_a_nik_is_shown_once_with_one_line_that_does_not_hold_it(cast: Cast, row: RosterRow, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    assert shown(client.get(reverse("worker_nik", args=[row.worker_id])).content.decode()) is None
    nik = shown(ask(client, row))
    assert nik is not None
    assert row.worker is not None
    assert nik[:6] == (row.worker.nik_masked or "")[:6]
    (line,) = lines_of_niks()
    assert (line.actor, line.note, line.purpose) == (
        f"user:{cast.of_each_role[role].pk}", row.worker.hash, "klaim: Surat cabang nomor 17",
    )  # fmt: skip
    assert line.on == f"registry.worker:{row.worker_id}"
    assert nik not in f"{line.note} {line.purpose} {line.on}"
    assert shown(client.get(reverse("worker_nik", args=[row.worker_id])).content.decode()) is None


def test_the_answer_is_kept_by_nothing(cast: Cast, row: RosterRow, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = client_of(cast.coordinator).post(reverse("worker_nik", args=[row.worker_id]), TOLD)
    assert "no-store" in answer["Cache-Control"]
    nik = shown(answer.content.decode())
    assert nik is not None
    assert nik not in caplog.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"purpose": ""}, "tidak boleh kosong"),
        ({"purpose": "iseng"}, "iseng"),
        ({"reason": "    "}, "tidak boleh kosong"),
        ({"reason": "ya"}, "keperluannya dicatat"),
        ({"reason": "NIK 3671 0112 3456 7890 diminta"}, "Jangan menulis NIK"),
    ],
)
def test_without_a_purpose_nothing_is_shown(cast: Cast, row: RosterRow, changed: dict[str, str], words: str) -> None:
    page = ask(client_of(cast.coordinator), row, **changed)
    assert words in page
    assert shown(page.replace("3671 0112 3456 7890", "")) is None
    assert lines_of_niks() == []


def test_a_nik_that_was_hidden_from_us_is_not_shown(cast: Cast, row: RosterRow) -> None:
    Worker.objects.filter(pk=row.worker_id).update(nik_sealed=None)
    assert "berkas asalnya menyamarkannya" in ask(client_of(cast.coordinator), row)
    assert lines_of_niks() == []


def test_a_worker_whom_nobody_knows_has_no_page(cast: Cast, row: RosterRow) -> None:
    address = reverse("worker_nik", args=[row.worker_id + 100_000])
    assert client_of(cast.coordinator).get(address).status_code == 404


def test_a_firm_and_an_agency_reach_only_their_own_workers(cast: Cast, row: RosterRow) -> None:
    assert row.worker_id is not None
    assert row.package is not None
    row.package.agency = cast.agency_officer.office
    row.package.save()
    assert queries.line_of_worker(row.worker_id, by=cast.agency_officer) is not None
    assert queries.line_of_worker(row.worker_id, by=cast.other_agency_officer) is None
    assert queries.line_of_worker(row.worker_id, by=cast.rival_firm) is None
    assert queries.line_of_worker(row.worker_id, by=cast.leader) is None


def test_the_list_of_a_package_leads_to_the_question_and_shows_no_nik(cast: Cast, row: RosterRow) -> None:
    assert row.package is not None
    address, nik = reverse("worker_nik", args=[row.worker_id]), shown(ask(client_of(cast.coordinator), row))
    assert nik is not None
    for who, name, leads in (
        (cast.coordinator, "city_package", True), (cast.branch_officer, "branch_package", True),
        (cast.inspectorate, "city_package", False),
    ):  # fmt: skip
        page = client_of(who).get(reverse(name, args=[row.package.package_id])).content.decode()
        assert (address in page, nik in page) == (leads, False)
