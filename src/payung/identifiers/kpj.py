"""Can this be a worker's KPJ, the number of membership in BPJS Ketenagakerjaan?

Eleven digits is widely known but written in no regulation read so far, so that another length only warns.
"""

import re

from payung.identifiers import digits, nik
from payung.refusal import Refusal

USUAL_LENGTH = 11

_WRITTEN = re.compile(r"[0-9A-Z]{6,20}")


def compact(text: str) -> str:
    """The KPJ without separators, letters in capitals; anything else stays as it is."""
    return digits.compact(text).upper()


def validate(text: str) -> str:
    """The compact KPJ, 6 to 20 digits and letters; a Refusal for anything else, and for a NIK in its place.

    A NIK, even mistyped, must not pass for a KPJ: a KPJ is shown unmasked.
    """
    kpj = compact(text)
    if not kpj:
        raise Refusal("KPJ belum diisi.")
    if nik.has_shape(kpj):
        raise Refusal("Nomor ini NIK, bukan KPJ; isi nomor pada kartu BPJS Ketenagakerjaan.")
    if not _WRITTEN.fullmatch(kpj) or len(set(kpj)) == 1:
        raise Refusal("KPJ tidak terbaca; isi nomor pada kartu BPJS Ketenagakerjaan, biasanya 11 angka.")
    return kpj


def is_valid(text: str) -> bool:
    """Whether `validate` accepts the text."""
    return digits.passes(text, check=validate)


def format(text: str) -> str:
    """The KPJ as printed on the card: its digits, without separators."""
    return compact(text)


def warnings(text: str) -> tuple[str, ...]:
    """Indonesian sentences on what is unusual in a KPJ that `validate` accepts; a Refusal otherwise."""
    kpj = validate(text)
    if len(kpj) == USUAL_LENGTH and digits.are_digits(kpj):
        return ()
    return (f"KPJ biasanya {USUAL_LENGTH} angka; cocokkan dengan kartu BPJS Ketenagakerjaan.",)
