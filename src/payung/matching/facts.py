"""What must a check be told of what people judged?"""

import csv
from pathlib import Path

from payung.matching import queries
from payung.matching.terms import PairKind

HEADS = {
    PairKind.REGISTRATION: ("putusan-pasangan.csv", ("id_paket", "nomor_kepesertaan")),
    PairKind.WORKER: ("putusan-orang.csv", ("worker_hash", "person_hash")),
}
ALSO = ("keputusan", "oleh", "tgl_putusan", "golongan")


def write_judgements(folder: Path) -> None:
    """Put the decided judgements among the files of a check, so that they outrank its scores."""
    said = list(queries.decided())
    for kind, (name, columns) in HEADS.items():
        rows = [
            (one.left, one.right, one.verdict, f"petugas {one.by_id}", f"{one.at:%Y-%m-%d}", one.stratum)
            for one in said
            if one.kind == kind
        ]
        path = folder / name
        path.unlink(missing_ok=True)
        if rows:
            with path.open("w", newline="", encoding="utf-8") as opened:
                csv.writer(opened).writerows([(*columns, *ALSO), *rows])
