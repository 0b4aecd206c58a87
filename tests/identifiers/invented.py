"""Which invented numbers do the tests of identifiers draw from?

NIKs are from district 99 of their regency, NPWPs from tax office 999: no such district or office exists.
"""

import re
from datetime import date

from hypothesis import strategies as st
from stdnum import luhn

SIXTEEN_DIGITS = re.compile(r"[0-9]{16}")

BIRTH_DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 24))
SERIALS = st.integers(1, 9999)
NOISE = st.text(alphabet="0123456789 .-'/+()OoEe\u200b\u2013٣", max_size=30)


def nik_of(born: date, *, woman: bool = False, serial: int = 1, regency: str = "3671") -> str:
    return f"{regency}99{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"


def former_npwp_of(serial: int, *, branch: int = 0) -> str:
    body = f"90{serial:06d}"
    return f"{body}{luhn.calc_check_digit(body)}999{branch:03d}"


NIKS = st.builds(nik_of, BIRTH_DAYS, woman=st.booleans(), serial=SERIALS)
FORMER_NPWPS = st.builds(former_npwp_of, st.integers(1, 999_999), branch=st.integers(0, 999))
MISTYPED_NIKS = st.builds(
    lambda nik, place, digit: nik[:place] + digit + nik[place + 1 :],
    NIKS,
    st.integers(0, 15),
    st.sampled_from("0123456789"),
)
BAD_NIKS = st.one_of(
    MISTYPED_NIKS,
    MISTYPED_NIKS.map(lambda nik: f"{nik[:6]}000000{nik[12:]}"),
    NIKS.map(lambda nik: f"{nik[:12]}0000"),
    NIKS.map(lambda nik: f"99{nik[2:]}"),
    NIKS.map(lambda nik: f"NIK {nik}"),
    NIKS.map(lambda nik: f"{nik}1"),
    NIKS.map(lambda nik: f"{nik}000000"),
    NIKS.map(lambda nik: f"{nik} {nik}"),
)


def holds_a_nik(sentence: str, *, given: str) -> bool:
    """Whether the sentence holds any sixteen digits in a row, or repeats more than a few characters given."""
    return bool(SIXTEEN_DIGITS.search(sentence)) or (len(given) > 6 and given in sentence)
