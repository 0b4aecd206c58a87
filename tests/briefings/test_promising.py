"""Does a promise close by the data of the next check alone, open again where a later one contradicts it, and wait for
a second person where only a document can prove it?
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path

import polars as pl
import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.house.briefings import invited, open_event
from tests.house.clock import Travel
from tests.house.runs import DAY, Change, Written, at_work, with_row, with_value, without
from tests.house.town import Town

from payung.audit.models import Entry
from payung.briefings.actions.promising import (
    Promise,
    Signature,
    Who,
    bring_document,
    close_proven,
    commit,
    judge_document,
)
from payung.briefings.models import Commitment, Event, Pledge
from payung.briefings.queries import promises, proofs
from payung.briefings.queries.steps import due_day, packages_of, proposals, steps_of
from payung.briefings.terms import EventState, Party, PledgeKind, PledgeState, Signed
from payung.compliance.actions import load_run, undo_run
from payung.projects.models import Package
from payung.reconcile.run import Run
from payung.refusal import Refusal
from payung.registry.models import Executor
from payung.rules.periods import add_working_days, is_working_day

SIGNED = DAY + dt.timedelta(days=21)
LATER = SIGNED + dt.timedelta(days=30)
PNG = b"\x89PNG\r\n\x1a\n"
KINDS = PledgeKind


@dataclass
class World:
    """The city, an open package of a firm in it, and runs in which that package stands otherwise."""

    cast: Cast
    event: Event
    package: Package
    checked: Run
    written: Written
    travel: Travel
    numbers: "count[int]"

    @property
    def firm(self) -> Executor:
        assert self.package.executor is not None
        return self.package.executor

    def load(self, **changes: Change) -> None:
        """A run like the first but for these tables; always of another content."""
        at = next(self.numbers)
        self.travel(SIGNED + dt.timedelta(days=at))
        marked = {"unmatched_payments": lambda rows: rows} if not changes else {}
        heads: Change = lambda rows: rows.head(max(rows.height - at, 0))  # noqa: E731 -- so that no two runs are one
        load_run(self.written(heads=heads, **changes, **marked), by=self.cast.coordinator)

    def protected(self, *, paid: bool = True, until: dt.date = dt.date(2027, 12, 31)) -> dict[str, Change]:
        """The tables in which this package is registered, and paid where ``paid``."""
        key, number = self.package.package_id, "J-JANJI-1"
        state = "protected" if paid else "pending"
        facts = _row(self.checked.tables["packages"], key)
        return {
            "registrations": with_row(
                nomor_kepesertaan=number, status="peserta" if paid else "mendaftar", tgl_daftar=DAY,
                tgl_mulai=DAY, tgl_selesai=until, first_paid_on=DAY if paid else None,
                contribution_due=facts["contribution_due"], contribution_paid=facts["contribution_due"] if paid else 0,
                origin="cabang.csv:7",
            ),
            "registration_links": with_row(
                package_id=key, nomor_kepesertaan=number, probability=0.99, decision="link", evidence="+ sama"
            ),
            "coverage": with_value(key, state=state),
            "findings": without(key),
            "packages": with_value(key, contribution_paid=facts["contribution_due"] if paid else 0),
        }  # fmt: skip


def _row(rows: pl.DataFrame, key: str) -> dict[str, object]:
    return rows.filter(pl.col("package_id") == key).row(0, named=True)


@pytest.fixture
def world(cast: Cast, town: Town, checked: Run, other_run: Written, travel: Travel) -> World:
    """On the day of the event: a package at work, unprotected, of a firm."""
    travel(SIGNED)
    open_ones = at_work(checked, "unprotected")
    package = Package.objects.filter(package_id__in=open_ones, executor__isnull=False).order_by("pk")[0]
    event = open_event(cast, on=SIGNED)
    invited(event, package.executor)  # type: ignore[arg-type]
    return World(cast, event, package, checked, _fresh(other_run), travel, count(1))


def _fresh(other_run: Written) -> Written:
    """The same tables changed twice lie in two folders."""

    def written(**changes: Change) -> Path:
        folder = other_run(**changes)
        return folder.rename(folder.with_name(f"{folder.name[:60]}-{next(NUMBERS)}"))

    return written


NUMBERS = count(1)


def signature(**told: object) -> Signature:
    return Signature(**({"name": "Doni", "position": "Direktur", "on": SIGNED, "way": Signed.SCREEN} | told))  # type: ignore[arg-type]


def promised(world: World, *kinds: PledgeKind, **told: object) -> list[Pledge]:
    lines = [Promise(kind, world.package.package_id) for kind in kinds]
    held = commit(world.event, Who(Party.FIRM, world.firm), lines, signature=signature(**told), by=None)
    return list(held.pledges.order_by("pk"))


def settled(world: World, on: dt.date = LATER) -> int:
    """One turn of the clock over the promises; how many it moved."""
    return sum(close_proven(pledge, on=on) for pledge, _verdict in proofs.unsettled())


def state_of(pledge: Pledge) -> str:
    return Pledge.objects.values_list("state", flat=True).get(pk=pledge.pk)


def deeds() -> list[str]:
    return list(Entry.objects.filter(action__startswith="promise.").order_by("pk").values_list("action", flat=True))


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


def test_registering_is_proven_by_a_later_run_alone_and_says_by_which(world: World) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    assert settled(world) == 0

    world.load()
    assert settled(world) == 0
    assert state_of(pledge) == PledgeState.OPEN
    world.load(**world.protected(paid=False))
    assert settled(world) == 0
    assert "belum ditemukan" in promises_missing(pledge)
    world.load(**world.protected())

    assert settled(world) == 1
    assert settled(world) == 0
    held = Pledge.objects.get(pk=pledge.pk)
    assert (held.state, held.closed_on) == (PledgeState.PROVEN, LATER)
    assert f"Pemeriksaan {held.closed_by_run_id}" in held.proof
    assert "J-JANJI-1 (cabang.csv:7)" in held.proof
    assert deeds() == ["promise.made", "promise.proven"]


def promises_missing(pledge: Pledge) -> str:
    return proofs.missing_of(list(promises.pledges_of([pledge.commitment.executor])))[pledge.pk]  # type: ignore[list-item]


def test_what_was_proven_is_opened_again_when_the_registration_vanished(world: World) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    world.load(**world.protected())
    settled(world)
    world.load()

    assert settled(world) == 1
    held = Pledge.objects.get(pk=pledge.pk)
    assert (held.state, held.closed_on, held.closed_by_run) == (PledgeState.OPEN, None, None)
    assert "tidak lagi pada pemeriksaan" in held.proof
    assert deeds()[-1] == "promise.reopened"


def test_a_run_that_was_taken_back_proves_nothing(world: World) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    world.load(**world.protected())
    settled(world)
    run = proofs.latest_run()
    assert run is not None

    undo_run(run, by=world.cast.coordinator)
    settled(world)

    assert state_of(pledge) == PledgeState.OPEN


HISTORIES = [
    *product(("with", "without", "gone"), repeat=3),
    ("pending", "with", "gone", "with"),
    ("with", "gone", "without", "with"),
]


@pytest.mark.parametrize("history", HISTORIES, ids="-".join)
def test_after_any_history_of_runs_a_promise_stands_where_the_last_run_puts_it(
    world: World, history: tuple[str, ...]
) -> None:
    (pledge,) = promised(world, KINDS.REGISTER)
    changes: dict[str, Callable[[], dict[str, Change]]] = {
        "with": world.protected, "pending": lambda: world.protected(paid=False), "without": dict,
        "gone": lambda: dict.fromkeys(
            ("packages", "coverage", "findings", "registration_links"), without(world.package.package_id)
        ),
    }  # fmt: skip
    expected = PledgeState.OPEN
    for seen in history:
        world.load(**changes[seen]())
        settled(world)
        assert settled(world) == 0
        expected = _after(expected, seen)
        assert state_of(pledge) == expected, (history, seen)


def _after(state: PledgeState, seen: str) -> PledgeState:
    """What is proven stays so where the package merely left the data."""
    if seen == "gone":
        return PledgeState.PROVEN if state == PledgeState.PROVEN else PledgeState.RELEASED
    return PledgeState.PROVEN if seen == "with" else PledgeState.OPEN


def test_paying_is_proven_by_the_whole_contribution_and_extending_by_the_end_of_work(world: World) -> None:
    held = commit(
        world.event, Who(Party.FIRM, world.firm), [Promise(KINDS.REGISTER, world.package.package_id)],
        signature=signature(), by=None,
    )  # fmt: skip
    due = SIGNED + dt.timedelta(days=10)
    pay, extend = (
        Pledge.objects.create(commitment=held, kind=kind, package=world.package, due_on=due)
        for kind in (KINDS.PAY, KINDS.EXTEND)
    )
    ends_on = _row(world.checked.tables["packages"], world.package.package_id)["ends_on"]
    assert isinstance(ends_on, dt.date)
    changes = world.protected(until=ends_on - dt.timedelta(days=1))
    facts = _row(world.checked.tables["packages"], world.package.package_id)
    short = with_value(world.package.package_id, contribution_paid=int(str(facts["contribution_due"])) // 2)

    world.load(**(changes | {"packages": short}))
    settled(world)
    assert (state_of(pay), state_of(extend)) == (PledgeState.OPEN, PledgeState.OPEN)

    world.load(**world.protected(until=ends_on))
    settled(world)
    assert (state_of(pay), state_of(extend)) == (PledgeState.PROVEN, PledgeState.PROVEN)


def test_a_roster_is_proven_by_its_rows_and_not_by_a_finding_that_is_gone(world: World) -> None:
    held = commit(
        world.event, Who(Party.FIRM, world.firm), [Promise(KINDS.OTHER, text="x")], signature=signature(), by=None
    )
    listed = Package.objects.filter(roster__isnull=False, executor__isnull=False).distinct()[0]
    empty = Package.objects.filter(roster=None, facts__isnull=False).order_by("pk")[0]
    with_rows, without_rows = (
        Pledge.objects.create(commitment=held, kind=KINDS.ROSTER, package=package, due_on=LATER)
        for package in (listed, empty)
    )
    world.load(findings=lambda rows: rows.filter(~pl.col("kind").str.starts_with("roster")))
    settled(world)
    assert state_of(with_rows) == PledgeState.PROVEN
    assert state_of(without_rows) == PledgeState.OPEN


def test_what_the_house_promised_is_proven_when_nothing_waits_and_stays_so(world: World) -> None:
    city = Who(Party.CITY, office=world.cast.coordinator.office)
    lines = [Promise(KINDS.JUDGE_LINKS), Promise(KINDS.CONFIRM), Promise(KINDS.NOTICES)]
    held = commit(world.event, city, lines, signature=signature(), by=world.cast.coordinator)
    links, confirm, notices = held.pledges.order_by("pk")

    world.load()
    settled(world)
    assert [state_of(one) for one in (links, confirm, notices)] == [
        PledgeState.OPEN, PledgeState.PROVEN, PledgeState.OPEN,
    ]  # fmt: skip

    world.load(
        registration_links=lambda rows: rows.filter(pl.col("decision") == "link"),
        coverage=lambda rows: rows.with_columns(state=pl.lit("protected")),
    )
    settled(world)
    world.load()
    settled(world)
    assert {state_of(one) for one in (links, confirm, notices)} == {PledgeState.PROVEN}


def test_an_agency_answers_for_its_own_packages_alone(world: World) -> None:
    empty = world.cast.payment_verifier.office.__class__.objects.create(kind="agency", code="99", name="Dinas Kosong")
    made = [
        commit(
            world.event, Who(Party.AGENCY, office=office), [Promise(KINDS.NOTICES)], signature=signature(),
            by=world.cast.coordinator,
        ).pledges.get()
        for office in (empty, world.package.agency)
    ]  # fmt: skip
    world.load()
    settled(world)
    assert [state_of(one) for one in made] == [PledgeState.PROVEN, PledgeState.OPEN]


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
