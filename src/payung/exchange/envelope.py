"""What stands in an encoded file, what stays at home, and can two files be compared at all?"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

import payung
from payung.exchange.encoding import WORDS, with_bits
from payung.exchange.keys import LISTS, with_keys
from payung.exchange.secret import check_value
from payung.refusal import Refusal

FORMAT = "payung-tukar-1"  # another way of encoding is another format
HEADER = "payung"
COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "baris": pl.UInt32, "has_nik": pl.Boolean, **dict.fromkeys(LISTS, pl.List(pl.UInt64)),
    **dict.fromkeys(WORDS, pl.UInt64),
}  # fmt: skip
OWN = ("baris", "berkas", "baris_berkas")
CLOSED = 0o600


@dataclass(frozen=True)
class Header:
    """How a file was encoded: format, the Payung that read and normalised it, check value of the secret, rows."""

    format: str
    version: str
    check: str
    rows: int


@dataclass(frozen=True)
class Encoded:
    """One encoded list: its header and its rows (COLUMNS)."""

    header: Header
    rows: pl.DataFrame


def encoded(people: pl.DataFrame, *, secret: bytes, chance: Random) -> tuple[Encoded, pl.DataFrame]:
    """The list to hand over, in an order that ``chance`` draws, and the list to keep that leads its rows back (OWN).

    ``people`` are those of ``people.people_of``. The order of a list tells of it as names would: it must not be handed
    over.
    """
    order = list(range(people.height))
    chance.shuffle(order)
    shuffled = people[order].with_columns(
        baris=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32), has_nik=pl.col("nik").is_not_null()
    )
    rows = with_bits(with_keys(shuffled, secret=secret), secret=secret)
    header = Header(FORMAT, payung.__version__, check_value(secret), people.height)
    return Encoded(header, rows.select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())), shuffled.select(
        OWN
    )


def write(one: Encoded, own: pl.DataFrame, out: Path) -> Path:
    """The encoded file at ``out`` and beside it the list to keep, whose place is returned; both their owner's alone.

    Refuses to write over a file that is there.
    """
    kept = own_path(out)
    for path in (out, kept):
        if path.exists():
            raise Refusal("{path} sudah ada; pilih nama lain, tidak ada yang diubah.", path=path)
    header = {HEADER: json.dumps(asdict(one.header))}
    with _closed(out) as file:
        one.rows.write_parquet(file, compression="zstd", metadata=header)
    with _closed(kept) as file:
        own.sort("baris").write_csv(file)
    return kept


def own_path(out: Path) -> Path:
    """Where the list that stays at home is written."""
    return out.with_name(f"{out.name}.simpan-sendiri.csv")


def read(path: Path) -> Encoded:
    """An encoded file; a Refusal where it is none, of another format, or empty."""
    try:
        header = Header(**json.loads(pl.read_parquet_metadata(path)[HEADER]))
        rows = pl.read_parquet(path)
    except (OSError, KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise Refusal("{path} bukan berkas dari «payung exchange encode».", path=path) from error
    if header.format != FORMAT or dict(rows.schema) != COLUMNS:
        raise Refusal(
            "{path} disandikan dengan cara lain ({given}, di sini {known}); kedua pihak perlu versi Payung yang sama.",
            path=path, given=header.format, known=FORMAT,
        )  # fmt: skip
    if rows.is_empty():
        raise Refusal("{path} tidak berisi seorang pun.", path=path)
    return Encoded(header, rows)


def require_comparable(a: Encoded, b: Encoded) -> None:
    """Refuses two lists that two versions of Payung read, or that were encoded with different secrets."""
    if a.header.version != b.header.version:
        raise Refusal(
            "Kedua berkas disandikan dengan Payung yang berbeda ({first} dan {second}); sandikan lagi dengan versi "
            "yang sama.",
            first=a.header.version, second=b.header.version,
        )  # fmt: skip
    if a.header.check != b.header.check:
        raise Refusal("Kedua berkas disandikan dengan rahasia yang berbeda; sandikan lagi dengan rahasia yang sama.")


def _closed(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, CLOSED), "wb")
