"""Does an invitation make a user once, in time, and nobody else?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.cast import Cast

from payung.accounts import actions, queries
from payung.accounts.models import Invitation, User
from payung.accounts.terms import Role
from payung.audit.models import Entry
from payung.refusal import Refusal

Invite = Callable[..., tuple[Invitation, str]]
GOOD = "hujan turun di siang hari"


@pytest.fixture
def invite(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Invite:
    """Invites, and reads the token out of the mail."""

    def act(email: str = "baru@uji.example", **told: Any) -> tuple[Invitation, str]:
        asked = {"name": "Baru", "role": Role.AGENCY_OFFICER, "office": cast.agency_officer.office, **told}
        with django_capture_on_commit_callbacks(execute=True):
            made = actions.invite(email, by=cast.coordinator, link=lambda token: f"http://uji/{token}/", **asked)
        found = re.search(r"http://uji/([^/]+)/", str(mail.outbox[-1].body))
        assert found
        return made, found[1]

    return act


def test_the_token_stands_in_the_mail_alone(invite: Invite) -> None:
    made, token = invite()
    assert mail.outbox[-1].to == ["baru@uji.example"]
    assert token not in {str(value) for value in vars(made).values()}
    assert not Entry.objects.filter(note__contains=token).exists()
    assert made.token_digest == queries.token_digest(token)


def test_nothing_is_sent_when_the_invitation_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal):
        actions.invite(
            "baru@uji.example", name="Baru", role=Role.FIRM, office=cast.agency_officer.office, link=str,
            by=cast.coordinator,
        )  # fmt: skip
    assert mail.outbox == []
    assert not Invitation.objects.exists()


def test_who_accepts_becomes_a_user_in_the_role_and_office_of_the_invitation(cast: Cast, invite: Invite) -> None:
    _, token = invite("Baru@Uji.example")
    user = actions.accept_invitation(token, password=GOOD)
    assert (user.email, user.role, user.office) == ("baru@uji.example", "petugas_opd", cast.agency_officer.office)
    assert user.check_password(GOOD)


def test_a_link_works_once(invite: Invite) -> None:
    _, token = invite()
    actions.accept_invitation(token, password=GOOD)
    with pytest.raises(Refusal, match="tidak berlaku lagi"):
        actions.accept_invitation(token, password=GOOD)


def test_a_link_works_on_the_seventh_day_and_not_on_the_eighth(invite: Invite) -> None:
    made, token = invite()
    assert made.expires_on == timezone.localdate() + timedelta(days=7)
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refusal, match="tidak berlaku lagi"):
        actions.accept_invitation(token, password=GOOD)
    Invitation.objects.update(expires_on=timezone.localdate())
    assert actions.accept_invitation(token, password=GOOD).pk


def test_a_withdrawn_link_does_not_work(cast: Cast, invite: Invite) -> None:
    made, token = invite()
    actions.withdraw_invitation(made, by=cast.coordinator)
    with pytest.raises(Refusal, match="tidak berlaku lagi"):
        actions.accept_invitation(token, password=GOOD)
    with pytest.raises(Refusal, match="sudah ditarik"):
        actions.withdraw_invitation(made, by=cast.coordinator)


def test_an_invented_link_does_not_work(cast: Cast) -> None:
    with pytest.raises(Refusal, match="tidak berlaku lagi"):
        actions.accept_invitation("rekaan", password=GOOD)


def test_a_second_invitation_ends_the_first(invite: Invite) -> None:
    _, first = invite()
    _, second = invite()
    with pytest.raises(Refusal):
        actions.accept_invitation(first, password=GOOD)
    assert actions.accept_invitation(second, password=GOOD).pk


def test_an_address_in_use_is_not_invited(cast: Cast, invite: Invite) -> None:
    with pytest.raises(Refusal, match="sudah dipakai"):
        invite(cast.firm.email.upper())


def test_an_address_that_came_into_use_meanwhile_is_not_taken_over(cast: Cast, invite: Invite) -> None:
    _, token = invite()
    actions.open_account("baru@uji.example", name="B", role=Role.LEADER, office=cast.leader.office, password=None)
    with pytest.raises(Refusal, match="sudah mempunyai akun"):
        actions.accept_invitation(token, password=GOOD)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_invites_and_withdraws(cast: Cast, invite: Invite, role: Role) -> None:
    by, (made, _) = cast.of_each_role[role], invite()
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.invite("x@uji.example", name="X", role=Role.LEADER, office=cast.leader.office, link=str, by=by)
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.withdraw_invitation(made, by=by)


def test_every_step_is_in_the_trail(cast: Cast, invite: Invite) -> None:
    Entry.objects.values("pk")
    before = Entry.objects.count()
    made, token = invite()
    user = actions.accept_invitation(token, password=GOOD)
    told = [(line.action, line.actor) for line in Entry.objects.order_by("pk")[before:]]
    assert told == [
        ("invitation.made", f"user:{cast.coordinator.pk}"),
        ("account.opened", f"user:{user.pk}"),
        ("invitation.accepted", f"user:{user.pk}"),
    ]
    assert made.email not in "".join(Entry.objects.values_list("note", flat=True))


def test_the_page_opens_the_account_and_leads_to_signing_in(invite: Invite) -> None:
    _, token = invite()
    page = reverse("accept_invitation", args=[token])
    assert "baru@uji.example" in Client().get(page).content.decode()
    answer = Client().post(page, {"password": GOOD, "again": GOOD})
    assert answer.headers["Location"] == reverse("account_login")
    assert User.objects.get(email="baru@uji.example").check_password(GOOD)


@pytest.mark.parametrize(
    ("password", "again", "word"),
    [("pendek", "pendek", "12"), (GOOD, GOOD + "!", "tidak sama"), ("baru@uji.example", "baru@uji.example", "")],
)
def test_the_page_refuses_a_weak_password(invite: Invite, password: str, again: str, word: str) -> None:
    _, token = invite()
    answer = Client().post(reverse("accept_invitation", args=[token]), {"password": password, "again": again})
    assert answer.status_code == 200
    assert word in answer.content.decode()
    assert not User.objects.filter(email="baru@uji.example").exists()


def test_the_page_of_a_dead_link_says_what_to_do(cast: Cast) -> None:
    answer = Client().get(reverse("accept_invitation", args=["rekaan"]))
    assert answer.status_code == 410
    assert "mintalah undangan baru" in answer.content.decode()
