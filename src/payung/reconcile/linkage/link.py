"""Which registrations belong to which packages, which pairs wait for a person, and what is left over?"""

from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.linkage.assignment import CANDIDATE, LINK, assign
from payung.reconcile.linkage.comparisons import COMPARISONS
from payung.reconcile.linkage.evidence import with_evidence
from payung.reconcile.linkage.features import of_packages, of_registrations
from payung.reconcile.linkage.judged import JUDGED, latest, undecided, with_decided
from payung.reconcile.linkage.scoring import score

SAME_CONTRACT = len(next(c for c in COMPARISONS if c.name == "contract").levels) - 1
THRESHOLDS = {"link": LINK, "candidate": CANDIDATE}


@dataclass(frozen=True)
class Linkage:
    """``links``: columns of ``tables.REGISTRATION_LINKS``; ``best``: each unlinked registration's nearest package."""

    links: pl.DataFrame
    best: pl.DataFrame


def link(
    packages: pl.DataFrame, registrations: pl.DataFrame, *, model: dict[str, Any], judged: pl.DataFrame | None = None
) -> Linkage:
    """Score, assign and explain. ``packages`` are facts with bases, ``registrations`` the branch's rows.

    ``judged`` (``judged.JUDGED``): what people decided; it outranks every score.
    """
    said = pl.DataFrame(schema=JUDGED) if judged is None else latest(judged)
    said = said.join(registrations.select("nomor_kepesertaan"), on="nomor_kepesertaan", how="semi")
    left, right = of_packages(packages), of_registrations(registrations)
    pairs = score(left, right, model=model, at_least=CANDIDATE)
    kept = _links_and_candidates(undecided(pairs, said), left, right)
    scored = pairs.join(said, on=["package_id", "nomor_kepesertaan"], how="semi")
    columns = ("package_id", "nomor_kepesertaan", "probability", "decision", "base_matched", "evidence")
    told = with_decided(
        with_evidence(kept, packages, registrations).select(columns),
        with_evidence(scored, packages, registrations), said, packages=packages,
    )  # fmt: skip
    waiting = told.filter(pl.col("decision") == "candidate")
    nearest = waiting.sort("probability", "package_id", descending=[True, False]).unique(
        "nomor_kepesertaan", keep="first", maintain_order=True
    )
    best = nearest.select("nomor_kepesertaan", best_package_id="package_id", best_probability="probability")
    return Linkage(told, best)


def _links_and_candidates(pairs: pl.DataFrame, packages: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """A different executor is never linked without the contract's own number: at most a person is asked."""
    contradicted = (pl.col("gamma_executor") == 0) & (pl.col("gamma_contract") < SAME_CONTRACT)
    kept = assign(pairs.filter(~contradicted), packages, registrations)
    linked = kept.filter(pl.col("decision") == "link")
    asked = pairs.filter(contradicted & (pl.col("probability") >= CANDIDATE)).join(
        linked, on="nomor_kepesertaan", how="anti"
    )
    return pl.concat([kept, asked.with_columns(decision=pl.lit("candidate"))])
