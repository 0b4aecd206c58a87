"""What did the files of the same city say on an earlier day?

Nothing is drawn anew: of every row that the city is known to have, those written later are left out, so that a check
of an earlier day and one of the last day disagree on nothing but what happened between.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random

from payung.refusal import Refusal
from payung.sample.branch import Registration
from payung.sample.exports.rows import Row
from payung.sample.packages import Package, Packages
from payung.sample.streams import AS_OF

Maker = Callable[[Iterable[Package], Random], Iterator[Row]]
CLOSING_DAYS = 12
"""Days after the work until the last row of its hand-over and payment is written."""
RUNNING: Row = {
    "status_kontrak": "Kontrak Sedang Berjalan",
    "status_nontender_pct_ket": "Paket Sedang Berjalan",
    "status_swakelola_pct_ket": "Paket Sedang Berjalan",
}


def require_day(day: dt.date) -> None:
    """Raises Refusal for a day on which this city has no files."""
    if not dt.date(AS_OF.year, 1, 1) <= day <= AS_OF:
        raise Refusal(
            "Kota contoh dikenal dari {first:%d-%m-%Y} sampai {last:%d-%m-%Y}; pilih hari di antaranya.",
            first=dt.date(AS_OF.year, 1, 1), last=AS_OF,
        )  # fmt: skip


def rows_by(day: dt.date | None, export: str, make: Maker, packages: Iterable[Package], draw: Random) -> Iterator[Row]:
    """The rows of one export that were there on this day; None: all. Every row is drawn, so that none is spelled anew.

    ``make`` takes one package after another and gives its rows before it takes the next.
    """
    taken: list[Package] = []

    def told() -> Iterator[Package]:
        for package in packages:
            taken[:] = [package]
            yield package

    for row in make(told(), draw):
        if day is None:
            yield row
        elif _written_on(export, taken[0], row) <= day:
            yield _as_on(day, taken[0], row)


def packages_by(day: dt.date, packages: Packages) -> Packages:
    """The packages that some export named by this day."""
    held = {
        name: tuple(package for package in getattr(packages, name) if _known_on(package) <= day)
        for name in ("listed", "other", "unborn")
    }
    return replace(packages, **held)


def registrations_by(day: dt.date, registrations: Iterable[Registration]) -> tuple[Registration, ...]:
    """The registrations that the branch held by this day, with the payments made till then."""
    return tuple(
        replace(one, payments=tuple(paid for paid in one.payments if paid.paid_on <= day))
        for one in registrations
        if one.registered_on <= day
    )


def held_by(day: dt.date | None, registrations: Iterable[Registration], rows: Iterable[Row]) -> list[Row]:
    """The rows of the branch's list that were there on this day, each as paid till then; None: all."""
    if day is None:
        return list(rows)
    held = {one.number: one for one in registrations_by(day, registrations)}
    return [_as_held(row, held[row["nomor_kepesertaan"]]) for row in rows if row["nomor_kepesertaan"] in held]


def _as_held(row: Row, held: Registration) -> Row:
    return row | {"status": held.status} | ({} if held.payments else {"nomor_sertifikat": None})


def paid_by(day: dt.date | None, rows: Iterable[Row]) -> list[Row]:
    """The payments made by this day; None: all."""
    return [row for row in rows if day is None or row["tgl_bayar"] <= day]


def _known_on(package: Package) -> dt.date:
    return package.contract_on if package.stage == "awarded" else package.announced_on


def _written_on(export: str, package: Package, row: Row) -> dt.date:
    if row.get("versi_addendum") and package.addendum:
        return max(package.addendum.on, WRITTEN.get(export, _known_on)(package))
    return WRITTEN.get(export, _known_on)(package)


def _closed_on(package: Package) -> dt.date:
    return package.ends_on + dt.timedelta(days=CLOSING_DAYS)


def _as_on(day: dt.date, package: Package, row: Row) -> Row:
    """The row as it was taken on this day: of work that was still going on, where it was."""
    is_running = package.stage == "awarded" and _closed_on(package) > day
    taken = (RUNNING if is_running else {}) | {"tgl_penarikan": str(day)}
    return row | {field: value for field, value in taken.items() if row.get(field)}


WRITTEN: Mapping[str, Callable[[Package], dt.date]] = {
    "RUP-PaketPenyedia-Terumumkan": lambda _package: dt.date.min,
    "SPSE-NonTenderEkontrak-3SPMKSPP": lambda package: package.starts_on,
    "SPSE-NonTenderEkontrak-4BAPBAST": _closed_on,
    "SPSE-TenderEkontrak-3SPMKSPP": lambda package: package.starts_on,
    "SPSE-PencatatanNonTenderRealisasi": _closed_on,
    "SPSE-PencatatanSwakelolaRealisasi": _closed_on,
}
"""export → the day on which a package's rows are written; the others when its contract is signed or it is announced."""
