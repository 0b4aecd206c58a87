import re
from datetime import date

import pytest
from django.http import HttpRequest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from tests.cast import Cast, client_of

from payung.accounts.models import User
from payung.portal.components.icons import ICONS
from payung.portal.context import theme
from payung.portal.language import chosen
from payung.portal.navigation import ENTRIES, menu

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE)


def rendered(text: str, **context: object) -> str:
    return Template("{% load payung %}" + text).render(Context(context))


def test_figures_are_said_as_the_report_says_them() -> None:
    text = "{{ n|rupiah }}|{{ n|rupiah_short }}|{{ n|number }}|{{ on|day }}|{{ on|day_short }}|{{ p|probability }}"

    assert rendered(text, n=84_650_000, on=date(2025, 7, 30), p=0.9949) == (
        "Rp 84.650.000|Rp 84,6 juta|84.650.000|30 Juli 2025|30-07-2025|99,4 %"
    )
    assert rendered(text, n=None, on=None, p=None) == "–|–|–|belum diketahui|–|–"


def test_a_chip_escapes_its_words_and_knows_its_colours() -> None:
    assert rendered('{% chip "red" words %}', words="<b>") == '<span class="chip red">&lt;b&gt;</span>'
    with pytest.raises(TemplateSyntaxError):
        rendered('{% chip "pink" "x" %}')


def test_an_icon_beside_words_is_silent_and_alone_has_a_name() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "home" %}')
    assert 'role="img" aria-label="Beranda"' in rendered('{% icon "home" "Beranda" %}')
    with pytest.raises(TemplateSyntaxError):
        rendered('{% icon "unicorn" %}')


def test_every_entry_of_the_menu_has_an_icon_and_somebody_who_may_open_it(cast: Cast) -> None:
    shown = {item.url_name for person in cast.of_each_role.values() for item in menu(person, path="/")}

    assert {entry.icon for entry in ENTRIES} <= set(ICONS)
    assert shown == {entry.url_name for entry in ENTRIES}


def test_the_menu_holds_only_what_the_role_may_open(cast: Cast) -> None:
    def names(user: User) -> set[str]:
        return {item.url_name for item in menu(user, path="/")}

    assert "people" in names(cast.coordinator)
    assert "people" not in names(cast.leader)
    assert "agency_payment_gate" in names(cast.payment_verifier)
    assert names(cast.firm) & names(cast.coordinator) == {"letters"}  # every office has some, each its own


def test_the_longest_address_that_fits_is_the_current_page(cast: Cast) -> None:
    beneath = reverse("agency_findings") + "17/"

    (current,) = [item for item in menu(cast.agency_officer, path=beneath) if item.is_current]
    assert current.url_name == "agency_findings"


@pytest.mark.parametrize(("told", "expected"), [("dark", "dark"), ("light", "light"), ('"><b>', ""), ("system", "")])
def test_only_a_known_choice_of_colours_reaches_the_page(told: str, expected: str) -> None:
    request: HttpRequest = RequestFactory().get("/")
    request.COOKIES["theme"] = told

    assert theme(request) == expected


def test_a_page_opens_in_indonesian_until_another_language_is_chosen() -> None:
    assert chosen("") == chosen("xx") == "id"
    assert chosen("en") == "en"


@pytest.mark.django_db
def test_the_language_of_the_browser_is_not_asked_but_the_switch_is(client: Client) -> None:
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    assert b'<html lang="id"' in client.get(reverse("account_login"), **english).content

    client.post(reverse("set_language"), {"language": "en"})
    assert b'<html lang="en"' in client.get(reverse("account_login")).content


@pytest.mark.django_db
def test_no_page_of_the_house_asks_for_anything_inline_or_from_elsewhere(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    for address in (reverse("account_login"), reverse("account_reset_password"), reverse("styleguide"), "/tidak-ada/"):
        page = client.get(address).content.decode()
        assert not INLINE.findall(page), address
        assert not re.findall(r'(?:src|<link[^>]*href|action)="(?:https?:)?//', page), address


def test_pages_of_accounts_wear_our_clothes(cast: Cast, client: Client) -> None:
    client.force_login(cast.firm)
    for name in ("mfa_index", "usersessions_list", "account_change_password", "account_logout"):
        page = client.get(reverse(name), follow=True)
        assert page.status_code == 200, name
        assert 'class="brand"' in page.content.decode(), name
        assert not INLINE.findall(page.content.decode()), name


def test_the_list_of_sessions_shows_where_one_is_signed_in(cast: Cast) -> None:
    page = client_of(cast.firm).get(reverse("usersessions_list")).content.decode()

    assert "127.0.0.1" in page


@pytest.mark.parametrize("code", ["400", "403", "404", "429", "500", "403_csrf"])
def test_refusals_and_faults_stand_without_a_request(code: str) -> None:
    page = Template("{% extends template %}").render(Context({"template": f"{code}.html"}))

    assert "<h1>" in page
    assert not INLINE.findall(page)


@pytest.mark.django_db
def test_an_unknown_address_is_refused_in_our_words(client: Client) -> None:
    answer = client.get("/tidak-ada/")

    assert answer.status_code == 404
    assert "Halaman ini tidak ditemukan" in answer.content.decode()


def sample_account(email: str, like: User) -> User:
    return User.objects.create_user(email, name="Contoh", role=like.role, office=like.office)


def test_a_demonstration_signs_in_with_one_click(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    account = sample_account("koordinator@payung.example", like=cast.coordinator)

    assert account.email in client.get(reverse("account_login")).content.decode()
    answer = client.post(reverse("demo_login"), {"email": account.email})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_demonstration_opens_no_account_but_the_sample_ones(cast: Cast, client: Client, settings: Settings) -> None:
    settings.DEMO = True
    hers = cast.coordinator
    User.objects.filter(pk=hers.pk).update(email="ani@kota.example")

    for email in ("ani@kota.example", "nobody@payung.example", ""):
        assert client.post(reverse("demo_login"), {"email": email}).status_code == 404
    assert client.get(reverse("demo_login")).status_code == 405
    assert "_auth_user_id" not in client.session


def test_outside_of_a_demonstration_neither_its_door_nor_the_styleguide_exists(cast: Cast, client: Client) -> None:
    account = sample_account("koordinator@payung.example", like=cast.coordinator)

    assert account.email not in client.get(reverse("account_login")).content.decode()
    assert client.post(reverse("demo_login"), {"email": account.email}).status_code == 404
    assert client.get(reverse("styleguide")).status_code == 404
