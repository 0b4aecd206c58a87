"""How does a firm get its account, what does it see from then on, and who may decide that?"""

from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.guards import Guard

from payung.accounts.models import Invitation, Office
from payung.accounts.terms import PERMISSIONS, OfficeKind, Permission, Role
from payung.audit.models import Entry
from payung.compliance.actions import load_run
from payung.projects import queries
from payung.projects.models import Package
from payung.refusal import Refusal
from payung.registry import actions
from payung.registry.models import Executor

REFUSED = [role for role in Role if Permission.MANAGE_PEOPLE not in PERMISSIONS[role]]
FIRST = {"name": "Dewi Contoh", "email": "dewi@usaha.example"}


@pytest.fixture
def executor(cast: Cast, run_folder: Path) -> Executor:
    """The busiest executor of the city."""
    load_run(run_folder, by=cast.coordinator)
    found: Executor | None = queries.executors(by=cast.coordinator).first()
    assert found is not None
    return found


def addresses(executor: Executor) -> tuple[str, ...]:
    return tuple(reverse(name, args=[executor.pk]) for name in ("firm", "firm_open", "firm_join", "firm_release"))


@pytest.mark.parametrize("role", REFUSED)
def test_only_who_manages_people_ties_firms(cast: Cast, executor: Executor, role: Role) -> None:
    by = cast.of_each_role[role]
    client = client_of(by)
    assert client.get(reverse("firms")).status_code == 403
    for address in addresses(executor):
        assert client.post(address, FIRST).status_code == 403
    for act in (
        lambda: actions.entrust(executor.key, office=cast.firm.office, by=by),
        lambda: actions.open_firm(executor, **FIRST, link=str, by=by),
        lambda: actions.release(executor, by=by),
    ):
        with pytest.raises(Refusal, match="Hanya koordinator"):
            act()
    assert not queries.executors(by=by).exists()
    assert not Executor.objects.exclude(office=None).exists()


def test_an_account_is_opened_with_an_invitation_for_its_first_person(
    cast: Cast, executor: Executor, django_capture_on_commit_callbacks: object
) -> None:
    client = client_of(cast.coordinator)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert client.post(reverse("firm_open", args=[executor.pk]), FIRST).status_code == 302
    executor.refresh_from_db()
    assert executor.office is not None
    assert (executor.office.kind, executor.office.code) == (OfficeKind.FIRM, f"pelaksana-{executor.pk}")
    (invitation,) = Invitation.objects.all()
    assert (invitation.office, invitation.role) == (executor.office, Role.FIRM)
    (letter,) = mail.outbox
    assert letter.to == [FIRST["email"]]
    assert reverse("accept_invitation", args=["x"])[:-2] in letter.body
    deeds = list(Entry.objects.order_by("-pk").values_list("action", flat=True)[:3])
    assert deeds == ["invitation.made", "executor.entrusted", "office.opened"]
    assert executor.office.name in client.get(reverse("firm", args=[executor.pk])).content.decode()


def test_a_refused_invitation_opens_nothing(cast: Cast, executor: Executor) -> None:
    offices = Office.objects.count()
    told = FIRST | {"email": cast.leader.email}
    page = client_of(cast.coordinator).post(reverse("firm_open", args=[executor.pk]), told).content.decode()
    assert "sudah dipakai seorang pengguna" in page
    assert client_of(cast.coordinator).post(reverse("firm_open", args=[executor.pk]), {}).status_code == 200
    executor.refresh_from_db()
    assert (executor.office, Office.objects.count()) == (None, offices)


def test_a_tied_executor_is_not_opened_again(cast: Cast, executor: Executor) -> None:
    actions.entrust(executor.key, office=cast.firm.office, by=cast.coordinator)
    page = client_of(cast.coordinator).post(reverse("firm_open", args=[executor.pk]), FIRST).content.decode()
    executor.refresh_from_db()
    assert executor.office == cast.firm.office
    assert "Buka akun badan usaha" not in page


def test_tied_a_firm_sees_its_packages_and_released_no_longer(cast: Cast, executor: Executor) -> None:
    package = Package.objects.filter(executor=executor).order_by("pk")[0]
    address = reverse("firm_package", args=[package.package_id])
    firm, rival = client_of(cast.firm), client_of(cast.rival_firm)
    coordinator = client_of(cast.coordinator)
    assert firm.get(address).status_code == 404
    coordinator.post(reverse("firm_join", args=[executor.pk]), {"office": cast.firm.office.pk})
    assert (firm.get(address).status_code, rival.get(address).status_code) == (200, 404)
    coordinator.post(reverse("firm_release", args=[executor.pk]))
    assert firm.get(address).status_code == 404
    again = coordinator.post(reverse("firm_release", args=[executor.pk]), follow=True).content.decode()
    assert "belum terhubung dengan akun mana pun" in again


@pytest.mark.parametrize("office", ["agency_officer", "branch_officer", "coordinator"])
def test_an_executor_is_tied_to_offices_of_firms_alone(cast: Cast, executor: Executor, office: str) -> None:
    where = getattr(cast, office).office
    page = client_of(cast.coordinator).post(reverse("firm_join", args=[executor.pk]), {"office": where.pk})
    assert page.status_code == 200
    with pytest.raises(Refusal, match="hanya dapat dihubungkan dengan kantor badan usaha"):
        actions.entrust(executor.key, office=where, by=cast.coordinator)


def test_executors_are_found_by_name_without_asking_for_each(
    cast: Cast, executor: Executor, most_queries: Guard
) -> None:
    client = client_of(cast.coordinator)
    with most_queries(15):
        page = client.get(reverse("firms"), {"q": executor.name.lower()}).content.decode()
    assert reverse("firm", args=[executor.pk]) in page
    assert "Tidak ada pelaksana" in client.get(reverse("firms"), {"q": "tidak ada yang begini"}).content.decode()
    assert client.get(reverse("firm", args=[executor.pk + 100_000])).status_code == 404


def test_a_firm_reads_its_findings_and_its_office_and_not_a_rivals(cast: Cast, executor: Executor) -> None:
    actions.entrust(executor.key, office=cast.firm.office, by=cast.coordinator)
    firm, rival = client_of(cast.firm), client_of(cast.rival_firm)
    rows = firm.get(reverse("firm_findings")).context["rows"]
    assert rows
    finding = rows[0][0]
    assert finding.package.executor_id == executor.pk
    address = reverse("firm_finding", args=[finding.pk])
    assert (firm.get(address).status_code, rival.get(address).status_code) == (200, 404)
    assert rival.get(reverse("firm_findings")).context["rows"] == []
    office = firm.get(reverse("firm_office")).content.decode()
    assert executor.name.replace("&", "&amp;") in office
    assert cast.firm.email in office
    assert cast.firm.email not in rival.get(reverse("firm_office")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FIRM])
def test_the_pages_of_a_firm_are_for_firms(cast: Cast, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    for address in (reverse("firm_findings"), reverse("firm_finding", args=[1]), reverse("firm_office")):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BRANCH_OFFICER])
def test_the_findings_of_the_branch_are_for_the_branch(cast: Cast, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    for address in (reverse("branch_findings"), reverse("branch_finding", args=[1])):
        assert client.get(address).status_code == 403


def test_the_branch_reads_findings_judges_pairs_and_judges_no_finding(cast: Cast, executor: Executor) -> None:
    client = client_of(cast.branch_officer)
    (finding, *_), *_ = client.get(reverse("branch_findings")).context["rows"]
    page = client.get(reverse("branch_finding", args=[finding.pk])).content.decode()
    assert reverse("branch_package", args=[finding.package.package_id]) in page
    assert reverse("city_judge_finding", args=[finding.pk]) not in page
    assert client.get(reverse("branch_finding", args=[finding.pk + 100_000])).status_code == 404
    assert reverse("city_matching") in client.get(reverse("branch_packages")).content.decode()
    assert client.get(reverse("city_matching")).status_code == 200


def test_an_executor_known_by_its_name_alone_is_said_to_be_so(cast: Cast, executor: Executor) -> None:
    client, said = client_of(cast.coordinator), "dikenali dari namanya"
    for npwp, is_said in (("012345678901000", False), ("01.***.***.*-001.000", True), (None, True)):
        Executor.objects.filter(pk=executor.pk).update(npwp=npwp)
        assert (said in client.get(reverse("firm", args=[executor.pk])).content.decode()) is is_said
