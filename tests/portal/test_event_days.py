"""Do the pages of an event say its day in one form, as it is in the city, and which names may stay empty?"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import came, invited, open_event, taking_part

from payung.briefings.models import Event, Invitee, Participant
from payung.portal.templatetags.payung import held_at, held_on, moment_short
from payung.registry.models import Executor

pytestmark = pytest.mark.django_db
ON = dt.date(2031, 7, 30)


@pytest.fixture
def dawn(cast: Cast) -> Event:
    """An event before seven o'clock: in Jakarta it is already the day that has not begun in Greenwich."""
    starts = timezone.make_aware(dt.datetime.combine(ON, dt.time(6, 0)))
    return open_event(cast, on=ON, starts_at=starts, ends_at=starts + dt.timedelta(hours=3), seats_each=3)


@pytest.fixture
def invitee(dawn: Event) -> Invitee:
    return invited(dawn, Executor.objects.create(key="F", kind="badan_usaha", name="CV Fajar"))


@pytest.fixture
def person(invitee: Invitee, cast: Cast) -> Participant:
    return came(taking_part(invitee.event, "Budi", invitee=invitee), by=cast.coordinator)


def test_prose_and_tables_say_the_day_in_the_city(dawn: Event) -> None:
    dawn.refresh_from_db()
    assert held_at(dawn) == "30 Juli 2031, 06.00–09.00 WIB"
    assert held_on(dawn) == "Rabu, 30 Juli 2031"
    assert moment_short(dawn.starts_at) == "30-07-2031 06.00"
    dawn.ends_at += dt.timedelta(days=1)
    assert held_at(dawn) == "30 Juli 2031, 06.00 – 31 Juli 2031, 09.00 WIB"


def test_every_page_of_an_event_says_it_so(dawn: Event, invitee: Invitee, person: Participant, cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    for name in ("event", "event_attendance", "event_attendance_print", "event_door", "event_commitments"):
        assert "30 Juli 2031, 06.00–09.00 WIB" in browser.get(reverse(name, args=[dawn.pk])).content.decode(), name
    public = {"events_public": [], "participant_page": [person.key]}
    for name, about in public.items():
        assert "30 Juli 2031, 06.00–09.00 WIB" in Client().get(reverse(name, args=about)).content.decode(), name
    for name, about in {"event_page": [dawn.code], "invitation": [invitee.key]}.items():
        assert "Rabu, 30 Juli 2031" in Client().get(reverse(name, args=about)).content.decode(), name
    assert "30-07-2031 06.00" in browser.get(reverse("events")).content.decode()


def test_the_answer_says_that_names_after_the_first_may_stay_empty(invitee: Invitee) -> None:
    page = Client().get(reverse("invitation", args=[invitee.key])).content.decode()
    assert "Cukup satu nama" in page
    assert page.count("(boleh kosong)") == 3
    assert "Nama orang ke-1</label>" in page
