"""What was understood before and after an event, by how many, and what did they think of it?"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Avg, Count, QuerySet
from django.utils import timezone

from payung.briefings.models import Event, Feedback, Participant, QuizSitting
from payung.briefings.terms import Phase
from payung.impact.learning import Change, change
from payung.rules import quiz

LETTERS = "ABCDEFGH"
"""How the choices of a question are called on paper."""
HARDEST = 3
LEAST_TEXTS = 5
"""Feedback is shown from so many on: of fewer it could be guessed who wrote what."""


@dataclass(frozen=True)
class Score:
    """How many answered, and how many of them right."""

    asked: int = 0
    right: int = 0

    @property
    def percent(self) -> int | None:
        """The share of right answers, half up; None where nobody answered."""
        return (200 * self.right + self.asked) // (2 * self.asked) if self.asked else None

    def __add__(self, other: "Score") -> "Score":
        return Score(self.asked + other.asked, self.right + other.right)


@dataclass(frozen=True)
class QuestionResult:
    """One question, before and after; ``slip``: the wrong choice taken most often after (before, where nobody was
    asked after), and by how many."""

    key: str
    question: quiz.Question | None
    before: Score
    after: Score
    slip: quiz.Choice | None = None
    slips: int = 0

    @property
    def latest(self) -> Score:
        """After, where somebody answered then."""
        return self.after if self.after.asked else self.before


@dataclass(frozen=True)
class TopicResult:
    """One topic, before and after, over its questions."""

    name: str
    label: quiz.Text
    before: Score
    after: Score
    questions: tuple[QuestionResult, ...] = ()

    @property
    def latest(self) -> Score:
        """After, where somebody answered then."""
        return self.after if self.after.asked else self.before


@dataclass(frozen=True)
class Learning:
    """The quiz of one event: who took part, every topic, and those who answered both times."""

    before: int
    after: int
    topics: tuple[TopicResult, ...]
    pairs: tuple[tuple[float, float], ...] = field(default=())

    @cached_property
    def change(self) -> Change | None:
        """How much better those who answered twice did; None for too few."""
        return change(self.pairs)

    @property
    def hardest(self) -> tuple[TopicResult, ...]:
        """The topics understood least, where anything was answered wrong."""
        asked = (topic for topic in self.topics if topic.latest.asked > topic.latest.right)
        return tuple(sorted(asked, key=lambda topic: (topic.latest.percent or 0, topic.name))[:HARDEST])


@dataclass(frozen=True)
class Feelings:
    """What those who took part thought; ``texts`` in no order, and only from ``LEAST_TEXTS`` on."""

    count: int
    useful: float | None
    clear: float | None
    texts: tuple[str, ...]


def law_day(event: Event) -> dt.date:
    """By the law of which day the questions of an event are asked."""
    return timezone.localdate(event.starts_at)


def form_of(event: Event, phase: Phase) -> tuple[quiz.Question, ...]:
    """The questions of an event: the same for everybody, so that paper and screen are one quiz."""
    pairs = _pairs_of(law_day(event), event.code)
    return tuple(pair.before if phase == Phase.BEFORE else pair.after for pair in pairs)


@lru_cache(maxsize=32)
def _pairs_of(on: dt.date, seed: str) -> tuple[quiz.Pair, ...]:
    """A whole hall asks for the same questions within a minute; the law changes with a release alone."""
    return quiz.questions(on, seed=seed)


def questions_of(sitting: QuizSitting) -> tuple[quiz.Question, ...]:
    """The questions of a sitting as they were read."""
    return tuple(map(quiz.read, sitting.questions))


def sittings_of(participant: Participant) -> Mapping[str, QuizSitting]:
    """phase → what this participant got and answered."""
    return {sitting.phase: sitting for sitting in QuizSitting.objects.filter(participant=participant)}


def sitting_of(participant: Participant, phase: Phase) -> QuizSitting | None:
    """One of them."""
    found = QuizSitting.objects.select_related("participant__event")
    return found.filter(participant=participant, phase=phase).first()


def understanding(event: Event) -> Learning:
    """The results of an event's quiz: what everybody answered, read once."""
    answered = list(_answered(event).values_list("participant", "phase", "answers", "right"))
    by_phase = {phase: [told for _, at, told, _ in answered if at == phase] for phase in Phase}
    return Learning(len(by_phase[Phase.BEFORE]), len(by_phase[Phase.AFTER]), _topics(event, by_phase), _pairs(answered))


def not_answered(event: Event, phase: Phase) -> QuerySet[Participant]:
    """The participants whose answers are still missing."""
    return Participant.objects.filter(event=event).exclude(
        pk__in=_answered(event).filter(phase=phase).values("participant")
    )


def feelings(event: Event) -> Feelings:
    """What was thought of an event. The keys are drawn at random, so that no order tells anything."""
    found = Feedback.objects.filter(event=event)
    told = found.aggregate(count=Count("pk"), useful=Avg("useful"), clear=Avg("clear"))
    if told["count"] < LEAST_TEXTS:
        return Feelings(told["count"], None, None, ())
    texts = found.exclude(text="").order_by("pk").values_list("text", flat=True)
    return Feelings(told["count"], told["useful"], told["clear"], tuple(texts))


def _answered(event: Event) -> QuerySet[QuizSitting]:
    return QuizSitting.objects.filter(participant__event=event, answered_at__isnull=False)


def _pairs(answered: Iterable[tuple[int, str, Mapping[str, Any], int | None]]) -> tuple[tuple[float, float], ...]:
    """The shares of right answers of those who answered before and after."""
    shares: dict[int, dict[str, float]] = defaultdict(dict)
    for participant, phase, told, right in answered:
        if told:
            shares[participant][phase] = (right or 0) / len(told)
    return tuple((one[Phase.BEFORE], one[Phase.AFTER]) for one in shares.values() if len(one) == len(Phase))


Told = Sequence[Mapping[str, Any]]


def _topics(event: Event, by_phase: Mapping[Phase, Told]) -> tuple[TopicResult, ...]:
    read = {phase: _as_read(event, phase) for phase in Phase}
    keys = dict.fromkeys(key for told in by_phase.values() for one in told for key in one)
    topics: dict[str, list[QuestionResult]] = defaultdict(list)
    for key in keys:
        result = _question(key, by_phase, read)
        topics[_topic_of(key, result.question)].append(result)
    return tuple(_topic(name, results) for name, results in topics.items())


def _as_read(event: Event, phase: Phase) -> Mapping[str, quiz.Question]:
    """The questions of a phase as the first who answered read them; the law of the day may have been mended since."""
    first = _answered(event).filter(phase=phase).first()
    return {question.key: question for question in questions_of(first)} if first else {}


def _question(
    key: str, by_phase: Mapping[Phase, Told], read: Mapping[Phase, Mapping[str, quiz.Question]]
) -> QuestionResult:
    before, after = (_score(key, by_phase[phase]) for phase in (Phase.BEFORE, Phase.AFTER))
    phase = Phase.AFTER if after.asked else Phase.BEFORE
    question = read[phase].get(key)
    wrong = Counter(one[key]["code"] for one in by_phase[phase] if key in one and not one[key]["right"])
    wrong.pop("", None)
    code, count = wrong.most_common(1)[0] if wrong else ("", 0)
    return QuestionResult(key, question, before, after, question.choice(code) if question else None, count)


def _score(key: str, told: Told) -> Score:
    answers = [one[key] for one in told if key in one]
    return Score(len(answers), sum(answer["right"] for answer in answers))


def _topic_of(key: str, question: quiz.Question | None) -> str:
    if question is not None:
        return question.topic
    return next((template.topic for template in quiz.templates() if template.key == key), key)


def _topic(name: str, results: list[QuestionResult]) -> TopicResult:
    known = quiz.bank().get(name)
    before, after = (sum((getattr(one, side) for one in results), Score()) for side in ("before", "after"))
    return TopicResult(name, known.label if known else quiz.Text(name, name), before, after, tuple(results))
