"""From what does a corrected letter start, and what does it say otherwise than the first?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from payung.compliance import queries
from payung.compliance.facts.letters import letter_content
from payung.compliance.models import Letter
from payung.compliance.terms import PAID_STATEMENT
from payung.letters.content import Letter as Paper
from payung.letters.content import Meeting
from payung.letters.fields import all_fields, value
from payung.letters.spoken import weekday_text
from payung.projects.models import Package

AS_OF = "tanggal_data"
TEXTS = (
    "penerima", "nama_paket", "pelaksana", "satuan_kerja", "nomor_kontrak", "tanggal_kontrak", "nilai_kontrak",
    "tanggal_mulai", "tanggal_selesai", "keadaan", "nomor_kepesertaan", "hari_tanpa_perlindungan", "jumlah_iuran",
    "iuran_dibayar", "iuran_kurang", "tanggal_lunas", "kalimat_tanggungan", "tenggat", "pelayanan", AS_OF,
)  # fmt: skip
"""The facts of a letter that come from the data or the rules, as its words may name them."""
LABELS = {field.name: field.label for field in all_fields()}


@dataclass(frozen=True)
class Difference:
    """A figure by its label, as the first letter said it and as its correction does; empty: that one is silent."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Compared:
    """What a correction says otherwise, and the last day of the data each rests on.

    ``is_known``: whether it was kept what the first letter said; a letter issued before that was kept is only on paper.
    """

    rows: tuple[Difference, ...] = ()
    data_before: str = ""
    data_after: str = ""
    is_known: bool = True


def figures_of(paper: Paper) -> dict[str, Any]:
    """name → what the letter says, as it prints it: a text, or a list of them; what it does not say is left out."""
    said: dict[str, Any] = {name: value(paper, name) for name in TEXTS}
    said["acara"] = _meeting(paper.meeting)
    said["daftar_undangan"] = list(paper.guests)
    said["pasal"] = [f"{one.text} ({one.source})" for one in paper.articles]
    return {name: told for name, told in said.items() if told}


def compared(letter: Letter) -> Compared | None:
    """A correction beside the letter it replaces; a draft by the data of today. None: it replaces none.

    A Refusal where the draft lacks something it needs.
    """
    if letter.supersedes is None:
        return None
    before = letter.supersedes.figures
    after = letter.figures if letter.number else figures_of(letter_content(letter, site=""))
    if before is None or after is None:
        return Compared(is_known=False)
    return Compared(differences(before, after), before.get(AS_OF, ""), after.get(AS_OF, ""))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The figures that are told otherwise, in the order of a letter; of a list only what is not in both."""
    names = [name for name in LABELS if name != AS_OF and before.get(name) != after.get(name)]
    return tuple(_difference(name, before.get(name), after.get(name)) for name in names)


def _difference(name: str, before: Any, after: Any) -> Difference:
    if isinstance(before or after, str):
        return Difference(LABELS[name], before or "", after or "")
    return Difference(LABELS[name], _only(before, other=after), _only(after, other=before))


def _only(listed: Sequence[str] | None, *, other: Sequence[str] | None) -> str:
    return "; ".join(one for one in listed or () if one not in (other or ()))


def _meeting(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    told = (weekday_text(meeting.on), meeting.time, meeting.place, meeting.agenda, meeting.reply)
    return "; ".join(filter(None, told))


def content_now(letter: Letter) -> dict[str, Any]:
    """What the draft of a correction is told: what people wrote in the first letter, and whose work it is by now.

    Figures are in no draft: they are computed whenever it is looked at, and as it is issued.
    """
    facts = queries.facts_stated(letter) if letter.step == PAID_STATEMENT else None
    told: dict[str, Any] = letter.content
    return told | (stated_of(facts.package) if facts else {})


def stated_of(package: Package) -> dict[str, Any]:
    """Which package a statement of full payment is about, and the offices that may read it."""
    return {
        "package": package.pk, "package_id": package.package_id, "agency": package.agency_id,
        "firm": package.executor.office_id if package.executor else None,
    }  # fmt: skip
