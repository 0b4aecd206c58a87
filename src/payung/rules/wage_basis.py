"""What is a worker's monthly wage where it was told by the day or by the piece, and how was it found?

The benefit wage is the last wage at the accident, as in PP 44/2015 Pasal 19 (Pasal 32 ayat (1)): basic wage
and fixed allowances; a daily wage times 25; piece work averaged over 3 months, or 12 where it depends on the
weather. No floor: published benefits rest on reported wages below the minimum wage. For construction Pasal
56 ayat (2) leaves the wage to a ministerial regulation whose article was not read, and practice has used 30
days too: the days are a setting, and what was used is told.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from payung.refusal import Refusal
from payung.rules.lines import Sentence
from payung.rules.money import WAGE_LIMIT, Rupiah, half_up, require_within, rupiah_text
from payung.rules.parameters import Status, parameter, weakest

BENEFIT_BASIS = "wage/benefit_basis"
DAYS = "wage/project_daily_multiplier"
DAYS_TO_CHOOSE = "wage/project_daily_choices"
PIECE_WORK = "wage/piece_work_months"
WEATHER_PIECE_WORK = "wage/weather_piece_work_months"


@dataclass(frozen=True)
class MonthlyWage:
    """A month's wage in whole rupiah, how it was found, by which article, and how sure that is."""

    amount: Rupiah
    how: Sentence
    source: str
    status: Status


def monthly(amount: Rupiah) -> MonthlyWage:
    """The wage as it was told; a Refusal outside Rp 0 to Rp 1.000.000.000.000.

    Source: PP 44/2015 Pasal 19 ayat (2), 32 ayat (1).
    """
    require_within(amount, limit=WAGE_LIMIT, what="Upah sebulan")
    law = parameter(BENEFIT_BASIS).history[-1]
    how = Sentence("upah sebulan {amount}, dipakai apa adanya", {"amount": rupiah_text(amount)})
    return MonthlyWage(amount, how, law.source, law.status)


def daily(amount: Rupiah, *, on: dt.date, days_per_month: int | None = None) -> MonthlyWage:
    """A day's wage times the days of a month: 25 unless another number is set.

    A Refusal for a number of days never used (25 and 30 were), for a wage over the limit, and without a
    number of days before July 2015. Source: PP 44/2015 Pasal 19 ayat (3), 56 ayat (2).
    """
    require_within(amount, limit=WAGE_LIMIT // 31, what="Upah sehari")
    law = parameter(DAYS if days_per_month is None else DAYS_TO_CHOOSE).at(on)
    days: int = law.value if days_per_month is None else _chosen(days_per_month, law.value)
    facts = {"amount": rupiah_text(amount), "days": days, "month": rupiah_text(amount * days)}
    return MonthlyWage(
        amount * days, Sentence("{amount} sehari × {days} hari = {month}", facts), law.source, law.status
    )


def _chosen(days: int, choices: list[int]) -> int:
    if days not in choices:
        raise Refusal(
            "Upah sehari dikalikan {choices} hari, bukan {days}.", choices=" atau ".join(map(str, choices)), days=days
        )
    return days


def piece_work(months: Sequence[Rupiah], *, on: dt.date, weather_dependent: bool = False) -> MonthlyWage:
    """The average of the last months' earnings, half-up to the rupiah: 3 months, or 12 for work that depends
    on the weather.

    A Refusal for any other number of months. Source: PP 44/2015 Pasal 19 ayat (4)-(5).
    """
    law = parameter(WEATHER_PIECE_WORK if weather_dependent else PIECE_WORK).at(on)
    if len(months) != law.value:
        raise Refusal(
            "Upah borongan dirata-ratakan dari {needed} bulan terakhir; yang disebut {given} bulan.",
            needed=law.value,
            given=len(months),
        )
    total = sum(require_within(month, limit=WAGE_LIMIT, what="Upah borongan sebulan") for month in months)
    average = half_up(total, law.value)
    status = weakest(law.status, parameter(BENEFIT_BASIS).at(on).status)
    return MonthlyWage(average, _averaged(total, law.value, average), law.source, status)


def _averaged(total: Rupiah, months: int, average: Rupiah) -> Sentence:
    facts = {"total": rupiah_text(total), "months": months, "average": rupiah_text(average)}
    if average * months == total:
        return Sentence("{total} ÷ {months} bulan = {average}", facts)
    return Sentence("{total} ÷ {months} bulan = {average}, dibulatkan ke rupiah terdekat", facts)
