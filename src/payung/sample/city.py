"""How is a whole sample city written into a folder, or not at all?"""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from payung.refusal import Refusal
from payung.sample import branch, folder, packages, truth
from payung.sample.folder import World

Progress = Callable[[str], None]
_CITY = re.compile(r"\d\d\.\d\d")
MOST = 500_000  # serials of invented NPWPs suffice up to here


@dataclass(frozen=True)
class Counts:
    """What was written: construction packages asked for, other rows, registrations, payments, files."""

    packages: int
    other: int
    planned_or_announced: int
    registrations: int
    registrations_without_package: int
    payments: int
    files: int


def write_city(out: Path, *, city: str, seed: int, packages: int, progress: Progress | None = None) -> Counts:
    """Invents a city with this many awarded construction packages and writes its files into ``out``.

    ``city`` is a Kemendagri code ("36.71"); the same arguments give the same bytes. A killed run leaves
    nothing under ``out``. Raises Refusal when ``out`` holds something, or on a malformed code or count.
    """
    _require(out, city=city, packages=packages)
    say = progress or _silent
    say("kota, paket dan pendaftaran")
    world = invent(seed=seed, city=city, count=packages)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
        built = Path(scratch) / out.name
        built.mkdir()
        truth.write(built, world, folder.write(built, world, progress=say))
        shutil.rmtree(out, ignore_errors=True)
        built.rename(out)
    return _counts(out, world)


def invent(*, seed: int, city: str, count: int) -> World:
    """The true city, before any file."""
    known = packages.invent(seed=seed, city=city, count=count)
    return World(seed, city, known, branch.invent(known, seed=seed, city=city))


def _require(out: Path, *, city: str, packages: int) -> None:
    if not _CITY.fullmatch(city):
        raise Refusal("Kode kota {city} tidak dikenal bentuknya; tulis seperti 36.71.", city=city)
    if not 1 <= packages <= MOST:
        raise Refusal("Banyaknya paket {packages} di luar 1 sampai {most}.", packages=packages, most=MOST)
    if out.is_file() or (out.is_dir() and any(out.iterdir())):
        raise Refusal("{out} sudah berisi; pilih folder kosong atau nama baru.", out=out)


def _silent(_: str) -> None:
    return None


def _counts(out: Path, world: World) -> Counts:
    return Counts(
        packages=len(world.packages.listed),
        other=len(world.packages.other),
        planned_or_announced=len(world.packages.unborn),
        registrations=len(world.registrations),
        registrations_without_package=sum(r.package.source == "elsewhere" for r in world.registrations),
        payments=sum(len(r.payments) for r in world.registrations),
        files=sum(path.is_file() for path in out.iterdir()),
    )
