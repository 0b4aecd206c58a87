"""Measure everything: `make bench`, or `python -m bench contributions|benefits|accuracy|exchange|impact|speed`."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench import (
    accuracy,
    benefits,
    contributions,
    excel,
    exchange,
    febrl,
    gate,
    impact,
    letters,
    load,
    nation,
    pages,
    people,
    spark,
    speed,
)
from bench.record import record, said

PARTS: dict[str, tuple[str, Callable[[], list[dict[str, object]]]]] = {
    "excel": ("Membaca dan memeriksa Excel sejuta baris, di samping hanya membacanya", excel.run),
    "contributions": ("Iuran 10 juta proyek, di samping OpenFisca dan NumPy yang hanya menyalin", contributions.run),
    "benefits": ("Manfaat sejuta kecelakaan dan satu orang, di samping Python biasa dan NumPy pecahan", benefits.run),
    "accuracy": ("Ketepatan pencocokan, hari dan pembayaran pada tiga kota yang tidak dipakai melatih", accuracy.run),
    "people": ("100.000 pekerja dicari di antara sejuta peserta, di samping Splink yang dilatih saat itu", people.run),
    "febrl": ("febrl4 tanpa nomornya, satu lawan satu: mesin yang sama pada data yang bukan milik kita", febrl.run),
    "nation": (
        "Satu per seratus dan satu per sepuluh bangsa: daftar pekerja dan peserta, DuckDB dalam 12 GiB",
        nation.run,
    ),
    "spark": ("Pencocokan orang pada klaster Spark dengan satu dan dua pekerja, di samping Polars", spark.run),
    "exchange": ("Daftar 10.000 × 100.000 orang dibandingkan tersandi, di samping teks terbuka", exchange.run),
    "letters": ("500 surat menjadi PDF/A, dengan satu dan dua proses, di samping menyusun isinya saja", letters.run),
    "load": (
        "Memuat 10.000 paket dan 100.000 pekerja ke rumah, di samping hanya menulis barisnya",
        load.run,
    ),
    "gate": ("Gerbang pembayaran lewat API, di samping tampilan kosong peladen yang sama", gate.run),
    "impact": (
        "Pengaruh sosialisasi pada kota buatan yang pengaruhnya diketahui, di samping sebelum–sesudah saja",
        impact.run,
    ),
    "speed": ("Lama pemeriksaan utuh, laporan termasuk", speed.run),
}
ASKED_FOR: dict[str, tuple[str, Callable[[], list[dict[str, object]]]]] = {
    "whole": (
        "Seluruh bangsa: 8,7 juta baris daftar pekerja dan 40 juta peserta, DuckDB dalam 12 GiB",
        nation.run_whole,
    ),
    "load_whole": (
        "Memuat 100.000 paket dan sejuta pekerja ke rumah, di samping hanya menulis barisnya",
        load.run_whole,
    ),
    "pages": (
        "Sepuluh halaman tersibuk pada 20 permintaan sedetik dan sejuta pekerja, di samping satu berkas",
        pages.run,
    ),
}  # hours, or a server of its own: never with the rest


def shown(title: str, rows: list[dict[str, object]]) -> Table:
    """The rows set upright, a line a figure: it fits a narrow terminal."""
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column(no_wrap=True)
    for _ in rows:
        table.add_column(justify="right", overflow="fold")
    for name in dict.fromkeys(name for row in rows for name in row):
        table.add_row(name, *(said(row.get(name, "")) for row in rows))
    return table


def main(names: list[str]) -> None:
    """Run the named parts, or all; what was measured is shown and written to ``docs/reference/benchmarks.md``."""
    console = Console()
    for name in names or list(PARTS):
        title, run = (PARTS | ASKED_FOR)[name]
        rows = run()
        console.print(shown(title, rows))
        record(name, title, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
