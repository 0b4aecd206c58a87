"""How are days and numbers written in a letter?"""

from datetime import date

from babel.dates import format_date

LOCALE = "id"


def day_text(on: date) -> str:
    """``30 Juli 2025``."""
    return format_date(on, "d MMMM y", locale=LOCALE)


def day_short(on: date | None) -> str:
    """``30-07-2025``, for tables; nothing for an unknown day."""
    return "" if on is None else f"{on:%d-%m-%Y}"


def weekday_text(on: date) -> str:
    """``Rabu, 30 Juli 2025``."""
    return format_date(on, "EEEE, d MMMM y", locale=LOCALE)


def number_text(amount: int) -> str:
    """``1.234``."""
    return f"{amount:,}".replace(",", ".")
