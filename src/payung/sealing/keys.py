"""What is a key, and how does a sealed value name it without telling it?"""

import hashlib
from dataclasses import dataclass, field

from payung.refusal import Refusal

KEY_BYTES = 64  # AES-256 in SIV mode takes two keys of 32


@dataclass(frozen=True)
class Key:
    """A secret of 64 bytes; ``number`` is a byte reckoned from it, by which a sealed value names its key."""

    secret: bytes = field(repr=False)

    @property
    def number(self) -> int:
        """0 to 255; two keys of one ring never share it."""
        return hashlib.blake2b(self.secret, digest_size=1, person=b"payung/segel").digest()[0]


def read_key(told: str) -> Key:
    """A key told as 128 hexadecimal digits; a Refusal where it is anything else."""
    try:
        secret = bytes.fromhex(told.strip())
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise Refusal("Kunci data harus 128 angka heksadesimal; buat dengan «openssl rand -hex 64».")
    return Key(secret)
