"""What did somebody ask of a list, read from the address: words, filters, order, day, page?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import QueryDict

from payung.compliance.queries import WantedFindings
from payung.portal.phrasebook import told
from payung.projects.queries import ORDERS, Wanted

PER_PAGE = 50
MOST_FOUND = 1_000
"""Nobody reads further in what words found; counting it all would cost a reading of every row."""
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


class Found(Generic[Row]):
    """Rows of which only those of one page are read: first their keys, which an index holds in order, then they.

    ``read``: whence the rows of a page are read, where that asks less of the database than ``rows``. ``counted``: how
    many there are, where that is known. ``most``: how far a search is followed; ``is_cut`` says that there are more.
    """

    def __init__(
        self, rows: QuerySet[Row], *, read: QuerySet[Row] | None, counted: int | None, most: int | None
    ) -> None:
        self.rows, self.read, self.counted = rows, rows if read is None else read, counted
        self.keys, self.is_cut = None, False
        if most is not None:
            keys = list(rows.values_list("pk", flat=True)[: most + 1])
            self.keys, self.is_cut, self.counted = keys[:most], len(keys) > most, min(len(keys), most)

    def count(self) -> int:
        """How many rows there are to page through."""
        if self.counted is None:
            self.counted = self.rows.count()
        return self.counted

    def __getitem__(self, piece: slice) -> list[Row]:
        keys = list(self.rows.values_list("pk", flat=True)[piece]) if self.keys is None else self.keys[piece]
        read = {row.pk: row for row in self.read.order_by().filter(pk__in=keys)}
        return [read[key] for key in keys if key in read]


def page_of(
    rows: QuerySet[Row],
    told: QueryDict,
    *,
    per_page: int = PER_PAGE,
    read: QuerySet[Row] | None = None,
    counted: int | None = None,
    is_search: bool = False,
) -> Page[Row]:
    """The page asked for; the nearest where there is no such page. A search ends at ``MOST_FOUND``."""
    found = Found(rows, read=read, counted=counted, most=MOST_FOUND if is_search else None)
    return Paginator(found, per_page).get_page(told.get("page"))  # type: ignore[arg-type]


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
