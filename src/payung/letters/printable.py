"""Which characters can stand on paper?

A letter must come out whatever a procurement export holds: what steers a terminal or turns the direction of writing is
left out, what the typeface cannot draw becomes the nearest that it can, or a question mark. PDF/A allows no gaps.
"""

import re
import unicodedata

from payung.identifiers import nik
from payung.refusal import Refusal

MOST = 4_000
"""Characters in one field: more than a page is no longer a field."""

_DRAWN = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BE),
    (0x2100, 0x214F), (0x2190, 0x2195), (0x2248, 0x2248), (0x2212, 0x2212), (0x2260, 0x2260), (0x2264, 0x2265),
)  # fmt: skip
_NIK = re.compile(r"(?<!\d)[1-9]\d{15}(?!\d)")
_SPACES = re.compile(" +")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def printable(text: str) -> str:
    """The text as it can be drawn, on one line, single spaces, NIKs masked; a Refusal where it is too long."""
    if len(text) > MOST:
        raise Refusal("Satu isian surat paling panjang {most} huruf; isian ini {n} huruf.", most=MOST, n=len(text))
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_drawn, unicodedata.normalize("NFC", text)))
    return _NIK.sub(lambda found: nik.mask(found[0]), _SPACES.sub(" ", text).strip())


def is_drawn(character: str) -> bool:
    """Whether the typeface of letters draws this character."""
    return any(first <= ord(character) <= last for first, last in _DRAWN)


def _drawn(character: str) -> str:
    if character.isspace():
        return " " if character != "\u00a0" else character
    if is_drawn(character):
        return character
    if unicodedata.category(character) in _UNSEEN:
        return ""
    nearest = unicodedata.normalize("NFKC", character)
    return nearest if nearest and all(map(is_drawn, nearest)) else "?"
