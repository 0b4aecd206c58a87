"""How does a letter come to be: drafted, approved, numbered without a gap, issued once, superseded with a reason?"""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import Office, User
from payung.audit import actions as audit
from payung.compliance import facts, policies, queries
from payung.compliance.actions.cases import locked, now, record
from payung.compliance.actions.signing import Signing, signer_for
from payung.compliance.models import Answer, Case, Letter, LetterSeries
from payung.compliance.terms import PAID_STATEMENT, LetterState
from payung.letters import render, sign
from payung.refusal import Refusal, require_none
from payung.rules import remedy
from payung.rules.ladder import Taken

CODE_BYTES = 9
EDITABLE = frozenset(
    {"place", "signatory", "position", "nip", "recipient", "address", "remarks", "copies", "due_on", "service"}
)


@transaction.atomic
def draft_letter(case: Case, name: str, *, by: User, content: dict[str, Any] | None = None) -> Letter:
    """Draft the letter of a step that this person's office may take today; one draft of a step waits at a time."""
    held = locked(case)
    step = remedy.step(name, timezone.localdate())
    if not step.letter:
        raise Refusal("Langkah ini bukan surat.")
    require_none(policies.objection_to_step(name, case=held, by=by, told=now(held)))
    told = _checked(content or {}, step=name)
    waiting = held.letters.filter(step=name, state__in=(LetterState.DRAFT, LetterState.APPROVED)).first()
    if waiting is not None:
        raise Refusal("Draf surat ini sudah ada; buka draf itu.")
    drafted = Letter.objects.create(
        case=held, step=name, office=by.office, content=told, code=secrets.token_urlsafe(CODE_BYTES),
        drafted_by=by,
    )  # fmt: skip
    audit.record("letter.drafted", on=drafted, by=by, note=name)
    return drafted


@transaction.atomic
def edit_letter(letter: Letter, content: dict[str, Any], *, by: User) -> None:
    """Change what a person may change in a draft; whoever changed it last drafted it, and approval is asked anew."""
    held = _locked(letter)
    require_none(policies.objection_to_issuing(held, by=by, needs_two=False))
    told = _checked(content, step=held.step)
    held.content, held.drafted_by, held.approved_by = held.content | told, by, None
    held.state = LetterState.DRAFT
    held.save(update_fields=["content", "drafted_by", "approved_by", "state"])
    audit.record("letter.edited", on=held, by=by)


@transaction.atomic
def approve_letter(letter: Letter, *, by: User) -> None:
    """The second person's approval of a draft."""
    held = _locked(letter)
    require_none(policies.objection_to_approving(held, by=by))
    Letter.objects.filter(pk=held.pk).update(state=LetterState.APPROVED, approved_by=by)
    audit.record("letter.approved", on=held, by=by)


@transaction.atomic
def discard_letter(letter: Letter, *, by: User, reason: str) -> None:
    """Put a draft aside; it never had a number."""
    held = _locked(letter)
    require_none(policies.objection_to_issuing(held, by=by, needs_two=False))
    Letter.objects.filter(pk=held.pk).update(state=LetterState.DISCARDED, reason=reason.strip())
    audit.record("letter.discarded", on=held, by=by)


@transaction.atomic
def issue_letter(letter: Letter, *, by: User, site: str, signing: Signing | None = None) -> Letter:
    """Issue a letter: the law is asked again, the next number is taken, the paper is made, the step is taken.

    All of it or nothing: where the paper cannot be made the number is not used. ``site`` is the address under which
    this installation is reached (``https://payung.contoh.go.id``); the code of verification leads there. ``signing``:
    by which key it is signed electronically; without it a person signs the paper by hand.
    """
    held = _locked(letter)
    case = locked(held.case) if held.case else None
    today = timezone.localdate()
    needs_two = queries.step_of(held).two_people
    require_none(policies.objection_to_issuing(held, by=by, needs_two=needs_two))
    replaced = _locked(held.supersedes) if held.supersedes else None
    if case is not None and replaced is None:
        require_none(policies.objection_to_step(held.step, case=case, by=by, told=now(case)))
    if held.step == PAID_STATEMENT:
        require_none(policies.objection_to_stating_paid(queries.facts_stated(held), by=by))
    require_none(policies.objection_to_day(held.content.get("due_on"), step=held.step, on=today))
    number, reference = next_number(held.office, today)
    held.number, held.year, held.reference, held.issued_on, held.issued_by = number, today.year, reference, today, by
    token = _await_answer(held, on=today) if held.step == remedy.CLARIFICATION else ""
    paper = facts.letter_content(held, site=site, answer_token=token)
    held.state, held.pdf, held.figures = LetterState.ISSUED, render(paper), facts.figures_of(paper)
    if signing is not None:
        held.pdf = sign(held.pdf, signer_for(held.office, signing), at=timezone.now())
        audit.record("letter.signed", on=held, by=by, note=signing.way)
    held.save()
    audit.record("letter.issued", on=held, by=by, note=reference)
    if replaced is not None:
        Letter.objects.filter(pk=replaced.pk).update(state=LetterState.SUPERSEDED)
    elif case is not None:
        record(case, Taken(held.step, today), by=by, letter=held)
    if case is not None:  # the days run as the letter that stands says, once it is sent
        Case.objects.filter(pk=case.pk, position=held.step).update(answer_by=None)
    return held


@transaction.atomic
def supersede_letter(letter: Letter, *, reason: str, by: User) -> Letter:
    """Draft the corrected letter that takes the place of an issued one, from what is known now, for a reason."""
    held = _locked(letter)
    require_none(policies.objection_to_correcting(held, by=by))
    if not reason.strip():
        raise Refusal("Tulis alasan pembetulan; alasan itu tercantum dalam surat yang baru.")
    if Letter.objects.filter(supersedes=held, state__in=(LetterState.DRAFT, LetterState.APPROVED)).exists():
        raise Refusal("Draf pembetulan surat ini sudah ada; buka draf itu.")
    drafted = Letter.objects.create(
        case=held.case, step=held.step, office=held.office, content=facts.content_now(held),
        drafted_by=by, code=secrets.token_urlsafe(CODE_BYTES), supersedes=held, reason=reason.strip(),
    )  # fmt: skip
    audit.record("letter.corrected", on=drafted, by=by, note=held.reference)
    return drafted


def open_paper(letter: Letter, *, by: User) -> bytes:
    """The issued paper; whoever opens it leaves a line in the trail."""
    if letter.number is None:
        raise Refusal("Surat ini belum terbit; lihat pratinjaunya.")
    audit.record("letter.opened", on=letter, by=by, note=letter.reference)
    return queries.pdf_of(letter)


def _await_answer(letter: Letter, *, on: dt.date) -> str:
    """Open the link by which the executor answers: the token is printed in the letter and kept as a digest only."""
    token = secrets.token_urlsafe(CODE_BYTES * 2)
    last = remedy.answer_by(Taken(remedy.CLARIFICATION, on)) or on
    digest = hashlib.sha256(token.encode()).hexdigest()
    # a corrected letter opens a link of its own; the answer to the first stays with the first
    Answer.objects.create(letter=letter, token_digest=digest, answer_by=last)
    return token


def next_number(office: Office, day: dt.date) -> tuple[int, str]:
    """The next number of this office and year, under a lock that ends with the transaction."""
    LetterSeries.objects.get_or_create(office=office, year=day.year)
    series = LetterSeries.objects.select_for_update().get(office=office, year=day.year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last, facts.reference_of(office, series.last, day)


def _locked(letter: Letter) -> Letter:
    return (
        Letter.objects.select_for_update(of=("self",)).select_related("case", "office", "supersedes").get(pk=letter.pk)
    )


def _checked(content: dict[str, Any], *, step: str) -> dict[str, Any]:
    if unknown := set(content) - EDITABLE:
        raise Refusal("Isian surat tidak dikenal: {names}.", names=", ".join(sorted(unknown)))
    require_none(policies.objection_to_day(content.get("due_on"), step=step, on=timezone.localdate()))
    return content
