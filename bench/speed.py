"""How long does a whole check take, reports included, and how much memory?

Each run is a process of its own, so that its peak memory is its own. Beside it, in the same run, a peer that does
far less: plain Python that only reads the same JSON and CSV files; the ratio says more than the seconds of one machine.
``granted`` is what the machine let a busy loop have of its time, before and after: on a shared machine far from all.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from payung.sample.city import write_city

COMMAND = str(Path(sys.executable).with_name("payung"))
SIZES = (1_300, 100_000)
AS_OF = "2026-11-23"
ONLY_READ = """
import csv, json, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.suffix == ".json":
        json.loads(path.read_bytes())
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            list(csv.reader(lines))
"""


def run(sizes: tuple[int, ...] = SIZES, engines: tuple[str, ...] = ("polars",)) -> list[dict[str, object]]:
    """One row per size and engine: seconds by the clock and of the processor, peak memory in MiB."""
    rows = []
    for packages in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            city = Path(scratch) / "kota"
            write_city(city, city="36.71", seed=7, packages=packages, people=False)
            before = granted()
            peer = _timed([sys.executable, "-c", ONLY_READ, str(city)])
            rows.append({"packages": packages, "who": "Python yang hanya membaca"} | peer | {"ratio": 1.0})
            for engine in engines:
                taken = _timed(_check(city, engine))
                ratio = round(taken["seconds"] / max(peer["seconds"], 0.1), 1)
                rows.append({"packages": packages, "who": f"payung check, {engine}"} | taken | {"ratio": ratio})
            share = round((before + granted()) / 2, 2)
            rows[-1 - len(engines) :] = [row | {"granted": share} for row in rows[-1 - len(engines) :]]
    return rows


def granted(seconds: float = 3.0, pause: float = 0.001) -> float:
    """The share of some seconds in which a busy loop ran: what is left without the pauses longer than ``pause``."""
    start = last = time.perf_counter()
    withheld = 0.0
    while last - start < seconds:
        now = time.perf_counter()
        withheld += now - last if now - last > pause else 0.0
        last = now
    return 1 - withheld / (last - start)


def _check(city: Path, engine: str) -> list[str]:
    out = city.parent / f"hasil-{engine}"
    return [COMMAND, "check", str(city), "--as-of", AS_OF, "--out", str(out), "--engine", engine, "--json"]


def _timed(command: list[str]) -> dict[str, float]:
    """Seconds by the clock and of the processor, and peak memory, of one command that must succeed."""
    watched = (
        "import json, resource, time, subprocess\n"
        f"start = time.perf_counter(); subprocess.run({command!r}, stdout=subprocess.DEVNULL, check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss]))"
    )
    ran = subprocess.run([sys.executable, "-c", watched], capture_output=True, text=True, check=True)
    seconds, processor, kilobytes = json.loads(ran.stdout)
    return {"seconds": round(seconds, 1), "cpu_seconds": round(processor, 1), "peak_mib": kilobytes // 1024}
