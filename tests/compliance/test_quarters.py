"""Does the report of a quarter count what happened, and is every figure the length of its list?"""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.house.clock import Travel
from tests.house.runs import DAY, Written
from tests.house.town import Town

from payung.compliance import actions
from payung.compliance.facts import quarter as facts
from payung.compliance.facts.quarter import Days, Quarter, Starts
from payung.compliance.models import Case, Finding, Letter, SecondLook
from payung.compliance.queries import quarters
from payung.compliance.terms import Figure, FindingVerdict, Period, Second
from payung.intake.queries import latest_run
from payung.matching.models import PairLink
from payung.projects.models import PackageFacts
from payung.reconcile.run import Run
from payung.rules import remedy

pytestmark = pytest.mark.django_db
THIRD = Period(2026, 3)
MOST = 20


def figures(told: Quarter) -> dict[Figure, int]:
    """Every number that leads to a list."""
    return {
        Figure.WORKED: told.days.worked, Figure.PROTECTED: told.days.protected, Figure.PENDING: told.days.pending,
        Figure.UNPROTECTED: told.days.unprotected, Figure.STARTED: told.starts.begun, Figure.EARLY: told.starts.early,
        Figure.NOT_EARLY: told.starts.begun - told.starts.early, Figure.HANDLED: told.handled.packages,
        Figure.NOW_PROTECTED: told.handled.protected, Figure.NOW_OPEN: told.handled.open,
        Figure.NOT_AT_WORK: told.handled.at_rest, Figure.OVERRIDES: len(told.overrides),
        Figure.REASONED: told.reasoned, **dict(told.done),
    }  # fmt: skip


def listed(figure: Figure, period: Period, cast: Cast, **narrowed: object) -> int:
    """How much stands in the list of a figure: rows, or the days of its rows."""
    rows = list(quarters.behind(figure, period, by=cast.coordinator, **narrowed))  # type: ignore[arg-type]
    days = [quarters.days_in(row) for row in rows]
    return len(rows) if None in days or not days else sum(day for day in days if day is not None)


def days_by_hand(checked: Run, period: Period) -> Days:
    """The days of a quarter, counted one by one from the table of the run."""
    spans = checked.tables["coverage"]
    each = spans.with_columns(day=pl.date_ranges("from_on", "to_on")).explode("day")
    within = each.filter(pl.col("day").is_between(period.first, period.last))
    states = dict(within.group_by("state").len().iter_rows())
    return Days(within.height, states.get("protected", 0), states.get("pending", 0))


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_its_quarter(on: date, first: date, last: date) -> None:
    period = Period.of(on)
    assert (period.first, period.last) == (first, last)
    assert Period.read(str(period)) == period
    assert period.shifted(-1).last < period.first == period.shifted(-4).shifted(4).first


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-0", "2026-5", "26-1", "2026-1-1", "0000-1", "２０２６-1", "2026-１"]
)
def test_what_names_no_quarter_is_none(text: str) -> None:
    assert Period.read(text) is None


def test_days_and_starts_are_those_of_the_run(cast: Cast, town: Town, checked: Run) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    assert told.days.worked > 0
    assert [one.days for one in told.compared] == [days_by_hand(checked, one.period) for one in told.compared]
    assert [one.period for one in told.compared] == [THIRD.shifted(at) for at in (-3, -2, -1, 0)]
    began = PackageFacts.objects.filter(known_until=None, worked_days__gt=0, starts_on__range=(THIRD.first, THIRD.last))
    assert told.starts.begun == began.count() > told.starts.early


def test_the_agencies_add_up_to_the_city(cast: Cast, town: Town) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    assert len(told.agencies) > 1
    for name in ("worked", "protected", "pending"):
        assert sum(getattr(one.days, name) for one in told.agencies) == getattr(told.days, name)
    assert (
        Starts(sum(one.starts.begun for one in told.agencies), sum(one.starts.early for one in told.agencies))
        == told.starts
    )
    shares = [one.days.percent or 0 for one in told.agencies]
    assert shares == sorted(shares)
    for one in told.agencies:
        assert listed(Figure.WORKED, THIRD, cast, agency=one.key or 0) == one.days.worked
        assert listed(Figure.STARTED, THIRD, cast, agency=one.key or 0) == one.starts.begun


@pytest.fixture
def worked_on(cast: Cast, town: Town, finding: Finding, travel: Travel) -> Case:
    """A case of August that was asked, answered, reminded of and proven; another one in September; an override."""
    travel(date(2026, 8, 3))
    case = actions.open_case(finding, by=cast.coordinator)
    actions.issue_letter(
        actions.draft_letter(case, remedy.CLARIFICATION, by=cast.coordinator),
        by=cast.coordinator,
        site="https://a.example",
    )
    steps = [(remedy.ANSWER, 10), (remedy.INSUFFICIENT, 11), ("pengingat_1", 20), (remedy.PROOF, 31)]
    for name, day in steps:
        case.steps.create(name=name, on_date=date(2026, 8, day))
    Case.objects.filter(pk=case.pk).update(position=remedy.PROOF, closed_on=date(2026, 8, 31))
    other = Finding.objects.filter(
        known_until=None, kind="unregistered", package__executor__isnull=False
    ).exclude(package=finding.package)[0]  # fmt: skip
    PairLink.objects.filter(package=other.package_id, decision="candidate").delete()
    actions.judge_finding(other, verdict=FindingVerdict.TRUE, reason="sudah dilihat", by=cast.coordinator)
    travel(date(2026, 9, 1))
    actions.open_case(other, by=cast.coordinator)
    for day, granted in (
        (datetime(2026, 9, 30, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 9, 30, 17, tzinfo=UTC), True),
        (datetime(2026, 9, 1, tzinfo=UTC), False),
    ):
        SecondLook.objects.create(
            kind=Second.OVERRIDE, package=town.ours, reason="NIK 3671011708900001 sudah dibayar di bank",
            asked_by=cast.agency_officer, decided_by=cast.coordinator, decided_at=day, is_granted=granted,
        )  # fmt: skip
    return case


def test_what_was_done_is_counted_and_every_figure_is_its_list(cast: Cast, worked_on: Case) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    done = dict(told.done)
    assert [done[one] for one in (Figure.OPENED, Figure.LETTERS, Figure.ANSWERS, Figure.REMINDERS, Figure.PROVEN)] == [
        2, 1, 1, 1, 1,
    ]  # fmt: skip
    assert done[Figure.REPRIMANDS] == done[Figure.SANCTIONS] == done[Figure.DROPPED] == 0
    assert told.letters == ((remedy.CLARIFICATION, 1),)
    assert told.days_to_proof == 28
    assert told.handled.packages == 2
    assert {figure: listed(figure, THIRD, cast) for figure in Figure} == figures(told)
    assert listed(Figure.LETTERS, THIRD, cast, kind=remedy.NOTICE) == 0
    assert [(one.opened, one.proven) for one in told.compared] == [(0, 0), (0, 0), (0, 0), (2, 1)]


def test_letters_of_no_case_count_too_and_stand_in_the_list(cast: Cast, worked_on: Case) -> None:
    Letter.objects.create(
        step="undangan", office=cast.coordinator.office, state="terbit", year=2026, number=99, pdf=b"x",
        issued_on=date(2026, 9, 2), code="undangan-1", content={"title": "Sosialisasi September"},
    )  # fmt: skip
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    assert dict(told.done)[Figure.LETTERS] == listed(Figure.LETTERS, THIRD, cast) == 2
    assert dict(told.letters) == {remedy.CLARIFICATION: 1, "undangan": 1}
    (row,) = quarters.behind(Figure.LETTERS, THIRD, by=cast.coordinator, kind="undangan")
    assert (row["name"], row["package"]) == ("Sosialisasi September", None)
    assert quarters.label_of("undangan", on=THIRD.last) == "Undangan"


def test_an_override_is_told_on_its_day_without_a_nik(cast: Cast, worked_on: Case) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    (one,) = told.overrides
    assert one.on == date(2026, 9, 30)
    assert one.reason == "NIK 3671**********01 sudah dibayar di bank"
    assert (cast.agency_officer.name in one.asked_by, cast.coordinator.name in one.decided_by) == (True, True)
    after = facts.quarter(THIRD.shifted(1), by=cast.coordinator)
    assert after is not None
    assert [each.on for each in after.overrides] == [date(2026, 10, 1)]


def test_the_worst_ten_stand_with_their_case(cast: Cast, worked_on: Case) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    assert 1 < len(told.unresolved) <= quarters.WORST
    days = [one.days for one in told.unresolved]
    assert days == sorted(days, reverse=True)
    running = Case.objects.get(closed_on=None)
    states = {one.package_id: (one.case, one.position) for one in told.unresolved}
    if running.package.package_id in states:
        assert states[running.package.package_id] == (running.pk, "")
    assert {position for case, position in states.values() if case is None} <= {""}


def test_only_the_people_of_the_city_read_it(cast: Cast, town: Town) -> None:
    for reader in (cast.coordinator, cast.leader, cast.inspectorate):
        assert facts.quarter(THIRD, by=reader) is not None
    for other in (cast.agency_officer, cast.payment_verifier, cast.branch_officer, cast.firm):
        assert facts.quarter(THIRD, by=other) is None
        assert facts.choices_of_quarters(latest_run(), by=other) == []
        assert not quarters.behind(Figure.WORKED, THIRD, by=other).exists()


def test_without_a_run_or_days_nothing_is_made_up(cast: Cast) -> None:
    assert facts.quarter(THIRD, by=cast.coordinator) is None
    assert facts.choices_of_quarters(latest_run(), by=cast.coordinator) == []


def test_a_quarter_nobody_worked_in_says_so(cast: Cast, town: Town) -> None:
    told = facts.quarter(Period(2011, 2), by=cast.coordinator)
    assert told is not None
    assert (told.days.percent, told.starts.percent, told.days_to_proof, told.agencies) == (None, None, None, ())
    assert facts.headline(told) == "Tidak ada hari pekerjaan yang diketahui pada triwulan ini"


def test_the_headline_never_flatters(cast: Cast, town: Town) -> None:
    told = facts.quarter(THIRD, by=cast.coordinator)
    assert told is not None
    now, before = (one.days.protected * 100 // one.days.worked for one in (told.compared[-1], told.compared[-2]))
    assert facts.headline(told) == f"Dari 100 hari pekerjaan triwulan ini, {now} terlindungi; triwulan lalu {before}"


def test_the_usual_quarter_is_the_last_that_ended(cast: Cast, town: Town) -> None:
    listed_ones = facts.choices_of_quarters(latest_run(), by=cast.coordinator)
    assert listed_ones[0] == Period.of(DAY)
    assert facts.usual_quarter(listed_ones, as_of=DAY) == THIRD
    assert facts.usual_quarter([], as_of=DAY) == Period.of(DAY)
    assert facts.usual_quarter(listed_ones[:1], as_of=DAY) == listed_ones[0]


def test_more_cases_mean_no_more_questions(cast: Cast, worked_on: Case, other_run: Written) -> None:
    with CaptureQueriesContext(connection) as few:
        facts.quarter(THIRD, by=cast.coordinator)
    for finding in Finding.objects.filter(known_until=None, kind="unregistered")[2:12]:
        Case.objects.get_or_create(
            package=finding.package, closed_on=None,
            defaults={
                "finding_id": finding.finding_id, "kind": finding.kind, "opened_on": THIRD.first,
                "moved_on": THIRD.first, "opened_by": cast.coordinator,
            },
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        facts.quarter(THIRD, by=cast.coordinator)
    assert len(many) == len(few) <= MOST
