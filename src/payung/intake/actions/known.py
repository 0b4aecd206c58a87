"""How do the rows of a run's table become known, when only what changed is written?

A row is told apart by a digest of all its columns. What is known already stays as it is; what the run no longer says
is closed by this run; what is new is written in one stroke (COPY on PostgreSQL).
"""

import json
from dataclasses import dataclass

import duckdb
import polars as pl
from django.db import connection
from django.db.models import Model

from payung.intake.models import Known, Run

OWN = ("id", "known_from_id", "known_until_id", "digest")
NULL = "\\N"
AT_ONCE = 50_000


@dataclass(frozen=True)
class Taken:
    """How many rows became known, ceased to be, and stayed."""

    fresh: int
    gone: int
    kept: int


def take(model: type[Known], rows: pl.DataFrame, *, run: Run) -> Taken:
    """Let ``rows`` be what holds in this table from ``run`` on. Their columns are the model's, foreign keys as ids."""
    told = rows.select([name for name in columns(model) if name not in OWN])
    told = told.with_columns(digest=digests(told))
    known = _known(model)
    fresh = told.join(known, on="digest", how="anti")
    gone = known.join(told.select("digest"), on="digest", how="anti")
    _close(model, gone["id"].to_list(), run=run)
    add_rows(model, fresh.with_columns(known_from_id=pl.lit(run.pk), known_until_id=pl.lit(None, dtype=pl.Int64)))
    return Taken(fresh.height, gone.height, known.height - gone.height)


def columns(model: type[Model]) -> list[str]:
    """The columns of a model's table, in order."""
    return [str(field.column) for field in model._meta.concrete_fields]


def digests(rows: pl.DataFrame) -> pl.Series:
    """A signed 64-bit digest of every row: half of an MD5, which no version of a library computes otherwise."""
    if rows.is_empty():
        return pl.Series("digest", [], dtype=pl.Int64)
    parts = ", ".join(f"coalesce({_quoted(name)}::VARCHAR, chr(30))" for name in rows.columns)
    table = rows.to_arrow()
    asked = f"SELECT md5_number_lower(concat_ws(chr(31), {parts}))::UBIGINT AS digest FROM rows"
    with duckdb.connect() as session:
        session.execute("SET enable_progress_bar = false")
        session.register("rows", table)
        found = pl.DataFrame(session.sql(asked).to_arrow_table())["digest"]
    return found.reinterpret(signed=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _known(model: type[Known]) -> pl.DataFrame:
    """id and digest of the rows that hold now."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, digest FROM {_table(model)} WHERE known_until_id IS NULL")
        return pl.DataFrame(cursor.fetchall(), schema={"id": pl.Int64, "digest": pl.Int64}, orient="row")


def _close(model: type[Known], ids: list[int], *, run: Run) -> None:
    """Let these rows have held until ``run``."""
    among = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    statement = f"UPDATE {_table(model)} SET known_until_id = %s WHERE id {among}"
    with connection.cursor() as cursor:
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            cursor.execute(statement, [run.pk, some if connection.vendor == "postgresql" else json.dumps(some)])


def add_rows(model: type[Model], rows: pl.DataFrame) -> None:
    """Write rows whose columns are the model's but ``id``: in one stroke, without an object for each."""
    names = [name for name in columns(model) if name != "id"]
    shaped = rows.select(names)
    if shaped.is_empty():
        return
    listed = ", ".join(map(_quoted, names))
    if connection.vendor == "postgresql":
        _copy(model, shaped, listed)
        return
    binary = [name for name, dtype in shaped.schema.items() if dtype == pl.Date]
    plain = shaped.with_columns(pl.col(binary).dt.to_string("%Y-%m-%d"))
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        for piece in plain.iter_slices(AT_ONCE):
            cursor.executemany(f"INSERT INTO {_table(model)} ({listed}) VALUES ({marks})", piece.rows())


def _copy(model: type[Model], rows: pl.DataFrame, listed: str) -> None:
    """COPY in CSV; bytes as PostgreSQL writes them in hex."""
    binary = [name for name, dtype in rows.schema.items() if dtype == pl.Binary]
    plain = rows.with_columns((pl.lit("\\x") + pl.col(name).bin.encode("hex")).alias(name) for name in binary)
    statement = f"COPY {_table(model)} ({listed}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')"
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        for piece in plain.iter_slices(AT_ONCE):
            stream.write(piece.write_csv(include_header=False, null_value=NULL).encode())


def count_anew() -> None:
    """Let the database count what it plans its reading by: after a load it would else go by what it held before."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
