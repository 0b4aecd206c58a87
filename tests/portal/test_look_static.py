import gzip
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from payung.portal.components.icons import ICONS
from payung.reconcile.report.palette import DARK, LIGHT

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/payung/portal/static"
FIRST_PAGE = 300 * 1024
"""Bytes that a phone may load, compressed, before it shows its first page."""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_static", ROOT / "tools/build_static.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def built(tool: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("vendor")
    assert tool.main([str(ROOT / "node_modules"), str(target)]) == 0
    return target


def test_every_icon_is_in_the_sprite_under_our_name(built: Path) -> None:
    assert set(re.findall(r'<symbol id="([^"]+)"', (built / "icons.svg").read_text())) == set(ICONS)


def test_the_palette_is_that_of_the_report(built: Path) -> None:
    css = (built / "palette.css").read_text()

    assert all(f"--{name}:{colour};" in css for table in (LIGHT, DARK) for name, colour in table.items())


def test_the_choice_of_the_reader_comes_before_that_of_the_system(tool: ModuleType) -> None:
    css = tool.palette_css()

    assert f":root[data-theme=dark]{{color-scheme:dark;--page:{DARK['page']}" in css
    assert "prefers-color-scheme:dark){:root:not([data-theme=light])" in css


def test_paper_is_light_whatever_was_chosen(tool: ModuleType) -> None:
    paper = tool.palette_css().rpartition("@media print")[2]

    assert ":root[data-theme=dark]" in paper
    assert f"--page:{LIGHT['page']}" in paper


def test_a_missing_package_is_refused_with_what_to_do(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main([str(tmp_path), str(tmp_path / "vendor")]) == 2
    assert "npm ci" in capsys.readouterr().err


def test_the_first_page_is_light_enough_for_a_phone(built: Path) -> None:
    served = [*built.iterdir(), *(STATIC / "portal").iterdir()]
    weights = {path.name: len(gzip.compress(path.read_bytes())) for path in served}

    assert sum(weights.values()) < FIRST_PAGE, weights


def test_no_stylesheet_asks_for_anything_from_elsewhere() -> None:
    for sheet in (STATIC / "portal").glob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text()), sheet.name


def test_every_colour_named_by_the_stylesheets_is_in_the_palette() -> None:
    named = {
        name
        for sheet in (STATIC / "portal").glob("*.css")
        for name in re.findall(r"var\(--([\w-]+)", sheet.read_text())
    }

    assert named <= set(LIGHT)
