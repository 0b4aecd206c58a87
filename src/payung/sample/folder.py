"""Which file holds what: formats, unhelpful names, titles, totals, double entries, rows nobody can use?"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from payung.sample import agencies, earlier, writing
from payung.sample.branch import OFFICES, Payment, Registration
from payung.sample.chance import dice, happens
from payung.sample.earlier import Maker
from payung.sample.exports import lists, nontender, plans, records, tender
from payung.sample.exports.rows import Row, fields_of
from payung.sample.packages import Package, Packages
from payung.sample.slips import MONTHS
from payung.sample.spelling import slashed, written_rupiah
from payung.sample.streams import AS_OF
from payung.sample.writing import Sheet

DOUBLE_SHARE = 0.02
NORTH, SOUTH, PAID, DEPOSITS = (
    "Data Proyek Utara.xlsx",
    "Book2.csv",
    "pembayaran jakon.csv",
    "mutasi bank (2).xlsx",
)
OTHERS = "pekerjaan provinsi dan swasta.csv"
TITLES = ("REKAPITULASI KEPESERTAAN JASA KONSTRUKSI", "Kantor Cabang Contoh Utara, per {}", "")
BANK_TITLES = ("MUTASI REKENING PENAMPUNGAN IURAN", "")
HIDDEN_NOTE = "Catatan petugas: sebagian nomor kontrak disalin dari papan proyek."


@dataclass(frozen=True)
class World:
    """Everything true: packages and registrations. ``until``: the files say no more than was known on this day."""

    seed: int
    city: str
    packages: Packages
    registrations: tuple[Registration, ...]
    until: dt.date | None = None

    def draw(self, topic: str) -> Random:
        """The dice of one file."""
        return dice(self.seed, self.city, topic)


@dataclass(frozen=True)
class Placed:
    """Where one row was written: file and line (counted as a reader of the file counts)."""

    file: str
    line: int


@dataclass(frozen=True)
class Written:
    """What the truth needs to know of the files: lines of payments, doubles, and rows nobody can use."""

    payments: tuple[tuple[Registration, Payment, Placed], ...]
    doubles: tuple[str, ...]
    unusable: tuple[tuple[Placed, str], ...]


# export → (rows nobody can use, why); each is a copy of a good row with these fields changed
SPOILED: Mapping[str, tuple[tuple[Row, str], ...]] = {
    "SPSE-NonTenderSelesai": (
        ({"kd_nontender": None, "nama_paket": "Pemeliharaan Baris Tanpa Kode"}, "no code"),
        ({"kd_nontender": None, "nama_paket": None, "nilai_negosiasi": -5_000_000}, "no code"),
    ),
    "SPSE-NonTenderEkontrak-4BAPBAST": (({"kd_nontender": None}, "no code"),),
    "pendaftaran": (
        ({"nomor_kepesertaan": None}, "no number"),
        (
            {"nomor_kepesertaan": "26029999998", "tgl_daftar": "31/02/2026", "tgl_mulai": "00/00/0000"},
            "nonsense dates",
        ),
        ({"nomor_kepesertaan": "26029999999", "nilai_dasar": -192_500_000}, "negative value"),
    ),
    "pembayaran": (
        ({"kode_iuran": "90000000001", "jumlah": -290_000}, "negative amount"),
        ({"kode_iuran": "90000000002", "tgl_bayar": "2026-13-45"}, "nonsense date"),
    ),
    "paket": (
        ({"id_paket": None}, "no code"),
        ({"id_paket": "PBG-9999/2026", "nilai": "-25.000.000"}, "negative value"),
    ),
}


def write(folder: Path, world: World, *, progress: Callable[[str], None]) -> Written:
    """Writes every file into the folder, in a fixed order."""
    unusable: list[tuple[Placed, str]] = []
    for step in (_plans, _nontender, _tender, _records, _lists, _strays):
        progress(STEPS[step.__name__])
        unusable += step(folder, world)
    progress("pendaftaran dan pembayaran di cabang")
    doubles, spoiled = _registrations(folder, world)
    paid, spoiled_payments = _payments(folder, world)
    return Written(tuple(paid), tuple(doubles), (*unusable, *spoiled, *spoiled_payments))


STEPS = {
    "_plans": "rencana pengadaan",
    "_nontender": "paket nontender",
    "_tender": "paket tender",
    "_records": "pencatatan dan swakelola",
    "_lists": "pekerjaan provinsi dan swasta",
    "_strays": "berkas lain",
}
Unusable = list[tuple[Placed, str]]


def _rows(export: str, make: Maker, chosen: Sequence[Package], world: World) -> Iterator[Row]:
    """The rows of one export, packages in an order of its own, with the unusable rows at the end."""
    draw = world.draw(export)
    there = earlier.rows_by(world.until, export, make, draw.sample(chosen, len(chosen)), draw)
    yield from _spoiled(export, there)


def _spoiled(export: str, rows: Iterable[Row]) -> Iterator[Row]:
    row: Row = {}
    for row in rows:
        yield row
    for changes, _ in SPOILED.get(export, ()) if row else ():
        yield row | changes


def _unusable(export: str, file: str, *, after: int) -> Unusable:
    return [(Placed(file, after + i), reason) for i, (_, reason) in enumerate(SPOILED.get(export, ()), start=1)]


def _of(packages: Iterable[Package], source: str) -> list[Package]:
    return [package for package in packages if package.source == source]


def _plans(folder: Path, world: World) -> Unusable:
    known = world.packages
    chosen = [
        p
        for p in (*known.listed, *known.other, *known.unborn)
        if p.source in ("nontender", "tender", "pencatatan", "rup")
    ]
    name = "RUP-PaketPenyedia-Terumumkan"
    writing.csv_file(folder / "rup penyedia 2026.csv", fields_of(name), _rows(name, plans.plans, chosen, world))
    listed = agencies.invent(seed=world.seed, city=world.city).outcomes
    writing.json_array(folder / "satker.json", plans.agencies(listed, world.draw("satker")))
    return []


def _nontender(folder: Path, world: World) -> Unusable:
    known = world.packages
    awarded = _of((*known.listed, *known.other), "nontender")
    announced = awarded + _of(known.unborn, "nontender")
    signed = [p for p in awarded if p.has_contract]
    appointed = signed + [p for p in awarded if not p.has_contract][::20]
    started, paid = [p for p in signed if p.has_spmk], [p for p in signed if p.has_handover]
    rows = {
        name: _rows(f"SPSE-NonTender{name}", make, chosen, world)
        for name, make, chosen in (
            ("Pengumuman", nontender.announcements, announced),
            ("Selesai", nontender.awards, awarded),
            ("Ekontrak-1SPPBJ", nontender.appointments, appointed),
            ("Ekontrak-2Kontrak", nontender.contracts, signed),
            ("Ekontrak-3SPMKSPP", nontender.start_letters, started),
            ("Ekontrak-4BAPBAST", nontender.payments, paid),
        )
    }
    fields = {name: fields_of(f"SPSE-NonTender{name}") for name in rows}
    writing.csv_file(folder / "nontender_pengumuman.csv", fields["Pengumuman"], rows["Pengumuman"])
    writing.json_array(folder / "unduhan (3).json", rows["Selesai"])
    writing.csv_file(
        folder / "export.csv",
        fields["Ekontrak-1SPPBJ"],
        rows["Ekontrak-1SPPBJ"],
        delimiter=";",
        encoding="utf-8-sig",
    )
    writing.parquet(folder / "kontrak.parquet", fields["Ekontrak-2Kontrak"], rows["Ekontrak-2Kontrak"])
    writing.json_array(folder / "unduhan (4).json", rows["Ekontrak-3SPMKSPP"])
    paid_rows = list(rows["Ekontrak-4BAPBAST"])
    writing.csv_file(folder / "bap bast.csv", fields["Ekontrak-4BAPBAST"], paid_rows, delimiter=";")
    bad = "SPSE-NonTenderEkontrak-4BAPBAST"
    lost = _unusable("SPSE-NonTenderSelesai", "unduhan (3).json", after=len(awarded)) if awarded else []
    return lost + (_unusable(bad, "bap bast.csv", after=len(paid_rows) - len(SPOILED[bad]) + 1) if paid_rows else [])


def _tender(folder: Path, world: World) -> Unusable:
    chosen = _of(world.packages.listed, "tender")
    signed = [p for p in chosen if p.has_contract]
    makers: tuple[tuple[str, Maker, list[Package]], ...] = (
        ("SPSE-TenderPengumuman", tender.announcements, chosen),
        ("SPSE-TenderSelesai", tender.awards, chosen),
        ("SPSE-TenderSelesaiNilai", tender.values, chosen),
        ("SPSE-TenderEkontrak-1SPPBJ", tender.appointments, signed),
        ("SPSE-TenderEkontrak-2Kontrak", tender.contracts, signed),
        ("SPSE-TenderEkontrak-3SPMKSPP", tender.start_letters, [p for p in signed if p.has_spmk]),
    )
    exports = {name: _rows(name, make, packages, world) for name, make, packages in makers}
    writing.json_object(folder / "data.json", exports)
    return []


def _records(folder: Path, world: World) -> Unusable:
    recorded, communal = _of(world.packages.listed, "pencatatan"), _of(world.packages.listed, "swakelola")
    names = ("SPSE-PencatatanNonTender", "SPSE-PencatatanNonTenderRealisasi")
    makers = (records.records, records.realised_records)
    sheets = [
        Sheet(title, fields_of(name), _rows(name, make, recorded, world))
        for title, name, make in zip(("pencatatan", "realisasi"), names, makers, strict=True)
    ]
    writing.workbook(folder / "pencatatan nontender.xlsx", sheets)
    name = "SPSE-PencatatanSwakelola"
    writing.json_array(folder / "swakelola.json", _rows(name, records.communities, communal, world))
    name = "SPSE-PencatatanSwakelolaRealisasi"
    writing.csv_file(
        folder / "unduhan (5).csv",
        fields_of(name),
        _rows(name, records.realised_communities, communal, world),
    )
    return []


def _lists(folder: Path, world: World) -> Unusable:
    rows = list(_rows("paket", lists.paket, _of(world.packages.listed, "paket"), world))
    writing.csv_file(folder / OTHERS, lists.PAKET, rows, delimiter=";", encoding="cp1252")
    return _unusable("paket", OTHERS, after=len(rows) - len(SPOILED["paket"]) + 1) if rows else []


def _strays(folder: Path, world: World) -> Unusable:
    """Files that lie beside the others and are none of the check's business."""
    people = [{"no": str(i), "nama": f"Peserta Contoh {i}", "tanda_tangan": ""} for i in range(1, 8)]
    writing.csv_file(folder / "daftar hadir rapat.csv", ("no", "nama", "tanda_tangan"), people)
    writing.json_array(folder / "kontak.json", [{"bagian": "Sekretariat", "surel": "sekretariat@contoh.invalid"}])
    return []


def _registrations(folder: Path, world: World) -> tuple[list[str], Unusable]:
    """North as a workbook with titles and a total, south as text; a few northern rows also in the south."""
    draw = world.draw("pendaftaran")
    rows = list(lists.pendaftaran(world.registrations, draw))
    north, south = ([row for row in rows if row["kantor_cabang"] == office] for office in OFFICES)
    doubles = draw.sample(north, min(len(north), 1 + round(len(north) * DOUBLE_SHARE)))
    north = earlier.held_by(world.until, world.registrations, north)
    total: Row = {"nama_proyek": "JUMLAH", "nilai_dasar": sum(row["nilai_dasar"] for row in north)}
    labels = [field.replace("_", " ").title() for field in lists.PENDAFTARAN]
    titles = tuple(title.format(_day(world.until or AS_OF)) for title in TITLES)
    sheet = Sheet("Kepesertaan", lists.PENDAFTARAN, north, above=titles, labels=labels, below=({}, total))
    writing.workbook(folder / NORTH, [sheet], hidden_note=HIDDEN_NOTE)
    texts = [_as_text(row, draw) for row in (*south, *doubles)]
    written = earlier.held_by(world.until, world.registrations, texts)
    spoiled = list(_spoiled("pendaftaran", written))
    writing.csv_file(folder / SOUTH, lists.PENDAFTARAN, spoiled, delimiter=";")
    lost = _unusable("pendaftaran", SOUTH, after=len(written) + 1) if written else []
    total_row = (Placed(NORTH, sheet.first_line + len(north) + 1), "total row")
    return [row["nomor_kepesertaan"] for row in doubles], [*lost, total_row]


def _day(on: dt.date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def _as_text(row: Row, draw: Random) -> Row:
    """Days with slashes; money plain or as "Rp 1.000.000,00"."""
    days: Row = {field: slashed(value) for field, value in row.items() if isinstance(value, dt.date)}
    money: Any = written_rupiah(row["nilai_dasar"]) if happens(draw, 0.4) else row["nilai_dasar"]
    return row | days | {"nilai_dasar": money}


def _payments(folder: Path, world: World) -> tuple[list[tuple[Registration, Payment, Placed]], Unusable]:
    """Payments by code as text; deposits from the bank's statement as a workbook."""
    draw = world.draw("pembayaran")
    pairs = sorted(
        ((r, p) for r in world.registrations for p in r.payments),
        key=lambda pair: (pair[1].paid_on, pair[0].number),
    )
    coded, banked = ([pair for pair in pairs if pair[1].is_deposit is deposit] for deposit in (False, True))
    rows = list(_spoiled("pembayaran", earlier.paid_by(world.until, lists.pembayaran(coded, draw))))
    writing.csv_file(folder / PAID, lists.PEMBAYARAN, rows)
    deposited = earlier.paid_by(world.until, lists.pembayaran(banked, draw))
    sheet = Sheet("mutasi", lists.PEMBAYARAN, deposited, above=BANK_TITLES)
    writing.workbook(folder / DEPOSITS, [sheet])
    placed = [(*pair, Placed(PAID, 2 + i)) for i, pair in enumerate(coded)]
    placed += [(*pair, Placed(DEPOSITS, sheet.first_line + i)) for i, pair in enumerate(banked)]
    return placed, _unusable("pembayaran", PAID, after=len(coded) + 1) if coded else []
