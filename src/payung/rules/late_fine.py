"""What does paying late cost?

2 % of the amount due for every month of delay, not compounding, borne by the employer (PP 44/2015 Pasal 22).
The law does not say how a part of a month counts, nor how the fine attaches to the instalments of a project:
the counting is a stated setting, so every fine is ``inferred`` and carries a warning.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from payung.refusal import Refusal
from payung.rules.lines import Sentence, covers
from payung.rules.money import CONTRACT_LIMIT, PER, Rupiah, half_up, require_within
from payung.rules.parameters import Status, parameter

RATE = "late_fine/rate_per_month"
COVID_RATE = "late_fine/covid_rate_per_month"


class PartMonth(StrEnum):
    """How a month that has begun and not ended counts: as a whole month, or not at all."""

    COUNTS = "counts"
    IGNORED = "ignored"


@dataclass(frozen=True)
class LateFine:
    """The fine in rupiah, the months it counts, its article, how sure we are, and what to warn of."""

    amount: Rupiah
    months: int
    source: str
    status: Status
    warnings: tuple[Sentence, ...]


HOW_COUNTED = {
    PartMonth.COUNTS: Sentence(
        "Bagian bulan dihitung satu bulan penuh; naskah tidak mengaturnya. Pastikan dengan cabang."
    ),
    PartMonth.IGNORED: Sentence("Bagian bulan tidak dihitung; naskah tidak mengaturnya. Pastikan dengan cabang."),
}


def months_late(due_on: date, paid_on: date, *, part_month: PartMonth) -> int:
    """Months from the day after ``due_on`` to ``paid_on``; the same day of the month closes a month. Never
    negative.

    A due day that a month lacks (31 in April) closes that month on its last day.
    """
    if paid_on <= due_on:
        return 0
    begun = (paid_on.year - due_on.year) * 12 + paid_on.month - due_on.month
    next_day_in_month = min(due_on.day, _last_day(paid_on))
    if part_month is PartMonth.COUNTS:
        return begun + (paid_on.day > next_day_in_month)
    return begun - (paid_on.day < next_day_in_month)


def _last_day(on: date) -> int:
    first_of_next = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1).day


def late_fine(due: Rupiah, *, due_on: date, paid_on: date, part_month: PartMonth = PartMonth.COUNTS) -> LateFine:
    """The fine on ``due`` rupiah that fell due on ``due_on`` and was paid on ``paid_on`` (or stands unpaid
    then).

    The rate is the one in force on the due day. During the Covid relief a lower rate is remembered, not
    read: it is not applied, and a warning says so. A Refusal if the amount is out of bounds or the day is
    before the law.
    """
    require_within(due, limit=CONTRACT_LIMIT, what="Iuran yang terutang")
    law = parameter(RATE).at(due_on)
    months = months_late(due_on, paid_on, part_month=part_month)
    if months > 1200:
        raise Refusal("Terlambat {months} bulan: periksa tanggal jatuh tempo dan tanggal bayar.", months=months)
    amount = half_up(due * law.value * months, PER)
    return LateFine(amount, months, law.source, Status.INFERRED, (HOW_COUNTED[part_month], *_covid(due_on)))


def _covid(due_on: date) -> tuple[Sentence, ...]:
    relief = parameter(COVID_RATE).history[0]
    if not covers(relief, due_on):
        return ()
    return (
        Sentence(
            "Selama relaksasi Covid mungkin berlaku denda yang lebih rendah ({source}); naskahnya belum dibaca.",
            {"source": relief.source},
        ),
    )
