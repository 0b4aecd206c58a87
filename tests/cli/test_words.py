"""Can everything Payung says be said in English, and are days read strictly?"""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

import payung
from payung.cli.words import catalogue, day_text, listen, read_day, read_month, speak, spoken, tell
from payung.refusal import Refusal
from payung.rules.lines import Sentence
from payung.rules.parameters import Status
from payung.rules.programmes import BENEFITS, PROGRAMMES

SOURCE = Path(payung.__file__).parent
SPEAKERS = {"say", "later", "Refusal", "Sentence"}
# What the house says stands in the catalogue of its pages: tests/portal/test_words_portal.py.
BOOKS = {"cli", "exchange", "reconcile", "sample", "rules", "identifiers", "sealing", "refusal.py"}


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    speak("id")
    yield
    speak("id")


def spoken_in(path: Path) -> Iterator[str]:
    """The sentences of one module: in say(), later(), Refusal(), Sentence(), table(), what= and help=."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        spoken = node.args[:1] if name in SPEAKERS else node.args if name == "table" and "cli" in path.parts else []
        spoken += [word.value for word in node.keywords if word.arg in ("what", "help")]
        yield from (word.value for word in spoken if isinstance(word, ast.Constant) and isinstance(word.value, str))


def everything_said() -> dict[str, str]:
    """Every message id, and where it is said."""
    paths = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] in BOOKS]
    said = {text: str(path.relative_to(SOURCE)) for path in paths for text in spoken_in(path)}
    for programme in (*PROGRAMMES.values(), *BENEFITS.values()):
        words = [
            programme.label,
            *(fact.label for fact in programme.facts),
            *(line.label for line in programme.lines),
        ]
        said |= dict.fromkeys(words, f"programme {programme.name}")
    return said | dict.fromkeys((status.label for status in Status), "Status")


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_has_an_english_one() -> None:
    missing = {text: place for text, place in everything_said().items() if text not in catalogue()}
    listed = "\n".join(f'# {place}\nmsgid "{text}"\nmsgstr ""\n' for text, place in missing.items())
    assert not missing, f"add to src/payung/cli/locale/en.po:\n\n{listed}"


def test_a_translation_has_the_same_braces() -> None:
    wrong = {text for text, english in catalogue().items() if braces(text) != braces(english)}
    assert not wrong, f"the facts in braces differ in en.po: {wrong}"


def test_the_catalogue_holds_nothing_that_is_no_longer_said() -> None:
    stale = set(catalogue()) - set(everything_said())
    assert not stale, f"remove from en.po: {stale}"


def test_a_sentence_and_the_words_in_it_are_said_in_the_language_in_use() -> None:
    refusal = Refusal("{what} belum disebut.", what="Nilai kontrak")
    assert tell(refusal) == "Nilai kontrak belum disebut."
    speak("en")
    assert (tell(refusal), spoken()) == ("Contract value is missing.", "en")
    assert tell(Sentence("tidak diterjemahkan {x}", {"x": 1})) == "tidak diterjemahkan 1"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(Refusal, match="Bahasa “fr” tidak dikenal"):
        speak("fr")


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        (["law", "list"], {}, "id", ["law", "list"]),
        (["--lang", "en", "law"], {}, "en", ["law"]),
        (["law", "--lang=en"], {}, "en", ["law"]),
        (["law"], {"PAYUNG_LANG": "en"}, "en", ["law"]),
        (["--lang", "id", "law"], {"PAYUNG_LANG": "en"}, "id", ["law"]),
        (["law", "--lang"], {}, "", ["law"]),
    ],
)
def test_the_language_may_be_asked_for_anywhere(
    arguments: list[str], environment: dict[str, str], language: str, rest: list[str]
) -> None:
    assert listen(arguments, environment) == (language, rest)


def test_days_are_written_in_words() -> None:
    assert day_text(date(2025, 7, 30)) == "30 Juli 2025"
    speak("en")
    assert day_text(date(2025, 7, 30)) == "July 30, 2025"


@pytest.mark.parametrize("text", ["", "30-07-2025", "2025-02-30", "20250730", "2025-W01-1", "0000-01-01"])
def test_an_impossible_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="bukan tanggal"):
        read_day(text)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-2", "0000-01", "Februari"])
def test_an_impossible_month_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="bukan bulan"):
        read_month(text)


def test_days_and_months_are_read() -> None:
    assert (read_day("2025-07-30"), read_month("2026-02")) == (date(2025, 7, 30), date(2026, 2, 1))
