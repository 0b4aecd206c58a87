"""How is a value of the law written for a reader: per cent, with dots, yes or no?"""

from collections.abc import Mapping
from typing import Any

from payung.rules.money import percent_text

RATES = ("rate_per_100000", "share_per_100000")
RATE_NAMES = ("rate", "per_100000")
WORDS: Mapping[Any, str] = {None: "–", True: "ya", False: "tidak"}


def spelled(value: Any, unit: str) -> str:
    """The value in Indonesian, in one line: ``0,21 %``, ``1.500.000``, ``ya``, ``a: 1; b: 2``."""
    if unit == "brackets_per_100000":
        return "; ".join(f"{_bound(row['upper'])}: {percent_text(row['rate'])}" for row in value)
    if unit in RATES:
        return _rates(value)
    if unit == "sen":
        return _rupiah_and_sen(value)
    return _plain(value)


def _bound(upper: int | None) -> str:
    return f"sampai {_thousands(upper)}" if upper is not None else "selebihnya"


def _rates(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {percent_text(rate)}" for name, rate in value.items())
    return ", ".join(map(percent_text, value)) if isinstance(value, list) else percent_text(value)


def _rupiah_and_sen(value: int) -> str:
    whole, sen = divmod(value, 100)
    return f"{_thousands(whole)},{sen:02d}"


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_item(name, item)}" for name, item in value.items())
    if isinstance(value, list):
        return _list(value)
    return WORDS[value] if value is None or isinstance(value, bool) else _thousands(value)


def _item(name: object, item: Any) -> str:
    """One field of a table: what is called a rate is a rate."""
    is_rate = isinstance(item, int) and str(name).endswith(RATE_NAMES)
    return percent_text(item) if is_rate else _plain(item)


def _list(items: list[Any]) -> str:
    separator = " | " if any(isinstance(item, dict) for item in items) else ", "
    return separator.join(map(_plain, items))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
