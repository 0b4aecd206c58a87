"""How does a commitment stand on paper: as a form to be signed by hand, and as a copy of what was signed?

A form has an empty box to sign in and boxes to tick; a copy has its code and the drawn or typed name. The same
commitment gives the same bytes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from payung.letters.compose import Composed, letterhead_told
from payung.letters.content import Letterhead
from payung.letters.printable import printable
from payung.letters.setting import SCREEN_PPI, compiled
from payung.letters.spoken import day_text
from payung.refusal import Refusal

TEMPLATE, DRAWING = "komitmen.typ", "goresan.typ"
TITLE = "Pernyataan komitmen"
EMPTY_LINES = 2
"""Lines of a form for what is promised besides."""


@dataclass(frozen=True)
class PaperPledge:
    """One line: what is promised, of which package, until when; ``due_on`` None: it is filled in by hand."""

    text: str
    package: str
    due_on: date | None


@dataclass(frozen=True)
class PaperCommitment:
    """What one party promises. ``code`` empty: a form still to be signed. ``drawn``: a PNG of the signature.

    ``how`` says how it was signed, of a copy; ``place`` and ``on`` stand above the signature.
    """

    letterhead: Letterhead
    party: str
    name: str
    about: str
    on: date
    place: str
    pledges: tuple[PaperPledge, ...]
    signatory: str = ""
    position: str = ""
    code: str = ""
    how: str = ""
    drawn: bytes = b""

    @property
    def is_form(self) -> bool:
        """Whether it is still to be signed."""
        return not self.code


def render_commitment(told: PaperCommitment) -> bytes:
    """The commitment as PDF/A-2a; a Refusal where it cannot be set."""
    stamp = datetime.combine(told.on, time(), tzinfo=UTC)
    return compiled(TEMPLATE, told_of(told), format="pdf", pdf_standards=["a-2a"], timestamp=stamp)[0]


def commitment_png(told: PaperCommitment, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(TEMPLATE, told_of(told), format="png", ppi=ppi)


def require_drawing(png: bytes) -> None:
    """A Refusal for bytes that are no picture, before they are kept."""
    try:
        compiled(DRAWING, {"bytes": list(png)}, format="png", ppi=SCREEN_PPI)
    except Refusal:
        raise Refusal("Tanda tangan di layar tidak terbaca; ulangi, atau ketik nama Anda.") from None


def told_of(told: PaperCommitment) -> Composed:
    """All that the template needs, as plain texts in the order of reading."""
    return {
        "title": printable(f"{TITLE}: {told.name}"),
        "author": printable(told.letterhead.lines[-1]) if told.letterhead.lines else "",
        "number": printable(f"{TITLE} · kode {told.code}" if told.code else f"{TITLE} · formulir"),
        "letterhead": letterhead_told(told.letterhead),
        "heading": TITLE,
        "party": printable(told.party),
        "name": printable(told.name),
        "about": printable(told.about),
        "on": day_text(told.on),
        "place": printable(told.place),
        "pledges": [_pledge(one) for one in told.pledges],
        "empty": EMPTY_LINES if told.is_form else 0,
        "signatory": printable(told.signatory),
        "position": printable(told.position),
        "code": printable(told.code),
        "how": printable(told.how),
        "drawn": list(told.drawn),
        "is_form": told.is_form,
        "verification": None,
        "is_draft": False,
    }


def _pledge(one: PaperPledge) -> Composed:
    return {
        "text": printable(one.text),
        "package": printable(one.package),
        "due": day_text(one.due_on) if one.due_on else "",
    }
