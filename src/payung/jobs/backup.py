"""How is the database kept in one file while people work, and how does it come back, whole or not at all?

SQLite: its backup interface. PostgreSQL: pg_dump's custom format. The keys are never in it: what is sealed in a stolen
backup stays sealed. A file that is being written has another name until it is known to be whole.
"""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from payung.refusal import Refusal

OWNER_READS = 0o600
SQLITE_MAGIC, POSTGRESQL_MAGIC = b"SQLite format 3\0", b"PGDMP"
ANEW = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
CONNECTION = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


def back_up(to: Path) -> None:
    """Write the database into ``to``, readable by its owner alone. An existing file is replaced when all is well."""
    with _until_whole(to) as unfinished:
        if connection.vendor == "postgresql":
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}")
            _run("pg_restore", "--list", str(unfinished))
        else:
            connection.ensure_connection()
            _copy(connection.connection, unfinished)
            require_whole(unfinished)


def restore(source: Path, *, replace: bool) -> Path | None:
    """Let the database be what ``source`` holds; where it held something, that is kept in the file that is returned."""
    _require_same_kind(source)
    if not connection.introspection.table_names():
        _put_back(source)
        return None
    if not replace:
        raise Refusal("Basis data sudah berisi dan tidak diubah. Tambahkan --replace untuk menggantinya.")
    kept = _beside(source)
    back_up(kept)
    _put_back(source)
    return kept


def require_whole(path: Path) -> None:
    """A Refusal where SQLite finds a fault in the file, or none of our tables in it."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            found = opened.execute("PRAGMA integrity_check").fetchone()[0]
            opened.execute("SELECT count(*) FROM django_migrations")
    except sqlite3.DatabaseError as fault:
        raise Refusal("{name} tidak utuh; tidak ada yang diubah. ({fault})", name=path.name, fault=fault) from fault
    if found != "ok":
        raise Refusal("{name} tidak utuh; tidak ada yang diubah. ({fault})", name=path.name, fault=found)


def _put_back(source: Path) -> None:
    if connection.vendor == "postgresql":
        _put_back_postgresql(source)
        return
    require_whole(source)
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as opened:
        opened.backup(connection.connection)  # one transaction: an interruption leaves what was
    connection.close()


def _put_back_postgresql(source: Path) -> None:
    """The whole script is written first: a torn backup is found before anything is dropped."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "pulih.sql"
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        connection.close()
        _run(
            "psql", "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--command={ANEW}", f"--file={script}",
        )  # fmt: skip


def _copy(opened: sqlite3.Connection, to: Path) -> None:
    with closing(sqlite3.connect(to)) as target:
        opened.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _until_whole(to: Path) -> Iterator[Path]:
    """A file beside ``to`` that takes its place only when nothing went wrong."""
    to.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{to.name}.", dir=to.parent)
    os.close(number)
    unfinished = Path(name)
    try:
        yield unfinished
        unfinished.chmod(OWNER_READS)
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)


def _require_same_kind(source: Path) -> None:
    if not source.is_file():
        raise Refusal("{name} tidak ada; tidak ada yang diubah.", name=source.name)
    with source.open("rb") as opened:
        begins = opened.read(16)
    wanted = POSTGRESQL_MAGIC if connection.vendor == "postgresql" else SQLITE_MAGIC
    if not begins.startswith(wanted):
        raise Refusal("{name} bukan cadangan {kind}.", name=source.name, kind=connection.display_name)


def _beside(source: Path) -> Path:
    """A name that no file has: two restorations within a second never write over one another."""
    now = datetime.now(UTC)
    return source.with_name(f"sebelum-pulih-{now:%Y%m%d-%H%M%S-%f}{source.suffix}")


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs on our database; the password goes by the environment, never by name."""
    if shutil.which(program) is None:
        raise Refusal("{program} tidak ditemukan: pasang postgresql-client, lalu ulangi.", program=program)
    ended = subprocess.run(
        [program, *arguments], env=os.environ | _place(), capture_output=True, text=True, check=False
    )  # fmt: skip
    if ended.returncode != 0:
        said = (ended.stderr.strip().splitlines() or [""])[0]
        raise Refusal("{program} tidak berhasil; tidak ada yang diubah. ({said})", program=program, said=said)


def _place() -> dict[str, str]:
    told = connection.get_connection_params()
    return {name: str(told[key]) for key, name in CONNECTION.items() if told.get(key)}
