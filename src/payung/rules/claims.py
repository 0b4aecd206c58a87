"""By when must an accident be reported and a claim be made, by when must it be paid, and what if not?

PP 44/2015 Pasal 26, 37, 40, 43, 46 and 48; PP 82/2019; Permenaker 1/2025. Times are local times of the
place. Where the law is silent (the hour is not known, a year without 29 February, which law bars a claim) the
counting is a stated setting and the answer is ``inferred`` or says how it was counted.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from payung.refusal import Refusal
from payung.rules.deadlines import Deadline, working_days_after
from payung.rules.lines import Sentence
from payung.rules.money import CONTRACT_LIMIT, PER, Rupiah, half_up, require_within
from payung.rules.parameters import Dated, Parameter, Status, parameter
from payung.rules.periods import working_days_between

REPORT = "deadline/accident_report_hours"
COMPLETENESS = "claim/completeness_notice"
FACILITY = "claim/facility_payment"
CONCLUSION = "claim/conclusion"
TIME_BAR = "claim/time_bar_years"
TIME_BAR_LAW = "claim/time_bar_law"
DISEASE = "claim/occupational_disease_years"
LATE_PAYMENT = "claim/late_payment_rate_per_day"
LATE_DAY_UNIT = "claim/late_payment_day_unit"
PAYMENT = {"jkk": "claim/jkk_payment", "jkm": "claim/jkm_payment"}


class LawBy(StrEnum):
    """Whose day chooses the law that bars a claim: the accident's (the default) or the claim's."""

    ACCIDENT_DATE = "accident_date"
    CLAIM_DATE = "claim_date"


class DayUnit(StrEnum):
    """In which days the delay of a payment counts."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class ReportDeadline:
    """Until when a report is in time: ``at`` that instant where the hour is known, else the end of ``on``."""

    on: dt.date
    at: dt.datetime | None
    hours: int
    source: str
    status: Status
    how: Sentence


@dataclass(frozen=True)
class LatePayment:
    """What BPJS owes beside the benefit, in rupiah, for the days it is late; how they were counted."""

    amount: Rupiah
    days: int
    source: str
    status: Status
    how: Sentence


def stage_one(happened_on: dt.date, *, time: dt.time | None = None) -> ReportDeadline:
    """2 × 24 hours from the accident, or from the diagnosis of an occupational disease.

    Source: PP 44/2015 Pasal 43 ayat (1)-(2); Permenaker 1/2025 Pasal 8.
    """
    return _report(happened_on, time)


def stage_two(outcome_on: dt.date, *, time: dt.time | None = None) -> ReportDeadline:
    """2 × 24 hours from the doctor's statement of the outcome; this report is the claim.

    Source: PP 44/2015 Pasal 43 ayat (3)-(4); Permenaker 1/2025 Pasal 19.
    """
    return _report(outcome_on, time)


def _report(on: dt.date, time: dt.time | None) -> ReportDeadline:
    law = parameter(REPORT).at(on)
    if time is None:
        last = on + dt.timedelta(days=law.value // 24)
        how = Sentence(
            "Jamnya tidak diketahui: {hours} jam dihitung sampai akhir hari {last}.",
            {"hours": law.value, "last": last.isoformat()},
        )
        return ReportDeadline(last, None, law.value, law.source, Status.INFERRED, how)
    at = dt.datetime.combine(on, time) + dt.timedelta(hours=law.value)
    how = Sentence(
        "{hours} jam sejak {since}: sampai {until}.",
        {"hours": law.value, "since": f"{on} {time:%H:%M}", "until": f"{at:%Y-%m-%d %H:%M}"},
    )
    return ReportDeadline(at.date(), at, law.value, law.source, law.status, how)


def is_late(deadline: ReportDeadline, reported_on: dt.date, *, time: dt.time | None = None) -> bool:
    """Whether a report came after its deadline; by the day where either hour is not known."""
    if deadline.at is None or time is None:
        return reported_on > deadline.on
    return dt.datetime.combine(reported_on, time) > deadline.at


def completeness_notice(received_on: dt.date) -> Deadline:
    """By when BPJS says which documents are missing: 7 working days. Source: PP 44/2015 Pasal 43 ayat (7)."""
    return working_days_after(received_on, key=COMPLETENESS)


def facility_payment(claimed_on: dt.date) -> Deadline:
    """By when BPJS pays a health facility: 7 working days. Source: PP 44/2015 Pasal 46 ayat (1)."""
    return working_days_after(claimed_on, key=FACILITY)


def payment(programme: str, *, complete_on: dt.date) -> Deadline:
    """By when BPJS pays once the documents are complete: 7 working days for jkk, 3 for jkm.

    Source: PP 44/2015 Pasal 37 ayat (2), Pasal 40 ayat (3).
    """
    if programme not in PAYMENT:
        raise Refusal("Manfaat “{given}” tidak dikenal; pilih jkk atau jkm.", given=programme)
    return working_days_after(complete_on, key=PAYMENT[programme])


def late_payment(
    benefit: Rupiah, *, programme: str, complete_on: dt.date, paid_on: dt.date, day_unit: DayUnit | None = None
) -> LatePayment:
    """1 % of the benefit for every day after the deadline of ``payment``, half-up; 0 when in time.

    ``paid_on`` is the day of payment, or today while unpaid; the day after the deadline is the first late
    day. The law says “hari” and not which: ``day_unit`` is a setting, so the amount is inferred. No cap is
    known. Source: PP 44/2015 Pasal 37 ayat (3), Pasal 40 ayat (4).
    """
    require_within(benefit, limit=CONTRACT_LIMIT, what="Manfaat yang terutang")
    due_on = payment(programme, complete_on=complete_on).on
    law = parameter(LATE_PAYMENT).at(complete_on)
    unit = day_unit or DayUnit(parameter(LATE_DAY_UNIT).at(complete_on).value)
    days = max(_DAYS_BETWEEN[unit](due_on, paid_on), 0)
    amount = half_up(benefit * law.value[programme] * days, PER)
    return LatePayment(amount, days, law.source, Status.INFERRED, _LATE_HOW[unit])


_DAYS_BETWEEN = {
    DayUnit.CALENDAR_DAYS: lambda due_on, paid_on: (paid_on - due_on).days,
    DayUnit.WORKING_DAYS: working_days_between,
}

_LATE_HOW = {
    DayUnit.CALENDAR_DAYS: Sentence(
        "Hari terlambat dihitung menurut kalender; naskah hanya menyebut hari. Pastikan dengan cabang."
    ),
    DayUnit.WORKING_DAYS: Sentence(
        "Hari terlambat dihitung menurut hari kerja; naskah hanya menyebut hari. Pastikan dengan cabang."
    ),
}


def conclusion(stage_one_received_on: dt.date) -> Deadline:
    """By when BPJS concludes whether a case is a work accident: 30 days. Source: Permenaker 5/2021."""
    rule = parameter(CONCLUSION)
    law = rule.at(stage_one_received_on)
    return _deadline(rule, law, stage_one_received_on + dt.timedelta(days=law.value), law.status)


def time_bar(event_on: dt.date, *, claimed_on: dt.date | None = None, law_by: LawBy | None = None) -> Deadline:
    """The last day to claim: 5 years after the accident or diagnosis, 2 by the law before 2 December 2019.

    No text says which law bars an old accident: by ``law_by``, by default the accident's own. The answer is
    ``confirmed`` only where it does not hang on that choice. Source: PP 44/2015 Pasal 26; PP 82/2019.
    """
    chosen = law_by or LawBy(parameter(TIME_BAR_LAW).at(event_on).value)
    rule = parameter(TIME_BAR)
    law = rule.at(_day_of_law(event_on, claimed_on, chosen))
    last, exact = _years_after(event_on, law.value)
    settled = exact and rule.at(event_on) == rule.history[-1]
    return _deadline(rule, law, last, law.status if settled else Status.INFERRED)


def _day_of_law(event_on: dt.date, claimed_on: dt.date | None, chosen: LawBy) -> dt.date:
    if chosen is LawBy.ACCIDENT_DATE:
        return event_on
    if claimed_on is None or claimed_on < event_on:
        raise Refusal("Tanggal pengajuan belum disebut, atau mendahului kecelakaannya.")
    return claimed_on


def occupational_disease_until(employment_ended_on: dt.date) -> Deadline:
    """The last day on which a disease of the work may appear and still be covered: 3 years after it ended.

    Source: PP 44/2015 Pasal 48 ayat (2); Perpres 7/2019 Pasal 2.
    """
    rule = parameter(DISEASE)
    law = rule.at(employment_ended_on)
    last, exact = _years_after(employment_ended_on, law.value)
    return _deadline(rule, law, last, law.status if exact else Status.INFERRED)


def _deadline(rule: Parameter, law: Dated, on: dt.date, status: Status) -> Deadline:
    return Deadline(on, law.value, rule.unit, law.source, status, rule.label)


def _years_after(day: dt.date, years: int) -> tuple[dt.date, bool]:
    """The same day years later, and whether that year has it: 29 February becomes 28, the law is silent."""
    try:
        return day.replace(year=day.year + years), True
    except ValueError:
        return day.replace(year=day.year + years, day=28), False
