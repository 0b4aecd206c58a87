"""Which packages does the city have, from announcement to hand-over?"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from payung.sample import agencies, executors, streams, titles
from payung.sample.agencies import Agency, Officer
from payung.sample.chance import Wheel, dice, happens
from payung.sample.executors import Executor, Executors
from payung.sample.streams import ADDENDA, AS_OF, CONTRACT_MONTHS, PAID, START_AFTER, YEAR, Stream

FIRST_CODE = {
    "nontender": 90_000_000_101,
    "tender": 91_000_000_201,
    "pencatatan": 92_000_000_301,
    "swakelola": 93_000_000_401,
}
FIRST_RUP = 90_010_001
UNLISTED_SHARE = 0.4  # of works elsewhere: private works inside the city that nobody listed
OTHER_SIGNERS = {"province": "DPU-Prov", "private": "Swasta", "elsewhere": "DPUPR-Percontohan"}


@dataclass(frozen=True, slots=True)
class Addendum:
    """One change of the contract: when, the new value and the new length."""

    on: dt.date
    value: int
    days: int


@dataclass(frozen=True, slots=True)
class Package:
    """One package as it truly is. Values in whole rupiah, PPN included unless ``taxed`` is False.

    ``stage`` says how far its life is visible: planned, announced, cancelled, awarded.
    """

    stream: str
    source: str
    code: str
    kind: str
    category: str
    stage: str
    title: str
    owner: str
    agency: Agency
    officer: Officer
    executor: Executor
    rups: tuple[int, ...]
    is_planned: bool
    announced_on: dt.date
    contract_on: dt.date
    starts_on: dt.date
    days: int
    value: int
    taxed: bool
    contract_no: str
    has_contract: bool
    has_spmk: bool
    has_handover: bool
    paid: str
    addendum: Addendum | None = None

    @property
    def package_id(self) -> str:
        """The key of the check: source and code."""
        return f"{self.source}-{self.code}"

    @property
    def first_end(self) -> dt.date:
        """Last day of work by the first contract."""
        return self.starts_on + dt.timedelta(days=self.days - 1)

    @property
    def ends_on(self) -> dt.date:
        """Last day of work, addendum included."""
        return self.starts_on + dt.timedelta(days=(self.addendum.days if self.addendum else self.days) - 1)

    @property
    def final_value(self) -> int:
        """Value, addendum included."""
        return self.addendum.value if self.addendum else self.value


@dataclass(frozen=True)
class Setting:
    """What packages are drawn from, and the counters that keep codes and titles unique."""

    agencies: Wheel[Agency]
    executors: Executors
    draw: Random
    works: list[str] = field(default_factory=list)
    titles: dict[str, int] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Packages:
    """``listed``: those asked for; ``other``: goods; ``unborn``: planned, announced or cancelled only."""

    listed: tuple[Package, ...]
    other: tuple[Package, ...]
    unborn: tuple[Package, ...]
    elsewhere: tuple[Package, ...]


def invent(*, seed: int, city: str, count: int) -> Packages:
    """All packages of the city, in a fixed order."""
    setting = Setting(
        agencies.invent(seed=seed, city=city),
        executors.invent(seed=seed, city=city, packages=count),
        dice(seed, city, "packages"),
    )
    numbers = streams.counts(count)
    order = [stream for stream in streams.STREAMS for _ in range(numbers[stream.name])]
    setting.draw.shuffle(order)
    listed = tuple(_package(stream, setting) for stream in order)
    other = tuple(_goods(setting) for _ in range(round(count * streams.GOODS_SHARE)))
    return Packages(listed, other, tuple(_unborn(count, setting)), tuple(_elsewhere(count, setting)))


def _package(stream: Stream, setting: Setting) -> Package:
    draw = setting.draw
    agency = setting.agencies.spin(draw)
    contract_on, starts_on = _first_days(draw)
    has_contract = happens(draw, stream.contract_share)
    has_spmk = has_contract and happens(draw, 0.875)
    if not has_spmk:
        starts_on = contract_on  # the files then say nothing else of the first day
    title = _unique(_title(stream, agency, setting), setting)
    package = Package(
        stream=stream.name,
        source=stream.source,
        code=_code(stream, setting),
        kind=stream.kind,
        category=stream.category,
        stage="awarded",
        title=title,
        owner=_owner(stream, title),
        agency=agency,
        officer=draw.choice(agency.officers),
        executor=_executor(stream, setting),
        rups=_rups(setting),
        is_planned=happens(draw, 0.92),
        announced_on=contract_on - dt.timedelta(days=draw.randint(6, 18) + (30 if stream.source == "tender" else 0)),
        contract_on=contract_on,
        starts_on=starts_on,
        days=stream.days.spin(draw),
        value=stream.values.spin(draw).value(draw),
        taxed=stream.source != "swakelola" and not (stream.name == "private" and happens(draw, 0.5)),
        contract_no=_letter(stream, agency, setting),
        has_contract=has_contract,
        has_spmk=has_spmk,
        has_handover=False,
        paid=PAID.spin(draw),
    )
    return _later_life(package, draw)


def _later_life(package: Package, draw: Random) -> Package:
    """Addendum and hand-over, where the days allow them."""
    changed = replace(package, addendum=_addendum(package, draw)) if package.has_spmk else package
    over = changed.ends_on + dt.timedelta(days=3) <= AS_OF
    return replace(
        changed,
        has_handover=package.has_contract and package.source == "nontender" and over and happens(draw, 0.94),
    )


def _addendum(package: Package, draw: Random) -> Addendum | None:
    """A tender's start letter carries no version, so its addenda change the value only."""
    on = package.starts_on + dt.timedelta(days=max(5, package.days * 2 // 3))
    if on > AS_OF or not happens(draw, streams.ADDENDUM_SHARE):
        return None
    what = "value" if package.source == "tender" else ADDENDA.spin(draw)
    value = package.value * draw.randint(103, 110) // 100 if what != "time" else package.value
    days = package.days + draw.choice((10, 15, 20, 30)) if what != "value" else package.days
    return Addendum(on, value, days)


def _first_days(draw: Random) -> tuple[dt.date, dt.date]:
    """Contract and first day of work; contracts bunch in June and September and are signed on weekdays."""
    month = CONTRACT_MONTHS.spin(draw)
    contract_on = dt.date(YEAR, month, draw.randint(5 if month == 1 else 1, 20 if month == 11 else 28))
    if contract_on.weekday() > 4:
        contract_on -= dt.timedelta(days=contract_on.weekday() - 4)
    return contract_on, min(contract_on + dt.timedelta(days=START_AFTER.spin(draw)), AS_OF)


def _title(stream: Stream, agency: Agency, setting: Setting) -> str:
    if stream.kind == "consultancy":
        return titles.design_title(setting.works, agency, setting.draw)
    if stream.kind == "other":
        return titles.goods_title(agency, setting.draw)
    if stream.name in ("private", "province"):
        return titles.placed(stream.name, setting.draw)
    setting.works.append(titles.works_title(agency, setting.draw))
    return setting.works[-1]


def _unique(title: str, setting: Setting) -> str:
    times = setting.titles[title] = setting.titles.get(title, 0) + 1
    return title if times == 1 else f"{title} Segmen {times}"


def _owner(stream: Stream, title: str) -> str:
    if stream.name == "private":
        return f"Pemilik {title.split(' Kel. ', maxsplit=1)[0]}"
    return {"province": "Provinsi Contoh", "elsewhere": "Kota Percontohan"}.get(stream.name, "Kota Contoh")


def _code(stream: Stream, setting: Setting) -> str:
    setting.codes[stream.name] = number = setting.codes.get(stream.name, 0) + 1
    if stream.source == "paket":
        return f"PBG-{number:04d}/{YEAR}" if stream.name == "private" else f"PROV-{YEAR}-{number:04d}"
    setting.codes[stream.source + "*"] = step = setting.codes.get(stream.source + "*", 0) + 1
    return str(FIRST_CODE.get(stream.source, 99_000_000_000) + step * 7)


def _executor(stream: Stream, setting: Setting) -> Executor:
    draw, known = setting.draw, setting.executors
    if stream.name == "tender works" and happens(draw, 0.15):
        return known.consortia.spin(draw)
    if stream.kind == "other" and happens(draw, 0.4):
        return known.people.spin(draw)
    pool: Wheel[Executor] = getattr(known, stream.pool)
    return pool.spin(draw)


def _rups(setting: Setting) -> tuple[int, ...]:
    """The plan's code; now and then a package joins two plans ("a;b")."""
    several = 2 if happens(setting.draw, 0.02) else 1
    first = setting.codes["rup"] = setting.codes.get("rup", FIRST_RUP - 2) + 2
    return tuple(first + i for i in range(several))


def _letter(stream: Stream, agency: Agency, setting: Setting) -> str:
    """A contract number of the agency; some with the stray spaces of the real ones."""
    draw = setting.draw
    signer = OTHER_SIGNERS.get(stream.name, agency.short)
    setting.letters[signer] = number = setting.letters.get(signer, 0) + draw.randint(1, 3)
    mark = {"consultancy": "SPK-KONS", "works": "SPK-FSK"}.get(stream.kind, "SPK-BRG")
    gap = " " if happens(draw, 0.2) else ""
    return f"{draw.choice(('600.1', '000.3.3', '602'))}/{gap}{number:03d}{gap}/{mark}/{signer}/{YEAR}"


def _goods(setting: Setting) -> Package:
    package = _package(streams.GOODS, setting)
    category = setting.draw.choice(streams.OTHER_CATEGORIES)
    return replace(package, category=category, addendum=None)


def _unborn(count: int, setting: Setting) -> Iterator[Package]:
    """Plans without announcement, announcements without award, announcements that failed."""
    for _ in range(max(2, round(count * streams.PLANNED_SHARE))):
        yield _shortened(setting, stage="planned", source="rup")
    for _ in range(max(2, round(count * streams.ANNOUNCED_SHARE))):
        yield _shortened(setting, stage="cancelled" if happens(setting.draw, 0.3) else "announced", source="")


def _shortened(setting: Setting, *, stage: str, source: str) -> Package:
    works, consultancy = streams.STREAMS[0], streams.STREAMS[2]
    package = _package(works if happens(setting.draw, 0.65) else consultancy, setting)
    cut = replace(
        package,
        stage=stage,
        is_planned=True,
        has_contract=False,
        has_spmk=False,
        has_handover=False,
        addendum=None,
    )
    return replace(cut, source=source, code=str(cut.rups[0]), rups=cut.rups[:1]) if source else cut


def _elsewhere(count: int, setting: Setting) -> Iterator[Package]:
    """Works the branch knows and the city does not: in numbers like the share of registrations they make."""
    registered = sum(s.share * s.registered_share for s in streams.STREAMS) / sum(s.share for s in streams.STREAMS)
    wanted = count * registered * streams.ELSEWHERE_SHARE / (1 - streams.ELSEWHERE_SHARE)
    for _ in range(max(1, round(wanted))):
        package = _package(streams.ELSEWHERE, setting)
        in_city = happens(setting.draw, UNLISTED_SHARE)
        yield replace(package, owner="Swasta") if in_city else replace(package, title=_moved(package.title))


def _moved(title: str) -> str:
    """The same kind of work in another city, whose neighbourhoods have other names."""
    return title.replace("Kel. ", "Kel. Teladan ") + " Kota Percontohan"
