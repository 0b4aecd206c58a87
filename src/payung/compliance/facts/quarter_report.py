"""How is the report of a quarter told on paper and in sheets? Always in Indonesian: it goes into the city's files."""

from collections.abc import Iterator

from django.utils.translation import override

from payung.accounts import queries as accounts
from payung.accounts.models import Office
from payung.accounts.terms import Part
from payung.compliance.facts.letters import letterhead_of
from payung.compliance.facts.quarter import Agency, Compared, Quarter, Unresolved, headline, named
from payung.compliance.terms import Figure
from payung.letters.content import Letterhead
from payung.letters.report import Bar, Cell, Column, Report, Table
from payung.reconcile.report.wording import day, number, span
from payung.rules import remedy

FILES_NAMED = 30
UNKNOWN_AGENCY = "perangkat daerah belum diketahui"
UNKNOWN = "belum diketahui"
DAY, PACKAGE, PERCENT, TIMES = "hari", "paket", "persen, dibulatkan ke bawah", "kali"
TEXT, WIDE = Column("", 24), 44


def report_of(told: Quarter, *, more: tuple[Table, ...] = ()) -> Report:
    """The report as the books print it; ``more``: tables of subjects that lie above this one."""
    city = accounts.city()
    with override("id"):
        return Report(
            letterhead=_letterhead(city),
            title=f"Laporan {named(told.period)}: perlindungan pekerja konstruksi",
            headline=f"{headline(told)}.",
            lead=tuple(_lead(told)),
            chart="Hari kerja terlindungi menurut triwulan",
            bars=tuple(_bar(one) for one in told.compared),
            tables=(
                _figures(told), _comparison(told), _agencies(told), _done(told), *more, _overrides(told),
                _unresolved(told),
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
        f"{number(one.days.protected)} dari {number(one.days.worked)} hari" if one.days.worked else "tanpa hari kerja"
    )
    return Bar(named(one.period), one.days.percent, note)


def _figures(told: Quarter) -> Table:
    days, starts, handled = told.days, told.starts, told.handled
    rows: list[tuple[object, int | None, str]] = [
        (Figure.WORKED.label, days.worked, DAY),
        (Figure.PROTECTED.label, days.protected, DAY),
        (Figure.PENDING.label, days.pending, DAY),
        (Figure.UNPROTECTED.label, days.unprotected, DAY),
        ("Bagian hari kerja yang terlindungi", days.percent, PERCENT),
        (Figure.STARTED.label, starts.begun, PACKAGE),
        (Figure.EARLY.label, starts.early, PACKAGE),
        ("Bagian paket yang terlindungi sejak hari pertama", starts.percent, PERCENT),
        (Figure.HANDLED.label, handled.packages, PACKAGE),
        (f"– {Figure.NOW_PROTECTED.label}", handled.protected, PACKAGE),
        (f"– {Figure.NOW_OPEN.label}", handled.open, PACKAGE),
        (f"– {Figure.NOT_AT_WORK.label}", handled.at_rest, PACKAGE),
        (Figure.OVERRIDES.label, len(told.overrides), TIMES),
        (Figure.REASONED.label, told.reasoned, TIMES),
    ]
    columns = (Column("Angka", 56), Column("Nilai", 14, is_number=True), Column("Satuan", 28))
    return Table(
        "Angka", "Angka triwulan ini", columns, tuple((str(label), value, unit) for label, value, unit in rows)
    )


def _comparison(told: Quarter) -> Table:
    heads = (
        "Hari kerja",
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
            named(one.period), one.days.worked, one.days.protected, one.days.percent, one.starts.begun,
            one.starts.early, one.opened, one.proven,
        )
        for one in told.compared
    )  # fmt: skip
    note = f"Hari dan paket semua triwulan menurut pemeriksaan per {day(told.as_of)}, bukan menurut laporan waktu itu."
    return Table("Perbandingan", "Dibandingkan dengan tiga triwulan sebelumnya", columns, rows, note=note)


def _agencies(told: Quarter) -> Table:
    heads = ("Hari kerja", "Terlindungi", "Tanpa perlindungan", "Terlindungi (%)", "Paket mulai", "Sejak hari pertama")
    columns = (Column("Perangkat daerah", WIDE), *(Column(head, 13, is_number=True) for head in heads))
    return Table(
        "Perangkat daerah", "Menurut perangkat daerah, yang terendah lebih dahulu", columns,
        tuple(map(_agency, told.agencies)), empty="Tidak ada pekerjaan pada triwulan ini.",
    )  # fmt: skip


def _agency(one: Agency) -> tuple[Cell, ...]:
    return (
        one.name or UNKNOWN_AGENCY, one.days.worked, one.days.protected, one.days.unprotected, one.days.percent,
        one.starts.begun, one.starts.early,
    )  # fmt: skip


def _done(told: Quarter) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for figure, count in told.done:
        rows.append((str(figure.label), count))
        if figure is Figure.LETTERS:
            rows += [(f"– {remedy.step(step, told.period.last).label}", n) for step, n in told.letters]
    rows.append(("Nilai tengah hari dari dibuka sampai bukti", told.days_to_proof))
    columns = (Column("Yang dilakukan", 64), Column("Banyak", 12, is_number=True))
    note = "Nilai tengah: separuh penanganan yang selesai dengan bukti memerlukan paling lama sekian hari."
    return Table("Yang dilakukan", "Yang dilakukan pada triwulan ini", columns, tuple(rows), note=note)


def _overrides(told: Quarter) -> Table:
    columns = (
        Column("Tanggal", 13), Column("Paket", WIDE), Column("Alasan", WIDE), Column("Diminta oleh", 28),
        Column("Disetujui oleh", 28), Column("Kunci paket", 24),
    )  # fmt: skip
    rows = tuple((o.on, o.name, o.reason, o.asked_by, o.decided_by, o.package_id) for o in told.overrides)
    empty = "Tidak ada pembayaran yang diloloskan tanpa bukti pada triwulan ini."
    return Table("Pembayaran diloloskan", Figure.OVERRIDES.label.capitalize(), columns, rows, empty=empty)


def _unresolved(told: Quarter) -> Table:
    columns = (
        Column("Paket", WIDE), Column("Perangkat daerah", 32), Column("Pelaksana", 28),
        Column("Hari tanpa perlindungan", 13, is_number=True), Column("Penanganan", 28), Column("Kunci paket", 24),
    )  # fmt: skip
    rows = tuple(
        (one.name, one.agency or UNKNOWN, one.executor or UNKNOWN, one.days, _position(one), one.package_id)
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
    files = ", ".join(told.sources[:FILES_NAMED]) or "–"
    more = len(told.sources) - FILES_NAMED
    yield "Konsep", "perlindungan pekerja jasa konstruksi menurut hari kerja"
    yield (
        "Definisi",
        (
            "hari kerja: satu hari satu paket dikerjakan, dari mulai kerja sampai akhirnya atau hari pemeriksaan; "
            "terlindungi: ada pendaftaran yang terhubung, iuran pertama dibayar, masanya belum berakhir; "
            "mulai dikerjakan: hari pertamanya jatuh pada triwulan ini; "
            "ditangani: penanganannya berjalan pada suatu hari triwulan ini"
        ),
    )
    yield "Ukuran", "jumlah hari, jumlah paket, banyak langkah; bagian sebagai pembilang, penyebut dan persen"
    yield "Satuan", "hari kalender; paket; persen bulat, dibulatkan ke bawah agar tidak pernah melebihkan"
    yield "Klasifikasi", f"perangkat daerah pemilik paket; wilayah {city.code if city else UNKNOWN} (kode Kemendagri)"
    yield "Periode", f"{named(told.period)}: {_span(told)}"
    yield "Produsen data", producer.name if producer else UNKNOWN
    yield "Walidata", "belum dicatat di Payung; isi menurut penetapan kota"
    yield (
        "Sumber",
        files + (f", dan {more} berkas lain" if more > 0 else "") + "; langkah dan surat yang dicatat Payung",
    )
    yield "Tanggal data", day(told.as_of)
    yield "Versi", f"Payung {told.version}"
    yield "Data pribadi", "tidak memuat nama atau NIK pekerja; yang serupa NIK disamarkan"
