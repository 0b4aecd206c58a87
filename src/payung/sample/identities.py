"""How are numbers made that look right, pass the checks, and can belong to nobody?

* NPWP: registered at tax office 999, a code no office bears; the check digit of the first nine is right.
* NIK: issued in district 99 of the city; no regency or city of Indonesia has a district 99.
* NIP: a civil servant born in month 13.
* Bank account: bank "Bank Contoh", account starting with six zeros.
"""

import re
from random import Random

from stdnum import luhn

from payung.refusal import Refusal
from payung.sample.chance import Wheel, wheel

_CITY = re.compile(r"\d\d\.\d\d")
TAX_OFFICE = "999"
DISTRICT = "99"
NO_SUCH_MONTH = "13"
BROKEN_NIK_SHARE = 0.09  # 18 of about 200 individuals in a real year's exports failed a NIK check
_BREAKS: Wheel[str] = wheel(("birth", 14), ("region", 4))


def require_city(code: str) -> None:
    """Raises Refusal when this cannot be the code of a city or regency ("36.71")."""
    if not _CITY.fullmatch(code):
        raise Refusal("Kode kota {city} tidak dikenal bentuknya; tulis seperti 36.71.", city=code)


def npwp(serial: int) -> str:
    """The 15 digits of the NPWP with this serial (below one million)."""
    body = f"90{serial:06d}"
    return f"{body}{luhn.calc_check_digit(body)}{TAX_OFFICE}000"


def nik(city: str, serial: int, draw: Random) -> str:
    """The 16 digits of a NIK from district 99 of a city ("36.71"); men and women, born 1960 to 2003."""
    day = draw.randint(1, 28) + draw.choice((0, 40))
    born = f"{day:02d}{draw.randint(1, 12):02d}{draw.randint(1960, 2003) % 100:02d}"
    return f"{city.replace('.', '')}{DISTRICT}{born}{serial % 9999 + 1:04d}"


def broken_nik(right: str, draw: Random) -> str:
    """The NIK with an impossible birth date or an unknown region, as typed by a hurried hand."""
    if _BREAKS.spin(draw) == "birth":
        return f"{right[:6]}000000{right[12:]}"
    return f"9999{right[4:]}"


def nip(serial: int, draw: Random) -> str:
    """The 18 digits of a civil servant's number, born and appointed in month 13."""
    born, appointed = draw.randint(1968, 1992), draw.randint(2000, 2019)
    birth = f"{born}{NO_SUCH_MONTH}{draw.randint(1, 28):02d}"
    return f"{birth}{appointed}{NO_SUCH_MONTH}{draw.choice((1, 2))}{serial % 1000:03d}"


def bank_account(draw: Random) -> str:
    """Ten digits of an account at "Bank Contoh"."""
    return f"000000{draw.randint(1, 9999):04d}"
