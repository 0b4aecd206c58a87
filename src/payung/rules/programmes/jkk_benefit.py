"""How much does a work accident give (JKK), line by line, by the law of its day?

PP 44/2015 Lampiran III as changed by PP 82/2019; before 1 July 2015 PP 14/1993 as changed by PP 53/2012, the
same lines. One row is one case; rows of any outcome and date may stand in one frame. Construction workers
have the same benefits (PP 44/2015 Pasal 56 ayat (1)).
"""

from itertools import pairwise
from typing import Any

import narwhals as nw

from payung.rules.lines import Fact, Formula, Line, Programme, Role, Row, Sentence, by_date
from payung.rules.money import PER, WAGE_LIMIT, Rupiah, at_rate, half_up, percent_text, rupiah_text
from payung.rules.parameters import parameter
from payung.rules.programmes.benefit_lines import (
    at_share,
    capped_cost,
    equals,
    fixed,
    is_exact,
    is_one_of,
    monthly_sums,
)
from payung.rules.programmes.tariffs import Scale, bracketed
from payung.rules.scholarship import FACTS as SCHOOL_YEARS
from payung.rules.scholarship import scholarship_line

DEATH = "benefit/jkk/death"
DEATH_FLOOR = "benefit/jkk/death_floor"
JKM_DEATH = "benefit/jkm/death"
TOTAL_PERMANENT = "benefit/jkk/total_permanent"
STMB = "benefit/jkk/stmb"
STMB_PART_MONTHS = "benefit/jkk/stmb_part_months"
PROSTHESIS = "benefit/jkk/prosthesis"

DIED, TOTAL = "work_accident_death", "total_permanent_disability"
PARTIAL = ("partial_anatomical", "partial_functional")
CAUSES = (DIED, TOTAL, *PARTIAL, "temporary")
MODES = ("land", "sea", "air")

THOUSANDTHS = 1000
LONGEST_STMB = 600 * THOUSANDTHS
LARGEST_SHARE = 100 * PER * PER
STMB_UNIT = PER // THOUSANDTHS


def _months_of_wage(source: str) -> Formula:
    """A share of so many months' wage: ``{rate, months}``."""

    def of_wage(value: dict[str, int]) -> nw.Expr:
        return at_rate(nw.col("wage") * value["months"], value["rate"])

    return lambda: by_date(parameter(source), of_wage, on=nw.col("on"))


def _death() -> nw.Expr:
    """The floor is JKM's lump sum, on this item alone."""
    amount = nw.col("death_of_wage")

    def at_least(floor: Rupiah) -> nw.Expr:
        return nw.when(amount < floor).then(nw.lit(floor, dtype=nw.Int64)).when(amount >= floor).then(amount)

    return by_date(parameter(JKM_DEATH), at_least, on=nw.col("on"))


def _told_share(row: Row, value: dict[str, int]) -> Sentence:
    parts = f"{percent_text(value['rate'])} × {value['months']} × {rupiah_text(row['wage'])}"
    product = row["wage"] * value["months"] * value["rate"]
    return equals(parts, half_up(product, PER), exact=product % PER == 0)


def _told_death(row: Row, value: dict[str, int]) -> Sentence:
    if not _floor_binds(row):
        return _told_share(row, value)
    facts = {"computed": str(_told_share(row, value)), "floor": rupiah_text(row["death"])}
    return Sentence("{computed}; kurang dari santunan kematian JKM: dipakai {floor}", facts)


def _floor_binds(row: Row) -> bool:
    return bool(row["death_of_wage"] < row["death"])


def _floor_keys(row: Row) -> tuple[str, ...]:
    return (DEATH_FLOOR, JKM_DEATH) if _floor_binds(row) else ()


def _partial(name: str, label: str) -> Line:
    """The row's shares of so many months' wage, for its own cause."""
    source = f"benefit/jkk/{name}"

    def of_wage(months: int) -> nw.Expr:
        return at_share(nw.col("wage") * months, nw.col("share"))

    return Line(
        name,
        label,
        source,
        lambda: by_date(parameter(source), of_wage, on=nw.col("on")),
        applies=is_one_of(name),
        told=lambda row, months: told_partial(row, months, parts=_percent(row["share"])),
    )


def told_partial(row: Row, months: int, *, parts: str) -> Sentence:
    """``parts`` (the shares as text) times the months and the wage."""
    amount = at_share(row["wage"] * months, row["share"])
    text = f"{parts} × {months} × {rupiah_text(row['wage'])}"
    return equals(text, amount, exact=is_exact(row["wage"] * months, row["share"]))


def _percent(share: int) -> str:
    """Ten-billionths as per cent; what is finer than a thousandth of a per cent is written out."""
    whole, part = divmod(share, PER * THOUSANDTHS)
    return f"{whole},{part:08d}".rstrip("0").rstrip(",") + " %"


def _stmb() -> nw.Expr:
    share = by_date(parameter(STMB), lambda value: _weighted(bracketed(value)), on=nw.col("on"))
    return at_share(nw.col("wage"), share)


def _weighted(scale: Scale) -> nw.Expr:
    """The months, each at its share, in ten-billionths of a month's wage; written by the bends of the scale."""
    months = nw.col("stmb_months")
    bends = [(upper.over, upper.rate - lower.rate) for lower, upper in pairwise(scale)]
    return sum((_beyond(months, over) * change for over, change in bends), months * scale[0].rate) * STMB_UNIT


def _beyond(months: nw.Expr, over: int) -> nw.Expr:
    start = over * THOUSANDTHS
    return nw.when(months > start).then(months - start).when(months <= start).then(nw.lit(0, dtype=nw.Int64))


def _told_stmb(row: Row, value: list[dict[str, Any]]) -> Sentence:
    bands = [(_inside(row["stmb_months"], band.over, band.up_to), band.rate) for band in bracketed(value)]
    parts = " + ".join(f"{percent_text(rate)} × {_months_text(months)}" for months, rate in bands if months)
    share = sum(months * rate for months, rate in bands) * STMB_UNIT
    text = f"({parts}) × {rupiah_text(row['wage'])}"
    return equals(text, row["stmb"], exact=is_exact(row["wage"], share))


def _inside(months: int, over: int, up_to: int | None) -> int:
    """The thousandths of a month inside one band."""
    end = months if up_to is None else min(months, up_to * THOUSANDTHS)
    return max(end - over * THOUSANDTHS, 0)


def _months_text(thousandths: int) -> str:
    whole, part = divmod(thousandths, THOUSANDTHS)
    return f"{whole},{part:03d}".rstrip("0") if part else str(whole)


def _part_months_key(row: Row) -> tuple[str, ...]:
    return (STMB_PART_MONTHS,) if row["stmb_months"] % THOUSANDTHS else ()


def _prosthesis() -> nw.Expr:
    price = nw.col("prosthesis_cost")
    return by_date(parameter(PROSTHESIS), lambda extra: at_rate(price, PER + extra), on=nw.col("on"))


def _told_prosthesis(row: Row, extra: int) -> Sentence:
    price = row["prosthesis_cost"]
    parts = f"{percent_text(PER + extra)} × {rupiah_text(price)}"
    return equals(parts, row["prosthesis"], exact=price * (PER + extra) % PER == 0)


_MONEY = (
    ("transport_land_cost", "Biaya angkutan darat, sungai atau danau"),
    ("transport_sea_cost", "Biaya angkutan laut"),
    ("transport_air_cost", "Biaya angkutan udara"),
    ("home_care_cost", "Biaya perawatan di rumah"),
    ("prosthesis_cost", "Harga patokan alat bantu atau alat pengganti"),
    ("spectacles_cost", "Biaya kacamata"),
    ("dental_cost", "Biaya gigi tiruan"),
    ("hearing_aid_cost", "Biaya alat bantu dengar"),
)

JKK_BENEFIT = Programme(
    "jkk_benefit",
    "Manfaat Jaminan Kecelakaan Kerja (JKK)",
    facts=(
        Fact("cause", "Sebab", choices=CAUSES),
        Fact("wage", "Upah sebulan", limit=WAGE_LIMIT),
        Fact("stmb_months", "Lama tidak mampu bekerja, seperseribu bulan", limit=LONGEST_STMB, is_rupiah=False),
        Fact("share", "Jumlah persen cacat, sepersepuluh miliar", limit=LARGEST_SHARE, is_rupiah=False),
        *(Fact(name, label, limit=WAGE_LIMIT) for name, label in _MONEY),
        *SCHOOL_YEARS,
    ),
    lines=(
        Line(
            "death_of_wage",
            "Santunan kematian menurut upah",
            DEATH,
            _months_of_wage(DEATH),
            role=Role.BASIS,
            applies=is_one_of(DIED),
            told=_told_share,
        ),
        Line(
            "death",
            "Santunan kematian",
            DEATH,
            _death,
            applies=is_one_of(DIED),
            told=_told_death,
            rests_on=_floor_keys,
        ),
        Line(
            "total_permanent",
            "Santunan cacat total tetap",
            TOTAL_PERMANENT,
            _months_of_wage(TOTAL_PERMANENT),
            applies=is_one_of(TOTAL),
            told=_told_share,
        ),
        _partial("partial_anatomical", "Santunan cacat sebagian anatomis"),
        _partial("partial_functional", "Santunan cacat sebagian fungsi"),
        monthly_sums("periodic", "Santunan berkala", source="benefit/jkk/periodic", applies=is_one_of(DIED, TOTAL)),
        fixed("funeral", "Biaya pemakaman", source="benefit/jkk/funeral", applies=is_one_of(DIED)),
        Line(
            "stmb",
            "Santunan sementara tidak mampu bekerja (STMB)",
            STMB,
            _stmb,
            applies=lambda: nw.col("stmb_months") > 0,
            told=_told_stmb,
            rests_on=_part_months_key,
        ),
        capped_cost("transport_land", "Angkutan darat, sungai atau danau", source="benefit/jkk/transport_land"),
        capped_cost("transport_sea", "Angkutan laut", source="benefit/jkk/transport_sea"),
        capped_cost("transport_air", "Angkutan udara", source="benefit/jkk/transport_air"),
        capped_cost("home_care", "Perawatan di rumah", source="benefit/jkk/home_care", known_later=True),
        Line(
            "prosthesis",
            "Alat bantu atau alat pengganti anggota badan",
            PROSTHESIS,
            _prosthesis,
            applies=lambda: nw.col("prosthesis_cost") > 0,
            told=_told_prosthesis,
        ),
        capped_cost("spectacles", "Kacamata", source="benefit/jkk/spectacles", known_later=True),
        capped_cost("dental", "Gigi tiruan", source="benefit/jkk/dental"),
        capped_cost("hearing_aid", "Alat bantu dengar", source="benefit/jkk/hearing_aid", known_later=True),
        scholarship_line(entitled=is_one_of(DIED, TOTAL)),
    ),
)
