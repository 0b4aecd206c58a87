"""How is the gate asked about a payment, a proof verified, a payment let through by two people?"""

import datetime as dt
import hashlib
import json
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import ApiToken, Asker, Office, User
from payung.audit import actions as audit
from payung.compliance import facts, policies, queries
from payung.compliance.models import GateCall, PaymentCheck, ProofRequest, SecondLook
from payung.compliance.queries import Gate, PackageAnswer
from payung.compliance.terms import Second
from payung.projects.models import Package
from payung.refusal import Refusal, require_none
from payung.rules import gate

CODE_BYTES = 9
MOST_LETTERS = 120
UNFROZEN = ("on", "as_of", "facts")
"""What may change while the answer stays the same."""


@transaction.atomic
def check_payment(asked: Gate, *, by: Asker, reason: str = "") -> PaymentCheck:
    """Freeze what the gate says of this payment. Asked again while nothing changed, it is the same answer."""
    require_none(policies.objection_to_checking(by=by, payment=asked.payment))
    payment = queries.folded(asked.payment)
    if len(payment) > MOST_LETTERS:
        raise Refusal("Nomor atau uraian pembayaran paling panjang {most} huruf.", most=MOST_LETTERS)
    office = Office.objects.select_for_update().get(pk=by.office_id)  # one answer to a payment at a time
    standing = PaymentCheck.objects.filter(office=office, contract=asked.contract, payment=payment)
    held = standing.filter(superseded_at__isnull=True).select_related("office", "run").defer("pdf").first()
    content = facts.gate_content(asked)
    digest, reason = _digest(content), reason.strip()
    if held is not None and held.digest == digest and reason in ("", held.reason):
        return held
    if held is not None:
        PaymentCheck.objects.filter(pk=held.pk).update(superseded_at=timezone.now())
    made = PaymentCheck.objects.create(
        office=office, contract=asked.contract, payment=payment, answer=content["answer"], pays=content["pays"],
        reason=reason, content=content, digest=digest, run=asked.run, code=secrets.token_urlsafe(CODE_BYTES),
        **({"token": by} if isinstance(by, ApiToken) else {"checked_by": by}),
    )  # fmt: skip
    audit.record("gate.checked", on=made, by=by, note=f"{made.contract} {payment}: {made.answer}, {made.pays}")
    return made


@transaction.atomic
def check_by_machine(asked: Gate, *, key: str, told: str, reason: str, by: ApiToken) -> PaymentCheck:
    """The same for a machine's call under its key, kept so that the call may be repeated; ``told``: its digest."""
    made = check_payment(asked, by=by, reason=reason)
    if not key:
        return made
    before = queries.call_of(by, key)  # the office is locked by now: another call of this key has ended
    if before is None:
        GateCall.objects.create(token=by, key=key, asked=told, check_made=made)
    elif before.asked != told:
        raise Refusal(queries.OTHER_QUESTION)
    return made if before is None else before.check_made


@transaction.atomic
def open_note(check: PaymentCheck, *, by: User, site: str) -> bytes:
    """The note for the payment file; it is set once and stays as it was."""
    held = PaymentCheck.objects.select_for_update(of=("self",)).select_related("office", "run", "checked_by", "token")
    found = held.get(pk=check.pk)
    pdf = bytes(found.pdf) if found.pdf else facts.note_pdf(found, site=site)
    if not found.pdf:
        PaymentCheck.objects.filter(pk=found.pk).update(pdf=pdf)
    audit.record("gate.note", on=found, by=by)
    return pdf


@transaction.atomic
def ask_override(one: PackageAnswer, *, payment: str, reason: str, by: User) -> SecondLook:
    """Ask that one payment for this package may pass without its proof, for a reason; a second person decides."""
    package = Package.objects.select_for_update().get(pk=one.facts.package_id)
    waits = bool(queries.overrides_waiting([package.pk], payment=payment)) or one.override is not None
    require_none(policies.objection_to_override(one.verdict, by=by, payment=payment, waits=waits))
    if not reason.strip():
        raise Refusal("Tulis alasannya: orang kedua memutuskan berdasarkan alasan itu.")
    asked = SecondLook.objects.create(
        kind=Second.OVERRIDE, package=package, payment=queries.folded(payment)[:MOST_LETTERS], reason=reason.strip(),
        asked_by=by,
    )  # fmt: skip
    audit.record("second.asked", on=asked, by=by, note=f"{Second.OVERRIDE} {asked.payment}")
    return asked


@transaction.atomic
def name_proof(one: PackageAnswer, *, number: str, dated_on: dt.date, by: User) -> ProofRequest:
    """Ask the branch to verify a proof that the data do not show yet; its days run from today."""
    package = Package.objects.select_for_update().get(pk=one.facts.package_id)
    last = ProofRequest.objects.filter(package=package, is_confirmed__isnull=True).first()
    require_none(policies.objection_to_naming_proof(one.verdict, by=by, last=last))
    number, today = queries.folded(number), timezone.localdate()
    if not number or len(number) > 80:
        raise Refusal("Tulis nomor buktinya, paling panjang 80 huruf.")
    if dated_on > today:
        raise Refusal("Tanggal bukti tidak boleh di masa depan.")
    if ProofRequest.objects.filter(package=package, cause=one.verdict.cause, number=number).exists():
        raise Refusal("Bukti {number} sudah pernah diperiksa kantor cabang.", number=number)
    named = ProofRequest.objects.create(
        package=package, cause=one.verdict.cause, number=number, dated_on=dated_on, asked_by=by, asked_on=today,
        answer_by=gate.verify_until(today),
    )  # fmt: skip
    audit.record("gate.proof_named", on=named, by=by, note=number)
    return named


@transaction.atomic
def decide_proof(asked: ProofRequest, *, is_confirmed: bool, note: str, by: User) -> None:
    """The branch's word about a proof, also after its last day."""
    held = ProofRequest.objects.select_for_update().get(pk=asked.pk)
    require_none(policies.objection_to_deciding_proof(held, by=by))
    if not is_confirmed and not note.strip():
        raise Refusal("Tulis mengapa bukti ini belum dikenali, supaya dapat dilengkapi.")
    ProofRequest.objects.filter(pk=held.pk).update(
        is_confirmed=is_confirmed, decided_by=by, decided_on=timezone.localdate(), note=note.strip()
    )
    said = "confirmed" if is_confirmed else "refuted"
    audit.record("gate.proof_decided", on=held, by=by, note=f"{said} {held.number}")


def _digest(content: dict[str, Any]) -> str:
    packages = [{k: v for k, v in one.items() if k not in UNFROZEN} for one in content["packages"]]
    told = {k: v for k, v in content.items() if k not in UNFROZEN} | {"packages": packages}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
