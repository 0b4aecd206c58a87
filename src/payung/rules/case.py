"""What happened to whom: the facts of one case of benefits?"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from payung.rules.disability import BodyLoss
from payung.rules.lines import Sentence
from payung.rules.money import Rupiah
from payung.rules.scholarship import Child
from payung.rules.wage_basis import MonthlyWage


class Cause(StrEnum):
    """What gives the benefit: a work accident (JKK) by its outcome, or another death (JKM)."""

    WORK_ACCIDENT_DEATH = "work_accident_death"
    TOTAL_PERMANENT_DISABILITY = "total_permanent_disability"
    PARTIAL_ANATOMICAL = "partial_anatomical"
    PARTIAL_FUNCTIONAL = "partial_functional"
    TEMPORARY = "temporary"
    NON_WORK_DEATH = "non_work_death"

    @property
    def label(self) -> Sentence:
        """The cause as shown to a reader."""
        return CAUSE_LABELS[self]


CAUSE_LABELS: Mapping[Cause, Sentence] = MappingProxyType(
    {
        Cause.WORK_ACCIDENT_DEATH: Sentence("Meninggal karena kecelakaan kerja"),
        Cause.TOTAL_PERMANENT_DISABILITY: Sentence("Cacat total tetap karena kecelakaan kerja"),
        Cause.PARTIAL_ANATOMICAL: Sentence("Cacat sebagian anatomis karena kecelakaan kerja"),
        Cause.PARTIAL_FUNCTIONAL: Sentence("Cacat sebagian fungsi karena kecelakaan kerja"),
        Cause.TEMPORARY: Sentence("Sementara tidak mampu bekerja karena kecelakaan kerja"),
        Cause.NON_WORK_DEATH: Sentence("Meninggal bukan karena kecelakaan kerja"),
    }
)


@dataclass(frozen=True)
class Case:
    """One worker's case. ``on``: the day of the accident, or of the death that is no work accident.

    ``stmb_months``: thousandths of a month unable to work. ``transport``: rupiah by mode (land, sea, air).
    ``years_contributed``: whole years; None where they are not known. The other costs are rupiah spent;
    ``prosthesis`` is the standard price.
    """

    cause: Cause
    on: dt.date
    wage: MonthlyWage
    stmb_months: int = 0
    losses: tuple[BodyLoss, ...] = ()
    children: tuple[Child, ...] = ()
    years_contributed: int | None = None
    transport: Mapping[str, Rupiah] = field(default_factory=dict)
    home_care: Rupiah = 0
    prosthesis: Rupiah = 0
    spectacles: Rupiah = 0
    dental: Rupiah = 0
    hearing_aid: Rupiah = 0
