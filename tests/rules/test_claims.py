"""Do the hours, days and years of a claim end when the law says, and is every choice of counting stated?"""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.claims import (
    DayUnit,
    LawBy,
    completeness_notice,
    conclusion,
    facility_payment,
    is_late,
    late_payment,
    occupational_disease_until,
    payment,
    stage_one,
    stage_two,
    time_bar,
)
from payung.rules.parameters import Status

FRIDAY = dt.date(2026, 3, 6)
CALENDAR = "Hari terlambat dihitung menurut kalender; naskah hanya menyebut hari. Pastikan dengan cabang."
WORKING = "Hari terlambat dihitung menurut hari kerja; naskah hanya menyebut hari. Pastikan dengan cabang."


@pytest.mark.parametrize("stage", [stage_one, stage_two])
def test_a_known_hour_gives_the_instant_48_hours_later(stage) -> None:
    deadline = stage(FRIDAY, time=dt.time(14, 30))
    assert deadline.at == dt.datetime.fromisoformat("2026-03-08T14:30")
    assert (deadline.on, deadline.hours, deadline.status) == (dt.date(2026, 3, 8), 48, Status.CONFIRMED)
    assert str(deadline.how) == "48 jam sejak 2026-03-06 14:30: sampai 2026-03-08 14:30."
    assert "Permenaker 1/2025 Pasal 8" in deadline.source


@pytest.mark.parametrize("stage", [stage_one, stage_two])
def test_an_unknown_hour_gives_the_end_of_the_second_day_after(stage) -> None:
    deadline = stage(FRIDAY)
    assert (deadline.on, deadline.at, deadline.status) == (dt.date(2026, 3, 8), None, Status.INFERRED)
    assert str(deadline.how) == "Jamnya tidak diketahui: 48 jam dihitung sampai akhir hari 2026-03-08."


@pytest.mark.parametrize(
    ("happened_at", "reported_on", "reported_at", "late"),
    [
        (None, dt.date(2026, 3, 8), None, False),
        (None, dt.date(2026, 3, 8), dt.time(23, 59), False),
        (None, dt.date(2026, 3, 9), dt.time(0, 0), True),
        (dt.time(14, 30), dt.date(2026, 3, 8), dt.time(14, 29), False),
        (dt.time(14, 30), dt.date(2026, 3, 8), dt.time(14, 30), False),
        (dt.time(14, 30), dt.date(2026, 3, 8), dt.time(14, 31), True),
        (dt.time(14, 30), dt.date(2026, 3, 8), None, False),
        (dt.time(14, 30), dt.date(2026, 3, 9), None, True),
        (dt.time(14, 30), dt.date(2026, 3, 7), dt.time(23, 0), False),
    ],
)
def test_a_report_is_late_after_its_instant_or_its_day(
    happened_at: dt.time | None, reported_on: dt.date, reported_at: dt.time | None, late: bool
) -> None:
    assert is_late(stage_one(FRIDAY, time=happened_at), reported_on, time=reported_at) is late


def test_before_the_law_no_report_is_due() -> None:
    with pytest.raises(Refusal, match="sejak 2015-07-01"):
        stage_one(dt.date(2015, 6, 30))


def test_missing_documents_are_told_within_seven_working_days() -> None:
    """3-6 and 9-11 March 2026, from Monday the 2nd."""
    deadline = completeness_notice(dt.date(2026, 3, 2))
    assert (deadline.days, deadline.unit, deadline.on) == (7, "working_days", dt.date(2026, 3, 11))
    assert (deadline.source, deadline.status) == ("PP 44/2015 Pasal 43 ayat (7)", Status.CONFIRMED)


def test_a_facility_is_paid_within_seven_working_days() -> None:
    deadline = facility_payment(dt.date(2026, 3, 2))
    assert (deadline.on, deadline.source) == (dt.date(2026, 3, 11), "PP 44/2015 Pasal 46 ayat (1)")


@pytest.mark.parametrize(
    ("programme", "days", "on", "article"),
    [("jkk", 7, dt.date(2026, 3, 11), "Pasal 37 ayat (2)"), ("jkm", 3, dt.date(2026, 3, 5), "Pasal 40 ayat (3)")],
)
def test_bpjs_pays_jkk_in_seven_and_jkm_in_three_working_days(
    programme: str, days: int, on: dt.date, article: str
) -> None:
    deadline = payment(programme, complete_on=dt.date(2026, 3, 2))
    assert (deadline.days, deadline.on, deadline.status) == (days, on, Status.CONFIRMED)
    assert article in deadline.source


def test_a_benefit_nobody_knows_has_no_payment_deadline() -> None:
    with pytest.raises(Refusal) as refused:
        payment("jht", complete_on=FRIDAY)
    assert str(refused.value) == "Manfaat “jht” tidak dikenal; pilih jkk atau jkm."


@pytest.mark.parametrize(
    ("paid_on", "calendar", "working"),
    [
        (dt.date(2026, 3, 10), 0, 0),
        (dt.date(2026, 3, 11), 0, 0),
        (dt.date(2026, 3, 12), 1, 1),
        (dt.date(2026, 3, 13), 2, 2),
        (dt.date(2026, 3, 14), 3, 2),
        (dt.date(2026, 3, 16), 5, 3),
    ],
)
def test_a_late_payment_costs_one_per_cent_for_every_day(paid_on: dt.date, calendar: int, working: int) -> None:
    facts = {"programme": "jkk", "complete_on": dt.date(2026, 3, 2), "paid_on": paid_on}
    by_calendar = late_payment(1_000_000, **facts)
    assert (by_calendar.days, by_calendar.amount) == (calendar, calendar * 10_000)
    assert (by_calendar.status, str(by_calendar.how)) == (Status.INFERRED, CALENDAR)
    by_working = late_payment(1_000_000, **facts, day_unit=DayUnit.WORKING_DAYS)
    assert (by_working.days, by_working.amount, str(by_working.how)) == (working, working * 10_000, WORKING)


@pytest.mark.parametrize(("benefit", "amount"), [(0, 0), (49, 0), (50, 1), (149, 1), (150, 2), (42_000_000, 420_000)])
def test_one_per_cent_is_rounded_half_up_to_the_rupiah(benefit: int, amount: int) -> None:
    late = late_payment(benefit, programme="jkm", complete_on=dt.date(2026, 3, 2), paid_on=dt.date(2026, 3, 6))
    assert (late.days, late.amount) == (1, amount)
    assert late.source == "PP 44/2015 Pasal 37 ayat (3), Pasal 40 ayat (4)"


def test_the_delay_has_no_known_cap() -> None:
    late = late_payment(1_000_000, programme="jkk", complete_on=dt.date(2025, 3, 3), paid_on=dt.date(2026, 3, 12))
    assert (late.days, late.amount) == (365, 3_650_000)


@pytest.mark.parametrize("benefit", [-1, 9 * 10**15 + 1])
def test_an_impossible_benefit_is_refused(benefit: int) -> None:
    with pytest.raises(Refusal, match="Manfaat yang terutang harus bilangan bulat"):
        late_payment(benefit, programme="jkk", complete_on=FRIDAY, paid_on=FRIDAY)


@settings(deadline=None)
@given(benefit=st.integers(0, 10**12), days=st.integers(0, 400))
def test_waiting_a_day_longer_never_costs_less(benefit: int, days: int) -> None:
    complete_on = dt.date(2025, 3, 3)
    paid_on = complete_on + dt.timedelta(days=days)
    today = late_payment(benefit, programme="jkk", complete_on=complete_on, paid_on=paid_on)
    tomorrow = late_payment(benefit, programme="jkk", complete_on=complete_on, paid_on=paid_on + dt.timedelta(days=1))
    assert 0 <= today.amount <= tomorrow.amount


@pytest.mark.parametrize(
    ("received_on", "status"),
    [(dt.date(2021, 4, 1), Status.CONFIRMED), (dt.date(2023, 10, 5), Status.CONFIRMED),
     (dt.date(2023, 10, 6), Status.INFERRED)],
)  # fmt: skip
def test_a_case_is_concluded_within_thirty_days(received_on: dt.date, status: Status) -> None:
    deadline = conclusion(received_on)
    assert (deadline.on, deadline.days, deadline.unit) == (received_on + dt.timedelta(days=30), 30, "days")
    assert deadline.status is status


@pytest.mark.parametrize(
    ("event_on", "years", "last_day", "status"),
    [
        (dt.date(2015, 7, 1), 2, dt.date(2017, 7, 1), Status.INFERRED),
        (dt.date(2019, 12, 1), 2, dt.date(2021, 12, 1), Status.INFERRED),
        (dt.date(2019, 12, 2), 5, dt.date(2024, 12, 2), Status.CONFIRMED),
        (dt.date(2026, 3, 6), 5, dt.date(2031, 3, 6), Status.CONFIRMED),
    ],
)
def test_a_claim_lapses_by_the_law_of_the_accident(
    event_on: dt.date, years: int, last_day: dt.date, status: Status
) -> None:
    deadline = time_bar(event_on)
    assert (deadline.days, deadline.unit, deadline.on, deadline.status) == (years, "years", last_day, status)


def test_the_law_of_the_claim_may_be_chosen_instead() -> None:
    accident, claim = dt.date(2019, 12, 1), dt.date(2019, 12, 2)
    deadline = time_bar(accident, claimed_on=claim, law_by=LawBy.CLAIM_DATE)
    assert (deadline.days, deadline.on, deadline.status) == (5, dt.date(2024, 12, 1), Status.INFERRED)
    assert deadline.source == "PP 82/2019 (Pasal 26 PP 44/2015 yang baru)"
    assert time_bar(accident, claimed_on=accident, law_by=LawBy.CLAIM_DATE).days == 2


def test_the_day_of_the_claim_changes_nothing_by_default() -> None:
    assert time_bar(dt.date(2019, 12, 1), claimed_on=dt.date(2025, 1, 1)).days == 2


@pytest.mark.parametrize("claimed_on", [None, dt.date(2019, 11, 30)])
def test_the_law_of_the_claim_needs_its_day(claimed_on: dt.date | None) -> None:
    with pytest.raises(Refusal) as refused:
        time_bar(dt.date(2019, 12, 1), claimed_on=claimed_on, law_by=LawBy.CLAIM_DATE)
    assert str(refused.value) == "Tanggal pengajuan belum disebut, atau mendahului kecelakaannya."


def test_29_february_lapses_on_28_february_and_that_is_inferred() -> None:
    deadline = time_bar(dt.date(2020, 2, 29))
    assert (deadline.on, deadline.status) == (dt.date(2025, 2, 28), Status.INFERRED)


def test_a_disease_may_appear_until_three_years_after_the_work_ended() -> None:
    deadline = occupational_disease_until(dt.date(2023, 6, 30))
    assert (deadline.days, deadline.unit, deadline.on) == (3, "years", dt.date(2026, 6, 30))
    assert (deadline.status, deadline.source[:30]) == (Status.CONFIRMED, "PP 44/2015 Pasal 48 ayat (2); ")
    leap = occupational_disease_until(dt.date(2024, 2, 29))
    assert (leap.on, leap.status) == (dt.date(2027, 2, 28), Status.INFERRED)
