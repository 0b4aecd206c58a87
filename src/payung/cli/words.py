"""In which language does the command speak, and how does it read a day?

The code holds Indonesian sentences; they are the message ids of ``locale/en.po``, which is read only when
English is asked for. A sentence without a translation is said in Indonesian.
"""

import re
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from datetime import date
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from babel.messages.pofile import read_po

from payung.refusal import Refusal
from payung.rules.lines import Sentence

LANGUAGES = ("id", "en")
VARIABLE = "PAYUNG_LANG"

_language: ContextVar[str] = ContextVar("language", default="id")


def speak(language: str) -> None:
    """Say everything from here on in this language; a Refusal for one Payung does not speak."""
    if language not in LANGUAGES:
        raise Refusal("Bahasa “{given}” tidak dikenal; pilih {choices}.", given=language, choices=", ".join(LANGUAGES))
    _language.set(language)


def spoken() -> str:
    """The language in use, ``id`` or ``en``."""
    return _language.get()


def listen(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The language asked for, and the arguments without ``--lang``, which may stand anywhere."""
    language, rest, words = environment.get(VARIABLE) or "id", [], iter(arguments)
    for word in words:
        name, sign, value = word.partition("=")
        if name == "--lang":
            language = value if sign else next(words, "")
        else:
            rest.append(word)
    return language, rest


def say(sentence: str, **facts: object) -> str:
    """The sentence in the language in use, its braces filled; facts that are words are translated too."""
    return _translated(sentence).format(
        **{name: _translated(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    )


def later(sentence: str) -> str:
    """The sentence as it is, marked for the catalogue: it will be said when the language is known."""
    return sentence


def tell(told: Sentence | Refusal) -> str:
    """A sentence or refusal of the rules in the language in use."""
    sentence = told.template if isinstance(told, Sentence) else told.sentence
    return say(sentence, **told.facts)


def _translated(text: str) -> str:
    return catalogue().get(text, text) if spoken() == "en" else text


@cache
def catalogue() -> Mapping[str, str]:
    """The English of every Indonesian sentence that has one."""
    with (files("payung.cli") / "locale" / "en.po").open("rb") as lines:
        messages = read_po(lines, locale="en")
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}


def day_text(on: date) -> str:
    """``30 Juli 2025``, or ``July 30, 2025`` in English."""
    return format_date(on, format="long", locale=spoken())


def read_day(text: str) -> date:
    """A day written ``2025-07-30``; else a Refusal."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Refusal("“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2025-07-30.", text=text)


def read_month(text: str) -> date:
    """A month written ``2026-02``, as its first day; else a Refusal."""
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) and not text.startswith("0000"):
        return date.fromisoformat(f"{text}-01")
    raise Refusal("“{text}” bukan bulan; tulis tahun-bulan, misalnya 2026-02.", text=text)
