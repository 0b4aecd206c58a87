"""How long, how much memory and how much disk does it take to match a nation's rosters, and how do they grow?

8.7 million rows of rosters against 40 million participants, by the DuckDB engine within 12 GiB; a hundredth and a tenth
of that beside it. Each size runs in a process of its own, so that its peak memory is its own. The files are written
before the clock starts.

``python -m bench.nation SHARE FOLDER`` measures one size and prints it as JSON.
"""

import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.participants import iter_participants
from payung.reconcile.people.pipeline import link_people
from payung.reconcile.people.rosters import iter_rosters
from payung.reconcile.people.spill import spill_participants, spill_roster
from payung.reconcile.runners.runner import opened
from payung.reconcile.sources.intake import take_in
from payung.reconcile.working import working_folder
from payung.sample.crowd import write_crowd

WORKERS, PARTICIPANTS = 8_700_000, 40_000_000
SHARES = (100, 10)
MEMORY = 12 * 2**30
SEED = 4


def run(shares: tuple[int, ...] = SHARES) -> list[dict[str, object]]:
    """One row a size: seconds of reading and of matching, peak memory and the most on disk in MiB, and growth."""
    rows: list[dict[str, object]] = []
    for share in shares:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "orang"
            write_crowd(folder, workers=WORKERS // share, participants=PARTICIPANTS // share, seed=SEED, kind="parquet")
            command = [sys.executable, "-m", "bench.nation", str(share), str(folder)]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            row = json.loads(ran.stdout)
        first = rows[0] if rows else row
        rows.append(row | {"growth": round(row["seconds"] / first["seconds"], 1)})
    return rows


def run_whole() -> list[dict[str, object]]:
    """All of it beside its hundredth; hours on a small machine, so only when it is asked for."""
    return run((100, 10, 1))


def measured(share: int, folder: Path) -> dict[str, object]:
    """Read and match the people of ``folder``."""
    start = time.perf_counter()
    with working_folder(folder.parent) as work, watched(work) as most:
        intake = take_in(folder)
        rows = spill_roster((piece for piece, _ in iter_rosters(intake)), work)
        others = spill_participants((piece for piece, _ in iter_participants(intake)), work)
        read = time.perf_counter()
        with opened(Machine(Engine.DUCKDB, memory=MEMORY), work) as runner:
            linked = link_people(work, runner=runner, told=lambda step: print(step, file=sys.stderr, flush=True))
        end = time.perf_counter()
        links = linked.lines().filter(pl.col("decision") == "link").select(pl.len()).collect().item()
    return {
        "size": f"1/{share}", "roster": rows, "participants": others, "links": links, "compared": sum(linked.compared),
        "seconds": round(end - start, 1), "read": round(read - start, 1), "match": round(end - read, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "disk_mib": max(most) // 2**20,
    }  # fmt: skip


@contextmanager
def watched(folder: Path, *, every: float = 1.0) -> Iterator[list[int]]:
    """The bytes of a folder's files, looked at again and again until the end."""
    seen, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(every):
            seen.append(sum(_size(path) for path in folder.rglob("*")))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def _size(path: Path) -> int:
    """The bytes of a file; 0 where it has just gone."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0


if __name__ == "__main__":
    print(json.dumps(measured(int(sys.argv[1]), Path(sys.argv[2]))))
