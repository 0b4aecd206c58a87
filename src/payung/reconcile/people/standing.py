"""How do the people of all rosters stand: on which work, on which days protected, how many heads, what is found?"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.reconcile.people.coverage import Workers, workers
from payung.reconcile.people.expected import expected_heads
from payung.reconcile.people.findings import find_people
from payung.reconcile.people.hashing import Disclosure, who
from payung.reconcile.people.heads import heads
from payung.reconcile.people.reasons import worker_coverage
from payung.reconcile.people.sites import Known, with_work
from payung.reconcile.tables import FINDINGS

MASKED = Disclosure()


@dataclass(frozen=True)
class Given:
    """The typed lists of people, and the decided links of ``matching.match``."""

    roster: pl.DataFrame
    participants: pl.DataFrame
    visits: pl.DataFrame
    links: pl.DataFrame


@dataclass(frozen=True)
class Standing:
    """The tables worker_links, worker_coverage, heads and expected_heads, and the findings on people."""

    tables: dict[str, pl.DataFrame]
    findings: pl.DataFrame


def standing(
    given: Given, known: Known, *, as_of: date, area: str | None = None, disclosure: Disclosure = MASKED
) -> Standing:
    """Everything said of people beside who they are. ``area`` says whose minimum wage is used for expected heads;
    without it nobody is expected.
    """
    them = workers(given.roster, given.links, given.participants, known, as_of=as_of)
    visits = with_work(given.visits, known)
    spans = worker_coverage(them, as_of=as_of)
    counts = heads(them, spans, visits)
    expected = expected_heads(known.packages, them.rows, area=area, as_of=as_of)
    shown = _shown(them, disclosure)
    lines = given.links.with_columns(pl.col("row").cast(them.rows.schema["row"]))
    tables = {
        "worker_links": lines.join(shown, on="row", how="left", maintain_order="left"),
        "worker_coverage": spans.join(shown.select("row", "worker_hash"), on="row", how="left"),
        "heads": counts,
        "expected_heads": expected,
    }
    rosters_given = not given.roster.is_empty()
    found = find_people(them, spans, counts, expected, known, as_of=as_of) if rosters_given else None
    return Standing(tables, pl.DataFrame(schema=FINDINGS.schema) if found is None else found)


def _shown(them: Workers, disclosure: Disclosure) -> pl.DataFrame:
    """What a row may show of its worker: row, package_id, worker_hash, nik, name."""
    return them.rows.select(
        "row", "package_id", "name", worker_hash=disclosure.hash(who()), nik=disclosure.nik(pl.col("nik"))
    )
