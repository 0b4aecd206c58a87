"""Which questions does a participant get, what do they answer, and what did they think of the event?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.models import Event, Feedback, Participant, QuizSitting
from payung.briefings.queries import learning
from payung.briefings.terms import Phase
from payung.refusal import Refusal, require_none
from payung.rules import quiz

MARKS = range(1, 6)
MOST_LETTERS = 2000


@transaction.atomic
def start_quiz(participant: Participant, phase: Phase) -> QuizSitting:
    """The questions of this participant, kept as they are read; the same again where they have them already."""
    held = _locked(participant)
    before = QuizSitting.objects.filter(participant=held, phase=phase).first()
    if before is not None:
        return before
    require_none(policies.objection_to_quiz(held, phase, at=timezone.now()))
    sitting = _opened(held, phase)
    audit.record("event.quiz_started", on=sitting, by=None, note=phase.value)
    return sitting


@transaction.atomic
def answer_quiz(sitting: QuizSitting, answers: Mapping[str, str]) -> QuizSitting:
    """Keep what was answered, by the key of the question; once. ``""`` says: I do not know yet.

    A Refusal names the questions that are still open.
    """
    held = QuizSitting.objects.select_for_update(of=("self",)).select_related("participant__event").get(pk=sitting.pk)
    require_none(policies.objection_to_answering(held))
    asked = learning.questions_of(held)
    if missing := [str(number) for number, question in enumerate(asked, start=1) if question.key not in answers]:
        raise Refusal("Soal nomor {numbers} belum dijawab; pilih “Belum tahu” bila ragu.", numbers=", ".join(missing))
    _keep(held, asked, answers, at=timezone.now())
    audit.record("event.quiz_answered", on=held, by=None, note=str(held.right))
    return held


@transaction.atomic
def copy_quiz(participant: Participant, phase: Phase, letters: str, *, by: User) -> QuizSitting:
    """Keep the answers of a sheet of paper: a letter for each question in its order, a stroke where there is none."""
    held = _locked(participant)
    require_none(policies.objection_to_copying_quiz(held.event, by=by))
    sitting = QuizSitting.objects.filter(participant=held, phase=phase).first() or _opened(held, phase)
    require_none(policies.objection_to_answering(sitting))
    asked = learning.questions_of(sitting)
    _keep(sitting, asked, _read(letters, asked), at=timezone.now())
    audit.record("event.quiz_copied", on=sitting, by=by, note=phase.value)
    return sitting


@transaction.atomic
def give_feedback(participant: Participant, *, useful: int, clear: int, text: str = "") -> None:
    """Keep what somebody thought, and that they said it, apart from one another.

    No line in the trail: with its hour and its address it would tell who wrote.
    """
    event = Event.objects.select_for_update().get(pk=participant.event_id)  # before the person, as at the door
    held = _locked(participant)
    require_none(policies.objection_to_feedback(held, at=timezone.now()))
    if useful not in MARKS or clear not in MARKS:
        raise Refusal("Beri nilai 1 sampai 5 untuk kedua pertanyaan.")
    said = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if len(said) > MOST_LETTERS:
        raise Refusal("Kesan paling panjang {most} huruf.", most=MOST_LETTERS)
    Participant.objects.filter(pk=held.pk).update(has_told_feelings=True)
    _mix_in(Feedback(event=event, useful=useful, clear=clear, text=said, on_date=timezone.localdate()))


def _mix_in(written: Feedback) -> None:
    """Write all rows of the event anew in the order of their random keys: a database keeps rows in the order in which
    they came, and who wrote when is known from the quiz.
    """
    before = list(Feedback.objects.filter(event=written.event))
    Feedback.objects.filter(event=written.event).delete()
    Feedback.objects.bulk_create(sorted([*before, written], key=lambda row: row.pk))


def _locked(participant: Participant) -> Participant:
    """The participant as they are now; whoever else answers for them waits."""
    return Participant.objects.select_for_update(of=("self",)).select_related("event").get(pk=participant.pk)


def _opened(participant: Participant, phase: Phase) -> QuizSitting:
    law_on = learning.law_day(participant.event)
    asked = learning.form_of(participant.event, phase)
    return QuizSitting.objects.create(
        participant=participant, phase=phase, law_on=law_on, questions=[quiz.plain(question) for question in asked]
    )


def _keep(sitting: QuizSitting, asked: Sequence[quiz.Question], answers: Mapping[str, str], *, at: dt.datetime) -> None:
    kept: dict[str, Any] = {}
    for question in asked:
        code = answers.get(question.key, "")
        if code and question.choice(code) is None:
            raise Refusal("Salah satu jawaban tidak ada di antara pilihannya; muat ulang halaman ini.")
        kept[question.key] = {"code": code, "right": code == question.right}
    sitting.answers, sitting.answered_at = kept, at
    sitting.right = sum(one["right"] for one in kept.values())
    sitting.save(update_fields=["answers", "answered_at", "right"])


def _read(letters: str, asked: Sequence[quiz.Question]) -> dict[str, str]:
    """``ABD-C`` as codes of choices."""
    told = "".join(letters.upper().split())
    if len(told) != len(asked):
        raise Refusal(
            "Tulis satu huruf untuk setiap soal: {expected} huruf, yang terbaca {given}.",
            expected=len(asked),
            given=len(told),
        )
    return {question.key: _code(letter, question) for letter, question in zip(told, asked, strict=True)}


def _code(letter: str, question: quiz.Question) -> str:
    if letter == "-":
        return ""
    at = learning.LETTERS.find(letter)
    if not 0 <= at < len(question.choices):
        raise Refusal("“{letter}” bukan pilihan; tulis A sampai D, atau - bila kosong.", letter=letter)
    return question.choices[at].code
