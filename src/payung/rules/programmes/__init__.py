"""Which programmes does Payung know, and which one is a worker's?"""

from collections.abc import Mapping
from types import MappingProxyType

from payung.rules.lines import Programme
from payung.rules.programmes.company import COMPANY, COMPANY_CONTRACT
from payung.rules.programmes.jakon_project import JAKON_PROJECT
from payung.rules.programmes.jakon_wage import JAKON_WAGE

PROGRAMMES: Mapping[str, Programme] = MappingProxyType(
    {programme.name: programme for programme in (JAKON_PROJECT, JAKON_WAGE, COMPANY, COMPANY_CONTRACT)}
)

BY_WORKER: Mapping[str, Programme] = MappingProxyType(
    {"tetap": COMPANY, "pkwt": COMPANY_CONTRACT, "harian": JAKON_WAGE, "borongan": JAKON_WAGE}
)
