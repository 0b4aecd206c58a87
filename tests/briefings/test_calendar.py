"""Does a calendar read the file of an event, whatever stands in its title?"""

import datetime as dt
import email
from email.message import Message as Mail

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Cast

from payung.accounts.models import Office
from payung.briefings.facts.calendar import calendar_of, escaped, folded_line
from payung.briefings.models import Event
from payung.briefings.terms import EventState
from payung.outreach.actions.sending import _calendar_part

ADDRESS = "https://payung.example/acara/abc/"
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


def event(**told: object) -> Event:
    starts = dt.datetime(2026, 10, 22, 2, tzinfo=dt.UTC)
    facts = {
        "title": "Sosialisasi; kedua, di Aula", "place": "Aula", "starts_at": starts, "code": "abc",
        "ends_at": starts + dt.timedelta(hours=3), "organiser": Office(name='Dinas "Contoh"'), "quota": 10,
        "address": "Jalan Satu,\nKota Contoh", "about": "Baris satu\nBaris dua", "state": EventState.OPEN,
    }  # fmt: skip
    return Event(**(facts | told))


def read(told: str) -> dict[str, str]:
    """Name → value of every line, unfolded, as RFC 5545 says."""
    assert told.endswith("\r\n")
    lines = told.replace("\r\n ", "").split("\r\n")[:-1]
    return dict(line.split(":", 1) for line in lines)


def unescaped(text: str) -> str:
    out, characters = [], iter(text)
    for one in characters:
        out.append({"n": "\n"}.get(following := next(characters), following) if one == "\\" else one)
    return "".join(out)


def test_a_calendar_says_when_in_utc_and_where() -> None:
    found = read(calendar_of(event(), address=ADDRESS))
    assert (found["DTSTART"], found["DTEND"]) == ("20261022T020000Z", "20261022T050000Z")
    assert unescaped(found["SUMMARY"]) == "Sosialisasi; kedua, di Aula"
    assert unescaped(found["LOCATION"]) == "Aula, Jalan Satu, Kota Contoh"
    assert unescaped(found["DESCRIPTION"]) == f"Baris satu\nBaris dua\n{ADDRESS}"
    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", "0")
    assert found["UID"].startswith("abc@")
    assert "ATTENDEE" not in "".join(found)


def test_what_is_called_off_bears_the_same_name_and_a_higher_number() -> None:
    before = read(calendar_of(event(), address=ADDRESS))
    after = read(calendar_of(event(state=EventState.CANCELLED, revision=1), address=ADDRESS))
    assert after["UID"] == before["UID"]
    assert (after["METHOD"], after["STATUS"], after["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")


@given(TEXTS)
def test_any_text_survives_folding_and_escaping(text: str) -> None:
    folded = folded_line(f"SUMMARY:{escaped(text)}")
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.split("\r\n")[0].startswith("SUMMARY:")
    whole = folded.replace("\r\n ", "").removeprefix("SUMMARY:")
    assert unescaped(whole) == "".join(c for c in text if c.isprintable())


@given(TEXTS)
def test_no_title_adds_a_line(text: str) -> None:
    told = calendar_of(event(title=text, organiser=Office(name=text)), address=ADDRESS)
    names = [line.partition(":")[0].partition(";")[0] for line in told.replace("\r\n ", "").split("\r\n")]
    assert names.count("SUMMARY") == names.count("ORGANIZER") == names.count("DTSTART") == 1
    assert len(names) == 20


def test_the_part_of_the_mail_bears_the_method_of_the_file() -> None:
    told = calendar_of(event(state=EventState.CANCELLED), address=ADDRESS)
    part = _calendar_part(told)
    sent: Mail = email.message_from_bytes(part.as_bytes())
    assert (sent.get_content_type(), sent.get_param("method")) == ("text/calendar", "CANCEL")
    assert sent.get_filename() == "acara.ics"
    payload = sent.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode() == told


@pytest.mark.django_db
def test_a_calendar_of_a_kept_event_names_its_organiser(cast: Cast) -> None:
    told = read(calendar_of(event(organiser=cast.coordinator.office), address=ADDRESS))
    assert any(name.startswith('ORGANIZER;CN="Kota Contoh"') for name in told)
