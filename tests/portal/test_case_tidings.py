"""Is everybody told of a case what is theirs to know: offices what waits and went, firms what is asked of them?"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.compliance.conftest import case, finding, town
from tests.house.briefings import invited, open_event, promised
from tests.house.guards import Guard
from tests.house.handling import draft_of, look_of
from tests.house.messages import message_of
from tests.portal.test_answering_pages import owned
from tests.portal.test_case_pages import asked

from payung.compliance.models import Case, Finding, Letter
from payung.compliance.terms import LetterState
from payung.rules import remedy

__all__ = ["case", "finding", "town"]
pytestmark = pytest.mark.django_db


def standing(case: Case, cast: Cast, *, step: str, until: dt.date) -> Letter:
    """A letter of the agency that stands in this case and names this day."""
    letter = draft_of(case, by=cast.agency_officer, step=step)
    on = timezone.localdate() - dt.timedelta(days=40)
    facts = {"state": LetterState.ISSUED, "number": 7, "year": on.year, "reference": "0007/UJI", "issued_on": on}
    facts |= {"sent_on": on} if hasattr(letter, "sent_on") else {}
    Letter.objects.filter(pk=letter.pk).update(
        **facts, pdf=b"%PDF-1.7", content={"due_on": until.isoformat()}, issued_by=cast.agency_officer
    )
    Case.objects.filter(pk=case.pk).update(position=step)
    return Letter.objects.get(pk=letter.pk)


def test_a_firm_is_told_nothing_of_what_offices_weigh(cast: Cast, case: Case) -> None:
    look_of(owned(case, cast), by=cast.coordinator)
    case.steps.create(name=remedy.INSUFFICIENT, on_date=timezone.localdate(), by=cast.coordinator, note="kami curiga")
    internal = ("paket batal", "Ani", "kami curiga", "sudah dilihat di lokasi", "orang kedua")
    seen = Finding.objects.get(finding_id=case.finding_id)
    firm = client_of(cast.firm)
    for address in (
        f"/badan-usaha/penanganan/{case.pk}/",
        "/badan-usaha/penanganan/",
        f"/badan-usaha/temuan/{seen.pk}/",
    ):
        page = firm.get(address)
        assert page.status_code == 200
        assert [said for said in internal if said in page.content.decode()] == [], address
    page = client_of(cast.second_coordinator).get(f"/kota/penanganan/{case.pk}/").content.decode()
    assert [said for said in internal[:3] if said not in page] == []


def test_a_firms_letters_name_no_person_of_another_office(cast: Cast, case: Case) -> None:
    asked(owned(case, cast), cast)
    letter, firm = Letter.objects.get(), client_of(cast.firm)
    for address in (reverse("letters"), reverse("letter", args=[letter.pk])):
        assert "Ani" not in firm.get(address).content.decode(), address
    assert "Ani" in client_of(cast.coordinator).get(reverse("letter", args=[letter.pk])).content.decode()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"tindakan": "langkah", "langkah": "teguran_tertulis_1", "tanggal": "2199-01-01", "catatan": "B/12 <uji>"},
         ('value="2199-01-01"', "B/12 &lt;uji&gt;", "masa depan")),
        ({"tindakan": "langkah", "langkah": "teguran_tertulis_1", "tanggal": "kemarin", "catatan": "B/13"},
         ("tidak terbaca", "B/13")),
    ],
)  # fmt: skip
def test_a_refused_step_shows_again_what_was_typed_beside_why(
    cast: Cast, case: Case, told: dict[str, str], kept: tuple[str, ...]
) -> None:
    page = client_of(cast.branch_officer).post(f"/penanganan/{case.pk}/langkah/", told).content.decode()
    form = page.split('name="tindakan" value="langkah"')[1].split("</form>")[0]
    assert [said for said in (*kept, 'role="alert"') if said not in form] == []
    assert case.steps.count() == 0


def test_a_refused_request_to_drop_opens_again_and_a_step_nobody_offers_is_refused_at_the_top(
    cast: Cast, case: Case
) -> None:
    browser, act = client_of(cast.coordinator), f"/penanganan/{case.pk}/langkah/"
    empty = browser.post(act, {"tindakan": "hentikan", "catatan": "  "}).content.decode()
    assert "Tulis alasannya" in empty.split('<details class="more" open>')[1].split("</details>")[0]
    stale = browser.post(act, {"tindakan": "langkah", "langkah": "teguran_tertulis_1", "catatan": "x"})
    assert [str(one) for one in stale.context["messages"]] != []


@pytest.mark.parametrize(("days", "over"), [(9, False), (-1, True)])
def test_a_firm_is_told_what_a_reprimand_asks_and_until_when(cast: Cast, case: Case, days: int, over: bool) -> None:
    until = timezone.localdate() + dt.timedelta(days=days)
    standing(owned(case, cast), cast, step=remedy.REPRIMANDS[0], until=until)
    firm = client_of(cast.firm)
    waits = firm.get("/badan-usaha/penanganan/").content.decode()
    assert "Tidak ada yang menunggu" not in waits
    page = firm.get(f"/badan-usaha/penanganan/{case.pk}/")
    card = page.content.decode().split('id="diminta"')[1].split("</section>")[0]
    assert "bayar iurannya" in card
    assert page.context["demand"].until == until
    assert ("harinya sudah lewat" in card) is over
    assert "0007/UJI" in card


def test_the_citys_first_page_counts_what_waits(cast: Cast, case: Case, most_queries: Guard) -> None:
    draft_of(case, by=cast.coordinator, step=remedy.CLARIFICATION)
    look_of(case, by=cast.coordinator)
    browser = client_of(cast.second_coordinator)
    with most_queries(30):
        page = browser.get("/kota/").content.decode()
    today = page.split("Hari ini")[1]
    for address in ("/kota/penanganan/?tunggu=baru", "/kota/penanganan/#menunggu", "/surat-keluar/?keadaan=draf"):
        assert address in today, address


def test_a_finding_called_true_leads_to_opening_its_case_and_then_to_the_case(cast: Cast, finding: Finding) -> None:
    browser, address = client_of(cast.coordinator), f"/kota/temuan/{finding.pk}/"
    opening = f"/kota/penanganan/buka/?temuan={finding.pk}"
    assert opening in browser.get(address).content.decode()
    assert opening not in client_of(cast.leader).get(address).content.decode()
    page = browser.get(opening)
    assert [one.key for one in page.context["able"]] == [finding.pk]
    browser.post(opening, {"pilih": [finding.pk]})
    assert f"/kota/penanganan/{Case.objects.get().pk}/" in browser.get(address).content.decode()
    after = browser.get("/kota/penanganan/buka/")
    assert after.context["able"] == []
    assert "Buka penanganan yang dipilih" not in after.content.decode()
    assert "Paket ini sudah mempunyai penanganan" in after.content.decode()


def sent_page(browser: Client, name: str, *args: int) -> str:
    answer = browser.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_message_names_the_firm_to_which_it_goes(cast: Cast, case: Case) -> None:
    asked(case, cast)
    letter = Letter.objects.get()
    message_of(letter)
    assert case.executor is not None
    for who in (cast.coordinator, cast.inspectorate):
        browser = client_of(who)
        assert case.executor.name in sent_page(browser, "messages")
        assert case.executor.name in sent_page(browser, "letter_sending", letter.pk)
    assert "alamatnya disembunyikan" in sent_page(client_of(cast.inspectorate), "letter_sending", letter.pk)


def test_letters_are_listed_by_work_and_firm_and_found_by_either(cast: Cast, case: Case) -> None:
    asked(case, cast)
    browser, letter = client_of(cast.coordinator), Letter.objects.get()
    assert case.executor is not None
    (row,) = browser.get("/surat-keluar/").context["rows"]
    assert (row["firm"], bool(row["work"])) == (case.executor.name, True)
    for words, found in ((case.executor.name, 1), (letter.reference, 1), (row["work"], 1), ("tak ada begini", 0)):
        page = browser.get("/surat-keluar/", {"q": words})
        assert len(page.context["rows"]) == found, words
    page = browser.get(f"/kota/penanganan/{case.pk}/").content.decode()
    assert "Permintaan klarifikasi<span" in page.split("<h2>Surat")[1]


def test_the_file_of_an_executor_holds_messages_invitations_and_promises(
    cast: Cast, case: Case, most_queries: Guard
) -> None:
    asked(case, cast)
    sent = message_of(Letter.objects.get())
    event = open_event(cast, on=timezone.localdate(), title="Sosialisasi uji berkas")
    assert case.executor is not None
    promised(invited(event, case.executor, invited_at=timezone.now()))
    browser = client_of(cast.inspectorate)
    with most_queries(30):
        page = browser.get(f"/kota/pelaksana/{case.executor_id}/berkas/").content.decode()
    for said in (f"#pesan-{sent.pk}", "Terkirim", "Sosialisasi uji berkas", "Menempel papan pengumuman"):
        assert said in page, said
    assert f"#pesan-{sent.pk}" in browser.get(f"/kota/penanganan/{case.pk}/").content.decode()


def test_the_branch_sees_no_link_to_the_sending_of_a_letter_that_is_not_its_own(cast: Cast, case: Case) -> None:
    letter = standing(case, cast, step=remedy.PROPOSAL, until=timezone.localdate())
    browser, sending = client_of(cast.branch_officer), reverse("letter_sending", args=[letter.pk])
    assert sending not in browser.get(reverse("letter", args=[letter.pk])).content.decode()
    assert browser.get(sending).status_code == 404
    assert sending in client_of(cast.agency_officer).get(reverse("letter", args=[letter.pk])).content.decode()
