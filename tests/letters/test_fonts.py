"""Does a checkout get the typeface of letters from its package, and say so when it is not there?"""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from payung.letters.printable import is_drawn
from payung.letters.setting import compiled

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_fonts", ROOT / "tools" / "build_fonts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_typeface_and_its_licence_are_copied(tool: ModuleType, tmp_path: Path) -> None:
    for origin in tool.FILES.values():
        (tmp_path / "arimo" / origin).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "arimo" / origin).write_text(origin)
    assert tool.main([str(tmp_path / "arimo"), str(tmp_path / "fonts")]) == 0
    assert {one.name: one.read_text() for one in (tmp_path / "fonts").iterdir()} == tool.FILES


def test_a_missing_package_is_said_and_nothing_is_written(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([str(tmp_path), str(tmp_path / "fonts")]) == 2
    assert "npm ci" in capsys.readouterr().err
    assert not (tmp_path / "fonts").exists()


def test_the_typeface_draws_every_character_that_a_letter_may_hold(tmp_path: Path) -> None:
    """A missing one would be refused: PDF/A allows no gap."""
    drawn = "".join(filter(is_drawn, map(chr, range(0x20, 0x2300))))
    assert len(drawn) > 900
    told = {"name": drawn, "issuer": drawn, "at": ""}
    (made,) = compiled("stamp.typ", told, format="pdf", pdf_standards=["a-2a"], timestamp=0)
    assert made.startswith(b"%PDF")
