"""Which pairs are offered to people to be judged, and what have people judged?

A random sample, so that it says how wrong the rest is: a sample of the doubtful alone would not. The file that is
offered, filled in and put among the files of the next run, is read back.
"""

import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from payung.reconcile.people.errors import SAID, errors, with_chances
from payung.reconcile.people.hashing import Disclosure, who
from payung.reconcile.people.judgements import nothing_told, told
from payung.reconcile.people.reading import PLACE, Piece, Schema, gathered, kept, typed_pieces
from payung.reconcile.sources.intake import Intake

REVIEW_FILE = "telaah-tautan.csv"
MOST = 200  # pairs in all: an hour or two of a person's work
LEAST = 5  # pairs of a stratum, whatever its size
SAME, DIFFERENT = "sama", "beda"
JUDGEMENT: Schema = {
    "worker_hash": pl.String, "person_hash": pl.String, "keputusan": pl.String, "oleh": pl.String,
    "tgl_putusan": pl.Date, "golongan": pl.String,
}  # fmt: skip
HEADINGS = {
    "nama_pekerja": "worker_name", "nama_peserta": "person_name", "kpj": "kpj", "berkas": "roster_file",
    "baris": "roster_line", "peluang": "probability", "cara": "level", "bukti": "evidence",
}  # fmt: skip
TO_FILL = ("keputusan", "oleh", "tgl_putusan")
KEYS = {"golongan": "stratum", "worker_hash": "worker_hash", "person_hash": "person_hash"}


@dataclass(frozen=True)
class Doubts:
    """The pairs offered for review (the table ``link_review``), and for each harm its figures and its sentence."""

    review: pl.DataFrame
    errors: dict[str, dict[str, Any]]


def doubts_of(
    links: pl.DataFrame, participants: pl.DataFrame, judged: pl.DataFrame, *, seed: int, disclosure: Disclosure
) -> Doubts:
    """How wrong a run is, and what to judge to know it better.

    ``links`` are the lines of ``worker_links`` with ``row``, ``person``, ``name`` and ``worker_hash``; ``judged`` the
    rows of ``read_judgements``.
    """
    figures = errors(links, reviewed(latest(judged)))
    said = {harm: figures[harm] | {"sentence": str(SAID[harm](figures[harm]))} for harm in figures}
    return Doubts(link_review(drawn(links, seed=seed), participants, disclosure=disclosure), said)


def seed_of(inputs: Iterable[Mapping[str, Any]]) -> int:
    """A number that the files of a run decide, so that the same files offer the same pairs."""
    digests = sorted(str(entry["sha256"]) for entry in inputs)
    return int.from_bytes(hashlib.sha256("".join(digests).encode()).digest()[:8])


def drawn(links: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """The lines of ``links`` to be judged, with ``stratum``: at random within each stratum.

    Strata are given lines by how much their error could vary (Neyman's allocation), LEAST or more each. A line whose
    ``chance`` is nought is settled and not drawn.
    """
    lines = with_chances(links).filter((pl.col("chance") > 0) & pl.col("person").is_not_null())
    drawn_from, rows = Random(seed), []
    for stratum, size, share in _shares(lines):
        wanted = min(size, max(LEAST, round(MOST * share)))
        rows.append(lines.filter(pl.col("stratum") == stratum)[sorted(drawn_from.sample(range(size), wanted))])
    return pl.concat([lines.clear(), *rows])


def _shares(lines: pl.DataFrame) -> list[tuple[str, int, float]]:
    """Each stratum, its lines, and its share of what is offered."""
    spread = (pl.col("chance").mean() * (1 - pl.col("chance").mean())).sqrt() * pl.len()
    strata = lines.group_by("stratum").agg(size=pl.len(), spread=spread).sort("stratum")
    total = strata["spread"].sum() or math.inf
    return strata.select("stratum", "size", pl.col("spread") / total).rows()


def link_review(lines: pl.DataFrame, participants: pl.DataFrame, *, disclosure: Disclosure) -> pl.DataFrame:
    """The table ``link_review``: drawn lines with both names and both hashes, by which a judgement is known again.

    A row of which nothing but a name is known has no hash and is not offered; without a key nothing is.
    """
    persons = participants.join(lines.select("person").unique(), on="person", how="semi")
    known = persons.group_by("person").agg(person_name=pl.col("name").drop_nulls().first())
    hashed = known.with_columns(person_hash=disclosure.hash(pl.col("person")))
    offered = lines.join(hashed, on="person").rename({"name": "worker_name"})
    return offered.drop_nulls(["worker_hash", "person_hash"])


def write_review(review: pl.DataFrame, folder: Path) -> None:
    """The file to be filled in; none where nothing is offered."""
    if review.is_empty():
        return
    cells = review.select(**{heading: _for_sheets(pl.col(name)) for heading, name in (HEADINGS | KEYS).items()})
    empty = dict.fromkeys(TO_FILL, pl.lit(None, dtype=pl.String))
    order = [*HEADINGS, *TO_FILL, *KEYS]
    cells.with_columns(**empty).select(order).write_csv(folder / REVIEW_FILE, include_bom=True)


def _for_sheets(cell: pl.Expr) -> pl.Expr:
    """A cell as text on one line that no spreadsheet takes for a formula."""
    text = cell.cast(pl.String).str.replace_all("\n", "; ", literal=True)
    return text.str.replace(r"^([=+\-@\t])", "'$1")


def read_judgements(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every judgement people wrote down (JUDGEMENT, PLACE; ``keputusan`` is sama or beda), and the refused rows."""
    none = pl.DataFrame(schema={**JUDGEMENT, **PLACE})
    rows, refused = gathered(map(_usable, typed_pieces(intake.of("judgement"), JUDGEMENT)), none)
    return rows.with_columns(pl.col("keputusan").str.to_lowercase()), refused


def latest(judged: pl.DataFrame) -> pl.DataFrame:
    """One judgement a pair, the latest, of one day the last read: worker_hash, person_hash, keputusan, oleh, tanggal,
    stratum.

    ``stratum`` is empty where the pair was not drawn at random.
    """
    ordered = judged.sort("tgl_putusan", nulls_last=False, maintain_order=True)
    once = ordered.unique(["worker_hash", "person_hash"], keep="last", maintain_order=True)
    return once.select("worker_hash", "person_hash", "keputusan", "oleh", tanggal="tgl_putusan", stratum="golongan")


def decided(
    judged: pl.DataFrame, roster: pl.DataFrame, participants: Iterable[pl.DataFrame], *, disclosure: Disclosure
) -> pl.DataFrame:
    """What ``judged`` says of these rows and persons (``judgements.TOLD``); nothing is hashed where nobody judged.

    ``participants`` come in pieces with ``person``, ``kpj`` and ``origin``; only those that are spoken of are kept.
    """
    if judged.is_empty():
        return nothing_told()
    spoken = latest(judged)
    workers = roster.select("row", worker_hash=disclosure.hash(who()))
    persons = [
        piece.select("person", "kpj", "origin", person_hash=disclosure.hash(pl.col("person"))).join(
            spoken.select("person_hash").unique(), on="person_hash", how="semi"
        )
        for piece in participants
    ]
    return told(spoken, workers=workers, persons=pl.concat(persons)) if persons else nothing_told()


def _usable(piece: Piece) -> tuple[pl.DataFrame, pl.DataFrame]:
    decided = pl.col("keputusan").str.to_lowercase()
    reason = (
        pl.when(pl.col("worker_hash").is_null() | pl.col("person_hash").is_null())
        .then(pl.lit("tanpa worker_hash atau person_hash"))
        .when(decided.is_null()).then(pl.lit("belum diputuskan"))
        .when(~decided.is_in([SAME, DIFFERENT])).then(pl.lit("keputusan bukan sama atau beda"))
    )  # fmt: skip
    return kept(piece, reason, JUDGEMENT)


def reviewed(judgements: pl.DataFrame) -> pl.DataFrame:
    """Per stratum how many ``lines`` drawn at random were judged, and how many of them were ``wrong``.

    A link is wrong when it is another person, a candidate when it is the same.
    """
    linked = pl.col("stratum").str.starts_with("link:")
    wrong = pl.when(linked).then(pl.col("keputusan") == DIFFERENT).otherwise(pl.col("keputusan") == SAME)
    sampled = judgements.filter(pl.col("stratum").is_not_null())
    return sampled.group_by("stratum").agg(lines=pl.len().cast(pl.Int64), wrong=wrong.sum().cast(pl.Int64))
