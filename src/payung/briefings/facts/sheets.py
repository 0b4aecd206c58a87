"""What stands on the sheet of a firm, on a page and on paper: its packages, what it owes, and its next steps?

No worker is named in it, no NIK, no number of a registration: whoever holds the link of an invitation may read it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
from django.utils import timezone
from django.utils.translation import override

from payung.accounts.models import Office
from payung.briefings.models import Commitment, Event, Invitee
from payung.briefings.queries import promises
from payung.briefings.queries.proofs import OPEN
from payung.briefings.queries.steps import Step, packages_of, steps_of
from payung.briefings.terms import Party, PledgeKind, Signed
from payung.compliance.facts.dossiers import as_row, related_to
from payung.compliance.facts.letters import dues_of, letterhead_of, place_of
from payung.intake.models import Run
from payung.intake.queries import latest_run
from payung.letters.blocks import dues_block
from payung.letters.commitment import PaperCommitment, PaperPledge, render_commitment
from payung.letters.content import Article, Dues, Letterhead, Picture
from payung.letters.origins import Origins
from payung.letters.sheet import Sheet, SheetPackage, SheetStep, render_sheets
from payung.projects.models import PackageFacts
from payung.projects.terms import TONE, Standing
from payung.reconcile.report.dossier import line_of
from payung.reconcile.report.line import Line, describe
from payung.reconcile.report.printed import printed
from payung.reconcile.report.related import Related
from payung.reconcile.report.wording import day, day_short, number, rupiah
from payung.refusal import Refusal
from payung.registry.models import Executor
from payung.rules.liability import Burden, beside, burdens, local_wage
from payung.rules.lines import Role, compute, explain
from payung.rules.programmes.jakon_project import JAKON_PROJECT

UNKNOWN_DUES = "Iurannya belum dapat dihitung lapis demi lapis: nilai atau tanggal kontraknya belum diketahui."
OTHER_DUES = "Iuran menurut pemeriksaan {due}; rinciannya ada pada halaman paket."
NO_RUN = "Belum ada pemeriksaan; lembar badan usaha disusun dari hasilnya."
SOURCE = "Nilai dan tanggal dari data pengadaan; iuran menurut pasal yang tertulis, beserta kepastiannya."
HOW = {Signed.SCREEN: "Ditandatangani di layar", Signed.PAPER: "Ditandatangani di kertas; fotonya disimpan"}
STAGES_AT_REST = ("planned", "announced")


@dataclass(frozen=True)
class FirmPackage:
    """A package on the sheet: what is known, its line, what it owes and its steps."""

    facts: PackageFacts
    standing: Standing
    line: Line
    dues: Dues | None
    liability: Article | None
    steps: tuple[Step, ...]

    @property
    def tone(self) -> str:
        """The colour of how it stands."""
        return TONE[self.standing]

    @property
    def brackets(self) -> Mapping[str, Any] | None:
        """The contribution bracket by bracket, in the words of the letters."""
        owed = replace(self.dues, origin=None, paid_origin=None) if self.dues is not None else None
        return next(iter(dues_block(owed, Origins())), None)

    @property
    def unknown(self) -> str:
        """Why the brackets are not shown."""
        return unknown_of(self)


@dataclass(frozen=True)
class FirmSheet:
    """The sheet of a firm as the data of one run give it; ``rest``: its packages that need nothing now."""

    name: str
    run: Run
    packages: tuple[FirmPackage, ...]
    rest: int

    @property
    def days(self) -> int:
        """Days worked without protection, of all packages on it."""
        return sum(one.facts.uncovered_days or 0 for one in self.packages)

    @property
    def due(self) -> int:
        """The contribution of all packages on it."""
        return sum(one.facts.contribution_due or 0 for one in self.packages)

    @property
    def paid(self) -> int:
        """What was found paid of it."""
        return sum(one.facts.contribution_paid or 0 for one in self.packages)

    @property
    def outstanding(self) -> int:
        """What is still to be paid, package by package: what one paid too much pays for no other."""
        return sum(outstanding_of(one.facts) for one in self.packages)


def outstanding_of(facts: PackageFacts) -> int:
    """What is still to be paid of one package."""
    return max((facts.contribution_due or 0) - (facts.contribution_paid or 0), 0)


def sheet_of(executors: Sequence[Executor], *, on: date) -> FirmSheet | None:
    """The sheet of one firm, under whichever names it works; None before the first run."""
    run = latest_run()
    if run is None or not executors:
        return None
    rows = packages_of(executors)
    return _sheet(executors[0].name, rows, _known(rows, run=run, steps=steps_of(rows, on=on)))


def sheets_of(executors: Iterable[Executor], *, on: date) -> list[FirmSheet]:
    """The sheets of many firms: as many queries as of one."""
    run, listed = latest_run(), list(executors)
    if run is None:
        return []
    rows = packages_of(listed)
    owner = {one.pk: one for one in listed}
    known = _known(rows, run=run, steps=steps_of(rows, on=on))
    by_firm: dict[int, list[PackageFacts]] = {one.pk: [] for one in listed}
    for row in rows:
        if row.package.executor_id in owner:
            by_firm[row.package.executor_id].append(row)
    return [_sheet(owner[pk].name, theirs, known) for pk, theirs in by_firm.items()]


@dataclass(frozen=True)
class _Known:
    """What many packages share: the rows beside them, what each owes, and what one death costs (None: unknown)."""

    run: Run
    related: Related
    dues: Mapping[int, Dues]
    death: Burden | None
    steps: Mapping[int, list[Step]]


def _known(rows: list[PackageFacts], *, run: Run, steps: Mapping[int, list[Step]]) -> _Known:
    return _Known(run, related_to(rows, with_findings=False), _dues_of(rows), _death(run), steps)


def _dues_of(rows: list[PackageFacts]) -> dict[int, Dues]:
    """package → its contribution line by line, where the rules give what the run gave: all in one computation."""
    told = {row.package_id: row for row in rows if row.base is not None and (row.contract_on or row.starts_on)}
    facts = [{"value": row.base, "value_kind": "net", "on": row.contract_on or row.starts_on} for row in told.values()]
    if not facts:
        return {}
    try:
        frame: nw.DataFrame[pl.DataFrame] = nw.from_native(pl.DataFrame(facts), eager_only=True)
        computed = nw.to_native(compute(frame, JAKON_PROJECT)).rows(named=True)
    except Refusal:  # one lies outside the law: each by itself
        single = {pk: dues_of(row, version="") for pk, row in told.items()}
        return {pk: dues for pk, dues in single.items() if dues is not None}
    return {
        pk: Dues(explain(line, JAKON_PROJECT, line["on"]), told[pk].contribution_paid or 0)
        for pk, line in zip(told, computed, strict=True)
        if line["total"] == told[pk].contribution_due
    }


def _death(run: Run) -> Burden | None:
    """What one death would cost an executor on the day of the check; None where the area of the run is unknown."""
    area = run.manifest.get("area")
    if area is None:
        return None
    try:
        return burdens(on=run.as_of, wage=local_wage(area, run.as_of, latest_known=True).wage)[0]
    except Refusal:
        return None


def _sheet(name: str, rows: list[PackageFacts], known: _Known) -> FirmSheet:
    shown = [row for row in rows if _is_shown(row, known.steps.get(row.package_id, []), on=known.run.as_of)]
    return FirmSheet(name, known.run, tuple(_package(row, known) for row in shown), len(rows) - len(shown))


def _is_shown(row: PackageFacts, steps: list[Step], *, on: date) -> bool:
    """Work that goes on or lies ahead, or of which something is still to be done."""
    if row.stage in STAGES_AT_REST:
        return False
    goes_on = row.ends_on is None or row.ends_on >= on
    return bool(steps) or (goes_on and row.stage != "handed_over")


def _package(row: PackageFacts, known: _Known) -> FirmPackage:
    line = line_of(as_row(row), key=f"p{row.package_id}", related=known.related, as_of=known.run.as_of)
    dues, steps = known.dues.get(row.package_id), tuple(known.steps.get(row.package_id, ()))
    return FirmPackage(row, Standing(row.standing), line, dues, _liability(row, dues, known.death), steps)


def _liability(row: PackageFacts, dues: Dues | None, death: Burden | None) -> Article | None:
    """What one death would cost beside the contribution, of work that is not protected."""
    at_risk = row.state_now in OPEN or row.standing in (Standing.NOT_FOUND, Standing.PENDING)
    if not at_risk or dues is None or death is None or not dues.total:
        return None
    lines = tuple(line for line in dues.lines if line.role is not Role.SHOWN)
    sentence, status = beside(lines, death, due=dues.total, paid=dues.paid)
    return Article(str(sentence), death.share.source, status)


@override("id")
def sheet_pdf(sheet: FirmSheet | None, *, about: str, office: Office) -> bytes:
    """One sheet as PDF/A, under the letterhead of the office that holds the event."""
    if sheet is None:
        raise Refusal(NO_RUN)
    return render_sheets([paper_of(sheet, about=about, letterhead=letterhead_of(office))])


@override("id")
def sheets_pdf(event: Event, invitees: Sequence[Invitee], *, on: date) -> bytes:
    """The sheets of these firms in one file."""
    made = sheets_of([one.executor for one in invitees], on=on)
    if not made and latest_run() is None:
        raise Refusal(NO_RUN)
    head, about = letterhead_of(event.organiser), about_of(event)
    return render_sheets([paper_of(one, about=about, letterhead=head) for one in made])


def about_of(event: Event) -> str:
    """For which event a paper is: its title, day and place."""
    return f"{event.title}, {day(timezone.localdate(event.starts_at))}, {event.place}"


def paper_of(sheet: FirmSheet, *, about: str, letterhead: Letterhead) -> Sheet:
    """The sheet as the books print it."""
    return Sheet(
        letterhead=letterhead, firm=sheet.name, about=about, as_of=sheet.run.as_of, days=sheet.days, due=sheet.due,
        paid=sheet.paid, packages=tuple(_paper_package(one) for one in sheet.packages), notes=(SOURCE,),
        rest=sheet.rest,
    )  # fmt: skip


def _paper_package(one: FirmPackage) -> SheetPackage:
    facts = one.facts
    return SheetPackage(
        name=facts.name or facts.package.package_id,
        beneath=" · ".join(part for part in (facts.agency, facts.package.package_id, facts.contract_no) if part),
        state=str(one.standing.label),
        facts=(
            ("Nilai kontrak", rupiah(facts.value)),
            ("Masa kerja", f"{day_short(facts.starts_on)} – {day_short(facts.ends_on)}"),
            ("Batas mendaftar", day_short(facts.register_by)),
            ("Hari tanpa perlindungan", number(facts.uncovered_days)),
        ),
        line=Picture(printed(one.line), describe(one.line)),
        dues=one.dues,
        unknown=unknown_of(one),
        liability=one.liability,
        steps=tuple(_paper_step(step) for step in one.steps),
    )


def unknown_of(one: FirmPackage) -> str:
    """Why the brackets are not shown; empty where they are."""
    if one.dues is not None:
        return ""
    due = one.facts.contribution_due
    return UNKNOWN_DUES if due is None else OTHER_DUES.format(due=rupiah(due))


def _paper_step(step: Step) -> SheetStep:
    until = day(step.last_day) if step.last_day else "belum diketahui"
    return SheetStep(step.text, until, left_of(step), step.ground, is_late=step.is_late)


def left_of(step: Step) -> str:
    """``5 hari kerja lagi``, ``lewat 3 hari kerja``."""
    if step.days_left is None:
        return "secepatnya"
    if step.days_left < 0:
        return f"lewat {number(-step.days_left)} hari kerja"
    return f"{number(step.days_left)} hari kerja lagi" if step.days_left else "hari ini"


@override("id")
def form_pdf(invitee: Invitee, offered: Iterable[tuple[Step, date]], *, on: date) -> bytes:
    """The form to be signed on paper, with the same lines as the page."""
    event = invitee.event
    lines = tuple(PaperPledge(step.text, _named(step.package), due) for step, due in offered)
    return render_commitment(
        PaperCommitment(
            letterhead=letterhead_of(event.organiser), party=str(Party.FIRM.label), name=invitee.executor.name,
            about=about_of(event), on=on, place=place_of(event.organiser), pledges=lines,
        )
    )  # fmt: skip


@override("id")
def commitment_pdf(held: Commitment, *, office: Office) -> bytes:
    """The copy of what was signed, with its code."""
    rows = list(held.pledges.select_related("package").defer("document").order_by("due_on", "pk"))
    names = promises.names_of(rows)
    lines = tuple(
        PaperPledge(words_of(row.kind, row.text), _package_name(row.package_id, names), row.due_on) for row in rows
    )
    drawn = bytes(held.signature) if held.way == Signed.SCREEN and held.signature_kind == "png" else b""
    how = HOW[Signed(held.way)] + (", dengan nama yang diketik" if held.signature_kind == "teks" else "")
    name = held.executor.name if held.executor else held.office.name if held.office else str(held.get_party_display())
    return render_commitment(
        PaperCommitment(
            letterhead=letterhead_of(office), party=str(Party(held.party).label), name=name,
            about=about_of(held.event) if held.event else "Payung", on=held.signed_on, place=place_of(office),
            pledges=lines, signatory=held.signatory, position=held.position, code=held.code, how=f"{how}.",
            drawn=drawn,
        )
    )  # fmt: skip


def words_of(kind: str, text: str) -> str:
    """What is promised, in words: the label of its kind, or its own text."""
    label = str(PledgeKind(kind).label)
    if kind == PledgeKind.OTHER:
        return text
    return f"{label}: {text}" if text else label


def _named(facts: PackageFacts) -> str:
    return facts.name or facts.package.package_id


def _package_name(package: int | None, names: dict[int, str]) -> str:
    return names.get(package, "") if package else ""
