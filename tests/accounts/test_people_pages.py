"""Who may change whom, and is there always somebody left who can?"""

import pytest
from django.urls import reverse
from tests.cast import Cast, client_of

from payung.accounts import actions, policies, queries
from payung.accounts.models import User
from payung.accounts.terms import OFFICE_OF_ROLE, OfficeKind, Role
from payung.audit.models import Entry
from payung.refusal import Refusal

OTHERS = [role for role in Role if role != Role.COORDINATOR]


def test_a_role_is_changed_within_the_office(cast: Cast) -> None:
    actions.change_role(cast.leader, role=Role.INSPECTORATE, by=cast.coordinator)
    cast.leader.refresh_from_db()
    assert cast.leader.role == Role.INSPECTORATE
    assert Entry.objects.order_by("-pk").values_list("action", "note").first() == (
        "account.role_changed", "pimpinan → inspektorat",
    )  # fmt: skip


@pytest.mark.parametrize("role", [role for role in Role if OFFICE_OF_ROLE[role] != OfficeKind.AGENCY])
def test_a_role_of_another_kind_of_office_is_refused(cast: Cast, role: Role) -> None:
    with pytest.raises(Refusal, match="bukan untuk kantor jenis itu"):
        actions.change_role(cast.agency_officer, role=role, by=cast.coordinator)


def test_nobody_changes_their_own_role_or_closes_their_own_account(cast: Cast) -> None:
    with pytest.raises(Refusal, match="perannya sendiri"):
        actions.change_role(cast.coordinator, role=Role.LEADER, by=cast.coordinator)
    with pytest.raises(Refusal, match="dirinya sendiri"):
        actions.deactivate(cast.coordinator, by=cast.coordinator)


@pytest.mark.parametrize("role", OTHERS)
def test_only_a_coordinator_manages_people(cast: Cast, role: Role) -> None:
    by = cast.of_each_role[role]
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.change_role(cast.rival_firm, role=Role.FIRM, by=by)
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.deactivate(cast.rival_firm, by=by)
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.reactivate(cast.rival_firm, by=by)
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.sign_out_everywhere(cast.rival_firm, by=by)
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.open_office("Baru", kind=OfficeKind.AGENCY, code="9", by=by)


@pytest.mark.parametrize("role", OTHERS)
def test_who_does_not_manage_people_sees_none(cast: Cast, role: Role) -> None:
    by = cast.of_each_role[role]
    assert not queries.people(by=by).exists()
    assert queries.person(cast.coordinator.pk, by=by) is None
    assert not queries.offices(by=by).exists()
    assert not queries.invitations(by=by).exists()


def test_two_coordinators_cannot_remove_each_other(cast: Cast) -> None:
    actions.change_role(cast.second_coordinator, role=Role.LEADER, by=cast.coordinator)
    with pytest.raises(Refusal, match="Hanya koordinator"):  # the second still held the rank when they began
        actions.deactivate(cast.coordinator, by=cast.second_coordinator)
    assert queries.has_coordinator()


def test_the_last_coordinator_stays(cast: Cast) -> None:
    User.objects.filter(pk=cast.second_coordinator.pk).update(is_active=False)
    stale = User(pk=0, role=Role.COORDINATOR, office=cast.coordinator.office)
    assert policies.objection_to_deactivating(cast.coordinator, by=stale) is not None
    assert policies.objection_to_changing_role(cast.coordinator, role=Role.LEADER, by=stale) is not None


def test_a_closed_account_is_out_at_once_and_comes_back_when_reopened(cast: Cast) -> None:
    browser = client_of(cast.second_coordinator)
    assert browser.get(reverse("people")).status_code == 200
    actions.deactivate(cast.second_coordinator, by=cast.coordinator)
    assert browser.get(reverse("people")).status_code == 302
    with pytest.raises(Refusal, match="sudah nonaktif"):
        actions.deactivate(cast.second_coordinator, by=cast.coordinator)
    actions.reactivate(cast.second_coordinator, by=cast.coordinator)
    assert client_of(cast.second_coordinator).get(reverse("people")).status_code == 200
    with pytest.raises(Refusal, match="sudah aktif"):
        actions.reactivate(cast.second_coordinator, by=cast.coordinator)


def test_every_session_ends_and_only_that_persons(cast: Cast) -> None:
    mine, other = client_of(cast.second_coordinator), client_of(cast.coordinator)
    again = client_of(cast.second_coordinator)
    assert actions.sign_out_everywhere(cast.second_coordinator, by=cast.second_coordinator) == 2
    assert mine.get(reverse("people")).status_code == again.get(reverse("people")).status_code == 302
    assert other.get(reverse("people")).status_code == 200


def test_an_office_is_opened_once(cast: Cast) -> None:
    made = actions.open_office("Dinas Baru", kind=OfficeKind.AGENCY, code="9", by=cast.coordinator)
    again = actions.open_office("Nama lain", kind=OfficeKind.AGENCY, code="9", by=cast.coordinator)
    assert (made.pk, made.name) == (again.pk, again.name)
