"""How is rupiah counted without losing one?

Money is whole rupiah in 64-bit integers, a rate is an integer per hundred thousand (0,21 % = 210). The same
arithmetic serves a Python int and a Narwhals expression, so that a formula is written once. The law has no
rounding rule (none in PP 44, 45 and 46/2015): half-up to the rupiah, per programme, is Payung's stated
choice.
"""

import re
from typing import TypeVar

import narwhals as nw

from payung.refusal import Refusal

Rupiah = int
Amount = TypeVar("Amount", int, nw.Expr)

PER = 100_000
CONTRACT_LIMIT: Rupiah = 9 * 10**15
WAGE_LIMIT: Rupiah = 10**12

_WRITTEN = re.compile(r"(?:rp\.?\s*)?([0-9]{1,40}|[0-9]{1,3}(?:\.[0-9]{3}){1,12})(?:,(?:00|-))?", re.IGNORECASE)


def half_up(numerator: Amount, divisor: int) -> Amount:
    """``numerator / divisor`` rounded half-up to a whole number; numerator ≥ 0, divisor > 0, exact in 64
    bits.
    """
    return (numerator + divisor // 2) // divisor


def at_rate(amount: Amount, rate: int) -> Amount:
    """``amount`` × ``rate`` per hundred thousand, half-up to the rupiah."""
    return half_up(amount * rate, PER)


def scaled(amount: Amount, numerator: int, denominator: int) -> Amount:
    """``amount`` × numerator ÷ denominator, half-up, without ever multiplying the whole amount.

    The amount is divided first and only the remainder is multiplied: 9·10¹⁵ × 100.000 would not fit 64 bits.
    """
    whole, part = amount // denominator, amount % denominator
    return whole * numerator + half_up(part * numerator, denominator)


def at_most(value: nw.Expr, limit: nw.Expr) -> nw.Expr:
    """The smaller of the two; null where either is null (``min_horizontal`` would silently drop a missing
    cap).
    """
    return nw.when(value > limit).then(limit).when(value <= limit).then(value)


def within(value: nw.Expr, limit: Rupiah) -> nw.Expr:
    """The value where it lies in 0..``limit``, else null, before any product of it could overflow."""
    return nw.when((value >= 0) & (value <= limit)).then(value)


def rupiah_text(amount: Rupiah) -> str:
    """``1234567`` as ``Rp 1.234.567``."""
    return f"Rp {amount:,}".replace(",", ".")


def percent_text(rate: int) -> str:
    """``1740`` per hundred thousand as ``1,74 %``, ``300`` as ``0,30 %``, ``2000`` as ``2 %``."""
    whole, part = divmod(rate, 1000)
    return f"{whole},{part:03d} %".replace("0 %", " %") if part else f"{whole} %"


def parse_rupiah(text: str) -> Rupiah:
    """Rupiah as a person types it: ``180000000``, ``180.000.000``, ``Rp 180.000.000,00``; else a Refusal."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise Refusal(
            "“{text}” bukan jumlah rupiah. Tulis bilangan bulat tanpa sen, misalnya 180000000 atau 180.000.000.",
            text=text,
        )
    return int(found[1].replace(".", ""))


def require_within(amount: object, *, limit: Rupiah, what: str) -> Rupiah:
    """The amount if it lies in 0..``limit``; else a Refusal that names it (``what``, an Indonesian noun)."""
    if type(amount) is not int or not 0 <= amount <= limit:
        raise Refusal(
            "{what} harus bilangan bulat antara Rp 0 dan {limit}; yang diterima: {amount}.",
            what=what,
            limit=rupiah_text(limit),
            amount=amount,
        )
    return amount
