"""Which export or list is this table, judged by its columns alone?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from payung.refusal import Refusal

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # our own pages; the C parser is ten times as fast
OWN_COLUMNS = "kolom.yaml"
PEOPLE = "people"
PERSONAL = frozenset(
    (
        "nik",
        "nama",
        "nama_depan",
        "nama_tengah",
        "nama_belakang",
        "tgl_lahir",
        "jenis_kelamin",
        "alamat",
        "hp",
        "pekerjaan",
        "upah",
        "satuan_upah",
        "kpj",
        "segmen",
        "tgl_awal",
        "tgl_akhir",
        "lunas_sampai",
        "tgl_kunjungan",
        "jumlah_pekerja",
        "catatan",
    )
)  # fmt: skip -- carried along from lists of people alone: no other table is read for them


@dataclass(frozen=True)
class Shape:
    """A known kind of table; ``source`` and ``stage`` say what one row tells of a package."""

    name: str
    needs: frozenset[str]
    lacks: frozenset[str] = frozenset()
    source: str = ""
    stage: str = ""
    unused: bool = False
    variant: str = ""
    mostly: str = ""

    @property
    def label(self) -> str:
        """The name, and what tells it from others of the same name."""
        return f"{self.name} ({self.variant})" if self.variant else self.name

    def reads(self, field: str) -> bool:
        """Whether a table of this shape is read for the field."""
        return self.source == PEOPLE or field not in PERSONAL


def _packaged(name: str) -> Any:
    return yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)


@cache
def shapes() -> tuple[Shape, ...]:
    """Every known shape, the most demanding first; one for each set of fields that is enough."""
    known = (shape for row in _packaged("shapes.yaml") for shape in _ways(**row))
    return tuple(sorted(known, key=lambda shape: (-len(shape.needs), shape.name)))


def _ways(
    *, needs: Iterable[str] = (), needs_one_of: Iterable[Iterable[str]] = (), lacks: Iterable[str] = (), **row: Any
) -> Iterator[Shape]:
    for fields in needs_one_of or [needs]:
        yield Shape(needs=frozenset(fields), lacks=frozenset(lacks), **row)


@cache
def _packaged_columns() -> dict[str, str]:
    return _by_name(_packaged("columns.yaml"))


def _by_name(synonyms: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain(name): field for field, names in synonyms.items() for name in names}


@lru_cache(maxsize=4096)
def plain(header: object) -> str:
    """A header in lower case, its words joined by one underscore: ``"Tgl. Bayar "`` → ``tgl_bayar``."""
    return re.sub(r"[^a-z0-9]+", "_", str(header or "").lower()).strip("_")


def columns_of(folder: Path) -> dict[str, str]:
    """Column name → field: ours, and the city's own from ``kolom.yaml`` in the folder, which wins."""
    own = folder / OWN_COLUMNS
    if not own.is_file():
        return _packaged_columns()
    try:
        extra = yaml.safe_load(own.read_text(encoding="utf-8")) or {}
        added = _by_name({str(f): [names] if isinstance(names, str) else list(names) for f, names in extra.items()})
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, AttributeError) as error:
        raise Refusal(
            "Berkas kolom.yaml tidak terbaca; tulis tiap baris sebagai «isian: [nama kolom, …]», lalu ulangi."
        ) from error
    unknown = sorted(set(added.values()) - set(_packaged_columns().values()))
    if unknown:
        raise Refusal("kolom.yaml menyebut isian yang tidak dikenal: {fields}.", fields=", ".join(unknown))
    return _packaged_columns() | added


def shape_of(fields: Iterable[str]) -> Shape | None:
    """The most demanding shape that these fields satisfy, or None."""
    present = set(fields)
    return next((s for s in shapes() if s.needs <= present and not s.lacks & present), None)
