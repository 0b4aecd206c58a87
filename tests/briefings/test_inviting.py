"""Is an event planned, its guests proposed from data, its letter numbered, and everybody told once?"""

import datetime as dt

import pytest
from django.conf import settings
from django.utils import timezone
from tests.cast import Cast
from tests.house.clock import Travel
from tests.house.guards import Guard
from tests.house.runs import DAY
from tests.house.town import Town

from payung.audit.models import Entry
from payung.briefings import actions, queries
from payung.briefings.models import Event, Invitee, Told
from payung.briefings.terms import EventState, Reply, Why
from payung.compliance import actions as compliance
from payung.compliance import facts as papers
from payung.compliance.models import Letter
from payung.compliance.terms import LetterState
from payung.outreach.models import Message
from payung.outreach.terms import Channel, MessageState
from payung.projects.models import PackageFacts
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.registry.models import Executor
from payung.sealing import read_ring

pytestmark = pytest.mark.django_db
SITE = "https://payung.example"
OPEN = ("unprotected", "pending")


def plan(*, days: int = 21, **told: object) -> actions.Plan:
    starts = timezone.make_aware(dt.datetime.combine(DAY + dt.timedelta(days=days), dt.time(9)))
    facts = {
        "title": "Sosialisasi jasa konstruksi", "place": "Aula Contoh", "starts_at": starts,
        "ends_at": starts + dt.timedelta(hours=3), "quota": 100, "reply_by": DAY + dt.timedelta(days=14),
    }  # fmt: skip
    return actions.Plan(**(facts | told))  # type: ignore[arg-type]


@pytest.fixture
def planned(cast: Cast, town: Town, travel: Travel) -> Event:
    travel(DAY)
    return actions.plan_event(plan(), by=cast.coordinator)


def ready(event: Event, cast: Cast, *, firms: int = 3, reach: bool = True) -> Letter:
    """The first firms of the proposal listed, reached by e-mail, the letter issued and the invitations open."""
    chosen = [one.executor for one in queries.proposed(event, queries.Narrowed())[:firms]]
    actions.invite(event, chosen, by=cast.coordinator)
    for pk in chosen if reach else []:
        reach_by(pk, cast, email=f"kantor{pk}@badan-usaha.example")
    letter = actions.draft_letter(event, by=cast.coordinator)
    issued = compliance.issue_letter(letter, by=cast.coordinator, site=SITE)
    actions.open_event(event, by=cast.coordinator)
    event.refresh_from_db()
    return issued


def reach_by(executor: int, cast: Cast, *, email: str = "", phone: str = "") -> None:
    ring = read_ring(settings.FIELD_KEYS)
    held = Executor.objects.get(pk=executor)
    registry.set_contact(held, email=email, phone=phone, keyring=ring, by=cast.coordinator)


def test_the_proposal_puts_unprotected_work_first_and_the_most_days_before_all(planned: Event) -> None:
    found = queries.proposed(planned, queries.Narrowed())
    order = [list(Why).index(one.why) for one in found]
    assert order == sorted(order)
    pressing = [one for one in found if one.why == Why.UNPROTECTED]
    assert pressing
    assert [one.days for one in pressing] == sorted((one.days for one in pressing), reverse=True)
    facts = PackageFacts.objects.filter(known_until=None, package__executor=pressing[0].executor, state_now__in=OPEN)
    assert (pressing[0].packages, pressing[0].days) == (len(facts), sum(one.uncovered_days or 0 for one in facts))


def test_a_proposal_for_an_agency_names_only_firms_that_work_for_it(planned: Event, town: Town) -> None:
    agency = town.ours.agency_id
    found = queries.proposed(planned, queries.Narrowed(agency=agency))
    of_agency = set(PackageFacts.objects.filter(package__agency=agency).values_list("package__executor", flat=True))
    assert found
    assert {one.executor for one in found} <= of_agency


def test_whoever_had_a_letter_a_case_or_an_invitation_was_reached(planned: Event, cast: Cast) -> None:
    first = queries.proposed(planned, queries.Narrowed())[0]
    assert first.is_new
    ready(planned, cast, firms=1)
    actions.send_invitations(planned, by=cast.coordinator, site=SITE)
    other = actions.plan_event(plan(days=30), by=cast.coordinator)
    again = {one.executor: one for one in queries.proposed(other, queries.Narrowed())}
    assert not again[first.executor].is_new


def test_a_firm_stands_on_the_list_once_with_why(planned: Event, cast: Cast) -> None:
    first = queries.proposed(planned, queries.Narrowed())[0]
    assert actions.invite(planned, [first.executor, first.executor], by=cast.coordinator) == 1
    assert actions.invite(planned, [first.executor], by=cast.coordinator) == 0
    held = Invitee.objects.get(event=planned)
    assert (held.why, held.packages, held.days) == (Why.UNPROTECTED, first.packages, first.days)
    assert first.executor not in {one.executor for one in queries.proposed(planned, queries.Narrowed())}


def test_a_firm_without_work_is_chosen_by_a_person(planned: Event, cast: Cast) -> None:
    other = Executor.objects.create(key="LAIN", kind="unknown", name="CV Lain")
    actions.invite(planned, [other.pk], by=cast.coordinator)
    assert Invitee.objects.get(executor=other).why == Why.CHOSEN


def test_one_letter_invites_everybody_under_one_number(planned: Event, cast: Cast) -> None:
    letter = ready(planned, cast)
    assert (letter.state, letter.number, letter.case_id) == (LetterState.ISSUED, 1, None)
    paper = papers.letter_content(letter, site=SITE)
    assert paper.recipient is not None
    assert paper.recipient.name == "Pimpinan badan usaha (daftar terlampir)"
    assert list(paper.guests) == sorted((one.executor.name for one in queries.invitees(planned)), key=str.casefold)
    assert paper.meeting is not None
    assert paper.meeting.on == DAY + dt.timedelta(days=21)
    assert bytes(letter.pdf or b"").startswith(b"%PDF")


def test_the_draft_follows_the_list_and_the_day_and_is_approved_anew(planned: Event, cast: Cast) -> None:
    chosen = [one.executor for one in queries.proposed(planned, queries.Narrowed())[:3]]
    actions.invite(planned, chosen[:2], by=cast.coordinator)
    letter = actions.draft_letter(planned, by=cast.coordinator)
    compliance.approve_letter(letter, by=cast.second_coordinator)
    actions.invite(planned, chosen[2:], by=cast.coordinator)
    letter.refresh_from_db()
    assert (letter.state, len(letter.content["guests"])) == (LetterState.DRAFT, 3)
    actions.edit_event(planned, plan(place="Gedung Lain"), by=cast.coordinator, site=SITE)
    letter.refresh_from_db()
    assert letter.content["meeting"]["place"] == "Gedung Lain"


def test_sending_twice_tells_nobody_twice(planned: Event, cast: Cast) -> None:
    ready(planned, cast)
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 3
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 0
    assert Message.objects.count() == Told.objects.count() == 3
    one = Told.objects.select_related("message", "invitee")[0]
    assert f"{SITE}/undangan-acara/{one.invitee.key}/" in one.message.text
    assert "METHOD:PUBLISH" in one.message.calendar
    assert one.message.channel == Channel.EMAIL
    assert Invitee.objects.filter(invited_at=None).count() == 0


def test_two_firms_with_one_address_are_both_told(planned: Event, cast: Cast) -> None:
    ready(planned, cast, firms=2, reach=False)
    for one in queries.invitees(planned):
        reach_by(one.executor_id, cast, email="sama@badan-usaha.example")
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 2
    assert len(set(Message.objects.values_list("message_id", flat=True))) == 2


def test_without_e_mail_whatsapp_is_made_ready_and_without_both_a_person_brings_it(planned: Event, cast: Cast) -> None:
    ready(planned, cast, firms=2, reach=False)
    first, second = queries.invitees(planned)
    reach_by(first.executor_id, cast, phone="0812 3456 7890")
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 1
    assert Message.objects.get().channel == Channel.WHATSAPP
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE, by_hand=True) == 1
    assert Told.objects.get(invitee=second).message.channel == Channel.HAND


def test_two_hundred_invitations_are_few_queries(planned: Event, cast: Cast, most_queries: Guard) -> None:
    firms = Executor.objects.bulk_create(
        Executor(key=f"RAMAI {n}", kind="unknown", name=f"CV Ramai {n}") for n in range(200)
    )
    actions.invite(planned, [one.pk for one in firms], by=cast.coordinator)
    for one in firms:
        reach_by(one.pk, cast, email=f"k{one.pk}@badan-usaha.example")
    compliance.issue_letter(actions.draft_letter(planned, by=cast.coordinator), by=cast.coordinator, site=SITE)
    actions.open_event(planned, by=cast.coordinator)
    with most_queries(30):
        assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 200


def test_a_corrected_letter_goes_to_everybody_anew(planned: Event, cast: Cast) -> None:
    ready(planned, cast)
    actions.send_invitations(planned, by=cast.coordinator, site=SITE)
    actions.edit_event(planned, plan(days=22), by=cast.coordinator, site=SITE)
    planned.refresh_from_db()
    assert planned.revision == 1
    draft = actions.correct_letter(planned, reason="Waktu berubah", by=cast.coordinator)
    compliance.issue_letter(draft, by=cast.coordinator, site=SITE)
    planned.refresh_from_db()
    assert queries.standing_letter(planned) == draft
    assert actions.send_invitations(planned, by=cast.coordinator, site=SITE) == 3
    assert Message.objects.filter(letter=draft).count() == 3


def test_calling_off_tells_whom_the_invitation_reached_and_withdraws_the_rest(planned: Event, cast: Cast) -> None:
    ready(planned, cast)
    actions.send_invitations(planned, by=cast.coordinator, site=SITE)
    left = Message.objects.order_by("pk")[0]
    Message.objects.filter(pk=left.pk).update(state=MessageState.SENT, sent_at=timezone.now())
    assert actions.cancel_event(planned, reason="Gedung banjir", by=cast.coordinator, site=SITE) == 1
    assert Message.objects.filter(state=MessageState.CANCELLED).count() == 2
    told = Message.objects.get(step__startswith="batal/")
    assert "Gedung banjir" in told.text
    assert "METHOD:CANCEL" in told.calendar
    assert "SEQUENCE:1" in told.calendar


def test_only_the_office_and_its_branch_hold_an_event(planned: Event, cast: Cast) -> None:
    for stranger in (cast.branch_officer, cast.agency_officer, cast.leader, cast.firm):
        with pytest.raises(Refusal):
            actions.invite(planned, [1], by=stranger)
        with pytest.raises(Refusal):
            actions.edit_event(planned, plan(), by=stranger, site=SITE)
    with_branch = actions.edit_event(
        planned, plan(branch=cast.branch_officer.office_id), by=cast.coordinator, site=SITE
    )
    assert queries.event(with_branch.pk, by=cast.branch_officer) == planned
    first = queries.proposed(planned, queries.Narrowed())[0]
    assert actions.invite(with_branch, [first.executor], by=cast.branch_officer) == 1
    with pytest.raises(Refusal, match="disusun oleh kantor"):
        actions.draft_letter(with_branch, by=cast.branch_officer)


def test_who_was_told_stays_on_the_list(planned: Event, cast: Cast) -> None:
    ready(planned, cast, firms=2)
    reached, other = queries.invitees(planned)
    registry_gone = other.executor_id
    reach_by(registry_gone, cast)
    actions.send_invitations(planned, by=cast.coordinator, site=SITE)
    actions.remove(other, by=cast.coordinator)
    reached.refresh_from_db()
    with pytest.raises(Refusal, match="tetap tercatat"):
        actions.remove(reached, by=cast.coordinator)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": " "}, "judul"), ({"days": -3, "reply_by": None}, "sudah lewat"),
        ({"quota": 1, "seats_each": 2}, "kursi"), ({"reply_by": DAY + dt.timedelta(days=40)}, "menjawab"),
    ],
)  # fmt: skip
def test_an_event_that_cannot_be_is_refused(
    cast: Cast, town: Town, travel: Travel, told: dict[str, object], said: str
) -> None:
    travel(DAY)
    with pytest.raises(Refusal, match=said):
        actions.plan_event(plan(**told), by=cast.coordinator)  # type: ignore[arg-type]
    assert not Event.objects.exists()


def test_materials_are_pdf_or_pictures_by_their_first_bytes(planned: Event, cast: Cast) -> None:
    held = actions.add_material(planned, title="Paparan", content=b"%PDF-1.7 isi", by=cast.coordinator)
    assert (held.kind, held.size) == ("pdf", 12)
    for content in (b"PK\x03\x04", b"", b"<html>"):
        with pytest.raises(Refusal, match="PDF, PNG atau JPG"):
            actions.add_material(planned, title="Lain", content=content, by=cast.coordinator)
    actions.remove_material(held, by=cast.coordinator)
    assert not planned.materials.exists()


def test_an_event_is_held_only_once_it_began(planned: Event, cast: Cast, travel: Travel) -> None:
    actions.open_event(planned, by=cast.coordinator)
    with pytest.raises(Refusal, match="belum mulai"):
        actions.mark_held(planned, by=cast.coordinator)
    travel(DAY + dt.timedelta(days=22))
    actions.mark_held(planned, by=cast.coordinator)
    planned.refresh_from_db()
    assert planned.state == EventState.HELD
    assert Entry.objects.filter(action="event.held").count() == 1
    with pytest.raises(Refusal):
        actions.cancel_event(planned, reason="terlambat", by=cast.coordinator, site=SITE)


def test_contacts_come_from_a_list_whole_or_not_at_all(planned: Event, cast: Cast) -> None:
    ready(planned, cast, firms=2, reach=False)
    first, second = queries.invitees(planned)
    head = "nama;surel;telepon\n"
    good = f"{head}{first.executor.name.lower()};a@badan-usaha.example;\n{second.executor.name};;081234567890\n"
    bad = f"{head}{first.executor.name};a@b.example;\nCV Entah;a@b.example;\n"
    with pytest.raises(Refusal, match="Baris 3: “CV Entah” tidak ada"):
        actions.take_contacts(planned, bad, by=cast.coordinator)
    assert {row.is_reachable for row in queries.rows(queries.invitees(planned))} == {False}
    with pytest.raises(Refusal, match="Baris 1 harus"):
        actions.take_contacts(planned, "firma\nx\n", by=cast.coordinator)
    assert actions.take_contacts(planned, good, by=cast.coordinator) == 2
    assert {row.is_reachable for row in queries.rows(queries.invitees(planned))} == {True}
    assert Invitee.objects.filter(reply=Reply.NONE).count() == 2


def test_a_name_that_two_firms_share_takes_no_contact(planned: Event, cast: Cast) -> None:
    ready(planned, cast, firms=2, reach=False)
    first, second = (row.executor for row in queries.invitees(planned))
    Executor.objects.filter(pk=second.pk).update(name=first.name.upper())
    with pytest.raises(Refusal, match="ada 2 badan usaha bernama"):
        actions.take_contacts(planned, f"nama,surel\n{first.name},a@b.example\n", by=cast.coordinator)
    assert {row.is_reachable for row in queries.rows(queries.invitees(planned))} == {False}
