"""Which registrations belong to which packages, which pairs wait for a person, and what is left over?"""

from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.linkage.assignment import CANDIDATE, LINK, assign
from payung.reconcile.linkage.evidence import with_evidence
from payung.reconcile.linkage.features import of_packages, of_registrations
from payung.reconcile.linkage.scoring import score

THRESHOLDS = {"link": LINK, "candidate": CANDIDATE}


@dataclass(frozen=True)
class Linkage:
    """``links``: columns of ``tables.REGISTRATION_LINKS``; ``best``: each unlinked registration's nearest package."""

    links: pl.DataFrame
    best: pl.DataFrame


def link(packages: pl.DataFrame, registrations: pl.DataFrame, *, model: dict[str, Any]) -> Linkage:
    """Score, assign and explain. ``packages`` are facts with bases, ``registrations`` the branch's rows."""
    left, right = of_packages(packages), of_registrations(registrations)
    pairs = score(left, right, model=model, at_least=CANDIDATE)
    kept = assign(pairs, left, right)
    told = with_evidence(kept, packages, registrations)
    waiting = told.filter(pl.col("decision") == "candidate")
    nearest = waiting.sort("probability", "package_id", descending=[True, False]).unique(
        "nomor_kepesertaan", keep="first", maintain_order=True
    )
    best = nearest.select("nomor_kepesertaan", best_package_id="package_id", best_probability="probability")
    return Linkage(told, best)
