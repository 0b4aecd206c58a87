"""Does every file keep to the page of style: small, explained, without hidden imports and foreign addresses?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = tuple(sorted(SOURCE.rglob("*.py")))
IMPORTS_BY_NAME = (Path("payung/cli/main.py"), Path("payung/reconcile/runners/runner.py"))
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
UNFINISHED = re.compile(r"\b(?:" + "TO" + "DO|FIX" + r"ME)\b")
# Joined here, so that this file does not hold what it forbids.
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        ("regis", "try.npmjs.org"), ("py", "pi.org"), ("files.python", "hosted.org"), ("/wo", "rk/"), ("/tm", "p/"),
        ("/ro", "ot/"), ("/ho", "me/"),
    )
)  # fmt: skip


def _named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.fixture(params=MODULES, ids=_named)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_a_module_opens_with_a_docstring(tree: ast.Module) -> None:
    assert ast.get_docstring(tree)


def test_a_function_has_at_most_60_lines(tree: ast.Module) -> None:
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in _functions(tree)}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_import_hides_in_a_function(tree: ast.Module) -> None:
    inside = [node for function in _functions(tree) for node in ast.walk(function)]
    assert [node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)] == []


def test_only_the_command_and_the_choice_of_an_engine_import_by_name(module: Path) -> None:
    by_name = "import_module" in module.read_text(encoding="utf-8")
    assert not by_name or module.relative_to(SOURCE) in IMPORTS_BY_NAME


def test_a_file_has_at_most_400_lines(root: Path, tracked: tuple[Path, ...]) -> None:
    ours = [path.relative_to(root) for path in tracked if path.suffix in {".py", ".js", ".css", ".html", ".typ"}]
    assert {"src", "tests", "tools", "bench"} <= {path.parts[0] for path in ours}
    lengths = {path.as_posix(): len((root / path).read_text(encoding="utf-8").splitlines()) for path in ours}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_nothing_is_left_unfinished(tracked: tuple[Path, ...]) -> None:
    ours = [path for path in tracked if SOURCE in path.parents]
    assert ours
    assert [_named(path) for path in ours if UNFINISHED.search(_text(path))] == []


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine(root: Path, tracked: tuple[Path, ...]) -> None:
    found = {(path.relative_to(root).as_posix(), word) for path in tracked for word in FORBIDDEN if word in _text(path)}
    assert found == set()


def _text(path: Path) -> str:
    """The file as text; what is not UTF-8 is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_two_test_files_have_one_name() -> None:
    # pytest imports a test file by its name alone, and would take one for the other
    names = [path.name for path in Path(__file__).parents[1].rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
