"""Which national texts oblige whom to do what, from when, and which of them does a citation name?

The texts are data (``shelf.yaml``); what a city keeps beside them is a table of the house (``regulations``).
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from payung.rules.parameters import Dated, Parameter, Status, law

_ADDRESS = re.compile(r"(?: menurut|:)? ?https?://[^\s;]+|\((?:[a-z-]+\.)+[a-z]{2,}\)|; (?:[a-z-]+\.)+[a-z]{2,}(?=;|$)")


class Obliged(StrEnum):
    """Whom a text obliges."""

    CITY = "kota"
    AGENCY = "dinas"
    BRANCH = "cabang"
    FIRM = "badan_usaha"
    WORKER = "pekerja"

    @property
    def label(self) -> str:
        """The words shown to a reader."""
        return OBLIGED_LABELS[self]


OBLIGED_LABELS: Mapping[Obliged, str] = MappingProxyType(
    {
        Obliged.CITY: "Pemerintah kota",
        Obliged.AGENCY: "Perangkat daerah dan PPK",
        Obliged.BRANCH: "Kantor cabang BPJS Ketenagakerjaan",
        Obliged.FIRM: "Badan usaha",
        Obliged.WORKER: "Pekerja",
    }
)


@dataclass(frozen=True)
class Duty:
    """What a text obliges whom to do, in our own words; ``article`` empty where it is not known."""

    whom: Obliged
    what: str
    article: str = ""


@dataclass(frozen=True)
class Instrument:
    """One national text. ``name`` is how it is cited, ``names`` every way; days that are not known are None."""

    key: str
    kind: str
    name: str
    names: tuple[str, ...]
    title: str
    dated_on: dt.date | None
    from_on: dt.date | None
    ended_on: dt.date | None
    replaced_by: tuple[str, ...]
    changes: tuple[str, ...]
    changed_by: tuple[str, ...]
    status: Status
    source: str
    note: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of a citation: words, and the key of the instrument they name, if any."""

    text: str
    key: str | None = None


@functools.cache
def shelf() -> Mapping[str, Instrument]:
    """Every national text by its key, in the order of the file: by rank, then by year."""
    text = (files("payung.rules") / "shelf.yaml").read_text("utf-8")
    found = map(_instrument, yaml.safe_load(text))
    return MappingProxyType({one.key: one for one in found})


def pieces(citation: str) -> tuple[Piece, ...]:
    """A citation cut where it names an instrument: ``PP 44/2015`` and `` Pasal 53; …``."""
    known = _names()
    cut = (part for part in _pattern().split(citation) if part)
    return tuple(Piece(part, known.get(part)) for part in cut)


def named(citation: str) -> tuple[Instrument, ...]:
    """The instruments that a free citation names, each once, in its order."""
    keys = dict.fromkeys(piece.key for piece in pieces(citation) if piece.key)
    return tuple(shelf()[key] for key in keys)


def without_addresses(citation: str) -> str:
    """A citation without the addresses where it was read: for paper, and for who only needs the article."""
    return _ADDRESS.sub("", citation).strip(" ;:")


def citing(key: str) -> tuple[tuple[Parameter, Dated], ...]:
    """The numbers of the law that rest on this instrument, with the dated value that cites it."""
    return _citing().get(key, ())


def named_by(keys: Iterable[str], on: dt.date | None = None) -> tuple[Instrument, ...]:
    """The instruments that these numbers of the law rest on; only their values of a day, where one is asked."""
    entries = (entry for key in keys for entry in law()[key].history if on is None or _holds(entry, on))
    return tuple({one.key: one for entry in entries for one in named(entry.source)}.values())


def is_in_force(from_on: dt.date | None, ended_on: dt.date | None, on: dt.date) -> bool:
    """Whether a text holds on a day, as far as its days are known."""
    return (from_on is None or from_on <= on) and (ended_on is None or on <= ended_on)


def _holds(entry: Dated, on: dt.date) -> bool:
    return is_in_force(entry.from_on, entry.to_on, on)


@functools.cache
def _citing() -> Mapping[str, tuple[tuple[Parameter, Dated], ...]]:
    found: dict[str, list[tuple[Parameter, Dated]]] = {}
    for one in law().values():
        for entry in one.history:
            for instrument in named(entry.source):
                found.setdefault(instrument.key, []).append((one, entry))
    return {key: tuple(rows) for key, rows in found.items()}


@functools.cache
def _names() -> Mapping[str, str]:
    return {name: one.key for one in shelf().values() for name in one.names}


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Every way to name an instrument, the longest first; ``PP 7/2021`` is not found within ``PP 37/2021``."""
    listed = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(rf"(?<![\w/])({listed})(?![\w/])")


def _instrument(told: Mapping[str, Any]) -> Instrument:
    return Instrument(
        key=told["key"],
        kind=told["kind"],
        name=told["name"],
        names=(told["name"], *told.get("names", ())),
        title=told["title"],
        dated_on=told.get("dated"),
        from_on=told.get("from"),
        ended_on=told.get("ended"),
        replaced_by=tuple(told.get("replaced_by", ())),
        changes=tuple(told.get("changes", ())),
        changed_by=tuple(told.get("changed_by", ())),
        status=Status(told["status"]),
        source=told["source"],
        note=told.get("note", ""),
        duties=tuple(Duty(Obliged(one["siapa"]), one["apa"], one["pasal"]) for one in told["duties"]),
    )
