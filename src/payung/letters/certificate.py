"""How does a certificate of attendance become a page? Plain facts in, a PDF/A out: one page a person.

The same certificates give the same bytes: the day of the event is the day of the file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from payung.letters.compose import Composed, letterhead_told, qr_told
from payung.letters.content import Letterhead, Verification
from payung.letters.printable import printable
from payung.letters.setting import SCREEN_PPI, compiled
from payung.letters.spoken import weekday_text
from payung.refusal import Refusal

TEMPLATE = "sertifikat.typ"


@dataclass(frozen=True)
class Certificate:
    """That somebody attended an event. ``hours``: as they are read, ``09.00–12.00 WIB (3 jam)``."""

    name: str
    firm: str
    event: str
    place: str
    on: date
    hours: str
    verification: Verification


@dataclass(frozen=True)
class Certificates:
    """Certificates of one event, and who holds it."""

    letterhead: Letterhead
    organiser: str
    branch: str
    people: tuple[Certificate, ...]


def render_certificates(told: Certificates) -> bytes:
    """The certificates as PDF/A-2a; a Refusal where there is none to set."""
    if not told.people:
        raise Refusal("Belum ada yang tercatat hadir.")
    stamp = datetime.combine(told.people[0].on, time(), tzinfo=UTC)
    return compiled(TEMPLATE, told_of(told), format="pdf", pdf_standards=["a-2a"], timestamp=stamp)[0]


def certificates_png(told: Certificates, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(TEMPLATE, told_of(told), format="png", ppi=ppi)


def told_of(told: Certificates) -> Composed:
    """All that the template needs, as plain texts."""
    return {
        "letterhead": letterhead_told(told.letterhead),
        "organiser": printable(told.organiser),
        "branch": printable(told.branch),
        "people": [_person(one) for one in told.people],
    }


def _person(one: Certificate) -> Composed:
    return {
        "name": printable(one.name),
        "firm": printable(one.firm),
        "event": printable(one.event),
        "place": printable(one.place),
        "on": weekday_text(one.on),
        "hours": printable(one.hours),
        "verification": qr_told(one.verification),
    }
