"""What does it cost to read and validate a roster in Excel, beside only reading its cells?

The peer is python-calamine, which turns the sheet into Python lists and stops there. Ours ends with typed rows and
refused rows, each with its reason. Both read the same file in the same run, each in a process of its own, by turns,
so that its peak memory is its own and a busy machine burdens both alike.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

ROWS = 1_000_000
TURNS = 3
SHEET = "Pekerja"
COLUMNS = (
    "id_paket", "nik", "nama", "tgl_lahir", "jenis_kelamin", "alamat", "hp", "pekerjaan", "upah", "satuan_upah",
    "tgl_mulai", "tgl_selesai", "kpj",
)  # fmt: skip
FIRST_NAMES = ("Misalwati", "Umpamasari", "Andaikan", "Seandainya", "Contoh", "Ibarat", "Laksana", "Rekawan")
LAST_NAMES = ("Contohningsih", "Rekaan", "Permisalan", "Andaiwan", "Umpamanto", "Karangan", "Teladan", "Tirawan")
JOBS = ("tukang batu", "tukang kayu", "tukang besi", "kenek", "mandor", "operator alat")
Cell = str | float | datetime | None
WATCHED = """
import json, resource, sys, time
from pathlib import Path
{imports}
start, used = time.perf_counter(), time.process_time()
{work}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([time.perf_counter() - start, time.process_time() - used, peak, *rows]))
"""
BARE = WATCHED.format(
    imports="from python_calamine import CalamineWorkbook",
    work=f"""
cells = CalamineWorkbook.from_path(next(Path(sys.argv[1]).glob("*.xlsx"))).get_sheet_by_name("{SHEET}").to_python()
rows = [len(cells) - 1, 0]
""",
)
OURS = WATCHED.format(
    imports="""
from payung.reconcile.people.rosters import usable_rosters
from payung.reconcile.sources.intake import take_in
""",
    work="""
pieces = list(usable_rosters(take_in(Path(sys.argv[1]))))
rows = [sum(kept.height for kept, _ in pieces), sum(refused.height for _, refused in pieces)]
""",
)
PEOPLE = {"python-calamine, hanya membaca": BARE, "payung, membaca dan memeriksa": OURS}


def run(rows: int = ROWS, turns: int = TURNS) -> list[dict[str, object]]:
    """One row for each: least seconds by the clock and of the processor, imports apart, peak MiB, rows, ratios."""
    with tempfile.TemporaryDirectory() as folder:
        write_roster(Path(folder) / "pekerja.xlsx", rows=rows)
        taken: dict[str, list[list[float]]] = {who: [] for who in PEOPLE}
        for _ in range(turns):
            for who, code in PEOPLE.items():
                ran = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
                taken[who].append(json.loads(ran.stdout))
    best = {who: [min(figures) for figures in zip(*found, strict=True)] for who, found in taken.items()}
    peer = next(iter(best.values()))
    return [_row(who, figures, peer) for who, figures in best.items()]


def _row(who: str, best: list[float], peer: list[float]) -> dict[str, object]:
    seconds, processor, kilobytes, kept, refused = best
    return {
        "who": who, "rows": int(kept), "refused": int(refused), "seconds": round(seconds, 2),
        "cpu_seconds": round(processor, 2), "peak_mib": int(kilobytes) // 1024,
        "ratio": round(seconds / peer[0], 2), "cpu_ratio": round(processor / peer[1], 2),
    }  # fmt: skip


def write_roster(path: Path, *, rows: int) -> None:
    """A roster of invented workers, a hundredth of the rows without name and NIK; district 99 of 36.71 is nowhere."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, COLUMNS)
        for line, cells in enumerate(_workers(rows), start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(line, column, cell, days)
                elif cell is not None:
                    sheet.write(line, column, cell)


def _workers(rows: int) -> Iterator[tuple[Cell, ...]]:
    drawn = random.Random(7)
    for number in range(rows):
        born = datetime(1966, 1, 1) + timedelta(days=drawn.randrange(15_000))  # noqa: DTZ001 -- Excel knows no zone
        name = f"{drawn.choice(FIRST_NAMES)} {drawn.choice(LAST_NAMES)} {number % 9973}"
        nik = f"367199{born:%d%m%y}{number % 10_000:04d}"
        nobody = number % 100 == 99
        yield (
            f"PBG-{number // 40}", None if nobody else nik, None if nobody else name, born, drawn.choice("LP"),
            f"Kp. Contoh RT {number % 20:02d}", f"0812{number:08d}", drawn.choice(JOBS), 150_000.0, "hari",
            datetime(2026, 3, 2), "30-05-2026", None,  # noqa: DTZ001
        )  # fmt: skip
