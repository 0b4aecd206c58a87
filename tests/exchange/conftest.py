"""Which invented people do the tests encode?

District 99 of 36.71 does not exist, so that no NIK here can be anybody's.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import pytest

from payung.exchange.envelope import Encoded, encoded
from payung.exchange.people import people_of

SECRET = b"r" * 32
HEADER = "kpj,nik,nama,tgl_lahir,hp,pekerjaan"
Listed = Callable[..., pl.DataFrame]


@pytest.fixture
def listed(tmp_path: Path) -> Listed:
    """The people of a roster with these lines: kpj, nik, nama, tgl_lahir, hp."""

    def read(*lines: str) -> pl.DataFrame:
        path = tmp_path / "daftar.csv"
        path.write_text("\n".join([HEADER, *(f"{line},tukang" for line in lines)]) + "\n", encoding="utf-8")
        return people_of(path)

    return read


@pytest.fixture
def coded(listed: Listed) -> Callable[..., Encoded]:
    """The same, encoded with SECRET, in the order drawn by a fixed chance."""

    def encode(*lines: str) -> Encoded:
        return encoded(listed(*lines), secret=SECRET, chance=Random(1))[0]

    return encode
