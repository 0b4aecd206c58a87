"""Why may this person not say this of a finding, nor take this step in a case? A sentence, or None."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.accounts.models import Asker, CityPart, User
from payung.accounts.terms import OfficeKind, Part, Permission
from payung.compliance.models import Case, Finding, Letter, ProofRequest, SecondLook
from payung.compliance.terms import CASE_KINDS, FindingVerdict, LetterState, Second
from payung.projects.models import PackageFacts
from payung.reconcile.report.wording import day, rupiah
from payung.refusal import Refusal
from payung.rules import remedy
from payung.rules.gate import Answer, Verdict
from payung.rules.ladder import Issuer, Taken
from payung.rules.lines import Sentence
from payung.rules.periods import is_working_day

CONTRACTUAL = (remedy.NOTICE, *remedy.REPRIMANDS)
"""Letters under the contract, which says how many days they give."""


@dataclass(frozen=True)
class Told:
    """What the law is asked with: the day, the steps taken so far, the circumstances of the work."""

    on: dt.date
    history: tuple[Taken, ...]
    circumstances: remedy.Circumstances


def objection_to_judging(*, by: User, reason: str) -> str | None:
    """A view of a finding needs the coordinator, and a reason that others can read."""
    if not by.may(Permission.JUDGE_FINDINGS):
        return _("Hanya koordinator yang dapat menilai temuan.")
    if not reason.strip():
        return _("Tulis alasannya: orang lain membacanya di samping temuan ini.")
    return None


def issuers_of(by: User, case: Case) -> frozenset[Issuer]:
    """As whom this person may act in this case: the city, the PPK of its package, the unit of services, the branch."""
    found = set()
    if by.may(Permission.HANDLE_CASES):
        found.add(Issuer.CITY)
    if by.may(Permission.WRITE_LETTERS):
        if by.office_kind == OfficeKind.AGENCY and by.office_id == case.package.agency_id:
            found.add(Issuer.PPK)
        if by.office_kind == OfficeKind.BRANCH:
            found.add(Issuer.BPJS)
        if _serves(by):
            found.add(Issuer.SERVICE_UNIT)
    return frozenset(found)


def _serves(by: User) -> bool:
    """The office of services, or the city itself while none is named."""
    unit = CityPart.objects.filter(part=Part.SERVICES).first()
    return unit.office_id == by.office_id if unit else by.office_kind == OfficeKind.CITY


def objection_to_step(name: str, *, case: Case, by: User, told: Told) -> str | None:
    """Why this person may not take this step today: not their step, or not yet by the law."""
    issuers = issuers_of(by, case)
    if not issuers:
        return _("Penanganan ini bukan urusan kantor Anda.")
    lawful = remedy.step(name, told.on).by
    by_whom = lawful if lawful in issuers else sorted(issuers)[0]
    said = remedy.objection(name, by_whom, on=told.on, history=told.history, circumstances=told.circumstances)
    return _sentence(said)


def objection_of_law(name: str, *, by: Issuer, told: Told) -> str | None:
    """Why this issuer may not take this step on that day; for what no user does: an answer, the clock, a check."""
    return _sentence(remedy.objection(name, by, on=told.on, history=told.history, circumstances=told.circumstances))


def objection_to_opening(finding: Finding, *, by: User, is_open: bool, said: str | None) -> str | None:
    """A case is the coordinator's to open, from a finding that somebody called true, once a package."""
    if not by.may(Permission.HANDLE_CASES):
        return _("Hanya koordinator yang membuka penanganan.")
    if finding.kind not in CASE_KINDS or finding.package_id is None:
        return _("Temuan jenis ini tidak disurati; penanganan dibuka dari paket yang perlindungannya belum ditemukan.")
    if said not in (FindingVerdict.TRUE, FindingVerdict.IN_HAND):
        return _("Nilai dahulu temuan ini: nyata atau keliru.")
    if is_open:
        return _("Paket ini sudah mempunyai penanganan yang berjalan.")
    return None


def objection_to_answering(case: Case, *, by: User) -> str | None:
    """Signed in, only the firm whose work it is answers."""
    executor = case.executor
    if by.office_kind != OfficeKind.FIRM or executor is None or executor.office_id != by.office_id:
        return _("Klarifikasi ini dijawab oleh pelaksana pekerjaannya.")
    return None


def objection_to_inviting(*, by: User) -> str | None:
    """An invitation is a letter of the office of whoever drafts it."""
    return None if by.may(Permission.WRITE_LETTERS) else _("Anda tidak bertugas menyusun surat.")


def objection_to_stating_paid(facts: PackageFacts | None, *, by: User) -> str | None:
    """Only who received a contribution can say that it is paid: the branch, and only where nothing is missing."""
    if by.office_kind != OfficeKind.BRANCH or not by.may(Permission.WRITE_LETTERS):
        return _("Surat keterangan lunas diterbitkan oleh kantor cabang BPJS Ketenagakerjaan.")
    if facts is None or not facts.contribution_due:
        return _("Iuran paket ini belum dapat dihitung; nilai atau tanggalnya belum diketahui.")
    paid = facts.contribution_paid or 0
    if paid >= facts.contribution_due:
        return None
    return _("Iuran paket ini %(due)s; yang sudah dibayar %(paid)s, sehingga belum lunas. Kurang %(left)s.") % {
        "due": rupiah(facts.contribution_due), "paid": rupiah(paid), "left": rupiah(facts.contribution_due - paid),
    }  # fmt: skip


def objection_to_correcting(letter: Letter, *, by: User) -> str | None:
    """Only an issued letter of one's own office that still stands is corrected."""
    if not by.may(Permission.WRITE_LETTERS) or by.office_id != letter.office_id:
        return _("Surat ini bukan surat kantor Anda.")
    if letter.state != LetterState.ISSUED:
        return _("Hanya surat yang terbit dan masih berlaku yang dapat dibetulkan.")
    return None


def objection_to_approving(letter: Letter, *, by: User) -> str | None:
    """The second person works in the same office and is not who drafted the letter."""
    if not by.may(Permission.WRITE_LETTERS) or by.office_id != letter.office_id:
        return _("Surat ini bukan surat kantor Anda.")
    if letter.state != LetterState.DRAFT:
        return _("Surat ini bukan draf lagi.")
    if letter.drafted_by_id == by.pk:
        return _("Yang menyetujui harus orang lain daripada yang menyusun; mintalah rekan sekantor Anda.")
    return None


def objection_to_issuing(letter: Letter, *, by: User, needs_two: bool) -> str | None:
    """A draft of one's own office; approved by a second person where the step asks for it."""
    if not by.may(Permission.WRITE_LETTERS) or by.office_id != letter.office_id:
        return _("Surat ini bukan surat kantor Anda.")
    if letter.state not in (LetterState.DRAFT, LetterState.APPROVED):
        return _("Surat ini sudah terbit atau sudah dibuang.")
    if needs_two and letter.state != LetterState.APPROVED:
        return _("Surat ini memerlukan persetujuan orang kedua sebelum terbit.")
    return None


def objection_to_day(told: str | None, *, step: str, on: dt.date) -> str | None:
    """A contractual letter may name a day of its own for what it asks: a working day that is still to come."""
    if not told:
        return None
    if step not in CONTRACTUAL:
        return _("Hari terakhir surat ini ditetapkan oleh aturan.")
    try:
        asked_for = dt.date.fromisoformat(told)
    except ValueError:
        return _("Hari tindak lanjutnya tidak terbaca; pilih tanggalnya, atau tulis sebagai tahun-bulan-tanggal.")
    if asked_for <= on:
        return _("Hari tindak lanjut dalam surat ini sudah lewat; isi hari sesudah hari ini.")
    try:
        is_working = is_working_day(asked_for)
    except Refusal:
        return _("Hari tindak lanjut terlalu jauh; isi hari yang lebih dekat.")
    return None if is_working else _("Hari tindak lanjut jatuh pada hari libur; isi hari kerja.")


def objection_to_second_look(look: SecondLook, *, by: User) -> str | None:
    """Whoever asked does not decide; the decision is of somebody with the same duty, once."""
    if look.decided_by_id is not None:
        return _("Permintaan ini sudah diputuskan.")
    if look.asked_by_id == by.pk:
        return _("Yang memutuskan harus orang lain daripada yang meminta; mintalah rekan sekantor Anda.")
    duty = Permission.HANDLE_CASES if look.kind in (Second.DROP, Second.ACCEPT) else Permission.APPROVE_OVERRIDE
    if not by.may(duty) or (by.office_kind == OfficeKind.AGENCY and by.office_id != look.package.agency_id):
        return _("Anda tidak berwenang memutuskan permintaan ini.")
    return None


def objection_to_checking(*, by: Asker, payment: str) -> str | None:
    """The gate answers for one payment, which somebody with that duty names."""
    if not by.may(Permission.CHECK_PAYMENT):
        return _("Anda tidak bertugas memeriksa pembayaran.")
    if not payment.strip():
        return _("Isi nomor atau uraian pembayarannya, misalnya nomor SPM.")
    return None


def objection_to_override(verdict: Verdict, *, by: User, payment: str, waits: bool) -> str | None:
    """An exception is for one payment that the gate does not let pass; one request for it waits at a time."""
    if objection := objection_to_checking(by=by, payment=payment):
        return objection
    if verdict.answer is Answer.MAY:
        return _("Pembayaran ini boleh; pengecualian tidak diperlukan.")
    return _("Pengecualian untuk pembayaran ini sudah diminta.") if waits else None


def objection_to_naming_proof(verdict: Verdict, *, by: User, last: ProofRequest | None) -> str | None:
    """A proof is named where one is missing, and not before the branch has answered the last."""
    if not by.may(Permission.CHECK_PAYMENT):
        return _("Anda tidak bertugas memeriksa pembayaran.")
    if last is not None and last.is_confirmed is None:
        return _("Bukti sebelumnya masih menunggu jawaban kantor cabang.")
    return _("Tidak ada bukti yang kurang.") if verdict.answer is Answer.MAY else None


def objection_to_deciding_proof(asked: ProofRequest, *, by: User) -> str | None:
    """The branch alone knows whether a number is its own; it says so once."""
    if by.office_kind != OfficeKind.BRANCH or not by.may(Permission.WRITE_LETTERS):
        return _("Bukti diperiksa oleh kantor cabang BPJS Ketenagakerjaan.")
    return None if asked.is_confirmed is None else _("Bukti ini sudah dijawab.")


def _sentence(said: Sentence | None) -> str | None:
    """As the law says it, in Indonesian also on an English page: there the phrasebook says it, with its labels."""
    if said is None:
        return None
    facts = {name: day(fact) if isinstance(fact, dt.date) else fact for name, fact in said.facts.items()}
    return said.template.format(**facts)


def objection_to_wording(*, by: User) -> str | None:
    """The words of letters are set where the city is."""
    return None if by.may(Permission.MANAGE_CITY) else _("Hanya koordinator yang mengubah kata-kata surat.")
