"""Which tables of regions does this checkout use? Checks those of npm's idn-area-data and copies them.

Usage: build_regions.py [SOURCE TARGET]; without them, from node_modules into the package of identifiers.
"""

import csv
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from payung.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules/idn-area-data/data"
TARGET = ROOT / "src/payung/identifiers/regions"


@dataclass(frozen=True)
class Table:
    """A table of regions: what each row is called, its file, its columns, and how many rows are plausible."""

    noun: str
    file: str
    columns: tuple[str, ...]
    at_least: int
    at_most: int


# Counts around those of 2025 (38, 514, 7.285, 83.762): a split adds a few, a truncated file lacks many.
TABLES = (
    Table("provinsi", "provinces.csv", ("code", "name"), 38, 45),
    Table("kabupaten/kota", "regencies.csv", ("code", "province_code", "name"), 501, 600),
    Table("kecamatan", "districts.csv", ("code", "regency_code", "name"), 7_000, 9_000),
    Table("desa/kelurahan", "villages.csv", ("code", "district_code", "name"), 80_000, 95_000),
)


def main(arguments: list[str]) -> int:
    """Build and print one line; the exit code is 2 when the tables are refused."""
    source, target = map(Path, arguments) if arguments else (SOURCE, TARGET)
    try:
        counts = [checked(table, source=source) for table in TABLES]
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    copy(source=source, target=target)
    print("Daftar wilayah: " + ", ".join(f"{n} {table.noun}" for n, table in zip(counts, TABLES, strict=True)))
    return 0


def checked(table: Table, *, source: Path) -> int:
    """The number of rows of the table; a Refusal when it is missing, not as expected, or no whole country."""
    path = source / table.file
    if not path.is_file():
        raise Refusal("{file} tidak ditemukan; jalankan `npm ci` lebih dahulu.", file=table.file)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    header = tuple(rows.pop(0)) if rows else ()
    if header != table.columns:
        raise Refusal("Kolom {file} berubah: {header}.", file=table.file, header=", ".join(header))
    if not table.at_least <= len(rows) <= table.at_most:
        raise Refusal("{file} berisi {n} baris; jumlah itu tidak wajar.", file=table.file, n=len(rows))
    _require_parents(table, rows)
    return len(rows)


def copy(*, source: Path, target: Path) -> None:
    """Copy the tables; the regencies last, because make takes that file for the sign that all are there."""
    for table in sorted(TABLES, key=lambda table: table.file == "regencies.csv"):
        shutil.copyfile(source / table.file, target / table.file)


def _require_parents(table: Table, rows: list[list[str]]) -> None:
    """Codes nest: without its last part, a code is that of the region around it."""
    for code, *parent, _name in rows:
        if parent and code.rpartition(".")[0] != parent[0]:
            raise Refusal("Kode {code} di {file} tidak sesuai induknya.", code=code, file=table.file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
