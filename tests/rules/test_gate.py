"""Does the payment gate say yes, not yet or being verified as its table says, and what may be paid meanwhile?"""

import datetime as dt
from dataclasses import replace

import pytest

from payung.refusal import Refusal
from payung.rules.gate import (
    ANSWERS,
    Answer,
    Outcome,
    Paying,
    Proof,
    Verdict,
    cause_of,
    gravest,
    outcome,
    paying,
    strictest,
    verdict,
    verify_until,
)
from payung.rules.parameters import parameter
from payung.rules.periods import is_working_day

FRIDAY = dt.date(2026, 11, 20)
SINCE = dt.date(2026, 9, 1)
UNTIL = dt.date(2026, 11, 25)
PROOF = Proof("JK26000147", dt.date(2026, 11, 19), UNTIL)
CAUSES = {row["cause"]: row for row in parameter(ANSWERS).at(FRIDAY).value}


def said(proof: Proof | None, *, on: dt.date = FRIDAY, cause: str = "not_found") -> Verdict:
    return verdict(cause, since=SINCE, proof=proof, on=on)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_state_has_its_answer_article_and_proof(cause: str) -> None:
    found = said(None, cause=cause)
    assert (found.answer, found.since) == (CAUSES[cause]["answer"], SINCE)
    assert found.article
    assert bool(found.missing) == (found.answer is Answer.NOT_YET)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(Refusal, match="tidak dikenal"):
        said(None, cause="entah")


@pytest.mark.parametrize(
    ("standing", "state_now", "is_overdue", "cause"),
    [
        ("not_found", "unprotected", False, "not_found"), ("pending", "pending", False, "pending"),
        ("no_start", None, False, "no_start"), ("no_end", None, False, "no_end"),
        ("not_started", None, False, "not_started"),
        ("partly", "protected", False, "protected"), ("partly", "unprotected", False, "lapsed"),
        ("protected", "protected", True, "overdue"), ("protected", "protected", False, "protected"),
    ],
)  # fmt: skip
def test_days_missed_do_not_stop_a_payment_but_protection_that_ended_does(
    standing: str, state_now: str | None, is_overdue: bool, cause: str
) -> None:
    assert cause_of(standing, state_now=state_now, is_overdue=is_overdue) == cause


def test_a_proof_has_working_days_to_be_verified() -> None:
    assert verify_until(FRIDAY) == UNTIL
    assert is_working_day(verify_until(dt.date(2026, 12, 24)))


def test_while_a_proof_is_verified_the_answer_is_its_own_and_says_until_when() -> None:
    found = said(PROOF, on=UNTIL)
    assert (found.answer, found.until, found.missing) == (Answer.VERIFYING, UNTIL, said(None).missing)
    assert "JK26000147" in str(found.reasons[0])


def test_a_proof_nobody_confirmed_in_time_leaves_the_answer_at_not_yet() -> None:
    found = said(PROOF, on=UNTIL + dt.timedelta(days=1))
    assert (found.answer, found.until, found.since) == (Answer.NOT_YET, None, SINCE)
    assert "tanpa kepastian" in str(found.reasons[0])


def test_the_branch_confirms_or_refutes_also_after_the_last_day() -> None:
    decided = dt.date(2026, 11, 27)
    confirmed = said(replace(PROOF, is_confirmed=True, decided_on=decided), on=decided)
    assert (confirmed.answer, confirmed.since, confirmed.missing) == (Answer.MAY, decided, ())
    refuted = said(replace(PROOF, is_confirmed=False, decided_on=decided), on=FRIDAY)
    assert refuted.answer is Answer.NOT_YET
    assert "belum mengenali" in str(refuted.reasons[0])


def test_what_may_be_paid_needs_no_proof() -> None:
    assert said(PROOF, cause="protected") == said(None, cause="protected")


@pytest.mark.parametrize("answer", [Answer.NOT_YET, Answer.VERIFYING])
def test_the_city_decides_whether_it_stops_or_warns_until_two_people_let_it_pass(answer: Answer) -> None:
    assert paying(answer, stops=True) is Paying.WAIT
    assert paying(answer, stops=False) is Paying.WITH_REASON
    assert paying(answer, stops=True, is_waived=True) is Paying.GO
    assert paying(Answer.MAY, stops=True) is Paying.GO


def test_one_contract_of_several_packages_is_answered_by_the_gravest() -> None:
    assert gravest([Answer.MAY, Answer.VERIFYING]) is Answer.VERIFYING
    assert gravest([Answer.NOT_YET, Answer.VERIFYING]) is Answer.NOT_YET
    assert strictest([Paying.GO, Paying.WITH_REASON]) is Paying.WITH_REASON


@pytest.mark.parametrize(
    ("answer", "pays", "becomes"),
    [
        (Answer.MAY, Paying.GO, Outcome.PAYABLE), (Answer.NOT_YET, Paying.GO, Outcome.LET_PASS),
        (Answer.VERIFYING, Paying.GO, Outcome.LET_PASS), (Answer.NOT_YET, Paying.WITH_REASON, Outcome.WITH_REASON),
        (Answer.VERIFYING, Paying.WITH_REASON, Outcome.WITH_REASON), (Answer.NOT_YET, Paying.WAIT, Outcome.WAITS),
        (Answer.VERIFYING, Paying.WAIT, Outcome.VERIFYING),
    ],
)  # fmt: skip
def test_a_payment_that_may_go_is_never_told_to_wait(answer: Answer, pays: Paying, becomes: Outcome) -> None:
    assert outcome(answer, pays) is becomes
