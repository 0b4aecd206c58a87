"""Does the ladder say which step is next, from which day, and by whom, and refuse what is out of order?"""

import datetime as dt

import pytest

from payung.refusal import Refusal
from payung.rules.claims import DayUnit
from payung.rules.ladder import (
    ADMINISTRATIVE,
    CONTRACTUAL,
    Issuer,
    Ladder,
    Record,
    Taken,
    ends_on,
    ladder,
    next_step,
    objection,
)
from payung.rules.parameters import Status

ON = dt.date(2026, 3, 2)
PP_86 = ladder(ADMINISTRATIVE, ON)
CONTRACT = ladder(CONTRACTUAL, ON)
FIRST = Taken("teguran_tertulis_1", ON)
SECOND = Taken("teguran_tertulis_2", dt.date(2026, 4, 1))
FINE = Taken("denda", dt.date(2026, 5, 4))
LAST = Taken("tidak_mendapat_pelayanan_publik_tertentu", dt.date(2026, 8, 3))


def test_pp_86_has_two_warnings_a_fine_and_the_services_each_with_its_issuer() -> None:
    assert [(step.order, step.name, step.by, step.days) for step in PP_86.steps] == [
        (1, "teguran_tertulis_1", Issuer.BPJS, 10),
        (2, "teguran_tertulis_2", Issuer.BPJS, 10),
        (3, "denda", Issuer.BPJS, 30),
        (4, "tidak_mendapat_pelayanan_publik_tertentu", Issuer.SERVICE_UNIT, None),
    ]
    assert [step.asked_by for step in PP_86.steps] == [None, None, None, Issuer.BPJS]
    assert [step.after for step in PP_86.steps] == [None, *(step.name for step in PP_86.steps[:3])]
    assert (PP_86.status, PP_86.label) == (Status.CONFIRMED, "Tahap sanksi administratif")
    assert PP_86.source == "UU 24/2011 Pasal 17; PP 86/2013 Pasal 5-10; PP 44/2015 Pasal 59-60"


def test_every_step_ends_with_a_proof() -> None:
    assert {step.ends_with for step in (*PP_86.steps, *CONTRACT.steps)} == {
        "bukti_kepesertaan_atau_pembayaran",
        "bukti_pembayaran",
    }


def test_contractual_letters_are_the_ppks_and_rest_on_the_contract() -> None:
    assert {(step.by, step.asked_by, step.days) for step in CONTRACT.steps} == {(Issuer.PPK, None, None)}
    assert (len(CONTRACT.steps), CONTRACT.status) == (4, Status.INFERRED)
    assert CONTRACT.note == "Banyaknya surat, tenggat dan akibatnya mengikuti kontrak; Payung tidak mengetahuinya."


@pytest.mark.parametrize(("issuer", "label"), [
    (Issuer.BPJS, "BPJS Ketenagakerjaan"),
    (Issuer.SERVICE_UNIT, "unit pelayanan publik"),
    (Issuer.PPK, "pejabat pembuat komitmen (PPK)"),
])  # fmt: skip
def test_an_issuer_has_a_name(issuer: Issuer, label: str) -> None:
    assert issuer.label == label


@pytest.mark.parametrize(
    ("day_unit", "ends"),
    [(None, dt.date(2026, 3, 16)), (DayUnit.WORKING_DAYS, dt.date(2026, 3, 16)),
     (DayUnit.CALENDAR_DAYS, dt.date(2026, 3, 12))],
)  # fmt: skip
def test_a_warning_runs_ten_working_days_unless_set_otherwise(day_unit: DayUnit | None, ends: dt.date) -> None:
    assert ends_on(PP_86.steps[0], ON, day_unit=day_unit) == ends


def test_the_last_step_has_no_end_of_its_own() -> None:
    assert ends_on(PP_86.steps[3], ON) is None


def test_the_first_step_may_be_taken_at_once() -> None:
    following = next_step(PP_86, Record())
    assert following is not None
    assert (following.step.name, following.from_on, following.status) == ("teguran_tertulis_1", None, Status.CONFIRMED)


@pytest.mark.parametrize(
    ("taken", "name", "from_on"),
    [
        ((FIRST,), "teguran_tertulis_2", dt.date(2026, 3, 17)),
        ((FIRST, SECOND), "denda", dt.date(2026, 4, 17)),
        ((FIRST, SECOND, FINE), "tidak_mendapat_pelayanan_publik_tertentu", dt.date(2026, 6, 24)),
    ],
)
def test_the_next_step_waits_for_the_end_of_the_last(taken: tuple[Taken, ...], name: str, from_on: dt.date) -> None:
    following = next_step(PP_86, Record(taken))
    assert following is not None
    assert (following.step.name, following.from_on, following.status) == (name, from_on, Status.INFERRED)


def test_the_unit_of_days_moves_the_next_step() -> None:
    following = next_step(PP_86, Record((FIRST,)), day_unit=DayUnit.CALENDAR_DAYS)
    assert following is not None
    assert following.from_on == dt.date(2026, 3, 13)


def test_a_contract_without_days_lets_the_next_letter_go_at_once() -> None:
    following = next_step(CONTRACT, Record((Taken("pemberitahuan", ON),)))
    assert following is not None
    assert (following.step.name, following.from_on, following.status) == (
        "teguran_kontraktual_1",
        None,
        Status.INFERRED,
    )


@pytest.mark.parametrize("record", [Record((FIRST, SECOND, FINE, LAST)), Record((FIRST,), settled_on=ON)])
def test_nothing_comes_after_the_top_or_after_the_proof(record: Record) -> None:
    assert next_step(PP_86, record) is None


@pytest.mark.parametrize(
    ("of", "taken"),
    [
        (PP_86, (SECOND,)),
        (PP_86, (SECOND, FIRST)),
        (PP_86, (FIRST, Taken("teguran_tertulis_2", ON - dt.timedelta(days=1)))),
        (CONTRACT, (FIRST,)),
    ],
)
def test_steps_out_of_order_are_refused(of: Ladder, taken: tuple[Taken, ...]) -> None:
    names = ", ".join(step.name for step in of.steps)
    sentence = f"Tahap yang sudah dijalankan harus berurutan menurut {of.label}: {names}."
    with pytest.raises(Refusal) as refused:
        next_step(of, Record(taken))
    assert str(refused.value) == sentence
    with pytest.raises(Refusal):
        objection(of, of.steps[0].name, by=Issuer.BPJS, on=ON, record=Record(taken))


def test_a_step_the_ladder_does_not_have_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        objection(CONTRACT, "denda", by=Issuer.PPK, on=ON, record=Record())
    assert str(refused.value) == (
        "Tahap “denda” tidak dikenal; yang ada: "
        "pemberitahuan, teguran_kontraktual_1, teguran_kontraktual_2, teguran_kontraktual_3."
    )


def test_steps_on_one_day_are_in_order() -> None:
    record = Record((Taken("pemberitahuan", ON), Taken("teguran_kontraktual_1", ON)))
    assert objection(CONTRACT, "teguran_kontraktual_2", by=Issuer.PPK, on=ON, record=record) is None


def test_before_the_law_there_is_no_ladder() -> None:
    with pytest.raises(Refusal, match="sejak 2013-12-24"):
        ladder(ADMINISTRATIVE, dt.date(2013, 12, 23))
