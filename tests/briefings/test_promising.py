"""Who may promise what at an event, and what does a promise that only a document can prove wait for?"""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from tests.house.promises import KINDS, PNG, SIGNED, World, deeds, promised, settled, signature, state_of
from tests.house.town import Town

from payung.briefings.actions.promising import (
    Promise,
    Who,
    bring_document,
    commit,
    judge_document,
)
from payung.briefings.models import Commitment, Event, Pledge
from payung.briefings.queries import promises
from payung.briefings.queries.steps import due_day, packages_of, proposals, steps_of
from payung.briefings.terms import EventState, Party, PledgeState, Signed
from payung.refusal import Refusal
from payung.rules.periods import add_working_days, is_working_day


def test_what_a_firm_may_promise_is_read_off_its_data_with_days_of_work(world: World) -> None:
    offered = proposals(packages_of([world.firm]), on=SIGNED)
    kinds = {(step.kind, step.package.package_id) for step, _due in offered}
    assert (KINDS.REGISTER, world.package.pk) in kinds
    assert all(is_working_day(due) or due == step.last_day for step, due in offered)
    assert all(due > SIGNED for _step, due in offered)


@pytest.mark.parametrize(("ahead", "expected"), [(2, 2), (30, 5), (-3, 5)])
def test_a_day_proposed_never_comes_after_the_laws_own_last_day_that_is_ahead(ahead: int, expected: int) -> None:
    last = add_working_days(SIGNED, ahead) if ahead > 0 else SIGNED - dt.timedelta(days=-ahead)
    assert due_day(KINDS.REGISTER, last, on=SIGNED) == add_working_days(SIGNED, expected)


def test_a_commitment_is_kept_whole_or_not_at_all(world: World) -> None:
    lines = [Promise(KINDS.REGISTER, world.package.package_id), Promise(KINDS.OTHER, text="  ")]
    with pytest.raises(Refusal, match="Tulis apa"):
        commit(world.event, Who(Party.FIRM, world.firm), lines, signature=signature(), by=None)
    assert not Commitment.objects.exists()
    assert deeds() == []


def test_the_same_promise_sent_twice_is_refused_while_it_is_open(world: World) -> None:
    promised(world, KINDS.REGISTER)
    with pytest.raises(Refusal, match="sudah tercatat"):
        promised(world, KINDS.REGISTER)
    assert Pledge.objects.count() == 1


def test_a_day_outside_the_law_or_in_the_past_is_refused(world: World) -> None:
    for due_on in (SIGNED, SIGNED - dt.timedelta(days=1), SIGNED + dt.timedelta(days=900)):
        line = Promise(KINDS.REGISTER, world.package.package_id, due_on)
        with pytest.raises(Refusal, match="Tenggat janji"):
            commit(world.event, Who(Party.FIRM, world.firm), [line], signature=signature(), by=None)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": " "}, "nama"),
        ({"on": SIGNED + dt.timedelta(days=1)}, "masa depan"),
        ({"way": Signed.PAPER}, "Unggah"),
        ({"way": Signed.PAPER, "drawn": b"GIF89a"}, "PDF, PNG atau JPG"),
        ({"way": Signed.PAPER, "drawn": b"%PDF-1.7" + b"0" * (5 * 1024 * 1024)}, "5 MB"),
        ({"drawn": PNG + b"rusak"}, "tidak terbaca"),
        ({"drawn": b"\xff\xd8\xff" + b"0" * 40}, "tidak terbaca"),
    ],
)
def test_a_signature_that_is_none_is_refused_and_nothing_is_kept(
    world: World, told: dict[str, object], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        promised(world, KINDS.REGISTER, **told)
    assert not Commitment.objects.exists()


def test_a_firm_promises_for_itself_alone_and_nobody_at_an_event_called_off(world: World) -> None:
    rival = Who(Party.FIRM, world.firm)
    with pytest.raises(Refusal, match="kantor lain"):
        commit(world.event, rival, [Promise(KINDS.OTHER, text="x")], signature=signature(), by=world.cast.rival_firm)
    with pytest.raises(Refusal, match="dicatat oleh penyelenggara"):
        commit(None, rival, [Promise(KINDS.OTHER, text="x")], signature=signature(), by=world.cast.rival_firm)
    Event.objects.filter(pk=world.event.pk).update(state=EventState.CANCELLED)
    world.event.refresh_from_db()
    with pytest.raises(Refusal, match="tidak sedang"):
        promised(world, KINDS.REGISTER)


def test_a_party_promises_only_what_is_its_own(world: World) -> None:
    agency = Who(Party.AGENCY, office=world.cast.agency_officer.office)
    with pytest.raises(Refusal, match="bukan janji pihak ini"):
        commit(world.event, agency, [Promise(KINDS.CONFIRM)], signature=signature(), by=world.cast.coordinator)
    with pytest.raises(Refusal, match="Sebut badan usaha atau kantor"):
        commit(
            world.event, Who(Party.BRANCH, office=world.cast.agency_officer.office), [Promise(KINDS.CONFIRM)],
            signature=signature(), by=world.cast.coordinator,
        )  # fmt: skip


def other_promise(world: World, *, by: object = None) -> Pledge:
    lines = [Promise(KINDS.OTHER, text="Menempel papan pengumuman di lokasi.")]
    return commit(world.event, Who(Party.FIRM, world.firm), lines, signature=signature(), by=by).pledges.get()  # type: ignore[arg-type]


def test_another_promise_is_closed_by_a_document_that_a_second_person_saw(world: World) -> None:
    pledge, ani, ari = other_promise(world), world.cast.coordinator, world.cast.second_coordinator
    with pytest.raises(Refusal, match="Tidak ada dokumen"):
        judge_document(pledge, is_enough=True, note="Sudah.", by=ari)
    bring_document(pledge, PNG + b"foto", by=ani)
    with pytest.raises(Refusal, match="orang kedua"):
        judge_document(pledge, is_enough=True, note="Sudah.", by=ani)
    with pytest.raises(Refusal, match="penyelenggara"):
        judge_document(pledge, is_enough=True, note="Sudah.", by=world.cast.leader)
    with pytest.raises(Refusal, match="Tulis apa"):
        judge_document(pledge, is_enough=True, note=" ", by=ari)

    judge_document(pledge, is_enough=True, note="Foto papan terlihat.", by=ari)

    held = Pledge.objects.get(pk=pledge.pk)
    assert (held.state, held.closed_by, held.proof) == (PledgeState.DOCUMENTED, ari, "Foto papan terlihat.")
    world.load()
    assert settled(world) == 0
    assert state_of(pledge) == PledgeState.DOCUMENTED


def test_a_document_that_is_not_enough_is_given_back_with_the_reason(world: World) -> None:
    pledge = other_promise(world)
    bring_document(pledge, PNG + b"foto", by=None)
    judge_document(pledge, is_enough=False, note="Fotonya gelap.", by=world.cast.coordinator)
    held = Pledge.objects.get(pk=pledge.pk)
    assert (held.state, held.document, held.proof) == (PledgeState.OPEN, None, "Fotonya gelap.")


def test_no_document_closes_what_data_prove(world: World) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    with pytest.raises(Refusal, match="pemeriksaan berikutnya"):
        bring_document(pledge, PNG, by=None)


def test_a_stranger_brings_no_document(world: World) -> None:
    with pytest.raises(Refusal, match="pihak yang berjanji"):
        bring_document(other_promise(world), PNG, by=world.cast.rival_firm)


def test_the_table_itself_knows_four_eyes(world: World) -> None:
    pledge, ani = other_promise(world), world.cast.coordinator
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(
            state=PledgeState.DOCUMENTED, closed_on=SIGNED, closed_by=ani, document=PNG, document_by=ani
        )


def test_a_firm_sees_its_own_promises_and_an_agency_those_of_its_packages(world: World, town: Town) -> None:
    promised(world, KINDS.REGISTER)
    seen = {
        name: promises.pledges(by=getattr(world.cast, name)).count()
        for name in ("coordinator", "leader", "branch_officer", "rival_firm", "payment_verifier")
    }
    assert seen["coordinator"] == seen["leader"] == 1
    assert seen["rival_firm"] == (1 if world.firm.office_id == world.cast.rival_firm.office_id else 0)
    assert seen["branch_officer"] == 0


def test_a_day_of_reminding_is_used_once(world: World) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    held = Pledge.objects.select_related("commitment").get(pk=pledge.pk)
    held.due_on = add_working_days(SIGNED, 10)
    days = [SIGNED + dt.timedelta(days=n) for n in range(60)]
    reminded = []
    for day in days:
        if is_working_day(day) and promises.is_owed(held, on=day):
            reminded.append(day)
            held.reminded_on = day
    assert reminded == [
        add_working_days(SIGNED, 5), add_working_days(SIGNED, 9), add_working_days(SIGNED, 11),
        add_working_days(SIGNED, 16), add_working_days(SIGNED, 21),
    ]  # fmt: skip


def test_work_that_ended_unregistered_is_led_to_the_branch(world: World) -> None:
    facts = packages_of([world.firm])[0]
    after = max(one.ends_on for one in packages_of([world.firm]) if one.ends_on) + dt.timedelta(days=1)
    told = [step for steps in steps_of(packages_of([world.firm]), on=after).values() for step in steps]
    lost = [step for step in told if step.package.standing == "not_found"]
    assert facts.standing == "not_found"
    assert lost
    assert {step.kind for step in lost} <= {None, KINDS.ROSTER}
    assert all("Hubungi kantor cabang" in step.text for step in lost if step.kind is None)
