"""Which digits were meant by what somebody typed, and may they be a number of this kind at all?"""

import re
from collections.abc import Callable

from stdnum.util import clean

from payung.refusal import Refusal

SEPARATORS = " -.'\u200b\ufeff"  # the apostrophe keeps a number as text in Excel; the last two are invisible

_FLOAT_CELL = re.compile(r"([0-9]{7,})\.0")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,]?[0-9]+)?E\+?[0-9]+", re.IGNORECASE)


def compact(text: str, *, separators: str = SEPARATORS) -> str:
    """The text without separators and outer white space; what is no separator stays, to be refused.

    A spreadsheet's ``900000019416000.0`` loses its ``.0``: kept, that zero would make the NPWP a NIK.
    """
    written = text.strip()
    float_cell = _FLOAT_CELL.fullmatch(written)
    return clean(float_cell[1] if float_cell else written, separators).strip()


def are_digits(text: str) -> bool:
    """Whether the text is one or more of the digits 0 to 9; other scripts' digits are not."""
    return text.isascii() and text.isdigit()


def passes(text: str, *, check: Callable[[str], str]) -> bool:
    """Whether the check lets the text pass without a Refusal."""
    try:
        check(text)
    except Refusal:
        return False
    return True


def require(number: str, *, name: str, lengths: tuple[int, ...]) -> None:
    """Refuse what is empty, no digits, of another length, or one digit repeated to fill a mandatory field."""
    if not number:
        raise Refusal("{name} belum diisi.", name=name)
    if _SCIENTIFIC.fullmatch(number):
        raise Refusal("{name} berubah menjadi pangkat di Excel; jadikan kolomnya teks, isi ulang.", name=name)
    if not are_digits(number):
        raise Refusal("{name} hanya berisi angka; hapus huruf dan tanda lain.", name=name)
    if len(number) not in lengths:
        expected = " atau ".join(str(length) for length in lengths)
        raise Refusal(
            "{name} harus {expected} angka, yang tertulis {found}; nol di depan kadang hilang di Excel.",
            name=name,
            expected=expected,
            found=len(number),
        )
    if len(set(number)) == 1:
        raise Refusal("{name} hanya satu angka yang diulang; isi nomor yang sebenarnya.", name=name)
