"""Do the pages of cases show each office its own turn, and refuse the rest with a sentence?"""

import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import Cast, client_of
from tests.compliance import conftest as handled
from tests.house.clock import Travel
from tests.house.guards import Guard
from tests.house.handling import case_of
from tests.house.runs import CITY
from tests.house.town import Town

from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.models import Case, Finding, Letter, SecondLook
from payung.compliance.terms import CASE_KINDS, AnswerKind, FindingVerdict, LetterState, Waiting
from payung.rules import remedy
from payung.rules.periods import add_working_days

pytestmark = pytest.mark.django_db
SITE = f"https://payung-{CITY}.example"
town, finding, case, travel = handled.town, handled.finding, handled.case, handled.travel


def asked(case: Case, cast: Cast) -> str:
    """A clarification issued in this case; the token of its link, as the paper has it."""
    draft = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    letter = actions.issue_letter(draft, by=cast.coordinator, site=SITE)
    actions.note_sent(letter, on=timezone.localdate())
    pages = PdfReader(BytesIO(bytes(letter.pdf or b""))).pages
    words = "".join(page.extract_text() for page in pages).replace("\n", "")
    return words.split("/jawab/")[1].split("/")[0]


def waits(cast: Cast, who: str) -> dict[Waiting, int]:
    return queries.waiting(by=getattr(cast, who), on=timezone.localdate())


def test_each_office_is_told_what_waits_for_it(cast: Cast, case: Case, travel: Travel) -> None:
    start = timezone.localdate()
    assert waits(cast, "coordinator") == {Waiting.NEW: 1}
    assert waits(cast, "agency_officer") == {}
    token = asked(case, cast)
    assert waits(cast, "coordinator") == waits(cast, "agency_officer") == {}
    actions.answer(token, kind=AnswerKind.WILL_REGISTER, told={})
    assert waits(cast, "coordinator") == {Waiting.ANSWERED: 1}
    actions.take_step(case, remedy.INSUFFICIENT, by=cast.coordinator)
    assert waits(cast, "agency_officer") == {Waiting.INSUFFICIENT: 1}
    assert waits(cast, "other_agency_officer") == {}
    travel(add_working_days(start, 1))
    notice = actions.draft_letter(case, remedy.NOTICE, by=cast.agency_officer)
    actions.issue_letter(notice, by=cast.agency_officer, site=SITE)
    assert waits(cast, "agency_officer") == {Waiting.UNSENT_OF_PPK: 1}
    page = client_of(cast.agency_officer).get(f"/dinas/penanganan/{case.pk}/").content.decode()
    assert "Pemberitahuan · belum dikirim" in page
    actions.note_sent(notice, on=timezone.localdate())
    travel(start + dt.timedelta(days=400))
    assert set(waits(cast, "agency_officer")) <= {Waiting.NOTIFIED}


def test_an_unanswered_clarification_waits_only_when_its_days_are_over(cast: Cast, case: Case, travel: Travel) -> None:
    start = timezone.localdate()
    asked(case, cast)
    travel(add_working_days(start, 5))
    assert waits(cast, "coordinator") == {}
    travel(add_working_days(start, 6))
    assert waits(cast, "coordinator") == waits(cast, "agency_officer") == {Waiting.UNANSWERED: 1}
    page = client_of(cast.coordinator).get("/kota/penanganan/?tunggu=tak-dijawab")
    assert [row.case.pk for row in page.context["rows"]] == [case.pk]


def test_the_queue_is_filtered_by_words_step_and_whether_it_runs(cast: Cast, case: Case) -> None:
    browser = client_of(cast.coordinator)
    for question, found in (
        ("", 1), ("?q=tidak+ada+yang+begini", 0), ("?langkah=pemberitahuan", 0), ("?keadaan=selesai", 0),
        ("?keadaan=semua", 1), (f"?opd={case.package.agency_id}", 1), ("?opd=999999", 0), ("?tunggu=%00x", 400),
    ):  # fmt: skip
        answer = browser.get(f"/kota/penanganan/{question}")
        assert (answer.status_code if found == 400 else len(answer.context["rows"])) == found, question


def test_many_are_opened_at_once_and_one_refusal_stops_nobody(
    cast: Cast, town: Town, finding: Finding, most_queries: Guard
) -> None:
    others = list(
        Finding.objects.filter(known_until=None, kind__in=CASE_KINDS, package__isnull=False)
        .exclude(package=finding.package).order_by("package", "pk")
    )  # fmt: skip
    twice = next(one for one in others if sum(each.package_id == one.package_id for each in others) > 1)
    of_one = [one for one in others if one.package_id == twice.package_id]
    for one in of_one:
        actions.judge_finding(one, verdict=FindingVerdict.TRUE, reason="dilihat", by=cast.coordinator)
    browser = client_of(cast.coordinator)
    with most_queries(30):
        page = browser.get("/kota/penanganan/buka/")
    refused = [one.objection for one in page.context["candidates"] if one.objection]
    assert refused == ["Paket ini sudah mempunyai penanganan yang berjalan."] * (len(of_one) - 1)
    chosen = [finding.pk, *(one.pk for one in of_one), 0]
    answer = browser.post("/kota/penanganan/buka/", {"pilih": [*map(str, chosen), "bukan-angka"]}, follow=True)
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "2 penanganan dibuka." in said
    assert f"{len(of_one) - 1} tidak dikerjakan: Paket ini sudah mempunyai penanganan yang berjalan." in said
    assert Case.objects.count() == 2


def test_many_clarifications_are_drafted_and_those_that_may_not_be_say_why(
    cast: Cast, case: Case, town: Town, most_queries: Guard
) -> None:
    other = case_of(town.theirs, by=cast.coordinator)  # nobody judged its finding
    browser = client_of(cast.coordinator)
    with most_queries(30):
        page = browser.get("/kota/penanganan/klarifikasi/")
    objections = {one.key: one.objection for one in page.context["candidates"]}
    assert objections[case.pk] is None
    assert objections[other.pk]
    answer = browser.post("/kota/penanganan/klarifikasi/", {"pilih": [case.pk, other.pk]}, follow=True)
    assert "1 tidak dikerjakan" in answer.content.decode()
    assert Letter.objects.get().case == case
    again = browser.get("/kota/penanganan/klarifikasi/").context["candidates"]
    assert {one.key: one.objection for one in again}[case.pk] == "Draf surat ini sudah ada; buka draf itu."


def test_the_case_page_names_the_lawful_issuer_and_why_a_step_may_not_come_yet(
    cast: Cast, case: Case, most_queries: Guard
) -> None:
    browser = client_of(cast.agency_officer)
    with most_queries(30):
        page = browser.get(f"/dinas/penanganan/{case.pk}/")
    words = page.content.decode()
    assert "pejabat pembuat komitmen (PPK)" in words
    assert "didahului Permintaan klarifikasi, yang belum dijalankan" in words
    assert page.context["to_write"] == []
    assert next(step.name for step, _why in page.context["not_yet"]) == remedy.NOTICE


def test_a_letter_is_drafted_from_the_case_page_and_an_unlawful_one_is_refused(cast: Cast, case: Case) -> None:
    browser = client_of(cast.coordinator)
    act = f"/penanganan/{case.pk}/langkah/"
    refused = browser.post(act, {"tindakan": "surat", "langkah": remedy.NOTICE}, follow=True)
    assert "adalah langkah pejabat pembuat komitmen (PPK), bukan pemerintah kota" in refused.content.decode()
    unknown = browser.post(act, {"tindakan": "surat", "langkah": "tidak-ada"}, follow=True)
    assert "tidak dikenal" in unknown.content.decode()
    assert Letter.objects.count() == 0
    drafted = browser.post(act, {"tindakan": "surat", "langkah": remedy.CLARIFICATION})
    assert drafted.url == f"/surat-keluar/{Letter.objects.get().pk}/"  # type: ignore[attr-defined]


def test_an_answer_is_read_on_the_page_with_a_note(cast: Cast, case: Case) -> None:
    actions.answer(asked(case, cast), kind=AnswerKind.OTHER_BRANCH, told={"registration": "JK7", "branch": "Lain"})
    browser = client_of(cast.coordinator)
    page = browser.get(f"/kota/penanganan/{case.pk}/")
    assert "JK7" in page.content.decode()
    assert [step.name for step in page.context["to_read"]] == [remedy.ACCEPTED, remedy.INSUFFICIENT]
    told = {"tindakan": "langkah", "langkah": remedy.ACCEPTED, "catatan": "cabang membenarkan"}
    browser.post(f"/penanganan/{case.pk}/langkah/", told)
    case.refresh_from_db()
    assert case.closed_on is None
    second, look = client_of(cast.second_coordinator), SecondLook.objects.get()
    assert "Menerima penjelasan dan menutup penanganan" in second.get("/kota/penanganan/").content.decode()
    second.post(f"/penanganan/orang-kedua/{look.pk}/", {"putusan": "setuju"})
    case.refresh_from_db()
    assert case.closed_on == timezone.localdate()
    assert case.steps.get(name=remedy.ACCEPTED).note == "cabang membenarkan"


def test_the_firm_answers_from_its_own_account_and_no_other_does(cast: Cast, case: Case) -> None:
    case.executor.office = cast.firm.office  # type: ignore[union-attr]
    case.executor.save()  # type: ignore[union-attr]
    asked(case, cast)
    own, rival = client_of(cast.firm), client_of(cast.rival_firm)
    told = {"kind": AnswerKind.OTHER_NAME, "registration": "JK9"}
    assert rival.post(f"/badan-usaha/penanganan/{case.pk}/", told).status_code == 404
    lacking = own.post(f"/badan-usaha/penanganan/{case.pk}/", {"kind": AnswerKind.OTHER_NAME})
    assert "Tulis nomor kepesertaannya" in lacking.content.decode()
    answer = own.post(f"/badan-usaha/penanganan/{case.pk}/", told, follow=True)
    assert "Jawaban diterima" in answer.content.decode()
    step = case.steps.get(name=remedy.ANSWER)
    assert (step.by, queries.clarification_in(case).registration) == (cast.firm, "JK9")  # type: ignore[union-attr]


def test_the_branch_notes_its_own_step_on_its_day_and_bad_days_are_refused(cast: Cast, case: Case) -> None:
    browser, act = client_of(cast.branch_officer), f"/penanganan/{case.pk}/langkah/"
    told = {"tindakan": "langkah", "langkah": "teguran_tertulis_1", "catatan": "B/1"}
    for day, why in (("kemarin", "tidak terbaca"), ("2199-01-01", "masa depan")):
        assert why in browser.post(act, {**told, "tanggal": day}, follow=True).content.decode()
    browser.post(act, {**told, "tanggal": timezone.localdate().isoformat()})
    assert case.steps.get().note == "B/1"


def test_the_ppk_tells_the_start_only_where_the_data_do_not(cast: Cast, case: Case) -> None:
    browser, act = client_of(cast.agency_officer), f"/penanganan/{case.pk}/langkah/"
    facts = queries.facts_of_case(case)
    assert facts is not None
    told = {"tindakan": "mulai", "tanggal": "2026-09-01"}
    known = browser.post(act, told, follow=True)
    assert "sudah diketahui dari data" in known.content.decode()
    type(facts).objects.filter(pk=facts.pk).update(starts_on=None)
    assert "Isi tanggal mulai kerja" in browser.post(act, {"tindakan": "mulai"}, follow=True).content.decode()
    browser.post(act, told)
    case.refresh_from_db()
    assert case.starts_on == dt.date(2026, 9, 1)


def test_dropping_needs_the_second_person_and_is_greyed_for_the_first(cast: Cast, case: Case) -> None:
    first, second = client_of(cast.coordinator), client_of(cast.second_coordinator)
    first.post(f"/penanganan/{case.pk}/langkah/", {"tindakan": "hentikan", "catatan": "paket batal"})
    (look,) = queries.second_looks(by=cast.coordinator)
    assert "Yang memutuskan harus orang lain" in first.get(f"/kota/penanganan/{case.pk}/").content.decode()
    first.post(f"/penanganan/orang-kedua/{look.pk}/", {"putusan": "setuju"})
    case.refresh_from_db()
    assert case.closed_on is None
    assert [one.pk for one in second.get("/kota/penanganan/").context["looks"]] == [look.pk]
    second.post(f"/penanganan/orang-kedua/{look.pk}/", {"putusan": "setuju"})
    case.refresh_from_db()
    assert case.position == remedy.DROPPED


def test_an_executors_file_holds_what_was_sent_and_answered(cast: Cast, case: Case, most_queries: Guard) -> None:
    actions.answer(asked(case, cast), kind=AnswerKind.OTHER, told={"text": "kontraknya diputus"})
    browser = client_of(cast.inspectorate)
    with most_queries(30):
        page = browser.get(f"/kota/pelaksana/{case.executor_id}/berkas/").content.decode()
    for said in ("0001/KC/", "kontraknya diputus", "Permintaan klarifikasi", "melalui tautan dalam surat"):
        assert said in page, said


def opened(browser: Client, letter: Letter) -> int:
    return browser.get(f"/surat-keluar/{letter.pk}/berkas/").status_code


def test_a_letter_is_seen_edited_approved_issued_and_corrected_on_its_page(cast: Cast, case: Case) -> None:
    draft = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    first, second, address = (
        client_of(cast.coordinator),
        client_of(cast.second_coordinator),
        f"/surat-keluar/{draft.pk}/",
    )
    seen = first.get(f"{address}pratinjau/")
    assert seen.content.count(b"data:image/png;base64,") >= 2
    assert "Asal angka" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    first.post(address, {"remarks": "Mohon segera.\r\nTerima kasih.", "signatory": "Ani Contoh"})
    draft.refresh_from_db()
    assert draft.content["remarks"] == "Mohon segera.\nTerima kasih."
    own = first.post(f"{address}tindakan/", {"tindakan": "setujui"}, follow=True)
    assert "orang lain daripada yang menyusun" in own.content.decode()
    second.post(f"{address}tindakan/", {"tindakan": "setujui"})
    issued = first.post(f"{address}tindakan/", {"tindakan": "terbitkan"}, follow=True)
    assert "Surat terbit dan bernomor." in issued.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by) == (LetterState.ISSUED, cast.second_coordinator)
    empty = first.post(f"{address}tindakan/", {"tindakan": "betulkan"}, follow=True)
    assert "Tulis alasan pembetulan" in empty.content.decode()
    corrected = first.post(f"{address}tindakan/", {"tindakan": "betulkan", "alasan": "nilai keliru"}, follow=True)
    assert corrected.context["letter"].supersedes == draft
    twice = first.post(f"{address}tindakan/", {"tindakan": "betulkan", "alasan": "lagi"}, follow=True)
    assert "Draf pembetulan surat ini sudah ada" in twice.content.decode()


def test_opening_an_issued_paper_leaves_one_line_and_is_never_kept_by_a_browser(cast: Cast, case: Case) -> None:
    asked(case, cast)
    letter = Letter.objects.get()
    answer = client_of(cast.inspectorate).get(f"/surat-keluar/{letter.pk}/berkas/")
    assert answer.content == bytes(letter.pdf or b"")
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(action="letter.opened", on=f"compliance.letter:{letter.pk}").count() == 1


def test_a_letter_is_read_by_its_office_and_by_whom_it_was_written_to(cast: Cast, case: Case) -> None:
    case.executor.office = cast.firm.office  # type: ignore[union-attr]
    case.executor.save()  # type: ignore[union-attr]
    draft = actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator)
    firm = client_of(cast.firm)
    assert opened(firm, draft) == 404
    actions.issue_letter(draft, by=cast.coordinator, site=SITE)
    assert [opened(client_of(getattr(cast, who)), draft) for who in ("firm", "coordinator", "leader")] == [200] * 3
    # it holds the link by which the firm answers
    others = ("rival_firm", "agency_officer", "payment_verifier", "branch_officer", "other_agency_officer")
    assert [opened(client_of(getattr(cast, who)), draft) for who in others] == [404] * 5


def test_a_day_that_has_passed_is_no_day_to_act_by(cast: Cast, case: Case) -> None:
    asked(case, cast)
    Case.objects.filter(pk=case.pk).update(position=remedy.NOTICE)
    draft = Letter.objects.create(
        case=case, step=remedy.NOTICE, office=cast.agency_officer.office, content={}, code="uji",
        drafted_by=cast.agency_officer,
    )  # fmt: skip
    answer = client_of(cast.agency_officer).post(f"/surat-keluar/{draft.pk}/", {"due_on": "2020-01-01"})
    assert "isi hari sesudah hari ini." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.content == {}


def test_the_public_page_takes_an_answer_without_an_account(cast: Cast, case: Case) -> None:
    token, nobody = asked(case, cast), Client()
    page = nobody.get(f"/jawab/{token}/")
    assert "Apakah pekerjaan ini sudah didaftarkan?" in page.content.decode()
    answer = nobody.post(f"/jawab/{token}/", {"kind": AnswerKind.WILL_REGISTER}, follow=True)
    assert "Jawaban diterima" in answer.content.decode()
    letter = Letter.objects.get()
    assert "Surat ini terbit dan berlaku" in nobody.get(f"/surat/{letter.code}/").content.decode()
    look = actions.ask_to_drop(case, reason="batal", by=cast.coordinator)
    actions.decide(look, is_granted=True, by=cast.second_coordinator)
    assert "Sudah selesai" in nobody.get(f"/jawab/{token}/").content.decode()


def test_an_english_page_names_steps_and_issuers_in_english(cast: Cast, case: Case) -> None:
    browser = client_of(cast.agency_officer)
    browser.cookies["django_language"] = "en"
    page = browser.get(f"/dinas/penanganan/{case.pk}/").content.decode()
    assert "comes after Request for clarification, which has not been taken" in page
    told = {"tindakan": "surat", "langkah": remedy.PROPOSAL}
    refused = browser.post(f"/penanganan/{case.pk}/langkah/", told, follow=True).content.decode()
    assert "Proposal to BPJS Ketenagakerjaan, with evidence is a step of city government" in refused
