"""How does a case begin, move step by step, and end? Every step is asked of the law under a lock on the case."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.compliance import policies, queries
from payung.compliance.models import Answer, Case, CaseStep, Finding, Letter, SecondLook
from payung.compliance.terms import LetterState, Second
from payung.intake import queries as intake
from payung.projects.models import Package, PackageFacts
from payung.refusal import Refusal, require_none
from payung.rules import remedy
from payung.rules.ladder import Issuer, Taken

ENDED_BY = {Second.DROP: remedy.DROPPED, Second.ACCEPT: remedy.ACCEPTED}
"""What two people decide of a case, and the step that ends it."""
PROVEN = "Pemeriksaan {run} menemukan perlindungannya."


@transaction.atomic
def open_case(finding: Finding, *, by: User) -> Case:
    """Open the case of a finding that somebody called true; one runs for a package at a time."""
    held = list(Package.objects.select_for_update().filter(pk=finding.package_id or 0))
    running = Case.objects.filter(package__in=held, closed_on__isnull=True).exists()
    last = queries.said_of(finding.finding_id).first()
    said = last.verdict if last else None
    require_none(policies.objection_to_opening(finding, by=by, is_open=running, said=said))
    (package,) = held
    today = timezone.localdate()
    opened = Case.objects.create(
        package=package, executor=package.executor, finding_id=finding.finding_id,
        kind=finding.kind, opened_on=today, opened_by=by, moved_on=today,
    )  # fmt: skip
    audit.record("case.opened", on=opened, by=by, note=finding.kind)
    return opened


@transaction.atomic
def take_step(case: Case, name: str, *, by: User, note: str = "", on: dt.date | None = None) -> CaseStep:
    """Take a step that is no letter: an answer read, a sanction that BPJS imposed, on its day (today unless told)."""
    held = locked(case)
    day = on or timezone.localdate()
    if remedy.step(name, day).letter or name in (remedy.PROOF, remedy.DROPPED, remedy.ANSWER, remedy.ACCEPTED):
        raise Refusal("Langkah ini tidak dicatat dengan cara ini.")
    if day > timezone.localdate():
        raise Refusal("Tanggal langkah tidak boleh di masa depan.")
    require_none(policies.objection_to_step(name, case=held, by=by, told=queries.told(held, on=day)))
    return record(held, Taken(name, day), by=by, note=note)


@transaction.atomic
def set_start(case: Case, starts_on: dt.date, *, by: User) -> None:
    """The contract officer says on which day work began, where the data do not."""
    held = locked(case)
    if Issuer.PPK not in policies.issuers_of(by, held):
        raise Refusal("Tanggal mulai kerja diisi oleh PPK paket ini.")
    facts = PackageFacts.objects.filter(intake.HOLDS_NOW, package=held.package_id).first()
    if facts is not None and facts.starts_on is not None:
        raise Refusal("Tanggal mulai kerja paket ini sudah diketahui dari data.")
    Case.objects.filter(pk=held.pk).update(starts_on=starts_on)
    audit.record("case.start_set", on=held, by=by, note=starts_on.isoformat())


@transaction.atomic
def remind(case: Case, *, on: dt.date) -> CaseStep | None:
    """Take the reminder the clock owes in this case; None where it owes none, or another clock was faster."""
    held = locked(case)
    asked = queries.told(held, on=on)
    owed = remedy.due(asked.history, asked.circumstances, on=on)
    return record(held, Taken(owed.name, on), by=None, rule=owed.rule) if owed else None


@transaction.atomic
def close_proven(case: Case, *, on: dt.date) -> CaseStep | None:
    """Close a case whose finding the last check no longer makes because the work is protected; None where it is not."""
    held = locked(case)
    if held.closed_on is not None or not queries.is_proven(held):
        return None
    require_none(policies.objection_of_law(remedy.PROOF, by=Issuer.CHECK, told=queries.told(held, on=on)))
    run = intake.latest_run()
    note = PROVEN.format(run=run.pk if run else "")
    return record(held, Taken(remedy.PROOF, on), by=None, rule=remedy.STEPS, note=note)


@transaction.atomic
def ask_to_drop(case: Case, *, reason: str, by: User) -> SecondLook:
    """Ask that a case be dropped, for a reason; a second person decides."""
    return _ask(
        Second.DROP, locked(case), reason=reason, by=by,
        missing=Refusal("Tulis alasannya: orang kedua memutuskan berdasarkan alasan itu."),
    )  # fmt: skip


@transaction.atomic
def ask_to_accept(case: Case, *, seen: str, by: User) -> SecondLook:
    """Ask that an answer end a case, with what was seen of the protection it claims; a second person decides."""
    return _ask(
        Second.ACCEPT, locked(case), reason=seen, by=by,
        missing=Refusal(
            "Tulis apa yang dilihat, misalnya nomor sertifikat dan kantor cabangnya: orang kedua memeriksanya."
        ),
    )  # fmt: skip


def _ask(kind: Second, case: Case, *, reason: str, by: User, missing: Refusal) -> SecondLook:
    require_none(policies.objection_to_step(ENDED_BY[kind], case=case, by=by, told=now(case)))
    if not reason.strip():
        raise missing
    if case.second_looks.filter(kind=kind, decided_by__isnull=True).exists():
        raise Refusal("Permintaan yang sama sudah menunggu orang kedua.")
    asked = SecondLook.objects.create(
        kind=kind, package=case.package, case=case, reason=reason.strip(), asked_by=by
    )  # fmt: skip
    audit.record("second.asked", on=asked, by=by, note=kind)
    return asked


@transaction.atomic
def decide(look: SecondLook, *, is_granted: bool, by: User) -> None:
    """The second person's word; a case ends by it."""
    held = SecondLook.objects.select_for_update().get(pk=look.pk)
    require_none(policies.objection_to_second_look(held, by=by))
    SecondLook.objects.filter(pk=held.pk).update(decided_by=by, decided_at=timezone.now(), is_granted=is_granted)
    said = "granted" if is_granted else "refused"
    audit.record("second.decided", on=held, by=by, note=f"{said} {held.payment}".strip())
    step = ENDED_BY.get(Second(held.kind))
    if is_granted and step and held.case is not None:
        case = locked(held.case)
        require_none(policies.objection_to_step(step, case=case, by=by, told=now(case)))
        record(case, Taken(step, timezone.localdate()), by=by, note=held.reason)


def locked(case: Case) -> Case:
    """The case as it is now; whoever else wants to move it waits."""
    return Case.objects.select_for_update(of=("self",)).select_related("package", "executor").get(pk=case.pk)


def record(
    case: Case, step: Taken, *, by: User | None, rule: str = "", note: str = "", letter: Letter | None = None
) -> CaseStep:
    """Write the step that the law allowed, and where the case stands after it.

    The days of a letter run once it is sent (`note_sent`); a reminder lets them run on.
    """
    written = CaseStep.objects.create(
        case=case, name=step.name, on_date=step.on, by=by, rule=rule, note=note.strip(), letter=letter
    )  # fmt: skip
    ends = {"closed_on": step.on} if step.name in remedy.ENDS else {}
    stays = {} if step.name in remedy.REMINDERS else {"answer_by": None}
    if step.on >= case.moved_on and remedy.stands_at(case.position, step) == step.name:
        Case.objects.filter(pk=case.pk).update(position=step.name, moved_on=step.on, **stays, **ends)
    audit.record(f"case.{step.name}", on=case, by=by, note=rule)
    return written


@transaction.atomic
def note_sent(letter: Letter, *, on: dt.date | None) -> None:
    """The first day on which a letter of a case went out by some way; None: it has reached nobody.

    The days that it leaves its reader run from there, as do those of the link by which a clarification is answered.
    """
    held = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if held.case_id is None or held.sent_on == on:
        return
    held.sent_on = on
    held.save(update_fields=["sent_on"])
    until = queries.day_given(held)
    waiting = (held.step, *remedy.REMINDERS) if held.step == remedy.NOTICE else (held.step,)
    if held.state == LetterState.ISSUED:
        Case.objects.filter(pk=held.case_id, position__in=waiting).update(answer_by=until)
    if until:
        Answer.objects.filter(letter=held).update(answer_by=until)


def now(case: Case) -> policies.Told:
    """What the law is asked with about this case today."""
    return queries.told(case, on=timezone.localdate())
