"""How much cash does one month without work give (JKP), and who does not get it?

A share of the last reported wage up to its cap, by the number of the month and the law of its day
(PP 37/2021 Pasal 21): benefits that were running moved to the new share on 7 February 2025 (PP 6/2025 Pasal
II). One row is one month, so that the share and the cap of a month never reach another. JKP is no part of the
construction package.
"""

from datetime import date
from itertools import accumulate

import narwhals as nw

from payung.rules.lines import Fact, Line, Programme, Role, Row, Sentence, by_cases, by_date
from payung.rules.money import WAGE_LIMIT, at_most, at_rate, percent_text, rupiah_text
from payung.rules.parameters import parameter

CASH = "benefit/jkp/cash"
WAGE_CAP = "benefit/jkp/wage_cap"
CONTRIBUTIONS = "benefit/jkp/contributions"
EXCLUDED = "benefit/jkp/excluded_reasons"
CLAIM_WITHIN = "benefit/jkp/claim_within_months"
MAX_CLAIMS = "benefit/jkp/max_claims"

MOST_MONTHS = 6
Bands = list[dict[str, int]]


def objection_to_jkp(
    *, reason: str, months_paid: int, months_in_a_row: int, months_since: int, on: date
) -> Sentence | None:
    """Why this dismissal gives no JKP by the law of its day ``on``, or None; a Refusal before JKP existed.

    ``months_paid`` counts the last 24 months, ``months_in_a_row`` the months before the dismissal,
    ``months_since`` the months between dismissal and claim.
    """
    excluded, limit = parameter(EXCLUDED).at(on), parameter(CLAIM_WITHIN).at(on)
    if reason in excluded.value:
        return Sentence("Alasan ini tidak memberi JKP ({source}).", {"source": excluded.source})
    if months_since > limit.value:
        return Sentence(
            "Lewat {months} bulan sejak PHK: hak atas JKP hilang ({source}).",
            {"months": limit.value, "source": limit.source},
        )
    return _objection_to_contributions(months_paid, months_in_a_row, on)


def _objection_to_contributions(paid: int, in_a_row: int, on: date) -> Sentence | None:
    needed = parameter(CONTRIBUTIONS).at(on)
    facts = {**needed.value, "paid": paid, "done": in_a_row, "source": needed.source}
    if paid < needed.value["months"]:
        return Sentence("Iuran baru {paid} bulan; perlu {months} bulan dalam {within_months} bulan ({source}).", facts)
    if in_a_row < needed.value["in_a_row"]:
        return Sentence("Iuran baru {done} bulan berturut-turut; perlu {in_a_row} ({source}).", facts)
    return None


def share_of_month(bands: Bands, month: int) -> int:
    """The share of the wage in this month (1 is the first), per hundred thousand; 0 after the last band."""
    ends = accumulate(band["months"] for band in bands)
    return next((band["rate"] for end, band in zip(ends, bands, strict=True) if 1 <= month <= end), 0)


def _base() -> nw.Expr:
    def capped(cap: int) -> nw.Expr:
        return at_most(nw.col("wage"), nw.lit(cap, dtype=nw.Int64))

    return by_date(parameter(WAGE_CAP), capped, on=nw.col("on"))


def _cash() -> nw.Expr:
    def of_month(bands: Bands) -> nw.Expr:
        months = range(MOST_MONTHS + 1)
        return by_cases(
            [(nw.col("month") == month, at_rate(nw.col("base"), share_of_month(bands, month))) for month in months]
        )

    return by_date(parameter(CASH), of_month, on=nw.col("on"))


def _told_base(row: Row, cap: int) -> Sentence:
    facts = {"wage": rupiah_text(row["wage"]), "cap": rupiah_text(cap)}
    if row["wage"] <= cap:
        return Sentence("upah {wage}, di bawah batas {cap}", facts)
    return Sentence("upah {wage}, dihitung sampai batas {cap}", facts)


def _told_cash(row: Row, bands: Bands) -> Sentence:
    return Sentence(
        "bulan ke-{month}: {rate} × {base}",
        {
            "month": row["month"],
            "rate": percent_text(share_of_month(bands, row["month"])),
            "base": rupiah_text(row["base"]),
        },
    )


def _cautions(row: Row) -> tuple[Sentence, ...]:
    facts = {
        "months": parameter(CLAIM_WITHIN).at(row["on"]).value,
        "times": parameter(MAX_CLAIMS).at(row["on"]).value,
    }
    return (Sentence("JKP diajukan paling lambat {months} bulan sejak PHK, paling banyak {times} kali.", facts),)


JKP_BENEFIT = Programme(
    "jkp_benefit",
    "Manfaat Jaminan Kehilangan Pekerjaan (JKP), satu bulan",
    facts=(
        Fact("wage", "Upah terakhir sebulan", limit=WAGE_LIMIT),
        Fact("month", "Bulan ke berapa sejak PHK", limit=MOST_MONTHS, is_rupiah=False),
    ),
    lines=(
        Line("base", "Upah dasar manfaat JKP", WAGE_CAP, _base, role=Role.BASIS, told=_told_base),
        Line("cash", "Uang tunai JKP", CASH, _cash, told=_told_cash, rests_on=lambda row: (WAGE_CAP,)),
    ),
    cautions=_cautions,
)
