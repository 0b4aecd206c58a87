"""How is a promise made, proven by a check, opened again, released, or closed by a document that two people saw?"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import Office, User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.facts import sheets
from payung.briefings.models import Commitment, Event, Pledge
from payung.briefings.queries import promises, proofs
from payung.briefings.queries.steps import due_day, packages_of, steps_of
from payung.briefings.terms import KINDS_OF, MOST_DAYS, Party, PledgeKind, PledgeState, Signed
from payung.letters.commitment import require_drawing
from payung.paper import paper_kind
from payung.projects.models import Package
from payung.refusal import Refusal, require_none
from payung.registry.models import Executor
from payung.rules.periods import add_working_days

LARGEST = 5 * 1024 * 1024
LARGEST_DRAWING = 200 * 1024
TYPED = "teks"
CODE_BYTES = 9


@dataclass(frozen=True)
class Who:
    """Who promises: the party, and the firm or the office that it is; who speaks for it is in the signature."""

    party: Party
    executor: Executor | None = None
    office: Office | None = None


@dataclass(frozen=True)
class Promise:
    """One line of what is promised; ``due_on`` None: the day that is proposed."""

    kind: PledgeKind
    package_id: str = ""
    due_on: dt.date | None = None
    text: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signed on which day and how: ``drawn`` a picture or file, or, where it is empty, their name as they typed it.

    ``way`` paper: ``drawn`` is the photograph or scan of the signed form.
    """

    name: str
    position: str
    on: dt.date
    way: Signed
    drawn: bytes = b""


@transaction.atomic
def commit(
    event: Event | None, who: Who, promised: Iterable[Promise], *, signature: Signature, by: User | None
) -> Commitment:
    """Write down what one party signed, with all its promises; ``by`` None: by the link of an invitation."""
    if who.executor is not None:
        Executor.objects.select_for_update().get(pk=who.executor.pk)  # sent twice, the second meets what the first made
    require_none(policies.objection_to_committing(event, who.party, executor=who.executor, office=who.office, by=by))
    lines = _lines(who, list(promised), on=signature.on)
    if any(_is_promised(who, line) for line in lines):
        raise Refusal("Janji ini sudah tercatat dan belum terbukti.")
    drawn, kind = _signed(signature)
    made = Commitment.objects.create(
        event=event, party=who.party, executor=who.executor, office=who.office, signatory=signature.name.strip(),
        position=signature.position.strip(), signed_on=signature.on, way=signature.way, signature=drawn,
        signature_kind=kind, code=secrets.token_hex(CODE_BYTES), by=by,
    )  # fmt: skip
    Pledge.objects.bulk_create([Pledge(commitment=made, **vars(line)) for line in lines])
    audit.record("promise.made", on=made, by=by, note=f"{who.party.value} {len(lines)} {signature.way.value}")
    return made


@dataclass(frozen=True)
class _Line:
    """A promise as it will be kept."""

    kind: PledgeKind
    package: Package | None
    text: str
    due_on: dt.date


def _lines(who: Who, promised: list[Promise], *, on: dt.date) -> list[_Line]:
    """What is promised, as rows; a Refusal where something is none of this party's, or due on no possible day."""
    if not promised:
        raise Refusal("Pilih sekurangnya satu janji, atau tulis janji lain.")
    offered = _offered(who.executor, on=on) if who.executor is not None else {}
    return [_line(who, one, offered, on=on) for one in dict.fromkeys(promised)]


def _is_promised(who: Who, line: _Line) -> bool:
    """Whether the same party promised the same and it is still open."""
    same = Pledge.objects.filter(
        commitment__party=who.party, commitment__executor=who.executor, commitment__office=who.office,
        kind=line.kind, package=line.package, text=line.text, state=PledgeState.OPEN,
    )  # fmt: skip
    return same.exists()


def _offered(executor: Executor, *, on: dt.date) -> dict[tuple[str, str], tuple[Package, dt.date | None]]:
    """kind and package → the package and the law's own last day, of all that this firm may promise."""
    rows = packages_of([executor])
    return {
        (step.kind, step.package.package.package_id): (step.package.package, step.last_day)
        for steps in steps_of(rows, on=on).values()
        for step in steps
        if step.kind is not None
    }


def _line(
    who: Who, one: Promise, offered: dict[tuple[str, str], tuple[Package, dt.date | None]], *, on: dt.date
) -> _Line:
    if one.kind not in KINDS_OF[who.party]:
        raise Refusal("“{kind}” bukan janji pihak ini.", kind=PledgeKind(one.kind).label)
    text = " ".join(one.text.split())
    if one.kind == PledgeKind.OTHER and not text:
        raise Refusal("Tulis apa yang dijanjikan.")
    package, last_day = offered.get((one.kind, one.package_id), (None, None))
    if who.party == Party.FIRM and one.kind != PledgeKind.OTHER and package is None:
        raise Refusal("Salah satu janji tidak berlaku lagi menurut data terbaru; muat ulang halaman ini.")
    due_on = one.due_on or due_day(one.kind, last_day, on=on)
    _require_day(due_on, last_day, on=on)
    return _Line(one.kind, package, text[:1000], due_on)


def _require_day(due_on: dt.date, last_day: dt.date | None, *, on: dt.date) -> None:
    most = add_working_days(on, MOST_DAYS)
    if last_day is not None and last_day > on:
        most = min(most, last_day)
    if not on < due_on <= most:
        raise Refusal(
            "Tenggat janji harus sesudah {first:%d-%m-%Y} dan paling lambat {last:%d-%m-%Y}.", first=on, last=most
        )


def _signed(told: Signature) -> tuple[bytes, str]:
    """The signature as it is kept, and its kind by its first bytes; a Refusal where it is none."""
    if not told.name.strip():
        raise Refusal("Tulis nama penanda tangan.")
    if told.on > timezone.localdate():
        raise Refusal("Tanggal tanda tangan tidak boleh di masa depan.")
    if not told.drawn:
        if told.way == Signed.PAPER:
            raise Refusal("Unggah foto atau pindaian formulir yang sudah ditandatangani.")
        return told.name.strip().encode(), TYPED
    kind = kind_of(told.drawn)
    if told.way == Signed.SCREEN:
        if kind != "png" or len(told.drawn) > LARGEST_DRAWING:
            raise Refusal("Tanda tangan di layar tidak terbaca; ulangi, atau ketik nama Anda.")
        require_drawing(told.drawn)
    return told.drawn, kind


def kind_of(file: bytes) -> str:
    """pdf, png or jpg by its first bytes; a Refusal for anything else, and for what is too large."""
    kind = paper_kind(file, most=LARGEST)
    if kind is None:
        raise Refusal("Berkas harus berupa PDF, PNG atau JPG, paling besar 5 MB. Tidak ada yang tersimpan.")
    return kind


@transaction.atomic
def close_proven(pledge: Pledge, *, on: dt.date) -> bool:
    """Put a promise where the last check puts it; whether anything changed. Safe twice, and by two clocks at once."""
    held = _locked(pledge)
    verdict = proofs.verdict_of(held) if proofs.testable().filter(pk=held.pk).exists() else None
    if verdict is None:
        return False
    closes = verdict.state != PledgeState.OPEN
    Pledge.objects.filter(pk=held.pk).update(
        state=verdict.state, proof=verdict.words, closed_on=on if closes else None,
        closed_by_run=verdict.run if closes else None,
    )  # fmt: skip
    _note(held, verdict)
    return True


def _note(held: Pledge, verdict: proofs.Verdict) -> None:
    """The line in the trail: by which run a promise moved."""
    note = f"run {verdict.run.pk}" if verdict.run else ""
    if verdict.state == PledgeState.PROVEN:
        audit.record("promise.proven", on=held, by=None, note=note)
    elif verdict.state == PledgeState.RELEASED:
        audit.record("promise.released", on=held, by=None, note=note)
    else:
        audit.record("promise.reopened", on=held, by=None, note=note)


@transaction.atomic
def bring_document(pledge: Pledge, file: bytes, *, by: User | None) -> None:
    """The owner of a promise that no data prove brings a document; a second person will look at it."""
    held = _locked(pledge)
    require_none(policies.objection_to_bringing(held, by=by))
    kind = kind_of(file)
    Pledge.objects.filter(pk=held.pk).update(
        document=file, document_kind=kind, document_by=by, document_on=timezone.localdate(), proof=""
    )
    audit.record("promise.document_brought", on=held, by=by, note=kind)


@transaction.atomic
def judge_document(pledge: Pledge, *, is_enough: bool, note: str, by: User) -> None:
    """A second person looked at the document: it closes the promise, or it is not enough and why."""
    held = _locked(pledge)
    require_none(policies.objection_to_judging_document(held, by=by))
    if not note.strip():
        raise Refusal("Tulis apa yang Anda lihat dalam dokumen itu.")
    rows, proof = Pledge.objects.filter(pk=held.pk), note.strip()[:1000]
    if is_enough:
        rows.update(state=PledgeState.DOCUMENTED, closed_on=timezone.localdate(), closed_by=by, proof=proof)
        audit.record("promise.documented", on=held, by=by)
    else:
        rows.update(document=None, document_kind="", document_by=None, document_on=None, proof=proof)
        audit.record("promise.document_refused", on=held, by=by)


def take_sheets(event: Event, *, by: User) -> bytes:
    """The sheets of all firms that come to an event, as one PDF/A; whoever takes them leaves a line in the trail."""
    require_none(policies.objection_to_holding(event, by=by))
    firms = promises.firms_of(event)
    made = sheets.sheets_pdf(event, firms, on=timezone.localdate())
    audit.record("promise.sheets", on=event, by=by, note=str(len(firms)))
    return made


def _locked(pledge: Pledge) -> Pledge:
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("commitment", "package", "closed_by_run")
    return rows.get(pk=pledge.pk)
