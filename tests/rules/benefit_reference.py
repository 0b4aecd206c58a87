"""What do JKK and JKM give, found slowly and plainly, with its own transcription of the law and no shared code?

Only ``Decimal`` and plain conditions; every engine is compared with this.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

# First day of each version of the law; the columns of the tables below.
VERSIONS = (date(2012, 4, 23), date(2015, 7, 1), date(2019, 12, 2))
LUMP_SUM = (14_200_000, 16_200_000, 20_000_000)
A_MONTH = (200_000, 200_000, 500_000)
FUNERAL = (2_000_000, 3_000_000, 10_000_000)
# Last month of each band (None: no end) and its per cent.
STMB = (
    ((4, 100), (8, 75), (None, 50)),
    ((6, 100), (12, 75), (None, 50)),
    ((12, 100), (None, 50)),
)
# None: the law did not know it yet.
CAPS: dict[str, tuple[int | None, ...]] = {
    "transport_land": (750_000, 1_000_000, 5_000_000),
    "transport_sea": (1_000_000, 1_500_000, 2_000_000),
    "transport_air": (2_000_000, 2_500_000, 10_000_000),
    "home_care": (None, None, 20_000_000),
    "spectacles": (None, None, 1_000_000),
    "dental": (2_000_000, 3_000_000, 5_000_000),
    "hearing_aid": (None, None, 2_500_000),
}
# Rupiah a year, most years.
SCHOOL = {
    "tk": (1_500_000, 2),
    "sd": (1_500_000, 6),
    "smp": (2_000_000, 3),
    "sma": (3_000_000, 3),
    "higher": (12_000_000, 5),
}
JKM_YEARS = (None, 5, 3)
FATAL, TOTAL = "work_accident_death", "total_permanent_disability"


def version(on: date) -> int:
    """0, 1 or 2: which law holds on this day."""
    return sum(start <= on for start in VERSIONS) - 1


def rupiah(amount: Decimal) -> int:
    """Half-up to the rupiah."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def accident(*, cause: str, wage: int, stmb_months: int, share: int, on: date, **facts: int) -> dict[str, int]:
    """PP 44/2015 Lampiran III; PP 82/2019; PP 53/2012: every line of the programme, and the total."""
    law = version(on)
    amounts = {
        "death": death(wage, law) if cause == FATAL else 0,
        "total_permanent": rupiah(Decimal(wage) * 80 * 70 / 100) if cause == TOTAL else 0,
        "partial_anatomical": partial(wage, share) if cause == "partial_anatomical" else 0,
        "partial_functional": partial(wage, share) if cause == "partial_functional" else 0,
        "periodic": 24 * A_MONTH[law] if cause in (FATAL, TOTAL) else 0,
        "funeral": FUNERAL[law] if cause == FATAL else 0,
        "stmb": while_unable(wage, stmb_months, law),
        "prosthesis": rupiah(Decimal(facts["prosthesis_cost"]) * 140 / 100),
        "scholarship": school(facts, law) if cause in (FATAL, TOTAL) else 0,
    }
    for name, caps in CAPS.items():
        cap = caps[law]
        amounts[name] = 0 if cap is None else min(facts[f"{name}_cost"], cap)
    return amounts | {"total": sum(amounts.values())}


def death(wage: int, law: int) -> int:
    """60 % of 80 months, never less than JKM's lump sum."""
    return max(rupiah(Decimal(wage) * 80 * 60 / 100), LUMP_SUM[law])


def partial(wage: int, share: int) -> int:
    """A share in ten-billionths of 80 months."""
    return rupiah(Decimal(wage) * 80 * share / 10**10)


def while_unable(wage: int, thousandths: int, law: int) -> int:
    """Month by month: each whole month, and the rest of the last, at the per cent of its band."""
    amount, month, left = Decimal(0), 1, thousandths
    while left > 0:
        part = min(left, 1000)
        percent = next(rate for last, rate in STMB[law] if last is None or month <= last)
        amount += Decimal(wage) * percent * part / 100 / 1000
        month, left = month + 1, left - part
    return rupiah(amount)


def school(years: dict[str, Any], law: int) -> int:
    """Nothing before July 2015; then 12 million once; then by level for two children."""
    told = {(child, level): years[f"{child}_{level}"] for child in ("first", "second") for level in SCHOOL}
    if law == 0 or not any(told.values()):
        return 0
    if law == 1:
        return 12_000_000
    return sum(min(count, SCHOOL[level][1]) * SCHOOL[level][0] for (_, level), count in told.items())


def other_death(*, years_contributed: int, on: date, **years: int) -> dict[str, int]:
    """PP 53/2012 Pasal 22; PP 44/2015 and PP 82/2019 Pasal 34."""
    law = version(on)
    least = JKM_YEARS[law]
    amounts = {
        "death": LUMP_SUM[law],
        "periodic": 24 * A_MONTH[law],
        "funeral": FUNERAL[law],
        "scholarship": school(years, law) if least is not None and years_contributed >= least else 0,
    }
    return amounts | {"total": sum(amounts.values())}
