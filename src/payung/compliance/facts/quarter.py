"""What does the mayor read of a quarter: who was protected, what was done, what it changed, and what is left?

Every figure is a whole number, a share its numerator and denominator; percent is rounded down (``share``), so that a
report never flatters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.compliance.models import Case
from payung.compliance.queries import package_names, quarters
from payung.compliance.terms import Figure, Period
from payung.intake.models import Run
from payung.intake.queries import latest_run
from payung.letters.printable import MOST, printable
from payung.projects.models import PackageFacts
from payung.reconcile.coverage import PENDING, PROTECTED
from payung.reconcile.report.wording import share
from payung.rules import remedy

ROMAN = ("I", "II", "III", "IV")
COMPARED = 3
"""Quarters before this one that stand beside it."""
DONE = (
    Figure.OPENED, Figure.LETTERS, Figure.ANSWERS, Figure.REMINDERS, Figure.REPRIMANDS, Figure.SANCTIONS,
    Figure.PROVEN, Figure.ACCEPTED, Figure.DROPPED,
)  # fmt: skip


@dataclass(frozen=True)
class Days:
    """Days of packages at work in a quarter, by their protection."""

    worked: int = 0
    protected: int = 0
    pending: int = 0

    @property
    def unprotected(self) -> int:
        """Days that are neither protected nor registered."""
        return self.worked - self.protected - self.pending

    @property
    def percent(self) -> int | None:
        """The protected share, rounded down; None where nobody worked."""
        return share(self.protected, self.worked) if self.worked else None


@dataclass(frozen=True)
class Starts:
    """Packages that began in a quarter, and those of them protected from the first day."""

    begun: int = 0
    early: int = 0

    @property
    def percent(self) -> int | None:
        """The share protected from the first day, rounded down; None where none began."""
        return share(self.early, self.begun) if self.begun else None


@dataclass(frozen=True)
class Agency:
    """An agency in a quarter; ``key`` None: packages of which no agency is known."""

    key: int | None
    name: str
    days: Days
    starts: Starts


@dataclass(frozen=True)
class Compared:
    """One of the quarters side by side."""

    period: Period
    days: Days
    starts: Starts
    opened: int
    proven: int


@dataclass(frozen=True)
class Handled:
    """How the packages whose cases ran in the quarter stand on the day of the check."""

    protected: int
    open: int
    at_rest: int

    @property
    def packages(self) -> int:
        """All of them."""
        return self.protected + self.open + self.at_rest


@dataclass(frozen=True)
class Override:
    """A payment that two people let pass without proof."""

    package_id: str
    name: str
    on: date
    reason: str
    asked_by: str
    decided_by: str


@dataclass(frozen=True)
class Unresolved:
    """A package at work without protection on the day of the check, and the last step of its case, if any."""

    package_id: str
    name: str
    agency: str
    executor: str
    days: int
    case: int | None
    position: str


@dataclass(frozen=True)
class Quarter:
    """A quarter as it is known on the day of the check (``as_of``); ``compared`` has this quarter last."""

    period: Period
    as_of: date
    days: Days
    starts: Starts
    agencies: tuple[Agency, ...]
    done: tuple[tuple[Figure, int], ...]
    letters: tuple[tuple[str, int], ...]
    days_to_proof: int | None
    handled: Handled
    overrides: tuple[Override, ...]
    reasoned: int
    unresolved: tuple[Unresolved, ...]
    open_packages: int
    compared: tuple[Compared, ...]
    sources: tuple[str, ...]
    unread: tuple[str, ...]
    version: str

    @property
    def known_to(self) -> date:
        """The last day of the quarter that the check knows."""
        return min(self.period.last, self.as_of)

    @property
    def is_whole(self) -> bool:
        """Whether the check knows the quarter to its end."""
        return self.as_of >= self.period.last


def choices_of_quarters(run: Run | None, *, by: User) -> list[Period]:
    """The quarters of which this run gives a report, the latest first."""
    return quarters.periods(run) if quarters.may_read(by) else []


def usual_quarter(listed: list[Period], *, as_of: date) -> Period:
    """The last quarter that has ended; the only one where none has."""
    ended = [period for period in listed if period.last <= as_of]
    return ended[0] if ended else listed[0] if listed else Period.of(as_of)


def quarter(period: Period, *, by: User) -> Quarter | None:
    """The figures of a quarter; None without a run, and for those who may not read them."""
    run = latest_run() if quarters.may_read(by) else None
    if run is None:
        return None
    compared, steps = _compared(run, period), quarters.steps_by_name(period)
    letters = quarters.letters_by_step(period)
    taken = quarters.days_to_proof(period)
    left = quarters.unresolved()
    return Quarter(
        period=period,
        as_of=run.as_of,
        days=compared[-1].days,
        starts=compared[-1].starts,
        agencies=_agencies(period),
        done=tuple((figure, _done(figure, steps, letters, opened=compared[-1].opened)) for figure in DONE),
        letters=_in_order_of_law(letters, on=period.last),
        days_to_proof=median_low(taken) if taken else None,
        handled=_handled(quarters.handled_by_state(period)),
        overrides=_overrides(period),
        reasoned=quarters.reasoned(period).count(),
        unresolved=_unresolved(list(left[: quarters.WORST])),
        open_packages=left.count(),
        compared=compared,
        sources=_files(run, read=True),
        unread=_files(run, read=False),
        version=run.version,
    )


def named(period: Period) -> str:
    """``Triwulan III 2026``."""
    return _("Triwulan {number} {year}").format(number=ROMAN[period.number - 1], year=period.year)


def headline(told: Quarter) -> str:
    """The quarter in one sentence."""
    now, before = told.days.percent, told.compared[-2].days.percent
    if now is None:
        return _("Tidak ada hari pekerjaan yang diketahui pada triwulan ini")
    if before is None:
        return _("Dari 100 hari pekerjaan triwulan ini, {now} terlindungi").format(now=now)
    words = _("Dari 100 hari pekerjaan triwulan ini, {now} terlindungi; triwulan lalu {before}")
    return words.format(now=now, before=before)


def _files(run: Run, *, read: bool) -> tuple[str, ...]:
    """The files that the check used, or those of which it recognised nothing."""
    inputs = run.manifest.get("inputs", ())
    return tuple(str(one["file"]) for one in inputs if bool(one.get("recognised_as", True)) is read)


def _compared(run: Run, period: Period) -> tuple[Compared, ...]:
    asked = [period.shifted(-at) for at in range(COMPARED, -1, -1)]
    days, starts = quarters.days_of(run, asked), quarters.started_of(asked)
    cases = quarters.cases_of_quarters(asked)
    return tuple(Compared(one, Days(**days[one]), Starts(*starts[one]), *cases[one]) for one in asked)


def _agencies(period: Period) -> tuple[Agency, ...]:
    """Agencies with work in the quarter, the least protected share first."""
    names: dict[int | None, str] = {}
    days: dict[int | None, dict[str, int]] = defaultdict(dict)
    for key, name, state, count in quarters.agency_days(period):
        names[key], days[key][state] = name or "", count
    starts: dict[int | None, Starts] = {}
    for key, name, begun, early in quarters.agency_starts(period):
        names[key], starts[key] = name or "", Starts(begun, early)
    told = [Agency(key, name, _days(days[key]), starts.get(key, Starts())) for key, name in names.items()]
    return tuple(sorted(told, key=lambda one: (one.days.percent or 0, -one.days.worked, one.name)))


def _days(by_state: Mapping[str, int]) -> Days:
    return Days(sum(by_state.values()), by_state.get(PROTECTED, 0), by_state.get(PENDING, 0))


def _done(figure: Figure, steps: Mapping[str, int], letters: Mapping[str, int], *, opened: int) -> int:
    if figure is Figure.OPENED:
        return opened
    if figure is Figure.LETTERS:
        return sum(letters.values())
    return sum(steps.get(name, 0) for name in quarters.STEPS[figure])


def _in_order_of_law(letters: Mapping[str, int], *, on: date) -> tuple[tuple[str, int], ...]:
    order = [*remedy.steps(on), *sorted(letters)] if letters else []
    return tuple((name, letters[name]) for name in dict.fromkeys(order) if letters.get(name))


def _handled(by_state: Mapping[str | None, int]) -> Handled:
    open_ones = sum(by_state.get(state, 0) for state in quarters.OPEN)
    return Handled(by_state.get(PROTECTED, 0), open_ones, by_state.get(None, 0))


def _overrides(period: Period) -> tuple[Override, ...]:
    looks = list(quarters.overrides(period))
    names = package_names(look.package_id for look in looks)
    return tuple(
        Override(
            look.package.package_id,
            masked(names.get(look.package_id) or look.package.package_id),
            look.decided_at.astimezone().date(),
            masked(look.reason),
            f"{look.asked_by.name}, {look.asked_by.office.name}",
            f"{look.decided_by.name}, {look.decided_by.office.name}" if look.decided_by else "",
        )
        for look in looks
        if look.decided_at is not None
    )


def _unresolved(worst: Iterable[PackageFacts]) -> tuple[Unresolved, ...]:
    rows = list(worst)
    cases = quarters.last_cases([row.package_id for row in rows])
    return tuple(_one_unresolved(row, cases.get(row.package_id)) for row in rows)


def _one_unresolved(row: PackageFacts, case: Case | None) -> Unresolved:
    return Unresolved(
        row.package.package_id,
        masked(row.name or row.package.package_id),
        row.agency or "",
        masked(row.executor_name or ""),
        row.uncovered_days or 0,
        case.pk if case else None,
        _position(case),
    )


def _position(case: Case | None) -> str:
    return remedy.step(case.position, case.moved_on).label if case and case.position else ""


def masked(text: str) -> str:
    """The text on one line, whatever looks like a NIK masked: it leaves the house on paper."""
    return printable(text[:MOST])
