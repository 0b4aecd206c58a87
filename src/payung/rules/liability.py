"""What would one accident cost the executor of a project without protection, beside what it has not paid?

One death, one total disability and one index finger, each at what PP 44/2015 owes the worker: without
protection the executor pays it itself (Pasal 27 ayat (1)). Scholarships, treatment and transport come on top;
they hang on facts no one knows yet.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from payung.refusal import Refusal
from payung.rules.case import Case, Cause
from payung.rules.disability import BodyLoss
from payung.rules.entitlement import Entitlement, entitlement
from payung.rules.lines import Explanation, Role, Sentence, compute_one, explain
from payung.rules.minimum_wage import MinimumWage, minimum_wage
from payung.rules.money import Rupiah, rupiah_text
from payung.rules.parameters import Status, parameter, weakest
from payung.rules.payer import Facts, Share, who_pays
from payung.rules.programmes.jakon_project import JAKON_PROJECT
from payung.rules.wage_basis import MonthlyWage

UNKNOWN_WAGE = "wage/unknown_wage"
UNREGISTERED = Facts(registered=False)


@dataclass(frozen=True)
class Event:
    """What may happen to one worker: a name, how it is told, and the case it makes."""

    name: str
    label: Sentence
    cause: Cause
    losses: tuple[BodyLoss, ...] = ()


EVENTS = (
    Event("death", Sentence("Satu pekerja meninggal karena kecelakaan kerja"), Cause.WORK_ACCIDENT_DEATH),
    Event("total_permanent", Sentence("Satu pekerja cacat total tetap"), Cause.TOTAL_PERMANENT_DISABILITY),
    Event(
        "index_finger",
        Sentence("Satu pekerja kehilangan telunjuk tangan kanan"),
        Cause.PARTIAL_ANATOMICAL,
        (BodyLoss("index_dominant"),),
    ),
)


@dataclass(frozen=True)
class Burden:
    """What one event would cost the executor: the entitlement, the executor's share of it, how sure its lines are."""

    event: Event
    owed: Entitlement
    share: Share
    status: Status

    def times(self, due: Rupiah) -> int:
        """How many times this contribution (more than Rp 0) it is: whole times, rounded down."""
        return self.share.amount // due


@dataclass(frozen=True)
class Liability:
    """The contribution not paid, line by line, the wage used, the burdens, and the sentence a firm
    understands with how sure it is: no surer than the contribution and the death in it.
    """

    contribution: tuple[Explanation, ...]
    contribution_due: Rupiah
    wage: MonthlyWage
    burdens: tuple[Burden, ...]
    sentence: Sentence
    status: Status
    cautions: tuple[Sentence, ...]


def liability(value: Rupiah, *, value_kind: str, on: dt.date, wage: MonthlyWage, paid: Rupiah = 0) -> Liability:
    """What a package worth ``value`` (``net`` or ``gross`` of PPN) without protection risks on this day.

    ``paid``: what was paid of its contribution; the sentence names only what is left.

    A Refusal for a value without any contribution, and as ``JAKON_PROJECT`` and ``entitlement`` refuse.
    Source: PP 44/2015 Pasal 27 ayat (1), 54 ayat (2), 55 ayat (2) and 56.
    """
    row = compute_one({"value": value, "value_kind": value_kind, "on": on}, JAKON_PROJECT)
    due = row["total"]
    if due == 0:
        raise Refusal("Nilai kontrak {value} tidak menghasilkan iuran; periksa nilainya.", value=rupiah_text(value))
    contribution = tuple(line for line in explain(row, JAKON_PROJECT, on) if line.role is not Role.SHOWN)
    found = burdens(on=on, wage=wage)
    cautions = (*JAKON_PROJECT.cautions(row), *_cautions(found), BESIDES)
    sentence, status = beside(contribution, found[0], due=due, paid=paid)
    return Liability(contribution, due, wage, found, sentence, status, cautions)


def beside(
    contribution: tuple[Explanation, ...], death: Burden, *, due: Rupiah, paid: Rupiah = 0
) -> tuple[Sentence, Status]:
    """What one death would cost beside a contribution, as a sentence, and how sure it is; for many packages at once."""
    return _sentence(due, death, paid=paid), weakest(death.status, *(line.status for line in contribution))


BESIDES = Sentence("Belum termasuk beasiswa anak, pengobatan, pengangkutan dan upah selama perawatan.")


def burdens(*, on: dt.date, wage: MonthlyWage) -> tuple[Burden, ...]:
    """What each of ``EVENTS`` would cost an executor without protection on this day, whatever its contract."""
    return tuple(_burden(event, on=on, wage=wage) for event in EVENTS)


def _burden(event: Event, *, on: dt.date, wage: MonthlyWage) -> Burden:
    owed = entitlement(Case(cause=event.cause, on=on, wage=wage, losses=event.losses))
    (share,) = who_pays(owed, UNREGISTERED)
    status = weakest(share.status, wage.status, *(line.status for line in owed.lines))
    return Burden(event, owed, share, status)


def _cautions(burdens: tuple[Burden, ...]) -> tuple[Sentence, ...]:
    """The cautions of all entitlements, each said once."""
    said: Mapping[str, Sentence] = {str(one): one for burden in burdens for one in burden.owed.cautions}
    return tuple(said.values())


def _sentence(due: Rupiah, death: Burden, *, paid: Rupiah) -> Sentence:
    left, amount = due - paid, rupiah_text(death.share.amount)
    if left <= 0:
        return Sentence(
            "Satu pekerja meninggal pada hari tanpa perlindungan menjadi tanggungan perusahaan {amount}.",
            {"amount": amount},
        )
    facts = {"due": rupiah_text(left), "amount": amount, "times": f"{death.times(left):,}".replace(",", ".")}
    if not paid:
        return Sentence(
            "Iuran yang belum dibayar {due}; satu pekerja meninggal di proyek ini menjadi tanggungan perusahaan "
            "{amount}, {times} kali lipat.",
            facts,
        )
    return Sentence(
        "Iuran yang belum dibayar {due} dari seluruhnya {total}; satu pekerja meninggal di proyek ini menjadi "
        "tanggungan perusahaan {amount}, {times} kali lipat.",
        facts | {"total": rupiah_text(due)},
    )


@dataclass(frozen=True)
class LocalWage:
    """The minimum wage as a monthly wage, and what to warn of."""

    wage: MonthlyWage
    cautions: tuple[Sentence, ...]


def local_wage(area: str, on: dt.date, *, latest_known: bool = False) -> LocalWage:
    """The minimum wage of the area, standing in for a wage nobody has told.

    No text says that it may, so it is ``inferred``. A Refusal as ``minimum_wage`` refuses.
    """
    found = minimum_wage(area, on, latest_known=latest_known)
    stands_in = parameter(UNKNOWN_WAGE).at(on)
    wage = MonthlyWage(found.amount, _how(found), found.source, weakest(stands_in.status, found.status))
    return LocalWage(wage, (_STAND_IN, *found.cautions))


_STAND_IN = Sentence(
    "Upah pekerja tidak disebut: dipakai upah minimum. Naskah yang mengaturnya tidak ditemukan; ini anggapan Payung."
)


def _how(found: MinimumWage) -> Sentence:
    return Sentence(
        "{label}, tahun {year}, dibulatkan ke rupiah: {amount}",
        {"label": found.label, "year": found.year, "amount": rupiah_text(found.amount)},
    )
