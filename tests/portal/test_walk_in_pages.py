"""Does a firm that came unasked get its sheet, its link and its commitment once a person said which firm it is?"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import came, invited, open_event, promised, taking_part
from tests.house.guards import Guard

from payung.audit.models import Entry
from payung.briefings import actions, queries
from payung.briefings.facts import effect_of
from payung.briefings.models import Event, Invitee, Participant
from payung.briefings.terms import Origin, Why
from payung.refusal import Refusal
from payung.registry.models import Executor

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(cast: Cast) -> Event:
    now = timezone.now()
    times = {"starts_at": now - dt.timedelta(hours=1), "ends_at": now + dt.timedelta(hours=2)}
    return open_event(cast, on=timezone.localdate(), **times)


@pytest.fixture
def maju() -> Executor:
    Executor.objects.create(key="lain", kind="badan_usaha", name="CV MUNDUR TERATUR")
    return Executor.objects.create(key="maju", kind="badan_usaha", name="PT MAJU JAYA BERSAMA")


def guest(event: Event, name: str, firm: str) -> Participant:
    written = taking_part(event, name, firm_name=firm, origin=Origin.AT_THE_DOOR)
    return came(written, by=event.made_by)


def at(one: Participant) -> str:
    return reverse("event_walk_in", args=[one.event_id, one.pk])


def listed(event: Event) -> list[Invitee]:
    return list(Invitee.objects.filter(event=event))


def test_the_page_proposes_by_name_and_puts_nobody_on_the_list_by_itself(
    cast: Cast, event: Event, maju: Executor
) -> None:
    one, browser = guest(event, "Budi", "Maju Jaya Bersma"), client_of(cast.coordinator)
    page = browser.get(reverse("event_attendance", args=[event.pk])).content.decode()
    assert at(one) in page
    found = browser.get(at(one)).context["found"]
    assert [each.executor for each in found] == [maju.pk]
    assert listed(event) == []


def test_what_a_person_chose_opens_sheet_commitment_and_link_for_all_of_that_firm(
    cast: Cast, event: Event, maju: Executor
) -> None:
    one, other = guest(event, "Budi", "PT. Maju Jaya"), guest(event, "Sari", "pt maju  jaya")
    alone = guest(event, "Tono", "Perorangan")
    browser = client_of(cast.coordinator)
    answer = browser.post(at(one), {"pelaksana": maju.pk}, follow=True)
    assert "PT MAJU JAYA BERSAMA masuk daftar acara" in answer.content.decode()
    (invitee,) = listed(event)
    assert (invitee.executor, invitee.why, invitee.invited_at) == (maju, Why.CAME, None)
    assert set(invitee.participants.all()) == {one, other}
    assert queries.unplaced(event) == []
    alone.refresh_from_db()
    assert alone.invitee is None
    for name in ("event_firm_commit", "event_firm_sheet", "event_firm_form"):
        browser.get(reverse(name, args=[event.pk, maju.pk]))
        assert browser.get(reverse(name, args=[event.pk, maju.pk])).status_code in (200, 302), name
    assert Client().get(reverse("reply_sheet", args=[invitee.key])).status_code == 200
    assert Client().get(reverse("reply_commit", args=[invitee.key])).status_code == 200
    assert maju.name in browser.get(reverse("event_commitments", args=[event.pk])).content.decode()
    assert Entry.objects.get(action="event.guest_placed").note == f"badan usaha {maju.pk}, 2 orang"


def test_a_guest_of_a_firm_that_was_invited_joins_its_line(cast: Cast, event: Event, maju: Executor) -> None:
    held, one = invited(event, maju), guest(event, "Budi", "Maju Jaya")
    page = client_of(cast.coordinator).get(f"{at(one)}?q=maju").content.decode()
    assert "sudah dalam daftar acara" in page
    actions.place_guest(one, maju.pk, by=cast.coordinator)
    assert listed(event) == [held]
    assert Invitee.objects.get().why == Why.UNPROTECTED
    assert (
        "Orang ini datang untuk badan usaha yang diundang." in client_of(cast.coordinator).get(at(one)).content.decode()
    )


def test_a_mistake_is_put_right_until_somebody_signed(cast: Cast, event: Event, maju: Executor) -> None:
    one, wrong = guest(event, "Budi", "Maju Jaya"), Executor.objects.get(key="lain")
    actions.place_guest(one, wrong.pk, by=cast.coordinator)
    page = client_of(cast.coordinator).get(reverse("event_attendance", args=[event.pk])).content.decode()
    assert at(one) in page
    actions.place_guest(one, maju.pk, by=cast.coordinator)
    (invitee,) = listed(event)
    assert invitee.executor == maju
    assert Entry.objects.filter(action="event.unlisted").count() == 1
    promised(invitee)
    with pytest.raises(Refusal, match="sudah menandatangani"):
        actions.place_guest(one, wrong.pk, by=cast.coordinator)


def test_a_firm_that_no_data_know_gets_a_sentence_and_what_to_do(cast: Cast, event: Event, maju: Executor) -> None:
    one, browser = guest(event, "Budi", "CV Entah Berantah"), client_of(cast.coordinator)
    page = browser.get(at(one)).content.decode()
    assert "Tidak ada nama yang mirip dalam data kota" in page
    assert "muat ekspor pengadaan" in page
    assert "Data kota tidak mengenal “entah”" in browser.get(f"{at(one)}?q=entah").content.decode()
    for told in ({}, {"pelaksana": "x"}, {"pelaksana": "0"}, {"pelaksana": "999999"}, {"pelaksana": "9" * 18}):
        answer = browser.post(at(one), told, follow=True)
        assert len(list(answer.context["messages"])) == 1
    assert listed(event) == []


def test_another_office_places_nobody(cast: Cast, event: Event, maju: Executor) -> None:
    one = guest(event, "Budi", "Maju Jaya")
    with pytest.raises(Refusal, match="kantor lain"):
        actions.place_guest(one, maju.pk, by=cast.branch_officer)


def test_firms_that_came_unasked_are_not_compared_with_those_that_stayed_away(
    cast: Cast, event: Event, maju: Executor
) -> None:
    actions.place_guest(guest(event, "Budi", "Maju Jaya"), maju.pk, by=cast.coordinator)
    found = effect_of(event)
    assert (found.firms, found.without, found.guests) == ((), 0, 1)


def test_many_guests_ask_no_more(cast: Cast, event: Event, most_queries: Guard) -> None:
    browser, address = client_of(cast.coordinator), reverse("event_attendance", args=[event.pk])
    for n in range(5):
        guest(event, f"Orang {n}", f"CV Tamu {n}")
    browser.get(address)
    with most_queries(30) as few:
        assert browser.get(address).status_code == 200
    for n in range(5, 40):
        guest(event, f"Orang {n}", f"CV Tamu {n}")
    with most_queries(len(few)):
        page = browser.get(address).content.decode()
    assert "dan 20 lagi" in page
