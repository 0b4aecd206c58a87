"""How is a whole sample city written into a folder, or not at all?"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from payung.refusal import Refusal
from payung.sample import branch, earlier, folder, labour, labour_truth, members, packages, rosters, truth
from payung.sample.chance import dice
from payung.sample.folder import World
from payung.sample.identities import require_city
from payung.sample.labour_truth import WrittenPeople
from payung.sample.whole import require_room, whole

Progress = Callable[[str], None]
PEOPLE = {"roster_rows": "workers", "participants": "members", "visits": "visits"}
MOST = 500_000  # serials of invented NPWPs suffice up to here


@dataclass(frozen=True)
class Counts:
    """What was written: construction packages asked for, other rows, registrations, payments, people, files.

    ``roster_rows`` and ``participants`` are rows of lists, ``visits`` counts of heads.
    """

    packages: int
    other: int
    planned_or_announced: int
    registrations: int
    registrations_without_package: int
    payments: int
    roster_rows: int
    participants: int
    visits: int
    files: int


def write_city(
    out: Path, *, city: str, seed: int, packages: int, people: bool = True, progress: Progress | None = None
) -> Counts:
    """Invents a city with this many awarded construction packages and writes its files into ``out``.

    ``city`` is a Kemendagri code ("36.71"); the same arguments give the same bytes, and those of the packages, the
    registrations and the payments are the same with and without ``people``. A killed run leaves
    nothing under ``out``. Raises Refusal when ``out`` holds something, or on a malformed code or count.
    """
    _require(out, city=city, packages=packages)
    say = progress or _silent
    say("kota, paket dan pendaftaran")
    world = invent(seed=seed, city=city, count=packages)
    with whole(out) as built:
        truth.write(built, world, folder.write(built, world, progress=say))
        if people:
            say("pekerja, peserta, dan kunjungan")
            _write_people(built, world)
    return _counts(out, world)


def write_earlier(
    out: Path, *, city: str, seed: int, packages: int, until: dt.date, progress: Progress | None = None
) -> Counts:
    """Writes what the files of the same city said on an earlier day, without people; its truth is of its last day.

    Whole or not at all, and refuses what ``write_city`` refuses, and a day on which the city is not known.
    """
    _require(out, city=city, packages=packages)
    earlier.require_day(until)
    world = invent(seed=seed, city=city, count=packages)
    with whole(out) as built:
        folder.write(built, replace(world, until=until), progress=progress or _silent)
    held = earlier.packages_by(until, world.packages), earlier.registrations_by(until, world.registrations)
    return _counts(out, World(seed, city, *held))


def invent(*, seed: int, city: str, count: int) -> World:
    """The true city, before any file."""
    known = packages.invent(seed=seed, city=city, count=count)
    return World(seed, city, known, branch.invent(known, seed=seed, city=city))


def _write_people(built: Path, world: World) -> None:
    """The people, from dice of their own, so that no other file changes with them."""
    people = labour.invent(world)
    draw = dice(world.seed, world.city, "people's files")
    written = WrittenPeople(
        rosters.write(built, people, draw),
        members.write(built, people, draw),
        members.write_visits(built, people, draw),
    )
    labour_truth.write(built / truth.FOLDER, people, written)


def _require(out: Path, *, city: str, packages: int) -> None:
    require_city(city)
    if not 1 <= packages <= MOST:
        raise Refusal("Banyaknya paket {packages} di luar 1 sampai {most}.", packages=packages, most=MOST)
    require_room(out)


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
        **{name: labour_truth.rows_of(out / truth.FOLDER, table) for name, table in PEOPLE.items()},
        files=sum(path.is_file() for path in out.iterdir()),
    )
