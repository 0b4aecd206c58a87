"""How much pension (JP) is paid in its first year, to whom, and when is it a lump sum instead?

1 % × months paid ÷ 12 × weighted average annual wage ÷ 12, the receiver's share of it, then the least and the
most of that year (PP 45/2015 Pasal 17-24). Whoever reaches pension age with less than 180 months gets the
contributions and their returns at once. Later years grow with inflation and are not computed here; JP is no
part of the construction package.
"""

import narwhals as nw

from payung.rules.lines import Fact, Line, Programme, Role, Row, Sentence, by_cases, by_date
from payung.rules.money import PER, WAGE_LIMIT, at_most, at_rate, half_up, percent_text, rupiah_text
from payung.rules.parameters import Status, parameter

ACCRUAL = "benefit/jp/accrual_rate"
MIN_MONTHS = "benefit/jp/min_months"
SHARES = "benefit/jp/shares"
MINIMUM = "benefit/jp/minimum"
MAXIMUM = "benefit/jp/maximum"
LIMITS_COVER_HEIRS = "benefit/jp/limits_cover_heirs"

RECEIVERS = ("old_age", "disability", "spouse", "child", "parent")
HEIRS = ("spouse", "child", "parent")
REGULAR = ("yes", "no")
MOST_MONTHS = 600
MONTHS_SQUARED = 12 * 12


def _is_short() -> nw.Expr:
    return by_date(parameter(MIN_MONTHS), lambda months: nw.col("months") < months, on=nw.col("on"))


def _is_lump_sum() -> nw.Expr:
    return (nw.col("receiver") == "old_age") & _is_short()


def _is_periodic() -> nw.Expr:
    return ~_is_lump_sum()


def _counted_months() -> nw.Expr:
    """The months paid; 180 where fewer were paid, but regularly, before a disability or a death."""
    raised = _is_short() & (nw.col("receiver") != "old_age") & (nw.col("regular") == "yes")
    least = by_date(parameter(MIN_MONTHS), lambda months: nw.lit(months, dtype=nw.Int64), on=nw.col("on"))
    return nw.when(raised).then(least).otherwise(nw.col("months"))


def _by_formula() -> nw.Expr:
    """At most 600 months × 12·10¹² rupiah × 1.000: within 64 bits."""
    wage_months = _counted_months() * nw.col("annual_wage")
    return by_date(parameter(ACCRUAL), lambda rate: half_up(wage_months * rate, MONTHS_SQUARED * PER), on=nw.col("on"))


def _share() -> nw.Expr:
    def of_receiver(shares: dict[str, int]) -> nw.Expr:
        amount = nw.col("by_formula")
        return by_cases([(nw.col("receiver") == who, at_rate(amount, share)) for who, share in shares.items()])

    return by_date(parameter(SHARES), of_receiver, on=nw.col("on"))


def _at_least() -> nw.Expr:
    share, least = nw.col("share"), _limit(MINIMUM)
    return nw.when(share < least).then(least).when(share >= least).then(share)


def _pension() -> nw.Expr:
    return at_most(nw.col("at_least"), _limit(MAXIMUM))


def _limit(source: str) -> nw.Expr:
    return by_date(parameter(source), lambda limit: nw.lit(limit, dtype=nw.Int64), on=nw.col("on"))


def _told_formula(row: Row, rate: int) -> Sentence:
    months = row["months"]
    least: int = parameter(MIN_MONTHS).at(row["on"]).value
    if row["receiver"] != "old_age" and row["regular"] == "yes":
        months = max(months, least)
    return Sentence(
        "{rate} × {months} bulan ÷ 12 × {wage} setahun ÷ 12 = {amount}",
        {
            "rate": percent_text(rate),
            "months": months,
            "wage": rupiah_text(row["annual_wage"]),
            "amount": rupiah_text(row["by_formula"]),
        },
    )


def _told_share(row: Row, shares: dict[str, int]) -> Sentence:
    return Sentence(
        "{rate} × {amount}",
        {"rate": percent_text(shares[row["receiver"]]), "amount": rupiah_text(row["by_formula"])},
    )


def _told_least(row: Row, least: int) -> Sentence:
    return Sentence("paling sedikit {least} sebulan", {"least": rupiah_text(least)})


def _told_most(row: Row, most: int) -> Sentence:
    return Sentence("paling banyak {most} sebulan", {"most": rupiah_text(most)})


def _rests_on(row: Row) -> tuple[str, ...]:
    """The formula, the share and the least; for an heir at a limit also that the limits cover heirs."""
    is_inferred = row["receiver"] in HEIRS and row["pension"] != row["share"]
    return (ACCRUAL, SHARES, MINIMUM, *((LIMITS_COVER_HEIRS,) if is_inferred else ()))


def _told_lump_sum(row: Row, months: int) -> Sentence:
    return Sentence(
        "masa iur {months} bulan, kurang dari {least} bulan: akumulasi iuran dan hasil pengembangannya",
        {"months": row["months"], "least": months},
    )


def _cautions(row: Row) -> tuple[Sentence, ...]:
    """Nothing to warn of where the contributions are paid back at once."""
    if not row["pension"]:
        return ()
    return (*_limit_cautions(row), *_heir_cautions(row), *_short_cautions(row))


def _limit_cautions(row: Row) -> tuple[Sentence, ...]:
    """A limit that made the amount and was not read in the law's own words."""
    limits = (parameter(MINIMUM).at(row["on"]), parameter(MAXIMUM).at(row["on"]))
    return tuple(
        Sentence(
            "Batas manfaat pensiun {limit} belum pasti ({source}).",
            {"limit": rupiah_text(limit.value), "source": limit.source},
        )
        for limit in limits
        if limit.value == row["pension"] and limit.status is not Status.CONFIRMED
    )


def _heir_cautions(row: Row) -> tuple[Sentence, ...]:
    if LIMITS_COVER_HEIRS not in _rests_on(row):
        return ()
    facts = {"source": parameter(LIMITS_COVER_HEIRS).at(row["on"]).source}
    return (Sentence("Bahwa batas berlaku sesudah bagian ahli waris adalah simpulan dari {source}.", facts),)


def _short_cautions(row: Row) -> tuple[Sentence, ...]:
    if row["receiver"] == "old_age" or row["regular"] == "yes":
        return ()
    least = parameter(MIN_MONTHS).at(row["on"])
    if row["months"] >= least.value:
        return ()
    return (
        Sentence(
            "Masa iur kurang dari {least} bulan dan tidak rutin: dihitung menurut masa iur sebenarnya; "
            "PP 45/2015 tidak mengaturnya. Pastikan dengan cabang.",
            {"least": least.value},
        ),
    )


JP_BENEFIT = Programme(
    "jp_benefit",
    "Manfaat Jaminan Pensiun (JP), tahun pertama",
    facts=(
        Fact("months", "Masa iur dalam bulan", limit=MOST_MONTHS, is_rupiah=False),
        Fact("annual_wage", "Rata-rata upah setahun tertimbang", limit=12 * WAGE_LIMIT),
        Fact("balance", "Akumulasi iuran dan hasil pengembangannya", limit=WAGE_LIMIT),
        Fact("receiver", "Penerima manfaat pensiun", choices=RECEIVERS),
        Fact("regular", "Iuran dibayar rutin", choices=REGULAR),
    ),
    lines=(
        Line(
            "by_formula",
            "Manfaat pensiun menurut rumus",
            ACCRUAL,
            _by_formula,
            role=Role.BASIS,
            applies=_is_periodic,
            told=_told_formula,
        ),
        Line(
            "share",
            "Bagian penerima",
            SHARES,
            _share,
            role=Role.BASIS,
            applies=_is_periodic,
            told=_told_share,
        ),
        Line(
            "at_least",
            "Manfaat pensiun sesudah batas paling sedikit",
            MINIMUM,
            _at_least,
            role=Role.BASIS,
            applies=_is_periodic,
            told=_told_least,
        ),
        Line(
            "pension",
            "Manfaat pensiun sebulan",
            MAXIMUM,
            _pension,
            applies=_is_periodic,
            told=_told_most,
            rests_on=_rests_on,
        ),
        Line(
            "lump_sum",
            "Manfaat pensiun sekaligus",
            MIN_MONTHS,
            lambda: nw.col("balance"),
            applies=_is_lump_sum,
            told=_told_lump_sum,
        ),
    ),
    cautions=_cautions,
)
