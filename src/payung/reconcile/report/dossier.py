"""What does the page say about one package: its line, its facts, its contribution, its evidence, its findings?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from payung.reconcile.report.contribution import Contribution, contribution
from payung.reconcile.report.line import Axis, Line, Span, Tick, own_axis
from payung.reconcile.report.related import Related, Row, rows_of
from payung.reconcile.report.risk import Risk, beside
from payung.reconcile.report.wording import (
    BASE,
    CONFIDENCE,
    DATE_SOURCE,
    EXECUTOR,
    FINDING,
    KIND,
    LAW_STATUS,
    STAGE,
    UNKNOWN,
    VALUE_SOURCE,
    day_short,
    number,
    probability,
    rupiah,
    said,
)
from payung.refusal import Refusal

BASE_NOTE: Mapping[str, str] = {
    "net": "praktik cabang, belum ada dalam teks undang-undang",
    "gross": "nilai sebagaimana tertulis, termasuk PPN",
}


@dataclass(frozen=True)
class Chip:
    """A few words that say how the package stands; ``tone`` is red, amber, green, blue or grey."""

    text: str
    tone: str


@dataclass(frozen=True)
class Fact:
    """One fact with where it comes from and how sure it is."""

    label: str
    value: str
    origin: str = ""


@dataclass(frozen=True)
class Evidence:
    """Why a registration was joined to the package: a title and sentences, each with its sign (+ or −)."""

    title: str
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FindingView:
    """One finding in words."""

    kind: str
    sentence: str
    grounds: str
    closes_by: str


@dataclass(frozen=True)
class Dossier:
    """One package as the page shows it; ``scaled`` on the shared axis, ``line`` on its own."""

    key: str
    row: Row
    chip: Chip
    scaled: Line
    line: Line
    facts: tuple[Fact, ...]
    contribution: Contribution | None
    base_note: str
    at_risk: str
    evidence: tuple[Evidence, ...]
    findings: tuple[FindingView, ...]
    kinds: str
    is_own_scale: bool


def dossier(row: Row, *, key: str, related: Related, axis: Axis, as_of: date, found: Risk | None = None) -> Dossier:
    """Everything the page says about this row of ``packages``; ``axis`` is the one the whole list shares.

    ``found`` says what an accident would cost, where the area of the run is known.
    """
    links = related.links.get(row["package_id"], [])
    findings = related.findings.get(row["package_id"], [])
    line = line_of(row, key=key, related=related, as_of=as_of)
    fits = _fits(line, axis)
    return Dossier(
        key=key,
        row=row,
        chip=chip(row, {finding["kind"] for finding in findings}),
        scaled=_on(line, axis) if fits else line,
        line=line,
        facts=facts(row),
        contribution=_contribution(row, as_of),
        base_note=BASE_NOTE.get(row["base_kind"] or "", ""),
        at_risk=beside(
            found, due=row["contribution_due"], spans=related.coverage.get(row["package_id"], []), as_of=as_of
        ),
        evidence=tuple(evidence(link, related.registrations.get(link["nomor_kepesertaan"])) for link in links),
        findings=tuple(finding_view(finding) for finding in findings),
        kinds=" ".join(sorted({finding["kind"] for finding in findings})),
        is_own_scale=not fits,
    )


def line_of(row: Row, *, key: str, related: Related, as_of: date) -> Line:
    """The line of protection of one package, on an axis of its own."""
    linked = [link for link in related.links.get(row["package_id"], []) if link["decision"] == "link"]
    numbers = [link["nomor_kepesertaan"] for link in linked]
    spans = tuple(Span(r["from_on"], r["to_on"], r["state"]) for r in related.coverage.get(row["package_id"], []))
    until = protected_until(numbers, related)
    ticks = _ticks(row, rows_of(numbers, related.payments))
    known = [row["starts_on"], row["ends_on"], *(t.on for t in ticks), *(s.last for s in spans)]
    if row["ends_on"] is None and row["starts_on"] is not None:
        known.append(as_of)
    ahead = min(until, row["ends_on"]) if until and row["ends_on"] else until
    return Line(
        key, own_axis([*known, ahead], as_of=as_of), as_of, row["starts_on"], row["ends_on"], spans, ticks, ahead
    )


def protected_until(numbers: list[str], related: Related) -> date | None:
    """The last registered day among paid registrations."""
    rows = (related.registrations.get(number_) for number_ in numbers)
    ends = [r["tgl_selesai"] for r in rows if r and r["status"] == "peserta" and r["tgl_selesai"]]
    return max(ends, default=None)


def chip(row: Row, kinds: set[str]) -> Chip:
    """How the package stands, in a few neutral words."""
    exposed, worked = row["uncovered_days"] or 0, row["worked_days"] or 0
    if row["starts_on"] is None:
        return Chip("tanggal mulai belum diketahui", "grey")
    if not worked:
        return _without_days(row, kinds)
    if "unregistered" in kinds:
        return Chip(f"{number(exposed)} hari, belum ditemukan", "red")
    if "pending_unpaid" in kinds:
        return Chip("mendaftar, belum bayar", "amber")
    if exposed:
        return Chip(f"{number(exposed)} hari tanpa", "amber")
    return Chip("sejak hari pertama", "green")


def _without_days(row: Row, kinds: set[str]) -> Chip:
    """Work that lies ahead; or whose end is unknown: its days cannot be counted, what was found stands all the same."""
    if row["ends_on"] is not None:
        return Chip("belum mulai kerja", "grey")
    if "unregistered" in kinds:
        return Chip("belum ditemukan, akhir kerja belum diketahui", "red")
    if "pending_unpaid" in kinds:
        return Chip("mendaftar, belum bayar", "amber")
    return Chip("akhir kerja belum diketahui", "grey")


def facts(row: Row) -> tuple[Fact, ...]:
    """The facts of a package, each with its provenance in words; what does not apply is left out."""
    listed = (
        Fact("Pelaksana", said(EXECUTOR, row["executor_kind"]), f"NPWP {row['executor_npwp'] or UNKNOWN}"),
        Fact("Pemilik", row["owner"] or "", f"PPK {row['ppk_name']}" if row["ppk_name"] else ""),
        Fact("Jenis", said(KIND, row["kind"]), f"tahap {said(STAGE, row['stage'])}"),
        Fact("Nilai dari", _value_origin(row)),
        Fact("Kontrak", row["contract_no"] or ""),
        Fact("Mulai", day_short(row["starts_on"]), _date_origin(row, "starts_on")),
        Fact("Akhir", day_short(row["ends_on"]), _date_origin(row, "ends_on")),
        Fact("Dibayar pemilik", _paid(row["city_paid"]), _since(row["city_paid_first_on"])),
        Fact("Asal", row["origin"] or ""),
    )
    return tuple(fact for fact in listed if fact.value)


def evidence(link: Row, registration: Row | None) -> Evidence:
    """The sentences for and against one link."""
    state = "Terhubung dengan" if link["decision"] == "link" else "Calon, menunggu orang:"
    who = f" ({registration['nama_proyek']})" if registration and registration["nama_proyek"] else ""
    sure = f"keyakinan {probability(link['probability'])}, {said(BASE, link['base_matched'])}"
    return Evidence(f"{state} pendaftaran {link['nomor_kepesertaan']}{who}: {sure}", sentences(link["evidence"]))


def sentences(text: str | None) -> tuple[tuple[str, str], ...]:
    """``+ …`` and ``- …``, one per line, as pairs of sign and sentence; a line without a sign speaks for it."""
    lines = (line.strip() for line in (text or "").splitlines())
    return tuple(("−" if line[0] in "-−" else "+", line.lstrip("+-− ")) for line in lines if line)


def finding_view(row: Row) -> FindingView:
    """One finding with its grounds in words."""
    sure = "" if row["confidence"] == "high" else f"; keyakinan fakta {said(CONFIDENCE, row['confidence'])}"
    due = f"; tenggat {day_short(row['deadline_on'])}" if row["deadline_on"] else ""
    law = (
        f"{first_article(row['article'])} ({said(LAW_STATUS, row['law_status'])})" if row["article"] else "tanpa pasal"
    )
    return FindingView(said(FINDING, row["kind"]), row["sentence"] or "", f"{law}{due}{sure}", row["closes_by"] or "")


def first_article(articles: str) -> str:
    """The first of several articles, without the place where it was read; the page lists all of them once."""
    return re.split(r"; |: http", articles, maxsplit=1)[0]


def _contribution(row: Row, as_of: date) -> Contribution | None:
    if row["base"] is None:
        return None
    on = row["contract_on"] or row["starts_on"] or as_of
    try:
        return contribution(base=row["base"], on=on, jkk=row["jkk"] or 0, jkm=row["jkm"] or 0)
    except Refusal:
        return None


def _ticks(row: Row, payments: list[Row]) -> tuple[Tick, ...]:
    paid = [Tick(p["paid_on"], "payment", f"Bayar {rupiah(p['amount'])}") for p in payments if p["paid_on"]]
    fixed = (
        ("contract_on", "contract", "Kontrak"),
        ("starts_on", "start", "SPMK" if row["starts_on_source"] == "spmk" else "Mulai"),
        ("ends_on", "end", "Akhir kerja"),
        ("handed_over_on", "handover", "BAST"),
    )
    return (*(Tick(row[column], kind, label) for column, kind, label in fixed if row[column]), *paid)


def _on(line: Line, axis: Axis) -> Line:
    return replace(line, axis=axis)


def _fits(line: Line, axis: Axis) -> bool:
    """Whether the work lies on the axis; protection that runs on beyond it does not matter."""
    days = [line.starts_on, line.ends_on, *(tick.on for tick in line.ticks)]
    return all(axis.shows(on) for on in days if on is not None)


def _value_origin(row: Row) -> str:
    changed = f", {number(row['addenda'])} adendum" if row["addenda"] else ""
    return f"{said(VALUE_SOURCE, row['value_source'])}{changed}" if row["value"] is not None else UNKNOWN


def _date_origin(row: Row, column: str) -> str:
    if row[column] is None:
        return ""
    source = said(DATE_SOURCE, row[f"{column}_source"])
    return f"{source}, keyakinan {said(CONFIDENCE, row[f'{column}_confidence'])}"


def _paid(amount: int | None) -> str:
    return rupiah(amount) if amount else ""


def _since(on: date | None) -> str:
    return f"BAP/BAST pertama {day_short(on)}" if on else ""


def beneath(row: Row) -> str:
    """The line under a package's name: executor, agency and code."""
    return " · ".join(part for part in (row["executor_name"], row["agency"], row["source_code"]) if part)
