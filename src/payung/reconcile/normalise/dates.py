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


def as_date(text: pl.Expr) -> pl.Expr:
    """Text → Date; None for what is not a day between 1990 and 2100.

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
    return pl.when(day.is_between(EARLIEST, LATEST)).then(day)


def as_days(text: pl.Expr) -> pl.Expr:
    """A duration in words → calendar days: ``45 (empat puluh lima) hari kalender`` → 45; months and weeks too."""
    number = text.str.extract(r"(\d{1,4})").cast(pl.Int64, strict=False)
    unit = text.str.to_lowercase()
    times = pl.when(unit.str.contains("minggu")).then(7).when(unit.str.contains("bulan")).then(30).otherwise(1)
    return pl.when(number > 0).then(number * times)
