"""Does a correction start from what is known now, and does its page say what it changes in the first letter?"""

import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.cast import Cast, client_of
from tests.compliance import conftest as handled
from tests.house.briefings import invited, open_event
from tests.house.guards import Guard
from tests.house.runs import Written, with_value, without
from tests.house.town import Town

from payung.briefings import actions as briefings
from payung.briefings.models import Event
from payung.compliance import actions
from payung.compliance.actions import load_run
from payung.compliance.models import Case, Letter
from payung.compliance.terms import LetterState
from payung.projects.models import PackageFacts
from payung.registry.models import Executor
from payung.rules import remedy
from payung.rules.money import rupiah_text

pytestmark = pytest.mark.django_db
SITE = "https://payung.contoh.example"
SAME = "Menurut data terakhir tidak ada yang berbeda."
VALUE = 987_654_321
town, finding, case, travel = handled.town, handled.finding, handled.case, handled.travel


@pytest.fixture
def first(case: Case, cast: Cast) -> Letter:
    """A clarification that was issued."""
    return issued(actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator), cast)


@pytest.fixture
def invitation(cast: Cast, town: Town) -> Letter:
    """The issued letter of an event with one guest."""
    event = open_event(cast, on=timezone.localdate() + dt.timedelta(days=30))
    invited(event, Executor.objects.create(key="F1", kind="unknown", name="CV Satu"))
    return issued(briefings.draft_letter(event, by=cast.coordinator), cast)


def issued(draft: Letter, cast: Cast) -> Letter:
    return actions.issue_letter(draft, by=cast.coordinator, site=SITE)


def corrected(browser: Client, letter: Letter) -> str:
    """The page to which asking for a correction leads."""
    told = {"tindakan": "betulkan", "alasan": "data keliru"}
    answer = browser.post(f"/surat-keluar/{letter.pk}/tindakan/", told, follow=True)
    return answer.content.decode()


def draft_for(letter: Letter) -> Letter:
    return Letter.objects.get(supersedes=letter)


def rows_of(browser: Client, letter: Letter) -> dict[str, tuple[str, str]]:
    """label → before and after, as the page of a letter lists them."""
    shown = browser.get(f"/surat-keluar/{letter.pk}/").context["compared"]
    return {row.label: (row.before, row.after) for row in shown.rows}


def text_of(letter: Letter) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.pdf or b""))).pages)


def test_after_another_run_the_page_shows_old_and_new_before_it_is_issued(
    cast: Cast, case: Case, first: Letter, other_run: Written, most_queries: Guard
) -> None:
    before = PackageFacts.objects.get(known_until=None, package=case.package)
    change = with_value(case.package.package_id, value=VALUE, executor_name="CV Nama Benar")
    load_run(other_run(packages=change), by=cast.coordinator)
    browser = client_of(cast.coordinator)
    page = corrected(browser, first)
    assert SAME not in page
    draft = draft_for(first)
    with most_queries(30):
        told = rows_of(browser, draft)
    assert told["nilai kontrak"] == (rupiah_text(before.value or 0), rupiah_text(VALUE))
    assert told["pelaksana paket"] == (before.executor_name, "CV Nama Benar")
    for said in (rupiah_text(before.value or 0), rupiah_text(VALUE), "CV Nama Benar"):
        assert said in page, said
    second = issued(draft, cast)
    assert rupiah_text(VALUE) in text_of(second)
    assert "data keliru" in text_of(second)
    assert rows_of(browser, second) == told


def test_where_nothing_changed_the_page_says_so(cast: Cast, first: Letter) -> None:
    browser = client_of(cast.coordinator)
    assert SAME in corrected(browser, first)
    assert rows_of(browser, draft_for(first)) == {}
    second = issued(draft_for(first), cast)
    page = browser.get(f"/surat-keluar/{second.pk}/").content.decode()
    assert "Tidak ada angka atau keterangan dari data yang berbeda." in page


def test_a_letter_that_was_replaced_is_not_corrected_again(cast: Cast, first: Letter) -> None:
    browser = client_of(cast.coordinator)
    corrected(browser, first)
    issued(draft_for(first), cast)
    assert "Susun pembetulan" not in browser.get(f"/surat-keluar/{first.pk}/").content.decode()
    assert "Hanya surat yang terbit dan masih berlaku yang dapat dibetulkan." in corrected(browser, first)
    assert Letter.objects.filter(supersedes=first).count() == 1


def test_an_invitation_is_corrected_from_its_event_as_it_is_now(cast: Cast, invitation: Letter) -> None:
    event = Event.objects.get()
    Event.objects.filter(pk=event.pk).update(place="Aula Baru")
    invited(event, Executor.objects.create(key="F2", kind="unknown", name="CV Dua"))
    browser = client_of(cast.coordinator)
    page = corrected(browser, invitation)
    told = rows_of(browser, draft_for(invitation))
    old, new = told["hari, waktu, tempat dan agenda"]
    assert ("Gedung Contoh" in old, "Aula Baru" in new) == (True, True)
    assert told["daftar yang diundang"] == ("", "CV Dua")
    assert "Aula Baru" in page
    second = issued(draft_for(invitation), cast)
    assert "CV Dua" in text_of(second)
    assert f"menggantikan surat Nomor {invitation.reference}" in text_of(second).replace("\n", " ")


def test_the_invitation_of_an_event_that_was_called_off_is_not_corrected(cast: Cast, invitation: Letter) -> None:
    browser = client_of(cast.coordinator)
    assert "Susun pembetulan" in browser.get(f"/surat-keluar/{invitation.pk}/").content.decode()
    briefings.cancel_event(Event.objects.get(), reason="Banjir", by=cast.coordinator, site=SITE)
    assert "Susun pembetulan" not in browser.get(f"/surat-keluar/{invitation.pk}/").content.decode()
    assert "berlangsung atau dibatalkan" in corrected(browser, invitation)
    assert not Letter.objects.filter(supersedes=invitation).exists()


def test_a_statement_is_corrected_for_the_firm_that_holds_the_work_now(cast: Cast, town: Town) -> None:
    held = PackageFacts.objects.filter(known_until=None, package=town.ours)
    held.update(contribution_paid=held.get().contribution_due)
    draft = actions.draft_statement(held.get(), by=cast.branch_officer)
    letter = actions.issue_letter(draft, by=cast.branch_officer, site=SITE)
    Executor.objects.filter(packages=town.ours).update(office=cast.rival_firm.office)
    corrected(client_of(cast.branch_officer), letter)
    assert draft_for(letter).content == letter.content | {"firm": cast.rival_firm.office_id}


def test_what_an_older_letter_said_is_on_its_paper(cast: Cast, first: Letter) -> None:
    Letter.objects.filter(pk=first.pk).update(figures=None)
    page = corrected(client_of(cast.coordinator), first)
    assert "Isi surat pertama hanya ada pada PDF-nya" in page
    assert SAME not in page


def test_a_package_the_last_run_does_not_know_is_said_and_breaks_no_page(
    cast: Cast, case: Case, first: Letter, other_run: Written
) -> None:
    gone = without(case.package.package_id)
    names = ("packages", "coverage", "findings", "registration_links", "worker_links", "worker_coverage", "heads")
    load_run(other_run(**dict.fromkeys(names, gone)), by=cast.coordinator)
    browser, said = client_of(cast.coordinator), "Paket surat ini tidak ada dalam pemeriksaan terakhir"
    assert said in corrected(browser, first)
    draft = draft_for(first)
    assert said in browser.get(f"/surat-keluar/{draft.pk}/pratinjau/").content.decode()
    refused = browser.post(f"/surat-keluar/{draft.pk}/tindakan/", {"tindakan": "terbitkan"}, follow=True)
    assert said in refused.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.number) == (LetterState.DRAFT, None)


def test_on_an_english_page_the_labels_are_english(cast: Cast, case: Case, first: Letter, other_run: Written) -> None:
    load_run(other_run(packages=with_value(case.package.package_id, value=VALUE)), by=cast.coordinator)
    browser = client_of(cast.coordinator)
    browser.cookies["django_language"] = "en"
    page = corrected(browser, first)
    assert "Contract value" in page
    assert "Nilai kontrak" not in page


def test_a_letter_whose_correction_is_being_drafted_leads_to_the_draft(first: Letter, cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    corrected(browser, first)
    page = browser.get(f"/surat-keluar/{first.pk}/").content.decode()
    assert f'href="/surat-keluar/{draft_for(first).pk}/"' in page
    assert "Susun pembetulan" not in page
