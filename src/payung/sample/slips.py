"""How do hands and Excel damage a column of NIKs, names, dates and telephones?

Each table names the kinds of damage with their shares in per cent; ``right`` leaves the cell as it is. The kind that
struck each row is kept, so that whoever measures can say which damage hurts.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from random import Random

import polars as pl

from payung.sample.lots import below, lots, spun, table

Slip = Callable[[pl.Expr], pl.Expr]
AT, OTHER = "__at", "__other"  # columns with a random place and a random number of each row
EXCEL_EPOCH = dt.date(1899, 12, 30)
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def struck(text: pl.Series, draw: Random, shares: Mapping[str, float], slips: Mapping[str, Slip]) -> pl.DataFrame:
    """The column with its damage, ``text`` and ``kind``; a kind without a slip leaves the text alone."""
    count = len(text)
    rows = pl.DataFrame({"text": text, "kind": spun(draw, count, table(shares))}).with_row_index()
    rows = rows.with_columns(pl.Series(AT, below(draw, count, 1 << 20)), pl.Series(OTHER, lots(draw, count)))
    hit = rows.filter(pl.col("kind").is_in(list(slips))).partition_by("kind", as_dict=True)
    spelled = [part.with_columns(text=slips[str(kind)](pl.col("text"))) for (kind,), part in sorted(hit.items())]
    whole = rows.filter(~pl.col("kind").is_in(list(slips)))
    return pl.concat([whole, *spelled]).sort("index").select("text", "kind")


def _at(text: pl.Expr, *, last: int = 0) -> pl.Expr:
    """A place in the text, not among its ``last`` characters."""
    room = text.str.len_chars().cast(pl.Int64) - last
    return pl.col(AT) % pl.max_horizontal(room, pl.lit(1))


def _wrong_digit(digits: pl.Expr, at: pl.Expr) -> pl.Expr:
    digit = (digits.str.slice(at, 1).cast(pl.Int64) + 1 + pl.col(OTHER) % 9) % 10
    return digits.str.slice(0, at) + digit.cast(pl.String) + digits.str.slice(at + 1)


def _swapped(text: pl.Expr) -> pl.Expr:
    return _swapped_at(text, _at(text, last=1))


def _swapped_at(text: pl.Expr, at: pl.Expr) -> pl.Expr:
    return text.str.slice(0, at) + text.str.slice(at + 1, 1) + text.str.slice(at, 1) + text.str.slice(at + 2)


def _past_district(places: int, *, wide: int) -> pl.Expr:
    """One of so many places of a NIK, passing over the ``wide`` ones that touch the fifth digit.

    With another fifth digit the district could be one that exists, and the NIK somebody's.
    """
    at, first = pl.col(AT) % places, 5 - wide
    return pl.when(at < first).then(at).otherwise(at + wide)


def _dropped(text: pl.Expr) -> pl.Expr:
    at = _at(text)
    return text.str.slice(0, at) + text.str.slice(at + 1)


def _doubled(text: pl.Expr) -> pl.Expr:
    at = _at(text)
    return text.str.slice(0, at + 1) + text.str.slice(at)


def _scientific(digits: pl.Expr, *, kept: int) -> pl.Expr:
    """3,67199908900000E+15 keeps 15 digits, 3,67E+15 has lost the person."""
    return pl.format("{},{}E+15", digits.str.slice(0, 1), digits.str.slice(1, kept))


def _spaced(digits: pl.Expr) -> pl.Expr:
    parts = [digits.str.slice(at, 4) for at in (0, 4, 8, 12)]
    return pl.concat_str(parts, separator=" ")


def _emptied(text: pl.Expr) -> pl.Expr:
    return pl.lit(None, dtype=pl.String)


NIK: Mapping[str, Slip] = {
    "missing": _emptied,
    "float": lambda digits: _scientific(digits, kept=14),
    "float short": lambda digits: _scientific(digits, kept=5),
    "last zero": lambda digits: digits.str.slice(0, 15) + pl.lit("0"),
    "digit": lambda digits: _wrong_digit(digits, _past_district(15, wide=1)),
    "swapped": lambda digits: _swapped_at(digits, _past_district(13, wide=2)),
    "lost digit": _dropped,
    "spaced": _spaced,
    "quoted": lambda digits: pl.format("'{}", digits),
}


def _prophet(name: pl.Expr) -> pl.Expr:
    """Muhammad as it is shortened and spelled; other names gain nothing."""
    forms = pl.Series(["M.", "MOH.", "MUH.", "MOCH.", "MOHAMAD", "MUHAMAD", "MOCHAMMAD", "M", "MOHAMMAD", "MUCH."])
    form = pl.lit(forms).gather(pl.col(OTHER) % len(forms))
    return pl.when(name.str.starts_with("MUHAMMAD ")).then(form + name.str.slice(8)).otherwise(name)


def _old(name: pl.Expr) -> pl.Expr:
    """Soejatno, Djoko, Tjetjep: the spelling before 1972."""
    return name.str.replace_many({"U": "OE", "J": "DJ", "C": "TJ", "Y": "J", "SY": "SJ", "KH": "CH"}, leftmost=True)


def _alike(name: pl.Expr) -> pl.Expr:
    """One letter that sounds like another."""
    pairs = (("F", "P"), ("Z", "S"), ("DI", "DY"), ("I", "Y"), ("A", "O"), ("KH", "H"), ("SY", "S"), ("U", "O"))
    options = [name.str.replace(a, b, literal=True) for a, b in pairs]
    chosen = options[0]
    for number, option in enumerate(options[1:], start=1):
        chosen = pl.when(pl.col(OTHER) % len(pairs) == number).then(option).otherwise(chosen)
    return chosen


def _initial(name: pl.Expr) -> pl.Expr:
    """The last word as its first letter."""
    return name.str.replace(r"^(.+ \w)\w+$", "${1}.")


def _turned(name: pl.Expr) -> pl.Expr:
    return name.str.replace(r"^(.+) (\w+)$", "${2} ${1}")


def _titled(name: pl.Expr) -> pl.Expr:
    titles = pl.Series(["H. ", "BPK ", "SDR. ", "H ", "PAK ", "UST. "])
    return pl.lit(titles).gather(pl.col(OTHER) % len(titles)) + name


NAME: Mapping[str, Slip] = {
    "titlecase": lambda name: name.str.to_titlecase(),
    "prophet": _prophet,
    "old": _old,
    "alike": _alike,
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped": _swapped,
    "initial": _initial,
    "short": lambda name: name.str.replace(r"^(.+) \w+$", "${1}"),
    "turned": _turned,
    "titled": _titled,
    "degree": lambda name: name + pl.lit(", S.T."),
    "joined": lambda name: name.str.replace(" ", "", literal=True),
    "missing": _emptied,
}


def _day(iso: pl.Expr) -> pl.Expr:
    return iso.str.to_date("%Y-%m-%d")


def _turned_day(iso: pl.Expr) -> pl.Expr:
    """Month and day changed about where the day may be a month; else as written."""
    other = pl.concat_str(iso.str.slice(5, 2), iso.str.slice(8, 2), iso.str.slice(0, 4), separator="-")
    return pl.when(iso.str.slice(8, 2).cast(pl.Int32) <= 12).then(other).otherwise(dashed(iso))


def _worded(iso: pl.Expr) -> pl.Expr:
    month = pl.lit(pl.Series(MONTHS)).gather(iso.str.slice(5, 2).cast(pl.Int64) - 1)
    return pl.format("{} {} {}", iso.str.slice(8, 2).str.strip_chars_start("0"), month, iso.str.slice(0, 4))


def _serial(iso: pl.Expr) -> pl.Expr:
    return (_day(iso) - pl.lit(EXCEL_EPOCH)).dt.total_days().cast(pl.String)


def dashed(iso: pl.Expr) -> pl.Expr:
    """17-08-1990 from 1990-08-17."""
    return pl.concat_str(iso.str.slice(8, 2), iso.str.slice(5, 2), iso.str.slice(0, 4), separator="-")


BIRTH_ISO: Mapping[str, Slip] = {
    "turned": lambda iso: pl.concat_str(iso.str.slice(0, 5), iso.str.slice(8, 2), pl.lit("-"), iso.str.slice(5, 2)),
    "other year": lambda iso: _day(iso).dt.offset_by("1y").cast(pl.String),
    "new year": lambda iso: iso.str.slice(0, 4) + pl.lit("-01-01"),
    "missing": _emptied,
}
BIRTH: Mapping[str, Slip] = {
    "dashed": dashed,
    "slashed": lambda iso: dashed(iso).str.replace_all("-", "/", literal=True),
    "worded": _worded,
    "serial": _serial,
    "turned": _turned_day,
    "other year": lambda iso: dashed(_day(iso).dt.offset_by("1y").cast(pl.String)),
    "new year": lambda iso: pl.format("01-01-{}", iso.str.slice(0, 4)),
    "missing": _emptied,
}
PHONE: Mapping[str, Slip] = {
    "missing": _emptied,
    "plus": lambda phone: pl.format("+62{}", phone.str.slice(1)),
    "no zero": lambda phone: phone.str.slice(1),
    "dashed": lambda phone: pl.format("{}-{}-{}", phone.str.slice(0, 4), phone.str.slice(4, 4), phone.str.slice(8)),
    "digit": lambda phone: _wrong_digit(phone, 4 + _at(phone, last=4)),  # its code stays one that no network bears
}
