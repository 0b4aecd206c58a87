"""Where does lie what a run needs on disk only while it works?

What lies there says who works where: the folder is nobody else's to read, and it is gone when the work ends.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".payung-kerja-"


@contextmanager
def working_folder(beside: Path | None = None) -> Iterator[Path]:
    """A hidden folder that only its owner may enter (mode 0700), removed at the end, whatever happened.

    It lies in ``beside``, else where the machine keeps its temporary files; Spark's executors must all see it.
    """
    if beside is not None:
        beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
