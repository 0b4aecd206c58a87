"""Does the gate answer one payment once, wait for the branch no longer than it may, and pass by two people only?"""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone
from tests.cast import Cast, make_cast
from tests.house.clock import Travel
from tests.letters.opened import described, squeezed, text_of

from payung.accounts.models import CityProfile, User
from payung.accounts.terms import GateRule
from payung.audit.models import Entry
from payung.compliance import actions, queries
from payung.compliance.models import Finding, PaymentCheck, ProofRequest, SecondLook
from payung.compliance.queries import Gate, PackageAnswer
from payung.projects.models import Package, PackageFacts
from payung.refusal import Refusal
from payung.rules.gate import Answer, Paying, verdict

FRIDAY = dt.date(2026, 11, 27)
LAST = dt.date(2026, 12, 2)
PAYMENT = "SPM 12/LS/2026"
SITE = "https://payung.contoh.go.id"


def gate_of(finding: Finding, *, by: User, payment: str = PAYMENT) -> Gate:
    assert finding.package is not None
    found = queries.payment_gate(finding.package.package_id, by=by, payment=payment)
    assert found is not None
    return found


def only(asked: Gate) -> PackageAnswer:
    (one,) = asked.packages
    return one


def named(finding: Finding, cast: Cast, number: str = "JK26-0147") -> ProofRequest:
    one = only(gate_of(finding, by=cast.payment_verifier))
    return actions.name_proof(one, number=number, dated_on=FRIDAY, by=cast.payment_verifier)


@pytest.fixture(autouse=True)
def friday(travel: Travel) -> None:
    travel(FRIDAY)


@pytest.fixture
def stop(cast: Cast) -> None:
    """The city lets the gate stop payments."""
    CityProfile.objects.create(office=cast.coordinator.office, gate_rule=GateRule.STOP)


def test_a_work_whose_registration_was_not_found_is_answered_with_why_since_when_and_what_is_missing(
    finding: Finding, cast: Cast
) -> None:
    asked = gate_of(finding, by=cast.payment_verifier)
    verdict = only(asked).verdict
    assert (asked.answer, asked.pays) == (Answer.NOT_YET, Paying.WITH_REASON)
    assert (verdict.cause, verdict.since) == ("not_found", only(asked).facts.starts_on)
    assert verdict.missing
    assert verdict.article
    assert [one.kind for one in only(asked).found] == ["unregistered"]


def test_the_gate_answers_nobody_about_the_work_of_others(finding: Finding, cast: Cast) -> None:
    assert finding.package is not None
    for person in (cast.other_agency_officer, cast.leader, cast.firm, cast.branch_officer):
        assert queries.payment_gate(finding.package.package_id, by=person) is None
    assert queries.payment_gate("tidak-ada", by=cast.payment_verifier) is None


def test_packages_under_one_contract_are_answered_together_by_the_gravest(finding: Finding, cast: Cast) -> None:
    other = PackageFacts.objects.filter(
        known_until=None, package__agency=cast.agency_officer.office, standing="not_started"
    )[0]
    rows = PackageFacts.objects.filter(known_until=None, package__in=(finding.package_id, other.package_id))
    rows.update(contract_no="602/Kontrak-9/2026")
    asked = queries.payment_gate("602/kontrak-9/2026", by=cast.payment_verifier)
    assert asked is not None
    assert sorted(one.verdict.answer for one in asked.packages) == [Answer.NOT_YET, Answer.MAY]
    assert asked.answer is Answer.NOT_YET


@pytest.mark.usefixtures("stop")
def test_a_city_that_stops_lets_the_payment_wait(finding: Finding, cast: Cast) -> None:
    assert gate_of(finding, by=cast.payment_verifier).pays is Paying.WAIT


def test_one_payment_has_one_frozen_answer_however_often_it_is_asked(finding: Finding, cast: Cast) -> None:
    lines = Entry.objects.count()
    first = actions.check_payment(gate_of(finding, by=cast.payment_verifier), by=cast.payment_verifier)
    again = actions.check_payment(
        gate_of(finding, by=cast.agency_officer, payment="spm  12/ls/2026"), by=cast.agency_officer
    )
    assert again.pk == first.pk
    assert Entry.objects.count() == lines + 1
    other = actions.check_payment(
        gate_of(finding, by=cast.payment_verifier, payment="SPM 13"), by=cast.payment_verifier
    )
    assert other.pk != first.pk


def test_a_changed_answer_or_a_reason_takes_the_place_of_the_first_which_stays_as_it_was(
    finding: Finding, cast: Cast
) -> None:
    verifier = cast.payment_verifier
    first = actions.check_payment(gate_of(finding, by=verifier), by=verifier)
    second = actions.check_payment(gate_of(finding, by=verifier), by=verifier, reason="Bukti menyusul hari ini.")
    assert queries.check_after(first) == second
    assert queries.check_after(second) is None
    first.refresh_from_db()
    assert (first.reason, first.superseded_at is not None) == ("", True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentCheck.objects.create(
            office=first.office, contract=first.contract, payment=first.payment, answer="belum", pays="tidak",
            content={}, digest="-", code="lain",
        )  # fmt: skip


def test_a_payment_must_be_named_by_somebody_whose_duty_it_is(finding: Finding, cast: Cast) -> None:
    asked = gate_of(finding, by=cast.payment_verifier)
    for person, payment, said in (
        (cast.payment_verifier, " ", "Isi nomor"), (cast.payment_verifier, "9" * 121, "paling panjang 120"),
        (cast.leader, PAYMENT, "tidak bertugas"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=said):
            actions.check_payment(replace(asked, payment=payment), by=person)


@pytest.mark.usefixtures("stop")
def test_while_the_branch_verifies_the_citys_rule_holds_and_after_the_last_day_the_answer_is_not_yet(
    finding: Finding, cast: Cast, travel: Travel
) -> None:
    asked = named(finding, cast)
    assert asked.answer_by == LAST
    for day, answer in ((FRIDAY, Answer.VERIFYING), (LAST, Answer.VERIFYING), (dt.date(2026, 12, 3), Answer.NOT_YET)):
        travel(day)
        held = gate_of(finding, by=cast.payment_verifier)
        assert (held.answer, held.pays) == (answer, Paying.WAIT)


def test_what_the_branch_confirms_may_be_paid_also_when_it_answers_late(
    finding: Finding, cast: Cast, travel: Travel
) -> None:
    asked = named(finding, cast)
    travel(dt.date(2026, 12, 7))
    actions.decide_proof(asked, is_confirmed=True, note="", by=cast.branch_officer)
    assert gate_of(finding, by=cast.payment_verifier).answer is Answer.MAY
    assert only(gate_of(finding, by=cast.payment_verifier)).verdict.since == dt.date(2026, 12, 7)


def test_a_refuted_proof_leaves_not_yet_and_is_not_looked_at_again(finding: Finding, cast: Cast) -> None:
    asked = named(finding, cast)
    with pytest.raises(Refusal, match="masih menunggu"):
        named(finding, cast, "JK26-0148")
    with pytest.raises(Refusal, match="Tulis mengapa"):
        actions.decide_proof(asked, is_confirmed=False, note=" ", by=cast.branch_officer)
    actions.decide_proof(asked, is_confirmed=False, note="Nomor milik proyek lain.", by=cast.branch_officer)
    assert gate_of(finding, by=cast.payment_verifier).answer is Answer.NOT_YET
    with pytest.raises(Refusal, match="sudah pernah"):
        named(finding, cast, "jk26-0147")
    assert named(finding, cast, "JK26-0148").is_confirmed is None


def test_only_the_branch_decides_on_a_proof_and_only_once(finding: Finding, cast: Cast) -> None:
    asked = named(finding, cast)
    for person in (cast.coordinator, cast.agency_officer, cast.payment_verifier):
        with pytest.raises(Refusal, match="kantor cabang"):
            actions.decide_proof(asked, is_confirmed=True, note="", by=person)
    actions.decide_proof(asked, is_confirmed=True, note="", by=cast.branch_officer)
    with pytest.raises(Refusal, match="sudah dijawab"):
        actions.decide_proof(asked, is_confirmed=False, note="salah", by=cast.branch_officer)


def test_a_proof_answers_only_for_the_state_it_was_named_for(finding: Finding, cast: Cast) -> None:
    actions.decide_proof(named(finding, cast), is_confirmed=True, note="", by=cast.branch_officer)
    PackageFacts.objects.filter(known_until=None, package=finding.package_id).update(standing="pending")
    assert gate_of(finding, by=cast.payment_verifier).answer is Answer.NOT_YET


def override(finding: Finding, cast: Cast) -> SecondLook:
    one = only(gate_of(finding, by=cast.payment_verifier))
    return actions.ask_override(one, payment=PAYMENT, reason="Jembatan darurat.", by=cast.payment_verifier)


@pytest.mark.usefixtures("stop")
def test_two_people_let_one_payment_pass_and_no_other(finding: Finding, cast: Cast) -> None:
    look = override(finding, cast)
    with pytest.raises(Refusal, match="sudah diminta"):
        override(finding, cast)
    actions.decide(look, is_granted=True, by=cast.agency_officer)
    assert gate_of(finding, by=cast.payment_verifier).pays is Paying.GO
    assert gate_of(finding, by=cast.payment_verifier).answer is Answer.NOT_YET
    assert gate_of(finding, by=cast.payment_verifier, payment="SPM 13").pays is Paying.WAIT
    assert list(queries.overrides(FRIDAY, FRIDAY, by=cast.coordinator)) == [look]
    assert list(queries.overrides(LAST, LAST, by=cast.coordinator)) == []
    assert list(queries.overrides(FRIDAY, FRIDAY, by=cast.other_agency_officer)) == []
    said = list(Entry.objects.filter(action__startswith="second.").values_list("action", flat=True))
    assert said == ["second.asked", "second.decided"]


@pytest.mark.usefixtures("stop")
def test_four_eyes_cannot_be_got_round(finding: Finding, cast: Cast) -> None:
    one = only(gate_of(finding, by=cast.agency_officer))
    look = actions.ask_override(one, payment=PAYMENT, reason="Mendesak.", by=cast.agency_officer)
    for person, said in (
        (cast.agency_officer, "orang lain"), (cast.other_agency_officer, "tidak berwenang"),
        (cast.payment_verifier, "tidak berwenang"), (cast.leader, "tidak berwenang"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=said):
            actions.decide(look, is_granted=True, by=person)
    actions.decide(look, is_granted=False, by=cast.coordinator)
    assert gate_of(finding, by=cast.payment_verifier).pays is Paying.WAIT
    with pytest.raises(Refusal, match="sudah diputuskan"):
        actions.decide(look, is_granted=True, by=cast.second_coordinator)


def test_an_override_needs_a_reason_a_payment_and_a_gate_that_does_not_let_it_pass(
    finding: Finding, cast: Cast
) -> None:
    one, verifier = only(gate_of(finding, by=cast.payment_verifier)), cast.payment_verifier
    clear = replace(one, verdict=replace(one.verdict, answer=Answer.MAY))
    for asked, payment, reason, said in (
        (one, PAYMENT, " ", "Tulis alasannya"), (one, "", "x", "Isi nomor"), (clear, PAYMENT, "x", "tidak diperlukan"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=said):
            actions.ask_override(asked, payment=payment, reason=reason, by=verifier)
    with pytest.raises(Refusal, match="tidak bertugas"):
        actions.ask_override(one, payment=PAYMENT, reason="x", by=cast.branch_officer)


def test_the_note_is_an_archival_file_that_says_the_frozen_answer(finding: Finding, cast: Cast) -> None:
    verifier = cast.payment_verifier
    check = actions.check_payment(gate_of(finding, by=verifier), by=verifier, reason="Bukti menyusul.")
    pdf = actions.open_note(check, by=verifier, site=SITE)
    said = squeezed(text_of(pdf))
    assert squeezed("Belum dapat dibayar") not in said
    for words in ("Dapat dibayar dengan alasan", PAYMENT, "Bukti menyusul.", check.code, f"GP/{check.pk:06d}", "Vera"):
        assert squeezed(words) in said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert described(opened)["part"] == "2"
    PackageFacts.objects.filter(known_until=None, package=finding.package_id).update(name="Nama lain")
    assert actions.open_note(check, by=verifier, site=SITE) == pdf
    assert timezone.localdate(check.checked_at) == FRIDAY


@pytest.mark.django_db(transaction=True)
def test_eight_who_ask_about_one_payment_at_once_get_one_answer() -> None:
    cast = make_cast()
    package = Package.objects.create(package_id="tender-1", agency=cast.agency_officer.office)
    asked = Gate("TENDER-1", "SPM 1", FRIDAY, False, None, (answer_for(package),))
    askers = 8 if connection.vendor == "postgresql" else 1  # SQLite in memory refuses a second writer

    def ask(_turn: int) -> int:
        try:
            return actions.check_payment(asked, by=cast.payment_verifier).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(askers) as pool:
        given = set(pool.map(ask, range(16)))
    close_old_connections()
    assert len(given) == PaymentCheck.objects.count() == 1


def answer_for(package: Package) -> PackageAnswer:
    facts = PackageFacts(package=package, standing="not_found")
    said = verdict("not_found", since=FRIDAY, proof=None, on=FRIDAY)
    return PackageAnswer(facts, said, Paying.WITH_REASON, (), None, None)
