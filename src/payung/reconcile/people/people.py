"""What do the lists of people and visits of a folder say together?"""

from dataclasses import dataclass

import polars as pl

from payung.reconcile.people.heads import heads
from payung.reconcile.people.matching import match, tally
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.people.visits import read_visits
from payung.reconcile.sources.intake import Intake

STAGES = ("roster", "participant", "visit")


@dataclass(frozen=True)
class People:
    """Typed rows of the rosters, the participants and the visits, and the rows refused."""

    roster: pl.DataFrame
    participants: pl.DataFrame
    visits: pl.DataFrame
    refused: pl.DataFrame
    present: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many usable rows each kind of list gave; nothing where the folder has none of them."""
        kept = {"roster": self.roster, "participants": self.participants, "visits": self.visits}
        return {name: rows.height for name, rows in kept.items()} if self.present else {}


def read_people(intake: Intake) -> People:
    """Every list of people and visits in the folder."""
    roster, bad_rows = read_rosters(intake)
    participants, bad_participants = read_participants(intake)
    visits, bad_visits = read_visits(intake)
    refused = pl.concat([bad_rows, bad_participants, bad_visits])
    return People(roster, participants, visits, refused, any(intake.of(stage) for stage in STAGES))


def people_tables(people: People) -> dict[str, pl.DataFrame]:
    """The tables ``worker_links`` and ``heads``."""
    links = match(people.roster, people.participants)
    return {"worker_links": links, "heads": heads(people.roster, links, people.visits)}


def people_step(people: People, tables: dict[str, pl.DataFrame]) -> list[dict[str, object]]:
    """The step of the manifest: rows of the rosters, how many found their person; nothing without lists of people."""
    if not people.present:
        return []
    counts = tally(tables["worker_links"])
    return [{"name": "people", "rows_in": people.roster.height, "rows_out": counts["link"], "detail": counts}]
