"""Who works on a package, how many were seen there, and which of them is protected?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from payung.coverage.models import ExpectedHeads, Heads, Registration, RosterRow, WorkerSpan
from payung.intake.queries import HOLDS_NOW
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


def heads_of(package: Package, *, held: Q = HOLDS_NOW) -> list[Heads]:
    """The visits to a package, the latest first; one without a day where it was never visited."""
    return list(Heads.objects.filter(held, package=package).order_by("-on_date", "site")[:10])


def expected_of(package: Package, *, held: Q = HOLDS_NOW) -> ExpectedHeads | None:
    """How many workers such a package should have had."""
    return ExpectedHeads.objects.filter(held, package=package).first()


def unmatched() -> QuerySet[Registration]:
    """Registrations that found no package."""
    return Registration.objects.filter(HOLDS_NOW, unmatched_reason__isnull=False).order_by("nomor_kepesertaan")
