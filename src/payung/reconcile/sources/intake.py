"""What does this folder hold, table by table, and what could not be used?

Every row read is either kept, or refused with file, line and reason; the two add up.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from payung.reconcile.normalise.taxpayers import name_without_niks, without_niks
from payung.reconcile.sources.parts import LINE, PIECE, Part, opening, unique
from payung.reconcile.sources.reading import read
from payung.reconcile.sources.recognition import OWN_COLUMNS, Shape, columns_of, shape_of
from payung.reconcile.sources.transcoding import UTF8
from payung.refusal import Refusal

REJECTED = {
    "file": pl.String,
    "line": pl.Int64,
    "table": pl.String,
    "reason": pl.String,
    "excerpt": pl.String,
}
EXCERPT_CELLS = 6
FIRST_ROWS = 1_000  # enough to tell what a column mostly holds


@dataclass(frozen=True)
class Source:
    """One recognised table, its columns renamed to fields beside ``__line``; read when asked for."""

    part: Part
    shape: Shape
    table: pl.LazyFrame

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return self.part.rows

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Every row at once."""
        with opening(self.part.file):
            return self.table.collect()

    def pieces(self, most: int = PIECE) -> Iterator["Source"]:
        """The same table in its order, ``most`` rows at a time."""
        for frame in self.part.pieces(self.table, most):
            yield Source(self.part, self.shape, frame.lazy())


@dataclass(frozen=True)
class Intake:
    """What a folder held: recognised tables, names of files that were not, and every file's hash and rows."""

    sources: tuple[Source, ...]
    unrecognised: tuple[str, ...]
    inputs: tuple[dict[str, object], ...]

    def of(self, stage: str) -> tuple[Source, ...]:
        """The recognised tables of one stage."""
        return tuple(s for s in self.sources if s.shape.stage == stage)


def take_in(folder: Path, *, scratch: Path | None = None, told: Callable[[str], None] = lambda _: None) -> Intake:
    """Read every file below the folder (those whose path has a part beginning with a dot are left alone).

    ``scratch`` is a private folder for large files that are not UTF-8; the intake needs it as long as it is read.
    """
    columns = columns_of(folder)
    sources: list[Source] = []
    unrecognised: list[str] = []
    inputs: list[dict[str, object]] = []
    for path, name in _named(folder):
        told(name)
        parts = read(path, name, columns, scratch=scratch)
        found = [source for part in parts if (source := _recognised(part, columns))]
        sources += found
        unrecognised += [] if found else [name]
        inputs.append(_input(path, name, parts, found))
    if not any(not s.shape.unused for s in sources):
        raise Refusal(
            "Tidak ada ekspor pengadaan atau daftar cabang yang dikenali di {folder}; "
            "lihat docs/reference/berkas.md untuk kolom yang dibutuhkan.",
            folder=folder.name,
        )
    return Intake(tuple(sources), tuple(unrecognised), tuple(inputs))


def take_in_file(path: Path, *, scratch: Path | None = None) -> Intake:
    """Read one file alone, as ``take_in`` does; a Refusal where it is missing or holds no known table."""
    if not path.is_file():
        raise Refusal("Berkas {file} tidak ditemukan; periksa ejaannya, lalu ulangi.", file=path)
    columns = columns_of(path.parent)
    name = name_without_niks(path.name)
    parts = read(path, name, columns, scratch=scratch)
    found = [source for part in parts if (source := _recognised(part, columns))]
    if not found:
        raise Refusal(
            "Isi {file} tidak dikenali; lihat docs/reference/berkas.md untuk kolom yang dibutuhkan.", file=name
        )
    return Intake(tuple(found), (), (_input(path, name, parts, found),))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Refusal("Folder {folder} tidak ditemukan; periksa ejaannya, lalu ulangi.", folder=folder)
    shown = (p for p in folder.rglob("*") if not any(part.startswith(".") for part in p.relative_to(folder).parts))
    return sorted(p for p in shown if p.is_file() and p.name != OWN_COLUMNS)


def _named(folder: Path) -> list[tuple[Path, str]]:
    """The files with their names as they are told everywhere: a NIK in a name is masked, and no two are alike."""
    paths = _files(folder)
    names = (name_without_niks(path.relative_to(folder).as_posix()) for path in paths)
    return list(zip(paths, unique(list(names)), strict=True))


def fields_of(part: Part, columns: Mapping[str, str]) -> dict[str, str]:
    """Which field each known column of a table was taken for; of two columns for one field the first."""
    names: dict[str, str] = {}
    for name in part.table.collect_schema().names():
        field = columns.get(name)
        if field and field not in names.values():
            names[name] = field
    return names


def _recognised(part: Part, columns: Mapping[str, str]) -> Source | None:
    names = fields_of(part, columns)
    shape = _shape_of(part, names)
    if shape is None:
        return None
    read_for = {name: field for name, field in names.items() if shape.reads(field)}
    return Source(part, shape, part.table.select(LINE, *read_for).rename(read_for))


def _shape_of(part: Part, names: Mapping[str, str]) -> Shape | None:
    """The shape of a table's fields; one that wants a field in most rows is not that of a table whose rows lack it."""
    shape = shape_of(names.values())
    if shape is None or not shape.mostly:
        return shape
    (column,) = (name for name, field in names.items() if field == shape.mostly)
    with opening(part.file):
        said = part.table.select(column).head(FIRST_ROWS).collect()[column]
    return shape_of(set(names.values()) - {shape.mostly}) or shape if said.null_count() * 2 > said.len() else shape


def _input(path: Path, name: str, parts: list[Part], found: list[Source]) -> dict[str, object]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    hidden = sum(part.hidden_rows for part in parts)
    encoding = next((part.encoding for part in parts if part.encoding not in ("", UTF8)), None)
    rare = {"hidden_rows": hidden, "encoding": encoding}
    return {
        "file": name,
        "sha256": digest,
        "rows": sum(part.rows for part in parts),
        "rows_recognised": sum(source.rows for source in found),
        "recognised_as": sorted({source.shape.name for source in found}),
    } | {fact: told for fact, told in rare.items() if told}


def rejected(frame: pl.DataFrame, source: Source, reason: pl.Expr) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split a table into the rows without a reason to refuse them, and the refused as rows of REJECTED.

    ``frame`` has the rows of ``source.frame`` in their order, and ``__line``.
    """
    judged = frame.with_columns(reason.alias("__reason"))
    if judged["__reason"].null_count() == judged.height:
        return judged.drop("__reason"), pl.DataFrame(schema=REJECTED)
    shown = [name for name in source.frame.columns if name != LINE][:EXCERPT_CELLS]
    cells = pl.concat_str([pl.col(name) for name in shown], separator=" | ", ignore_nulls=True)
    judged = judged.with_columns(source.frame.select(__excerpt=cells))
    refused = judged.filter(pl.col("__reason").is_not_null()).select(
        file=pl.lit(source.part.place),
        line=pl.col(LINE),
        table=pl.lit(source.shape.name),
        reason=pl.col("__reason"),
        excerpt=without_niks(pl.col("__excerpt")).str.slice(0, 200),
    )
    return judged.filter(pl.col("__reason").is_null()).drop("__reason", "__excerpt"), refused.cast(REJECTED)  # type: ignore[arg-type]
