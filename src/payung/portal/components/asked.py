"""What did somebody ask of a list, read from the address: words, filters, order, day, page?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict

from payung.compliance.queries import WantedFindings
from payung.portal.phrasebook import told
from payung.projects.queries import ORDERS, Wanted

PER_PAGE = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Choice:
    """A value that a filter offers, its words, and whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


def read_packages(told: QueryDict) -> Wanted:
    """The packages looked for; what cannot be read narrows nothing."""
    return Wanted(
        words=told.get("q", "")[:200],
        standing=told.get("keadaan", "")[:20],
        stage=told.get("tahap", "")[:20],
        kind=told.get("jenis", "")[:20],
        agency=as_number(told.get("opd")),
        at_least=as_number(told.get("nilai")),
        is_open=told.get("terbuka") == "1",
        order=told.get("urut", "hari") if told.get("urut") in ORDERS else "hari",
        day=as_day(told.get("per")),
    )


def read_findings(told: QueryDict) -> WantedFindings:
    """The findings looked for."""
    return WantedFindings(
        kind=told.get("jenis", "")[:40],
        words=told.get("q", "")[:200],
        agency=as_number(told.get("opd")),
        verdict=told.get("penilaian", "")[:10],
        confidence=told.get("yakin", "")[:10],
        order=told.get("urut", "tenggat"),
    )


def page_of(rows: "QuerySet[Row]", told: QueryDict, *, per_page: int = PER_PAGE) -> "Page[Row]":
    """The page asked for; the nearest where there is no such page."""
    return Paginator(rows, per_page).get_page(told.get("page"))


def without_page(told: QueryDict) -> str:
    """The address's question without its page, to be put before another page."""
    kept = told.copy()
    kept.pop("page", None)
    return kept.urlencode()


def choices(pairs: Sequence[tuple[str, object]], chosen: object) -> list[Choice]:
    """The choices of a filter."""
    return [Choice(value, told(str(label)), value == str(chosen or "")) for value, label in pairs]


def as_number(text: str | None) -> int | None:
    """The whole number in a text, thousands' points allowed; None where there is none."""
    plain = (text or "").replace(".", "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 18 else None


def as_day(text: str | None) -> date | None:
    """The day in a text such as 2026-11-23; None where there is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
