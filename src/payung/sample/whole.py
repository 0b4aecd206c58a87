"""How is a folder of files written whole, or not at all?"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from payung.refusal import Refusal


def require_room(out: Path) -> None:
    """Raises Refusal when ``out`` is a file or holds something."""
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise Refusal("{out} sudah berisi; pilih folder kosong atau nama baru.", out=out)


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A folder beside ``out`` to write into, which takes its name at the end; a killed run leaves nothing there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        built = Path(scratch) / out.name
        built.mkdir()
        yield built
        shutil.rmtree(out, ignore_errors=True)
        built.rename(out)
