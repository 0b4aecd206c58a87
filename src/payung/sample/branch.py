"""Which projects are registered at the branch, from when to when, and what was paid?

Two rules keep the truth readable from the files: a project without a start letter (SPMK) is registered with
its true days; and a registration whose value says little (half, split, before an addendum) keeps its contract
number and its NPWP.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from payung.sample import streams
from payung.sample.chance import Wheel, dice, happens, wheel
from payung.sample.contribution import contribution, instalments, net_of_ppn, with_ppn
from payung.sample.executors import Executor
from payung.sample.packages import Package, Packages
from payung.sample.streams import AS_OF

OFFICES = ("Contoh Utara", "Contoh Selatan")
BASES: Wheel[str] = wheel(("net", 68), ("gross", 21), ("net rounded", 7), ("gross rounded", 4))
DECLARED: Wheel[str] = wheel(("full", 94.5), ("half", 2.5), ("split", 3))
MOMENT: Wheel[str] = wheel(("before", 30), ("weeks", 24), ("payment", 34), ("handover", 12))
UNPAID_SHARE, INSTALMENT_SHARE, OPEN_SHARE = 0.08, 0.16, 0.45
DEPOSIT_SHARE = 0.10
REPORTED_SHARE = 0.4
PAY_AFTER: Wheel[int] = wheel((0, 35), (1, 25), (2, 12), (4, 10), (7, 10), (12, 5), (20, 3))


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; ``code`` is empty for a bank deposit without number."""

    code: str
    paid_on: dt.date
    amount: int
    instalment: str
    is_deposit: bool


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration as the branch holds it.

    ``package`` is what it is about, also when that lies outside the city (source "elsewhere").
    ``declared``: full, half, split, before addendum; ``base_kind``: net, gross, … rounded.
    """

    number: str
    certificate: str
    package: Package
    executor: Executor
    base: int
    base_kind: str
    declared: str
    registered_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    office: str
    payments: tuple[Payment, ...]

    @property
    def status(self) -> str:
        """Participant once the first payment is made."""
        return "peserta" if self.payments else "mendaftar"

    @property
    def first_paid_on(self) -> dt.date | None:
        """The day protection begins."""
        return min((payment.paid_on for payment in self.payments), default=None)


def invent(packages: Packages, *, seed: int, city: str) -> tuple[Registration, ...]:
    """All registrations of the two offices, in the order of their numbers."""
    draw = dice(seed, city, "branch")
    shares = {stream.name: stream.registered_share for stream in streams.STREAMS}
    known = [p for p in packages.listed if happens(draw, shares[p.stream])]
    drawn = [r for package in (*known, *packages.elsewhere) for r in _registrations(package, draw)]
    drawn.sort(key=lambda r: r.registered_on)
    return tuple(_numbered(i, registration) for i, registration in enumerate(drawn, start=1))


def _numbered(number: int, registration: Registration) -> Registration:
    office = OFFICES.index(registration.office) + 1
    payments = tuple(
        replace(p, code="" if p.is_deposit else f"9{office}{number:07d}{i}")
        for i, p in enumerate(registration.payments, start=1)
    )
    return replace(
        registration,
        number=f"26{office:02d}{number:07d}",
        certificate=f"SERT/{office}/{number:06d}/2026",
        payments=payments,
    )


def _registrations(package: Package, draw: Random) -> Iterator[Registration]:
    """One registration, or two that share the value of the package."""
    declared = "full" if package.source == "elsewhere" else DECLARED.spin(draw)
    reported = not package.addendum or happens(draw, REPORTED_SHARE)
    if not reported:
        declared = "before addendum"
    base_kind = BASES.spin(draw)
    whole = declared_base(package, base_kind, value=package.final_value if reported else package.value)
    first = _registration(package, draw, base=whole, base_kind=base_kind, declared=declared)
    first = first if reported else replace(first, ends_on=package.first_end)
    parts = _parts(whole, declared, draw)
    for base, executor in zip(parts, _registrants(package, len(parts), draw), strict=True):
        yield _paid(replace(first, base=base, executor=executor), draw)


def _parts(whole: int, declared: str, draw: Random) -> list[int]:
    if declared == "split":
        part = whole * draw.randint(35, 65) // 100
        return [part, whole - part]
    return [whole // 2 if declared == "half" else whole]


def declared_base(package: Package, base_kind: str, *, value: int) -> int:
    """The base a firm declares for this value, by its own reading of "contract value"."""
    on = package.contract_on
    gross = value if package.taxed or package.source == "swakelola" else with_ppn(value, on=on)
    net = net_of_ppn(value, on=on) if package.taxed else value
    base = net if base_kind.startswith("net") else gross
    return (base + 500) // 1000 * 1000 if base_kind.endswith("rounded") else base


def _registrants(package: Package, count: int, draw: Random) -> list[Executor]:
    """A consortium registers as itself, its lead or its member; both parts of a split by both."""
    members = package.executor.members
    if not members:
        return [package.executor] * count
    if count == 2:
        return list(members)
    return [draw.choice((package.executor, *members))]


def _registration(package: Package, draw: Random, *, base: int, base_kind: str, declared: str) -> Registration:
    starts_on, ends_on = _registered_days(package, draw)
    return Registration(
        number="",
        certificate="",
        package=package,
        executor=package.executor,
        base=base,
        base_kind=base_kind,
        declared=declared,
        registered_on=_registered_on(package, draw),
        starts_on=starts_on,
        ends_on=ends_on,
        office=draw.choice(OFFICES),
        payments=(),
    )


def _registered_days(package: Package, draw: Random) -> tuple[dt.date, dt.date]:
    """The true days; where a start letter exists they may be off by some days, or too short."""
    if not package.has_spmk:
        return package.starts_on, package.ends_on
    starts_on = package.starts_on + dt.timedelta(days=draw.choice((0, 0, 0, 0, -2, -1, 1, 3, 7)))
    short = draw.choice((5, 7, 10, 15)) if happens(draw, 0.1) else draw.choice((0, 0, 0, 0, 0, 0, -1, -3))
    return starts_on, max(package.ends_on - dt.timedelta(days=short), package.starts_on)


def _registered_on(package: Package, draw: Random) -> dt.date:
    """Before work, some weeks late, near the final payment, or at hand-over; never after ``AS_OF``."""
    ends_on = package.ends_on
    windows = {
        "before": (package.contract_on, package.starts_on),
        "weeks": (
            package.starts_on + dt.timedelta(days=1),
            min(package.starts_on + dt.timedelta(days=20), ends_on),
        ),
        "payment": (max(package.starts_on, ends_on - dt.timedelta(days=12)), ends_on),
        "handover": (ends_on, ends_on + dt.timedelta(days=20)),
    }
    low, high = windows[MOMENT.spin(draw)]
    if low > AS_OF:
        low, high = package.contract_on, AS_OF
    return low + dt.timedelta(days=draw.randint(0, max(0, (min(high, AS_OF) - low).days)))


def _paid(registration: Registration, draw: Random) -> Registration:
    first_on = registration.registered_on + dt.timedelta(days=PAY_AFTER.spin(draw))
    if first_on > AS_OF or happens(draw, UNPAID_SHARE):
        return registration
    total = contribution(registration.base, on=registration.registered_on)
    left = (registration.ends_on - first_on).days
    if left < 21 or not happens(draw, INSTALMENT_SHARE):
        return replace(registration, payments=(_payment(first_on, total, "Lunas", draw),))
    return replace(registration, payments=tuple(_in_instalments(registration, first_on, total, draw)))


def _in_instalments(registration: Registration, first_on: dt.date, total: int, draw: Random) -> Iterator[Payment]:
    """50, 25 and 25 per cent until the work ends; some stop after the first or the second."""
    left = (registration.ends_on - first_on).days
    made = draw.choice((1, 2)) if happens(draw, OPEN_SHARE) else 3
    for i, amount in enumerate(instalments(total, on=registration.registered_on)[:made]):
        paid_on = first_on + dt.timedelta(days=left * i // 3 + (draw.randint(0, 3) if i else 0))
        if paid_on <= AS_OF:
            yield _payment(paid_on, amount, f"Termin {i + 1}", draw)


def _payment(paid_on: dt.date, amount: int, instalment: str, draw: Random) -> Payment:
    return Payment("", paid_on, amount, instalment, happens(draw, DEPOSIT_SHARE))
