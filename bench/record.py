"""How do measured figures become a page that says on which machine and with which versions they were taken?"""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"
LIBRARIES = ("polars", "duckdb", "narwhals", "splink")
OPENING = """# Tolok ukur

Setiap bagian ditulis oleh `python -m bench <nama>`, pembandingnya dijalankan pada kesempatan yang sama. Angka milik
mesin yang disebut di bawahnya; yang dapat dibandingkan antar mesin ialah rasionya.
"""
Rows = Sequence[dict[str, object]]


def written(page: str, name: str, title: str, rows: Rows, *, libraries: Sequence[str] = LIBRARIES) -> str:
    """The page with the section of this name put in, or in the place of the one that was there."""
    section = f"<!-- {name} -->\n## {title}\n\n{table(rows)}\n\n{conditions(libraries)}\n<!-- / -->\n"
    start = page or OPENING
    old = re.compile(rf"<!-- {re.escape(name)} -->\n.*?<!-- / -->\n", re.DOTALL)
    return old.sub(lambda _: section, start) if old.search(start) else f"{start}\n{section}"


def record(name: str, title: str, rows: Rows, *, libraries: Sequence[str] = LIBRARIES) -> None:
    """Puts a part's figures on the page of benchmarks."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    PAGE.write_text(written(before, name, title, rows, libraries=libraries), encoding="utf-8")


def table(rows: Rows) -> str:
    """The rows as a table set upright: a line a figure, a column a row."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    first, *rest = ([name, *(said(row.get(name, "")) for row in rows)] for name in names)
    ruled = ["---", *("---:" for _ in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in (first, ruled, *rest))


def said(value: object) -> str:
    """A figure with its thousands parted; fractions below ten keep four digits."""
    if isinstance(value, float):
        return f"{value:,.4f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def conditions(libraries: Sequence[str]) -> str:
    """Day, versions and machine."""
    used = ", ".join([f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in libraries)])
    return f"Diukur {datetime.now(tz=UTC).date().isoformat()}; {used}; {machine()}."


def machine() -> str:
    """Kind of processor, cores and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return f"{_processor()}, {os.cpu_count()} inti, {memory} GiB"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", listed.read_text(), re.MULTILINE) if listed.is_file() else None
    return found[1].strip() if found else platform.machine()
