"""Which day is this cell, in any of the forms the exports and Excel use?"""

import polars as pl

MONTHS = {
    "januari": "jan", "februari": "feb", "pebruari": "feb", "maret": "mar", "april": "apr", "mei": "may",
    "juni": "jun", "juli": "jul", "agustus": "aug", "agt": "aug", "agu": "aug", "september": "sep",
    "oktober": "oct", "okt": "oct", "november": "nov", "nopember": "nov", "desember": "dec", "des": "dec",
    "january": "jan", "february": "feb", "march": "mar", "june": "jun", "july": "jul", "august": "aug",
    "october": "oct", "december": "dec",
}  # fmt: skip
EARLIEST, LATEST = pl.date(1990, 1, 1), pl.date(2100, 12, 31)
EXCEL_EPOCH = pl.date(1899, 12, 30)  # Excel's serial 1 is 1900-01-01, and it believes in 29 February 1900


EARLIEST_BIRTH = pl.date(1900, 1, 1)
YOUNGEST_BIRTH_YEAR = 15  # of two-digit years: 16 and above is 1916…, since nobody born in 2016 works


def as_date(text: pl.Expr, *, earliest: pl.Expr = EARLIEST) -> pl.Expr:
    """Text → Date; None for what is not a day between 1990 (or ``earliest``) and 2100.

    Reads ``2026-03-21[T …]``, ``Mar 9, 2026, 12:00:00AM``, ``09-03-2026``, ``9/3/2026`` (day first),
    ``9 Maret 2026`` and Excel's serial numbers. The day is taken as written, whatever the hour or zone.
    """
    worded = text.str.to_lowercase().str.replace_many(list(MONTHS), list(MONTHS.values()), leftmost=True)
    day = pl.coalesce(
        text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        text.str.extract(r"^(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})")
        .str.replace_all(r"[/.]", "-")
        .str.to_date("%d-%m-%Y", strict=False),
        worded.str.extract(r"^([a-z]{3} \d{1,2}, \d{4})").str.to_date("%b %d, %Y", strict=False),
        worded.str.extract(r"(\d{1,2} [a-z]{3} \d{4})").str.to_date("%d %b %Y", strict=False),
        EXCEL_EPOCH + pl.duration(days=text.str.extract(r"^(\d{5})(?:\.0*)?$").cast(pl.Int64, strict=False)),
    )
    return pl.when(day.is_between(earliest, LATEST)).then(day)


def as_birth(text: pl.Expr) -> pl.Expr:
    """Text → Date of birth, from 1900: as ``as_date``, then month first where no day stands first, then ``17-08-90``.

    A day and month swapped that both may be months (``08-05-1990``) read as written; who compares must ask for both.
    """
    month_first = (
        text.str.extract(r"^(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})")
        .str.replace_all(r"[/.]", "-")
        .str.to_date("%m-%d-%Y", strict=False)
    )
    year_day_month = text.str.extract(r"^(\d{4}-\d{2}-\d{2})").str.to_date("%Y-%d-%m", strict=False)
    parts = text.str.extract_groups(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})$")
    short = birth_of(*(parts.struct[i].cast(pl.Int32, strict=False) for i in range(3)))
    other = pl.coalesce(month_first, year_day_month, short)
    return pl.coalesce(
        as_date(text, earliest=EARLIEST_BIRTH), pl.when(other.is_between(EARLIEST_BIRTH, LATEST)).then(other)
    )


def as_month_end(text: pl.Expr) -> pl.Expr:
    """Text → Date, as ``as_date``; a month alone is its last day: ``2025-06``, ``06/2025``, ``202506``, ``Juni 2025``.

    For what is paid by the month: paid until June is paid until the thirtieth.
    """
    worded = text.str.to_lowercase().str.replace_many(list(MONTHS), list(MONTHS.values()), leftmost=True)
    named = worded.str.extract_groups(r"^([a-z]{3})\.?[\s\-/']+(?:20)?(\d{2})$")
    first = pl.coalesce(
        text.str.extract(r"^(20\d{2}[-/.]\d{1,2})$").str.replace(r"[/.]", "-") + "-1",
        text.str.replace(r"^(\d{1,2})[-/.](20\d{2})$", "$2-$1-1"),
    )
    month = pl.coalesce(
        first.str.to_date("%Y-%m-%d", strict=False),
        text.str.extract(r"^(20\d{4})$").add("01").str.to_date("%Y%m%d", strict=False),
        ("1 " + named.struct[0] + " 20" + named.struct[1]).str.to_date("%d %b %Y", strict=False),
    )
    return pl.coalesce(as_date(text), month.dt.month_end())


def birth_of(day: pl.Expr, month: pl.Expr, two_digits: pl.Expr) -> pl.Expr:
    """The Date of a day, month and the last two digits of the year of a worker's birth; None where there is none."""
    century = pl.when(two_digits > YOUNGEST_BIRTH_YEAR).then(1900).otherwise(2000)
    written = pl.concat_str(century + two_digits, month, day, separator="-")
    return written.str.to_date("%Y-%m-%d", strict=False)


def swapped(day: pl.Expr) -> pl.Expr:
    """The Date with day and month changed about; None where the day is no month."""
    return pl.concat_str(day.dt.year(), day.dt.day(), day.dt.month(), separator="-").str.to_date(
        "%Y-%m-%d", strict=False
    )


def as_days(text: pl.Expr) -> pl.Expr:
    """A duration in words → calendar days: ``45 (empat puluh lima) hari kalender`` → 45; months and weeks too."""
    number = text.str.extract(r"(\d{1,4})").cast(pl.Int64, strict=False)
    unit = text.str.to_lowercase()
    times = pl.when(unit.str.contains("minggu")).then(7).when(unit.str.contains("bulan")).then(30).otherwise(1)
    return pl.when(number > 0).then(number * times)
