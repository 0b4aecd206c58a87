"""What did the Covid relief of 2020-21 leave of a project's bill?

PP 49/2020: JKK and JKM at 1 % for the months of the relief. A project registered before it began paid 1 % of
what was outstanding; one registered during it paid the first instalment in full and the later ones at 1 %.
"""

from dataclasses import dataclass
from datetime import date

from payung.refusal import Refusal
from payung.rules.lines import Sentence, covers
from payung.rules.money import CONTRACT_LIMIT, Rupiah, at_rate, require_within
from payung.rules.parameters import Dated, Status, parameter

PROJECTS = "relief/covid_2020_projects"


@dataclass(frozen=True)
class Relief:
    """What stays payable, in rupiah; the factor per hundred thousand, its source and certainty, and why."""

    amount: Rupiah
    factor: int
    source: str
    status: Status
    why: Sentence


def covid_relief(due: Rupiah, *, instalment: int, registered_on: date, on: date) -> Relief | None:
    """What stays of an instalment of ``due`` rupiah that falls due ``on``; None outside the months of the
    relief.

    ``instalment`` counts from 1; a lump sum is the first. A Refusal for an amount out of bounds, an
    instalment below 1 or a registration after the day the instalment falls due.
    """
    require_within(due, limit=CONTRACT_LIMIT, what="Termin yang terutang")
    if instalment < 1 or registered_on > on:
        raise Refusal("Termin dihitung dari 1, dan jatuh temponya tidak mendahului tanggal daftar.")
    law = parameter(PROJECTS).history[0]
    if not covers(law, on):
        return None
    factor, why = _factor(law, instalment=instalment, registered_before=registered_on < (law.from_on or date.min))
    return Relief(at_rate(due, factor), factor, law.source, law.status, why)


def _factor(law: Dated, *, instalment: int, registered_before: bool) -> tuple[int, Sentence]:
    if registered_before:
        return law.value["registered_before"]["outstanding"], Sentence(
            "Proyek terdaftar sebelum relaksasi: sisa tagihan menjadi 1 %."
        )
    if instalment == 1:
        return law.value["registered_during"]["first_instalment"], Sentence(
            "Proyek terdaftar selama relaksasi: termin pertama dibayar penuh."
        )
    return law.value["registered_during"]["later_instalments"], Sentence(
        "Proyek terdaftar selama relaksasi: termin sesudah yang pertama menjadi 1 %."
    )
