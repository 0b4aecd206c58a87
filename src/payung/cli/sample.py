"""Invent a city to try Payung on, in the exact shapes and dirt of real exports."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from payung.cli.answer import answer
from payung.cli.words import say
from payung.sample.city import write_city

app = typer.Typer(add_completion=False)


@app.command(help="Mengarang sebuah kota contoh; tidak seorang pun di dalamnya ada.")
def run(
    out: Annotated[Path, typer.Option("--out", help="Folder baru untuk berkas contoh.")],
    city: Annotated[str, typer.Option("--city", help="Kode wilayah Kemendagri, misalnya 36.71.")] = "36.71",
    seed: Annotated[int, typer.Option("--seed", help="Benih; benih yang sama memberi berkas yang sama.")] = 1,
    packages: Annotated[int, typer.Option("--packages", help="Banyaknya paket.")] = 1300,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")] = False,
) -> None:
    """Write the invented city; the same seed gives the same bytes."""
    with Console(stderr=True, highlight=False).status(say("Mengarang kota contoh …")) as status:
        counts = write_city(out, city=city, seed=seed, packages=packages, progress=status.update)
    facts = {"city": city, "seed": seed, "out": str(out), **asdict(counts)}
    said = say("Kota contoh siap di {out}: {packages} paket.", out=str(out), packages=packages)
    answer(facts, as_json=as_json, draw=lambda console: console.print(said))
