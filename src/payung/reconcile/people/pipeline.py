"""How are lists of people matched that do not fit into memory, on any engine, with the same tables from each?

Both sides lie on disk. A level is one equality join on the engine, its pairs compared in batches by the Polars
functions of ``matching`` and written down; the next level leaves out the rows that are settled. At the end every
row meets its pairs, in the order of the rows, and is decided. Nothing is held but batches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import narwhals as nw
import polars as pl

from payung.reconcile.engines import LazyRows
from payung.reconcile.people.batches import LINES, PAIRS, PLACE, compared_of, decided_lines
from payung.reconcile.people.comparisons import OTHER
from payung.reconcile.people.judgements import nothing_told
from payung.reconcile.people.levels import Level, levels
from payung.reconcile.people.participants import only_niks
from payung.reconcile.people.progress import Progress, Told
from payung.reconcile.people.spill import (
    BETTER,
    PARTICIPANT_SIDE,
    PARTICIPANTS,
    ROSTER,
    ROSTER_SIDE,
    known_better,
)
from payung.reconcile.runners.parts import parts, write_parts
from payung.reconcile.runners.runner import Runner

PAIRED, LINKED = "pairs", "lines"


@dataclass(frozen=True)
class Linked:
    """Where the lines of ``worker_links`` lie, and how many pairs each join brought together to be compared."""

    folder: Path
    compared: tuple[int, ...]

    def lines(self) -> pl.LazyFrame:
        """The rows of LINES in the order of the rosters."""
        return pl.scan_parquet(parts(self.folder))


def link_people(
    folder: Path, *, runner: Runner, judged: pl.DataFrame | None = None, strongest: int | None = None,
    told: Told = lambda _: None,
) -> Linked:  # fmt: skip
    """Match the roster rows that lie in ``folder`` with the participants there (``spill``); the lines lie there too.

    ``judged`` is what people have decided (``judgements.TOLD``); only the ``strongest`` levels are tried, where given;
    ``told`` hears of the progress.
    """
    tried = levels()[:strongest]
    progress = Progress(told, steps=len(tried) + 1)
    compared = _compared(tried, runner=runner, folder=folder, progress=progress)
    spill_known_better(runner, folder)
    heard = progress.begun("memutuskan")
    through = partial(decided_lines, judged=nothing_told() if judged is None else judged)
    runner.spill(_met(runner, folder), folder / LINKED, through=through, schema=LINES, heard=heard)
    return Linked(folder / LINKED, compared)


def _compared(tried: Sequence[Level], *, runner: Runner, folder: Path, progress: Progress) -> tuple[int, ...]:
    """Write the pairs of every level; how many pairs each join brought together."""
    names = [level.name for level in tried]
    (folder / PAIRED).mkdir()
    counts = []
    for rank, level in enumerate(tried):
        joined = _joined(runner, folder, level, settled_before=names.index(level.name))
        heard = progress.begun(f"cara {rank + 1}/{len(tried)}")
        through = partial(compared_of, rank=rank)
        counts.append(runner.spill(joined, folder / PAIRED / f"{rank:03}", through=through, schema=PAIRS, heard=heard))
    return tuple(counts)


def _joined(runner: Runner, folder: Path, level: Level, *, settled_before: int) -> LazyRows:
    """The pairs of one key, with the columns of both sides, of the rows that no level of a lower rank has settled."""
    rows = runner.scan(folder / ROSTER).select(*ROSTER_SIDE)
    if settled_before:
        settled = runner.scan(folder / PAIRED / "*").filter(~nw.col("doubtful"), nw.col("rank") < settled_before)
        rows = rows.join(settled.select("row"), on="row", how="anti")
    keys = {f"__key{at}": nw.col(f"{column}{OTHER}") for at, (_, column) in enumerate(level.on)}
    others = runner.scan(folder / PARTICIPANTS).select(*PARTICIPANT_SIDE, **keys)
    return rows.join(others, left_on=[column for column, _ in level.on], right_on=list(keys), how="inner")


def spill_known_better(runner: Runner, folder: Path) -> None:
    """Write the persons whom a row without NIK may be, by other rows of its KPJ (``participants.only_niks``).

    Only KPJs that some row without NIK has are looked at, so that what is grouped fits into memory.
    """
    rows = runner.scan(folder / PARTICIPANTS).select(kpj_key=f"kpj_key{OTHER}", nik=f"nik{OTHER}")
    lacking = rows.filter(nw.col("nik").is_null()).drop_nulls(["kpj_key"]).select("kpj_key").unique()
    known = rows.drop_nulls(["nik", "kpj_key"]).join(lacking, on="kpj_key", how="semi")
    schema = pl.Schema({"kpj_key": pl.String, "nik": pl.String})
    runner.spill(known, folder / "known", through=iter, schema=schema, heard=lambda _: None)
    better = known_better(only_niks(pl.scan_parquet(parts(folder / "known"))).collect())
    write_parts([better], folder / BETTER, schema=better.schema)


def _met(runner: Runner, folder: Path) -> LazyRows:
    """Every roster row with each of its pairs, or with none, in the order of the rows."""
    places = runner.scan(folder / ROSTER).select(*PLACE)
    met = places.join(runner.scan(folder / PAIRED / "*"), on="row", how="left")
    return met.join(runner.scan(folder / BETTER), on="person", how="left").sort("row")
