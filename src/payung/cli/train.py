"""Train the linkage of people anew, on people who do not exist; the same seeds give the same file."""

import tempfile
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

from payung.cli.answer import answer
from payung.cli.words import say
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.people.scoring import as_json
from payung.reconcile.people.training import Known, learnt
from payung.reconcile.sources.intake import take_in
from payung.refusal import Refusal
from payung.sample.crowd import TRUTH_FOLDER, write_crowd

SEEDS = (911, 912)  # of the weights and of the curve; never those that the bench and the tests measure with

app = typer.Typer(add_completion=False)


@app.command(help="Melatih ulang bobot pencocokan orang; benihnya tetap, jadi berkasnya selalu sama.")
def run(
    out: Annotated[Path, typer.Option("--out", help="Berkas model yang ditulis.")],
    workers: Annotated[int, typer.Option("--workers", help="Banyaknya baris daftar pekerja.")] = 60_000,
    participants: Annotated[int, typer.Option("--participants", help="Banyaknya peserta.")] = 1_000_000,
    as_json_text: Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")] = False,
) -> None:
    """Invent two crowds, learn from them, write the model."""
    if out.is_dir():
        raise Refusal("{out} adalah folder; sebutkan nama berkas model.", out=out)
    with Console(stderr=True, highlight=False).status(say("Melatih bobot pencocokan orang …")):
        weights_from, curve_from = (known(seed, workers=workers, participants=participants) for seed in SEEDS)
        out.write_text(as_json(learnt(weights_from, curve_from)), encoding="utf-8")
    said = say("Model ditulis: {out}.", out=str(out))
    answer({"out": str(out), "seeds": list(SEEDS)}, as_json=as_json_text, draw=lambda console: console.print(said))


def known(seed: int, *, workers: int, participants: int) -> Known:
    """An invented crowd, read as any files are, with its truth."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "orang"
        write_crowd(folder, workers=workers, participants=participants, seed=seed, chunk=participants)
        intake = take_in(folder)
        roster, participants_read = read_rosters(intake)[0], read_participants(intake)[0]
        truth = pl.read_parquet(sorted((folder / TRUTH_FOLDER).glob("*.parquet")))
    lines = roster.select("row", roster_line="row_line").join(truth, on="roster_line", maintain_order="left")
    return Known(roster, participants_read, lines.select("row", "kpj"))
