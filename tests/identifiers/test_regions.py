"""Are the tables of regions checked before they are used?"""

import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[2] / "tools" / "build_regions.py"
TABLES = ("provinces.csv", "regencies.csv", "districts.csv", "villages.csv")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for table in TABLES:
        text = files("payung.identifiers.regions").joinpath(table).read_text(encoding="utf-8")
        (folder / table).write_text(text, encoding="utf-8")
    return folder


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    target.mkdir()
    command = [sys.executable, str(BUILD), str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_whole_country_is_copied_and_counted_in_one_line(source: Path, tmp_path: Path) -> None:
    built = build(source, tmp_path / "target")
    assert built.returncode == 0, built.stderr
    assert built.stdout.count("\n") == 1
    assert built.stdout.startswith("Daftar wilayah: 38 provinsi, 5")
    assert {path.name for path in (tmp_path / "target").iterdir()} == set(TABLES)


def _without_rows(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:100])


DAMAGE: dict[str, tuple[str, Callable[[str], str], str]] = {
    "renamed column": ("regencies.csv", lambda text: text.replace("province_code", "parent", 1), "Kolom"),
    "half a file": ("villages.csv", _without_rows, "tidak wajar"),
    "an empty file": ("districts.csv", lambda _text: "", "Kolom"),
    "a region under another": (
        "regencies.csv",
        lambda text: text.replace("36.71,36", "36.71,35", 1),
        "36.71",
    ),
}


@pytest.mark.parametrize(("table", "damage", "said"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_table_is_refused_before_anything_is_copied(
    source: Path, tmp_path: Path, table: str, damage: Callable[[str], str], said: str
) -> None:
    path = source / table
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    built = build(source, tmp_path / "target")
    assert built.returncode == 2
    assert said in built.stderr
    assert "Traceback" not in built.stderr
    assert not list((tmp_path / "target").iterdir())


def test_a_missing_table_is_refused(source: Path, tmp_path: Path) -> None:
    (source / "provinces.csv").unlink()
    built = build(source, tmp_path / "target")
    assert built.returncode == 2
    assert "provinces.csv tidak ditemukan" in built.stderr
