"""Does every page about people open to those it is for, and to nobody else?"""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.cast import PASSWORD, Cast, client_of
from tests.house.guards import Guard

from payung.accounts.models import Invitation, User
from payung.accounts.terms import Permission, Role
from payung.audit.models import Entry

MANAGERS = {Role.COORDINATOR}
READERS = {Role.COORDINATOR, Role.INSPECTORATE}
# name of the page, how it is asked for, who may
PAGES = [
    ("people", "get", MANAGERS), ("invite", "get", MANAGERS), ("invite", "post", MANAGERS),
    ("offices", "get", MANAGERS), ("offices", "post", MANAGERS), ("roles", "get", MANAGERS),
    ("person", "get", MANAGERS), ("change_role", "post", MANAGERS), ("deactivate", "post", MANAGERS),
    ("reactivate", "post", MANAGERS), ("sign_out_everywhere", "post", MANAGERS),
    ("withdraw_invitation", "post", MANAGERS), ("audit_trail", "get", READERS),
]  # fmt: skip
OF_A_PERSON = {"person", "change_role", "deactivate", "reactivate", "sign_out_everywhere"}


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return Invitation.objects.create(
        email="b@uji.example", name="Baru", role=Role.LEADER, office=cast.leader.office, token_digest="x" * 64,
        invited_by=cast.coordinator, expires_on="2000-01-01",
    )  # fmt: skip


def _address(name: str, cast: Cast, invitation: Invitation) -> str:
    if name in OF_A_PERSON:
        return reverse(name, args=[cast.rival_firm.pk])
    return reverse(name, args=[invitation.pk] if name == "withdraw_invitation" else [])


@pytest.mark.parametrize(("name", "how", "allowed"), PAGES)
def test_a_page_opens_to_its_roles_alone(
    cast: Cast, invitation: Invitation, name: str, how: str, allowed: set[Role]
) -> None:
    def asked(person: User) -> int:
        return int(getattr(client_of(person), how)(_address(name, cast, invitation)).status_code)

    refused = {role for role, person in cast.of_each_role.items() if asked(person) == 403}
    assert refused == set(Role) - allowed


def test_every_page_sends_a_stranger_to_sign_in(cast: Cast, invitation: Invitation) -> None:
    answers = [getattr(Client(), how)(_address(name, cast, invitation)) for name, how, _ in PAGES]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.headers["Location"].startswith(reverse("account_login")) for answer in answers)


def test_no_change_is_made_by_following_a_link(cast: Cast, invitation: Invitation) -> None:
    browser, before = client_of(cast.coordinator), Entry.objects.count()
    for name, how, _ in PAGES:
        if how == "post":
            browser.get(_address(name, cast, invitation))
    assert Entry.objects.count() == before


def test_the_pages_change_what_they_say(cast: Cast, invitation: Invitation) -> None:
    browser, firm = client_of(cast.coordinator), cast.rival_firm
    browser.post(reverse("deactivate", args=[firm.pk]))
    assert not User.objects.get(pk=firm.pk).is_active
    browser.post(reverse("reactivate", args=[firm.pk]))
    assert User.objects.get(pk=firm.pk).is_active
    browser.post(reverse("change_role", args=[cast.leader.pk]), {"role": Role.INSPECTORATE})
    assert User.objects.get(pk=cast.leader.pk).role == Role.INSPECTORATE
    browser.post(reverse("withdraw_invitation", args=[invitation.pk]))
    assert Invitation.objects.get().withdrawn_at
    browser.post(reverse("offices"), {"kind": "branch", "name": "Cabang Baru"})
    office = cast.coordinator.office.__class__.objects.get(name="Cabang Baru")
    told = {"name": "B", "email": "c@uji.example", "role": Role.BRANCH_OFFICER, "office": office.pk}
    assert browser.post(reverse("invite"), told).status_code == 302
    assert Invitation.objects.filter(email="c@uji.example", office=office).exists()


def test_a_refused_change_says_why(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    answer = browser.post(reverse("deactivate", args=[cast.coordinator.pk]), follow=True)
    assert "Tidak seorang pun menonaktifkan dirinya sendiri" in answer.content.decode()
    told = {"name": "B", "email": "c@uji.example", "role": Role.FIRM, "office": cast.leader.office.pk}
    assert "bukan untuk kantor jenis itu" in browser.post(reverse("invite"), told).content.decode()
    wrong = browser.post(reverse("change_role", args=[cast.leader.pk]), {"role": Role.FIRM}, follow=True)
    assert "tidak ada yang diubah" in wrong.content.decode()


def test_the_matrix_shows_every_permission_and_role(cast: Cast) -> None:
    page = client_of(cast.coordinator).get(reverse("roles")).content.decode()
    assert all(str(each.label) in page for each in [*Permission, *Role])


def test_the_trail_names_people_and_says_whether_it_is_whole(cast: Cast) -> None:
    browser = client_of(cast.inspectorate)
    assert "Jejak utuh" not in browser.get(reverse("audit_trail")).content.decode()
    page = browser.get(reverse("audit_trail"), {"periksa": "1", "actor": f"user:{cast.firm.pk}"}).content.decode()
    assert "Jejak utuh" in page
    assert f"accounts.user:{cast.firm.pk}" in page
    assert f"accounts.user:{cast.leader.pk}" not in page


def test_the_trail_goes_on_where_the_page_ended(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.portal.account.trail.LINES_A_PAGE", 2)
    browser, last = client_of(cast.inspectorate), Entry.objects.order_by("-pk").first()
    assert last
    first = browser.get(reverse("audit_trail")).content.decode()
    assert f"older_than={last.pk - 1}" in first
    assert last.on in first
    assert last.on not in browser.get(reverse("audit_trail"), {"older_than": last.pk - 1}).content.decode()


@pytest.mark.parametrize("name", ["people", "audit_trail", "offices"])
def test_a_list_asks_the_database_a_fixed_number_of_times(cast: Cast, name: str, most_queries: Guard) -> None:
    browser = client_of(cast.coordinator)
    with most_queries(12):
        assert browser.get(reverse(name)).status_code == 200


def test_the_trail_keeps_where_a_change_came_from_and_believes_no_header(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    address = reverse("deactivate", args=[cast.firm.pk])
    browser.post(address, REMOTE_ADDR="192.0.2.9", headers={"X-Forwarded-For": "203.0.113.1"})
    line = Entry.objects.get(action="account.closed")
    assert line.address == "192.0.2.9"


def test_an_official_without_a_second_step_is_sent_to_set_one_up(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(reverse("people")).headers["Location"] == reverse("mfa_index")
    assert browser.get(reverse("mfa_index")).status_code == 200
    assert browser.get(reverse("account_logout")).status_code == 200


def test_a_demonstration_asks_for_no_second_step(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    browser = Client()
    browser.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.get(reverse("people")).status_code == 200


def test_a_firm_needs_no_second_step(cast: Cast) -> None:
    answer = client_of(cast.firm).get(reverse("people"))
    assert answer.status_code == 403


def test_nobody_registers(cast: Cast) -> None:
    told = {"email": "z@uji.example", "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), told)
    assert not User.objects.filter(email="z@uji.example").exists()


def test_nobody_changes_the_address_they_sign_in_with(cast: Cast) -> None:
    browser = client_of(cast.firm)
    browser.get(reverse("account_email"))
    browser.post(reverse("account_email"), {"email": "z@uji.example", "action_add": ""})
    assert User.objects.get(pk=cast.firm.pk).email == cast.firm.email


def _sign_in(word: str, password: str, address: str = "192.0.2.1") -> int:
    told = {"login": f"{word}@uji.example", "password": password}
    return Client().post(reverse("account_login"), told, REMOTE_ADDR=address).status_code


def test_the_right_password_leads_in_and_for_officials_to_the_second_step(cast: Cast) -> None:
    assert _sign_in("doni", PASSWORD) == 302
    client_of(cast.coordinator)
    told = {"login": "ani@uji.example", "password": PASSWORD}
    answer = Client().post(reverse("account_login"), told)
    assert answer.headers["Location"] == reverse("mfa_authenticate")


def test_the_fifth_wrong_password_locks_that_person_at_that_address(cast: Cast) -> None:
    tries = [_sign_in("doni", f"salah {number}") for number in range(6)]
    assert tries == [200, 200, 200, 200, 429, 429]
    assert _sign_in("doni", PASSWORD) == 429
    assert _sign_in("DONI", PASSWORD) == 429


def test_a_lock_holds_neither_the_office_nor_the_person_elsewhere(cast: Cast) -> None:
    for number in range(5):
        _sign_in("doni", f"salah {number}")
    assert _sign_in("eka", PASSWORD) == 302
    assert _sign_in("doni", PASSWORD, address="192.0.2.2") == 302


def test_the_page_of_a_lock_says_for_how_long(cast: Cast) -> None:
    told = {"login": "doni@uji.example", "password": "salah"}
    answers = [Client().post(reverse("account_login"), told) for _ in range(5)]
    assert "15 menit lagi" in answers[-1].content.decode()


def test_an_official_keeps_the_last_second_step(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("mfa_deactivate_totp"))
    assert cast.coordinator.authenticator_set.filter(type="totp").exists()  # type: ignore[attr-defined]
