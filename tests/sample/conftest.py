from pathlib import Path

import polars as pl
import pytest

from payung.sample.city import invent, write_city
from payung.sample.folder import World
from sample.reading import Folder

CITY, SEED, PACKAGES = "36.71", 1, 1300


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    out = tmp_path_factory.mktemp("kota") / "contoh"
    write_city(out, city=CITY, seed=SEED, packages=PACKAGES)
    return Folder(out)


@pytest.fixture(scope="session")
def world() -> World:
    return invent(seed=SEED, city=CITY, count=PACKAGES)


@pytest.fixture(scope="session")
def truth(folder: Folder) -> dict[str, pl.DataFrame]:
    return {path.stem: pl.read_parquet(path) for path in Path(folder.path / ".truth").glob("*.parquet")}
