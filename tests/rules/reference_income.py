"""What do JHT, JP and JKP give, found slowly and plainly, with its own transcription of the law?

Only ``Decimal`` and plain conditions; every engine is compared with this.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

# First day, least and most pension a month.
PENSION_LIMITS = (
    (date(2015, 7, 1), 300_000, 3_600_000),
    (date(2016, 3, 1), 310_050, 3_720_600),
    (date(2017, 3, 1), 319_450, 3_833_000),
    (date(2018, 3, 1), 331_000, 3_971_400),
    (date(2019, 3, 1), 341_400, 4_095_750),
    (date(2020, 3, 1), 350_700, 4_207_200),
    (date(2021, 3, 1), 356_600, 4_277_900),
    (date(2022, 3, 1), 363_300, 4_357_900),
    (date(2023, 3, 1), 383_400, 4_598_100),
    (date(2024, 3, 1), 393_500, 4_718_200),
    (date(2025, 3, 1), 399_700, 4_792_300),
)
LAST_PENSION_DAY = date(2026, 2, 28)
SHARE_PERCENT = {"old_age": 100, "disability": 100, "spouse": 50, "child": 50, "parent": 20}


def rupiah(amount: Decimal) -> int:
    """Half-up to the rupiah."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def saving(balance: int, reason: str, years: int, months_since_leaving: int, on: date) -> dict[str, int]:
    """PP 46/2015 Pasal 22; Permenaker 19/2015 and 4/2022 for those who left."""
    amounts = {"whole": 0, "after_leaving": 0, "housing": 0, "other": 0}
    if reason in ("age_56", "death", "total_permanent"):
        amounts["whole"] = balance
    elif reason == "left_work":
        if on >= date(2015, 9, 1) and months_since_leaving >= 1:
            amounts["after_leaving"] = balance
    elif years >= 10:
        percent = 30 if reason == "housing" else 10
        amounts[reason] = rupiah(Decimal(balance) * percent / 100)
    return amounts | {"total": sum(amounts.values())}


def pension(months: int, annual_wage: int, balance: int, receiver: str, regular: str, on: date) -> dict[str, int]:
    """PP 45/2015 Pasal 17 to 24, the first year."""
    amounts = {"by_formula": 0, "share": 0, "at_least": 0, "pension": 0, "lump_sum": 0}
    if receiver == "old_age" and months < 180:
        amounts["lump_sum"] = balance
        return amounts | {"total": balance}
    if receiver != "old_age" and regular == "yes" and months < 180:
        months = 180
    _, least, most = [limits for limits in PENSION_LIMITS if limits[0] <= on][-1]
    by_formula = rupiah(Decimal(1) * months * annual_wage / (100 * 12 * 12))
    share = rupiah(Decimal(by_formula) * SHARE_PERCENT[receiver] / 100)
    amounts |= {"by_formula": by_formula, "share": share, "at_least": max(share, least)}
    amounts["pension"] = min(amounts["at_least"], most)
    return amounts | {"total": amounts["pension"]}


def cash(wage: int, month: int, on: date) -> dict[str, int]:
    """PP 37/2021 Pasal 21, and as changed by PP 6/2025 from 7 February 2025."""
    base = min(wage, 5_000_000)
    percent = 45 if month <= 3 else 25
    if on >= date(2025, 2, 7):
        percent = 60
    amount = rupiah(Decimal(base) * percent / 100) if month else 0
    return {"base": base, "cash": amount, "total": amount}
