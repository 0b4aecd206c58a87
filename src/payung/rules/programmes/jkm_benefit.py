"""How much does a death that is no work accident give (JKM), line by line, by the law of its day?

PP 44/2015 Pasal 34 as changed by PP 82/2019; before 1 July 2015 PP 53/2012 Pasal 22. The sums do not hang on
the wage. The scholarship needs years of contributions: five, since 2 December 2019 three.
"""

import narwhals as nw

from payung.rules.lines import Fact, Programme, Row, by_date
from payung.rules.parameters import parameter
from payung.rules.programmes.benefit_lines import fixed, monthly_sums
from payung.rules.scholarship import FACTS as SCHOOL_YEARS
from payung.rules.scholarship import scholarship_line

MIN_YEARS = "benefit/scholarship/jkm_min_years"
LONGEST_WORKING_LIFE = 100


def _long_enough() -> nw.Expr:
    years = nw.col("years_contributed")
    return by_date(parameter(MIN_YEARS), lambda least: years >= least, on=nw.col("on"))


def _min_years_key(row: Row) -> tuple[str, ...]:
    return (MIN_YEARS,)


JKM_BENEFIT = Programme(
    "jkm_benefit",
    "Manfaat Jaminan Kematian (JKM)",
    facts=(
        Fact("years_contributed", "Masa iur, tahun", limit=LONGEST_WORKING_LIFE, is_rupiah=False),
        *SCHOOL_YEARS,
    ),
    lines=(
        fixed("death", "Santunan kematian", source="benefit/jkm/death"),
        monthly_sums("periodic", "Santunan berkala", source="benefit/jkm/periodic"),
        fixed("funeral", "Biaya pemakaman", source="benefit/jkm/funeral"),
        scholarship_line(entitled=_long_enough, rests_on=_min_years_key),
    ),
)
