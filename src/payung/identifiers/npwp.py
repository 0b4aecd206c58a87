"""Which taxpayer does this NPWP name: a body, or a person by the NIK?

Since 2024 an NPWP has 16 digits: a 0 and the former 15 for bodies, the NIK for Indonesian persons. The former
15 are nine for the taxpayer, the ninth a Luhn check digit, three for the tax office that registered it and
three for the branch: 90.000.001.9-416.000. A branch is now named by a NITKU of 22 digits, whose inner
structure is not confirmed; it is kept as text and is no NPWP. ``stdnum.id.npwp`` is not used: it keeps 15 and
16 digits of one taxpayer apart, and asks stdnum's NIK (see `nik`) about persons.
"""

from dataclasses import dataclass

from stdnum import luhn

from payung.identifiers import digits, nik
from payung.refusal import Refusal

LENGTH, FORMER_LENGTH, NITKU_LENGTH = 16, 15, 22
BODY_PREFIX = "0"

_NOBODY = "0" * 9  # on tax payment forms, the stand-in for a payer without an NPWP


@dataclass(frozen=True)
class Body:
    """The parts of a body's NPWP, as digits: two NPWPs with one ``taxpayer`` are one taxpayer."""

    taxpayer: str
    office: str
    branch: str


def compact(text: str) -> str:
    """The NPWP as 16 digits, a NITKU as 22; anything else without separators, for `validate` to refuse."""
    number = digits.compact(text)
    is_former = len(number) == FORMER_LENGTH and digits.are_digits(number)
    return BODY_PREFIX + number if is_former else number


def validate(text: str) -> str:
    """The 16 digits; a Refusal when they can name no taxpayer."""
    npwp = compact(text)
    if is_nitku(npwp):
        raise Refusal("Nomor 22 angka ini NITKU (tempat kegiatan usaha); isi NPWP 16 angka.")
    digits.require(npwp, name="NPWP", lengths=(FORMER_LENGTH, LENGTH))
    if is_nik(npwp):
        return nik.validate(npwp)
    if npwp[1:10] == _NOBODY:
        raise Refusal("NPWP yang diawali sembilan nol bukan milik siapa pun; isi NPWP sebenarnya.")
    if not luhn.is_valid(npwp[1:10]):
        raise Refusal("Angka pemeriksa NPWP tidak cocok; periksa sembilan angka pertamanya.")
    return npwp


def is_valid(text: str) -> bool:
    """Whether `validate` accepts the text."""
    return digits.passes(text, check=validate)


def is_nik(text: str) -> bool:
    """Whether the text is a person's NIK by its shape; also a mistyped one, so that it is masked."""
    return nik.has_shape(compact(text))


def is_nitku(text: str) -> bool:
    """Whether the text is a number for a place of business: 22 digits."""
    number = digits.compact(text)
    return len(number) == NITKU_LENGTH and digits.are_digits(number)


def format(text: str) -> str:
    """The NPWP for people to see: dotted for a body, masked for a NIK, also at the start of a NITKU.

    Never raises; a text of another shape comes back compact, or hidden whole if it could be a mistyped NIK.
    """
    npwp = compact(text)
    if is_nitku(npwp):
        return npwp if npwp.startswith(BODY_PREFIX) else nik.mask(npwp[:LENGTH]) + npwp[LENGTH:]
    if len(npwp) != LENGTH or not npwp.startswith(BODY_PREFIX) or not digits.are_digits(npwp):
        return nik.mask(npwp) if len(npwp) >= FORMER_LENGTH else npwp
    return _dotted(npwp[1:])


def body(text: str) -> Body:
    """The parts of a body's NPWP, for comparing two of them; a Refusal for a NIK and for what is invalid."""
    npwp = validate(text)
    if is_nik(npwp):
        raise Refusal("NPWP ini NIK orang perseorangan, bukan NPWP badan usaha.")
    return Body(taxpayer=npwp[1:10], office=npwp[10:13], branch=npwp[13:])


def _dotted(former: str) -> str:
    taxpayer, office, branch = former[:9], former[9:12], former[12:]
    return f"{taxpayer[:2]}.{taxpayer[2:5]}.{taxpayer[5:8]}.{taxpayer[8]}-{office}.{branch}"
