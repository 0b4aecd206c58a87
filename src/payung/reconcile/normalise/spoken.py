"""How are an amount, a day and a share said to people in a column of sentences?"""

import polars as pl

ENGLISH_MONTHS = ("January", "February", "March", "May", "June", "July", "August", "October", "December")
MONTHS = ("Januari", "Februari", "Maret", "Mei", "Juni", "Juli", "Agustus", "Oktober", "Desember")


def rupiah(amount: pl.Expr) -> pl.Expr:
    """Int64 → ``Rp 1.234.567``."""
    backwards = amount.cast(pl.String).str.reverse().str.replace_all(r"(\d{3})", "$1.").str.strip_chars_end(".")
    return pl.lit("Rp ") + backwards.str.reverse()


def day(on: pl.Expr) -> pl.Expr:
    """Date → ``9 Maret 2026``."""
    return on.dt.strftime("%-d %B %Y").str.replace_many(list(ENGLISH_MONTHS), list(MONTHS))
