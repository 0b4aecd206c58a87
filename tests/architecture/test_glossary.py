"""Is every word of the domain that the code uses explained in GLOSSARY.md?"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.apps import apps
from django.db.models import TextChoices

from payung.reconcile.coverage import PENDING, PROTECTED, UNPROTECTED
from payung.reconcile.provenance import CONFIDENCE, VALUES
from payung.reconcile.rulebook import RULES
from payung.reconcile.sources.recognition import shapes
from payung.reconcile.stages import CODES
from payung.reconcile.tables import COVERAGE, FINDINGS, PACKAGES, PAYMENTS, REGISTRATION_LINKS, TABLES, Table
from payung.rules.parameters import UNITS, Status
from payung.rules.programmes import BENEFITS, BY_WORKER
from payung.rules.programmes.jakon_project import JAKON_PROJECT

WORDED = (
    (PACKAGES, "source"), (PACKAGES, "stage"), (PACKAGES, "kind"), (PACKAGES, "executor_kind"),
    (PAYMENTS, "match"), (REGISTRATION_LINKS, "base_matched"), (COVERAGE, "state"), (FINDINGS, "kind"),
)  # fmt: skip
PROGRAMMES = (JAKON_PROJECT, *BY_WORKER.values())
IDENTIFIERS = ("nik", "npwp", "nib", "kpj", "phone", "areas")
ROW = re.compile(r"^\|[^|]+\|(?P<identifiers>[^|]+)\|[^|]+\|[^|]+\|$", re.MULTILINE)


def _words_of(table: Table, column: str) -> list[str]:
    """The words a column may hold, as the contract of tables lists them."""
    meaning = next(one.meaning for one in table.columns if one.name == column)
    return [word.strip() for word in meaning.split("|")]


def _of_the_house() -> Iterator[str]:
    """Every table of the subjects, and every word of their terms with its values."""
    for model in apps.get_models():
        if model.__module__.startswith("payung."):
            yield model.__name__
    terms = [module for name, module in sys.modules.items() if re.fullmatch(r"payung\.\w+\.terms", name)]
    for module in terms:
        for word in vars(module).values():
            if isinstance(word, type) and issubclass(word, TextChoices) and word.__module__ == module.__name__:
                yield from (word.__name__, *word.values)


def _domain() -> Iterator[str]:
    yield from _of_the_house()
    yield from (table.name for table in TABLES)
    yield from (word for table, column in WORDED for word in _words_of(table, column))
    yield from (rule(pl.lit(date(2026, 1, 1))).kind for rule in RULES)
    yield "registration_without_package"
    yield from (PROTECTED, PENDING, UNPROTECTED)
    yield from CODES
    yield from (shape.source for shape in shapes() if shape.source not in ("", "branch"))
    yield from (source for source, _ in VALUES)
    yield from CONFIDENCE
    yield from ("high", "medium", "low", "link", "candidate", "net", "gross")
    yield from (programme.name for programme in PROGRAMMES)
    yield from BENEFITS
    yield from Status
    yield from UNITS
    yield from IDENTIFIERS


@pytest.fixture(scope="module")
def explained(root: Path) -> frozenset[str]:
    text = (root / "GLOSSARY.md").read_text(encoding="utf-8")
    return frozenset(word for row in ROW.finditer(text) for word in re.findall(r"`([^`]+)`", row["identifiers"]))


@pytest.mark.parametrize("word", sorted(set(map(str, _domain()))))
def test_a_word_of_the_domain_is_in_the_glossary(word: str, explained: frozenset[str]) -> None:
    assert word in explained


def test_every_glossary_row_has_a_term_an_identifier_a_meaning_and_a_source(root: Path) -> None:
    text = (root / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    assert rows
    assert [row for row in rows if not ROW.match(row)] == []
