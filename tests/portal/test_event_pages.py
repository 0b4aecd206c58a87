"""Do the pages of an event show what is next, answer without an account, and ask the database little?"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import invited, open_event
from tests.house.guards import Guard
from tests.house.town import Town, settle

from payung.briefings import actions, queries
from payung.briefings.models import Event, Invitee, Participant
from payung.briefings.terms import EventState, Reply
from payung.compliance.models import Letter
from payung.registry.models import Executor

pytestmark = pytest.mark.django_db
WRITTEN = {
    "title": "Sosialisasi akhir tahun", "place": "Aula", "starts": "09:00", "ends": "12:00", "quota": "50",
    "seats_each": "2", "agenda": "09.00 | Pembukaan | Kepala Dinas\nTanya jawab\n", "about": "", "address": "",
    "reply_by": "",
}  # fmt: skip
MOST = 30


@pytest.fixture
def town(cast: Cast, run_folder: object) -> Town:
    return settle(cast, run_folder)  # type: ignore[arg-type]


@pytest.fixture
def ahead(cast: Cast, town: Town) -> Event:
    return open_event(cast, on=timezone.localdate() + dt.timedelta(days=30), quota=3)


def firms(event: Event, many: int, *, start: int = 0) -> list[Invitee]:
    made = [
        Executor.objects.create(key=f"F{n}", kind="unknown", name=f"CV Firma {n:03d}")
        for n in range(start, start + many)
    ]
    return [invited(event, one) for one in made]


def test_an_event_is_written_down_and_its_page_says_what_is_next(cast: Cast, town: Town) -> None:
    browser, day = client_of(cast.coordinator), timezone.localdate() + dt.timedelta(days=30)
    answer = browser.post(reverse("event_plan"), WRITTEN | {"day": day.isoformat()})
    event = Event.objects.get()
    assert answer["Location"] == reverse("event", args=[event.pk])
    assert event.agenda == [
        {"pukul": "09.00", "acara": "Pembukaan", "oleh": "Kepala Dinas"},
        {"pukul": "", "acara": "Tanya jawab", "oleh": ""},
    ]
    assert "Pilih siapa yang diundang" in browser.get(answer["Location"]).content.decode()
    form = browser.get(reverse("event_edit", args=[event.pk])).content.decode()
    assert "09.00 | Pembukaan | Kepala Dinas" in form


def test_what_cannot_be_stays_in_the_form_with_a_sentence(cast: Cast, town: Town) -> None:
    answer = client_of(cast.coordinator).post(
        reverse("event_plan"), WRITTEN | {"day": "2020-01-06", "title": "Acara lama"}
    )
    page = answer.content.decode()
    assert "Waktu mulainya sudah lewat" in page
    assert "Acara lama" in page
    assert not Event.objects.exists()


def test_from_the_proposal_to_the_letter_to_sending_by_the_pages_alone(cast: Cast, town: Town) -> None:
    browser, day = client_of(cast.coordinator), timezone.localdate() + dt.timedelta(days=30)
    browser.post(reverse("event_plan"), WRITTEN | {"day": day.isoformat()})
    event = Event.objects.get()
    at, act = reverse("event_proposal", args=[event.pk]), reverse("event_act", args=[event.pk])
    browser.post(at, {"cara": "teratas", "teratas": "3"})
    first = queries.invitees(event)[0]
    assert queries.invitees(event).count() == 3
    browser.post(
        reverse("event_invitees", args=[event.pk]),
        {"tindakan": "kontak", "undangan": first.pk, "email": "kantor@badan-usaha.example"},
    )
    drafted = browser.post(act, {"tindakan": "surat"})
    letter = Letter.objects.get(step="undangan")
    assert drafted["Location"] == reverse("letter", args=[letter.pk])
    for page in ("letter", "letter_preview", "letter_file", "letter_sending"):
        assert browser.get(reverse(page, args=[letter.pk])).status_code == 200, page
    assert "Sosialisasi akhir tahun" in browser.get(reverse("letters")).content.decode()
    browser.post(reverse("letter_act", args=[letter.pk]), {"tindakan": "terbitkan"})
    browser.post(act, {"tindakan": "buka"})
    browser.post(act, {"tindakan": "kirim"})
    assert [one.pk for one in queries.invitees(event).filter(invited_at__isnull=False)] == [first.pk]
    letter.refresh_from_db()
    stands = Client().get(reverse("letter_verification", args=[letter.code]))
    assert letter.reference in stands.content.decode()
    pdf = Client().get(reverse("invitation_letter", args=[first.key]))
    assert pdf.getvalue().startswith(b"%PDF")
    assert "Kirim undangan" in browser.get(reverse("event", args=[event.pk])).content.decode()


def test_a_firm_answers_without_an_account_and_finds_its_codes(ahead: Event) -> None:
    (one,) = firms(ahead, 1)
    at, browser = reverse("invitation", args=[one.key]), Client()
    assert "Apakah Anda datang?" in browser.get(at).content.decode()
    one.refresh_from_db()
    assert one.opened_at is not None
    told = {"jawaban": "datang", "nama-1": "Budi", "jabatan-1": "Direktur", "nama-2": "", "catatan": "Terima kasih"}
    assert browser.post(at, told)["Location"] == at
    page = browser.get(at).content.decode()
    person = Participant.objects.get()
    assert person.code in page
    assert "<svg" in page
    assert reverse("participant_page", args=[person.key]) in page
    browser.post(at, {"jawaban": "tidak"})
    one.refresh_from_db()
    assert one.reply == Reply.DECLINED
    assert not Participant.objects.exists()


def test_what_was_typed_is_not_lost_when_it_is_refused(ahead: Event) -> None:
    (one,) = firms(ahead, 1)
    told = {"jawaban": "datang", "nama-1": "Budi", "nama-2": "budi"}
    page = Client().post(reverse("invitation", args=[one.key]), told).content.decode()
    assert "Satu nama tertulis dua kali" in page
    assert 'value="Budi"' in page


def test_when_it_is_full_the_page_says_so_before_and_the_place_after(ahead: Event) -> None:
    first, second, third = firms(ahead, 3)
    for one, names in ((first, ["A", "B"]), (second, ["C"])):
        actions.accept(one, [actions.Coming(name) for name in names], site="https://payung.example")
    at, browser = reverse("invitation", args=[third.key]), Client()
    assert "Kursi sedang penuh" in browser.get(at).content.decode()
    browser.post(at, {"jawaban": "datang", "nama-1": "D"})
    page = browser.get(at).content.decode()
    assert "urutan ke-1" in page
    assert "Tunjukkan di meja pendaftaran" not in page


def test_the_public_page_never_names_who_is_invited(ahead: Event, cast: Cast) -> None:
    (one,) = firms(ahead, 1)
    actions.add_material(ahead, title="Paparan iuran", content=b"%PDF-1.7", by=cast.coordinator)
    page = Client().get(reverse("event_page", args=[ahead.code])).content.decode()
    assert "Paparan iuran" in page
    assert one.executor.name not in page
    assert one.key not in page
    told = Client().get(reverse("event_calendar", args=[ahead.code]))
    assert told["Content-Type"].startswith("text/calendar")
    assert told.content.decode().startswith("BEGIN:VCALENDAR\r\n")
    Event.objects.filter(pk=ahead.pk).update(state=EventState.DRAFT)
    for name in ("event_page", "event_calendar"):
        assert Client().get(reverse(name, args=[ahead.code])).status_code == 404
    assert Client().get(reverse("invitation", args=[one.key])).status_code == 404


def test_a_file_that_is_no_picture_is_refused(ahead: Event, cast: Cast) -> None:
    upload = SimpleUploadedFile("a.pdf", b"<html></html>")
    browser = client_of(cast.coordinator)
    answer = browser.post(
        reverse("event_act", args=[ahead.pk]), {"tindakan": "materi", "judul": "A", "berkas": upload}, follow=True
    )
    assert "Materi harus berupa PDF, PNG atau JPG" in answer.content.decode()


def test_a_firm_sees_its_own_invitations_only(ahead: Event, cast: Cast, town: Town) -> None:
    assert town.ours.executor is not None
    own = invited(ahead, town.ours.executor, invited_at=timezone.now())
    at = reverse("firm_events")
    assert own.key in client_of(cast.firm).get(at).content.decode()
    assert own.key not in client_of(cast.rival_firm).get(at).content.decode()


@pytest.mark.parametrize("page", ["events", "event", "event_invitees", "event_proposal"])
def test_a_page_asks_no_more_of_twice_as_many_firms(ahead: Event, cast: Cast, most_queries: Guard, page: str) -> None:
    browser, address = client_of(cast.coordinator), reverse(page, args=[] if page == "events" else [ahead.pk])
    firms(ahead, 10)
    browser.get(address)
    with most_queries(MOST) as few:
        assert browser.get(address).status_code == 200
    firms(ahead, 10, start=10)
    open_event(cast, on=timezone.localdate() + dt.timedelta(days=40))
    with most_queries(len(few)):
        assert browser.get(address).status_code == 200
