"""What is the answer, found slowly and plainly, with its own transcription of the law and no shared code?

Only ``Decimal`` and loops; every engine is compared with this.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

TOPS = (100_000_000, 500_000_000, 1_000_000_000, 5_000_000_000, None)
JKK_PERCENT = ("0.21", "0.17", "0.13", "0.11", "0.09")
JKM_PERCENT = ("0.03", "0.02", "0.02", "0.01", "0.01")
RISK_PERCENT = {"I": "0.24", "II": "0.54", "III": "0.89", "IV": "1.27", "V": "1.74"}
JP_CAPS = (
    (date(2015, 7, 1), 7_000_000),
    (date(2016, 3, 1), 7_335_300),
    (date(2017, 3, 1), 7_703_500),
    (date(2018, 3, 1), 8_094_000),
    (date(2019, 3, 1), 8_512_400),
    (date(2020, 3, 1), 8_939_700),
    (date(2021, 3, 1), 8_754_600),
    (date(2022, 3, 1), 9_077_600),
    (date(2023, 3, 1), 9_559_600),
    (date(2024, 3, 1), 10_042_300),
    (date(2025, 3, 1), 10_547_400),
    (date(2026, 3, 1), 11_086_300),
)


def rupiah(amount: Decimal) -> int:
    """Half-up to the rupiah."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def percent(amount: int, text: str) -> int:
    """A percentage of an amount, half-up."""
    return rupiah(amount * Decimal(text) / 100)


def base_of(value: int, value_kind: str, on: date) -> int:
    """The value without PPN: 10 % until March 2022, 11 % from April 2022."""
    if value_kind == "net":
        return value
    return rupiah(Decimal(value) * 100 / (110 if on < date(2022, 4, 1) else 111))


def by_slices(base: int, percents: tuple[str, ...]) -> int:
    """Each rate on its own slice only."""
    amount, bottom = Decimal(0), 0
    for top, text in zip(TOPS, percents, strict=True):
        inside = max(0, (base if top is None else min(base, top)) - bottom)
        amount += inside * Decimal(text) / 100
        bottom = top or bottom
    return rupiah(amount)


def project(value: int, value_kind: str, on: date) -> dict[str, int]:
    """PP 44/2015 Pasal 54(2), 55(2)."""
    base = base_of(value, value_kind, on)
    jkk, jkm = by_slices(base, JKK_PERCENT), by_slices(base, JKM_PERCENT)
    return {"base": base, "jkk": jkk, "jkm": jkm, "total": jkk + jkm}


def wage(wage: int) -> dict[str, int]:
    """PP 44/2015 Pasal 54(1), 55(1)."""
    jkk, jkm = percent(wage, "1.74"), percent(wage, "0.30")
    return {"jkk": jkk, "jkm": jkm, "total": jkk + jkm}


def company(wage: int, risk_group: str, size: str, on: date) -> dict[str, int]:
    """Permanent staff: PP 44, 45 and 46/2015, by the size of the company (Perpres 109/2013)."""
    amounts = {"jkk": percent(wage, RISK_PERCENT[risk_group]), "jkm": percent(wage, "0.30")}
    amounts |= {"jht_employer": 0, "jht_worker": 0, "jp_employer": 0, "jp_worker": 0}
    if size != "mikro":
        amounts |= {"jht_employer": percent(wage, "3.7"), "jht_worker": percent(wage, "2")}
    if size in ("besar", "menengah"):
        capped = min(wage, [cap for start, cap in JP_CAPS if start <= on][-1])
        amounts |= {"jp_employer": percent(capped, "2"), "jp_worker": percent(capped, "1")}
    return amounts | {"total": sum(amounts.values())}
