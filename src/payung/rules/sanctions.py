"""What does the fine of the administrative sanction cost, and which public services may be withheld?

PP 86/2013 Pasal 8-10. The fine is not the one for paying a contribution late (``late_fine``): its rate, its
start and its ground differ.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from payung.rules.late_fine import HOW_COUNTED, LateFine, PartMonth, months_late
from payung.rules.lines import Sentence
from payung.rules.money import CONTRACT_LIMIT, PER, Rupiah, half_up, require_within
from payung.rules.parameters import Status, parameter

FINE = "sanction/fine_rate_per_month"
SERVICES = "sanction/withheld_services"
GROUNDS = "sanction/service_refusal_grounds"


_OTHER_FINE = Sentence("Denda sanksi ini berbeda dari denda keterlambatan iuran sebulan; keduanya dihitung sendiri.")


def sanction_fine(
    due: Rupiah, *, warned_until: dt.date, paid_on: dt.date, part_month: PartMonth = PartMonth.COUNTS
) -> LateFine:
    """0.1 % a month of the contribution that should have been paid, from the end of the second warning.

    ``warned_until`` is the last day of that warning, ``paid_on`` the day of payment or today while unpaid.
    The law does not say how a part of a month counts, so the fine is inferred. Source: PP 86/2013 Pasal 10
    ayat (4).
    """
    require_within(due, limit=CONTRACT_LIMIT, what="Iuran yang terutang")
    law = parameter(FINE).at(warned_until)
    months = months_late(warned_until, paid_on, part_month=part_month)
    amount = half_up(due * law.value * months, PER)
    return LateFine(amount, months, law.source, Status.INFERRED, (HOW_COUNTED[part_month], _OTHER_FINE))


class Ground(StrEnum):
    """Why a service is withheld."""

    NOT_REGISTERED = "not_registered"
    DATA_BREACH = "data_breach"


@dataclass(frozen=True)
class ServiceRequest:
    """A public service asked for by a firm: the ground to withhold it, and the papers at hand."""

    service: str
    ground: Ground
    proof_shown: bool = False
    letter_from_bpjs: bool = False


def withheld_services(on: dt.date) -> tuple[str, ...]:
    """The services that may be withheld. Source: PP 86/2013 Pasal 9 ayat (1)."""
    return tuple(parameter(SERVICES).at(on).value)


def withholding_objection(request: ServiceRequest, *, on: dt.date) -> Sentence | None:
    """Why the service unit may not withhold this service, as a sentence; None where it may.

    Not registered: the unit itself asks for the proof with the request; wrong data: it waits for the letter of
    BPJS. Source: PP 86/2013 Pasal 8 ayat (3).
    """
    services = withheld_services(on)
    if request.service not in services:
        return Sentence(
            "{service} tidak termasuk pelayanan yang dapat ditahan: {services}.",
            {"service": request.service, "services": ", ".join(services)},
        )
    return _PAPERS[parameter(GROUNDS).at(on).value[request.ground]](request)


def _with_proof(request: ServiceRequest) -> Sentence | None:
    if not request.proof_shown:
        return None
    return Sentence("Bukti kepesertaan sudah ditunjukkan; pelayanan tidak ditahan.")


def _without_letter(request: ServiceRequest) -> Sentence | None:
    if request.letter_from_bpjs:
        return None
    return Sentence("Pelanggaran data menunggu surat BPJS Ketenagakerjaan; tanpa itu pelayanan tidak ditahan.")


_PAPERS: Mapping[str, Callable[[ServiceRequest], Sentence | None]] = MappingProxyType(
    {"proof_of_participation_demanded_with_the_service": _with_proof, "letter_from_bpjs": _without_letter}
)
