"""What is the name of this region of Indonesia, and which regions does it hold?

Codes are those of the Ministry of Home Affairs, dotted (36.71.01.1001) or bare (3671011001): two digits for a
province, four for a regency or city, six for a district (kecamatan), ten for a village (desa, kelurahan). The
tables are idn-area-data's, read once and kept.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from payung.identifiers.digits import are_digits
from payung.refusal import Refusal

# table by the number of digits in the codes it holds
TABLES = {2: "provinces.csv", 4: "regencies.csv", 6: "districts.csv", 10: "villages.csv"}
REGENCY, DISTRICT, VILLAGE = 4, 6, 10
CUTS = ((0, 2), (2, 4), (4, 6), (6, 10))


@dataclass(frozen=True)
class Area:
    """A region: its dotted code and its name."""

    code: str
    name: str


def name_of(code: str) -> str | None:
    """The name of the region with this code, or None when there is none."""
    bare = _bare(code)
    return _names(len(bare)).get(dotted(bare)) if len(bare) in TABLES else None


def is_known(prefix: str) -> bool:
    """Whether a region has exactly this code today; codes given up when a province was split are unknown."""
    return name_of(prefix) is not None


def districts_of(code: str) -> tuple[Area, ...]:
    """The districts of a regency or city, by code; empty when there is no such regency."""
    return _held(DISTRICT).get(dotted(_bare(code)), ())


def villages_of(code: str) -> tuple[Area, ...]:
    """The villages of a district, by code; empty when there is no such district."""
    return _held(VILLAGE).get(dotted(_bare(code)), ())


def dotted(bare: str) -> str:
    """The code with its dots: 3671 becomes 36.71."""
    return ".".join(bare[start:end] for start, end in CUTS if start < len(bare))


def read(table: str, *, folder: Traversable) -> tuple[Area, ...]:
    """The regions of one table of the folder, by code; a Refusal when the table is not there."""
    try:
        text = (folder / table).read_text(encoding="utf-8")
    except FileNotFoundError as missing:
        raise Refusal("Daftar wilayah {table} belum ada; jalankan `make setup`.", table=table) from missing
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(sorted((Area(row["code"], row["name"]) for row in rows), key=lambda area: area.code))


def _bare(code: str) -> str:
    bare = code.strip().replace(".", "")
    return bare if are_digits(bare) else ""


@cache
def _areas(length: int) -> tuple[Area, ...]:
    return read(TABLES[length], folder=files("payung.identifiers.regions"))


@cache
def _names(length: int) -> Mapping[str, str]:
    return {area.code: area.name for area in _areas(length)}


@cache
def _held(length: int) -> Mapping[str, tuple[Area, ...]]:
    held: defaultdict[str, list[Area]] = defaultdict(list)
    for area in _areas(length):
        held[area.code.rpartition(".")[0]].append(area)
    return {parent: tuple(areas) for parent, areas in held.items()}
