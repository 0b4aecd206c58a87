"""How much of an old-age saving (JHT) may be taken, and for which reason?

All of it at 56, on death, total permanent disability, or one month after leaving work; once, after ten years,
up to 30 % for a home or up to 10 % for another purpose (PP 46/2015 Pasal 22). JHT is no part of the
construction package.
"""

from typing import Any

import narwhals as nw

from payung.rules.lines import Fact, Formula, Line, Programme, Row, Sentence, by_date
from payung.rules.money import WAGE_LIMIT, at_rate, percent_text, rupiah_text
from payung.rules.parameters import parameter

WHOLE_REASONS = "benefit/jht/whole_reasons"
AFTER_LEAVING = "benefit/jht/after_leaving"
MIN_YEARS = "benefit/jht/partial_min_years"
PARTIAL_TIMES = "benefit/jht/partial_times"
HOUSING = "benefit/jht/housing_share"
OTHER = "benefit/jht/other_share"

REASONS = ("age_56", "death", "total_permanent", "left_work", "housing", "other")
LONGEST_LIFE_MONTHS = 1200


def _is_whole() -> nw.Expr:
    return by_date(parameter(WHOLE_REASONS), nw.col("reason").is_in, on=nw.col("on"))


def _has_waited() -> nw.Expr:
    """True where the reason is leaving work and the waiting time of the row's day is over."""

    def waited(rule: dict[str, Any]) -> nw.Expr:
        months = nw.col("months_since_leaving")
        return months >= rule["waiting_months"] if rule["payable"] else nw.lit(False)

    return (nw.col("reason") == "left_work") & by_date(parameter(AFTER_LEAVING), waited, on=nw.col("on"))


def _partial(reason: str) -> Formula:
    """True where this part is asked for, once enough years have passed."""

    def applies() -> nw.Expr:
        long_enough = by_date(parameter(MIN_YEARS), lambda years: nw.col("years") >= years, on=nw.col("on"))
        return (nw.col("reason") == reason) & long_enough

    return applies


def _share(source: str) -> Formula:
    return lambda: by_date(parameter(source), lambda rate: at_rate(nw.col("balance"), rate), on=nw.col("on"))


def _rests_on_years(row: Row) -> tuple[str, ...]:
    return (MIN_YEARS,)


def _told_whole(row: Row, _: object) -> Sentence:
    return Sentence("seluruh saldo {balance}", {"balance": rupiah_text(row["balance"])})


def _told_share(row: Row, rate: int) -> Sentence:
    facts = {"rate": percent_text(rate), "balance": rupiah_text(row["balance"])}
    return Sentence("paling banyak {rate} × saldo {balance}", facts)


def _cautions(row: Row) -> tuple[Sentence, ...]:
    if row["reason"] in ("housing", "other"):
        return (_partial_caution(row),)
    if row["reason"] == "left_work" and not row["total"]:
        return (_waiting_caution(row),)
    return ()


def _partial_caution(row: Row) -> Sentence:
    years = parameter(MIN_YEARS).at(row["on"])
    if row["years"] < years.value:
        facts = {"years": years.value, "source": years.source}
        return Sentence("Belum {years} tahun menjadi peserta: JHT belum boleh diambil sebagian ({source}).", facts)
    times = parameter(PARTIAL_TIMES).at(row["on"])
    return Sentence(
        "JHT boleh diambil sebagian {times} kali saja selama menjadi peserta ({source}).",
        {"times": times.value, "source": times.source},
    )


def _waiting_caution(row: Row) -> Sentence:
    rule = parameter(AFTER_LEAVING).at(row["on"])
    if not rule.value["payable"]:
        facts = {"source": rule.source}
        return Sentence("Sesudah berhenti bekerja JHT menunggu usia 56 tahun ({source}).", facts)
    return Sentence(
        "JHT baru dibayarkan {months} bulan sesudah berhenti bekerja ({source}).",
        {"months": rule.value["waiting_months"], "source": rule.source},
    )


JHT_BENEFIT = Programme(
    "jht_benefit",
    "Manfaat Jaminan Hari Tua (JHT)",
    facts=(
        Fact("balance", "Saldo JHT", limit=WAGE_LIMIT),
        Fact("reason", "Alasan mengambil JHT", choices=REASONS),
        Fact("years", "Tahun kepesertaan", limit=100, is_rupiah=False),
        Fact("months_since_leaving", "Bulan sejak berhenti bekerja", limit=LONGEST_LIFE_MONTHS, is_rupiah=False),
    ),
    lines=(
        Line(
            "whole",
            "JHT seluruhnya",
            WHOLE_REASONS,
            lambda: nw.col("balance"),
            applies=_is_whole,
            told=_told_whole,
        ),
        Line(
            "after_leaving",
            "JHT sesudah berhenti bekerja",
            AFTER_LEAVING,
            lambda: nw.col("balance"),
            applies=_has_waited,
            told=_told_whole,
        ),
        Line(
            "housing",
            "JHT sebagian untuk rumah",
            HOUSING,
            _share(HOUSING),
            applies=_partial("housing"),
            told=_told_share,
            rests_on=_rests_on_years,
        ),
        Line(
            "other",
            "JHT sebagian untuk keperluan lain",
            OTHER,
            _share(OTHER),
            applies=_partial("other"),
            told=_told_share,
            rests_on=_rests_on_years,
        ),
    ),
    cautions=_cautions,
)
