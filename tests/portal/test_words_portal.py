"""Can every page be read in English: its own words, and those that the books wrote?"""

import ast
import importlib.util
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from django.template.base import Lexer, TokenType
from django.utils import translation

import payung
from payung.portal.phrasebook import FIELD, book, phrases, told
from payung.reconcile.report import wording
from payung.reconcile.run import Run
from payung.rules.parameters import parameter

SOURCE = Path(payung.__file__).parent
TOOL = Path(__file__).parents[2] / "tools" / "build_catalogue.py"
FOR_AUTHORS = {"styleguide.html", "styleguide.py", "example.py"}
"""The page of components is for those who write pages, in a demonstration only; its figures are invented."""

FOR_MACHINES = {"health.py", "watching.py", "phrasebook.py"}
"""Whoever watches the service reads these; and the phrasebook is English itself."""

TEMPLATES = [path for path in sorted((SOURCE / "portal/templates").rglob("*.html")) if path.name not in FOR_AUTHORS]
VIEWS = [path for path in sorted((SOURCE / "portal").rglob("*.py")) if path.name not in FOR_AUTHORS | FOR_MACHINES]

HEARD = ("title", "aria-label", "placeholder", "alt", "data-l", "data-confirm")
NAMES = re.compile(
    r"\b(?:[Pp]ayung|Rp|WIB|BPJS Ketenagakerjaan|Excel|Indonesia|English|[A-Z]{2,}|[A-Z](?![a-z]))\b|&\w+;"
)
"""Names and acronyms are the same in every language; a single capital names a key."""

CLASSES = re.compile(r"{% block \w+_class %}.*?{% endblock %}")
"""A block of a class attribute: a word for the style sheet."""

WRAPPED = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "Refusal"}
PHRASE = re.compile(r"^(?!.*=)[A-Za-z][a-z]+,?(?: [a-z«“]\S*)+[.:…?]?$|^[A-Z][a-z]+ [a-z]\S*")
BETWEEN = re.compile(r"\{\w+\}|[;,:()] ?|\. ?")
QUOTED = re.compile(r"“.*?”|«.*?»")
INDONESIAN = re.compile(
    r"\b(?:dan|yang|belum|tidak|dengan|sudah|dari|orang|sama|pada|untuk|perlindungan|hari|atau|iuran|batas|daftar|nama|"
    r"kontrak|tanpa|menurut|sampai|berbeda|terlindungi|mulai|sejak|keyakinan|tenggat|kunjungan|bayar|juta|miliar)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """tools/build_catalogue.py as a module; tools are scripts, not a package."""
    spec = importlib.util.spec_from_file_location("build_catalogue", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_every_wrapped_sentence_has_an_english_one(tool: ModuleType) -> None:
    held = tool.english()
    missing = {message: place for message, place in tool.said().items() if message not in held}
    assert not missing, "run tools/build_catalogue.py update, then fill in django.po"


def test_the_catalogue_holds_nothing_that_no_page_says(tool: ModuleType) -> None:
    assert not set(tool.english()) - set(tool.said()), "run tools/build_catalogue.py update"


def test_a_sentence_and_its_english_have_the_same_places_for_facts(tool: ModuleType) -> None:
    places = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    pairs = [(m, t) for m, t in tool.english().items() if isinstance(m, str)]
    assert pairs
    assert [m for m, t in pairs if set(places.findall(m)) != set(places.findall(t))] == []


def test_the_compiled_catalogue_is_the_one_the_tool_writes(tool: ModuleType, tmp_path: Path) -> None:
    tool.compile_into(tmp_path / "django.mo")
    kept = tool.PORTAL.with_suffix(".mo").read_bytes()
    assert kept == (tmp_path / "django.mo").read_bytes(), "run tools/build_catalogue.py"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_template_says_a_word_that_cannot_be_translated(path: Path) -> None:
    assert list(unwrapped_in(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>Belum ada</p>",
        '<a title="Belum ada">{{ one }}</a>',
        '<input placeholder="cari">',
        '{% chip "red" "belum ada" %}',
        '{{ name|default:"tanpa nama" }}',
        "{% translate 'Ada' %} hari",
    ],
)
def test_a_word_outside_of_translation_is_noticed(text: str) -> None:
    assert list(unwrapped_in(text))


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "Belum ada" %}: {{ n }} – NIK, Rp 1',
        "{% blocktranslate %}Belum ada{% endblocktranslate %}",
        '{{ name|default:_("tanpa nama") }}{% chip "red" _("belum") %}',
        '<p class="card">{% comment %}catatan{% endcomment %}<script src="x.js">var a</script></p>',
    ],
)
def test_a_word_that_can_be_translated_is_let_pass(text: str) -> None:
    assert list(unwrapped_in(text)) == []


@pytest.mark.parametrize("path", VIEWS, ids=lambda p: p.name)
def test_no_view_says_a_sentence_that_cannot_be_translated(path: Path) -> None:
    assert list(phrases_in(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_an_unwrapped_sentence_of_a_view_is_noticed() -> None:
    said = ast.parse('"""A page."""\nmessages.success(request, "Sudah tersimpan.")\nf(label=_("Nama kantor"))')
    assert list(phrases_in(said)) == ["Sudah tersimpan."]


@pytest.mark.usefixtures("_english")
def test_what_a_run_says_is_english_on_an_english_page(checked: Run) -> None:
    left = {text: told(text) for text in texts_of(checked) if INDONESIAN.search(QUOTED.sub("", told(text)))}
    assert left == {}


@pytest.mark.usefixtures("_english")
def test_every_code_of_the_report_is_a_word_in_english() -> None:
    tables = [getattr(wording, name) for name in dir(wording) if name.isupper() and name not in ("MONTHS", "UNKNOWN")]
    words = {word for table in tables for word in table.values()} - {"SPMK", "swakelola"}
    assert len(tables) > 8
    assert {word for word in words if word not in book()} == set()


@pytest.mark.parametrize("key", ["remedy/steps", "sanction/steps", "sanction/contract_letters"])
def test_every_step_towards_protection_has_an_english_name(key: str) -> None:
    steps = parameter(key).history[-1].value
    assert steps
    assert [step["label"] for step in steps if step["label"] not in book()] == []


def test_facts_are_never_translated() -> None:
    with translation.override("en"):
        assert told("Nama pelaksana sama: CV. SEDANG TINGGI; BAST.") == "Same executor: CV. SEDANG TINGGI; BAST."
        assert told("Nama pekerjaan berbeda: “Jalan 17 Agustus”.") == (
            "Different title of the work: “Jalan 17 Agustus”."
        )


def test_the_phrasebook_is_silent_on_an_indonesian_page() -> None:
    assert told("Keadaan per 30 Juli 2025.") == "Keadaan per 30 Juli 2025."


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("30 Juli 2025", "30 July 2025"),
        ("3–17 Agustus 2026", "3–17 August 2026"),
        ("3 Mei – 17 Agustus 2026", "3 May – 17 August 2026"),
        ("Rp 84,6 juta", "Rp 84,6 million"),
        ("Terlindungi 3–17 Agustus 2026 (1 hari). Keadaan per 1 Mei 2026.",
         "Protected 3–17 August 2026 (1 day). As of 1 May 2026."),
        ("sesuatu yang tidak dikenal", "sesuatu yang tidak dikenal"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("_english")
def test_days_and_several_sentences_are_told(written: str, english: str) -> None:
    assert told(written) == english


def test_the_phrasebook_holds_only_what_the_books_say() -> None:
    said = "\n".join(constants_of_the_books()).lower()
    pieces = {phrase: [piece.strip() for piece in BETWEEN.split(phrase) if piece.strip()] for phrase in phrases()}
    assert [
        phrase for phrase, some in pieces.items() if some and not any(piece.lower() in said for piece in some)
    ] == []


def test_a_phrase_and_its_english_have_the_same_fields() -> None:
    pairs = book().items()
    assert len(pairs) > 200
    assert [m for m, english in pairs if set(FIELD.findall(m)) != set(FIELD.findall(english))] == []


def unwrapped_in(text: str) -> Iterator[str]:
    """Words of a template outside of translation: between tags, in attributes that are heard, in arguments of tags."""
    html, is_translated = [], False
    for token in Lexer(CLASSES.sub("", text)).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if name in ("blocktranslate", "comment", "endblocktranslate", "endcomment"):
            is_translated = not name.startswith("end")
        elif is_translated:
            continue
        elif token.token_type == TokenType.TEXT:
            html.append(token.contents)
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _arguments(token.contents)
    visible = Visible()
    visible.feed("".join(html))
    yield from (words for words in visible.found if re.search(r"[^\W\d_]", NAMES.sub("", words)))


def _arguments(tag: str) -> Iterator[str]:
    """Words given to a chip, as the label of an icon, or by default, without being wrapped."""
    shown = re.findall(r'^(?:chip|icon) "\w+" "([^"]+)"', tag) + re.findall(r'default(?:_if_none)?:"([^"]+)"', tag)
    yield from (words for words in shown if re.search(r"[^\W\d_]", NAMES.sub("", words)))


class Visible(HTMLParser):
    """Gathers what is seen and heard of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        self.found += [value for name, value in attrs if name in HEARD and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.found.append(data.strip())


def phrases_in(tree: ast.Module) -> Iterator[str]:
    """Sentences of a module that are neither wrapped nor a docstring."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in WRAPPED:
            silent |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
        if isinstance(text, str) and PHRASE.search(text):
            yield text


def texts_of(checked: Run) -> Iterator[str]:
    """Every sentence of a run that pages show."""
    for table, column in (
        ("findings", "sentence"), ("findings", "closes_by"), ("expected_heads", "basis"),
        ("registration_links", "evidence"), ("worker_links", "evidence"), ("link_review", "evidence"),
    ):  # fmt: skip
        for text in checked.tables[table][column].drop_nulls().unique():
            yield from (line.lstrip("+-− ") for line in text.splitlines())


def constants_of_the_books() -> Iterator[str]:
    """Every piece of text in the modules whose words pages show."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    yield from (path.read_text(encoding="utf-8") for path in (SOURCE / "rules/law").rglob("*.yaml"))
