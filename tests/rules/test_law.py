"""Is every number of the law's source in the shipped files, dated, cited, and with the right value?"""

import datetime as dt
from typing import Any

import pytest

from payung.rules.parameters import Status, law, parameter

OPEN = dt.date(2026, 11, 23)

# Every group of the compiled parameters, and the keys that carry it.
GROUPS = {
    "meta": ["meta/official_texts"],
    "jakon_contract_value_jkk": ["jakon/contract_value/jkk", "jakon/contract_value/method"],
    "jakon_contract_value_jkm": ["jakon/contract_value/jkm"],
    "jakon_contract_value_combined_pre_2015": ["jakon/contract_value/combined_before_2015"],
    "jakon_contract_value_base": ["jakon/contract_value/excludes_ppn"],
    "ppn_effective_rate_for_netting": ["ppn/effective_rate"],
    "jakon_wage_known": [
        "jakon/wage/jkk",
        "jakon/wage/jkm",
        "jakon/payer",
        "jakon/wage/workers",
        "jakon/scope",
    ],
    "jkk_general_by_risk_group": [
        "company/jkk",
        "company/risk_groups",
        "company/risk_group_review_years",
        "company/employer_only_programmes",
    ],
    "jkm_general": ["company/jkm", "company/uncapped_programmes"],
    "jkp_recomposition": [
        "company/jkp/total",
        "company/jkp/government",
        "company/jkp/from_jkk",
        "company/jkp/from_jkm",
        "company/jkp/jkk_after",
        "company/jkp/jkm_after",
        "company/jkp/wage_cap",
    ],
    "jkp_eligibility": ["company/jkp/eligibility", "company/jkp/excludes_project_workers"],
    "jht": ["company/jht/employer", "company/jht/worker"],
    "jp": ["company/jp/employer", "company/jp/worker"],
    "jp_wage_cap": ["company/jp/wage_cap", "company/jp/wage_cap_rule"],
    "wage_base": [
        "wage/monthly_base",
        "wage/jp_base",
        "wage/daily_multiplier",
        "wage/piece_work_months",
        "wage/weather_piece_work_months",
        "wage/minimum_wage_floor",
    ],
    "payment_deadlines": [
        "deadline/contribution_due_day",
        "deadline/contribution_due_moves",
        "jakon/instalments",
        "jakon/paid_before_end",
        "jakon/protection_starts",
    ],
    "late_payment_fine": [
        "late_fine/rate_per_month",
        "late_fine/covid_rate_per_month",
        "late_fine/compounding",
        "late_fine/payer",
    ],
    "overpayment": [
        "overpayment/notice_working_days",
        "overpayment/wage_settlement",
        "overpayment/project_settlement",
    ],
    "registration_deadlines": [
        "deadline/project_registration",
        "deadline/company_registration",
        "deadline/manifest_negligence",
    ],
    "bpjs_service_levels": ["service/certificate_issue", "service/certificate_delivery"],
    "worker_change_report": [
        "deadline/worker_change",
        "deadline/general_worker_data",
        "liability/late_worker_change",
    ],
    "accident_report": [
        "deadline/accident_report_hours",
        "deadline/accident_report_stages",
        "deadline/accident_report_recipients",
        "liability/late_accident_report",
    ],
    "unregistered_liability": ["liability/unregistered"],
    "arrears_liability": ["liability/arrears_months", "liability/arrears_beyond"],
    "claim_time_bar_years": ["claim/time_bar_years"],
    "obligation_by_employer_size": ["company/programmes_by_size", "jakon/programmes"],
    "size_thresholds": ["size/thresholds"],
    "temporary_reliefs": [
        "relief/covid_2020",
        "relief/covid_2020_projects",
        "relief/padat_karya_2025",
        "relief/bpu_2026",
    ],
    "administrative_sanctions": [
        "sanction/steps",
        "sanction/day_unit",
        "sanction/fine_rate_per_month",
        "sanction/withheld_services",
        "sanction/service_refusal_grounds",
    ],
    "criminal": ["sanction/criminal/max_prison_years", "sanction/criminal/max_fine"],
    "local_government_checkpoints": [
        "checkpoint/contract_plus_14wd",
        "checkpoint/payment_disbursement",
        "checkpoint/tender_document",
        "checkpoint/contract_content",
    ],
    "rounding": ["rounding"],
}

# Facts of the compiled law that its parameters do not list.
BESIDES = ["jakon/covers_maintenance", "service/company_number_issue", "sanction/contract_letters", "meta/instruments"]

# Books whose other keys have their own compiled source: test_law_claims, test_law_benefits.
ELSEWHERE = ("claim/", "liability/", "wage/")


@pytest.mark.parametrize("group", GROUPS)
def test_the_law_carries_the_group(group: str) -> None:
    assert set(GROUPS[group]) <= set(law())


def test_no_key_of_these_books_is_without_a_place_in_the_source() -> None:
    listed = {key for keys in GROUPS.values() for key in keys} | set(BESIDES)
    books = {key.split("/")[0] for key in listed}
    own = {key for key in law() if key in listed or not key.startswith(ELSEWHERE)}
    assert {key for key in own if key.split("/")[0] in books} == listed
    assert len(GROUPS) == 32


VALUES: list[tuple[str, dt.date, Any]] = [
    ("jakon/wage/jkk", OPEN, 1740),
    ("jakon/wage/jkm", OPEN, 300),
    ("jakon/instalments", OPEN, [50_000, 25_000, 25_000]),
    ("jakon/contract_value/excludes_ppn", OPEN, True),
    ("ppn/effective_rate", dt.date(2022, 3, 31), 10_000),
    ("ppn/effective_rate", dt.date(2022, 4, 1), 11_000),
    ("company/jkk", OPEN, {"I": 240, "II": 540, "III": 890, "IV": 1270, "V": 1740}),
    ("company/jkm", OPEN, 300),
    ("company/jht/employer", OPEN, 3700),
    ("company/jht/worker", OPEN, 2000),
    ("company/jp/employer", OPEN, 2000),
    ("company/jp/worker", OPEN, 1000),
    ("company/jp/wage_cap", dt.date(2015, 7, 1), 7_000_000),
    ("company/jp/wage_cap", dt.date(2021, 3, 1), 8_754_600),
    ("company/jp/wage_cap", dt.date(2026, 2, 28), 10_547_400),
    ("company/jp/wage_cap", dt.date(2026, 3, 1), 11_086_300),
    ("company/programmes_by_size", OPEN, {
        "besar": ["jkk", "jht", "jp", "jkm"],
        "menengah": ["jkk", "jht", "jp", "jkm"],
        "kecil": ["jkk", "jht", "jkm"],
        "mikro": ["jkk", "jkm"],
    }),
    ("wage/daily_multiplier", OPEN, 25),
    ("late_fine/rate_per_month", OPEN, 2000),
    ("sanction/fine_rate_per_month", OPEN, 100),
    ("deadline/worker_change", dt.date(2021, 3, 31), 7),
    ("deadline/worker_change", dt.date(2021, 4, 1), 30),
    ("deadline/contribution_due_day", OPEN, 15),
    ("deadline/company_registration", OPEN, 30),
    ("deadline/general_worker_data", OPEN, 7),
    ("deadline/accident_report_hours", OPEN, 48),
    ("service/certificate_delivery", dt.date(2021, 3, 31), 7),
    ("service/certificate_delivery", dt.date(2021, 4, 1), 3),
    ("claim/time_bar_years", dt.date(2019, 12, 1), 2),
    ("claim/time_bar_years", dt.date(2019, 12, 2), 5),
    ("sanction/criminal/max_fine", OPEN, 1_000_000_000),
]  # fmt: skip


@pytest.mark.parametrize(("key", "on", "value"), VALUES)
def test_the_law_says(key: str, on: dt.date, value: Any) -> None:
    assert parameter(key).at(on).value == value


def marginal(brackets: list[dict[str, Any]], value: int) -> int:
    """Hundred-thousandths of a rupiah, slice by slice."""
    total, lower = 0, 0
    for bracket in brackets:
        upper = bracket["upper"] or value
        total += max(min(value, upper) - lower, 0) * bracket["rate"]
        lower = upper
    return total


TOPS = {  # the worked example of the Penjelasan, then the cumulative amounts at the top of every bracket
    180_000_000: (346_000, 46_000),
    100_000_000: (210_000, 30_000),
    500_000_000: (890_000, 110_000),
    1_000_000_000: (1_540_000, 210_000),
    5_000_000_000: (5_940_000, 610_000),
}


@pytest.mark.parametrize(("value", "amounts"), TOPS.items())
def test_the_brackets_give_the_amounts_of_the_law(value: int, amounts: tuple[int, int]) -> None:
    for programme, amount in zip(("jkk", "jkm"), amounts, strict=True):
        brackets = parameter(f"jakon/contract_value/{programme}").at(OPEN).value
        assert marginal(brackets, value) == amount * 100_000


def test_before_2015_one_tariff_covered_both_programmes() -> None:
    combined = parameter("jakon/contract_value/combined_before_2015").at(dt.date(2015, 6, 30)).value
    now = [parameter(f"jakon/contract_value/{programme}").at(OPEN).value for programme in ("jkk", "jkm")]
    assert [b["rate"] for b in combined] == [jkk["rate"] + jkm["rate"] for jkk, jkm in zip(*now, strict=True)]


@pytest.mark.parametrize("on", [dt.date(2021, 2, 2), dt.date(2025, 2, 6), dt.date(2025, 2, 7)])
def test_the_parts_of_jkp_add_up_and_leave_the_bill_unchanged(on: dt.date) -> None:
    part = {name: parameter(f"company/jkp/{name}").at(on).value for name in (
        "total", "government", "from_jkk", "from_jkm", "jkk_after", "jkm_after")}  # fmt: skip
    assert part["total"] == part["government"] + part["from_jkk"] + part["from_jkm"]
    assert part["jkm_after"] + part["from_jkm"] == parameter("company/jkm").at(on).value
    jkk = parameter("company/jkk").at(on).value
    assert {group: rate + part["from_jkk"] for group, rate in part["jkk_after"].items()} == jkk


RELIEFS = {
    "covid_2020": (dt.date(2020, 8, 1), dt.date(2021, 1, 31), 1000, True),
    "padat_karya_2025": (dt.date(2025, 2, 1), dt.date(2026, 1, 31), 50_000, False),
    "bpu_2026": (dt.date(2026, 1, 1), dt.date(2027, 3, 31), 50_000, False),
}


@pytest.mark.parametrize("relief", RELIEFS)
def test_a_relief_has_its_days_its_share_and_says_whether_construction_enjoys_it(relief: str) -> None:
    first, last, factor, construction = RELIEFS[relief]
    history = parameter(f"relief/{relief}").history
    assert (history[0].from_on, history[-1].to_on) == (first, last)
    assert {dated.value["factor"] for dated in history} == {factor}
    assert {dated.value["construction_applies"] for dated in history} == {construction}


STATUSES = {
    "jakon/contract_value/jkk": Status.CONFIRMED,
    "jakon/contract_value/excludes_ppn": Status.SECONDARY,
    "company/jkp/jkm_after": Status.INFERRED,
    "company/jkp/excludes_project_workers": Status.INFERRED,
    "ppn/effective_rate": Status.MEMORY,
    "deadline/worker_change": Status.SECONDARY,
}


@pytest.mark.parametrize(("key", "status"), STATUSES.items())
def test_a_number_is_no_surer_than_its_source(key: str, status: Status) -> None:
    assert parameter(key).at(OPEN).status is status


def test_sanctions_go_step_by_step() -> None:
    steps = parameter("sanction/steps").at(OPEN).value
    assert [step["order"] for step in steps] == [1, 2, 3, 4]
    assert [step["days"] for step in steps] == [10, 10, 30, None]
