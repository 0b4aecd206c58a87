"""How much worse are lists compared encoded than in clear text, and what does it cost?"""

import tempfile
import time
from pathlib import Path
from random import Random

import polars as pl

from payung.exchange.envelope import Encoded, encoded, write
from payung.exchange.matching import PAIR, THRESHOLD, matched
from payung.exchange.people import people_of
from payung.reconcile.people.matching import match
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.sources.intake import take_in_file
from payung.sample.crowd import crowd

WORKERS, PARTICIPANTS, SEED = 10_000, 100_000, 4
SECRET = b"bench/exchange.py: 32 bytes here"
THRESHOLDS = (0.76, 0.80, THRESHOLD, 0.88)
Measured = dict[str, object]


def run(*, workers: int = WORKERS, participants: int = PARTICIPANTS) -> list[Measured]:
    """One row for clear text, and one for each threshold of the encoded comparison; the shipped one is marked."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drawn = crowd(workers=workers, participants=participants, seed=SEED)
        drawn.roster.write_csv(folder / "daftar.csv")
        drawn.participants.write_csv(folder / "peserta.csv")
        truth = drawn.truth.select(line="roster_line", true="kpj")
        return [_clear(folder, truth), *_encoded(folder, truth, drawn.participants["kpj"])]


def _clear(folder: Path, truth: pl.DataFrame) -> Measured:
    roster, _ = read_rosters(take_in_file(folder / "daftar.csv"))
    participants, _ = read_participants(take_in_file(folder / "peserta.csv"))
    started = time.perf_counter()
    links = match(roster, participants).filter(pl.col("decision") == "link")
    seconds = time.perf_counter() - started
    pairs = links.select("kpj", line="roster_line")
    return {"compared": "clear text", **_judged(pairs, truth), "match_seconds": round(seconds, 1)}


def _encoded(folder: Path, truth: pl.DataFrame, kpj: pl.Series) -> list[Measured]:
    (a, own_a, took_a), (b, own_b, took_b) = (_side(folder / name) for name in ("daftar.csv", "peserta.csv"))
    lines = own_a.select(baris_a="baris", line="baris_berkas")
    persons = own_b.select(baris_b="baris", kpj=kpj.gather(own_b["baris_berkas"] - 2))
    size = write(b, own_b, folder / "cabang.sandi").with_name("cabang.sandi").stat().st_size
    cost = {"encode_seconds": round(took_a + took_b, 1), "bytes_a_row": round(size / b.header.rows)}
    rows = []
    for threshold in THRESHOLDS:
        started = time.perf_counter()
        pairs = matched(a.rows, b.rows, threshold=threshold)
        seconds = round(time.perf_counter() - started, 1)
        named = pairs.select(list(PAIR)).join(lines, on="baris_a").join(persons, on="baris_b").select("line", "kpj")
        label = f"encoded, {threshold:.2f}" + (" (shipped)" if threshold == THRESHOLD else "")
        rows.append({"compared": label, **_judged(named, truth), "match_seconds": seconds, **cost})
    return rows


def _side(path: Path) -> tuple[Encoded, pl.DataFrame, float]:
    started = time.perf_counter()
    one, own = encoded(people_of(path), secret=SECRET, chance=Random(SEED))
    return one, own, time.perf_counter() - started


def _judged(pairs: pl.DataFrame, truth: pl.DataFrame) -> Measured:
    """Pairs of a line and a KPJ against the truth; recall counts lines, for a line has one person."""
    right = pairs.join(truth, left_on=["line", "kpj"], right_on=["line", "true"], how="semi")
    precision = right.height / max(pairs.height, 1)
    recall = right["line"].n_unique() / max(truth["true"].drop_nulls().len(), 1)
    return {
        "pairs": pairs.height, "wrong": pairs.height - right.height, "precision": round(precision, 4),
        "recall": round(recall, 4), "f1": round(2 * precision * recall / (precision + recall), 4),
    }  # fmt: skip


if __name__ == "__main__":
    for measured in run():
        print(measured)
