"""What does a letter hold? Plain facts, decided elsewhere; nothing here is looked up or judged.

Every figure may carry its ``Origin``; the letter's last page lists them all, so that whoever doubts a number finds the
file, the row and the version of the rule behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from payung.letters.kinds import Kind
from payung.letters.wording import Wording
from payung.rules.lines import Explanation, Role
from payung.rules.money import Rupiah
from payung.rules.parameters import Status


@dataclass(frozen=True)
class Origin:
    """Where a figure comes from: a file and its row, and the rule with its version, either of which may be empty."""

    file: str = ""
    row: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Letterhead:
    """The kop: its lines, the most important last; ``logo`` is a PNG or an SVG."""

    lines: tuple[str, ...]
    address: str = ""
    contact: str = ""
    logo: bytes | None = None


@dataclass(frozen=True)
class Reference:
    """Nomor, sifat, lampiran, hal, tanggal, tempat. Empty: ``subject`` is the kind's, ``attachments`` are counted."""

    number: str
    on: date
    place: str
    nature: str = "Biasa"
    subject: str = ""
    attachments: str = ""


@dataclass(frozen=True)
class Recipient:
    """Yth.: name, or function, and the lines below it."""

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatory:
    """Who signs: jabatan, nama, pangkat and NIP; ``on_behalf`` is the line of an “a.n.” above the function."""

    position: str
    name: str
    nip: str = ""
    rank: str = ""
    on_behalf: str = ""


@dataclass(frozen=True)
class Package:
    """One package as the letter tells it. ``origins`` by the name of the field; what is None is not printed.

    ``exposed_days``: days worked without protection, up to the day of the check.
    """

    name: str
    executor: str
    code: str = ""
    agency: str = ""
    contract_number: str = ""
    contract_on: date | None = None
    value: Rupiah | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    exposed_days: int | None = None
    state: str = ""
    registration_number: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True)
class Dues:
    """The contribution line by line, as ``payung.rules`` explains it, and what was paid of it."""

    lines: tuple[Explanation, ...]
    paid: Rupiah = 0
    settled_on: date | None = None
    origin: Origin | None = None
    paid_origin: Origin | None = None

    @property
    def total(self) -> Rupiah:
        """What is owed: the lines that are paid."""
        return sum(line.amount for line in self.lines if line.role is Role.PAID)

    @property
    def outstanding(self) -> Rupiah:
        """What is still to be paid; nothing where more was paid than owed."""
        return max(self.total - self.paid, 0)


@dataclass(frozen=True)
class Picture:
    """A line of protection: an SVG that stands alone, and the same in words."""

    svg: str
    words: str
    origin: Origin | None = None


@dataclass(frozen=True)
class Article:
    """What an article says, which it is, and how sure we are of it."""

    text: str
    source: str
    status: Status
    origin: Origin | None = None


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence, or one step taken before."""

    text: str
    origin: Origin | None = None


@dataclass(frozen=True)
class Meeting:
    """To what one is invited; ``reply``: by when and how one says whether one comes."""

    on: date
    time: str
    place: str
    agenda: str
    reply: str = ""


@dataclass(frozen=True)
class Verdict:
    """The answer of the payment gate: the words, since when, why, and which proof is missing."""

    answer: str
    since: date
    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verification:
    """Where anyone can see what was issued and whether it still stands."""

    address: str
    code: str


@dataclass(frozen=True)
class Previous:
    """A letter this one follows, or replaces (``reason`` says why)."""

    number: str
    on: date
    subject: str
    reason: str = ""


@dataclass(frozen=True)
class Letter:
    """All of a letter; ``as_of`` is the day of the data it rests on.

    A draft bears DRAF on every page; ``wording`` is the city's own text instead of the kind's.
    """

    kind: Kind
    letterhead: Letterhead
    reference: Reference
    signatory: Signatory
    recipient: Recipient | None = None
    packages: tuple[Package, ...] = ()
    dues: Dues | None = None
    line: Picture | None = None
    liability: Article | None = None
    articles: tuple[Article, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    remarks: tuple[str, ...] = ()
    previous: Previous | None = None
    supersedes: Previous | None = None
    meeting: Meeting | None = None
    guests: tuple[str, ...] = ()
    verdict: Verdict | None = None
    as_of: date | None = None
    due_on: date | None = None
    answer_address: str = ""
    service: str = ""
    copies: tuple[str, ...] = ()
    verification: Verification | None = None
    wording: Wording | None = None
    is_draft: bool = True
