"""What does the gate say in plain words, as they are frozen, and how does its note for the payment file read?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from payung.compliance.facts.dossiers import as_row, related_to
from payung.compliance.facts.letters import article_of, dues_of, letterhead_of, package_of, place_of
from payung.compliance.models import PaymentCheck, SecondLook
from payung.compliance.queries.payments import Gate, PackageAnswer
from payung.intake.models import Run
from payung.letters.content import Letter, Picture, Reference, Signatory, Verdict, Verification
from payung.letters.kinds import Kind
from payung.letters.setting import render
from payung.projects.models import PackageFacts
from payung.reconcile.report.dossier import line_of
from payung.reconcile.report.line import describe
from payung.reconcile.report.printed import printed
from payung.reconcile.report.wording import day
from payung.refusal import Refusal
from payung.rules import gate
from payung.rules.gate import Answer, Outcome, Paying
from payung.rules.lines import Sentence

PROOF_SAID: Mapping[str, str] = {
    Answer.MAY: "Cukup",
    Answer.VERIFYING: "Sedang diverifikasi",
    Answer.NOT_YET: "Masih kurang",
}
"""How the proof of one package stands; whether the payment may go is said of the payment, once."""
HEADLINE: Mapping[Outcome, str] = {
    Outcome.PAYABLE: "Dapat dibayar",
    Outcome.WITH_REASON: "Dapat dibayar dengan alasan",
    Outcome.LET_PASS: "Diloloskan (pengecualian)",
    Outcome.VERIFYING: "Sedang diverifikasi sampai {until}",
    Outcome.WAITS: "Belum dapat dibayar",
}
WHY: Mapping[Outcome, str] = {
    Outcome.PAYABLE: "Pembayaran ini dapat berjalan.",
    Outcome.WITH_REASON: "Menurut aturan kota, pembayaran ini dapat berjalan setelah alasannya dicatat.",
    Outcome.LET_PASS: "Buktinya belum ada; dua orang meloloskan satu pembayaran ini.",
    Outcome.VERIFYING: "Menurut aturan kota, pembayaran ini menunggu bukti, kecuali diloloskan dua orang.",
    Outcome.WAITS: "Menurut aturan kota, pembayaran ini menunggu bukti, kecuali diloloskan dua orang.",
}
REASON_KEPT = "Menurut aturan kota, pembayaran ini dapat berjalan dengan alasan yang dicatat."
NUMBER = "GP/{number:06d}/{year}"
MACHINE = "Sistem pembayaran: {label}"


def gate_content(asked: Gate) -> dict[str, Any]:
    """The answer as the page, the note and the API say it: plain texts and days, nothing looked up later."""
    return {
        "contract": asked.contract,
        "payment": asked.payment,
        "answer": asked.answer.value,
        "pays": asked.pays.value,
        "rule": "henti" if asked.stops else "peringatan",
        "on": asked.on.isoformat(),
        "as_of": asked.run.as_of.isoformat() if asked.run else None,
        "packages": [package_content(one) for one in asked.packages],
    }


def outcome_of(told: Mapping[str, Any]) -> Outcome:
    """What becomes of the payment of a frozen answer."""
    return gate.outcome(Answer(told["answer"]), Paying(told["pays"]))


def headline(told: Mapping[str, Any]) -> str:
    """The answer to the question that was asked: may this payment go out?"""
    until = max((one["until"] for one in told["packages"] if one["until"]), default=None)
    return HEADLINE[outcome_of(told)].format(until=day(dt.date.fromisoformat(until)) if until else "–")


def pays_said(told: Mapping[str, Any], *, reason: str = "") -> str:
    """Why the payment may go or waits, in a sentence; once its reason is there it is not asked for again."""
    found = outcome_of(told)
    return REASON_KEPT if reason and found is Outcome.WITH_REASON else WHY[found]


def package_content(one: PackageAnswer) -> dict[str, Any]:
    """What the gate says of one package, as it is frozen."""
    facts, verdict = one.facts, one.verdict
    return {
        "package_id": facts.package.package_id,
        "facts": facts.pk,
        "name": facts.name or facts.package.package_id,
        "executor": facts.executor_name or "",
        "contract_no": facts.contract_no or "",
        "answer": verdict.answer.value,
        "pays": one.pays.value,
        "since": verdict.since.isoformat() if verdict.since else None,
        "until": verdict.until.isoformat() if verdict.until else None,
        "reasons": [spoken(reason) for reason in verdict.reasons],
        "missing": list(verdict.missing),
        "law": verdict.law,
        "article": verdict.article,
        "law_status": verdict.status.value,
        "law_status_said": verdict.status.label,
        "found": [[each.sentence, each.article or "", each.closes_by or ""] for each in one.found],
        "override": _override(one.override),
    }


def _override(look: SecondLook | None) -> dict[str, str] | None:
    if look is None or look.decided_by is None or look.decided_at is None:
        return None
    decided = timezone.localdate(look.decided_at)
    return {
        "asked_by": look.asked_by.name,
        "decided_by": look.decided_by.name,
        "on": decided.isoformat(),
        "reason": look.reason,
    }


def spoken(said: Sentence) -> str:
    """A sentence of the law with its days in words."""
    facts = {name: day(fact) if isinstance(fact, dt.date) else fact for name, fact in said.facts.items()}
    return said.template.format(**facts)


def note_pdf(check: PaymentCheck, *, site: str) -> bytes:
    """The note for the payment file, as PDF/A, from what was frozen; a Refusal where something it needs is missing."""
    return render(note_of(check, site=site))


def note_of(check: PaymentCheck, *, site: str) -> Letter:
    """The note as the books take it, with the line as it was known when the gate was asked."""
    told, on = check.content, timezone.localdate(check.checked_at)
    rows = _facts_of(told["packages"])
    run = check.run
    if run is None or not rows:
        raise Refusal("Pemeriksaan di balik jawaban ini sudah dibatalkan; periksa ulang pembayarannya.")
    only = rows[0] if len(rows) == 1 else None
    address = f"{site}{reverse('gate_verification', args=[check.code])}"
    return Letter(
        kind=Kind.GATE_NOTE,
        letterhead=letterhead_of(check.office),
        reference=Reference(NUMBER.format(number=check.pk, year=on.year), on, place_of(check.office)),
        signatory=_signatory(check),
        packages=tuple(map(package_of, rows)),
        dues=dues_of(only, version=run.version) if only else None,
        line=_picture(only, run=run) if only else None,
        articles=tuple(article_of(key, run.as_of) for key in _laws(told)),
        remarks=tuple(_remarks(check)),
        verdict=_verdict(told, on=on),
        as_of=run.as_of,
        verification=Verification(address, check.code),
        is_draft=False,
    )


def _signatory(check: PaymentCheck) -> Signatory:
    if check.checked_by is not None:
        return Signatory(check.office.name, check.checked_by.name)
    return Signatory(check.office.name, MACHINE.format(label=check.token.label if check.token else ""))


def _verdict(told: Mapping[str, Any], *, on: dt.date) -> Verdict:
    """One verdict for the contract; where several packages stand under it, each reason names its package."""
    packages = told["packages"]
    grave = [one for one in packages if one["answer"] == told["answer"]]
    since = min((one["since"] for one in grave if one["since"]), default=None)
    reasons = [f"{one['name']}: {' '.join(one['reasons'])}" if len(packages) > 1 else " ".join(one["reasons"])
               for one in packages]  # fmt: skip
    missing = dict.fromkeys(each for one in grave for each in one["missing"])
    return Verdict(headline(told), dt.date.fromisoformat(since) if since else on, " ".join(reasons), tuple(missing))


def _laws(told: Mapping[str, Any]) -> list[str]:
    laws = dict.fromkeys(one["law"] for one in told["packages"])
    waits = any(one["until"] for one in told["packages"])
    return [*laws, *([gate.VERIFICATION_DAYS] if waits else [])]


def _remarks(check: PaymentCheck) -> list[str]:
    told = check.content
    said = [f"Untuk pembayaran: {check.payment}.", pays_said(told, reason=check.reason)]
    if check.reason:
        said.append(f"Alasan yang dicatat: {check.reason}")
    for one in told["packages"]:
        if override := one["override"]:
            told_on = day(dt.date.fromisoformat(override["on"]))
            who = f"{override['decided_by']} atas permintaan {override['asked_by']}"
            said.append(f"Diloloskan {told_on} oleh {who}: {override['reason']}")
    return said


def _facts_of(packages: Sequence[Mapping[str, Any]]) -> list[PackageFacts]:
    found = PackageFacts.objects.filter(pk__in=[one["facts"] for one in packages])
    return list(found.select_related("package").order_by("package_id"))


def _picture(facts: PackageFacts, *, run: Run) -> Picture:
    held = Q(known_from__lte=run.pk) & (Q(known_until__isnull=True) | Q(known_until__gt=run.pk))
    related = related_to([facts], held=held, with_findings=False)
    line = line_of(as_row(facts), key="p", related=related, as_of=run.as_of)
    return Picture(printed(line), describe(line))
