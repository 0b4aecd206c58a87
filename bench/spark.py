"""How long does a Spark cluster of one worker and of two take for the same people, and are the tables the same?

The clock starts when the cluster stands: its start is a cost of the cluster, not of the work.
"""

import tempfile
import time
from pathlib import Path

import polars as pl

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.pipeline import link_people
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.people.spill import spill_participants, spill_roster
from payung.reconcile.runners.runner import opened
from payung.reconcile.sources.intake import Intake, take_in
from payung.reconcile.working import working_folder
from payung.sample.crowd import write_crowd

WORKERS, PARTICIPANTS = 20_000, 100_000
MACHINES = {
    "polars": Machine(Engine.POLARS),
    "spark, 1 pekerja": Machine(Engine.SPARK, spark_master="local-cluster[1,1,2048]"),
    "spark, 2 pekerja": Machine(Engine.SPARK, spark_master="local-cluster[2,1,2048]"),
}


def run() -> list[dict[str, object]]:
    """One row a machine: seconds, links, and whether its table is that of Polars."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "orang"
        write_crowd(folder, workers=WORKERS, participants=PARTICIPANTS, seed=5)
        intake = take_in(folder)
        taken = {name: _linked(intake, machine) for name, machine in MACHINES.items()}
    _, first = taken["polars"]
    return [
        {"who": name, "roster": WORKERS, "participants": PARTICIPANTS, "seconds": round(seconds, 1),
         "links": links.filter(pl.col("decision") == "link").height, "same": links.equals(first)}
        for name, (seconds, links) in taken.items()
    ]  # fmt: skip


def _linked(intake: Intake, machine: Machine) -> tuple[float, pl.DataFrame]:
    with working_folder() as folder:
        spill_roster([read_rosters(intake)[0]], folder)
        spill_participants([read_participants(intake)[0]], folder)
        with opened(machine, folder) as runner:
            start = time.perf_counter()
            lines = link_people(folder, runner=runner).lines().collect()
            return time.perf_counter() - start, lines
