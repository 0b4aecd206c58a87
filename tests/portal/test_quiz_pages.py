"""Does who takes part get through quiz and feedback without an account, and does the office see what it may?"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import invited, open_event, taking_part
from tests.house.guards import Guard

from payung.accounts.terms import OfficeKind
from payung.briefings import actions, queries
from payung.briefings.models import Event, Feedback, Participant, QuizSitting
from payung.briefings.terms import EventState, Phase
from payung.portal.components import attempts
from payung.registry.models import Executor

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def event(cast: Cast) -> Event:
    """An event that began an hour ago."""
    event = open_event(cast, on=timezone.localdate())
    begun = timezone.now() - HOUR
    Event.objects.filter(pk=event.pk).update(starts_at=begun, ends_at=begun + 3 * HOUR)
    event.refresh_from_db()
    return event


@pytest.fixture
def person(event: Event) -> Participant:
    return taking_part(event, "Sari Contoh", code="ABC234")


def quiz_of(person: Participant, phase: Phase = Phase.BEFORE) -> str:
    return reverse("participant_quiz", args=[person.key, phase.value])


def form(sitting: QuizSitting, *, rights: int) -> dict[str, str]:
    """The fields of a form in which the first few are right."""
    told = {}
    for number, question in enumerate(queries.questions_of(sitting), start=1):
        right = [choice.code for choice in question.choices].index(question.right)
        told[f"soal-{number}"] = str(right if number <= rights else (right + 1) % len(question.choices))
    return told


def test_the_whole_way_without_an_account(person: Participant) -> None:
    browser, page = Client(), reverse("participant_page", args=[person.key])
    assert "Mulai kuis" in browser.get(page).content.decode()
    browser.post(quiz_of(person), {"mulai": "1"})
    asked = browser.get(quiz_of(person)).content.decode()
    sitting = QuizSitting.objects.get()
    assert asked.count("<fieldset") == len(sitting.questions)
    answered = browser.post(quiz_of(person), form(sitting, rights=5), follow=True).content.decode()
    assert "<b>5</b> dari 9 benar" in answered
    assert "Pembahasannya terbuka" in answered
    browser.post(quiz_of(person, Phase.AFTER), {"mulai": "1"})
    after = QuizSitting.objects.get(phase=Phase.AFTER)
    told = browser.post(quiz_of(person, Phase.AFTER), form(after, rights=8), follow=True).content.decode()
    assert "<b>8</b> dari 9 benar" in told
    assert told.count("belum tepat") == 1
    assert "PP 44/2015" in told
    browser.post(reverse("participant_feelings", args=[person.key]), {"manfaat": "5", "jelas": "4", "kesan": "Baik."})
    assert Feedback.objects.get().text == "Baik."
    assert "Kesan Anda sudah diterima" in browser.get(page).content.decode()


def test_the_form_does_not_give_the_answer_away(person: Participant) -> None:
    sitting = actions.start_quiz(person, Phase.BEFORE)
    page = Client().get(quiz_of(person)).content.decode()
    values = re.findall(r'name="soal-\d+" value="([^"]*)"', page)
    assert set(values) <= {"0", "1", "2", "3", "?"}
    assert page.count('value="?"') == len(sitting.questions)
    assert "checked" not in page


def test_what_was_left_out_is_shown_with_what_was_chosen(person: Participant) -> None:
    sitting = actions.start_quiz(person, Phase.BEFORE)
    told = form(sitting, rights=9)
    del told["soal-4"]
    page = Client().post(quiz_of(person), told).content.decode()
    assert page.count("Pilih satu jawaban") == 1
    assert 'id="kurang-4"' in page
    assert page.count(" checked") == 8
    sitting.refresh_from_db()
    assert sitting.answered_at is None


def test_an_answer_cannot_be_changed(person: Participant) -> None:
    sitting = actions.start_quiz(person, Phase.BEFORE)
    Client().post(quiz_of(person), form(sitting, rights=3))
    again = Client().post(quiz_of(person), form(sitting, rights=9), follow=True).content.decode()
    assert "Kuis ini sudah dijawab" in again
    sitting.refresh_from_db()
    assert sitting.right == 3


def test_the_page_speaks_english_from_the_bank(person: Participant) -> None:
    actions.start_quiz(person, Phase.BEFORE)
    browser = Client()
    browser.cookies["django_language"] = "en"
    page = browser.get(quiz_of(person)).content.decode()
    assert "Contributions of a project" in page


@pytest.mark.parametrize("typed", ["ABC234", " abc-234 "])
def test_the_code_of_a_card_leads_to_the_page(event: Event, person: Participant, typed: str) -> None:
    answer = Client().post(reverse("participant_enter", args=[event.code]), {"kode": typed})
    assert answer["Location"] == reverse("participant_page", args=[person.key])


def test_a_wrong_code_says_one_thing_and_many_lock_the_form(event: Event, person: Participant) -> None:
    browser, at = Client(), reverse("participant_enter", args=[event.code])
    first = browser.post(at, {"kode": "ZZZ999"})
    assert (first.status_code, "belum dikenali" in first.content.decode()) == (200, True)
    for _ in range(attempts.MOST):
        browser.post(at, {"kode": "ZZZ999"})
    locked = browser.post(at, {"kode": "ABC234"})
    assert locked.status_code == 429
    assert "Terlalu banyak" in locked.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").post(at, {"kode": "ABC234"}).status_code == 302


def test_a_code_of_another_event_opens_nothing(cast: Cast, event: Event, person: Participant) -> None:
    other = open_event(cast, on=timezone.localdate())
    answer = Client().post(reverse("participant_enter", args=[other.code]), {"kode": "ABC234"})
    assert answer.status_code == 200


def test_an_event_that_was_called_off_says_so_and_asks_nothing(event: Event, person: Participant) -> None:
    Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED, reason="Banjir.")
    page = Client().get(reverse("participant_page", args=[person.key])).content.decode()
    assert "Acara ini dibatalkan. Banjir." in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]


def test_the_office_reads_results_and_no_name(cast: Cast, event: Event, person: Participant) -> None:
    for n in range(12):
        each = taking_part(event, f"Orang Rahasia {n}")
        for phase, rights in ((Phase.BEFORE, 3), (Phase.AFTER, 7)):
            sitting = actions.start_quiz(each, phase)
            Client().post(quiz_of(each, phase), form(sitting, rights=rights))
        actions.give_feedback(each, useful=4, clear=5, text=f"kesan {n}")
    page = client_of(cast.leader).get(reverse("event_quiz", args=[event.pk])).content.decode()
    assert "Dari setiap 100 jawaban, 44 lebih banyak yang benar sesudah acara" in page
    assert "12 orang mengisi sebelum acara, 12 sesudahnya, 12 keduanya." in page
    assert "Paling sedikit dipahami:" in page
    assert "kesan 3" in page
    assert "Orang Rahasia" not in page
    assert "Salin jawaban" not in page


def test_without_answers_the_office_is_told_how_to_get_some(cast: Cast, event: Event) -> None:
    page = client_of(cast.coordinator).get(reverse("event_quiz", args=[event.pk])).content.decode()
    assert "Belum ada jawaban kuis" in page
    assert "Belum ada peserta yang mengisi kedua kuis" in page


def test_paper_is_copied_in_and_a_mistake_keeps_what_was_typed(cast: Cast, event: Event, person: Participant) -> None:
    browser, at = client_of(cast.coordinator), reverse("event_quiz", args=[event.pk])
    wrong = browser.post(at, {"kode": "ABC234", "waktu": "sebelum", "jawaban": "AB"}).content.decode()
    assert "9 huruf, yang terbaca 2" in wrong
    assert 'value="AB"' in wrong
    kept = browser.post(at, {"kode": "abc234", "waktu": "sebelum", "jawaban": "A" * 9}, follow=True).content.decode()
    assert "Jawaban Sari Contoh tersimpan" in kept
    unknown = browser.post(at, {"kode": "ZZZ999", "waktu": "sebelum", "jawaban": "A" * 9}).content.decode()
    assert "tidak ada dalam daftar acara ini" in unknown


def test_a_reader_copies_nothing(cast: Cast, event: Event, person: Participant) -> None:
    told = {"kode": "ABC234", "waktu": "sebelum", "jawaban": "A" * 9}
    page = client_of(cast.leader).post(reverse("event_quiz", args=[event.pk]), told).content.decode()
    assert "diselenggarakan kantor lain" in page
    assert not QuizSitting.objects.exists()


def test_the_sheet_asks_what_the_screen_asks_and_ends_with_its_key(cast: Cast, event: Event) -> None:
    at = reverse("event_quiz_sheet", args=[event.pk])
    page = client_of(cast.coordinator).get(at, {"waktu": "sesudah"}).content.decode()
    sheet, _, key = page.partition("Kunci jawaban")
    for question in queries.form_of(event, Phase.AFTER):
        right = question.choice(question.right)
        assert question.ask.id.replace("'", "&#x27;") in sheet
        assert right is not None
        assert right.text.id in key
        assert question.because.id not in sheet
    assert client_of(cast.coordinator).get(at, {"waktu": "kapan"}).status_code == 404


def test_the_branch_of_an_event_copies_too(cast: Cast, event: Event, person: Participant) -> None:
    assert cast.branch_officer.office_kind == OfficeKind.BRANCH
    Event.objects.filter(pk=event.pk).update(branch=cast.branch_officer.office_id)
    page = client_of(cast.branch_officer).get(reverse("event_quiz", args=[event.pk])).content.decode()
    assert "Salin jawaban" in page


def test_the_pages_ask_little_of_the_database(
    cast: Cast, event: Event, person: Participant, most_queries: Guard
) -> None:
    sitting = actions.start_quiz(person, Phase.BEFORE)
    for n in range(20):
        each = taking_part(event, f"Orang {n}")
        got = actions.start_quiz(each, Phase.BEFORE)
        actions.answer_quiz(got, {question.key: question.right for question in queries.questions_of(got)})
    browser, ani = Client(), client_of(cast.coordinator)
    ani.get(reverse("event_quiz", args=[event.pk]))
    with most_queries(8):
        assert browser.get(reverse("participant_page", args=[person.key])).status_code == 200
    with most_queries(6):
        assert browser.get(quiz_of(person)).status_code == 200
    with most_queries(16):
        assert browser.post(quiz_of(person), form(sitting, rights=2)).status_code == 302
    with most_queries(16):
        assert ani.get(reverse("event_quiz", args=[event.pk])).status_code == 200


def test_a_code_opens_nothing_once_the_event_is_long_over(event: Event, person: Participant) -> None:
    """It stands on the certificate, which its holder shows to others."""
    over = timezone.now() - dt.timedelta(days=8)
    Event.objects.filter(pk=event.pk).update(starts_at=over - HOUR, ends_at=over)
    answer = Client().post(reverse("participant_enter", args=[event.code]), {"kode": "ABC234"})
    assert answer.status_code == 200
    assert "hanya terbuka lewat tautannya sendiri" in answer.content.decode()
    assert Client().get(reverse("participant_page", args=[person.key])).status_code == 200


def test_the_page_of_a_participant_does_not_carry_the_secret_of_the_firm(cast: Cast, event: Event) -> None:
    invitee = invited(event, Executor.objects.create(key="npwp:contoh", name="CV Contoh"))
    person = taking_part(event, "Sari Contoh", invitee=invitee)
    assert invitee.key not in Client().get(reverse("participant_page", args=[person.key])).content.decode()
