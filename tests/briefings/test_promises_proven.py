"""Does a promise close by the data of the next check alone, and open again where a later one contradicts it?"""

import datetime as dt
from collections.abc import Callable
from itertools import product

import polars as pl
import pytest
from tests.house.promises import KINDS, LATER, SIGNED, World, deeds, promised, settled, signature, state_of
from tests.house.runs import Change, with_value, without

from payung.briefings.actions.promising import (
    Promise,
    Who,
    commit,
)
from payung.briefings.models import Pledge
from payung.briefings.queries import promises, proofs
from payung.briefings.terms import Party, PledgeState
from payung.compliance.actions import undo_run
from payung.projects.models import Package


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
    ends_on = world.facts["ends_on"]
    assert isinstance(ends_on, dt.date)
    changes = world.protected(until=ends_on - dt.timedelta(days=1))
    facts = world.facts
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
