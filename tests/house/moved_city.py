"""A sample city in which an event moved firms: whoever came registers and pays part of what was open, soon after.

The true effect is known: the days those registrations protect, firm by firm.
"""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from payung.impact.firms import LEAST_DAYS, WINDOW
from payung.sample import folder
from payung.sample.branch import OFFICES, Payment, Registration, declared_base
from payung.sample.city import invent
from payung.sample.contribution import contribution
from payung.sample.packages import Package

HELD = dt.date(2026, 7, 15)
CITY, PACKAGES, SEED, MOVED = "36.71", 2500, 5, 0.6
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class MovedCity:
    """``came``: package → whether its firm came; ``gained``: package → days protected after, because of the event."""

    came: dict[str, bool]
    gained: dict[str, int]
    worked: dict[str, int]

    def effect(self, firms: list[list[str]]) -> float:
        """The true mean effect on firms of these packages."""
        shares = [
            sum(self.gained.get(one, 0) for one in packages) / sum(self.worked[one] for one in packages)
            for packages in firms
            if sum(self.worked[one] for one in packages) >= LEAST_DAYS
        ]
        return sum(shares) / len(shares)


def write_moved_city(out: Path) -> MovedCity:
    """The files of the city in ``out``, as its coordinator would upload them."""
    world, dice = invent(seed=SEED, city=CITY, count=PACKAGES), Random(SEED)
    coming = {code: dice.random() < 0.5 for code in sorted({p.executor.code for p in world.packages.listed})}
    known = {registration.package.package_id for registration in world.registrations}
    moved = [
        p for p in world.packages.listed if _is_open(p, known) and coming[p.executor.code] and dice.random() < MOVED
    ]
    added = tuple(_registered(p, number) for number, p in enumerate(moved, start=len(world.registrations) + 1))
    out.mkdir()
    folder.write(out, replace(world, registrations=world.registrations + added), progress=lambda _: None)
    return MovedCity(
        came={p.package_id: coming[p.executor.code] for p in world.packages.listed},
        gained={r.package.package_id: _after(r.first_paid_on or HELD, r.ends_on) for r in added},
        worked={p.package_id: _after(p.starts_on, p.ends_on) for p in world.packages.listed},
    )


def _is_open(package: Package, known: set[str]) -> bool:
    return package.package_id not in known and package.ends_on > HELD and package.starts_on <= HELD + WINDOW * DAY


def _registered(package: Package, number: int) -> Registration:
    paid_on = max(package.starts_on, HELD + 7 * DAY)
    base = declared_base(package, "net", value=package.final_value)
    payment = Payment(f"91{number:07d}1", paid_on, contribution(base, on=paid_on), "Lunas", False)
    return Registration(
        number=f"2601{number:07d}", certificate=f"SERT/1/{number:06d}/2026", package=package,
        executor=package.executor, base=base, base_kind="net", declared="full", registered_on=paid_on,
        starts_on=package.starts_on, ends_on=package.ends_on, office=OFFICES[0], payments=(payment,),
    )  # fmt: skip


def _after(first: dt.date, last: dt.date) -> int:
    """Days within the window after the event."""
    return max((min(last, HELD + WINDOW * DAY) - max(first, HELD + DAY)).days + 1, 0)
