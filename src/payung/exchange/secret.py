"""Which secret do the two sides share, and do both hold the same one?

Whoever has the secret and an encoded file can try out every NIK there is; the side that compares must not have it.
"""

import hashlib
from pathlib import Path

from payung.reconcile.people.hashing import read_key
from payung.refusal import Refusal

CHECK_BYTES = 8


def make_secret(path: Path) -> None:
    """A new secret at ``path``, for its owner alone; a Refusal where something is there already."""
    if path.exists():
        raise Refusal("{path} sudah ada; pilih nama lain, rahasia lama tidak diubah.", path=path)
    read_key(path)


def read_secret(path: Path) -> bytes:
    """The secret kept at ``path``; a Refusal where there is none, others may read it, or it is malformed."""
    if not path.is_file():
        raise Refusal(
            "Rahasia {path} tidak ditemukan; buat dengan «payung exchange secret {path}», atau minta dari pihak lain.",
            path=path,
        )
    return read_key(path)


def check_value(secret: bytes) -> str:
    """What tells two secrets apart without telling either: a hash of nothing, keyed with the secret."""
    return hashlib.blake2b(key=secret, digest_size=CHECK_BYTES, person=b"payung/periksa").hexdigest()


def derived(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, so that equal values of two fields look unlike."""
    return hashlib.blake2b(purpose.encode(), key=secret, digest_size=32, person=b"payung/tukar").digest()
