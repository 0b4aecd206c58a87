"""To which Indonesian telephone does this number lead?

Written 0812…, 812…, 62812… or +62812… (or with an area code, 021…), kept as E.164: +62812…. The prefix is
read here and not by ``phonenumbers``, which takes 62 21 … without its plus for the area code 622.
"""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

from payung.identifiers import digits
from payung.refusal import Refusal

COUNTRY_CODE = 62
SEPARATORS = digits.SEPARATORS + "()"

_WRITTEN = re.compile(r"(?:(?:\+|00)?620?|0|(?=8))([1-9][0-9]{5,13})")
_E164 = re.compile(r"\+62([1-9][0-9]{5,13})")


def compact(text: str) -> str:
    """The number as E.164 by its prefix alone; anything else without its separators."""
    number = digits.compact(text, separators=SEPARATORS)
    written = _WRITTEN.fullmatch(number)
    return f"+{COUNTRY_CODE}{written[1]}" if written else number


def validate(text: str) -> str:
    """The number as E.164; a Refusal when no Indonesian telephone can have it."""
    number = compact(text)
    if not number:
        raise Refusal("Nomor telepon belum diisi.")
    parsed = _parsed(number)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        raise Refusal("Nomor telepon tidak terbaca; tulis satu nomor Indonesia, diawali 0 atau +62.")
    return number


def is_valid(text: str) -> bool:
    """Whether `validate` accepts the text."""
    return digits.passes(text, check=validate)


def format(text: str) -> str:
    """The number as dialled inside Indonesia, ``0812-3456-7890``; anything else comes back compact."""
    number = compact(text)
    parsed = _parsed(number)
    return number if parsed is None else phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)


def _parsed(e164: str) -> PhoneNumber | None:
    national = _E164.fullmatch(e164)
    return PhoneNumber(country_code=COUNTRY_CODE, national_number=int(national[1])) if national else None
