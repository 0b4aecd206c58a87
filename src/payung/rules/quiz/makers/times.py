"""By when: days to register, hours to report, days to tell of a worker, and the moment protection starts."""

import datetime as dt
from collections.abc import Mapping
from random import Random
from types import MappingProxyType

from payung.refusal import Refusal
from payung.rules.claims import stage_one
from payung.rules.deadlines import PROJECT_REGISTRATION, WORKER_CHANGE
from payung.rules.parameters import parameter
from payung.rules.periods import add_working_days, is_certain, next_working_day
from payung.rules.quiz.makers.cover import JOBS
from payung.rules.quiz.values import Made, Maker, Option, Word, of_codes, of_numbers

GUESSES = (7, 14, 21, 30, 60)
"""Numbers of days that people remember for one duty or another."""
STARTS = {"first_instalment_or_full_payment": "paid"}
MOMENTS = ("paid", "form_sent", "contract", "work_starts")
HOURS = range(6, 18)
DAY = dt.timedelta(days=1)


def registration_days(draw: Random, on: dt.date) -> Made:
    """How many working days a project has to be registered."""
    return _days(draw, on, PROJECT_REGISTRATION)


def worker_change_days(draw: Random, on: dt.date) -> Made:
    """How many working days there are to tell of a worker who came, went or was replaced."""
    return _days(draw, on, WORKER_CHANGE)


def _days(draw: Random, on: dt.date, key: str) -> Made:
    right: int = parameter(key).at(on).value
    others = [days for days in GUESSES if days != right]
    return of_numbers(right, draw.sample(others, len(others)), job=Word(draw.choice(JOBS)), day=_office_day(draw, on))


def registration_date(draw: Random, on: dt.date) -> Made:
    """The last day to register, from a contract whose deadline no undecreed holiday can move."""
    days: int = parameter(PROJECT_REGISTRATION).at(on).value
    signed_on = _office_day(draw, on)
    last = add_working_days(signed_on, days)
    if not is_certain(last):
        raise Refusal("Hari libur sampai {on} belum ditetapkan.", on=last)
    wrong = (
        Option("calendar", signed_on + days * DAY),
        Option("counts_first", add_working_days(signed_on, days - 1) if days > 1 else signed_on),
        Option("month", signed_on + 30 * DAY),
    )
    return Made(Option("right", last), wrong, {"day": signed_on, "days": days})


def accident_report(draw: Random, on: dt.date) -> Made:
    """The hour until which the first report of an accident is in time."""
    happened = dt.datetime.combine(_recent(draw, on), dt.time(draw.choice(HOURS), draw.choice((0, 15, 30, 45))))
    until = stage_one(happened.date(), time=happened.time())
    wrong = (
        Option("one_day", happened + DAY), Option("three_days", happened + 3 * DAY), Option("week", happened + 7 * DAY),
    )  # fmt: skip
    return Made(Option("right", until.at), wrong, {"happened": happened, "hours": until.hours})


def protection_starts(draw: Random, on: dt.date) -> Made:
    """From which moment a project is protected; between the form and the payment it is only registering."""
    law = parameter("jakon/protection_starts").at(on).value
    sent, paid = (draw.randrange(2, 6), draw.randrange(7, 15))
    return of_codes(STARTS.get(law, law), MOMENTS, job=Word(draw.choice(JOBS)), sent=sent, paid=paid)


def _office_day(draw: Random, on: dt.date) -> dt.date:
    return next_working_day(_recent(draw, on))


def _recent(draw: Random, on: dt.date) -> dt.date:
    """A day some weeks before the day of the law."""
    return on - draw.randrange(21, 120) * DAY


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "registration_days": registration_days,
        "registration_date": registration_date,
        "worker_change_days": worker_change_days,
        "accident_report": accident_report,
        "protection_starts": protection_starts,
    }
)
