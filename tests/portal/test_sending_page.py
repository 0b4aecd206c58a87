"""Can a coordinator send a letter, see what became of it, and record what went by hand, from the page?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.compliance.conftest import case, finding, town
from tests.house.clock import Travel, travel
from tests.house.guards import Guard
from tests.outreach.conftest import EMAIL, PHONE, reached

from payung.compliance import actions as compliance
from payung.compliance.models import Case, Letter
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState
from payung.rules import remedy
from payung.rules.periods import add_working_days

__all__ = ["case", "finding", "reached", "town", "travel"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Client:
    return client_of(cast.coordinator)


@pytest.fixture
def letter(reached: Case, cast: Cast, desk: Client) -> Letter:
    """Issued from its page by e-mail and by hand."""
    draft = compliance.draft_letter(reached, remedy.CLARIFICATION, by=cast.coordinator)
    desk.post(reverse("letter_act", args=[draft.pk]), {"tindakan": "terbitkan", "cara": ["email", "hand"]})
    draft.refresh_from_db()
    return draft


def page(desk: Client, letter: Letter) -> str:
    answer = desk.get(reverse("letter_sending", args=[letter.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_issuing_with_ways_ticked_queues_the_messages(letter: Letter, desk: Client) -> None:
    assert sorted(letter.messages.values_list("channel", flat=True)) == ["email", "hand"]
    assert EMAIL in page(desk, letter)
    assert letter.reference in desk.get(reverse("messages"), {"keadaan": "waiting"}).content.decode()
    assert letter.reference not in desk.get(reverse("messages"), {"keadaan": "bounced"}).content.decode()


def test_issuing_without_a_way_issues_and_says_that_nothing_was_sent(reached: Case, cast: Cast, desk: Client) -> None:
    draft = compliance.draft_letter(reached, remedy.CLARIFICATION, by=cast.coordinator)
    assert 'value="email" checked' in desk.get(reverse("letter", args=[draft.pk])).content.decode()
    desk.post(reverse("letter_act", args=[draft.pk]), {"tindakan": "terbitkan"})
    assert "Surat ini belum dikirim" in page(desk, draft)


def test_a_hand_over_is_recorded_with_its_proof_and_the_proof_comes_back(letter: Letter, desk: Client) -> None:
    handed = letter.messages.get(channel=Channel.HAND)
    told = {"tindakan": "catat", "tanggal": timezone.localdate().isoformat(), "penerima": "Sari",
            "bukti": SimpleUploadedFile("foto.png", b"\x89PNG\r\n\x1a\nbukti")}  # fmt: skip
    desk.post(reverse("message_act", args=[handed.pk]), told)
    handed.refresh_from_db()
    assert (handed.state, handed.receiver, handed.proof_kind) == (MessageState.SENT, "Sari", "png")
    answer = desk.get(reverse("message_proof", args=[handed.pk]))
    assert (answer.content, answer["Content-Type"]) == (b"\x89PNG\r\n\x1a\nbukti", "image/png")


@pytest.mark.parametrize("told", [{"tanggal": "kapan"}, {"tanggal": "2039-01-01"}, {"tanggal": ""}])
def test_a_day_that_cannot_be_is_said_and_nothing_is_kept(letter: Letter, desk: Client, told: dict[str, str]) -> None:
    handed = letter.messages.get(channel=Channel.HAND)
    answer = desk.post(
        reverse("message_act", args=[handed.pk]), {"tindakan": "catat", "penerima": "S"} | told, follow=True
    )
    assert "anggal" in answer.content.decode().split('role="alert"')[-1]
    handed.refresh_from_db()
    assert handed.state == MessageState.WAITING


def test_whatsapp_opens_with_the_text_ready(letter: Letter, desk: Client) -> None:
    desk.post(reverse("letter_sending", args=[letter.pk]), {"tindakan": "kirim", "cara": "whatsapp"})
    assert f"https://wa.me/{PHONE.lstrip('+')}?text=" in page(desk, letter)


def test_an_uncertain_message_asks_a_person(letter: Letter, desk: Client) -> None:
    mail = Message.objects.filter(letter=letter, channel=Channel.EMAIL)
    mail.update(state=MessageState.UNCERTAIN, claim="a", claimed_at=timezone.now())
    assert "Nyatakan terkirim" in page(desk, letter)
    desk.post(reverse("message_act", args=[mail.get().pk]), {"tindakan": "pastikan", "catatan": "ada di log"})
    assert mail.get().state == MessageState.SENT


def test_the_contact_is_mended_from_the_page_and_a_bad_one_refused(letter: Letter, desk: Client) -> None:
    address = reverse("letter_sending", args=[letter.pk])
    bad = desk.post(address, {"tindakan": "kontak", "email": "bukan", "phone": ""}, follow=True)
    assert "Alamat surel tidak terbaca" in bad.content.decode()
    desk.post(address, {"tindakan": "kontak", "email": "baru@badan-usaha.example", "phone": PHONE})
    assert 'value="baru@badan-usaha.example"' in page(desk, letter)


def test_who_only_looks_on_learns_no_address(letter: Letter, cast: Cast) -> None:
    for onlooker in (cast.leader, cast.inspectorate):
        words = page(client_of(onlooker), letter)
        assert EMAIL not in words
        assert "disembunyikan" in words
        assert "Kontak pelaksana" not in words


def test_what_nobody_has_read_after_some_working_days_is_found(letter: Letter, desk: Client, travel: Travel) -> None:
    sent = timezone.now()
    Message.objects.filter(channel=Channel.EMAIL).update(state=MessageState.SENT, sent_at=sent)
    for days, is_there in ((2, False), (3, True)):
        travel(add_working_days(timezone.localdate(sent), days))
        assert (letter.reference in desk.get(reverse("messages"), {"belum-dibaca": "3"}).content.decode()) is is_there
    assert letter.reference not in desk.get(reverse("messages"), {"belum-dibaca": "5"}).content.decode()
    Message.objects.update(read_at=timezone.now())
    assert letter.reference not in desk.get(reverse("messages"), {"belum-dibaca": "3"}).content.decode()


def test_an_executor_whom_nobody_can_reach_is_listed_until_somebody_says_how(
    case: Case, cast: Cast, most_queries: Guard
) -> None:
    executor, desk = case.executor, client_of(cast.agency_officer)
    assert executor is not None
    with most_queries(30):
        assert executor.name in desk.get(reverse("unreached")).content.decode()
    for told, why in (({}, "sekurangnya satu"), ({"email": "bukan surel"}, "tidak terbaca")):
        answer = desk.post(reverse("unreached"), {"pelaksana": executor.pk} | told, follow=True)
        assert why in answer.content.decode()
    assert client_of(cast.inspectorate).post(
        reverse("unreached"), {"pelaksana": executor.pk, "email": EMAIL}, follow=True
    ).content.decode().count("Kontak pelaksana dicatat oleh yang menyuratinya")  # fmt: skip
    assert client_of(cast.other_agency_officer).post(
        reverse("unreached"), {"pelaksana": executor.pk, "email": EMAIL}
    ).status_code == 404  # fmt: skip
    desk.post(reverse("unreached"), {"pelaksana": executor.pk, "email": EMAIL})
    assert list(desk.get(reverse("unreached")).context["page"].object_list) == []
