"""Which questions can be asked, in which words, and on which numbers of the law does each rest?

One YAML file under ``topics/`` per topic; its name is the topic's. A file holds ``label``, ``words`` (codes of the law
in words, may be empty; ``words.yaml`` holds those of all) and ``questions``. Every text is ``{id: …, en: …}``; its
braces are filled by the maker of the question (`payung.rules.quiz.makers`), which reads the law: no number of the law
is written in a template.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from payung.rules.parameters import Status

LANGUAGES = ("id", "en")
ANY = "any"
"""The words of every choice that has none of its own."""
UNSURE = (Status.INFERRED, Status.MEMORY)
DIFFICULTIES = (1, 2, 3)


class BankError(ValueError):
    """A template that cannot be right; the sentence names the file and the question."""


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    id: str
    en: str

    def said(self, language: str) -> str:
        """The text in this language; Indonesian where we do not speak it."""
        return self.en if language == "en" else self.id


@dataclass(frozen=True)
class Template:
    """One question without its numbers.

    ``rests_on``: the keys of the law its answer hangs on. ``unsure``: what is said beside the question where one of
    them is not certain; without such words it is then not asked. ``slips``: which mistake a wrong choice is.
    """

    key: str
    topic: str
    difficulty: int
    rests_on: tuple[str, ...]
    ask: Text
    because: Text
    choices: Mapping[str, Text]
    slips: Mapping[str, Text]
    unsure: Text | None = None


@dataclass(frozen=True)
class Topic:
    """What several questions are about; ``words`` say the codes of the law."""

    name: str
    label: Text
    words: Mapping[str, Text]
    questions: tuple[Template, ...] = field(default=())


@functools.cache
def bank() -> Mapping[str, Topic]:
    """Every topic shipped with Payung, by name, sorted."""
    return load(files("payung.rules.quiz") / "topics")


@functools.cache
def shared_words() -> Mapping[str, Text]:
    """Words that every topic may use: the invented pieces of work."""
    page = files("payung.rules.quiz") / "words.yaml"
    return _texts("words", yaml.safe_load(page.read_text("utf-8")))


def load(folder: Traversable) -> Mapping[str, Topic]:
    """Reads all YAML files in ``folder``; a BankError names the file that cannot be right."""
    pages = sorted((child.name.removesuffix(".yaml"), child) for child in folder.iterdir() if _is_page(child))
    topics = {name: _topic(name, yaml.safe_load(child.read_text("utf-8"))) for name, child in pages}
    keys = [one.key for topic in topics.values() for one in topic.questions]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BankError(f"soal tertulis dua kali: {', '.join(twice)}")
    return MappingProxyType(topics)


def _is_page(child: Traversable) -> bool:
    return child.name.endswith(".yaml")


def _topic(name: str, page: Any) -> Topic:
    _require(isinstance(page, dict) and set(page) == {"label", "words", "questions"}, name, "label, words, questions")
    templates = tuple(_template(name, key, told) for key, told in page["questions"].items())
    words = MappingProxyType({**shared_words(), **_texts(name, page["words"])})
    return Topic(name, _text(name, page["label"]), words, templates)


REQUIRED = frozenset({"difficulty", "rests_on", "ask", "because", "choices"})
OPTIONAL = frozenset({"slips", "unsure"})


def _template(topic: str, key: str, told: Any) -> Template:
    where = f"{topic}/{key}"
    _require(isinstance(told, dict) and REQUIRED <= set(told) <= REQUIRED | OPTIONAL, where, "isian soal")
    _require(told["difficulty"] in DIFFICULTIES, where, "difficulty 1, 2 atau 3")
    _require(isinstance(told["rests_on"], list) and bool(told["rests_on"]), where, "rests_on: kunci ketentuan")
    return Template(
        key, topic, told["difficulty"], tuple(told["rests_on"]), _text(where, told["ask"]),
        _text(where, told["because"]), _texts(where, told["choices"]), _texts(where, told.get("slips")),
        _text(where, told["unsure"]) if "unsure" in told else None,
    )  # fmt: skip


def _texts(where: str, told: Any) -> Mapping[str, Text]:
    _require(told is None or isinstance(told, dict), where, "tabel teks")
    return MappingProxyType({str(code): _text(where, text) for code, text in (told or {}).items()})


def _text(where: str, told: Any) -> Text:
    has_both = isinstance(told, dict) and set(told) == set(LANGUAGES)
    _require(has_both and all(isinstance(one, str) and one.strip() for one in told.values()), where, "id dan en")
    return Text(told["id"], told["en"])


def _require(is_right: bool, where: str, what: str) -> None:
    if not is_right:
        raise BankError(f"{where}: belum benar: {what}")


def templates() -> Iterator[Template]:
    """Every template of every topic."""
    return (one for topic in bank().values() for one in topic.questions)
