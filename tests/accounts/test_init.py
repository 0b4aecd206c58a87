"""Does an installation begin, once, for a city that exists?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.cast import Cast

from payung.accounts.models import Invitation, Office, User

pytestmark = pytest.mark.django_db


def _init(code: str = "36.71") -> str:
    out = StringIO()
    call_command("init", city=code, email="Ani@uji.example", name="Ani", stdout=out)
    return out.getvalue()


def test_the_city_is_named_and_its_coordinator_comes_in_by_the_link() -> None:
    said = _init()
    assert "Kota: Kota Tangerang (36.71)." in said
    link = said.strip().splitlines()[-1].removeprefix("http://127.0.0.1:8000")
    Client().post(link, {"password": "hujan turun di siang hari", "again": "hujan turun di siang hari"})
    user = User.objects.get(email="ani@uji.example")
    assert (user.role, user.office.code) == ("koordinator", "36.71")


@pytest.mark.parametrize("code", ["3671", " 36.71 "])
def test_the_code_may_be_told_without_its_dot(code: str) -> None:
    assert "Kota Tangerang" in _init(code)


def test_asked_again_one_invitation_waits() -> None:
    assert _init() != _init()
    assert Office.objects.count() == 1
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_where_a_coordinator_is_there_nothing_is_made(cast: Cast) -> None:
    assert "sudah mempunyai koordinator" in _init()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("code", ["99.99", "36", "36.71.01", "kota", ""])
def test_an_unknown_code_is_refused_in_one_sentence(code: str) -> None:
    with pytest.raises(CommandError, match="Tidak ada kota atau kabupaten dengan kode"):
        _init(code)
    assert not Office.objects.exists()


def test_a_second_city_is_refused() -> None:
    _init()
    with pytest.raises(CommandError, match="sudah melayani Kota Tangerang"):
        _init("32.73")
