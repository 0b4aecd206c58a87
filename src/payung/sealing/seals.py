"""How is one text sealed and opened?

AES-SIV (RFC 5297): the same text under the same key gives the same bytes, so that a sealed number can be looked for
without opening any; a byte changed, or a number moved to another field, does not open. The first byte names the key.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from payung.refusal import Refusal
from payung.sealing.keys import Key


def seal(text: str, *, key: Key, kind: str) -> bytes:
    """The text sealed under this key as a value of this kind ("nik"): 17 bytes longer than the text."""
    return bytes([key.number]) + AESSIV(key.secret).encrypt(text.encode(), [kind.encode()])


def unseal(sealed: bytes, *, key: Key, kind: str) -> str:
    """The text; a Refusal where another key sealed it, where it is of another kind, or where a byte was changed."""
    if sealed[:1] != bytes([key.number]):
        raise Refusal("Kunci data ini tidak membuka segelnya; sertakan kunci lama di PAYUNG_FIELD_KEY.")
    try:
        return AESSIV(key.secret).decrypt(sealed[1:], [kind.encode()]).decode()
    except InvalidTag as changed:
        raise Refusal("Segel data rusak atau bukan milik kolom ini; pulihkan dari cadangan.") from changed
