"""What does a letter of a case say? Everything known of its package on the day it is written, as the books set it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from payung.accounts.models import CityProfile, Office
from payung.accounts.terms import OfficeKind
from payung.compliance import queries
from payung.compliance.facts.dossiers import as_row, related_to
from payung.compliance.models import Case, Letter
from payung.compliance.terms import INVITATION, PAID_STATEMENT
from payung.intake import queries as intake
from payung.letters.content import (
    Article,
    Dues,
    Evidence,
    Letterhead,
    Meeting,
    Origin,
    Package,
    Picture,
    Previous,
    Recipient,
    Reference,
    Signatory,
    Verification,
)
from payung.letters.content import Letter as Paper
from payung.letters.kinds import Kind
from payung.letters.setting import render
from payung.projects.models import PackageFacts
from payung.projects.terms import Standing
from payung.reconcile.coverage import PROTECTED
from payung.reconcile.report.dossier import line_of
from payung.reconcile.report.line import describe
from payung.reconcile.report.printed import printed
from payung.refusal import Refusal
from payung.registry import queries as registry
from payung.rules import remedy
from payung.rules.liability import liability, local_wage
from payung.rules.lines import compute_one, explain
from payung.rules.parameters import Status, parameter
from payung.rules.programmes.jakon_project import JAKON_PROJECT
from payung.rules.spelled import spelled

KIND_OF_STEP = {
    remedy.PROPOSAL: Kind.PROPOSAL,
    remedy.SERVICE_DECISION: Kind.SERVICE_DECISION,
    **{name: Kind(name) for name in (remedy.CLARIFICATION, remedy.NOTICE, remedy.SERVICE_REQUEST, *remedy.REPRIMANDS)},
}
SAID = {  # what the law keeps as a code, in words
    "jakon/protection_starts": "Proyek menjadi peserta sejak iuran pertama, atau seluruh iurannya, dibayar.",
    "liability/unregistered": "Manfaat bagi pekerja yang belum didaftarkan menjadi tanggungan pemberi kerja.",
}
UNIT = {"working_days": " hari kerja"}
ARTICLES = ("deadline/project_registration", "jakon/protection_starts", "liability/unregistered")
CITED = ("contract_no", "value", "starts_on", "ends_on")
PENDING_NUMBER = "… (draf)"
LINKED = "link"
GUESTS = "Pimpinan badan usaha (daftar terlampir)"


def letter_pdf(letter: Letter, *, site: str, answer_token: str = "") -> bytes:
    """The letter as PDF/A; a Refusal where something it needs is missing."""
    return render(letter_content(letter, site=site, answer_token=answer_token))


def letter_content(letter: Letter, *, site: str, answer_token: str = "") -> Paper:
    """The letter as the books take it, with what is known today."""
    if letter.step == INVITATION:
        return invitation_content(letter, site=site)
    if letter.step == PAID_STATEMENT:
        return statement_content(letter, site=site)
    if letter.case is None:
        raise Refusal("Surat ini bukan bagian dari sebuah penanganan.")
    facts = queries.facts_of_case(letter.case)
    if facts is None:
        raise Refusal("Paket surat ini tidak ada dalam pemeriksaan terakhir; buang drafnya, atau muat datanya lagi.")
    run = intake.latest_run() or facts.known_from
    told, on = letter.content, letter.issued_on or timezone.localtime(letter.drafted_at).date()
    address = f"{site}{reverse('letter_verification', args=[letter.code])}"
    return Paper(
        kind=KIND_OF_STEP[letter.step],
        letterhead=letterhead_of(letter.office),
        reference=Reference(letter.reference or PENDING_NUMBER, on, told.get("place") or place_of(letter.office)),
        signatory=_signatory(letter, told),
        recipient=_recipient(letter, facts, told),
        packages=(package_of(facts),),
        dues=dues_of(facts, version=run.version),
        line=picture_of(facts, as_of=run.as_of, version=run.version),
        liability=liability_of(facts, area=run.manifest.get("area"), on=run.as_of),
        articles=tuple(article_of(key, run.as_of) for key in ARTICLES),
        evidence=tuple(_steps_so_far(letter.case)),
        remarks=_lines(told, "remarks"),
        previous=_previous(letter),
        supersedes=_replaced(letter),
        as_of=run.as_of,
        due_on=queries.day_named(letter),
        answer_address=f"{site}{reverse('clarification', args=[answer_token])}" if answer_token else "",
        service=str(told.get("service", "")) or "perizinan usaha",
        copies=_lines(told, "copies"),
        verification=Verification(address, letter.code),
        wording=queries.wording_of(KIND_OF_STEP[letter.step]),
        is_draft=not letter.number,
    )


def invitation_content(letter: Letter, *, site: str) -> Paper:
    """An invitation as the books take it: all that it says was told when it was drafted."""
    told, on = letter.content, letter.issued_on or timezone.localtime(letter.drafted_at).date()
    meeting, grounds = told["meeting"], told.get("grounds", [])
    return Paper(
        kind=Kind.INVITATION,
        letterhead=letterhead_of(letter.office),
        reference=Reference(letter.reference or PENDING_NUMBER, on, told.get("place") or place_of(letter.office)),
        signatory=_signatory(letter, told),
        recipient=Recipient(str(told.get("recipient") or GUESTS), tuple(str(told.get("address", "")).splitlines())),
        articles=tuple(Article(one["text"], one["source"], Status(one["status"])) for one in grounds),
        remarks=_lines(told, "remarks"),
        supersedes=_replaced(letter),
        meeting=Meeting(**(meeting | {"on": dt.date.fromisoformat(meeting["on"])})),
        guests=tuple(told["guests"]),
        copies=_lines(told, "copies"),
        verification=Verification(f"{site}{reverse('letter_verification', args=[letter.code])}", letter.code),
        wording=queries.wording_of(Kind.INVITATION),
        is_draft=not letter.number,
    )


def statement_content(letter: Letter, *, site: str) -> Paper:
    """The branch's statement of full payment as the books take it, with what is known today."""
    facts = queries.facts_stated(letter)
    if facts is None:
        raise Refusal("Paket surat ini tidak dikenal lagi; buang drafnya.")
    run = intake.latest_run() or facts.known_from
    told, on = letter.content, letter.issued_on or timezone.localtime(letter.drafted_at).date()
    related = related_to([facts], with_findings=False)
    linked = {row["nomor_kepesertaan"] for rows in related.links.values() for row in rows if row["decision"] == LINKED}
    dues = dues_of(facts, version=run.version)
    paid = [row for number in linked for row in related.payments.get(number, [])]
    return Paper(
        kind=Kind.PAID_STATEMENT,
        letterhead=letterhead_of(letter.office),
        reference=Reference(letter.reference or PENDING_NUMBER, on, told.get("place") or place_of(letter.office)),
        signatory=_signatory(letter, told),
        packages=(replace(package_of(facts), registration_number=", ".join(sorted(linked)), exposed_days=None),),
        dues=replace(dues, settled_on=_settled_on(paid, due=dues.total)) if dues else None,
        line=picture_of(facts, as_of=run.as_of, version=run.version),
        articles=(article_of("jakon/protection_starts", run.as_of),),
        remarks=_lines(told, "remarks"),
        supersedes=_replaced(letter),
        as_of=run.as_of,
        copies=_lines(told, "copies"),
        verification=Verification(f"{site}{reverse('letter_verification', args=[letter.code])}", letter.code),
        wording=queries.wording_of(Kind.PAID_STATEMENT),
        is_draft=not letter.number,
    )


def _settled_on(paid: Iterable[Mapping[str, Any]], *, due: int) -> dt.date | None:
    """The day on which the payments, one after another, came to what was owed."""
    sum_so_far = 0
    for row in sorted((row for row in paid if row["paid_on"]), key=lambda row: row["paid_on"]):
        sum_so_far += row["amount"] or 0
        if sum_so_far >= due:
            return dt.date.fromisoformat(str(row["paid_on"]))
    return None


def _lines(told: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(line for line in str(told.get(name, "")).split("\n") if line.strip())


def letterhead_of(office: Office) -> Letterhead:
    """The kop of an office: the city's profile, with the office's own name as its last line."""
    profile = CityProfile.objects.filter(office__kind=OfficeKind.CITY).first()
    own = office.kind in (OfficeKind.CITY, OfficeKind.AGENCY)
    lines = [line for line in (profile.letterhead.splitlines() if profile and own else []) if line.strip()]
    if not lines or lines[-1].strip().lower() != office.name.lower():
        lines.append(office.name)
    if profile is None or not own:
        return Letterhead(tuple(lines))
    contact = " · ".join(part for part in (profile.phone, profile.email) if part)
    logo = bytes(profile.logo) if profile.logo else None
    return Letterhead(tuple(lines), profile.address, contact, logo)


def reference_of(office: Office, number: int, on: dt.date) -> str:
    """How a number is written: ``0012/DPUPR/2026``; the initials of the office in the middle."""
    initials = "".join(word[0] for word in office.name.split() if word[0].isupper()) or office.code
    return f"{number:04d}/{initials[:12]}/{on.year}"


def package_of(facts: PackageFacts) -> Package:
    """The package with the origin of each figure."""
    origin = origin_of(facts)
    return Package(
        name=facts.name or facts.package.package_id,
        executor=facts.executor_name or "",
        code=facts.package.package_id,
        agency=facts.agency or "",
        contract_number=facts.contract_no or "",
        contract_on=facts.contract_on,
        value=facts.value,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        exposed_days=facts.uncovered_days,
        state=str(Standing(facts.standing).label).lower(),
        origins=dict.fromkeys(("contract_number", "value", "starts_on", "ends_on", "exposed_days"), origin),
    )


def origin_of(facts: PackageFacts, *, rule: str = "") -> Origin:
    """The files and rows that told of a package, in the same order: ``kontrak.json:12; bap.csv:3``."""
    told = [place.rpartition(":") for place in (facts.origin or "").split("; ") if place]
    files, rows = "; ".join(file or row for file, _, row in told), "; ".join(row for file, _, row in told if file)
    return Origin(file=files, row=rows, rule=rule)


def dues_of(facts: PackageFacts, *, version: str) -> Dues | None:
    """The contribution line by line, where the rules give what the run gave; else None, and no number stands there."""
    on = facts.contract_on or facts.starts_on
    if facts.base is None or on is None:
        return None
    told = {"value": facts.base, "value_kind": "net", "on": on}  # the base of the run is what is multiplied
    row = compute_one(told, JAKON_PROJECT)
    if row["total"] != facts.contribution_due:
        return None
    rule = origin_of(facts, rule=version)
    return Dues(lines=explain(row, JAKON_PROJECT, on), paid=facts.contribution_paid or 0, origin=rule, paid_origin=rule)


def picture_of(facts: PackageFacts, *, as_of: dt.date, version: str) -> Picture:
    """The line of protection as a drawing that stands alone, and in words."""
    line = line_of(as_row(facts), key="p", related=related_to([facts], with_findings=False), as_of=as_of)
    return Picture(printed(line), describe(line), origin_of(facts, rule=version))


def liability_of(facts: PackageFacts, *, area: str | None, on: dt.date) -> Article | None:
    """What one death would cost the executor today; None where the work is protected, or area or value unknown."""
    if area is None or not facts.base or facts.state_now == PROTECTED:
        return None
    try:
        wage = local_wage(area, on, latest_known=True).wage
        found = liability(facts.base, value_kind="net", on=on, wage=wage, paid=facts.contribution_paid or 0)
    except Refusal:
        return None
    return Article(str(found.sentence), found.burdens[0].share.source, found.status, origin_of(facts))


def article_of(key: str, on: dt.date) -> Article:
    """What a law of this key says on a day."""
    rule = parameter(key)
    held = rule.at(on)
    said = SAID.get(key) or f"{rule.label}: {spelled(held.value, rule.unit)}{UNIT.get(rule.unit, '')}."
    return Article(said, held.source, held.status)


def _signatory(letter: Letter, told: Mapping[str, Any]) -> Signatory:
    """Who signs, as the draft says; the drafter where it does not."""
    name = told.get("signatory") or (letter.drafted_by.name if letter.drafted_by else "")
    return Signatory(told.get("position") or letter.office.name, name, told.get("nip", ""))


def _recipient(letter: Letter, facts: PackageFacts, told: Mapping[str, Any]) -> Recipient:
    if told.get("recipient"):
        return Recipient(str(told["recipient"]), tuple(str(told.get("address", "")).splitlines()))
    if letter.step == remedy.PROPOSAL:
        return Recipient("Kepala Kantor Cabang BPJS Ketenagakerjaan")
    if letter.step == remedy.SERVICE_REQUEST:
        return Recipient("Kepala Perangkat Daerah yang membidangi perizinan")
    executor = facts.package.executor
    return Recipient(registry.addressee_of(executor) if executor else "Pimpinan pelaksana pekerjaan")


def _steps_so_far(case: Case) -> list[Evidence]:
    """What was done before, in the order it was done."""
    rows = case.steps.select_related("letter").all()
    return [Evidence(_step_said(row.name, row.on_date, row.letter)) for row in rows]


def _step_said(name: str, on: dt.date, letter: Letter | None) -> str:
    number = f" Nomor {letter.reference}" if letter and letter.reference else ""
    return f"{remedy.step(name, on).label}{number} tanggal {on:%d-%m-%Y}."


def _previous(letter: Letter) -> Previous | None:
    """The last letter of the case before this one."""
    case = letter.case
    last = (
        case.letters.filter(number__isnull=False).exclude(pk=letter.pk).order_by("-issued_on", "-pk").first()
        if case
        else None
    )
    if last is None or last.issued_on is None:
        return None
    return Previous(last.reference, last.issued_on, remedy.step(last.step, last.issued_on).label)


def _replaced(letter: Letter) -> Previous | None:
    old = letter.supersedes
    if old is None or old.issued_on is None:
        return None
    return Previous(old.reference, old.issued_on, queries.step_of(old).label, letter.reason)


def place_of(office: Office) -> str:
    """Where an office writes its letters: the city."""
    city = Office.objects.filter(kind=OfficeKind.CITY).first()
    name = (city or office).name.partition(" (")[0]
    return name.removeprefix("Pemerintah ").removeprefix("Kota ").removeprefix("Kabupaten ")
