"""Under which name can one worker be followed through the tables and from run to run, without showing the NIK?

A NIK has few unknown digits, so a plain hash of it is undone by trying them all; a keyed hash is not, as long as the
key stays where it was made.
"""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from payung.reconcile.normalise.taxpayers import masked
from payung.refusal import Refusal

LETTERS = 20  # of four bits each, so 80: among a nation's 50 million two share a hash with a chance of 1 in a billion
LETTERED = str.maketrans("0123456789", "ghijklmnop")  # digits with one e among them would be a number in Excel
KEY_BYTES = 32
KEY_VARIABLE = "PAYUNG_KEY_FILE"
KEY_FOLDER, KEY_FILE = ".kunci-payung", "kunci"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
_PURPOSE = b"payung/orang"  # another use of the same key gives other hashes


@dataclass(frozen=True)
class Disclosure:
    """How much of a person the tables of a run may show: the key of the hashes, and when NIKs in clear were asked for.

    Without a key there are no hashes; without ``nik_asked_at`` every NIK is masked.
    """

    key: bytes | None = None
    nik_asked_at: datetime | None = None

    def nik(self, column: pl.Expr) -> pl.Expr:
        """A column of whole NIKs as it may be shown: masked to region and last two digits, unless asked for."""
        return column if self.nik_asked_at else masked(column)

    def hash(self, column: pl.Expr) -> pl.Expr:
        """``worker_hash`` of a text column, such as that of ``who``."""
        return worker_hash(column, key=self.key)

    def recorded(self, version: str) -> dict[str, Any]:
        """What the manifest says of it: whether NIKs are in clear, and if so since when and by which version."""
        if self.nik_asked_at is None:
            return {"show_nik": False}
        return {"show_nik": True, "show_nik_at": self.nik_asked_at.isoformat(timespec="seconds"),
                "show_nik_version": version}  # fmt: skip


def worker_hash(column: pl.Expr, *, key: bytes | None) -> pl.Expr:
    """The keyed hash (BLAKE2b, written in LETTERS letters from a to p) of a text column; empty stays empty.

    Every different value is hashed once. Without a key there is no hash: the column is empty.
    """
    if key is None:
        return pl.when(column.is_null()).then(pl.lit(None, dtype=pl.String))
    return column.map_batches(lambda values: _hashed(values, key), return_dtype=pl.String)


def _hashed(values: pl.Series, key: bytes) -> pl.Series:
    fresh = hashlib.blake2b(key=key, digest_size=LETTERS // 2, person=_PURPOSE)
    different = values.cast(pl.String).drop_nulls().unique()
    hashes = []
    for value in different:
        one = fresh.copy()
        one.update(value.encode())
        hashes.append(one.hexdigest().translate(LETTERED))
    told = pl.Series(values.name, hashes, dtype=pl.String)
    return values.cast(pl.String).replace_strict(different, told, default=None, return_dtype=pl.String)


def who() -> pl.Expr:
    """Whom a row with identity columns names, as the text to hash: by the first of these keys that the row has."""
    keys = {"nik": ("nik",), "nama": ("name_key", "born_key"), "kpj": ("kpj_key",), "hp": ("phone", "name_key")}
    return pl.coalesce(pl.concat_str(pl.lit(name), *columns, separator=" ") for name, columns in keys.items())


def default_key_path(out: Path) -> Path:
    """Where the key of a run folder is kept: in a hidden folder beside it, so that runs beside each other share it."""
    return out.parent / KEY_FOLDER / KEY_FILE


def read_key(path: Path) -> bytes:
    """The key kept at ``path``; made there at first use, for its owner alone.

    A Refusal where others may read it or where it is no key.
    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & OTHERS:
        raise Refusal("Kunci {path} dapat dibaca orang lain; jalankan «chmod 600 {path}», lalu ulangi.", path=path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Refusal(
            "Isi {path} bukan kunci Payung ({digits} angka heksadesimal); kembalikan kunci semula, atau pindahkan "
            "berkas itu agar kunci baru dibuat.",
            path=path, digits=2 * KEY_BYTES,
        )  # fmt: skip
    return key


def _make(path: Path) -> None:
    """A new key. A folder made for it is closed to others and tells git to leave everything in it alone."""
    if not path.parent.exists():
        path.parent.mkdir(mode=0o700, parents=True)
        if path.parent.name == KEY_FOLDER:
            (path.parent / ".gitignore").write_text("*\n", encoding="ascii")
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
