"""Where is a text of the shelf cited: in which findings, letters, answers of the gate, questions and numbers?"""

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.compliance.facts.letters import ARTICLES, KIND_OF_STEP
from payung.letters import Kind
from payung.letters.kinds import form
from payung.portal.components.asked import as_day
from payung.reconcile.findings import cited as articles
from payung.reconcile.people.findings import KINDS as PEOPLE
from payung.reconcile.report.wording import FINDING, said
from payung.reconcile.rulebook import RULES
from payung.regulations.queries import Wanted
from payung.rules.parameters import Parameter, parameter
from payung.rules.programmes.jakon_project import JKK, JKM, NET
from payung.rules.quiz import Question, asked, templates
from payung.rules.shelf import Instrument, Obliged, citing, named_by

GATE = "remedy/payment_gate"
LIABILITY = ("liability/unregistered",)
BLOCKS: Mapping[str, tuple[str, ...]] = {"pasal": ARTICLES, "iuran": (JKK, JKM, NET), "tanggungan": LIABILITY}
"""The blocks of a letter that print articles, and the numbers of the law behind each."""
LEVELS: tuple[tuple[str, Promise], ...] = (("", _("Semua")), ("kota", _("Naskah kota")), ("nasional", _("Nasional")))


@dataclass(frozen=True)
class Cited:
    """Where one national text is cited, in words; ``numbers``: the numbers of the law that rest on it."""

    findings: tuple[str, ...]
    letters: tuple[str, ...]
    by_gate: bool
    questions: tuple[tuple[str, str], ...]
    numbers: tuple[Parameter, ...]

    def anywhere(self) -> bool:
        """Whether anything cites it."""
        return bool(self.findings or self.letters or self.by_gate or self.questions or self.numbers)


def wanted_of(told: QueryDict) -> Wanted:
    """What somebody asks of the shelf; what cannot be read narrows nothing."""
    whom, level = told.get("siapa", ""), told.get("tingkat", "")
    return Wanted(
        whom=Obliged(whom) if whom in list(Obliged) else None,
        on=as_day(told.get("hari")),
        words=told.get("q", "")[:200],
        level=level if level in dict(LEVELS) else "",
    )


@functools.lru_cache(maxsize=512)
def cited(key: str, on: dt.date, language: str) -> Cited:
    """Where a national text is cited on this day; the law and its questions change with a release alone."""
    return Cited(
        findings=tuple(said(FINDING, kind) for kind, laws in _findings(on) if _rests(laws, key, on)),
        letters=tuple(kind.label for kind in Kind if _rests(_laws_of(kind), key, on)),
        by_gate=_rests((str(row["law"]) for row in parameter(GATE).at(on).value), key, on),
        questions=tuple(_questions(key, on, language)),
        numbers=tuple({number.key: number for number, _entry in citing(key)}.values()),
    )


def law_of_finding(kind: str, on: dt.date) -> str:
    """By which articles a kind of finding stands on a day; empty where the law says nothing of it."""
    laws = next((laws for name, laws in _findings(on) if name == kind), None)
    return articles(laws, on)[0] if laws else ""


def texts_of_letter(step: str, on: dt.date) -> tuple[Instrument, ...]:
    """The texts whose articles stand in the letter of this step."""
    return named_by(_laws_of(KIND_OF_STEP[step]), on) if step in KIND_OF_STEP else ()


def _findings(on: dt.date) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rule in RULES:
        told = rule(pl.lit(on))
        yield told.kind, told.laws
    for kind in PEOPLE:
        yield kind.name, kind.laws


def _laws_of(kind: Kind) -> Iterator[str]:
    """The numbers of the law whose articles a letter of this kind prints, in its words or behind them."""
    shipped = form(kind)
    for block, laws in BLOCKS.items():
        if block in shipped.attachments or f"{{{block}}}" in shipped.wording.body:
            yield from laws


def _questions(key: str, on: dt.date, language: str) -> Iterator[tuple[str, str]]:
    for laws, question in _asked(on):
        if _rests(laws, key, on):
            yield question.topic_label.said(language), question.ask.said(language)


@functools.lru_cache(maxsize=2)
def _asked(on: dt.date) -> tuple[tuple[tuple[str, ...], Question], ...]:
    """Every question of the quiz in one form, with the numbers of the law it rests on."""
    pairs = ((template.rests_on, asked(template, on, seed="")) for template in templates())
    return tuple((laws, pair.before) for laws, pair in pairs if pair is not None)


def _rests(laws: Iterable[str], key: str, on: dt.date) -> bool:
    return any(one.key == key for one in named_by(laws, on))
