"""What is true in the sample city? Only the evaluation reads this.

Written below ``.truth/``: ``packages``, ``registrations``, ``payments``, ``unusable`` and ``other`` as
Parquet, ``truth.json`` with the counts.
"""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from payung.sample import streams, writing
from payung.sample.branch import Registration
from payung.sample.exports.lists import says_days
from payung.sample.folder import World, Written
from payung.sample.packages import Package
from payung.sample.streams import AS_OF

FOLDER = ".truth"
Truth = dict[str, Any]
_DAY, _TEXT, _WHOLE, _TEXTS = pl.Date(), pl.String(), pl.Int64(), pl.List(pl.String())

PACKAGE_COLUMNS = {
    "package_id": _TEXT,
    "source": _TEXT,
    "source_code": _TEXT,
    "stage": _TEXT,
    "kind": _TEXT,
    "name": _TEXT,
    "executor_kind": _TEXT,
    "executor_name": _TEXT,
    "value": _WHOLE,
    "starts_on": _DAY,
    "ends_on": _DAY,
    "dates_from": _TEXT,
    "has_addendum": pl.Boolean(),
    "nomor_kepesertaan": _TEXTS,
    "first_paid_on": pl.List(pl.Date()),
    "registered_end": pl.List(pl.Date()),
    "worked_days": _WHOLE,
    "uncovered_days": _WHOLE,
}
REGISTRATION_COLUMNS = {
    "nomor_kepesertaan": _TEXT,
    "package_id": _TEXT,
    "declared": _TEXT,
    "base_kind": _TEXT,
    "base": _WHOLE,
    "status": _TEXT,
    "registered_on": _DAY,
    "starts_on": _DAY,
    "ends_on": _DAY,
    "first_paid_on": _DAY,
    "paid": _WHOLE,
    "is_double": pl.Boolean(),
}
PAYMENT_COLUMNS = {
    "file": _TEXT,
    "line": _WHOLE,
    "kode_iuran": _TEXT,
    "tgl_bayar": _DAY,
    "jumlah": _WHOLE,
    "is_deposit": pl.Boolean(),
    "nomor_kepesertaan": _TEXT,
}
UNUSABLE_COLUMNS = {"file": _TEXT, "line": _WHOLE, "reason": _TEXT}
OTHER_COLUMNS = {"package_id": _TEXT, "category": _TEXT, "name": _TEXT}


def write(folder: Path, world: World, written: Written) -> None:
    """Writes the truth of this world and of where its rows stand."""
    target = folder / FOLDER
    target.mkdir()
    tables: tuple[tuple[str, dict[str, Any], Iterable[Truth]], ...] = (
        ("packages", PACKAGE_COLUMNS, packages(world)),
        ("registrations", REGISTRATION_COLUMNS, registrations(world, written)),
        ("payments", PAYMENT_COLUMNS, payments(written)),
        ("unusable", UNUSABLE_COLUMNS, unusable(written)),
        ("other", OTHER_COLUMNS, other(world)),
    )
    for name, columns, rows in tables:
        writing.parquet(target / f"{name}.parquet", list(columns), rows, schema=columns)
    (target / "truth.json").write_text(json.dumps(_summary(world), indent=1) + "\n", encoding="utf-8")


def packages(world: World) -> Iterable[Truth]:
    """One row per construction package, those only planned or announced included."""
    held = defaultdict(list)
    for registration in world.registrations:
        held[registration.package.package_id].append(registration)
    for package in (*world.packages.listed, *world.packages.unborn):
        yield _package(package, held[package.package_id])


def _package(package: Package, held: Sequence[Registration]) -> Truth:
    started = package.stage == "awarded"
    worked = days_between(package.starts_on, min(package.ends_on, AS_OF)) if started else set()
    return {
        "package_id": package.package_id,
        "source": package.source,
        "source_code": package.code,
        "stage": _stage(package),
        "kind": package.kind,
        "name": package.title,
        "executor_kind": package.executor.kind if started else None,
        "executor_name": package.executor.name if started else None,
        "value": package.final_value if started else None,
        "starts_on": package.starts_on if started else None,
        "ends_on": package.ends_on if started else None,
        "dates_from": _dates_from(package, held) if started else "",
        "has_addendum": package.addendum is not None,
        "nomor_kepesertaan": [registration.number for registration in held],
        "first_paid_on": [registration.first_paid_on for registration in held],
        "registered_end": [registration.ends_on for registration in held],
        "worked_days": len(worked),
        "uncovered_days": len(worked - protected_days(held)),
    }


def days_between(first: dt.date, last: dt.date) -> set[int]:
    """Both ends included, as day numbers; empty when the last lies before the first."""
    return set(range(first.toordinal(), last.toordinal() + 1))


def protected_days(held: Iterable[Registration]) -> set[int]:
    """From the first payment to the registered end, over all registrations; the day of payment counts."""
    return {
        day
        for registration in held
        if (paid_on := registration.first_paid_on)
        for day in range(paid_on.toordinal(), registration.ends_on.toordinal() + 1)
    }


def _dates_from(package: Package, held: Sequence[Registration]) -> str:
    """Where the files tell the true days; empty when they do not."""
    if package.has_spmk:
        return "spmk"
    if package.source == "paket" and says_days(package):
        return "paket"
    if package.source in ("pencatatan", "swakelola"):
        return "record"
    return "registration" if held else ""


def _stage(package: Package) -> str:
    if package.stage != "awarded":
        return package.stage
    seen = (
        ("handed_over", package.has_handover),
        ("started", package.has_spmk),
        ("contracted", package.has_contract),
    )
    return next((stage for stage, is_seen in seen if is_seen), "awarded")


def registrations(world: World, written: Written) -> Iterable[Truth]:
    """One row per registration; ``package_id`` empty when the work is not in the city's files."""
    doubles = set(written.doubles)
    for registration in world.registrations:
        package = registration.package
        yield {
            "nomor_kepesertaan": registration.number,
            "package_id": package.package_id if package.source != "elsewhere" else None,
            "declared": registration.declared,
            "base_kind": registration.base_kind,
            "base": registration.base,
            "status": registration.status,
            "registered_on": registration.registered_on,
            "starts_on": registration.starts_on,
            "ends_on": registration.ends_on,
            "first_paid_on": registration.first_paid_on,
            "paid": sum(payment.amount for payment in registration.payments),
            "is_double": registration.number in doubles,
        }


def payments(written: Written) -> Iterable[Truth]:
    """One row per usable payment row: where it stands and whose it is."""
    for registration, payment, place in written.payments:
        yield {
            "file": place.file,
            "line": place.line,
            "kode_iuran": payment.code or None,
            "tgl_bayar": payment.paid_on,
            "jumlah": payment.amount,
            "is_deposit": payment.is_deposit,
            "nomor_kepesertaan": registration.number,
        }


def unusable(written: Written) -> Iterable[Truth]:
    """Rows spoiled on purpose."""
    for place, reason in written.unusable:
        yield {"file": place.file, "line": place.line, "reason": reason}


def other(world: World) -> Iterable[Truth]:
    """Packages that are no construction."""
    for package in world.packages.other:
        yield {"package_id": package.package_id, "category": package.category, "name": package.title}


def _summary(world: World) -> Truth:
    listed = world.packages.listed
    return {
        "city": world.city,
        "seed": world.seed,
        "as_of": str(AS_OF),
        "packages": len(listed),
        "by_stream": {stream.name: Counter(p.stream for p in listed)[stream.name] for stream in streams.STREAMS},
        "other": len(world.packages.other),
        "planned_or_announced": len(world.packages.unborn),
        "registrations": len(world.registrations),
        "registrations_without_package": sum(r.package.source == "elsewhere" for r in world.registrations),
        "payments": sum(len(r.payments) for r in world.registrations),
    }
