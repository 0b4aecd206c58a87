"""By which hashed keys do the rows of two encoded lists meet?

A settling key names one person by itself; a naming key does where one side has no NIK; two NIKs that share none of the
``niks`` contradict each other. A meeting key brings together pairs whose likeness is then measured; none is so common
that how often it occurs would betray a name.
"""

import hashlib
from dataclasses import dataclass

import polars as pl

from payung.exchange.secret import derived

HEAD = 3  # letters of the longest word of a name
LISTS = ("settling", "naming", "niks", "meeting")


@dataclass(frozen=True)
class Key:
    """Parts of a row that together are one key; keys of one ``space`` are equal where their parts are.

    ``serves`` names the lists it stands in besides ``meeting``.
    """

    space: str
    parts: tuple[pl.Expr, ...]
    serves: tuple[str, ...] = ()


def keys() -> tuple[Key, ...]:
    """Every key, of rows with identity columns (``people.identity``)."""
    word, head, name = pl.col("name_longest"), pl.col("name_longest").str.head(HEAD), pl.col("name_key")
    region, birth, serial = pl.col("nik_region"), pl.col("nik_birth"), pl.col("nik_serial")
    several = name.str.contains(" ", literal=True)  # too many people have the same single word
    written, told = turned(pl.col("born")), turned(pl.col("nik_born"))
    return (
        Key("nik", (pl.col("nik"),), serves=("settling", "niks")),
        Key("kpj", (pl.col("kpj_key"),), serves=("settling",)),
        Key("name_birth", (pl.when(several).then(name), pl.col("born_key")), serves=("naming",)),
        Key("nik_head", (pl.col("nik_head"),), serves=("niks",)),
        Key("nik_tail", (pl.col("nik_tail"),), serves=("niks",)),
        Key("birth_serial", (birth, serial), serves=("niks",)),
        Key("region_birth", (region, birth), serves=("niks",)),
        Key("region_serial_word", (region, serial, word), serves=("niks",)),
        Key("birth_word", (written, word)),
        Key("birth_word", (told, word)),
        Key("birth_head", (written, head)),
        Key("birth_head", (told, head)),
        Key("phone_head", (pl.col("phone"), head)),
    )


def turned(born: pl.Expr) -> pl.Expr:
    """A birth date as text that stays the same when day and month change places."""
    day, month = born.dt.day(), born.dt.month()
    return pl.format("{} {} {}", born.dt.year(), pl.min_horizontal(day, month), pl.max_horizontal(day, month))


def with_keys(rows: pl.DataFrame, *, secret: bytes) -> pl.DataFrame:
    """Adds LISTS, each a list of 64-bit hashes of the keys that a row has."""
    spaces = sorted({key.space for key in keys()})
    hashes = {space: derived(secret, f"kunci {space}") for space in spaces}
    added = []
    for name in LISTS:
        own = [_hash(key, hashes[key.space]) for key in keys() if name in ("meeting", *key.serves)]
        added.append(pl.concat_list(own).list.drop_nulls().alias(name))
    return rows.with_columns(added)


def _hash(key: Key, own: bytes) -> pl.Expr:
    text = pl.concat_str(*key.parts, separator="|")  # empty where a part is
    return text.map_batches(lambda values: _hashed(values, own), return_dtype=pl.UInt64)


def _hashed(values: pl.Series, own: bytes) -> pl.Series:
    fresh, hashes = hashlib.blake2b(key=own, digest_size=8), []
    for value in values:  # nearly all differ: looking for repeats would cost more than hashing them
        one = fresh.copy()
        one.update((value or "").encode())
        hashes.append(None if value is None else int.from_bytes(one.digest()))
    return pl.Series(values.name, hashes, dtype=pl.UInt64)
