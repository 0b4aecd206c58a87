"""What would one accident cost an executor whose work goes on without protection?

The page of a run sees no wages: the minimum wage of the area stands in for them, and that is said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.reconcile.report.wording import number, rupiah
from payung.rules.liability import BESIDES, Burden, burdens, local_wage

AT_RISK = ("unprotected", "pending")


@dataclass(frozen=True)
class Cost:
    """One event, what it would cost the executor, and how sure that is."""

    label: str
    amount: str
    sure: str


@dataclass(frozen=True)
class Risk:
    """What each event would cost on the day of the run; ``death`` in rupiah, the others told."""

    costs: tuple[Cost, ...]
    death: int
    article: str
    wage: str
    notes: tuple[str, ...]


def risk(manifest: Mapping[str, Any], on: date) -> Risk | None:
    """The costs at the minimum wage of the area of the run; None where the run was given no area.

    A Refusal for an area without any minimum wage.
    """
    area = manifest.get("area")
    if area is None:
        return None
    stand_in = local_wage(area, on, latest_known=True)
    found = burdens(on=on, wage=stand_in.wage)
    return Risk(
        costs=tuple(map(_cost, found)),
        death=found[0].share.amount,
        article=found[0].share.source,
        wage=str(stand_in.wage.how),
        notes=tuple(map(str, (*stand_in.cautions, BESIDES))),
    )


def _cost(burden: Burden) -> Cost:
    return Cost(str(burden.event.label), rupiah(burden.share.amount), burden.status.label)


def beside(found: Risk | None, *, due: int | None, spans: Sequence[Mapping[str, Any]], as_of: date) -> str:
    """One sentence for a package whose work goes on without protection on the day of the run; else nothing."""
    goes_on = any(span["to_on"] == as_of and span["state"] in AT_RISK for span in spans)
    if found is None or not due or not goes_on:
        return ""
    times = number(found.death // due)
    return (
        f"Satu pekerja meninggal sekarang menjadi tanggungan pelaksana {rupiah(found.death)}: {times} kali iuran ini."
    )
