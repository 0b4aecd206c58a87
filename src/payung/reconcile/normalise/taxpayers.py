"""Which taxpayer is this: a body by its NPWP, or a person by a NIK?"""

import polars as pl

STAND_IN = r"^(0{10}.*|0?1+|0?9+)$"  # what forms put where there is no NPWP: nine zeros, or one digit all through
NIK_IN_TEXT = r"(^|[^0-9])([1-9][0-9]{3})[0-9]{10}([0-9]{2})([0-9]{6})?(\b|[^0-9])"
MASK_KEPT = 4  # the region's digits; enough to see a wrong region, too few to find a person
SEPARATORS = (r"[ \u00a0]", r"\.", "-")  # one of them all through a NIK: two dates side by side have two kinds


def _parted(gap: str) -> str:
    """Sixteen digits with a gap somewhere, of which the seventh to tenth are a day and a month as a NIK has them."""
    day_and_month = f"{gap}?[0-7]{gap}?[0-9]{gap}?(?:0{gap}?[1-9]|1{gap}?[0-2])"
    head, two, four = f"[1-9](?:{gap}?[0-9]){{3}}", f"(?:{gap}?[0-9]){{2}}", f"(?:{gap}?[0-9]){{4}}"
    return f"(?:({head}){two}{day_and_month}{four}{gap}?([0-9]{gap}?[0-9]))"


PARTED = rf"(^|[^0-9])(?:{'|'.join(map(_parted, SEPARATORS))})(\b|[^0-9])"
PARTED_MASK = "${1}${2}${4}${6}**********${3}${5}${7}${8}"


def as_npwp16(*texts: pl.Expr) -> pl.Expr:
    """The first cell that holds an NPWP, as 16 digits; 15 digits get their leading 0. None when none does.

    A 22-digit NITKU is a place of business, not a taxpayer: its first 16 digits are the taxpayer's.
    """
    found = [_digits16(text) for text in texts]
    return pl.coalesce(*found)


def _digits16(text: pl.Expr) -> pl.Expr:
    digits = text.str.replace(r"^(\d+)\.0$", "$1").str.replace_all(r"[^0-9]", "")  # Excel's 900000019416000.0
    width = digits.str.len_bytes()
    npwp = (
        pl.when(width == 15).then(pl.lit("0") + digits)
        .when((width == 16) | (width == 22)).then(digits.str.slice(0, 16))
    )  # fmt: skip
    return pl.when(~npwp.str.contains(STAND_IN)).then(npwp)


def is_nik(npwp16: pl.Expr) -> pl.Expr:
    """Whether the 16 digits are a person's NIK: bodies begin with 0, provinces with 1 to 9."""
    return ~npwp16.str.starts_with("0")


def taxpayer_key(npwp16: pl.Expr) -> pl.Expr:
    """What two spellings of one taxpayer share: the first nine digits of a body, the whole of a NIK."""
    return pl.when(is_nik(npwp16)).then(npwp16).otherwise(npwp16.str.slice(1, 9))


def masked(npwp16: pl.Expr) -> pl.Expr:
    """The NPWP for people to see: a NIK keeps its region and its last two digits."""
    hidden = npwp16.str.slice(0, MASK_KEPT) + "*" * 10 + npwp16.str.slice(14, 2)
    return pl.when(is_nik(npwp16)).then(hidden).otherwise(npwp16)


def without_niks(text: pl.Expr) -> pl.Expr:
    """Free text with every 16 digits that could be a NIK masked, in one run or parted, in a person's NITKU too."""
    whole = text.str.replace_all(NIK_IN_TEXT, "${1}${2}**********${3}${5}")
    return whole.str.replace_all(PARTED, PARTED_MASK)


def name_without_niks(name: str) -> str:
    """The name of a file or sheet as ``without_niks`` shows it."""
    shown: str = pl.select(without_niks(pl.lit(name))).item()
    return shown
