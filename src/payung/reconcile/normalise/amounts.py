"""How many whole rupiah does this cell say?"""

import polars as pl

UNITS = {
    "t": 10**12,
    "m": 10**9,
    "j": 10**6,
    "r": 10**3,
}  # triliun, miliar/M, juta/jt, ribu/rb: first letters differ
MOST = 9 * 10**15
FRACTION_DIGITS = 6


def as_rupiah(text: pl.Expr) -> pl.Expr:
    """Text → Int64 rupiah, half a rupiah upwards; None for what is not an amount from 0 to 9·10¹⁵.

    Reads ``2210000000.15``, ``Rp 1.000.000.000,00``, ``1,000,000.00``, ``3,8 Jt``, ``192500000``. A single
    separator before exactly three digits and after at most three groups thousands (``192.500`` is 192,500).
    """
    bare = text.str.to_lowercase().str.replace_all(r"rp\.?|idr|,-+$|\s", "")
    parts = bare.str.extract_groups(r"^([0-9][0-9.,]*)(triliun|miliar|milyar|juta|ribu|jt|rb|t|m)?$")
    digits, unit = parts.struct[0], parts.struct[1].str.slice(0, 1)
    plain = _with_decimal_point(digits)
    whole = plain.str.extract(r"^(\d{1,16})(?:\.|$)").cast(pl.Int64, strict=False)
    fraction = (
        plain.str.extract(r"\.(\d+)$").fill_null("").str.pad_end(FRACTION_DIGITS, "0").str.slice(0, FRACTION_DIGITS)
    )
    times = unit.replace_strict(UNITS, default=1, return_dtype=pl.Int64)
    scale = 10**FRACTION_DIGITS
    fits = whole <= MOST // times
    parted = (fraction.cast(pl.Int64, strict=False) * times + scale // 2) // scale
    amount = pl.when(fits).then(whole).otherwise(None) * times + parted
    return pl.when(amount.is_between(0, MOST)).then(amount)


def as_plain_rupiah(text: pl.Expr) -> pl.Expr:
    """The quick reading of what machines write: ``192500000``, ``2210000000.15``; None for all else.

    What it reads, it reads as ``as_rupiah`` does; ``192.500`` is left to that.
    """
    parts = text.str.splitn(".", 2)
    written, decimals = parts.struct[0], parts.struct[1]
    whole = written.cast(pl.Int64, strict=False)
    grouped = (decimals.str.len_bytes() == 3) & (written.str.len_bytes() <= 3)
    read = decimals.is_null() | (decimals.str.contains(r"^\d+$") & ~grouped)
    rounded = whole + (decimals.str.slice(0, 1) >= "5").fill_null(False).cast(pl.Int64)
    return pl.when(read & written.str.contains(r"^\d{1,16}$") & rounded.is_between(0, MOST)).then(rounded)


def _with_decimal_point(digits: pl.Expr) -> pl.Expr:
    """``1.000,5`` and ``1,000.5`` → ``1000.5``; grouping alone goes."""
    last_comma, last_point = digits.str.contains(r",[^.]*$"), digits.str.contains(r"\.[^,]*$")
    both = digits.str.contains(r"\.") & digits.str.contains(",")
    comma_decimal = digits.str.replace_all(r"\.", "").str.replace(",", ".", literal=True)
    point_decimal = digits.str.replace_all(",", "")
    grouped = digits.str.contains(r"^\d{1,3}([.,]\d{3})+$")
    return (
        pl.when(both & last_comma & ~digits.str.contains(",.*,")).then(comma_decimal)
        .when(both & last_point & ~digits.str.contains(r"\..*\.")).then(point_decimal)
        .when(grouped).then(digits.str.replace_all(r"[.,]", ""))
        .when(digits.str.contains(r"^\d+,\d*$")).then(comma_decimal)
        .when(digits.str.contains(r"^\d+(\.\d*)?$")).then(digits)
    )  # fmt: skip
