"""How many queries may a page make?"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

Guard = Callable[[int], AbstractContextManager[CaptureQueriesContext]]


@contextmanager
def at_most(most: int) -> Iterator[CaptureQueriesContext]:
    """Fails when more queries are made inside, and lists them."""
    with CaptureQueriesContext(connection) as seen:
        yield seen
    made = [query["sql"] for query in seen.captured_queries]
    listed = "\n".join(sql[:200] for sql in made)
    assert len(made) <= most, f"{len(made)} queries instead of at most {most}:\n{listed}"
