"""Invent a city to try Payung on, in the exact shapes and dirt of real exports; or only the people of a nation."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from payung.cli.answer import answer
from payung.cli.words import read_day, say
from payung.refusal import Refusal
from payung.sample.city import write_city, write_earlier
from payung.sample.crowd import SCALES, Plan, write_plan

CITY_SCALE = "kota"
app = typer.Typer(add_completion=False)


@app.command(help="Mengarang sebuah kota contoh; tidak seorang pun di dalamnya ada.")
def run(  # noqa: PLR0913 -- the options of one command
    *,
    out: Annotated[Path, typer.Option("--out", help="Folder baru untuk berkas contoh.")],
    city: Annotated[str, typer.Option("--city", help="Kode wilayah Kemendagri, misalnya 36.71.")] = "36.71",
    seed: Annotated[int, typer.Option("--seed", help="Benih; benih yang sama memberi berkas yang sama.")] = 1,
    packages: Annotated[int, typer.Option("--packages", help="Banyaknya paket.")] = 1300,
    people: Annotated[
        bool, typer.Option("--people/--no-people", help="Dengan daftar pekerja, peserta, dan kunjungan.")
    ] = True,
    until: Annotated[
        str | None,
        typer.Option("--until", help="Kota yang sama seperti tercatat pada hari itu, tanpa orang: 2026-08-10."),
    ] = None,
    scale: Annotated[
        str,
        typer.Option(
            "--scale",
            help="kota: semua berkas satu kota; provinsi atau negara: hanya daftar pekerja dan peserta, "
            "100 ribu dan 1 juta baris, atau 8,7 juta dan 40 juta baris, sebagai Parquet.",
        ),
    ] = CITY_SCALE,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")] = False,
) -> None:
    """Write the invented city; the same seed gives the same bytes."""
    if scale not in (CITY_SCALE, *SCALES):
        raise Refusal("Skala {scale} tidak dikenal; pilih kota, provinsi, atau negara.", scale=scale)
    if scale != CITY_SCALE:
        _crowd(Plan(*SCALES[scale], seed, city=city, kind="parquet"), out, as_json=as_json)
        return
    asked: dict[str, Any] = {"city": city, "seed": seed, "packages": packages}
    known = read_day(until) if until else None
    with Console(stderr=True, highlight=False).status(say("Mengarang kota contoh …")) as status:
        if known:
            counts = write_earlier(out, **asked, until=known, progress=status.update)
        else:
            counts = write_city(out, **asked, people=people, progress=status.update)
    facts = {"city": city, "seed": seed, "out": str(out), **asdict(counts)}
    said = say("Kota contoh siap di {out}: {packages} paket.", out=str(out), packages=counts.packages)
    answer(facts, as_json=as_json, draw=lambda console: console.print(said))


def _crowd(plan: Plan, out: Path, *, as_json: bool) -> None:
    """People alone, in pieces; how far it has come is told after each."""
    with Console(stderr=True, highlight=False).status(say("Mengarang pekerja dan peserta …")) as status:

        def told(written: int) -> None:
            status.update(say("Peserta tertulis: {written} dari {total}.", written=written, total=plan.participants))

        write_plan(out, plan, progress=told)
    facts = {"out": str(out), **asdict(plan)}
    said = say(
        "Daftar pekerja dan peserta siap di {out}: {workers} dan {participants} baris.",
        out=str(out),
        workers=plan.workers,
        participants=plan.participants,
    )
    answer(facts, as_json=as_json, draw=lambda console: console.print(said))
