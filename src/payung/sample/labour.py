"""Who truly works on the city's packages, and what does the branch hold on each of them?

The people come from their own dice: the packages, registrations and payments of a seed stay what they are. A firm's
workers come from one stretch of the city's people, so that households and namesakes meet on a site and a worker of
one package is found on the firm's next.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import polars as pl

from payung.sample.branch import Registration
from payung.sample.chance import dice, happens
from payung.sample.crowd import JOBS
from payung.sample.folder import World
from payung.sample.lots import below, falls, spun, table
from payung.sample.packages import Package
from payung.sample.persons import BLOCK, persons
from payung.sample.streams import AS_OF, YEAR

PEOPLE_A_PACKAGE = 28  # of the city's people, so that branch lists stay about 25 per package
LABOUR_SHARE, DAILY_WAGE, PRESENCE = 0.33, 140_000, 0.75  # of the value; rupiah; days worked of all days
TURNOVER = 1.6  # people seen over the whole work, for each on a usual day
SMALLEST, LARGEST = 3, 90
REGISTERED_ROSTER_SHARE, OTHER_ROSTER_SHARE = 0.85, 0.52  # firms that deliver a list
WHOLE_ROSTER_SHARE = 0.55  # of the lists: everybody is on it; the rest leave out up to half
LISTLESS_SHARE = 0.2  # registrations without a single name
NAMED = (0.6, 0.75, 0.9, 1.0)
OTHER_KPJ_SHARE = 0.1  # of those named in a project: they get a second number there
STANDING_OF_WORKERS = {"PU": 16, "BPU": 17, "": 67}
STANDING_OF_OTHERS = {"PU": 66, "BPU": 31, "": 3}
LAPSED_SHARE = 0.18
VISIT_SHARE = 0.032
STOPPED_AFTER = 30  # days that an instalment is taken to last, once no other follows

WORK = {
    "work": pl.Int64, "package_id": pl.String, "code": pl.String, "contract_no": pl.String, "number": pl.String,
    "npp": pl.String, "starts_on": pl.Date, "ends_on": pl.Date, "crew": pl.Int64, "stretch": pl.Int64,
    "listed_share": pl.Float64, "named_share": pl.Float64, "cover_from": pl.Date, "cover_to": pl.Date,
    "paid_to": pl.Date, "office": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Labour:
    """Everything true of people.

    ``works``: WORK. ``workers``: work, person and their columns (``persons.persons``), job, wage, starts_on, ends_on,
    is_listed. ``members``: one row for each row of the branch. ``visits``: work, visited_on, heads, present.
    """

    works: pl.DataFrame
    workers: pl.DataFrame
    members: pl.DataFrame
    visits: pl.DataFrame


def invent(world: World) -> Labour:
    """The workers of every package that was awarded, the branch's members, and the visits."""
    draw = dice(world.seed, world.city, "labour")
    blocks = max(20, len(world.packages.listed) * PEOPLE_A_PACKAGE // BLOCK)
    people = persons(dice(world.seed, world.city, "people"), first=0, blocks=blocks, crowd=blocks, city=world.city)
    works = pl.DataFrame(list(_works(world, people.height, draw)), schema=WORK)
    workers = _workers(works, people, draw)
    members = pl.concat([_standing(people, workers, works, draw), _named(works, workers, draw)])
    shuffled = members.sample(fraction=1, shuffle=True, seed=draw.getrandbits(32))
    return Labour(works, workers, shuffled, _visits(works, workers, draw))


def _works(world: World, people: int, draw: Random) -> Iterator[dict[str, Any]]:
    held: defaultdict[str, list[Registration]] = defaultdict(list)
    for registration in world.registrations:
        held[registration.package.package_id].append(registration)
    begun = [p for p in (*world.packages.listed, *world.packages.elsewhere) if p.starts_on <= AS_OF]
    for number, package in enumerate(begun):
        yield _work(number, package, held[package.package_id], people, draw)


def _work(number: int, package: Package, held: Sequence[Registration], people: int, draw: Random) -> dict[str, Any]:
    first = held[0] if held else None
    whole = happens(draw, WHOLE_ROSTER_SHARE)
    delivers = happens(draw, REGISTERED_ROSTER_SHARE if held else OTHER_ROSTER_SHARE)
    return {
        "work": number,
        "package_id": package.package_id if package.source != "elsewhere" else None,
        "code": package.code if package.source != "elsewhere" else None,
        "contract_no": package.contract_no if package.has_contract or package.source == "paket" else None,
        "number": first.number if first else None,
        "npp": f"99{package.executor.code:06d}" if package.executor.code else None,
        "starts_on": package.starts_on,
        "ends_on": package.ends_on,
        "crew": _crew(package, draw),
        "stretch": Random(package.executor.name).randrange(people),
        "listed_share": (1.0 if whole else draw.uniform(0.5, 0.95)) if delivers else 0.0,
        "named_share": 0.0 if happens(draw, LISTLESS_SHARE) else draw.choice(NAMED),
    } | _cover(first)


def _cover(registration: Registration | None) -> dict[str, Any]:
    """From the first payment to the registered end; where instalments stopped, paid until some weeks after the last."""
    if registration is None or registration.first_paid_on is None:
        return {}
    last = registration.payments[-1]
    stopped = last.instalment in ("Termin 1", "Termin 2")
    until = min(registration.ends_on, last.paid_on + dt.timedelta(days=STOPPED_AFTER))
    return {
        "cover_from": registration.first_paid_on,
        "cover_to": registration.ends_on,
        "paid_to": until if stopped else registration.ends_on,
        "office": registration.office,
    }


def _crew(package: Package, draw: Random) -> int:
    """How many people the whole work sees."""
    if package.kind != "works":
        return draw.randint(3, 8)
    usual = package.final_value * LABOUR_SHARE / (DAILY_WAGE * PRESENCE * max(package.days, 15))
    return round(min(max(usual * draw.uniform(0.7, 1.3), SMALLEST), LARGEST) * TURNOVER)


def _workers(works: pl.DataFrame, people: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Everyone on every work, nobody twice on one: from the firm's stretch of three times the crew."""
    seats = works.select("work", "crew", "stretch", "starts_on", "ends_on", "listed_share").select(
        pl.all().repeat_by("crew").explode()
    )
    count = seats.height
    step = pl.Series(below(draw, count, 1 << 20)) % (seats["crew"] * 3 + 6)
    chosen = seats.with_columns(person=(seats["stretch"] + step) % people.height).unique(
        ["work", "person"], keep="first", maintain_order=True
    )
    return _employed(chosen.join(people, on="person", maintain_order="left"), draw)


def _employed(seats: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Adds job, wage, days and whether the roster names them; three in ten come later or leave earlier."""
    count = seats.height
    length = (pl.col("ends_on") - pl.col("starts_on")).dt.total_days()
    drawn = seats.with_columns(
        job=spun(draw, count, table(JOBS)),
        wage=(below(draw, count, 20) * 5 + 120) * 1000,
        whole=falls(draw, count, 0.7),
        late=below(draw, count, 50),
        early=below(draw, count, 50),
        luck=below(draw, count, 1000),
    )
    return drawn.with_columns(
        starts_on=pl.when("whole").then("starts_on").otherwise(
            pl.col("starts_on") + pl.duration(days=length * pl.col("late") // 100)
        ),
        ends_on=pl.when("whole").then("ends_on").otherwise(
            pl.col("ends_on") - pl.duration(days=length * pl.col("early") // 100)
        ),
        is_listed=pl.col("luck") < pl.col("listed_share") * 1000,
    ).drop("whole", "late", "early", "crew", "stretch", "listed_share")  # fmt: skip


def _standing(people: pl.DataFrame, workers: pl.DataFrame, works: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Members as employees of a firm (PU) or by themselves (BPU); a few workers are on the firm's own payroll."""
    count = people.height
    firms = workers.join(works.select("work", "npp"), on="work").unique("person", keep="first", maintain_order=True)
    placed = people.join(firms.select("person", own="npp", at_work=pl.lit(True)), on="person", how="left")
    age, other = below(draw, count, 2_400), 98_000_000 + below(draw, count, 90_000)
    drawn = placed.with_columns(
        of_worker=spun(draw, count, table(STANDING_OF_WORKERS)),
        of_other=spun(draw, count, table(STANDING_OF_OTHERS)),
        is_own=falls(draw, count, 0.25),
        from_on=pl.lit(AS_OF) - pl.duration(days=pl.lit(age)),
        other=other.cast(pl.String),
        lapsed=falls(draw, count, LAPSED_SHARE),
        gone=below(draw, count, 300),
        office=spun(draw, count, table({"Contoh Utara": 1, "Contoh Selatan": 1})),
    ).with_columns(segment=pl.when(pl.col("at_work")).then("of_worker").otherwise("of_other"))  # fmt: skip
    known = drawn.filter(pl.col("kpj").is_not_null() & (pl.col("segment") != ""))
    lapse = pl.lit(AS_OF) - pl.duration(days=pl.col("gone"))
    return known.with_columns(
        npp=pl.when(pl.col("segment") == "PU").then(
            pl.coalesce(pl.when(pl.col("is_own") & pl.col("at_work")).then("own"), "other")
        ),
        number=pl.lit(None, dtype=pl.String),
        to_on=pl.lit(None, dtype=pl.Date),
        paid_to=pl.when("lapsed").then(pl.max_horizontal(lapse, "from_on")).otherwise(pl.lit(dt.date(YEAR, 11, 30))),
        work=pl.lit(None, dtype=pl.Int64),
    ).select(*MEMBER)  # fmt: skip


MEMBER = (
    "person", "kpj", "nik", "name", "born", "sex", "address", "phone", "segment", "npp", "number", "from_on", "to_on",
    "paid_to", "office", "work",
)  # fmt: skip


def _named(works: pl.DataFrame, workers: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Members by name in a registered project that paid, from its first payment on; some under a second number."""
    covered = works.filter(pl.col("cover_from").is_not_null()).drop("starts_on", "ends_on")
    seats = workers.filter(pl.col("kpj").is_not_null()).join(covered, on="work", maintain_order="left")
    count = seats.height
    drawn = seats.with_columns(luck=below(draw, count, 1000), anew=falls(draw, count, OTHER_KPJ_SHARE))
    named = drawn.filter(pl.col("luck") < pl.col("named_share") * 1000)
    return named.with_columns(
        kpj=pl.when("anew").then(pl.lit("2") + pl.col("kpj").str.slice(1)).otherwise("kpj"),
        segment=pl.lit("JAKON"),
        from_on=pl.col("cover_from"),
        to_on=pl.col("cover_to"),
    ).select(*MEMBER)


def _visits(works: pl.DataFrame, workers: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """A few works visited once or twice; who counts heads miscounts by one now and then."""
    wanted = max(1, round(works.height * VISIT_SHARE))
    chosen = draw.sample(range(works.height), min(wanted, works.height))
    rows = [row for at in chosen for row in _visit(works.row(at, named=True), workers, draw)]
    return pl.DataFrame(rows, schema=VISIT)


VISIT = {"work": pl.Int64, "visited_on": pl.Date, "heads": pl.Int64, "present": pl.Int64, "listed": pl.Int64}


def _visit(work: dict[str, Any], workers: pl.DataFrame, draw: Random) -> Iterator[dict[str, Any]]:
    span = (min(work["ends_on"], AS_OF) - work["starts_on"]).days
    crew = workers.filter(work=work["work"])
    for _ in range(2 if happens(draw, 0.25) else 1):
        day = work["starts_on"] + dt.timedelta(days=draw.randint(0, max(span, 0)))
        there = crew.filter((pl.col("starts_on") <= day) & (pl.col("ends_on") >= day))
        heads = max(0, there.height + draw.choice((0, 0, 0, 0, -1, 1)))
        yield {"work": work["work"], "visited_on": day, "heads": heads, "present": there.height,
               "listed": there["is_listed"].sum()}  # fmt: skip
