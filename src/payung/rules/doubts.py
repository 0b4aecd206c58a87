"""Which numbers of the law are not confirmed, and what rests on each of them?

What rests on a number is read, never listed by hand: the programmes whose lines have it as their source, and
the modules that name its key. A module is asked for by the question it opens with.
"""

import ast
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable

from payung.rules.lines import Programme, covers
from payung.rules.parameters import Dated, Parameter, Status, law
from payung.rules.programmes import BENEFITS, PROGRAMMES

LAW_BOOK = "payung.rules"


@dataclass(frozen=True)
class Named:
    """A module that names a key: its name with dots, and the question it opens with."""

    module: str
    question: str


@dataclass(frozen=True)
class Rests:
    """What rests on one key: programmes with their line names, and modules; both may be empty."""

    programmes: tuple[tuple[Programme, tuple[str, ...]], ...]
    modules: tuple[Named, ...]


@dataclass(frozen=True)
class Doubt:
    """One dated value that is not confirmed, whether it holds on the day asked, and what rests on its key."""

    parameter: Parameter
    entry: Dated
    is_in_force: bool
    rests: Rests


def doubts(on: date, *, packages: Iterable[str] = (LAW_BOOK,)) -> tuple[Doubt, ...]:
    """Every dated value that is not confirmed, those in force on this day first, then by key and date.

    ``packages`` are the names of the packages whose modules may name a key, with dots.
    """
    packages = tuple(packages)
    found = (
        Doubt(one, entry, covers(entry, on), what_rests_on(one.key, packages=packages))
        for one in law().values()
        for entry in one.history
        if entry.status is not Status.CONFIRMED
    )
    return tuple(sorted(found, key=lambda doubt: (not doubt.is_in_force, doubt.parameter.key)))


def what_rests_on(key: str, *, packages: Iterable[str] = (LAW_BOOK,)) -> Rests:
    """The programmes and modules that rest on this key of the law."""
    programmes = (*PROGRAMMES.values(), *BENEFITS.values())
    lines = ((one, tuple(line.name for line in one.lines if line.source == key)) for one in programmes)
    named = tuple(named for package in packages for named, keys in keys_named_in(package).items() if key in keys)
    return Rests(tuple((one, names) for one, names in lines if names), named)


def count_by_status() -> Mapping[Status, int]:
    """How many dated values of the law have each status, the surest first."""
    statuses = [entry.status for one in law().values() for entry in one.history]
    return {status: statuses.count(status) for status in Status}


@functools.cache
def keys_named_in(package: str) -> Mapping[Named, frozenset[str]]:
    """The modules of this package, and below it, that name a key of the law, with those keys; by name."""
    read = ((name, ast.parse(text)) for name, text in sorted(_modules(files(package), package)))
    named = {Named(name, _question(tree)): frozenset(_keys(tree)) for name, tree in read}
    return {module: keys for module, keys in named.items() if keys}


def _modules(folder: Traversable, package: str) -> Iterator[tuple[str, str]]:
    """Names with dots, and texts, of the modules in a folder and below it."""
    for child in folder.iterdir():
        if child.is_dir():
            yield from _modules(child, f"{package}.{child.name}")
        elif child.name.endswith(".py"):
            name = child.name.removesuffix(".py")
            yield package if name == "__init__" else f"{package}.{name}", child.read_text("utf-8")


def _question(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").split("\n", 1)[0]


def _keys(tree: ast.Module) -> Iterator[str]:
    """The keys a module names: whole, or, where the end is filled in later, every key below its beginning."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if text in law():
                yield text
            elif text.endswith("/"):
                yield from (key for key in law() if key.startswith(text))
