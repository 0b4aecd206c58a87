"""A firm that promises at an event, and the runs that come after it."""

import datetime as dt
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import polars as pl
import pytest
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
    close_proven,
    commit,
)
from payung.briefings.models import Event, Pledge
from payung.briefings.queries import proofs
from payung.briefings.terms import Party, PledgeKind, Signed
from payung.compliance.actions import load_run
from payung.projects.models import Package
from payung.reconcile.run import Run
from payung.registry.models import Executor

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

    @property
    def facts(self) -> dict[str, object]:
        """The package's row in the first run."""
        packages = self.checked.tables["packages"]
        return packages.filter(pl.col("package_id") == self.package.package_id).row(0, named=True)

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
        facts = self.facts
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
