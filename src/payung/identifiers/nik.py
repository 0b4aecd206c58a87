"""Can this be a person's NIK, and what does it say about its bearer?

Sixteen digits PPKKCC DDMMYY SSSS: region of first issue, birth date (40 is added to a woman's day), serial.
There is no check digit, so a valid NIK may still be nobody's. ``stdnum.id.nik`` is not used: it lets day 81
pass, prefers births in the 1900s, and refuses Kalimantan Utara and most of Papua.
"""

from datetime import date
from enum import StrEnum

from payung.identifiers import areas, digits
from payung.refusal import Refusal

LENGTH = 16
MASK_KEPT_FRONT, MASK_KEPT_BACK = 4, 2
WOMAN_DAY_OFFSET = 40
OLDEST_AGE = 120

_LEAP_CENTURY = 2000


class Sex(StrEnum):
    """Sex as the NIK tells it; the letters are those of the BPJS Ketenagakerjaan worker sheet."""

    MALE = "L"
    FEMALE = "P"


def compact(text: str) -> str:
    """The NIK without separators; anything else stays as it is."""
    return digits.compact(text)


def validate(text: str) -> str:
    """The 16 digits; a Refusal when no person can bear them. An unknown region only warns: `warnings`."""
    nik = compact(text)
    digits.require(nik, name="NIK", lengths=(LENGTH,))
    if nik.startswith("0"):
        raise Refusal("NIK tidak pernah berawalan 0; nomor ini mungkin NPWP.")
    if not _is_calendar_day(nik):
        raise Refusal("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang ada; cocokkan dengan KTP.")
    if nik.endswith("0000"):
        raise Refusal("NIK tidak berakhir 0000; Excel mengubah angka ke-16 menjadi 0 bila kolomnya bukan teks.")
    return nik


def is_valid(text: str) -> bool:
    """Whether `validate` accepts the text."""
    return digits.passes(text, check=validate)


def has_shape(text: str) -> bool:
    """Whether the text looks like a NIK, right or mistyped: 16 digits, the first not 0, as in no province."""
    nik = compact(text)
    return len(nik) == LENGTH and digits.are_digits(nik) and not nik.startswith("0")


def format(text: str) -> str:
    """The NIK in its three parts, ``367101 170890 0001``, unmasked: only for its bearer's own eyes."""
    nik = compact(text)
    return f"{nik[:6]} {nik[6:12]} {nik[12:]}" if has_shape(nik) else nik


def mask(text: str) -> str:
    """The NIK for everyone else to see: ``3671**********01``.

    The regency shows a wrong region, the last two digits tell two rows apart; the birth date and half of the
    serial, which would find a person, are hidden. A text of another length is hidden whole, because nobody
    knows which of its digits are the region. Never raises: invalid NIKs are personal too.
    """
    nik = compact(text)
    if len(nik) != LENGTH:
        return "*" * len(nik)
    hidden = "*" * (LENGTH - MASK_KEPT_FRONT - MASK_KEPT_BACK)
    return f"{nik[:MASK_KEPT_FRONT]}{hidden}{nik[-MASK_KEPT_BACK:]}"


def birth_date(text: str, *, on: date) -> date:
    """The birth date told by the NIK, in the youngest century that makes its bearer 0 to 120 years old.

    Two digits of a year cannot tell a centenarian from a child. Raises a Refusal for an invalid NIK, and when
    no century fits, as for 29 February 00 asked on a day before the year 2000.
    """
    nik = validate(text)
    born = (_birth_in(year, nik) for year in _years(int(nik[10:12]), on=on))
    for day in born:
        if day is not None and day <= on:
            return day
    raise Refusal("Tanggal lahir dalam NIK tidak mungkin untuk orang yang hidup pada {on}.", on=on)


def sex(text: str) -> Sex:
    """The sex told by the NIK; a Refusal for an invalid NIK."""
    return Sex.FEMALE if int(validate(text)[6:8]) > WOMAN_DAY_OFFSET else Sex.MALE


def warnings(text: str) -> tuple[str, ...]:
    """Indonesian sentences on what is unusual but not wrong in a valid NIK; a Refusal for an invalid one.

    Only the regency is looked up: districts are split and renumbered so often that old NIKs would all warn.
    """
    prefix = validate(text)[:4]
    if areas.is_known(prefix):
        return ()
    if areas.is_known(prefix[:2]):
        return (f"Kode kabupaten/kota {prefix} pada NIK tidak ada; mungkin kode lama atau salah ketik.",)
    return (f"Kode provinsi {prefix[:2]} pada NIK tidak ada; kemungkinan salah ketik.",)


def _is_calendar_day(nik: str) -> bool:
    # 2000 was a leap year and 1900 was not: every day that exists in 19YY exists in 20YY too.
    return _birth_in(_LEAP_CENTURY + int(nik[10:12]), nik) is not None


def _birth_in(year: int, nik: str) -> date | None:
    day = int(nik[6:8])
    try:
        return date(year, int(nik[8:10]), day - WOMAN_DAY_OFFSET if day > WOMAN_DAY_OFFSET else day)
    except ValueError:
        return None


def _years(two_digits: int, *, on: date) -> tuple[int, ...]:
    youngest = on.year - (on.year - two_digits) % 100
    return tuple(year for year in (youngest, youngest - 100) if on.year - year <= OLDEST_AGE)
