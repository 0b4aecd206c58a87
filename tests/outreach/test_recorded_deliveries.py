"""Is what a person did with a message recorded with its proof, by the right office, once?"""

import datetime as dt

import pytest
from django.utils import timezone
from tests.cast import Cast

from payung.audit.models import Entry
from payung.compliance import actions as compliance
from payung.compliance.models import Case
from payung.outreach import actions, queries
from payung.outreach.actions.recording import Delivery
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState
from payung.refusal import Refusal
from payung.rules import remedy

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 tanda terima"
S = MessageState


@pytest.fixture
def messages(reached: Case, cast: Cast) -> dict[str, Message]:
    """A letter that goes by all four ways."""
    drafted = compliance.draft_letter(reached, remedy.CLARIFICATION, by=cast.coordinator)
    letter = actions.issue_and_send(drafted, by=cast.coordinator, site="https://payung.example", channels=list(Channel))
    return {one.channel: one for one in letter.messages.all()}


def test_a_hand_over_names_who_received_it_and_keeps_the_proof(messages: dict[str, Message], cast: Cast) -> None:
    handed, today = messages[Channel.HAND], timezone.localdate()
    with pytest.raises(Refusal, match="siapa yang menerima"):
        actions.record_delivery(handed, Delivery(today), by=cast.coordinator)
    actions.record_delivery(handed, Delivery(today, "Sari, penerima surat", proof=PDF), by=cast.coordinator)
    handed.refresh_from_db()
    assert (handed.state, handed.receiver, bytes(handed.proof or b"")) == (S.SENT, "Sari, penerima surat", PDF)
    assert handed.proof_kind == "pdf"
    with pytest.raises(Refusal, match="sudah dicatat"):
        actions.record_delivery(handed, Delivery(today, "Sari"), by=cast.coordinator)
    assert Entry.objects.filter(action="message.sent", on=f"outreach.message:{handed.pk}").count() == 1


def test_post_needs_the_number_of_its_receipt_or_a_proof(messages: dict[str, Message], cast: Cast) -> None:
    posted, today = messages[Channel.POST], timezone.localdate()
    with pytest.raises(Refusal, match="nomor resi"):
        actions.record_delivery(posted, Delivery(today), by=cast.coordinator)
    actions.record_delivery(posted, Delivery(today, note="P2611300001"), by=cast.coordinator)
    posted.refresh_from_db()
    assert (posted.state, posted.note) == (S.SENT, "P2611300001")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Delivery(dt.date(2020, 1, 1), "Sari"), "antara tanggal surat dan hari ini"),
        (Delivery(dt.date(2039, 1, 1), "Sari"), "antara tanggal surat dan hari ini"),
        (Delivery(dt.date(2039, 1, 1), "Sari", proof=b"<html>"), "antara tanggal surat dan hari ini"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    messages: dict[str, Message], cast: Cast, told: Delivery, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        actions.record_delivery(messages[Channel.HAND], told, by=cast.coordinator)


@pytest.mark.parametrize("proof", [b"<html>", b"%PDF" + b"x" * 6_000_000])
def test_a_proof_is_a_small_document_or_picture(messages: dict[str, Message], cast: Cast, proof: bytes) -> None:
    with pytest.raises(Refusal, match="Tidak ada yang tersimpan"):
        actions.record_delivery(messages[Channel.HAND], Delivery(timezone.localdate(), "Sari", proof=proof),
                                by=cast.coordinator)  # fmt: skip
    assert Message.objects.get(pk=messages[Channel.HAND].pk).state == S.WAITING


def test_an_email_is_not_recorded_by_hand(messages: dict[str, Message], cast: Cast) -> None:
    with pytest.raises(Refusal, match="dikirim oleh Payung sendiri"):
        actions.record_delivery(messages[Channel.EMAIL], Delivery(timezone.localdate()), by=cast.coordinator)


@pytest.mark.parametrize("who", ["agency_officer", "branch_officer", "leader", "firm"])
def test_a_stranger_records_nothing(messages: dict[str, Message], cast: Cast, who: str) -> None:
    stranger = getattr(cast, who)
    Message.objects.filter(pk=messages[Channel.EMAIL].pk).update(state=S.UNCERTAIN)
    held = Message.objects.get(pk=messages[Channel.EMAIL].pk)
    for attempt in (
        lambda: actions.record_delivery(messages[Channel.HAND], Delivery(timezone.localdate(), "S"), by=stranger),
        lambda: actions.confirm_sent(held, note="log", by=stranger),
        lambda: actions.send_again(held, by=stranger),
    ):
        with pytest.raises(Refusal, match="bukan surat kantor Anda"):
            attempt()


def test_an_uncertain_message_is_decided_by_a_person(messages: dict[str, Message], cast: Cast) -> None:
    held = Message.objects.filter(pk=messages[Channel.EMAIL].pk)
    with pytest.raises(Refusal, match="tidak menunggu dipastikan"):
        actions.confirm_sent(held.get(), note="log", by=cast.coordinator)
    with pytest.raises(Refusal, match="tidak perlu dikirim ulang"):
        actions.send_again(held.get(), by=cast.coordinator)
    held.update(state=S.UNCERTAIN, claim="a", claimed_at=timezone.now())
    with pytest.raises(Refusal, match="dari mana Anda tahu"):
        actions.confirm_sent(held.get(), note=" ", by=cast.coordinator)
    actions.confirm_sent(held.get(), note="ada di log peladen surel", by=cast.coordinator)
    assert held.get().state == S.SENT
    held.update(state=S.UNCERTAIN)
    actions.send_again(held.get(), by=cast.coordinator)
    assert (held.get().state, held.get().claim, held.get().attempts) == (S.WAITING, "", 0)


def test_people_see_the_messages_of_the_letters_they_may_read(messages: dict[str, Message], cast: Cast) -> None:
    seen = {name: queries.messages(by=getattr(cast, name)).count() for name in
            ("coordinator", "inspectorate", "agency_officer", "firm", "branch_officer")}  # fmt: skip
    assert seen == {"coordinator": 4, "inspectorate": 4, "agency_officer": 0, "firm": 0, "branch_officer": 0}
    assert queries.counts(by=cast.coordinator) == {S.WAITING: 4}
    assert queries.message(messages[Channel.HAND].pk, by=cast.agency_officer) is None
