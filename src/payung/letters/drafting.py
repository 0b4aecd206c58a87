"""How might a circular or a clause of a contract read? A draft whose every number is the law's own, with its article.

The words are data (``drafts/*.yaml``) and may be changed before printing; ``{batas_daftar}`` becomes the number of the
day with a mark, and the list of marks ends the draft. It always says that it is a draft for the legal section to check.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from payung.letters.compose import Composed, letterhead_told
from payung.letters.content import Letterhead
from payung.letters.printable import printable
from payung.letters.setting import SCREEN_PPI, compiled
from payung.letters.spoken import day_text
from payung.letters.wording import Paragraph, Shape, Wording, filled, require_known, with_facts
from payung.rules.parameters import parameter
from payung.rules.shelf import without_addresses
from payung.rules.spelled import spelled

TEMPLATE = "rancangan.typ"
WARNING = "Rancangan; diperiksa bagian hukum sebelum dipakai."
CITY = "kota"
DOTS = "……………………"


class DraftKind(StrEnum):
    """What can be drafted."""

    CIRCULAR = "surat_edaran"
    CLAUSE = "klausul_kontrak"

    @property
    def label(self) -> str:
        """The name shown to a reader."""
        return str(_shipped(self)["label"])


@dataclass(frozen=True)
class Draft:
    """A draft for one city on one day; ``wording`` None: the words it ships with."""

    kind: DraftKind
    letterhead: Letterhead
    city: str
    on: date
    wording: Wording | None = None


@dataclass(frozen=True)
class Ground:
    """A number that the draft uses: its mark, its words, by which article, and how sure we are."""

    number: int
    label: str
    source: str
    status: str


@dataclass
class _Grounds:
    """The numbers used so far, in the order of reading; each has one mark."""

    on: date
    city: str
    used: dict[str, Ground] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands for a placeholder: the number of the day and its mark, or the mark alone."""
        if name == CITY:
            return self.city
        key, said = FACTS[name]
        held = parameter(key).at(self.on)
        ground = self.used.setdefault(key, self._ground(key))
        return f"{said(held.value)} [{ground.number}]".strip()

    def _ground(self, key: str) -> Ground:
        one = parameter(key)
        held = one.at(self.on)
        return Ground(len(self.used) + 1, one.label, without_addresses(held.source), held.status.label)


def _counted(unit: str) -> Callable[[Any], str]:
    return lambda value: f"{spelled(value, '')} {unit}"


def _days_of_hours(value: int) -> str:
    """``2×24 jam``, as the law says it."""
    days, rest = divmod(value, 24)
    return f"{value} jam" if rest else f"{days}×24 jam"


def _nothing(_: Any) -> str:
    return ""


def _shares(value: list[int]) -> str:
    return spelled(value, "share_per_100000").replace(", ", " lalu ")


def _programmes(value: list[str]) -> str:
    return " dan ".join(name.upper() for name in value)


def _reprimands(value: list[Mapping[str, Any]]) -> str:
    """How many letters of reprimand the ladder of a contract has."""
    return f"{sum(str(step['name']).startswith('teguran') for step in value)} kali"


FACTS: Mapping[str, tuple[str, Callable[[Any], str]]] = MappingProxyType(
    {
        "program": ("jakon/programmes", _programmes),
        "batas_daftar": ("deadline/project_registration", _counted("hari kerja")),
        "batas_daftar_kontrak": ("checkpoint/contract_plus_14wd", _counted("hari kerja")),
        "batas_perubahan": ("deadline/worker_change", _counted("hari kerja")),
        "batas_lapor": ("deadline/accident_report_hours", _days_of_hours),
        "termin": ("jakon/instalments", _shares),
        "banyak_teguran": ("sanction/contract_letters", _reprimands),
        "tindak_lanjut": ("remedy/reprimand_days", _counted("hari kerja")),
        "dasar_tanggungan": ("liability/unregistered", _nothing),
        "dasar_isi_kontrak": ("checkpoint/contract_content", _nothing),
        "dasar_subpenyedia": ("checkpoint/contract_plus_14wd", _nothing),
        "dasar_mulai": ("jakon/protection_starts", _nothing),
        "dasar_lunas": ("jakon/paid_before_end", _nothing),
        "dasar_tanpa_ppn": ("jakon/contract_value/excludes_ppn", _nothing),
        "dasar_upah": ("jakon/wage/jkk", _nothing),
        "dasar_daftar_nama": ("worker/named_list", _nothing),
        "dasar_sanksi": ("sanction/steps", _nothing),
    }
)
NAMES = frozenset({CITY, *FACTS})


def draft_wording(kind: DraftKind) -> Wording:
    """The words that a draft of this kind ships with."""
    told = _shipped(kind)
    return Wording(told["subject"], told["body"])


def render_draft(draft: Draft) -> bytes:
    """The draft as PDF/A-2a; a Refusal where its words cannot be filled."""
    stamp = datetime.combine(draft.on, time(), tzinfo=UTC)
    return compiled(TEMPLATE, composed_draft(draft), format="pdf", pdf_standards=["a-2a"], timestamp=stamp)[0]


def draft_png(draft: Draft, *, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """The pages as pictures."""
    return compiled(TEMPLATE, composed_draft(draft), format="png", ppi=ppi)


def draft_text(draft: Draft) -> str:
    """The draft as plain text, to be pasted into an office's own document."""
    told = composed_draft(draft)
    body = (_lines(node) for node in told["body"])
    grounds = (f"[{one['number']}] {one['label']}: {one['source']} ({one['status']})." for one in told["grounds"])
    head = (told["warning"], f"{told['heading'].upper()}\n{told['subject']}")
    return "\n\n".join((*head, *body, "Dasar:", "\n".join(grounds))) + "\n"


def composed_draft(draft: Draft) -> Composed:
    """All that the template needs; a Refusal where the wording asks for what there is not."""
    wording = draft.wording or draft_wording(draft.kind)
    require_known(wording, texts=NAMES, blocks=())
    grounds = _Grounds(draft.on, draft.city)
    subject = with_facts(wording.subject, grounds.value)
    body = [_node(one) for one in filled(wording, values=grounds.value, blocks=())]
    heading = _shipped(draft.kind)["heading"]
    return {
        "letterhead": letterhead_told(draft.letterhead),
        "heading": heading,
        "subject": printable(subject),
        "title": printable(f"{_shipped(draft.kind)['label']}: {subject}"),
        "author": printable(draft.letterhead.lines[-1]),
        "number": WARNING,
        "warning": WARNING,
        "dots": DOTS,
        "signed": draft.kind is DraftKind.CIRCULAR,
        "on": day_text(draft.on),
        "body": body,
        "grounds": [_ground_told(one) for one in grounds.used.values()],
        "is_draft": True,
        "verification": None,
    }


def _ground_told(one: Ground) -> dict[str, Any]:
    return {
        "number": one.number, "label": printable(one.label), "source": printable(one.source), "status": one.status
    }  # fmt: skip


def _node(paragraph: Paragraph) -> Composed:
    return {"shape": paragraph.shape, "texts": [printable(text) for text in paragraph.texts]}


def _lines(node: Composed) -> str:
    if node["shape"] is Shape.POINTS:
        return "\n".join(f"{chr(ord('a') + at)}. {text}" for at, text in enumerate(node["texts"]))
    return "\n".join(node["texts"])


@functools.cache
def _shipped(kind: DraftKind) -> Mapping[str, str]:
    text = (files("payung.letters") / "drafts" / f"{kind}.yaml").read_text(encoding="utf-8")
    told: Mapping[str, str] = yaml.safe_load(text)
    return told
