"""Is a quiz taken once a phase and in its time, do the results count what was answered, and is feedback nameless?"""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone
from tests.cast import Cast
from tests.house.briefings import open_event, taking_part
from tests.house.guards import Guard

from payung.audit.models import Entry
from payung.briefings import actions, policies, queries
from payung.briefings.models import Event, Feedback, Participant, QuizSitting
from payung.briefings.terms import EventState, Phase
from payung.refusal import Refusal
from payung.rules import quiz

BEFORE, AFTER = Phase.BEFORE, Phase.AFTER
HOUR = dt.timedelta(hours=1)
pytestmark = pytest.mark.django_db
Clock = Callable[[dt.datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, event: Event) -> Clock:
    """``clock(moment)``; it starts in the midst of the event."""

    def at(moment: dt.datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(event.starts_at + HOUR)
    return at


@pytest.fixture
def person(event: Event, clock: Clock) -> Participant:
    return taking_part(event, "Sari Contoh")


def right(sitting: QuizSitting) -> dict[str, str]:
    return {question.key: question.right for question in queries.questions_of(sitting)}


def wrong(sitting: QuizSitting) -> dict[str, str]:
    return {
        question.key: next(choice.code for choice in question.choices if choice.code != question.right)
        for question in queries.questions_of(sitting)
    }


def answer(participant: Participant, phase: Phase, *, rights: int) -> QuizSitting:
    sitting = actions.start_quiz(participant, phase)
    told = wrong(sitting) | dict(list(right(sitting).items())[:rights])
    return actions.answer_quiz(sitting, told)


def test_everybody_at_an_event_gets_the_questions_of_its_day_as_they_are_read(
    event: Event, person: Participant
) -> None:
    other = taking_part(event, "Budi Contoh")
    first, second = (actions.start_quiz(each, BEFORE) for each in (person, other))
    assert first.questions == second.questions
    assert first.law_on == timezone.localdate(event.starts_at)
    assert queries.questions_of(first) == queries.form_of(event, BEFORE)
    assert len(first.questions) == quiz.COUNT
    after = actions.start_quiz(person, AFTER)
    assert [one["key"] for one in after.questions] == [one["key"] for one in first.questions]
    assert all(one["ask"] != other["ask"] for one, other in zip(first.questions, after.questions, strict=True))


def test_another_event_has_other_questions(cast: Cast, event: Event) -> None:
    other = open_event(cast, on=timezone.localdate(event.starts_at))
    assert queries.form_of(event, BEFORE) != queries.form_of(other, BEFORE)


def test_a_quiz_that_was_started_stays_as_it_is(person: Participant) -> None:
    sitting = actions.start_quiz(person, BEFORE)
    assert actions.start_quiz(person, BEFORE) == sitting
    with pytest.raises(IntegrityError), transaction.atomic():
        QuizSitting.objects.create(participant=person, phase=BEFORE, law_on=sitting.law_on, questions=[])


def test_what_was_answered_is_counted_once(person: Participant) -> None:
    sitting = answer(person, BEFORE, rights=4)
    assert (sitting.right, len(sitting.answers)) == (4, quiz.COUNT)
    assert sum(one["right"] for one in sitting.answers.values()) == 4
    with pytest.raises(Refusal, match="sudah dijawab"):
        actions.answer_quiz(sitting, right(sitting))
    sitting.refresh_from_db()
    assert sitting.right == 4


def test_a_question_left_out_is_named_and_nothing_is_kept(person: Participant) -> None:
    sitting = actions.start_quiz(person, BEFORE)
    told = right(sitting)
    for key in list(told)[2:4]:
        del told[key]
    with pytest.raises(Refusal, match="nomor 3, 4 belum"):
        actions.answer_quiz(sitting, told)
    sitting.refresh_from_db()
    assert (sitting.answers, sitting.answered_at) == ({}, None)


def test_not_knowing_is_an_answer_and_an_unknown_choice_is_none(person: Participant) -> None:
    sitting = actions.start_quiz(person, BEFORE)
    told = right(sitting)
    key = next(iter(told))
    with pytest.raises(Refusal, match="tidak ada di antara"):
        actions.answer_quiz(sitting, told | {key: "karangan"})
    kept = actions.answer_quiz(sitting, told | {key: ""})
    assert kept.right == quiz.COUNT - 1
    assert kept.answers[key] == {"code": "", "right": False}


@pytest.mark.parametrize(
    ("hours", "phase", "is_open"),
    [
        (-48, BEFORE, True),
        (1, BEFORE, True),
        (4, BEFORE, False),
        (-1, AFTER, False),
        (0, AFTER, True),
        (90, AFTER, True),
    ],
)
def test_each_quiz_has_its_time(
    event: Event, person: Participant, clock: Clock, hours: int, phase: Phase, is_open: bool
) -> None:
    clock(event.starts_at + hours * HOUR)
    assert (policies.objection_to_quiz(person, phase, at=timezone.now()) is None) is is_open
    if is_open:
        assert actions.start_quiz(person, phase).phase == phase
    else:
        with pytest.raises(Refusal):
            actions.start_quiz(person, phase)


@pytest.mark.parametrize(("state", "said"), [(EventState.CANCELLED, "dibatalkan"), (EventState.DRAFT, "belum dibuka")])
def test_an_event_that_is_not_held_asks_nothing(event: Event, person: Participant, state: str, said: str) -> None:
    Event.objects.filter(pk=event.pk).update(state=state)
    with pytest.raises(Refusal, match=said):
        actions.start_quiz(person, AFTER)
    with pytest.raises(Refusal, match=said):
        actions.give_feedback(person, useful=3, clear=3)


def test_before_is_closed_once_after_was_opened(person: Participant) -> None:
    actions.start_quiz(person, AFTER)
    with pytest.raises(Refusal, match="tidak lagi berarti"):
        actions.start_quiz(person, BEFORE)


def test_what_was_right_before_is_told_after(event: Event, person: Participant, clock: Clock) -> None:
    sitting = answer(person, BEFORE, rights=2)
    assert policies.objection_to_explaining(sitting, at=timezone.now()) is not None
    assert policies.objection_to_explaining(sitting, at=event.ends_at + HOUR) is None
    after = answer(person, AFTER, rights=2)
    assert policies.objection_to_explaining(sitting, at=timezone.now()) is None
    assert policies.objection_to_explaining(after, at=timezone.now()) is None


def letters(event: Event, phase: Phase, *, wrongs: int = 0) -> str:
    told = [
        queries.LETTERS[[choice.code for choice in question.choices].index(question.right)]
        for question in queries.form_of(event, phase)
    ]
    return "-" * wrongs + "".join(told[wrongs:])


def test_paper_is_copied_by_the_letters_of_the_printed_sheet(cast: Cast, event: Event, person: Participant) -> None:
    kept = actions.copy_quiz(person, BEFORE, letters(event, BEFORE, wrongs=3).lower(), by=cast.coordinator)
    assert kept.right == quiz.COUNT - 3
    with pytest.raises(Refusal, match="sudah dijawab"):
        actions.copy_quiz(person, BEFORE, letters(event, BEFORE), by=cast.coordinator)
    line = Entry.objects.latest("pk")
    assert (line.action, line.actor) == ("event.quiz_copied", f"user:{cast.coordinator.pk}")


@pytest.mark.parametrize(("typed", "said"), [("ABC", "9 huruf, yang terbaca 3"), ("ABCDABCDX", "“X” bukan pilihan")])
def test_paper_that_cannot_be_read_is_not_kept(
    cast: Cast, event: Event, person: Participant, typed: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        actions.copy_quiz(person, AFTER, typed, by=cast.coordinator)
    assert not QuizSitting.objects.filter(participant=person).exists()


def test_a_stranger_copies_nothing(cast: Cast, event: Event, person: Participant) -> None:
    for stranger in (cast.branch_officer, cast.agency_officer, cast.leader):
        with pytest.raises(Refusal, match="kantor lain"):
            actions.copy_quiz(person, BEFORE, letters(event, BEFORE), by=stranger)


def test_the_results_count_every_answer(event: Event, person: Participant) -> None:
    people = [person, *(taking_part(event, f"Orang {n}") for n in range(11))]
    for n, each in enumerate(people):
        answer(each, BEFORE, rights=n % 4)
    for each in people[:11]:
        answer(each, AFTER, rights=6)
    found = queries.understanding(event)
    assert (found.before, found.after, len(found.pairs)) == (12, 11, 11)
    assert sum(topic.before.right for topic in found.topics) == sum(n % 4 for n in range(12))
    assert sum(topic.after.right for topic in found.topics) == 6 * 11
    assert all(topic.before.asked == 12 for topic in found.topics)
    asked = queries.form_of(event, AFTER)
    assert {topic.name for topic in found.hardest} <= {question.topic for question in asked[6:]}
    assert len(found.hardest) == 3
    assert found.change is not None
    assert found.change.is_told
    assert found.change.mean == pytest.approx(sum((6 - n % 4) / 9 for n in range(11)) / 11)
    never = [question for topic in found.topics for question in topic.questions if question.key == asked[8].key]
    assert never[0].slips == 11
    assert never[0].slip is not None
    assert never[0].slip.code == next(choice.code for choice in asked[8].choices if choice.code != asked[8].right)


def test_of_few_people_nothing_is_concluded(event: Event, person: Participant) -> None:
    answer(person, BEFORE, rights=1)
    answer(person, AFTER, rights=9)
    found = queries.understanding(event)
    assert (len(found.pairs), found.change) == (1, None)
    assert found.hardest == ()


def test_without_answers_there_are_no_results(event: Event, person: Participant) -> None:
    actions.start_quiz(person, BEFORE)
    found = queries.understanding(event)
    assert (found.before, found.topics, found.pairs, found.hardest) == (0, (), (), ())
    assert list(queries.not_answered(event, BEFORE)) == [person]


def test_the_results_are_read_in_few_queries_however_many_came(
    event: Event, person: Participant, most_queries: Guard
) -> None:
    for n in range(30):
        each = taking_part(event, f"Orang {n}")
        answer(each, BEFORE, rights=n % 9)
    with most_queries(6):
        assert queries.understanding(event).before == 30
        assert queries.feelings(event).count == 0


def test_feedback_is_given_once(person: Participant) -> None:
    actions.give_feedback(person, useful=5, clear=4, text=" Jelas.\r\nTerima kasih. ")
    with pytest.raises(Refusal, match="sudah diterima"):
        actions.give_feedback(person, useful=1, clear=1)
    row = Feedback.objects.get()
    assert (row.useful, row.clear, row.text) == (5, 4, "Jelas.\nTerima kasih.")


@pytest.mark.parametrize(("useful", "clear", "text"), [(0, 3, ""), (3, 6, ""), (3, 3, "a" * 2001)])
def test_feedback_that_cannot_be_read_leaves_the_way_open(
    person: Participant, useful: int, clear: int, text: str
) -> None:
    with pytest.raises(Refusal):
        actions.give_feedback(person, useful=useful, clear=clear, text=text)
    person.refresh_from_db()
    assert not person.has_told_feelings
    assert not Feedback.objects.exists()


def test_nothing_felt_is_asked_before_the_event(event: Event, person: Participant, clock: Clock) -> None:
    clock(event.starts_at - HOUR)
    with pytest.raises(Refusal, match="begitu acara mulai"):
        actions.give_feedback(person, useful=3, clear=3)


def test_a_row_of_feedback_names_nobody_and_no_hour() -> None:
    fields = {field.name: field for field in Feedback._meta.get_fields()}
    assert set(fields) == {"id", "event", "useful", "clear", "text", "on_date"}
    assert isinstance(fields["id"], models.UUIDField)
    assert [name for name, field in fields.items() if field.is_relation] == ["event"]
    assert not any(isinstance(field, models.DateTimeField) for field in fields.values())
    assert not any(field.related_model is Feedback for field in Participant._meta.get_fields() if field.is_relation)


def test_the_database_does_not_hold_feedback_in_the_order_of_writing(event: Event, clock: Clock) -> None:
    for n in range(8):
        actions.give_feedback(taking_part(event, f"Orang {n}"), useful=3, clear=3, text=str(n))
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM briefings_feedback ORDER BY {place}")
        lying = [str(uuid.UUID(str(key))) for (key,) in cursor.fetchall()]
        assert lying == sorted(lying)
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM briefings_feedback")
            assert cursor.fetchone() == (1,)


def test_the_keys_of_feedback_do_not_tell_in_which_order_it_was_written(event: Event, clock: Clock) -> None:
    """Of forty people the order of the keys agrees with that of writing no better than chance."""
    people = [taking_part(event, f"Orang {n}") for n in range(40)]
    random.Random(1).shuffle(people)
    for n, each in enumerate(people):
        actions.give_feedback(each, useful=3, clear=3, text=str(n))
    by_key = [int(text) for text in Feedback.objects.order_by("pk").values_list("text", flat=True)]
    rises = sum(first < second for first, second in pairwise(by_key))
    assert by_key != sorted(by_key)
    assert 8 <= rises <= 31


def test_the_trail_says_nothing_of_feedback(person: Participant) -> None:
    lines = Entry.objects.count()
    actions.give_feedback(person, useful=5, clear=4)
    assert Entry.objects.count() == lines


def test_feelings_are_shown_from_five_on_and_without_order(event: Event, clock: Clock) -> None:
    for n in range(4):
        actions.give_feedback(taking_part(event, f"Orang {n}"), useful=5, clear=4, text=f"kesan {n}")
    few = queries.feelings(event)
    assert (few.count, few.useful, few.texts) == (4, None, ())
    actions.give_feedback(taking_part(event, "Orang 5"), useful=1, clear=4)
    found = queries.feelings(event)
    assert (found.count, found.useful, found.clear) == (5, 4.2, 4.0)
    assert sorted(found.texts) == [f"kesan {n}" for n in range(4)]
