"""Which keys are there: the one that seals now, and those that still open what was sealed before?"""

from dataclasses import dataclass

from payung.refusal import Refusal
from payung.sealing.keys import Key, read_key
from payung.sealing.seals import seal, unseal


@dataclass(frozen=True)
class Keyring:
    """Keys by age: the first seals, every one opens."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        """The key that seals."""
        return self.keys[0]

    def seal(self, text: str, *, kind: str) -> bytes:
        """Sealed under the current key."""
        return seal(text, key=self.current, kind=kind)

    def unseal(self, sealed: bytes, *, kind: str) -> str:
        """Opened by whichever key sealed it; a Refusal where the ring does not hold that key."""
        named = [key for key in self.keys if bytes([key.number]) == sealed[:1]]
        return unseal(sealed, key=named[0] if named else self.current, kind=kind)

    def seals(self, text: str, *, kind: str) -> list[bytes]:
        """The text sealed under each key: what to look for (``nik_sealed__in``)."""
        return [seal(text, key=key, kind=kind) for key in self.keys]

    def resealed(self, sealed: bytes, *, kind: str) -> bytes:
        """The same value under the current key; a Refusal where the ring does not hold the key that sealed it."""
        return sealed if self.is_current(sealed) else self.seal(self.unseal(sealed, kind=kind), kind=kind)

    def is_current(self, sealed: bytes) -> bool:
        """Whether the current key sealed this."""
        return sealed[:1] == bytes([self.current.number])


def read_ring(told: str) -> Keyring:
    """The ring told as keys between commas, the current first; a Refusal where one is malformed or two share a number.

    Two keys in 256 share one: the second is then made anew.
    """
    keys = tuple(read_key(each) for each in told.split(",") if each.strip())
    if not keys:
        raise Refusal("PAYUNG_FIELD_KEY kosong; isi sekurangnya satu kunci data.")
    if len({key.number for key in keys}) < len(keys):
        raise Refusal("Dua kunci data bernomor sama; buat kunci baru sekali lagi dengan «openssl rand -hex 64».")
    return Keyring(keys)
