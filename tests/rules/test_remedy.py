"""Does a case go only lawful ways: clarification first, the right issuer, in time, and never after its end?"""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.ladder import Issuer, Taken
from payung.rules.parameters import Status, parameter
from payung.rules.periods import add_working_days, is_working_day
from payung.rules.remedy import (
    ACCEPTED,
    ANSWER,
    CLARIFICATION,
    ENDS,
    INSUFFICIENT,
    NOTICE,
    PROOF,
    PROPOSAL,
    REMINDERS,
    REPRIMANDS,
    SERVICE_DECISION,
    SERVICE_REQUEST,
    Circumstances,
    answer_by,
    due,
    missed_reminders,
    objection,
    open_steps,
    stands_at,
    status_of,
    step,
    steps,
)

START = dt.date(2026, 3, 2)
WORK = Circumstances(START, add_working_days(START, 14))
ASKED = (Taken(CLARIFICATION, START),)
LAST_TO_ANSWER = dt.date(2026, 3, 9)
TOLD = (*ASKED, Taken(NOTICE, dt.date(2026, 3, 10)))
LATE = dt.date(2026, 4, 1)


def said(name: str, on: dt.date, history: tuple[Taken, ...] = (), *, work: Circumstances = WORK) -> str | None:
    """The objection to a step by its own issuer."""
    answer = objection(name, step(name, on).by, on=on, history=history, circumstances=work)
    return str(answer) if answer else None


def test_at_first_only_a_clarification_may_go_out() -> None:
    assert [one.name for one in open_steps((), WORK, on=START) if one.letter] == [CLARIFICATION]
    assert said(NOTICE, START) == "Pemberitahuan didahului Permintaan klarifikasi, yang belum dijalankan."


def test_nothing_goes_out_on_an_unmatched_record_alone() -> None:
    waiting = replace(WORK, pairs_to_judge=2)
    assert said(CLARIFICATION, START, work=waiting) == (
        "Putuskan dahulu 2 pendaftaran yang mungkin milik pekerjaan ini."
    )
    unjudged = replace(WORK, is_judged=False)
    assert "belum dinilai" in str(said(CLARIFICATION, START, work=unjudged))
    assert said(PROOF, START, work=unjudged) is None


def test_the_executor_has_working_days_to_answer_before_anything_stronger() -> None:
    assert answer_by(ASKED[0]) == LAST_TO_ANSWER
    assert said(NOTICE, LAST_TO_ANSWER, ASKED) == (
        "Pelaksana masih dapat menjawab permintaan klarifikasi sampai 2026-03-09."
    )
    assert said(NOTICE, dt.date(2026, 3, 10), ASKED) is None


def test_an_answer_is_read_before_the_next_step() -> None:
    answered = (*ASKED, Taken(ANSWER, dt.date(2026, 3, 4)))
    assert "belum dibaca" in str(said(NOTICE, dt.date(2026, 3, 11), answered))
    read = (*answered, Taken(INSUFFICIENT, dt.date(2026, 3, 5)))
    assert said(NOTICE, dt.date(2026, 3, 5), read) is None
    assert said(ACCEPTED, dt.date(2026, 3, 5), read) == "Tidak ada jawaban yang menunggu dibaca."
    assert said(NOTICE, dt.date(2026, 3, 5), (*answered, Taken(ACCEPTED, dt.date(2026, 3, 5)))) == (
        "Kasus ini sudah selesai; tidak ada langkah berikutnya."
    )


def test_a_late_answer_still_stops_what_is_stronger_until_it_is_read() -> None:
    late = (*TOLD, Taken(ANSWER, dt.date(2026, 3, 27)))
    assert "belum dibaca" in str(said(REPRIMANDS[0], dt.date(2026, 3, 30), late))


@pytest.mark.parametrize("by", [one for one in Issuer if one is not Issuer.PPK])
def test_a_reprimand_is_the_ppks_alone(by: Issuer) -> None:
    answer = objection(REPRIMANDS[0], by, on=LATE, history=TOLD, circumstances=WORK)
    assert str(answer) == (
        f"Surat teguran kontraktual pertama adalah langkah pejabat pembuat komitmen (PPK), bukan {by.label}."
    )


def test_a_reprimand_waits_for_the_last_day_to_register() -> None:
    last = WORK.register_by
    assert last is not None
    assert said(REPRIMANDS[0], last, TOLD) == (
        "Batas pendaftaran 2026-03-27 belum lewat; teguran paling cepat sehari sesudahnya."
    )
    assert said(REPRIMANDS[0], last + dt.timedelta(days=1), TOLD) is None


def test_the_next_reprimand_and_the_proposal_wait_for_the_days_of_the_last() -> None:
    history = (*TOLD, Taken(REPRIMANDS[0], dt.date(2026, 3, 30)))
    for name, on in ((REPRIMANDS[1], dt.date(2026, 4, 2)), (PROPOSAL, dt.date(2026, 4, 7))):
        assert said(name, on, history) == (
            "Surat sebelumnya masih berjalan sampai 2026-04-07; langkah ini paling cepat sehari sesudahnya."
        )
    assert said(REPRIMANDS[1], dt.date(2026, 4, 8), history) is None
    assert said(REPRIMANDS[2], dt.date(2026, 4, 8), history) == (
        "Surat teguran kontraktual ketiga didahului Surat teguran kontraktual kedua, yang belum dijalankan."
    )


def test_a_later_day_that_a_letter_named_counts() -> None:
    more = replace(WORK, answer_until=dt.date(2026, 3, 16))
    assert said(NOTICE, dt.date(2026, 3, 16), ASKED, work=more) == (
        "Pelaksana masih dapat menjawab permintaan klarifikasi sampai 2026-03-16."
    )
    assert said(NOTICE, dt.date(2026, 3, 17), ASKED, work=more) is None
    longer = replace(WORK, act_until=dt.date(2026, 4, 10))
    for name in (REPRIMANDS[0], PROPOSAL):
        history = (*TOLD, Taken(REPRIMANDS[0], dt.date(2026, 3, 30))) if name == PROPOSAL else TOLD
        assert said(name, dt.date(2026, 4, 10), history, work=longer) == (
            "Surat sebelumnya masih berjalan sampai 2026-04-10; langkah ini paling cepat sehari sesudahnya."
        )
        assert said(name, dt.date(2026, 4, 11), history, work=longer) is None


def test_a_late_notice_leaves_its_days_before_the_first_reprimand() -> None:
    late = (*ASKED, Taken(NOTICE, LATE))
    assert answer_by(late[1]) == dt.date(2026, 4, 9)
    assert said(REPRIMANDS[0], LATE, late) == said(REPRIMANDS[0], dt.date(2026, 4, 9), late) == (
        "Surat sebelumnya masih berjalan sampai 2026-04-09; langkah ini paling cepat sehari sesudahnya."
    )  # fmt: skip
    assert said(REPRIMANDS[0], dt.date(2026, 4, 10), late) is None


def test_no_days_run_after_a_letter_that_reached_nobody() -> None:
    unsent = replace(WORK, unsent=(CLARIFICATION,))
    assert said(NOTICE, LATE, ASKED, work=unsent) == (
        "Permintaan klarifikasi sudah terbit tetapi belum dikirim; kirim atau serahkan dahulu, lalu catat pada "
        "suratnya. Harinya berjalan sejak dikirim."
    )
    read = (*ASKED, Taken(ANSWER, dt.date(2026, 3, 4)), Taken(INSUFFICIENT, dt.date(2026, 3, 5)))
    assert said(NOTICE, LATE, read, work=unsent) is None  # whoever answered was reached
    for name in (REPRIMANDS[0], REPRIMANDS[1]):
        history = TOLD if name == REPRIMANDS[0] else (*TOLD, Taken(REPRIMANDS[0], LATE))
        held = replace(WORK, unsent=(history[-1].name,))
        assert "belum dikirim" in str(said(name, dt.date(2026, 6, 1), history, work=held))


def test_only_an_answer_that_claims_protection_closes_a_case() -> None:
    answered, on = (*ASKED, Taken(ANSWER, dt.date(2026, 3, 4))), dt.date(2026, 3, 5)
    assert said(ACCEPTED, on, answered) is None
    for has_ppk, follows in ((True, "Pemberitahuan"), (False, "Usulan kepada BPJS Ketenagakerjaan disertai bukti")):
        answer = said(ACCEPTED, on, answered, work=replace(WORK, has_claim=False, has_ppk=has_ppk))
        assert str(answer).endswith(f"Catat sebagai belum cukup; sesudah itu giliran {follows}.")
    assert said(INSUFFICIENT, on, answered, work=replace(WORK, has_claim=False)) is None


def test_work_without_a_ppk_is_proposed_to_the_branch_after_its_clarification() -> None:
    private = replace(WORK, has_ppk=False)
    assert "didahului Permintaan klarifikasi" in str(said(PROPOSAL, LATE, work=private))
    assert "masih dapat menjawab" in str(said(PROPOSAL, LAST_TO_ANSWER, ASKED, work=private))
    assert said(PROPOSAL, dt.date(2026, 3, 10), ASKED, work=private) is None
    read = (*ASKED, Taken(ANSWER, dt.date(2026, 3, 4)), Taken(INSUFFICIENT, dt.date(2026, 3, 5)))
    assert said(PROPOSAL, dt.date(2026, 3, 5), read, work=private) is None
    assert "belum dibaca" in str(said(PROPOSAL, LATE, read[:2], work=private))
    for name in (NOTICE, REPRIMANDS[0]):
        assert str(said(name, LATE, ASKED, work=private)).startswith("Tidak ada PPK: pekerjaan ini bukan milik")
    assert "didahului Surat teguran kontraktual pertama" in str(said(PROPOSAL, LATE, ASKED))


def test_bpjs_acts_by_its_own_power_on_the_day_it_did() -> None:
    assert said("teguran_tertulis_1", LAST_TO_ANSWER, ASKED) is None  # while a clarification runs
    assert said("teguran_tertulis_1", dt.date(2026, 2, 2), TOLD) is None  # and before it was asked
    own = (*TOLD, Taken("teguran_tertulis_1", dt.date(2026, 4, 1)))
    assert said("teguran_tertulis_2", dt.date(2026, 3, 31), own) == (
        "Langkah BPJS Ketenagakerjaan yang terakhir tercatat pada 2026-04-01; langkah ini tidak dapat mendahuluinya."
    )


def test_what_bpjs_does_moves_a_case_only_where_bpjs_was_waited_for() -> None:
    first, second = (Taken(f"teguran_tertulis_{n}", dt.date(2026, 3 + n, 1)) for n in (1, 2))
    assert stands_at(PROPOSAL, first) == first.name
    assert stands_at(first.name, second) == second.name
    assert [stands_at(name, first) for name in ("", CLARIFICATION)] == ["", CLARIFICATION]
    assert stands_at("", Taken(CLARIFICATION, first.on)) == CLARIFICATION


def test_a_reminder_whose_day_is_over_is_missed() -> None:
    assert missed_reminders(WORK, on=dt.date(2026, 3, 8)) == {}
    assert missed_reminders(WORK, on=dt.date(2026, 3, 17)) == {REMINDERS[0]: dt.date(2026, 3, 9)}
    assert list(missed_reminders(WORK, on=LATE)) == list(REMINDERS)
    assert missed_reminders(replace(WORK, starts_on=None), on=LATE) == {}


def test_services_are_withheld_only_when_bpjs_asked_after_its_own_steps() -> None:
    bpjs = (
        *TOLD, Taken("teguran_tertulis_1", dt.date(2026, 4, 1)), Taken("teguran_tertulis_2", dt.date(2026, 4, 20)),
        Taken("denda", dt.date(2026, 5, 11)),
    )  # fmt: skip
    later = dt.date(2026, 7, 1)
    assert "didahului Permintaan penundaan" in str(said(SERVICE_DECISION, later, bpjs))
    assert said(SERVICE_DECISION, later, (*bpjs, Taken(SERVICE_REQUEST, dt.date(2026, 6, 30)))) is None
    unasked = (*bpjs[len(TOLD) :], Taken(SERVICE_REQUEST, dt.date(2026, 6, 30)))
    assert said(SERVICE_DECISION, later, unasked) == (
        "Layanan tidak ditunda sebelum pelaksananya dimintai klarifikasi."
    )
    assert said(SERVICE_REQUEST, later, TOLD) == (
        "Permintaan penundaan layanan publik didahului Denda, yang belum dijalankan."
    )


def test_before_the_work_starts_the_ppk_sends_nothing() -> None:
    early = (Taken(CLARIFICATION, dt.date(2026, 2, 2)),)
    assert said(NOTICE, dt.date(2026, 2, 20), early) == (
        "Pemberitahuan paling cepat pada hari mulai kerja, 2026-03-02."
    )
    unknown = replace(WORK, starts_on=None)
    assert said(NOTICE, LATE, early, work=unknown) == "Tanggal mulai kerja belum diketahui; PPK mengisinya dahulu."


def test_a_step_never_precedes_the_last_one_nor_comes_twice() -> None:
    assert said(NOTICE, dt.date(2026, 3, 1), ASKED) == (
        "Langkah terakhir tercatat pada 2026-03-02; langkah ini tidak dapat mendahuluinya."
    )
    assert said(NOTICE, LATE, TOLD) == "Pemberitahuan sudah dijalankan pada 2026-03-10."
    with pytest.raises(Refusal, match="tidak dikenal"):
        step("ancaman", START)


@pytest.mark.parametrize(
    ("on", "name"),
    [(dt.date(2026, 3, 11), "pengingat_1"), (dt.date(2026, 3, 16), "pengingat_2"),
     (dt.date(2026, 3, 26), "pengingat_3"), (dt.date(2026, 3, 28), None)],
)  # fmt: skip
def test_the_clock_owes_the_latest_reminder_until_the_last_day(on: dt.date, name: str | None) -> None:
    owed = due(TOLD, WORK, on=on)
    assert (owed.name if owed else None) == name


def test_a_reminder_is_owed_once_and_never_backwards() -> None:
    on = dt.date(2026, 3, 17)
    assert due((*TOLD, Taken("pengingat_2", on)), WORK, on=on) is None
    assert said("pengingat_1", on, (*TOLD, Taken("pengingat_2", on))) == "Pengingat yang lebih baru sudah dikirim."
    assert due(TOLD, replace(WORK, starts_on=None), on=on) is None
    assert due(ASKED, WORK, on=on) is None


def test_every_step_has_an_issuer_a_status_and_known_predecessors() -> None:
    listed = steps(START)
    assert all(set(one.after) <= set(listed) for one in listed.values())
    assert {one.name for one in listed.values() if one.two_people} == {
        ACCEPTED, *REPRIMANDS, SERVICE_DECISION, "dihentikan",
    }  # fmt: skip
    assert status_of("denda", START) is Status.CONFIRMED
    assert status_of(CLARIFICATION, START) is status_of(NOTICE, dt.date(2020, 1, 2)) is Status.INFERRED


ATTEMPTS = st.lists(
    st.tuples(st.sampled_from(list(steps(START))), st.sampled_from(list(Issuer)), st.integers(0, 12)),
    min_size=20, max_size=60,
)  # fmt: skip


@given(attempts=ATTEMPTS)
def test_no_random_history_is_unlawful(attempts: list[tuple[str, Issuer, int]]) -> None:
    history: tuple[Taken, ...] = ()
    on = START - dt.timedelta(days=5)
    for name, by, days in attempts:
        on += dt.timedelta(days=days)
        if objection(name, by, on=on, history=history, circumstances=WORK) is None:
            assert_lawful(name, by, on, {one.name: one.on for one in history}, [one.name for one in history])
            history = (*history, Taken(name, on))
    assert all(is_working_day(day) for one in history if (day := answer_by(one)))


def assert_lawful(name: str, by: Issuer, on: dt.date, days: dict[str, dt.date], names: list[str]) -> None:
    """What the ladder means, written a second time in other words."""
    assert by is steps(on)[name].by
    assert not set(names) & set(ENDS)
    if name in (NOTICE, *REMINDERS, *REPRIMANDS, PROPOSAL):
        assert ANSWER in names or on > add_working_days(days[CLARIFICATION], 5)
        assert [one for one in names if one in (ANSWER, INSUFFICIENT)][-1:] != [ANSWER]
    if name in (NOTICE, *REMINDERS, *REPRIMANDS):
        assert on >= START
    if name in REPRIMANDS:
        assert on > max(dt.date(2026, 3, 27), add_working_days(days[NOTICE], 5))
        assert [one for one in names if one in REPRIMANDS] == list(REPRIMANDS[: REPRIMANDS.index(name)])
    if name == SERVICE_DECISION:
        assert names.index("teguran_tertulis_1") < names.index("teguran_tertulis_2") < names.index("denda")
        assert SERVICE_REQUEST in names


CHOICES = {
    "remedy/clarification_days": 5,
    "remedy/notice_days": 5,
    "remedy/payment_gate": parameter("remedy/payment_gate").at(START).value,
    "remedy/reminder_days": [5, 10, 13],
    "remedy/reprimand_days": 5,
    "remedy/verification_days": 3,
    "remedy/steps": [{"name": one.name, "label": one.label, "by": one.by.value, "ladder": one.ladder,
                      "after": list(one.after), "letter": one.letter, "two_people": one.two_people}
                     | ({"without_ppk": list(one.without_ppk)} if one.without_ppk else {})
                     for one in steps(START).values()],
}  # fmt: skip


@pytest.mark.parametrize("key", CHOICES)
def test_what_payung_chose_itself_says_so(key: str) -> None:
    (dated,) = parameter(key).history
    assert dated.value == CHOICES[key]
    assert dated.status is Status.INFERRED
    assert "pilihan payung" in dated.source.lower()
