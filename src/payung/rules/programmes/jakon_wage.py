"""What does a construction project pay for JKK and JKM when the wages are known?

PP 44/2015 Pasal 54(1) and 55(1): a flat rate on the monthly wage of daily, piece-work and fixed-term workers,
whatever the risk group of the company.
"""

from payung.rules.lines import Fact, Programme
from payung.rules.money import WAGE_LIMIT
from payung.rules.programmes.tariffs import contribution

JKK = "jakon/wage/jkk"
JKM = "jakon/wage/jkm"

JAKON_WAGE = Programme(
    "jakon_wage",
    "Jasa konstruksi: pekerja proyek menurut upah",
    facts=(Fact("wage", "Upah sebulan", limit=WAGE_LIMIT),),
    lines=(
        contribution("jkk", "Jaminan Kecelakaan Kerja (JKK)", source=JKK, base="wage"),
        contribution("jkm", "Jaminan Kematian (JKM)", source=JKM, base="wage"),
    ),
)
