"""Is every number of claims, liability, sanctions and minimum wages in the law, with its value, days and certainty?"""

import datetime as dt
from typing import Any

import pytest

from payung.rules.parameters import Status, law, parameter

OPEN = dt.date(2026, 11, 24)

# Every group of the compiled claims, liability and minimum wages, and the keys that carry it.
GROUPS = {
    "stage_1_report_hours": ["deadline/accident_report_hours", "deadline/accident_report_recipients",
                             "liability/late_accident_report", "liability/late_accident_report_on_projects"],
    "stage_2_report_hours": ["deadline/accident_report_stages", "claim/stage_2_events", "claim/stage_2_is_the_claim",
                             "claim/stage_2_documents"],
    "jakon_extra_documents": ["claim/project_documents"],
    "forms": ["claim/forms", "claim/forms_have_project_box", "claim/forms_issuer"],
    "bpjs_conclusion_days": ["claim/conclusion"],
    "suspected_case_guarantee": ["claim/suspected_case_guarantee"],
    "who_may_notify_suspected_case": ["claim/suspected_case_notifiers"],
    "worker_data_change_working_days": ["deadline/worker_change", "liability/late_worker_change"],
    "project_registration_working_days": ["deadline/project_registration"],
    "incomplete_documents_notice_working_days": ["claim/completeness_notice"],
    "facility_payment_working_days": ["claim/facility_payment"],
    "dispute_path": ["claim/dispute_path"],
    "non_contract_facility": ["claim/non_contract_facility"],
    "contribution_arrears": ["liability/arrears_months", "liability/arrears_beyond"],
    "no_dismissal_during_treatment": ["claim/no_dismissal_during_treatment"],
    "return_to_work": ["claim/return_to_work"],
    "unregistered_worker_liability": ["liability/unregistered", "liability/not_in_jkk", "liability/not_in_jkm",
                                      "liability/partial_worker_list", "liability/partial_programmes"],
    "worker_self_registration": ["claim/self_registration", "deadline/manifest_negligence"],
    "work_accident_definition": ["claim/work_accident_definition"],
    "commuting_evidence": ["claim/commuting_evidence"],
    "claim_prescription_years": ["claim/time_bar_years", "claim/time_bar_law"],
    "payment_deadline_working_days": ["claim/jkk_payment", "claim/jkm_payment", "claim/late_payment_rate_per_day",
                                      "claim/late_payment_day_unit"],
    "claim_documents": ["claim/jkm_documents"],
    "occupational_disease_tail_years": ["claim/occupational_disease_years"],
    "under_reported_wage_shortfall": ["liability/under_reported_wage"],
    "protection": ["liability/protected", "liability/unprotected_day"],
    "minimum_wage": ["minimum_wage/36", "minimum_wage/36.03", "minimum_wage/36.71", "minimum_wage/36.74",
                     "minimum_wage/sector/36.71"],
}  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_the_law_carries_the_group(group: str) -> None:
    assert set(GROUPS[group]) <= set(law())


def test_no_claim_liability_or_minimum_wage_is_without_a_place_in_the_source() -> None:
    listed = {key for keys in GROUPS.values() for key in keys}
    books = ("claim/", "liability/", "minimum_wage/")
    assert {key for key in law() if key.startswith(books)} == {key for key in listed if key.startswith(books)}


LAST_OLD, FIRST_NEW = dt.date(2025, 2, 23), dt.date(2025, 2, 24)

VALUES: list[tuple[str, dt.date, Any, Status]] = [
    ("deadline/accident_report_hours", LAST_OLD, 48, Status.CONFIRMED),
    ("deadline/accident_report_hours", FIRST_NEW, 48, Status.CONFIRMED),
    ("deadline/accident_report_recipients", LAST_OLD, ["bpjs_tk", "dinas_tenaga_kerja"], Status.CONFIRMED),
    ("deadline/accident_report_recipients", FIRST_NEW,
     ["bpjs_tk", "dinas_provinsi_atau_pengawas_ketenagakerjaan"], Status.CONFIRMED),
    ("liability/late_accident_report", FIRST_NEW, "employer", Status.CONFIRMED),
    ("liability/late_accident_report_on_projects", FIRST_NEW, True, Status.INFERRED),
    ("claim/stage_2_events", dt.date(2015, 12, 30),
     ["recovered", "partial_anatomical", "partial_functional", "total_permanent", "died"], Status.CONFIRMED),
    ("claim/stage_2_events", dt.date(2015, 12, 31),
     ["stmb_ended", "total_permanent", "partial_anatomical", "partial_functional", "died"], Status.CONFIRMED),
    ("claim/stage_2_events", dt.date(2021, 4, 1),
     ["stmb_ended", "total_permanent", "partial_anatomical", "partial_functional", "died"], Status.INFERRED),
    ("claim/stage_2_events", FIRST_NEW,
     ["stmb_ended", "total_permanent", "partial_anatomical", "partial_functional", "died"], Status.CONFIRMED),
    ("claim/stage_2_is_the_claim", dt.date(2015, 12, 31), True, Status.CONFIRMED),
    ("claim/stage_2_is_the_claim", LAST_OLD, True, Status.INFERRED),
    ("claim/stage_2_documents", OPEN,
     ["bpjs_card", "id_card", "doctor_certificate", "transport_receipts", "medical_receipts", "other_by_case"],
     Status.CONFIRMED),
    ("claim/project_documents", dt.date(2021, 3, 31),
     ["project_registration_form", "last_contribution_proof"], Status.CONFIRMED),
    ("claim/project_documents", dt.date(2021, 4, 1),
     ["project_registration_form", "last_contribution_proof"], Status.INFERRED),
    ("claim/jkm_documents", OPEN,
     ["application_letter", "death_certificate", "heir_certificate", "bpjs_card"], Status.CONFIRMED),
    ("claim/forms", OPEN, {"stage_1": "3 KK 1", "stage_2": "3a KK 2", "doctor": "3b KK 3"}, Status.CONFIRMED),
    ("claim/forms_have_project_box", OPEN, True, Status.CONFIRMED),
    ("claim/forms_issuer", OPEN, "Peraturan BPJS Ketenagakerjaan", Status.CONFIRMED),
    ("claim/completeness_notice", OPEN, 7, Status.CONFIRMED),
    ("claim/facility_payment", OPEN, 7, Status.CONFIRMED),
    ("claim/jkk_payment", OPEN, 7, Status.CONFIRMED),
    ("claim/jkm_payment", OPEN, 3, Status.CONFIRMED),
    ("claim/late_payment_rate_per_day", OPEN, {"jkk": 1000, "jkm": 1000}, Status.CONFIRMED),
    ("claim/late_payment_day_unit", OPEN, "calendar_days", Status.INFERRED),
    ("claim/conclusion", dt.date(2023, 10, 5), 30, Status.CONFIRMED),
    ("claim/conclusion", dt.date(2023, 10, 6), 30, Status.INFERRED),
    ("claim/time_bar_law", OPEN, "accident_date", Status.INFERRED),
    ("claim/occupational_disease_years", OPEN, 3, Status.CONFIRMED),
    ("claim/dispute_path", OPEN, ["labour_inspector", "minister_final"], Status.CONFIRMED),
    ("claim/return_to_work", OPEN, "advisory_doctor_recommendation", Status.CONFIRMED),
    ("claim/self_registration", OPEN, True, Status.CONFIRMED),
    ("liability/not_in_jkk", OPEN, "executor", Status.CONFIRMED),
    ("liability/not_in_jkm", OPEN, "executor", Status.CONFIRMED),
    ("liability/partial_worker_list", OPEN, "executor", Status.CONFIRMED),
    ("liability/partial_programmes", OPEN, "executor", Status.CONFIRMED),
    ("liability/under_reported_wage", OPEN, "executor", Status.CONFIRMED),
    ("liability/unprotected_day", dt.date(2022, 6, 30), "executor", Status.INFERRED),
    ("liability/unprotected_day", dt.date(2022, 7, 1), "executor", Status.SECONDARY),
    ("liability/late_worker_change", dt.date(2021, 3, 31),
     {"within_limit": "bpjs_tk", "after_limit": "executor"}, Status.INFERRED),
    ("liability/late_worker_change", dt.date(2021, 4, 1),
     {"within_limit": "bpjs_tk", "after_limit": "executor"}, Status.SECONDARY),
    ("minimum_wage/36.71", dt.date(2024, 12, 31), 476_028_954, Status.CONFIRMED),
    ("minimum_wage/36.71", dt.date(2025, 1, 1), 506_970_836, Status.CONFIRMED),
    ("minimum_wage/36.71", dt.date(2026, 12, 31), 539_940_569, Status.CONFIRMED),
    ("minimum_wage/36", dt.date(2024, 1, 1), 272_781_211, Status.CONFIRMED),
    ("minimum_wage/36", dt.date(2025, 1, 1), 290_511_990, Status.CONFIRMED),
    ("minimum_wage/36", dt.date(2026, 1, 1), 310_088_140, Status.CONFIRMED),
    ("minimum_wage/36.03", OPEN, 521_037_700, Status.CONFIRMED),
    ("minimum_wage/36.74", OPEN, 524_787_000, Status.CONFIRMED),
]  # fmt: skip


@pytest.mark.parametrize(("key", "on", "value", "status"), VALUES)
def test_the_law_says_and_how_surely(key: str, on: dt.date, value: Any, status: Status) -> None:
    dated = parameter(key).at(on)
    assert (dated.value, dated.status) == (value, status)


def test_suspected_cases_are_treated_until_concluded_and_many_may_notify() -> None:
    guarantee = parameter("claim/suspected_case_guarantee").at(OPEN).value
    assert guarantee["until_concluded"] == "bpjs_tk"
    assert guarantee["if_not_work_related"] == ["worker", "bpjs_kesehatan", "other_payer"]
    notifiers = parameter("claim/suspected_case_notifiers").at(OPEN).value
    assert notifiers == {"who": ["participant", "family", "union", "health_facility"], "releases_employer": False}


def test_six_kinds_of_events_are_work_accidents() -> None:
    definition = parameter("claim/work_accident_definition").at(OPEN).value
    assert (definition["required"], len(definition["categories"])) == ("injury_from_an_event", 6)


def test_without_a_contract_facility_the_employer_advances_the_cost() -> None:
    assert parameter("claim/non_contract_facility").at(OPEN).value == {
        "condition": "no_contract_facility_at_the_place",
        "advanced_by": "employer",
        "refunded_up_to": "highest_contract_facility_standard_in_the_area",
        "excess_borne_by": "employer",
    }


def test_a_worker_in_treatment_is_not_dismissed() -> None:
    assert parameter("claim/no_dismissal_during_treatment").at(OPEN).value == {
        "forbidden": True,
        "keeps_disabled_worker_unless": "total_permanent_and_unable",
    }


def test_commuting_accidents_have_their_own_evidence() -> None:
    assert parameter("claim/commuting_evidence").at(OPEN).value == {
        "road_traffic": ["police_report", "jasa_raharja_letter"],
        "other": ["employer_statement", "two_witnesses_with_id"],
    }
