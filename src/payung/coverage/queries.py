"""Who works on a package, how many were seen there, and which of them is protected?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.coverage.models import ExpectedHeads, Heads, Registration, RosterRow, WorkerSpan
from payung.intake.queries import HOLDS_NOW
from payung.projects import queries as projects
from payung.projects.models import Package


@dataclass(frozen=True)
class WorkerRow:
    """A line of a roster with the days of its worker by state; ``row.worker`` may be None."""

    row: RosterRow
    protected: int
    elsewhere: int
    unprotected: int


@dataclass(frozen=True)
class Workers:
    """The first workers of a package, and how many there are."""

    rows: tuple[WorkerRow, ...]
    total: int


def workers_of(package: Package, *, held: Q = HOLDS_NOW, limit: int) -> Workers:
    """The people on a package's rosters, each line once; links before candidates."""
    rows = RosterRow.objects.filter(held, package=package).exclude(decision="candidate").select_related("worker")
    first = list(rows.order_by("roster_file", "roster_line")[:limit])
    days: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for span in WorkerSpan.objects.filter(held, package=package):
        days[span.roster_file, span.roster_line][span.state] += span.days
    listed = (WorkerRow(row, *_days(days[row.roster_file, row.roster_line])) for row in first)
    return Workers(tuple(listed), rows.count())


def _days(by_state: dict[str, int]) -> tuple[int, int, int]:
    return by_state.get("protected", 0), by_state.get("elsewhere", 0), by_state.get("unprotected", 0)


def line_of_worker(pk: int, *, by: User) -> RosterRow | None:
    """The latest line that names this worker, on a package whose workers this person may see."""
    if not by.may(Permission.VIEW_WORKERS):
        return None
    how_far, office = projects.reach(by)
    narrowed = {
        "all": Q(), OfficeKind.AGENCY.value: Q(package__agency=office),
        OfficeKind.FIRM.value: Q(package__executor__office=office),
    }.get(how_far)  # fmt: skip
    if narrowed is None:
        return None
    rows = RosterRow.objects.filter(narrowed, worker=pk).select_related("worker", "package")
    return rows.order_by(F("known_until").desc(nulls_first=True), "-pk").first()


def heads_of(package: Package, *, held: Q = HOLDS_NOW) -> list[Heads]:
    """The visits to a package, the latest first; one without a day where it was never visited."""
    return list(Heads.objects.filter(held, package=package).order_by("-on_date", "site")[:10])


def expected_of(package: Package, *, held: Q = HOLDS_NOW) -> ExpectedHeads | None:
    """How many workers such a package should have had."""
    return ExpectedHeads.objects.filter(held, package=package).first()


def unmatched() -> QuerySet[Registration]:
    """Registrations that found no package."""
    return Registration.objects.filter(HOLDS_NOW, unmatched_reason__isnull=False).order_by("nomor_kepesertaan")
