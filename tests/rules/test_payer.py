"""Do the shares always add up to the entitlement, in the order of their grounds, and are contradictions refused?"""

import datetime as dt
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.case import Case, Cause
from payung.rules.entitlement import Entitlement, entitlement
from payung.rules.parameters import Status
from payung.rules.payer import Facts, Payer, Protection, programme_of, who_pays
from payung.rules.wage_basis import monthly

ON = dt.date(2026, 3, 6)
FIRST = dt.date(2026, 3, 2)
PROTECTED = (Protection(FIRST, None),)


@functools.cache
def owed(on: dt.date = ON, *, cause: Cause = Cause.WORK_ACCIDENT_DEATH, wage: int = 5_000_000) -> Entitlement:
    return entitlement(Case(cause=cause, on=on, wage=monthly(wage)))


days = st.sampled_from([dt.date(2016, 3, 1), dt.date(2021, 4, 13), dt.date(2025, 2, 24), ON])
causes = st.sampled_from([Cause.WORK_ACCIDENT_DEATH, Cause.TOTAL_PERMANENT_DISABILITY, Cause.NON_WORK_DEATH])
wages = st.sampled_from([1, 416_667, 3_000_000, 5_000_001, 10**9])


@st.composite
def facts_before(draw: st.DrawFn, on: dt.date) -> Facts:
    """Facts that do not contradict each other, for a case on this day."""
    registered = draw(st.booleans())
    starts = draw(st.lists(st.integers(-60, 30), max_size=2)) if registered else []
    lasts = [draw(st.one_of(st.none(), st.integers(0, 90))) for _ in starts]
    protected = tuple(
        Protection(_after(on, start), None if last is None else _after(on, start + last))
        for start, last in zip(starts, lasts, strict=True)
    )
    return Facts(
        registered=registered,
        protected=protected,
        programmes=draw(st.sampled_from([("jkk", "jkm"), ("jkk",), ("jkm",), ()])),
        listed=draw(st.booleans()),
        worked_since=max(_after(on, -draw(st.integers(0, 80))), dt.date(2016, 1, 1)),
        reported_wage=draw(st.one_of(st.none(), wages.map(monthly))),
        arrears_months=draw(st.integers(0, 12)),
        reported_on=draw(st.one_of(st.none(), st.integers(0, 9).map(lambda n: _after(on, n)))),
    )


def _after(day: dt.date, count: int) -> dt.date:
    return day + dt.timedelta(days=count)


@settings(deadline=None, max_examples=40)
@given(on=days, cause=causes, wage=wages, chosen=st.data())
def test_the_shares_add_up_to_the_entitlement_and_none_is_negative(
    on: dt.date, cause: Cause, wage: int, chosen: st.DataObject
) -> None:
    entitled = owed(on, cause=cause, wage=wage)
    shares = who_pays(entitled, chosen.draw(facts_before(on)))
    assert sum(share.amount for share in shares) == entitled.total
    assert all(share.amount >= 0 for share in shares)


@settings(deadline=None, max_examples=40)
@given(on=days, cause=causes, wage=wages, chosen=st.data())
def test_what_is_borne_for_good_comes_before_what_is_given_back_and_bpjs_last(
    on: dt.date, cause: Cause, wage: int, chosen: st.DataObject
) -> None:
    shares = who_pays(owed(on, cause=cause, wage=wage), chosen.draw(facts_before(on)))
    rank = [(share.payer is Payer.BPJS, share.reimbursable) for share in shares]
    assert rank == sorted(rank)
    assert [share.payer for share in shares].count(Payer.BPJS) <= 1
    assert all(share.source and str(share.reason).endswith(".") for share in shares)


@settings(deadline=None, max_examples=40)
@given(wage=wages, reported=wages)
def test_a_wage_reported_lower_costs_the_executor_the_gap_and_no_more(wage: int, reported: int) -> None:
    shares = who_pays(owed(wage=wage), Facts(registered=True, protected=PROTECTED, reported_wage=monthly(reported)))
    by_bpjs = sum(share.amount for share in shares if share.payer is Payer.BPJS)
    assert by_bpjs == min(owed(wage=wage).total, owed(wage=reported).total)


def test_every_ground_is_listed_even_when_nothing_is_left() -> None:
    facts = Facts(
        registered=True,
        programmes=(),
        listed=False,
        worked_since=dt.date(2025, 12, 1),
        reported_wage=monthly(3_000_000),
        arrears_months=4,
        reported_on=dt.date(2026, 3, 9),
    )
    shares = who_pays(owed(), facts)
    assert [share.amount for share in shares] == [262_000_000, 0, 0, 0, 0, 0]
    assert [share.reimbursable for share in shares] == [False, False, False, False, True, True]


def test_the_window_of_a_new_worker_is_judged_by_the_law_and_the_list() -> None:
    facts = Facts(registered=True, protected=PROTECTED, listed=False, worked_since=dt.date(2025, 12, 1))
    (share,) = who_pays(owed(), facts)
    assert (share.payer, share.status) == (Payer.EXECUTOR, Status.SECONDARY)
    assert share.source.startswith("Perdir 22/PERDIR.02/072022")
    assert share.source.endswith("; PP 44/2015 Pasal 32 ayat (3)")


def test_a_case_of_nothing_is_still_paid_by_someone() -> None:
    entitled = Entitlement(owed().case, (), 0, ())
    (share,) = who_pays(entitled, Facts(registered=True, protected=PROTECTED, reported_on=ON))
    assert (share.payer, share.amount, share.caution) == (Payer.BPJS, 0, None)


def test_a_missing_report_outweighs_the_hour_of_payment_as_caution() -> None:
    (share,) = who_pays(owed(FIRST), Facts(registered=True, protected=PROTECTED))
    assert str(share.caution).startswith("Waktu laporan tahap I belum disebut; laporan sesudah 2026-03-04 ")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            Facts(registered=False, protected=PROTECTED),
            "Proyek yang belum terdaftar tidak mempunyai hari terlindungi.",
        ),
        (
            Facts(registered=True, protected=(Protection(FIRST, dt.date(2026, 3, 1)),)),
            "Perlindungan tidak dapat berakhir sebelum mulai.",
        ),
        (Facts(registered=True, arrears_months=-1), "Tunggakan tidak dapat kurang dari 0 bulan."),
        (
            Facts(registered=True, listed=False),
            "Hari pertama bekerja pekerja yang belum ada dalam daftar belum disebut, atau setelah kejadian.",
        ),
        (
            Facts(registered=True, listed=False, worked_since=dt.date(2026, 3, 7)),
            "Hari pertama bekerja pekerja yang belum ada dalam daftar belum disebut, atau setelah kejadian.",
        ),
        (
            Facts(registered=True, reported_on=dt.date(2026, 3, 5)),
            "Laporan tahap I tidak dapat mendahului kejadiannya.",
        ),
    ],
)
def test_facts_that_contradict_one_another_are_refused(facts: Facts, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        who_pays(owed(), facts)
    assert str(refused.value) == sentence


def test_one_protected_day_and_a_first_day_of_work_are_no_contradiction() -> None:
    facts = Facts(registered=True, protected=(Protection(ON, ON),), listed=False, worked_since=ON, reported_on=ON)
    (share,) = who_pays(owed(), facts)
    assert share.payer is Payer.BPJS


def test_an_unregistered_project_needs_no_list() -> None:
    (share,) = who_pays(owed(), Facts(registered=False, listed=False))
    assert share.payer is Payer.EXECUTOR


@pytest.mark.parametrize("cause", list(Cause))
def test_only_a_death_that_is_no_work_accident_is_jkm(cause: Cause) -> None:
    assert programme_of(cause) == ("jkm" if cause is Cause.NON_WORK_DEATH else "jkk")


def test_payers_have_names() -> None:
    assert {payer: payer.label for payer in Payer} == {
        Payer.BPJS: "BPJS Ketenagakerjaan",
        Payer.EXECUTOR: "pelaksana proyek",
    }
