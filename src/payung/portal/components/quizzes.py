"""How is a quiz put, read and explained on a page, in the language of whoever reads it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.briefings.queries import LETTERS
from payung.portal.phrasebook import told
from payung.rules import quiz

UNKNOWING = "?"
"""What a form sends for: I do not know yet."""


@dataclass(frozen=True)
class Shown:
    """One choice: its letter, and whether it is chosen or right."""

    value: str
    letter: str
    text: str
    is_chosen: bool = False
    is_right: bool = False


@dataclass(frozen=True)
class Posed:
    """One question as a form shows it."""

    number: int
    name: str
    topic: str
    ask: str
    unsure: str
    choices: tuple[Shown, ...]
    knows_not: bool = False
    is_missing: bool = False


@dataclass(frozen=True)
class Explained:
    """One question that was answered: what was given, what is right, why, and where it stands."""

    number: int
    topic: str
    ask: str
    is_right: bool
    given: str
    right: str
    slip: str
    because: str
    unsure: str
    articles: tuple[tuple[str, str], ...]


def language() -> str:
    """In which language the page speaks."""
    return get_language() or "id"


def posed(questions: Sequence[quiz.Question], chosen: Mapping[str, str] | None = None) -> tuple[Posed, ...]:
    """The questions of a form; ``chosen``: what was sent before, by key, where some were left out."""
    return tuple(_posed(number, question, chosen) for number, question in enumerate(questions, start=1))


def _posed(number: int, question: quiz.Question, chosen: Mapping[str, str] | None) -> Posed:
    given = (chosen or {}).get(question.key)
    choices = tuple(
        Shown(str(at), LETTERS[at], choice.text.said(language()), choice.code == given, choice.code == question.right)
        for at, choice in enumerate(question.choices)
    )
    is_missing = chosen is not None and given is None
    return Posed(
        number, name_of(number), question.topic_label.said(language()), question.ask.said(language()),
        _unsure(question), choices, given == "", is_missing,
    )  # fmt: skip


def name_of(number: int) -> str:
    """How the field of a question is called; it says nothing of what is right."""
    return f"soal-{number}"


def given(questions: Sequence[quiz.Question], form: Mapping[str, Any]) -> dict[str, str]:
    """What a form sent, by the key of the question; what cannot be read was not answered."""
    read = {question.key: _code(question, str(form.get(name_of(n), ""))) for n, question in enumerate(questions, 1)}
    return {key: code for key, code in read.items() if code is not None}


def _code(question: quiz.Question, value: str) -> str | None:
    if value == UNKNOWING:
        return ""
    is_choice = value.isascii() and value.isdigit() and len(value) < 3 and int(value) < len(question.choices)
    return question.choices[int(value)].code if is_choice else None


def explained(questions: Sequence[quiz.Question], answers: Mapping[str, Any]) -> tuple[Explained, ...]:
    """Every question with its answer; ``answers`` as they were kept."""
    return tuple(
        _explained(number, question, str(answers.get(question.key, {}).get("code", "")))
        for number, question in enumerate(questions, start=1)
    )


def _explained(number: int, question: quiz.Question, code: str) -> Explained:
    chosen, right = question.choice(code), question.choice(question.right)
    return Explained(
        number, question.topic_label.said(language()), question.ask.said(language()), code == question.right,
        chosen.text.said(language()) if chosen else _("Belum tahu"), right.text.said(language()) if right else "",
        chosen.slip.said(language()) if chosen and chosen.slip else "", question.because.said(language()),
        _unsure(question), articles_of(question),
    )  # fmt: skip


def articles_of(question: quiz.Question) -> tuple[tuple[str, str], ...]:
    """Where it stands, each article once, with how sure we are of it."""
    return tuple(dict.fromkeys((ground.article, told(ground.status.label)) for ground in question.grounds))


def _unsure(question: quiz.Question) -> str:
    return question.unsure.said(language()) if question.unsure else ""
