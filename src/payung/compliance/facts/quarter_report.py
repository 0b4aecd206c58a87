"""How is the report of a quarter told on paper and in sheets? Always in Indonesian: it goes into the city's files."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from payung.accounts import queries as accounts
from payung.accounts.models import Office
from payung.accounts.terms import Part
from payung.compliance.facts.letters import letterhead_of
from payung.compliance.facts.quarter import Agency, Compared, Quarter, Unresolved, headline, named
from payung.compliance.queries.quarters import label_of
from payung.compliance.terms import Figure, Period
from payung.letters.content import Letterhead
from payung.letters.report import Bar, Cell, Column, Linked, Report, Table
from payung.reconcile.report.wording import day, number, span

FILES_NAMED = 30
UNKNOWN_AGENCY = "perangkat daerah belum diketahui"
UNKNOWN = "belum diketahui"
DAY, PACKAGE, PERCENT, TIMES = "hari", "paket", "persen, dibulatkan ke bawah", "kali"
PARTS = (Figure.NOW_PROTECTED, Figure.NOW_OPEN, Figure.NOT_AT_WORK)
"""Figures that are parts of the one above them."""
TEXT, WIDE = Column("", 24), 44


@dataclass(frozen=True)
class Lists:
    """Where the list behind a figure is found; ``site`` empty: nowhere, the figure stands alone."""

    site: str

    def behind(self, value: str | int | None, figure: Figure, period: Period, **narrowed: object) -> Cell:
        """The figure with its address."""
        asked = urlencode({"angka": figure.value, "triwulan": str(period), **narrowed})
        return Linked(value, f"{self.site}{reverse('city_quarter_list')}?{asked}") if self.site else value

    def package(self, package_id: str) -> Cell:
        """The key of a package with the address of its page."""
        return (
            Linked(package_id, f"{self.site}{reverse('city_package', args=[package_id])}") if self.site else package_id
        )


def report_of(told: Quarter, *, more: tuple[Table, ...] = (), site: str = "") -> Report:
    """The report as the books print it; ``more``: tables of subjects that lie above this one.

    ``site``: where this house is found; in sheets each figure leads to the list behind it.
    """
    lists = Lists(site)
    city = accounts.city()
    with override("id"):
        return Report(
            letterhead=_letterhead(city),
            title=f"Laporan {named(told.period)}: perlindungan pekerja konstruksi",
            headline=f"{headline(told)}.",
            lead=tuple(_lead(told)),
            chart="Hari terlindungi menurut triwulan",
            bars=tuple(_bar(one) for one in told.compared),
            tables=(
                _figures(told, lists), _comparison(told, lists), _agencies(told, lists), _done(told, lists), *more,
                _overrides(told, lists), _unresolved(told, lists),
            ),
            about=tuple(_about(told, city)),
            on=told.as_of,
        )  # fmt: skip


def _letterhead(city: Office | None) -> Letterhead:
    return letterhead_of(city) if city else Letterhead(())


def _lead(told: Quarter) -> Iterator[str]:
    yield f"{_span(told)}; keadaan data per {day(told.as_of)}."
    if not told.is_whole:
        yield "Triwulan ini belum berakhir pada hari pemeriksaan; angkanya masih berubah."
    yield (
        f"{number(told.starts.early)} dari {number(told.starts.begun)} paket yang mulai dikerjakan terlindungi sejak "
        f"hari pertama. Dari {number(told.handled.packages)} paket yang ditangani, {number(told.handled.protected)} "
        f"kini terlindungi."
    )


def _span(told: Quarter) -> str:
    return span(told.period.first, max(told.known_to, told.period.first))


def _bar(one: Compared) -> Bar:
    note = (
        f"{number(one.days.protected)} dari {number(one.days.worked)} hari"
        if one.days.worked
        else "tanpa hari pekerjaan"
    )
    return Bar(named(one.period), one.days.percent, note)


def _figures(told: Quarter, lists: Lists) -> Table:
    days, starts, handled = told.days, told.starts, told.handled
    rows: list[tuple[Figure | str, int | None, str]] = [
        (Figure.WORKED, days.worked, DAY),
        (Figure.PROTECTED, days.protected, DAY),
        (Figure.PENDING, days.pending, DAY),
        (Figure.UNPROTECTED, days.unprotected, DAY),
        ("Bagian hari yang terlindungi", days.percent, PERCENT),
        (Figure.STARTED, starts.begun, PACKAGE),
        (Figure.EARLY, starts.early, PACKAGE),
        ("Bagian paket yang terlindungi sejak hari pertama", starts.percent, PERCENT),
        (Figure.HANDLED, handled.packages, PACKAGE),
        (Figure.NOW_PROTECTED, handled.protected, PACKAGE),
        (Figure.NOW_OPEN, handled.open, PACKAGE),
        (Figure.NOT_AT_WORK, handled.at_rest, PACKAGE),
        (Figure.OVERRIDES, len(told.overrides), TIMES),
        (Figure.REASONED, told.reasoned, TIMES),
    ]
    columns = (Column("Angka", 56), Column("Nilai", 14, is_number=True), Column("Satuan", 28))
    cells = tuple(_figure(name, value, unit, lists, told.period) for name, value, unit in rows)
    return Table("Angka", "Angka triwulan ini", columns, cells)


def _figure(name: Figure | str, value: int | None, unit: str, lists: Lists, period: Period) -> tuple[Cell, ...]:
    if not isinstance(name, Figure):
        return name, value, unit
    label = f"– {name.label}" if name in PARTS else str(name.label)
    return label, lists.behind(value, name, period), unit


def _comparison(told: Quarter, lists: Lists) -> Table:
    heads = (
        "Hari pekerjaan",
        "Terlindungi",
        "Terlindungi (%)",
        "Paket mulai",
        "Sejak hari pertama",
        "Penanganan dibuka",
        "Selesai dengan bukti",
    )
    columns = (Column("Triwulan", 20), *(Column(head, 13, is_number=True) for head in heads))
    rows = tuple(
        (
            named(one.period), lists.behind(one.days.worked, Figure.WORKED, one.period),
            lists.behind(one.days.protected, Figure.PROTECTED, one.period), one.days.percent,
            lists.behind(one.starts.begun, Figure.STARTED, one.period),
            lists.behind(one.starts.early, Figure.EARLY, one.period),
            lists.behind(one.opened, Figure.OPENED, one.period), lists.behind(one.proven, Figure.PROVEN, one.period),
        )
        for one in told.compared
    )  # fmt: skip
    note = f"Hari dan paket semua triwulan menurut pemeriksaan per {day(told.as_of)}, bukan menurut laporan waktu itu."
    return Table("Perbandingan", "Dibandingkan dengan tiga triwulan sebelumnya", columns, rows, note=note)


def _agencies(told: Quarter, lists: Lists) -> Table:
    heads = (
        "Hari pekerjaan",
        "Terlindungi",
        "Tanpa perlindungan",
        "Terlindungi (%)",
        "Paket mulai",
        "Sejak hari pertama",
    )
    columns = (Column("Perangkat daerah", WIDE), *(Column(head, 13, is_number=True) for head in heads))
    return Table(
        "Perangkat daerah", "Menurut perangkat daerah, yang terendah lebih dahulu", columns,
        tuple(_agency(one, lists, told.period) for one in told.agencies),
        empty="Tidak ada pekerjaan pada triwulan ini.",
    )  # fmt: skip


def _agency(one: Agency, lists: Lists, period: Period) -> tuple[Cell, ...]:
    def behind(value: int, figure: Figure) -> Cell:
        return lists.behind(value, figure, period, opd=one.key or 0)

    return (
        one.name or UNKNOWN_AGENCY, behind(one.days.worked, Figure.WORKED),
        behind(one.days.protected, Figure.PROTECTED), behind(one.days.unprotected, Figure.UNPROTECTED),
        one.days.percent, behind(one.starts.begun, Figure.STARTED), behind(one.starts.early, Figure.EARLY),
    )  # fmt: skip


def _done(told: Quarter, lists: Lists) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for figure, count in told.done:
        rows.append((str(figure.label), lists.behind(count, figure, told.period)))
        if figure is Figure.LETTERS:
            rows += [_letters_of(step, n, lists, told.period) for step, n in told.letters]
    rows.append(("Nilai tengah hari dari dibuka sampai bukti", told.days_to_proof))
    columns = (Column("Yang dilakukan", 64), Column("Banyak", 12, is_number=True))
    note = "Nilai tengah: separuh penanganan yang selesai dengan bukti memerlukan paling lama sekian hari."
    return Table("Yang dilakukan", "Yang dilakukan pada triwulan ini", columns, tuple(rows), note=note)


def _letters_of(step: str, count: int, lists: Lists, period: Period) -> tuple[Cell, ...]:
    return f"– {label_of(step, on=period.last)}", lists.behind(count, Figure.LETTERS, period, jenis=step)


def _overrides(told: Quarter, lists: Lists) -> Table:
    columns = (
        Column("Tanggal", 13), Column("Paket", WIDE), Column("Alasan", WIDE), Column("Diminta oleh", 28),
        Column("Disetujui oleh", 28), Column("Kunci paket", 24),
    )  # fmt: skip
    rows = tuple(
        (o.on, o.name, o.reason, o.asked_by, o.decided_by, lists.package(o.package_id)) for o in told.overrides
    )
    empty = "Tidak ada pembayaran yang diloloskan tanpa bukti pada triwulan ini."
    return Table("Pembayaran diloloskan", Figure.OVERRIDES.label.capitalize(), columns, rows, empty=empty)


def _unresolved(told: Quarter, lists: Lists) -> Table:
    columns = (
        Column("Paket", WIDE), Column("Perangkat daerah", 32), Column("Pelaksana", 28),
        Column("Hari tanpa perlindungan", 13, is_number=True), Column("Penanganan", 28), Column("Kunci paket", 24),
    )  # fmt: skip
    rows = tuple(
        (
            one.name,
            one.agency or UNKNOWN,
            one.executor or UNKNOWN,
            one.days,
            _position(one),
            lists.package(one.package_id),
        )
        for one in told.unresolved
    )
    all_left = f"{number(told.open_packages)} paket yang masih bekerja tanpa perlindungan per {day(told.as_of)}"
    empty = "Semua paket yang sedang dikerjakan terlindungi pada hari pemeriksaan."
    return Table(
        "Belum selesai",
        "Belum selesai, hari terbanyak lebih dahulu",
        columns,
        rows,
        note=f"{number(len(rows))} dari {all_left}.",
        empty=empty,
    )


def _position(one: Unresolved) -> str:
    return one.position or ("Penanganan baru" if one.case else "Belum ditangani")


def _about(told: Quarter, city: Office | None) -> Iterator[tuple[str, str]]:
    """Metadata in the manner of Satu Data (Perpres 39/2019)."""
    parts = accounts.parts()
    producer = parts.get(Part.SOCIAL_SECURITY) or city
    yield "Konsep", "perlindungan pekerja jasa konstruksi menurut hari"
    yield (
        "Definisi",
        (
            "hari pekerjaan: satu hari satu paket dikerjakan, dari mulai kerja sampai akhirnya atau hari pemeriksaan; "
            "terlindungi: ada pendaftaran yang terhubung, iuran pertama dibayar, masanya belum berakhir; "
            "mulai dikerjakan: hari pertamanya jatuh pada triwulan ini; "
            "ditangani: penanganannya berjalan pada suatu hari triwulan ini; "
            "diloloskan: dua orang memutuskan pengecualian untuk satu paket dan satu pembayaran; "
            "berjalan dengan alasan: satu orang mencatat alasannya, tanpa pengecualian; "
            "tiap pembayaran dihitung sekali; "
            "surat diterbitkan: setiap surat bernomor, juga undangan, keterangan lunas, dan pembetulan"
        ),
    )
    yield "Ukuran", "jumlah hari, jumlah paket, banyak langkah; bagian sebagai pembilang, penyebut dan persen"
    yield "Satuan", "hari kalender; paket; persen bulat, dibulatkan ke bawah agar tidak pernah melebihkan"
    yield "Klasifikasi", f"perangkat daerah pemilik paket; wilayah {city.code if city else UNKNOWN} (kode Kemendagri)"
    yield "Periode", f"{named(told.period)}: {_span(told)}"
    yield "Produsen data", producer.name if producer else UNKNOWN
    yield "Walidata", "belum dicatat di Payung; isi menurut penetapan kota"
    yield "Sumber", f"{_listed(told.sources)}; langkah dan surat yang dicatat Payung"
    yield "Berkas yang tidak dikenali", f"{_listed(told.unread)}{'; isinya tidak dipakai' if told.unread else ''}"
    yield "Tanggal data", day(told.as_of)
    yield "Versi", f"Payung {told.version}"
    yield "Data pribadi", "tidak memuat nama atau NIK pekerja; yang serupa NIK disamarkan"


def _listed(files: tuple[str, ...]) -> str:
    more = len(files) - FILES_NAMED
    return (", ".join(files[:FILES_NAMED]) or "–") + (f", dan {more} berkas lain" if more > 0 else "")
