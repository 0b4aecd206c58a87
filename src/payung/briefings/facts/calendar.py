"""What does a calendar learn of an event? An iCalendar file (RFC 5545) as RFC 5546 lets it be published and called off.

PUBLISH asks for no answer: who comes is said on the page of the invitation, not by a calendar's own reply.
"""

import datetime as dt
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from payung.briefings.models import Event
from payung.briefings.terms import EventState

PRODUCT = "-//Payung//Sosialisasi//ID"
MOST_OCTETS = 75
"""Of a line, its break not counted (RFC 5545, 3.1)."""


def calendar_of(event: Event, *, address: str) -> str:
    """The file; ``address`` is the page it leads to. Whoever holds an older revision of the event sees it replaced."""
    is_off = event.state == EventState.CANCELLED
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if is_off else 'PUBLISH'}",
        "BEGIN:VEVENT", f"UID:{event.code}@{_domain()}", f"SEQUENCE:{event.revision}",
        f"DTSTAMP:{_utc(timezone.now())}", f"DTSTART:{_utc(event.starts_at)}", f"DTEND:{_utc(event.ends_at)}",
        f"SUMMARY:{escaped(event.title)}", f"LOCATION:{escaped(_where(event))}",
        f"DESCRIPTION:{escaped(_about(event, address))}", f"URL:{address}",
        f"ORGANIZER;CN={_quoted(event.organiser.name)}:mailto:{_sender()}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A value of the type TEXT (RFC 5545, 3.3.11)."""
    plain = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded_line(line: str) -> str:
    """A line of at most 75 octets, broken between characters, each next piece after a space."""
    pieces, held, room = [], "", MOST_OCTETS
    for character in line:
        if len((held + character).encode()) > room:
            pieces.append(held)
            held, room = "", MOST_OCTETS - 1
        held += character
    return "\r\n ".join([*pieces, held])


def _where(event: Event) -> str:
    return ", ".join(part for part in (event.place, " ".join(event.address.split())) if part)


def _about(event: Event, address: str) -> str:
    return "\n".join(part for part in (event.about.strip(), address) if part)


def _quoted(name: str) -> str:
    """A value of a parameter; it cannot hold quotes (RFC 5545, 3.2)."""
    plain = "".join(c for c in name if c.isprintable() and c != '"')
    return f'"{plain}"'


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1] or "payung@localhost"


def _domain() -> str:
    return _sender().partition("@")[2]
