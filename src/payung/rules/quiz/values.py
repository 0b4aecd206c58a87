"""What does a maker hand over, and how is each value of it said in both languages?"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from babel.dates import format_date

from payung.rules.quiz.bank import Text

AND = {"id": "dan", "en": "and"}
AT = {"id": "pukul", "en": "at"}


class Word(str):
    """A code of the law that the topic has words for."""


@dataclass(frozen=True)
class Option:
    """One choice: its code, and what fills the braces of its words."""

    code: str
    answer: object = ""


@dataclass(frozen=True)
class Made:
    """A question's facts, its right option, and wrong ones, the most instructive first."""

    right: Option
    wrong: tuple[Option, ...]
    facts: Mapping[str, object] = field(default_factory=dict)


Maker = Callable[[Random, dt.date], Made]


def of_codes(right: str, codes: Iterable[str], **facts: object) -> Made:
    """A question whose choices are told by code: all of ``codes`` but the right one are wrong."""
    return Made(Option(right), tuple(Option(code) for code in codes if code != right), facts)


def of_numbers(right: int, others: Iterable[int], **facts: object) -> Made:
    """A question whose choices are numbers in the same words."""
    return Made(Option("right", right), tuple(Option(f"n{other}", other) for other in others), facts)


def filled(text: Text, facts: Mapping[str, object], words: Mapping[str, Text]) -> Text:
    """The text with its braces filled, in both languages."""
    return Text(*(getattr(text, on).format(**_said_all(facts, on, words)) for on in ("id", "en")))


def _said_all(facts: Mapping[str, object], language: str, words: Mapping[str, Text]) -> dict[str, str]:
    return {name: said(value, language, words) for name, value in facts.items()}


def said(value: object, language: str, words: Mapping[str, Text]) -> str:
    """In this language: a day as ``30 Juli 2025``, codes of the law in the topic's words, all else as it is."""
    if isinstance(value, tuple):
        return _listed([said(one, language, words) for one in value], language)
    if isinstance(value, Text):
        return value.said(language)
    if isinstance(value, Word):
        return words[value].said(language) if value in words else value.replace("_", " ")
    if isinstance(value, dt.datetime):
        return f"{_day(value, language)} {AT[language]} {value:%H.%M}"
    return _day(value, language) if isinstance(value, dt.date) else str(value)


def _day(on: dt.date, language: str) -> str:
    return str(format_date(on, "d MMMM y", locale=language))


def _listed(said: list[str], language: str) -> str:
    *head, last = said
    return f"{', '.join(head)} {AND[language]} {last}" if head else last
