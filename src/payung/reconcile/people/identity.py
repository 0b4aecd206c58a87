"""Which person does a row claim to be: NIK, name, birth, telephone, KPJ, as keys that survive Excel and typing?

Excel keeps 15 digits of a number and turns the sixteenth to zero, or writes it as 3,67E+15; forms add spaces and
points. A NIK says region, birth date and serial, so one wrong digit leaves two of the three whole.
"""

import polars as pl

from payung.identifiers.nik import LENGTH, WOMAN_DAY_OFFSET
from payung.reconcile.normalise.dates import birth_of
from payung.reconcile.normalise.distinct import parse_together
from payung.reconcile.people.names import with_names

IDENTITY = {
    "nik": pl.String, "nik_region": pl.String, "nik_birth": pl.String, "nik_serial": pl.String,
    "nik_head": pl.String, "nik_tail": pl.String, "kpj_key": pl.String, "phone": pl.String,
    "born_key": pl.Date,
}  # fmt: skip
SCIENTIFIC = r"^([1-9])[.,](\d{14,15})E\+?15$"  # fewer decimals have lost the person
STAND_IN = r"^(1234567890\d*|9876543210\d*|1{16}|2{16}|3{16}|4{16}|5{16}|6{16}|7{16}|8{16}|9{16})$"
LONG_NUMBER = r"\d(?:[ .'\-]?\d){13,}"  # a NIK, whole or one digit short, however it is parted


def with_identity(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds the columns IDENTITY and those of ``names.with_names``.

    ``rows`` has ``nik_written``, ``kpj``, ``hp`` and ``name`` as text and ``born`` as Date; a NIK in the place of
    the KPJ is taken as the NIK and taken out of ``kpj``.
    """
    digits = nik_digits(pl.col("nik_written"))
    strayed = nik_digits(pl.col("kpj"))
    read = rows.with_columns(nik_written=pl.coalesce(digits, strayed), kpj=pl.when(strayed.is_null()).then("kpj"))
    whole = pl.when(pl.col("nik_written").str.len_bytes() == LENGTH).then("nik_written")
    keyed = read.with_columns(
        nik=whole,
        nik_region=whole.str.slice(0, 6),
        nik_birth=whole.str.slice(6, 6),
        nik_serial=whole.str.slice(12, 4),
        nik_head=pl.col("nik_written").str.head(LENGTH - 1),
        nik_tail=pl.col("nik_written").str.tail(LENGTH - 1),
        kpj_key=kpj_key(pl.col("kpj")),
        phone=phone_key(pl.col("hp")),
    )
    (told,) = parse_together([keyed["nik_birth"]], birth_told)
    return with_names(keyed.with_columns(born_key=pl.coalesce("born", told)), "name")


def nik_digits(text: pl.Expr) -> pl.Expr:
    """The 16 digits of a NIK as written, or 15 where one was lost; None for anything else.

    ``3,67199908900000E+15`` → 16 digits, of which the last is Excel's zero; spaces, points and marks go.
    """
    parts = text.str.to_uppercase().str.extract_groups(SCIENTIFIC)
    grown = (parts.struct[0] + parts.struct[1]).str.head(LENGTH).str.pad_end(LENGTH, "0")
    plain = text.str.replace(r"\.0+$", "").str.replace_all(r"[\s.,'`\-/]", "")
    digits = pl.coalesce(grown, pl.when(plain.str.contains(r"^[1-9]\d{14,15}$")).then(plain))
    return pl.when(~digits.str.contains(STAND_IN)).then(digits)


def birth_told(digits: pl.Expr) -> pl.Expr:
    """The birth date that the seventh to twelfth digit of a NIK tell; None where they tell none."""
    day, month, year = (digits.str.slice(at, 2).cast(pl.Int32, strict=False) for at in (0, 2, 4))
    return birth_of(pl.when(day > WOMAN_DAY_OFFSET).then(day - WOMAN_DAY_OFFSET).otherwise(day), month, year)


def kpj_key(text: pl.Expr) -> pl.Expr:
    """A KPJ without marks, case and the zeros Excel drops in front; fewer than six signs is no KPJ."""
    key = text.str.to_uppercase().str.replace(r"\.0+$", "").str.replace_all(r"[^A-Z0-9]", "").str.strip_chars_start("0")
    return pl.when(key.str.len_bytes().is_between(6, 13) & key.str.contains(r"\d{5}")).then(key)


def phone_key(text: pl.Expr) -> pl.Expr:
    """The first mobile number of a cell without its 0 or +62; None where there is none."""
    packed = text.str.replace(r"\.0+$", "").str.replace_all(r"[\s.\-()]", "")
    return packed.str.extract(r"(?:^|\D)(?:\+?62|0)?(8[1-9]\d{7,10})(?:\D|$)")


def hidden(text: pl.Expr) -> pl.Expr:
    """Text with every number long enough for a NIK struck out, for excerpts of refused rows."""
    return text.str.replace_all(LONG_NUMBER, "****************")
