"""What does a firm take home: its packages, their lines of protection, what it owes, and its next steps with dates?

One firm or all that come to an event: each sheet begins on a page of its own. The same sheets give the same bytes: the
day of their data is the day of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from payung.letters.blocks import dues_block
from payung.letters.compose import Composed, letterhead_told
from payung.letters.content import Article, Dues, Letterhead, Picture
from payung.letters.origins import Origins
from payung.letters.printable import printable
from payung.letters.setting import SCREEN_PPI, compiled
from payung.letters.spoken import day_text, number_text
from payung.refusal import Refusal
from payung.rules.money import Rupiah, rupiah_text

TEMPLATE = "lembar.typ"
TITLE = "Lembar badan usaha"


@dataclass(frozen=True)
class SheetStep:
    """What to do, until when in words, how many working days that leaves, and on what ground."""

    text: str
    until: str
    left: str
    ground: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class SheetPackage:
    """One package as its firm reads it; ``dues`` None: its contribution is not known, and ``unknown`` says why."""

    name: str
    beneath: str
    state: str
    facts: tuple[tuple[str, str], ...]
    line: Picture
    dues: Dues | None
    unknown: str = ""
    liability: Article | None = None
    steps: tuple[SheetStep, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A firm's own sheet. ``about``: for which event; ``as_of``: the day of the data; ``rest``: packages at rest."""

    letterhead: Letterhead
    firm: str
    about: str
    as_of: date
    days: int
    due: Rupiah
    paid: Rupiah
    packages: tuple[SheetPackage, ...]
    notes: tuple[str, ...] = ()
    rest: int = 0

    @property
    def outstanding(self) -> Rupiah:
        """What is still to be paid of all packages together."""
        return sum(one.dues.outstanding for one in self.packages if one.dues is not None)


def render_sheets(sheets: Sequence[Sheet]) -> bytes:
    """One PDF/A-2a of all these sheets; a Refusal where there is none."""
    if not sheets:
        raise Refusal("Belum ada badan usaha yang akan datang; lembarnya belum dapat dicetak.")
    stamp = datetime.combine(sheets[0].as_of, time(), tzinfo=UTC)
    return compiled(TEMPLATE, told_of(sheets), format="pdf", pdf_standards=["a-2a"], timestamp=stamp)[0]


def sheets_png(sheets: Sequence[Sheet], *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(TEMPLATE, told_of(sheets), format="png", ppi=ppi)


def told_of(sheets: Sequence[Sheet]) -> Composed:
    """All that the template needs, as plain texts in the order of reading."""
    first = sheets[0]
    named = f"{TITLE}: {first.firm}" if len(sheets) == 1 else f"{TITLE}: {number_text(len(sheets))} badan usaha"
    return {
        "title": printable(named),
        "author": printable(first.letterhead.lines[-1]) if first.letterhead.lines else "",
        "number": f"{TITLE} · data per {day_text(first.as_of)}",
        "letterhead": letterhead_told(first.letterhead),
        "sheets": [_sheet(one) for one in sheets],
        "verification": None,
        "is_draft": False,
    }


def _sheet(sheet: Sheet) -> Composed:
    return {
        "firm": printable(sheet.firm),
        "about": printable(sheet.about),
        "as_of": day_text(sheet.as_of),
        "figures": [
            ["Paket yang berjalan atau belum lunas", number_text(len(sheet.packages))],
            ["Hari tanpa perlindungan", number_text(sheet.days)],
            ["Iuran seluruhnya", rupiah_text(sheet.due)],
            ["Sudah ditemukan dibayar", rupiah_text(sheet.paid)],
            ["Masih harus dibayar", rupiah_text(sheet.outstanding)],
        ],
        "packages": [_package(one) for one in sheet.packages],
        "notes": [printable(note) for note in sheet.notes],
        "rest": number_text(sheet.rest) if sheet.rest else "",
    }


def _package(one: SheetPackage) -> Composed:
    owed = replace(one.dues, origin=None, paid_origin=None) if one.dues is not None else None
    found = dues_block(owed, Origins())
    return {
        "name": printable(one.name),
        "beneath": printable(one.beneath),
        "state": printable(one.state),
        "facts": [[printable(label), printable(value)] for label, value in one.facts],
        "svg": one.line.svg,
        "words": printable(one.line.words),
        "dues": found[0] if found else None,
        "unknown": printable(one.unknown),
        "liability": _cited(one.liability),
        "steps": [_step(step) for step in one.steps],
    }


def _cited(article: Article | None) -> Composed | None:
    if article is None:
        return None
    return {
        "text": printable(article.text), "source": printable(article.source), "status": article.status.label,
        "mark": None,
    }  # fmt: skip


def _step(step: SheetStep) -> Composed:
    told = {name: printable(getattr(step, name)) for name in ("text", "until", "left", "ground")}
    return {**told, "is_late": step.is_late}
