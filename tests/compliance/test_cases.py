"""Does a case move only lawful steps, by the right people, with letters that two people saw and nobody can renumber?"""

import datetime as dt
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import Cast, person
from tests.house.clock import Travel
from tests.house.town import Town

from payung.accounts.terms import Role
from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.models import Answer, Case, Finding, Letter, SecondLook
from payung.compliance.terms import AnswerKind, FindingVerdict, LetterState, Waiting
from payung.reconcile.report import wording
from payung.refusal import Refusal
from payung.rules import remedy
from payung.rules.periods import add_working_days

pytestmark = pytest.mark.django_db
SITE = "https://payung.contoh.example"


def issued(case: Case, name: str, *, by: Cast | object) -> Letter:
    """Draft, issue and send."""
    drafted = actions.draft_letter(case, name, by=by)  # type: ignore[arg-type]
    return sent(actions.issue_letter(drafted, by=by, site=SITE))  # type: ignore[arg-type]


def sent(letter: Letter) -> Letter:
    """The letter reached its reader today."""
    actions.note_sent(letter, on=timezone.localdate())
    return letter


def text_of(letter: Letter) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.pdf or b""))).pages)


def today_after(day: dt.date, working_days: int) -> dt.date:
    return add_working_days(day, working_days)


def test_a_case_is_opened_once_by_the_coordinator_from_a_judged_finding(
    cast: Cast, town: Town, finding: Finding
) -> None:
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.open_case(finding, by=cast.agency_officer)
    opened = actions.open_case(finding, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah mempunyai penanganan"):
        actions.open_case(finding, by=cast.coordinator)
    assert queries.open_case_of(opened.package) == opened
    assert Entry.objects.filter(action="case.opened", on=f"compliance.case:{opened.pk}").count() == 1


def test_a_finding_nobody_judged_opens_nothing(cast: Cast, town: Town) -> None:
    unjudged = Finding.objects.filter(known_until=None, kind="unregistered").order_by("-pk")[0]
    with pytest.raises(Refusal, match="Nilai dahulu"):
        actions.open_case(unjudged, by=cast.coordinator)
    assert Case.objects.count() == 0


def test_a_clarification_is_asked_answered_through_its_link_and_read(cast: Cast, case: Case) -> None:
    letter = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    assert letter.reference == f"0001/KC/{timezone.localdate().year}"
    asked = Answer.objects.get(letter=letter)
    words = text_of(letter)
    token = words.split("/jawab/")[1].split("/")[0].replace("\n", "")
    actions.answer(token, kind=AnswerKind.OTHER_BRANCH, told={"registration": "JK1", "branch": "Cabang Lain"})
    asked.refresh_from_db()
    assert (asked.kind, asked.registration) == (AnswerKind.OTHER_BRANCH, "JK1")
    with pytest.raises(Refusal, match="belum dibaca"):
        actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    actions.take_step(case, remedy.INSUFFICIENT, by=cast.coordinator, note="cabang itu tidak mengenal nomornya")
    assert actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer).state == LetterState.DRAFT


def test_an_accepted_answer_ends_the_case(cast: Cast, case: Case) -> None:
    letter = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    token = text_of(letter).split("/jawab/")[1].split("/")[0].replace("\n", "")
    actions.answer(token, kind=AnswerKind.OTHER_NAME, told={"registration": "JK2"})
    with pytest.raises(Refusal, match="tidak dicatat dengan cara ini"):
        actions.take_step(case, remedy.ACCEPTED, by=cast.coordinator)
    with pytest.raises(Refusal, match="nomor sertifikat"):
        actions.ask_to_accept(case, seen=" ", by=cast.coordinator)
    look = actions.ask_to_accept(case, seen="sertifikat JK2 dilihat", by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah menunggu orang kedua"):
        actions.ask_to_accept(case, seen="sekali lagi", by=cast.second_coordinator)
    with pytest.raises(Refusal, match="orang lain"):
        actions.decide(look, is_granted=True, by=cast.coordinator)
    actions.decide(look, is_granted=True, by=cast.second_coordinator)
    case.refresh_from_db()
    assert (case.position, case.closed_on) == (remedy.ACCEPTED, timezone.localdate())
    assert case.steps.get(name=remedy.ACCEPTED).note == "sertifikat JK2 dilihat"
    with pytest.raises(Refusal, match="sudah selesai"):
        actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)


@pytest.mark.parametrize("kind", [AnswerKind.WILL_REGISTER, AnswerKind.NOT_OURS, AnswerKind.OTHER])
def test_an_answer_that_claims_no_protection_closes_nothing(cast: Cast, case: Case, kind: AnswerKind) -> None:
    letter = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    token = text_of(letter).split("/jawab/")[1].split("/")[0].replace("\n", "")
    actions.answer(token, kind=kind, told={"text": "besok"})
    with pytest.raises(Refusal, match=r"penanganan selesai dengan bukti.*giliran Pemberitahuan"):
        actions.ask_to_accept(case, seen="sertifikat", by=cast.coordinator)
    assert SecondLook.objects.count() == 0


def test_the_days_of_a_letter_run_from_the_day_it_was_sent(cast: Cast, case: Case, travel: Travel) -> None:
    start = timezone.localdate()
    drafted = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    letter = actions.issue_letter(drafted, by=cast.coordinator, site=SITE)
    case.refresh_from_db()
    assert case.answer_by is None
    day = today_after(start, 9)
    travel(day)
    assert queries.waiting(by=cast.coordinator, on=day) == {Waiting.UNSENT: 1}
    with pytest.raises(Refusal, match="belum dikirim; kirim atau serahkan dahulu"):
        actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    sent(letter)
    case.refresh_from_db()
    assert case.answer_by == Answer.objects.get().answer_by == today_after(day, 5)
    travel(today_after(day, 5))
    with pytest.raises(Refusal, match="masih dapat menjawab"):
        actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    travel(today_after(day, 6))
    assert queries.waiting(by=cast.agency_officer, on=today_after(day, 6)) == {Waiting.UNANSWERED: 1}


def test_a_late_notice_always_asks_and_leaves_its_days(cast: Cast, case: Case, travel: Travel) -> None:
    start = timezone.localdate()
    issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    facts = queries.facts_of_case(case)
    assert facts is not None
    type(facts).objects.filter(pk=facts.pk).update(register_by=start)
    day = today_after(start, 6)
    travel(day)
    notice = issued(case, remedy.NOTICE, by=cast.agency_officer)
    words, last = " ".join(text_of(notice).split()), today_after(day, 5)
    assert f"paling lambat {wording.day(last)}" in words
    assert "Bila proyek sudah terdaftar" in words
    travel(last)
    with pytest.raises(Refusal, match=f"masih berjalan sampai {wording.day(last)}"):
        actions.draft_letter(case, remedy.REPRIMANDS[0], by=cast.agency_officer)
    travel(today_after(last, 1))
    assert actions.draft_letter(case, remedy.REPRIMANDS[0], by=cast.agency_officer).state == LetterState.DRAFT


def test_work_without_an_agency_is_proposed_to_the_branch(cast: Cast, case: Case, travel: Travel) -> None:
    case.package.agency = None
    case.package.save()
    start = timezone.localdate()
    issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    travel(today_after(start, 6))
    assert queries.waiting(by=cast.coordinator, on=timezone.localdate()) == {Waiting.WITHOUT_PPK: 1}
    offers = {one.step.name: one for one in queries.outlook(case, by=cast.coordinator, on=timezone.localdate())}
    assert str(offers[remedy.NOTICE].objection).startswith("Tidak ada PPK")
    proposal = issued(case, remedy.PROPOSAL, by=cast.coordinator)
    assert "Permintaan klarifikasi" in text_of(proposal)


def test_the_branch_records_a_reprimand_on_the_day_it_was_sent(cast: Cast, case: Case) -> None:
    letter = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    day = timezone.localdate() - dt.timedelta(days=10)
    actions.take_step(case, "teguran_tertulis_1", by=cast.branch_officer, on=day)
    case.refresh_from_db()
    assert (case.position, case.answer_by) == (remedy.CLARIFICATION, queries.day_given(letter_again(letter)))
    with pytest.raises(Refusal, match="Langkah BPJS Ketenagakerjaan yang terakhir tercatat pada"):
        actions.take_step(case, "teguran_tertulis_2", by=cast.branch_officer, on=day - dt.timedelta(days=1))


def test_what_bpjs_does_of_its_own_takes_no_case_from_its_queue(cast: Cast, case: Case, travel: Travel) -> None:
    start = timezone.localdate()
    issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    for name, working_days in (("teguran_tertulis_1", 1), ("teguran_tertulis_2", 12), ("denda", 24)):
        travel(today_after(start, working_days))
        actions.take_step(case, name, by=cast.branch_officer, note="nomor B/1")
    late = queries.waiting(by=cast.agency_officer, on=timezone.localdate())
    assert late == {Waiting.UNANSWERED: 1}
    travel(today_after(start, 60))
    issued(case, remedy.SERVICE_REQUEST, by=cast.branch_officer)
    held = queries.waiting(by=cast.coordinator, on=timezone.localdate())
    assert held == {Waiting.UNANSWERED: 1, Waiting.REQUESTED: 1}


def letter_again(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def test_an_unknown_link_answers_nothing(case: Case) -> None:
    with pytest.raises(Refusal, match="tidak dikenal"):
        actions.answer("bukan-tautan", kind=AnswerKind.OTHER, told={"text": "?"})


@pytest.mark.parametrize("who", ["other_agency_officer", "payment_verifier", "firm", "leader", "inspectorate"])
def test_the_step_of_another_office_is_refused(cast: Cast, case: Case, who: str) -> None:
    with pytest.raises(Refusal, match="bukan urusan kantor Anda"):
        actions.draft_letter(case, remedy.NOTICE, by=getattr(cast, who))
    assert Letter.objects.count() == 0


def test_the_city_never_writes_the_reprimand_of_a_ppk_nor_the_branch(cast: Cast, case: Case) -> None:
    for by in (cast.coordinator, cast.branch_officer):
        with pytest.raises(Refusal, match=r"adalah langkah pejabat pembuat komitmen \(PPK\)"):
            actions.draft_letter(case, remedy.REPRIMANDS[0], by=by)


def reprimanded(cast: Cast, case: Case, travel: Travel) -> Letter:
    """The draft of the first reprimand, all that precedes it done in its time."""
    start = timezone.localdate()
    issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    travel(today_after(start, 6))
    issued(case, remedy.NOTICE, by=cast.agency_officer)
    travel(today_after(start, 30))
    return actions.draft_letter(case, remedy.REPRIMANDS[0], by=cast.agency_officer)


def test_a_reprimand_needs_a_second_person_of_the_same_office(cast: Cast, case: Case, travel: Travel) -> None:
    draft = reprimanded(cast, case, travel)
    with pytest.raises(Refusal, match="persetujuan orang kedua"):
        actions.issue_letter(draft, by=cast.agency_officer, site=SITE)
    with pytest.raises(Refusal, match="orang lain"):
        actions.approve_letter(draft, by=cast.agency_officer)
    with pytest.raises(Refusal, match="bukan surat kantor Anda"):
        actions.approve_letter(draft, by=cast.coordinator)
    second = person("budi", Role.AGENCY_OFFICER, cast.agency_officer.office)
    actions.approve_letter(draft, by=second)
    actions.edit_letter(draft, {"remarks": "Mohon segera."}, by=second)
    with pytest.raises(Refusal, match="persetujuan orang kedua"):
        actions.issue_letter(draft, by=second, site=SITE)
    actions.approve_letter(draft, by=cast.agency_officer)
    letter = actions.issue_letter(draft, by=second, site=SITE)
    assert (letter.state, letter.number) == (LetterState.ISSUED, 1)  # the year is a new one
    assert "Mohon segera." in text_of(letter)


def test_a_corrected_letter_supersedes_the_first_with_its_reason(cast: Cast, case: Case) -> None:
    first = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    with pytest.raises(Refusal, match="alasan"):
        actions.supersede_letter(first, reason=" ", by=cast.coordinator)
    draft = actions.supersede_letter(first, reason="nilai kontrak dikoreksi", by=cast.coordinator)
    second = sent(actions.issue_letter(draft, by=cast.coordinator, site=SITE))
    first.refresh_from_db()
    assert (first.state, second.number) == (LetterState.SUPERSEDED, 2)
    assert "nilai kontrak dikoreksi" in text_of(second)
    assert case.steps.filter(name=remedy.CLARIFICATION).count() == 1


def test_a_corrected_clarification_gives_its_days_anew_before_anything_stronger(
    cast: Cast, case: Case, travel: Travel
) -> None:
    first = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    day = today_after(timezone.localdate(), 4)
    travel(day)
    draft = actions.supersede_letter(first, reason="nilai kontrak dikoreksi", by=cast.coordinator)
    sent(actions.issue_letter(draft, by=cast.coordinator, site=SITE))
    case.refresh_from_db()
    assert case.answer_by == today_after(day, 5)
    travel(today_after(day, 3))
    with pytest.raises(Refusal, match="masih dapat menjawab"):
        actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    travel(today_after(day, 6))
    assert actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer).state == LetterState.DRAFT


def test_a_letter_names_a_working_day_that_is_still_to_come(cast: Cast, case: Case, travel: Travel) -> None:
    travel(dt.date(2026, 12, 7))
    clarification = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    with pytest.raises(Refusal, match="ditetapkan oleh aturan"):
        actions.edit_letter(clarification, {"due_on": "2026-12-21"}, by=cast.coordinator)
    sent(actions.issue_letter(clarification, by=cast.coordinator, site=SITE))
    travel(dt.date(2026, 12, 15))
    notice = actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    for told, why in (("2026-12-25", "libur"), ("2026-12-15", "sudah lewat"), ("besok", "tahun-bulan-tanggal")):
        with pytest.raises(Refusal, match=why):
            actions.edit_letter(notice, {"due_on": told}, by=cast.agency_officer)
    actions.edit_letter(notice, {"due_on": "2026-12-21"}, by=cast.agency_officer)
    travel(dt.date(2026, 12, 22))
    with pytest.raises(Refusal, match="sudah lewat"):
        actions.issue_letter(notice, by=cast.agency_officer, site=SITE)
    actions.edit_letter(notice, {"due_on": "2027-01-29"}, by=cast.agency_officer)
    sent(actions.issue_letter(notice, by=cast.agency_officer, site=SITE))
    travel(dt.date(2027, 1, 28))
    with pytest.raises(Refusal, match=r"masih berjalan sampai 29 Januari 2027|belum lewat"):
        actions.draft_letter(case, remedy.REPRIMANDS[0], by=cast.agency_officer)


def test_where_the_paper_cannot_be_made_no_number_is_used(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)

    def broken(*_: object, **__: object) -> bytes:
        raise Refusal("Surat ini belum dapat dicetak.")

    with monkeypatch.context() as patched:
        patched.setattr("payung.compliance.actions.letters.render", broken)
        with pytest.raises(Refusal, match="belum dapat dicetak"):
            actions.issue_letter(draft, by=cast.coordinator, site=SITE)
    assert actions.issue_letter(draft, by=cast.coordinator, site=SITE).number == 1


def test_an_issued_letter_is_never_changed_nor_issued_again(cast: Cast, case: Case) -> None:
    letter = issued(case, remedy.CLARIFICATION, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah terbit"):
        actions.edit_letter(letter, {"remarks": "lain"}, by=cast.coordinator)
    with pytest.raises(Refusal, match="sudah terbit"):
        actions.issue_letter(letter, by=cast.coordinator, site=SITE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(office=letter.office, year=letter.year, number=1, issued_on=letter.issued_on, pdf=b"x",
                              step="x", content={}, code="lain")  # fmt: skip


def test_dropping_a_case_takes_two_people(cast: Cast, case: Case) -> None:
    look = actions.ask_to_drop(case, reason="paket dibatalkan", by=cast.coordinator)
    with pytest.raises(Refusal, match="orang lain"):
        actions.decide(look, is_granted=True, by=cast.coordinator)
    actions.decide(look, is_granted=True, by=cast.second_coordinator)
    case.refresh_from_db()
    assert (case.position, case.closed_on) == (remedy.DROPPED, timezone.localdate())
    with pytest.raises(Refusal, match="sudah diputuskan"):
        actions.decide(look, is_granted=False, by=cast.second_coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondLook.objects.filter(pk=look.pk).update(decided_by=cast.coordinator)


def test_what_bpjs_imposed_is_recorded_by_the_branch_alone(cast: Cast, case: Case) -> None:
    with pytest.raises(Refusal, match="adalah langkah BPJS"):
        actions.take_step(case, "teguran_tertulis_1", by=cast.coordinator)
    taken = actions.take_step(case, "teguran_tertulis_1", by=cast.branch_officer, note="nomor B/1")
    assert (taken.by, taken.on_date) == (cast.branch_officer, timezone.localdate())
    with pytest.raises(Refusal, match="masa depan"):
        actions.take_step(case, "teguran_tertulis_2", by=cast.branch_officer,
                          on=timezone.localdate() + dt.timedelta(days=30))  # fmt: skip


def test_a_case_closes_only_when_a_check_proves_it(cast: Cast, case: Case) -> None:
    assert actions.close_proven(case, on=timezone.localdate()) is None
    Finding.objects.filter(package=case.package).delete()
    facts = queries.facts_of_case(case)
    assert facts is not None
    type(facts).objects.filter(pk=facts.pk).update(standing="protected")
    closed = actions.close_proven(case, on=timezone.localdate())
    assert closed is not None
    assert (closed.by, closed.name) == (None, remedy.PROOF)
    assert actions.close_proven(case, on=timezone.localdate()) is None


def test_people_see_the_cases_of_their_reach(cast: Cast, case: Case) -> None:
    city = ("coordinator", "leader", "inspectorate", "branch_officer")
    assert [queries.cases(by=getattr(cast, name)).count() for name in city] == [1, 1, 1, 1]
    assert queries.cases(by=cast.agency_officer).get() == case
    assert list(queries.cases(by=cast.other_agency_officer)) == list(queries.cases(by=cast.rival_firm)) == []


def test_offers_tell_what_may_be_done_today_and_why_the_rest_may_not(cast: Cast, case: Case) -> None:
    offers = {
        one.step.name: one.objection for one in queries.offers(case, by=cast.coordinator, on=timezone.localdate())
    }
    assert offers[remedy.CLARIFICATION] is None
    assert "didahului" in str(offers[remedy.PROPOSAL])
    assert remedy.NOTICE not in offers


def test_findings_that_may_open_a_case_are_those_called_true(cast: Cast, finding: Finding) -> None:
    assert [one.pk for one in queries.openable(by=cast.coordinator)] == [finding.pk]
    actions.open_case(finding, by=cast.coordinator)
    assert list(queries.openable(by=cast.coordinator)) == []
    actions.judge_finding(finding, verdict=FindingVerdict.MISTAKEN, reason="keliru", by=cast.coordinator)
    (opened,) = queries.cases(by=cast.coordinator)
    with pytest.raises(Refusal, match="belum dinilai"):
        actions.draft_letter(opened, remedy.CLARIFICATION, by=cast.coordinator)
