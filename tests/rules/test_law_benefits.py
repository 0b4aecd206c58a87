"""Is every number of the benefits in the law, with its value on each side of a change, and no surer than its source?"""

import datetime as dt
from typing import Any

import pytest
import test_law
import test_law_claims
import test_law_workers
import test_remedy

from payung.rules.parameters import Status, law, parameter

# Every group of the compiled benefits, and the keys that carry it.
GROUPS = {
    "meta": ["meta/instruments"],
    "jkk": [
        "transport_land", "transport_sea", "transport_air", "transport_modes", "transport_trips",
        "stmb", "stmb_payee", "stmb_part_months", "partial_anatomical", "partial_functional", "total_permanent",
        "partial_sum_cap", "death", "death_floor", "periodic", "funeral", "home_care", "home_care_years",
        "inpatient_class", "medical_cost_cap", "medical_rehabilitation_cap", "dental", "hearing_aid", "spectacles",
        "prosthesis", "left_handed", "binocular_efficiency", "degree_set_by", "part_steps",
    ],
    "jkm": ["death", "periodic", "funeral", "total", "active_participation", "no_heir_funeral_to"],
    "scholarship": [
        "amount", "max_children", "max_per_child", "max_per_participant", "jkk_min_years", "jkm_min_years",
        "jkk_events", "ends_when", "claimed", "work_exceptions", "documents",
    ],
    "jht": [
        "whole_reasons", "partial_min_years", "housing_share", "other_share", "partial_times", "after_leaving",
    ],
    "jp": [
        "accrual_rate", "indexation", "min_months", "regular_payment", "shares", "limits_cover_heirs", "minimum",
        "maximum", "pension_age",
    ],
    "jkp": ["cash", "wage_cap", "contributions", "excluded_reasons", "claim_within_months", "max_claims"],
}  # fmt: skip
ALONE = ["benefit/heirs", "benefit/rounding", "benefit/version_by"]
WAGE_BASIS = [
    "wage/labour_law_daily_divisor", "wage/daily_multiplier", "wage/project_daily_multiplier",
    "wage/project_daily_choices", "wage/observed_daily_multiplier", "wage/benefit_basis", "wage/trainee",
    "wage/labour_law_piece_work_months", "wage/piece_work_months", "wage/weather_piece_work_months",
    "wage/contribution_without_wage", "wage/project_benefit_basis", "wage/daily_wage_is_registered",
    "wage/unknown_wage",
]  # fmt: skip
PARTS_OF_THE_BODY = 46


def grouped() -> set[str]:
    names = {f"benefit/{group}/{name}" for group, keys in GROUPS.items() if group != "meta" for name in keys}
    return names | set(ALONE)


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "meta"])
def test_the_law_carries_the_group(group: str) -> None:
    assert [name for name in GROUPS[group] if f"benefit/{group}/{name}" not in law()] == []


def test_the_wage_basis_is_in_the_law() -> None:
    assert [key for key in WAGE_BASIS if key not in law()] == []


def test_no_benefit_is_without_a_place_in_the_source() -> None:
    held = {key for key in law() if key.startswith("benefit/") and not key.startswith("benefit/disability/")}
    assert held == grouped()
    assert sum(key.startswith("benefit/disability/") for key in law()) == PARTS_OF_THE_BODY


D2012, D2015, D2019 = dt.date(2012, 4, 23), dt.date(2015, 7, 1), dt.date(2019, 12, 2)
SURE, SECOND, GUESS, MEMORY = Status.CONFIRMED, Status.SECONDARY, Status.INFERRED, Status.MEMORY

# Value and status from 23 April 2012, 1 July 2015 and 2 December 2019 on; None: the law knows none yet.
BY_DATE: dict[str, tuple[tuple[Any, Status] | None, ...]] = {
    "jkk/transport_land": ((750_000, SURE), (1_000_000, SURE), (5_000_000, SURE)),
    "jkk/transport_sea": ((1_000_000, SURE), (1_500_000, SURE), (2_000_000, SURE)),
    "jkk/transport_air": ((2_000_000, SURE), (2_500_000, SURE), (10_000_000, SURE)),
    "jkk/transport_modes": (("cap_of_each_mode", SURE), ("cap_of_each_mode", GUESS), ("cap_of_each_mode", SURE)),
    "jkk/stmb": (
        ([{"upper": 4, "rate": 100_000}, {"upper": 8, "rate": 75_000}, {"upper": None, "rate": 50_000}], SURE),
        ([{"upper": 6, "rate": 100_000}, {"upper": 12, "rate": 75_000}, {"upper": None, "rate": 50_000}], SURE),
        ([{"upper": 12, "rate": 100_000}, {"upper": None, "rate": 50_000}], SURE),
    ),
    "jkk/partial_anatomical": ((80, SURE), (80, SURE), (80, SURE)),
    "jkk/partial_functional": ((80, SURE), (80, SURE), (80, SURE)),
    "jkk/total_permanent": (({"rate": 70_000, "months": 80}, SURE),) * 3,
    "jkk/death": (({"rate": 60_000, "months": 80}, SURE),) * 3,
    "jkk/death_floor": (("benefit/jkm/death", SURE), ("benefit/jkm/death", GUESS), ("benefit/jkm/death", SURE)),
    "jkk/periodic": (
        ({"monthly": 200_000, "months": 24}, SURE),
        ({"monthly": 200_000, "months": 24}, SURE),
        ({"monthly": 500_000, "months": 24}, SURE),
    ),
    "jkk/funeral": ((2_000_000, SURE), (3_000_000, SURE), (10_000_000, SURE)),
    "jkk/home_care": (None, None, (20_000_000, SURE)),
    "jkk/home_care_years": (None, None, (1, SURE)),
    "jkk/dental": ((2_000_000, SURE), (3_000_000, MEMORY), (5_000_000, MEMORY)),
    "jkk/hearing_aid": (None, None, (2_500_000, MEMORY)),
    "jkk/spectacles": (None, None, (1_000_000, SURE)),
    "jkk/prosthesis": ((40_000, SURE), (40_000, SURE), (40_000, SURE)),
    "jkk/medical_cost_cap": (({"rupiah": 20_000_000}, SURE), ({"rupiah": None}, SURE), ({"rupiah": None}, SURE)),
    "jkk/partial_sum_cap": (({"share_per_100000": None}, GUESS),) * 3,
    "version_by": (("accident_date", GUESS),) * 3,
    "jkk/stmb_part_months": (("proportional", GUESS),) * 3,
    "jkm/death": ((14_200_000, SURE), (16_200_000, SURE), (20_000_000, SURE)),
    "jkm/periodic": (
        ({"monthly": 200_000, "months": 24}, SURE),
        ({"monthly": 200_000, "months": 24}, SURE),
        ({"monthly": 500_000, "months": 24}, SURE),
    ),
    "jkm/funeral": ((2_000_000, SURE), (3_000_000, SURE), (10_000_000, SURE)),
    "jkm/total": ((21_000_000, SURE), (24_000_000, SURE), (42_000_000, SURE)),
    "scholarship/max_children": (None, (1, SURE), (2, SURE)),
    "scholarship/jkk_min_years": (None, (0, SURE), (0, SURE)),
    "scholarship/jkm_min_years": (None, (5, SURE), (3, SURE)),
    "scholarship/max_per_child": (None, None, (87_000_000, SURE)),
    "scholarship/max_per_participant": (None, None, (174_000_000, SURE)),
    "jht/housing_share": (None, (30_000, SURE), (30_000, SURE)),
    "jht/other_share": (None, (10_000, SURE), (10_000, SURE)),
    "jht/partial_min_years": (None, (10, SURE), (10, SURE)),
    "jht/partial_times": (None, (1, SURE), (1, SURE)),
    "jp/accrual_rate": (None, (1_000, SURE), (1_000, SURE)),
    "jp/min_months": (None, (180, SURE), (180, SURE)),
    "jp/limits_cover_heirs": (None, (True, GUESS), (True, GUESS)),
}


@pytest.mark.parametrize("name", BY_DATE)
def test_a_benefit_has_the_value_of_its_day_and_the_status_of_its_source(name: str) -> None:
    one = parameter(f"benefit/{name}")
    known = [(day, held) for day, held in zip((D2012, D2015, D2019), BY_DATE[name], strict=True) if held is not None]
    assert [(entry.value, entry.status) for entry in map(one.at, [day for day, _ in known])] == [h for _, h in known]
    assert one.history[0].from_on in (None, known[0][0])


@pytest.mark.parametrize("name", BY_DATE)
def test_the_day_before_a_version_still_has_the_old_value(name: str) -> None:
    one, days = parameter(f"benefit/{name}"), (D2012, D2015, D2019)
    before = [one.at(day - dt.timedelta(days=1)) for day in days[1:] if (one.history[0].from_on or dt.date.min) < day]
    held = [value for value in BY_DATE[name][:-1] if value is not None]
    assert [(entry.value, entry.status) for entry in before] == held


OTHERS: list[tuple[str, dt.date, Any, Status]] = [
    ("benefit/scholarship/amount", D2015, {"once": 12_000_000}, SURE),
    ("benefit/scholarship/amount", D2019, {
        "tk": {"per_year": 1_500_000, "max_years": 2}, "sd": {"per_year": 1_500_000, "max_years": 6},
        "smp": {"per_year": 2_000_000, "max_years": 3}, "sma": {"per_year": 3_000_000, "max_years": 3},
        "higher": {"per_year": 12_000_000, "max_years": 5},
    }, SURE),
    ("benefit/jp/shares", D2015,
     {"old_age": 100_000, "disability": 100_000, "spouse": 50_000, "child": 50_000, "parent": 20_000}, SURE),
    ("benefit/jp/regular_payment", D2015,
     {"density_per_100000": 80_000, "months_registered_disability": 1, "months_registered_death": 12}, SURE),
    ("benefit/jp/indexation", D2015, "manfaat tahun sebelumnya × (1 + inflasi umum tahun sebelumnya)", SURE),
    ("benefit/jp/pension_age", dt.date(2018, 12, 31), 56, SURE),
    ("benefit/jp/pension_age", dt.date(2019, 1, 1), 57, SURE),
    ("benefit/jp/pension_age", dt.date(2021, 12, 31), 57, SURE),
    ("benefit/jp/pension_age", dt.date(2022, 1, 1), 58, SURE),
    ("benefit/jp/pension_age", dt.date(2025, 1, 1), 59, SURE),
    ("benefit/jp/pension_age", dt.date(2042, 12, 31), 64, SURE),
    ("benefit/jp/pension_age", dt.date(2043, 1, 1), 65, SURE),
    ("benefit/jkp/contributions", dt.date(2021, 2, 2), {"months": 12, "within_months": 24, "in_a_row": 6}, SURE),
    ("benefit/jkp/contributions", dt.date(2025, 2, 7), {"months": 12, "within_months": 24, "in_a_row": 0}, SURE),
    ("benefit/jkp/claim_within_months", dt.date(2025, 2, 6), 3, SURE),
    ("benefit/jkp/claim_within_months", dt.date(2025, 2, 7), 6, SURE),
    ("benefit/jkp/max_claims", dt.date(2021, 2, 2), 3, SURE),
    ("benefit/jkm/active_participation", D2019, "working_and_paying", SURE),
    ("benefit/scholarship/ends_when", D2019, ["age_23", "married", "working"], SURE),
    ("wage/project_daily_multiplier", D2015, 25, GUESS),
    ("wage/project_daily_choices", D2015, [25, 30], GUESS),
    ("wage/unknown_wage", D2015, "minimum_wage_of_project_city", GUESS),
    ("wage/labour_law_daily_divisor", dt.date(2021, 2, 2), {"six_day_week": 25, "five_day_week": 21}, SURE),
    ("wage/observed_daily_multiplier", dt.date(2018, 2, 4), 30, GUESS),
    ("wage/observed_daily_multiplier", dt.date(2024, 2, 29), 25, GUESS),
    ("wage/daily_wage_is_registered", dt.date(2021, 4, 1), True, SECOND),
]  # fmt: skip


@pytest.mark.parametrize(("key", "on", "value", "status"), OTHERS)
def test_the_law_says(key: str, on: dt.date, value: Any, status: Status) -> None:
    entry = parameter(key).at(on)
    assert (entry.value, entry.status) == (value, status)


@pytest.mark.parametrize("on", [D2012, D2015, D2019])
def test_the_parts_of_jkm_add_up_to_the_published_total(on: dt.date) -> None:
    death, periodic, funeral = (
        parameter(f"benefit/jkm/{name}").at(on).value for name in ("death", "periodic", "funeral")
    )
    assert death + periodic["monthly"] * periodic["months"] + funeral == parameter("benefit/jkm/total").at(on).value


def test_the_school_years_of_a_child_add_up_to_the_published_most() -> None:
    levels = parameter("benefit/scholarship/amount").at(D2019).value.values()
    most = sum(level["per_year"] * level["max_years"] for level in levels)
    assert most == parameter("benefit/scholarship/max_per_child").at(D2019).value
    assert most * 2 == parameter("benefit/scholarship/max_per_participant").at(D2019).value


def test_the_instruments_begin_on_the_days_the_numbers_change() -> None:
    begins = parameter("meta/instruments").at(D2019).value
    changes = {entry.from_on.isoformat() for one in law().values() for entry in one.history if entry.from_on}
    assert set(begins.values()) <= changes
    assert [begins[name] for name in ("pp_53_2012", "pp_44_2015", "pp_82_2019")] == [
        day.isoformat() for day in (D2012, D2015, D2019)
    ]


def test_no_number_of_the_law_is_without_a_place_in_a_source_and_a_test() -> None:
    elsewhere = {
        key for groups in (test_law.GROUPS, test_law_claims.GROUPS) for keys in groups.values() for key in keys
    }
    body = {key for key in law() if key.startswith("benefit/disability/")}
    listed = (
        elsewhere
        | set(test_law_workers.VALUES)
        | set(test_remedy.CHOICES)
        | set(test_law.BESIDES)
        | set(WAGE_BASIS)
        | set(GROUPS["meta"])
        | grouped()
        | body
    )
    assert set(law()) - listed == set()
    assert listed - set(law()) == set()
