"""Which questions are put to people on a day, before and after, each with its one right answer and its articles?

Everything hangs on the day of the law and the seed: the same two give the same questions in the same order. Before and
after are parallel forms: the same questions with other numbers, so that what was learnt can be seen.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from payung.refusal import Refusal
from payung.rules.parameters import Status, parameter, weakest
from payung.rules.quiz.bank import ANY, UNSURE, Template, Text, Topic, bank, templates
from payung.rules.quiz.makers import MAKERS
from payung.rules.quiz.values import Made, Option, filled
from payung.rules.shelf import without_addresses

CHOICES = 4
LEAST_CHOICES = 3
TRIES = 40
COUNT = 9
"""Questions of one quiz: one of every topic."""

_HOST = re.compile(r"https?://([^\s;)/]+)")


@dataclass(frozen=True)
class Ground:
    """A number of the law that a question rests on, where it stands and how sure we are of it."""

    key: str
    label: str
    source: str
    status: Status

    @property
    def article(self) -> str:
        """The source without the addresses where it was read; only their hosts where it is nothing else."""
        return without_addresses(self.source) or ", ".join(dict.fromkeys(_HOST.findall(self.source)))


@dataclass(frozen=True)
class Choice:
    """One answer that may be given; ``slip``: which mistake it is."""

    code: str
    text: Text
    slip: Text | None = None


@dataclass(frozen=True)
class Question:
    """A question as it is read: ``right`` is the code of its one right choice, ``because`` says why."""

    key: str
    topic: str
    topic_label: Text
    difficulty: int
    ask: Text
    choices: tuple[Choice, ...]
    right: str
    because: Text
    grounds: tuple[Ground, ...]
    unsure: Text | None = None

    @property
    def status(self) -> Status:
        """No surer than what it rests on."""
        return weakest(*(ground.status for ground in self.grounds))

    def choice(self, code: str) -> Choice | None:
        """The choice under this code; None for no answer."""
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True)
class Pair:
    """One question in its two parallel forms."""

    before: Question
    after: Question


def questions(on: dt.date, *, seed: str, count: int = COUNT) -> tuple[Pair, ...]:
    """``count`` questions by the law of this day, spread over the topics; fewer where the law of the day has fewer.

    A Refusal for a day on which nothing can be asked.
    """
    pairs, order = [], _order(seed)
    for template in order:
        pair = asked(template, on, seed=seed)
        if pair is not None:
            pairs.append(pair)
        if len(pairs) == count:
            break
    if not pairs:
        raise Refusal("Belum ada soal menurut ketentuan pada {on}.", on=on)
    return tuple(pairs)


def askable(on: dt.date, *, seed: str = "") -> tuple[Template, ...]:
    """Every template that can be asked on this day."""
    return tuple(one for one in templates() if asked(one, on, seed=seed) is not None)


def asked(template: Template, on: dt.date, *, seed: str) -> Pair | None:
    """Both forms of one question; None where the law of the day does not carry it."""
    draw = Random(f"{seed}:{template.key}")
    try:
        before = _form(template, on, draw, other_than=None)
        after = _form(template, on, draw, other_than=before) if before else None
    except Refusal:
        return None
    return Pair(before, after) if before and after else None


def _order(seed: str) -> Iterator[Template]:
    """One question of every topic, then a second of every topic, and so on; which comes first hangs on the seed."""
    draw = Random(seed)
    piles = [draw.sample(topic.questions, len(topic.questions)) for topic in bank().values()]
    for turn in range(max(map(len, piles))):
        yield from (pile[turn] for pile in piles if turn < len(pile))


def _form(template: Template, on: dt.date, draw: Random, *, other_than: Question | None) -> Question | None:
    """A question that has enough choices, and is not the other one over again."""
    grounds = tuple(_ground(key, on) for key in template.rests_on)
    if template.unsure is None and any(ground.status in UNSURE for ground in grounds):
        return None
    for _ in range(TRIES):
        made = _distinct(MAKERS[template.key](draw, on))
        question = _question(template, made, grounds, draw) if len(made.wrong) + 1 >= LEAST_CHOICES else None
        if question is not None and (other_than is None or question.ask != other_than.ask):
            return question
    return None


def _ground(key: str, on: dt.date) -> Ground:
    rule = parameter(key)
    law = rule.at(on)
    return Ground(key, rule.label, law.source, law.status)


def _distinct(made: Made) -> Made:
    """Without wrong options that say the same as the right one or as each other; the first few of the rest."""
    seen, wrong = {_meaning(made.right)}, []
    for option in made.wrong:
        if _meaning(option) not in seen:
            seen.add(_meaning(option))
            wrong.append(option)
    return Made(made.right, tuple(wrong[: CHOICES - 1]), made.facts)


def _meaning(option: Option) -> object:
    """What makes two options the same: their answer; their code where they have none."""
    return option.code if option.answer == "" else option.answer


def _question(template: Template, made: Made, grounds: tuple[Ground, ...], draw: Random) -> Question:
    topic = bank()[template.topic]
    facts: Mapping[str, object] = made.facts
    right = made.right.answer or _choice(template, topic, made.right, facts).text
    options = draw.sample((made.right, *made.wrong), len(made.wrong) + 1)
    return Question(
        template.key, topic.name, topic.label, template.difficulty, filled(template.ask, facts, topic.words),
        tuple(_choice(template, topic, option, facts) for option in options), made.right.code,
        filled(template.because, {**facts, "right": right}, topic.words), grounds,
        filled(template.unsure, facts, topic.words) if template.unsure else None,
    )  # fmt: skip


def _choice(template: Template, topic: Topic, option: Option, facts: Mapping[str, object]) -> Choice:
    told = {**facts, "answer": option.answer}
    text = template.choices.get(option.code) or template.choices[ANY]
    slip = template.slips.get(option.code)
    said = filled(slip, told, topic.words) if slip else None
    return Choice(option.code, _capital(filled(text, told, topic.words)), said)


def _capital(text: Text) -> Text:
    return Text(*(one[:1].upper() + one[1:] for one in (text.id, text.en)))


def plain(question: Question) -> dict[str, Any]:
    """The question as texts, lists and tables, to be kept as it was read."""
    return asdict(question)


def read(kept: Mapping[str, Any]) -> Question:
    """The question that was kept."""
    choices = tuple(Choice(one["code"], Text(**one["text"]), _maybe(one["slip"])) for one in kept["choices"])
    grounds = tuple(Ground(**{**one, "status": Status(one["status"])}) for one in kept["grounds"])
    texts: dict[str, Any] = {name: Text(**kept[name]) for name in ("topic_label", "ask", "because")}
    same: dict[str, Any] = {name: kept[name] for name in ("key", "topic", "difficulty", "right")}
    return Question(**same, **texts, choices=choices, grounds=grounds, unsure=_maybe(kept["unsure"]))


def _maybe(kept: Mapping[str, str] | None) -> Text | None:
    return Text(**kept) if kept else None
