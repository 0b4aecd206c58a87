"""Check a folder of exports and lists: who worked without protection, on which days?"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from payung.cli.answer import answer
from payung.cli.words import read_day, say
from payung.reconcile.engines import LOCAL, Engine, Machine, as_bytes
from payung.reconcile.people.hashing import KEY_VARIABLE, Disclosure, default_key_path, read_key
from payung.reconcile.report.folder import write_run
from payung.reconcile.report.terminal import summary_view
from payung.reconcile.run import check, require_replaceable
from payung.refusal import Refusal

app = typer.Typer(add_completion=False)


@app.command(help="Memeriksa paket konstruksi satu kota terhadap pendaftaran di cabang, hari demi hari.")
def run(  # noqa: PLR0913 -- one parameter for each option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder berisi ekspor pengadaan dan daftar cabang.")],
    *,
    as_of: Annotated[str, typer.Option("--as-of", help="Tanggal pemeriksaan, misalnya 2026-11-23.")],
    out: Annotated[Path, typer.Option("--out", help="Folder hasil.")],
    city: Annotated[
        str | None, typer.Option("--city", help="Kode wilayah, misalnya 36.71: upah minimumnya dipakai dalam laporan.")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="Mesin: duckdb, polars, atau spark; hasilnya sama.")
    ] = Engine.DUCKDB.value,
    memory: Annotated[
        str | None,
        typer.Option("--memory", help="Batas memori untuk duckdb dan spark, misalnya 8GB; selebihnya memakai disk."),
    ] = None,
    spark_master: Annotated[
        str, typer.Option("--spark-master", help="Klaster Spark untuk mesin spark, misalnya spark://tuan:7077.")
    ] = LOCAL,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            envvar=KEY_VARIABLE,
            show_envvar=False,
            metavar="FILE",
            help="Berkas kunci untuk worker_hash; bila tidak disebut, .kunci-payung/kunci di sebelah folder hasil.",
        ),
    ] = None,
    show_nik: Annotated[
        bool, typer.Option("--show-nik", help="Tulis NIK utuh dalam worker_links; dicatat dalam manifest.json.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")] = False,
) -> None:
    """Check, write the run folder, and show its summary; nothing but a first key is written before all is computed."""
    day = read_day(as_of)
    machine = Machine(read_engine(engine), as_bytes(memory) if memory else None, spark_master, out.parent)
    require_replaceable(out)
    disclosure = Disclosure(read_key(key or default_key_path(out)), datetime.now(UTC) if show_nik else None)
    console = Console(stderr=True, highlight=False)
    if machine.memory and machine.engine is Engine.POLARS:
        console.print(f"· {say('Batas memori tidak dipakai polars; pilih --engine duckdb atau spark.')}", markup=False)
    with console.status(say("Memulai …")) as status:

        def told(step: str) -> None:
            status.update(step)
            if console.is_terminal is False and "/" not in step and not step.startswith("Membaca "):
                console.print(f"· {step}", markup=False)

        checked = check(folder, as_of=day, area=city, machine=machine, disclosure=disclosure, told=told)
        told("Menulis laporan")
        write_run(checked, out)
    answer(
        checked.summary,
        as_json=as_json,
        draw=lambda screen: screen.print(summary_view(checked.summary | {"out": str(out)})),
    )


def read_engine(name: str) -> Engine:
    """The engine of this name; a Refusal for another."""
    if name not in list(Engine):
        raise Refusal("Mesin “{given}” tidak dikenal; pilih duckdb, polars, atau spark.", given=name)
    return Engine(name)
