"""How does a person become a row of bits that is like that of the same person written otherwise?

Each field is cut into tokens (pairs of letters or digits), each token sets some of FILTER bits, drawn from its keyed
hash, and the two halves of the filter are folded into one (Schnell, Bachteler and Reiher, 2011; Schnell and Borgs,
2016). A field sets about the same number of bits whatever its length, so that long names show no more than short ones.
"""

import hashlib
from dataclasses import dataclass

import polars as pl

from payung.exchange.secret import derived

FILTER = 1024  # bits before folding
WORDS = tuple(f"w{i}" for i in range(FILTER // 128))  # 64 bits each, after folding
SCHEMA = dict.fromkeys(WORDS, pl.UInt64)
NIK_DIGITS = 10  # birth and serial
MOST_OF_A_TOKEN = 32  # bits; as many as one digest of 64 bytes draws
AT_ONCE = 20_000  # rows whose tokens are in memory together
_UNFOLDED = tuple(f"u{i}" for i in range(FILTER // 64))


@dataclass(frozen=True)
class Field:
    """A field's tokens as a list of text, and how many bits they set together."""

    name: str
    tokens: pl.Expr
    bits: int


def fields() -> tuple[Field, ...]:
    """Every field, of rows with identity columns: the name in pairs of letters, birth in parts, the NIK in pairs."""
    return (
        Field("nama", _letter_pairs(pl.col("name_key")), 150),
        Field("lahir", _birth_parts(pl.col("born_key")), 90),
        Field("nik", _digit_pairs(pl.col("nik").str.slice(6)), 90),  # the region is that of a whole city
    )


def _letter_pairs(name: pl.Expr) -> pl.Expr:
    """``BUDI`` → `` B``, ``BU``, ``UD``, ``DI``, ``I ``, in whatever word they stand."""
    padded = pl.format(" {} ", name.str.replace_all(" ", "  "))  # the space between two words belongs to each
    pairs = pl.concat_list(padded.str.extract_all(r".{2}"), padded.str.slice(1).str.extract_all(r".{2}"))
    return pairs.list.eval(pl.element().filter(pl.element() != "  "))


def _birth_parts(born: pl.Expr) -> pl.Expr:
    """Day and month alike, so that they may change places; the year whole and in parts, so that one digit may slip."""
    year = born.dt.to_string("%Y")
    parts = (
        born.dt.to_string("%d"),
        born.dt.to_string("%m"),
        "t" + year,
        "d" + year.str.head(3),
        "s" + year.str.tail(2),
    )
    return pl.when(born.is_not_null()).then(pl.concat_list(parts))


def _digit_pairs(digits: pl.Expr) -> pl.Expr:
    """Neighbouring digits with their place: ``0:17``, ``1:71``, …"""
    pairs = [pl.format(f"{at}:{{}}", digits.str.slice(at, 2)) for at in range(NIK_DIGITS - 1)]
    return pl.when(digits.is_not_null()).then(pl.concat_list(pairs))


def with_bits(rows: pl.DataFrame, *, secret: bytes) -> pl.DataFrame:
    """Adds WORDS, the folded filter of each row as 64-bit integers; all nought where a row says nothing."""
    pieces = [_bits(piece, secret) for piece in rows.iter_slices(AT_ONCE)]
    return pl.concat([rows, pl.concat(pieces) if pieces else pl.DataFrame(schema=SCHEMA)], how="horizontal")


def _bits(rows: pl.DataFrame, secret: bytes) -> pl.DataFrame:
    marks = pl.concat([_marks(rows, field, derived(secret, f"isian {field.name}")) for field in fields()])
    whole = marks.group_by("i").agg(pl.col(_UNFOLDED).bitwise_or())
    every = pl.select(i=pl.int_range(rows.height, dtype=pl.UInt32)).join(
        whole, on="i", how="left", maintain_order="left"
    )
    half = len(WORDS)
    folded = {f"w{at}": pl.col(f"u{at}") ^ pl.col(f"u{at + half}") for at in range(half)}
    return every.select(**folded).fill_null(0)


def _marks(rows: pl.DataFrame, field: Field, own: bytes) -> pl.DataFrame:
    """One line a row ``i`` and token of a field: the bits that it sets, before folding."""
    listed = rows.select(i=pl.int_range(pl.len(), dtype=pl.UInt32), token=field.tokens).drop_nulls("token")
    tokens = listed.with_columns(each=field.bits // pl.col("token").list.len().clip(1)).explode(
        "token", empty_as_null=False
    )
    counted = tokens.with_columns(each=pl.col("each").clip(1, MOST_OF_A_TOKEN))
    different = counted.select("token", "each").unique()
    masks = [_mask(token, each, own) for token, each in different.rows()]
    known = different.hstack(pl.DataFrame(masks, schema=dict.fromkeys(_UNFOLDED, pl.UInt64), orient="row"))
    return counted.join(known, on=["token", "each"]).select("i", *_UNFOLDED)


def _mask(token: str, each: int, own: bytes) -> list[int]:
    """``each`` bits drawn from the keyed hash of a token, as 64-bit words."""
    digest = hashlib.blake2b(token.encode(), key=own).digest()
    words = [0] * len(_UNFOLDED)
    for at in range(0, 2 * each, 2):
        place = int.from_bytes(digest[at : at + 2]) % FILTER
        words[place // 64] |= 1 << place % 64
    return words
