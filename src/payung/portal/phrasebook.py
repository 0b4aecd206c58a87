"""How is what the books wrote in Indonesian said on an English page?

A run's sentences are stored as they were written, with their facts in them. The phrasebook finds the facts again by
the pattern of the sentence and says the sentence around them in English; facts (names, numbers, articles) are never
touched, and what it does not know stays as it was written. On an Indonesian page it does nothing.
"""

import re
from functools import cache, lru_cache
from html import escape, unescape
from pathlib import Path

import yaml
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from payung.cli.words import catalogue

BOOK = Path(__file__).parent / "locale" / "en" / "phrases.yaml"
JOINTS = ("; ", ". ", ", ", " · ")
"""What stands between two sentences, the widest first."""

KINDS = {"n": r"\d[\d.,]*", "day": r"[^.;()]+?", "words": r"(?:(?!\. |; ).)+?"}
"""What a field may hold, by the beginning of its name: a number, a day or days, words within one sentence."""

TRANSLATED = ("day", "words", "step", "before", "lawful", "by", "asker")
"""Fields whose names begin so hold words of ours, not facts; the last are names of steps and of whose they are."""

LEAST_OWN = 8
"""Letters that a sentence of the command must have of its own: ``{name}: {value}`` would fit everything."""

MONTHS = {
    "Januari": "January", "Februari": "February", "Maret": "March", "Mei": "May", "Juni": "June", "Juli": "July",
    "Agustus": "August", "Oktober": "October", "Desember": "December", "Agu": "Aug", "Okt": "Oct", "Des": "Dec",
}  # fmt: skip
NAMES = "|".join(MONTHS)
DATE = re.compile(rf"(?<=\d )(?:{NAMES})(?= \d{{4}}\b|$| –)|^(?:{NAMES})(?= \d{{4}}$|$)")
FIELD = re.compile(r"\{(\w+)\}")
ONE = {"days": "day", "people were": "person was", "people": "person", "rows": "row", "were": "was"}
SINGLE = re.compile(rf"(?<![\d.,])1 ({'|'.join(ONE)})\b")
WRITTEN = re.compile(r"(?<=>)[^<>]+(?=<)|(?<=aria-label=\")[^\"]+(?=\")")


def told(text: str) -> str:
    """What the books say, in the language of the page."""
    return _english(text) if text and translation.get_language() == "en" else text


def told_in(drawing: str) -> SafeString:
    """A drawing of the books whose words are in the language of the page."""
    if translation.get_language() != "en":
        return mark_safe(drawing)
    return mark_safe(WRITTEN.sub(lambda found: escape(_english(unescape(found[0]))), drawing))


@lru_cache(maxsize=10_000)
def _english(text: str) -> str:
    return _sentence(text) or _sentences(text) or DATE.sub(lambda found: MONTHS[found[0]], text)


def _sentence(text: str) -> str | None:
    """The text as one sentence of the book, with or without its full stop."""
    plain = text.removesuffix(".")
    for whole in (text, plain):
        if whole in exact():
            return exact()[whole] + text[len(whole) :]
    for needle, pattern, english in patterns():
        for whole in (text, plain) if needle in text else ():
            found = pattern.fullmatch(whole)
            if found and (said := _said(english, found)) != whole:
                return said + text[len(whole) :]
    return None


def _sentences(text: str) -> str | None:
    """The text as several sentences, where any of them is in the book."""
    for joint in JOINTS:
        head, found, tail = text.rpartition(joint)
        if found:
            said = f"{_english(head)}{joint}{_english(tail)}"
            if said != text:
                return said
    return None


@cache
def exact() -> dict[str, str]:
    """The sentences without facts."""
    return {told: said for told, said in book().items() if not FIELD.search(told)}


@cache
def patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """The sentences with facts: words that are always in it, its pattern, its English.

    The phrasebook's own come before the command's, whose fields do not say what they hold; the longest first.
    """
    listed = [told for told in book() if FIELD.search(told)]
    listed.sort(key=lambda told: (told not in phrases(), -len(FIELD.sub("", told))))
    return [(max(FIELD.sub("\0", told).split("\0"), key=len), _pattern(told), book()[told]) for told in listed]


@cache
def book() -> dict[str, str]:
    """Everything the books say: the phrasebook, and what the command can say in English."""
    of_command = {told: said for told, said in catalogue().items() if len(FIELD.sub("", told)) >= LEAST_OWN}
    return {**phrases(), **of_command}


@cache
def phrases() -> dict[str, str]:
    """The phrasebook itself."""
    written: dict[str, str] = yaml.safe_load(BOOK.read_text(encoding="utf-8"))
    return written


def _pattern(told: str) -> re.Pattern[str]:
    """``batasnya {day}`` → a pattern with the group ``day``; a field that comes twice is the same both times."""
    literal = re.escape(told)
    for name in dict.fromkeys(FIELD.findall(told)):
        first, *more = literal.split(rf"\{{{name}\}}")
        literal = f"{first}(?P<{name}>{_kind(name)})" + f"(?P={name})".join(more)
    return re.compile(literal)


def _kind(name: str) -> str:
    return KINDS.get(name.partition("_")[0], ".+?")


def _said(english: str, found: re.Match[str]) -> str:
    whole = FIELD.sub(lambda field: _fact(field[1], found[field[1]]), english)
    return SINGLE.sub(lambda one: f"1 {ONE[one[1]]}", whole)


def _fact(name: str, value: str) -> str:
    return _english(value) if name.partition("_")[0] in TRANSLATED else value
