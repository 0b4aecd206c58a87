"""Which programmes of contributions and of benefits does Payung know, and which one is a worker's?"""

from collections.abc import Mapping
from types import MappingProxyType

from payung.rules.lines import Programme
from payung.rules.programmes.company import COMPANY, COMPANY_CONTRACT
from payung.rules.programmes.jakon_project import JAKON_PROJECT
from payung.rules.programmes.jakon_wage import JAKON_WAGE
from payung.rules.programmes.jht_benefit import JHT_BENEFIT
from payung.rules.programmes.jkk_benefit import JKK_BENEFIT
from payung.rules.programmes.jkm_benefit import JKM_BENEFIT
from payung.rules.programmes.jkp_benefit import JKP_BENEFIT
from payung.rules.programmes.jp_benefit import JP_BENEFIT

PROGRAMMES: Mapping[str, Programme] = MappingProxyType(
    {programme.name: programme for programme in (JAKON_PROJECT, JAKON_WAGE, COMPANY, COMPANY_CONTRACT)}
)

BENEFITS: Mapping[str, Programme] = MappingProxyType(
    {programme.name: programme for programme in (JKK_BENEFIT, JKM_BENEFIT, JHT_BENEFIT, JP_BENEFIT, JKP_BENEFIT)}
)

BY_WORKER: Mapping[str, Programme] = MappingProxyType(
    {"tetap": COMPANY, "pkwt": COMPANY_CONTRACT, "harian": JAKON_WAGE, "borongan": JAKON_WAGE}
)
