"""Measure everything: `make bench`, or `python -m bench contributions|benefits|accuracy|speed`."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench import accuracy, benefits, contributions, speed

PARTS: dict[str, tuple[str, Callable[[], list[dict[str, object]]]]] = {
    "contributions": ("Iuran 10 juta proyek, di samping OpenFisca dan NumPy yang hanya menyalin", contributions.run),
    "benefits": ("Manfaat sejuta kecelakaan dan satu orang, di samping Python biasa dan NumPy pecahan", benefits.run),
    "accuracy": ("Ketepatan pencocokan, hari dan pembayaran pada tiga kota yang tidak dipakai melatih", accuracy.run),
    "speed": ("Lama pemeriksaan utuh, laporan termasuk", speed.run),
}


def shown(title: str, rows: list[dict[str, object]]) -> Table:
    """The rows set upright, a line a figure: it fits a narrow terminal."""
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column(no_wrap=True)
    for _ in rows:
        table.add_column(justify="right", overflow="fold")
    for name in dict.fromkeys(name for row in rows for name in row):
        table.add_row(name, *(_text(row.get(name, "")) for row in rows))
    return table


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.4f}" if value < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def main(names: list[str]) -> None:
    """Run the named parts, or all."""
    console = Console()
    for name in names or list(PARTS):
        title, run = PARTS[name]
        console.print(shown(title, run()))


if __name__ == "__main__":
    main(sys.argv[1:])
