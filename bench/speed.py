"""How long does a whole check take, reports included, and how much memory?

Each run is a process of its own, so that its peak memory is its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from payung.sample.city import write_city

COMMAND = str(Path(sys.executable).with_name("payung"))
SIZES = (1_300, 100_000)
AS_OF = "2026-11-23"


def run(sizes: tuple[int, ...] = SIZES, engines: tuple[str, ...] = ("polars", "duckdb")) -> list[dict[str, object]]:
    """One row per size and engine: seconds by the clock and of the processor, peak memory in MiB."""
    rows = []
    for packages in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            city = Path(scratch) / "kota"
            write_city(city, city="36.71", seed=7, packages=packages)
            rows += [{"packages": packages, "engine": engine} | _timed(city, engine) for engine in engines]
    return rows


def _timed(city: Path, engine: str) -> dict[str, object]:
    out = city.parent / f"hasil-{engine}"
    command = [COMMAND, "check", str(city), "--as-of", AS_OF, "--out", str(out), "--engine", engine, "--json"]
    watched = (
        "import json, resource, time, subprocess\n"
        f"start = time.perf_counter(); code = subprocess.run({command!r}, stdout=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss]))"
    )
    answer = subprocess.run([sys.executable, "-c", watched], capture_output=True, text=True, check=True).stdout
    code, seconds, processor, kilobytes = json.loads(answer)
    return {
        "exit": code,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(processor, 1),
        "peak_mib": kilobytes // 1024,
    }
