"""Find out which workers city and branch have in common without handing over either list."""

from pathlib import Path
from random import SystemRandom
from typing import Annotated

import typer

from payung.cli.answer import answer
from payung.cli.words import say
from payung.exchange.envelope import encoded, read, require_comparable, write
from payung.exchange.matching import THRESHOLD, matched
from payung.exchange.people import people_of
from payung.exchange.secret import make_secret, read_secret
from payung.refusal import Refusal

app = typer.Typer(
    add_completion=False, help="Membandingkan daftar kota dan cabang tanpa saling menyerahkan nama dan NIK."
)
AsJson = Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")]


@app.command(help="Membuat rahasia baru yang dipakai kedua pihak; serahkan lewat jalan lain daripada daftarnya.")
def secret(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas rahasia yang dibuat.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Make a secret for both sides."""
    make_secret(path)
    answer(
        {"secret_file": str(path)}, as_json=as_json,
        draw=lambda screen: screen.print(say("Rahasia tertulis di {path}.", path=path), markup=False),
    )  # fmt: skip


@app.command(help="Menyandikan satu daftar pekerja atau peserta menjadi berkas tanpa nama dan tanpa NIK.")
def encode(
    source: Annotated[
        Path, typer.Argument(metavar="LIST", help="Daftar pekerja atau daftar peserta: berkas, atau folder.")
    ],
    *,
    secret_file: Annotated[Path, typer.Option("--secret-file", help="Berkas rahasia yang dipakai kedua pihak.")],
    out: Annotated[Path, typer.Option("--out", help="Berkas sandi yang diserahkan kepada pembanding.")],
    as_json: AsJson = False,
) -> None:
    """Encode one list; beside it the key to its row numbers, which stays at home."""
    shared = read_secret(secret_file)
    one, own = encoded(people_of(source), secret=shared, chance=SystemRandom())
    kept = write(one, own, out)
    facts = {"rows": one.header.rows, "out": str(out), "keep": str(kept), "check": one.header.check}
    told = say(
        "{rows} baris disandikan: serahkan {out} kepada pembanding; simpan {keep} sendiri, jangan diserahkan.", **facts
    )
    answer(facts, as_json=as_json, draw=lambda screen: screen.print(told, markup=False, soft_wrap=True))


@app.command(help="Membandingkan dua berkas sandi; hasilnya nomor baris dan skor saja. Tidak memerlukan rahasia.")
def match(
    first: Annotated[Path, typer.Argument(metavar="A", help="Berkas sandi pihak pertama.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Berkas sandi pihak kedua.")],
    *,
    out: Annotated[Path, typer.Option("--out", help="Berkas CSV pasangan: baris_a, baris_b, skor.")],
    threshold: Annotated[
        float, typer.Option("--threshold", help="Kemiripan terendah yang dianggap orang yang sama, di atas 0 sampai 1.")
    ] = THRESHOLD,
    as_json: AsJson = False,
) -> None:
    """Compare two encoded lists."""
    if not 0 < threshold <= 1:
        raise Refusal("Ambang harus di atas 0 dan paling tinggi 1; yang diterima: {given}.", given=threshold)
    if out.exists():
        raise Refusal("{path} sudah ada; pilih nama lain, tidak ada yang diubah.", path=out)
    a, b = read(first), read(second)
    require_comparable(a, b)
    pairs = matched(a.rows, b.rows, threshold=threshold)
    pairs.write_csv(out, float_precision=3)
    facts = {
        "rows_a": a.header.rows, "rows_b": b.header.rows, "pairs": pairs.height,
        "matched_a": pairs["baris_a"].n_unique(), "matched_b": pairs["baris_b"].n_unique(),
        "threshold": threshold, "out": str(out),
    }  # fmt: skip
    told = say(
        "{matched_a} dari {rows_a} baris A bertemu {matched_b} dari {rows_b} baris B; pasangannya di {out}.", **facts
    )
    answer(facts, as_json=as_json, draw=lambda screen: screen.print(told, markup=False, soft_wrap=True))
