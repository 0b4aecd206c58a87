"""What do the lists of people and visits of a folder say together?

A roster may name a city's workers, the participants a nation's: those lie on disk from the moment they are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payung.reconcile.engines import Machine
from payung.reconcile.people.batches import LINES
from payung.reconcile.people.hashing import Disclosure
from payung.reconcile.people.matching import tally
from payung.reconcile.people.participants import iter_participants
from payung.reconcile.people.pipeline import link_people
from payung.reconcile.people.progress import Told
from payung.reconcile.people.review import decided, read_judgements
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.people.spill import (
    BETTER,
    NONE_BETTER,
    PARTICIPANTS,
    concerned,
    spill_participants,
    spill_roster,
)  # fmt: skip
from payung.reconcile.people.visits import read_visits
from payung.reconcile.runners.parts import write_parts
from payung.reconcile.runners.runner import opened
from payung.reconcile.sources.intake import Intake

STAGES = ("roster", "participant", "visit", "judgement")
ANY_MACHINE = Machine()
MASKED = Disclosure()
PIECE = 500_000  # rows of a roster that are written at once


@dataclass(frozen=True)
class People:
    """Typed rows of rosters, visits and judgements, and the rows refused; the participants lie in ``folder``."""

    roster: pl.DataFrame
    visits: pl.DataFrame
    judged: pl.DataFrame
    refused: pl.DataFrame
    participant_rows: int
    folder: Path
    present: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many usable rows each kind of list gave; nothing where the folder has none of them."""
        kept = {"roster": self.roster, "visits": self.visits, "judgements": self.judged}
        rows = {"participants": self.participant_rows} | {name: table.height for name, table in kept.items()}
        return rows if self.present else {}

    def participants(self, links: pl.DataFrame) -> pl.DataFrame:
        """The participants' rows that ``links`` or a registration's list speak of: columns of ``spill.concerned``."""
        return concerned(self.folder, links)


def read_people(intake: Intake, folder: Path, *, as_of: date | None = None) -> People:
    """Every list of people and visits up to ``as_of``; ``folder`` is empty and private (``working_folder``)."""
    roster, bad_rows = read_rosters(intake)
    visits, bad_visits = read_visits(intake, as_of=as_of)
    judged, bad_judgements = read_judgements(intake)
    refused = [bad_rows, bad_visits, bad_judgements]
    participants = spill_participants(_usable(iter_participants(intake), refused), folder)
    present = any(intake.of(stage) for stage in STAGES)
    return People(roster, visits, judged, pl.concat(refused), participants, folder, present)


def _usable(pieces: Iterable[tuple[pl.DataFrame, pl.DataFrame]], refused: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The usable rows of each piece; the others are put with the ``refused``."""
    for rows, bad in pieces:
        refused.append(bad)
        yield rows


def people_tables(
    people: People, *, machine: Machine = ANY_MACHINE, disclosure: Disclosure = MASKED, told: Told = lambda _: None
) -> dict[str, pl.DataFrame]:
    """The lines of ``worker_links``, with row and person; ``standing`` says the rest."""
    if people.roster.is_empty():
        return {"worker_links": nobody_linked(people)}
    spill_roster(people.roster.iter_slices(PIECE), people.folder)
    pieces = map(pl.read_parquet, sorted((people.folder / PARTICIPANTS).glob("part-*.parquet")))
    judged = decided(people.judged, people.roster, pieces, disclosure=disclosure)
    with opened(machine, people.folder) as runner:
        links = link_people(people.folder, runner=runner, judged=judged, told=told).lines().collect()
    return {"worker_links": links.cast({"row": people.roster.schema["row"]})}


def nobody_linked(people: People) -> pl.DataFrame:
    """No lines, where there is no roster: no engine is started for it."""
    write_parts([], people.folder / BETTER, schema=NONE_BETTER)
    return pl.DataFrame(schema=LINES)


def people_step(people: People, tables: dict[str, pl.DataFrame]) -> list[dict[str, object]]:
    """The step of the manifest: rows of the rosters, how many found their person; nothing without lists of people."""
    if not people.present:
        return []
    counts = tally(tables["worker_links"])
    return [{"name": "people", "rows_in": people.roster.height, "rows_out": counts["link"], "detail": counts}]
