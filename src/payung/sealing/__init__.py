"""How are a person's numbers kept so that only the key opens them?"""

from payung.sealing.keys import Key
from payung.sealing.ring import Keyring, read_ring
from payung.sealing.seals import seal, unseal

__all__ = ["Key", "Keyring", "read_ring", "seal", "unseal"]
