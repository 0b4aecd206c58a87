"""How is a run of a hundred thousand packages and a million workers come by, without checking so many files?

A real run of the sample city is repeated, each copy under numbers of its own: the same tables, the same schema, the
same shares of every state and finding. The city's packages and the rosters are repeated apart, as often as each needs.
The NIKs are whole, as a check in the browser hands them over to be sealed, and nobody's: no province has number 99.
"""

import json
import shutil
from pathlib import Path

import polars as pl

from payung.reconcile.tables import TABLES, Table

TABLES_OF_PEOPLE = ("worker_links", "worker_coverage")
DRAWN = "link_review"
"""A sample of a fixed size, however large the city."""
NUMBERED = frozenset({
    "package_id", "source_code", "contract_no", "executor_npwp", "executor_name", "nomor_kepesertaan",
    "nomor_sertifikat", "nomor_kontrak", "npwp_pelaksana", "payment_id", "finding_id", "best_package_id", "site",
    "roster_file", "worker_hash", "person_hash", "kpj",
})  # fmt: skip
"""The columns that tell one copy from another."""
FREE = ("origin", "evidence", "reason", "basis")
"""The columns of which a changed run says otherwise what the one before it said."""


def repeat(small: Path, large: Path, *, packages: int, workers: int) -> None:
    """Write into ``large`` the run in ``small``, repeated until there are so many packages and so many workers."""
    large.mkdir(parents=True)
    links = pl.read_parquet(small / "worker_links.parquet")
    of_packages = _times(packages, pl.read_parquet(small / "packages.parquet").height)
    of_people = _times(workers, links["worker_hash"].n_unique())
    for table in TABLES:
        once = pl.read_parquet(small / f"{table.name}.parquet")
        copies = 1 if table.name == DRAWN else of_people if table.name in TABLES_OF_PEOPLE else of_packages
        many = pl.concat([_copy(once, number, of_packages) for number in range(copies)])
        if table.name == "worker_links":
            many = many.with_columns(nik=_nik())
        _write(table, many, large)
    shutil.copy(small / "manifest.json", large)


def change(before: Path, after: Path, *, one_in: int) -> None:
    """Write into ``after`` the run in ``before``, of which one row in so many says something else than it did."""
    after.mkdir(parents=True)
    for table in TABLES:
        rows = pl.read_parquet(before / f"{table.name}.parquet")
        told = next((name for name in FREE if name in rows.columns), None)
        is_changed = pl.int_range(pl.len()) % one_in == 0
        if told is not None:
            rows = rows.with_columns(pl.when(is_changed).then(pl.lit("diubah")).otherwise(told).alias(told))
        _write(table, rows, after)
    manifest = json.loads((before / "manifest.json").read_text(encoding="utf-8"))
    (after / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _times(wanted: int, there: int) -> int:
    return -(-wanted // there)


def _copy(once: pl.DataFrame, number: int, of_packages: int) -> pl.DataFrame:
    """One copy; the rosters that have no packages of their own go to packages of another copy."""
    own = {name: number % of_packages if name == "package_id" else number for name in once.columns if name in NUMBERED}
    return once.with_columns(
        pl.concat_str(name, pl.lit(f"~{number}"))
        for name, number in own.items()
        if number and once[name].dtype == pl.String
    )


def _nik() -> pl.Expr:
    """A whole NIK for each ``worker_hash``; the same hash is the same person."""
    person = pl.col("worker_hash").rank("dense").cast(pl.Int64)
    return pl.when(person.is_not_null()).then(pl.lit("99") + person.cast(pl.String).str.zfill(14))


def _write(table: Table, rows: pl.DataFrame, folder: Path) -> None:
    table.shaped(rows).write_parquet(folder / f"{table.name}.parquet")
