"""Which number does the law give on a day, by which article, and how sure are we of it?

One YAML file under ``law/`` per number or table; its path is its key. A file holds ``label``, ``unit`` and
``history``: dated values, oldest first, each with ``from``, ``to``, ``value``, ``source`` and ``status``
(``note`` may be added). Rates and shares are whole numbers per hundred thousand; money is whole rupiah.
"""

import datetime as dt
import difflib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NoReturn

import yaml

from payung.refusal import Refusal

Entry = Mapping[str, Any]
Objection = str | None


class LawError(ValueError):
    """A file of the law that cannot be right; the sentence names the file and the line."""


class Status(StrEnum):
    """How sure we are of a number, from the text itself down to general knowledge."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    INFERRED = "inferred"
    MEMORY = "memory"

    @property
    def label(self) -> str:
        """The word shown to a reader, in Indonesian."""
        return STATUS_LABELS[self]


STATUS_LABELS: Mapping[Status, str] = MappingProxyType(
    {
        Status.CONFIRMED: "naskah sudah dibaca",
        Status.SECONDARY: "dari sumber kedua, naskah belum dibaca",
        Status.INFERRED: "simpulan, perlu diperiksa",
        Status.MEMORY: "pengetahuan umum, perlu diperiksa",
    }
)


def weakest(*statuses: Status) -> Status:
    """The least sure of the statuses: an answer is no surer than what it rests on."""
    return max(statuses, key=list(Status).index)


@dataclass(frozen=True)
class Dated:
    """One value and the days it holds, both ends included; ``None`` leaves an end open.

    ``value`` is JSON-like (whole numbers, texts, flags, lists, mappings) and shared: read, never change.
    """

    from_on: dt.date | None
    to_on: dt.date | None
    value: Any
    source: str
    status: Status
    note: str


@dataclass(frozen=True)
class Parameter:
    """One number or table of the law with all its dated values, oldest first, without gaps."""

    key: str
    label: str
    unit: str
    history: tuple[Dated, ...]

    def at(self, on: dt.date) -> Dated:
        """The value that holds on this day; a Refusal before the first day and after the last."""
        first, last = self.history[0].from_on, self.history[-1].to_on
        if first is not None and on < first:
            raise Refusal(
                "{label}: {on} belum ada ketentuannya di sini; yang pertama berlaku sejak {first}.",
                label=self.label,
                on=on,
                first=first,
            )
        if last is not None and on > last:
            raise Refusal(
                "{label}: {on} tidak lagi ada ketentuannya; yang terakhir berlaku sampai {last}.",
                label=self.label,
                on=on,
                last=last,
            )
        return next(dated for dated in self.history if dated.to_on is None or on <= dated.to_on)


@functools.cache
def law() -> Mapping[str, Parameter]:
    """Every number of the law shipped with Payung, by key, sorted."""
    return load(files("payung.rules") / "law")


def parameter(key: str) -> Parameter:
    """The number under this key; a Refusal with the nearest keys when there is none."""
    if key in law():
        return law()[key]
    near = difflib.get_close_matches(key, law(), n=3)
    if not near:
        raise Refusal("Tidak ada ketentuan {key!r}. Daftarnya: payung law list.", key=key)
    raise Refusal("Tidak ada ketentuan {key!r}. Yang mirip: {near}.", key=key, near=", ".join(near))


def load(folder: Traversable) -> Mapping[str, Parameter]:
    """Reads all YAML files below ``folder``; a LawError names the file and line that cannot be right."""
    return MappingProxyType({key: _read(key, text) for key, text in sorted(_texts(folder))})


def _texts(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _texts(child, f"{above}{child.name}/")
        elif child.name.endswith(".yaml"):
            yield above + child.name.removesuffix(".yaml"), child.read_text("utf-8")


def _read(key: str, text: str) -> Parameter:
    page, lines = _parse(key, text)
    _require(key, 1, _wrong_page(page))
    unit, history = page["unit"], page["history"]
    for entry, line in zip(history, lines, strict=True):
        _require(key, line, _wrong_entry(entry, unit))
    for (before, after), line in zip(pairwise(history), lines[1:], strict=True):
        _require(key, line, _wrong_sequence(before, after))
    return Parameter(key, page["label"], unit, tuple(_dated(entry) for entry in history))


def _dated(entry: Entry) -> Dated:
    return Dated(
        entry["from"],
        entry["to"],
        entry["value"],
        entry["source"],
        Status(entry["status"]),
        entry.get("note", ""),
    )


def _require(key: str, line: int, objection: Objection) -> None:
    if objection is not None:
        _fail(key, line, objection)


def _fail(key: str, line: int, objection: str) -> NoReturn:
    raise LawError(f"{key}.yaml baris {line}: {objection}")


# The C parser reads all the law ten times faster where PyYAML was built with it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _parse(key: str, text: str) -> tuple[Any, tuple[int, ...]]:
    """The page as plain values, and the line on which every entry of its history starts."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        _fail(key, error.problem_mark.line + 1 if error.problem_mark else 1, f"bukan YAML ({error.problem})")
    for twice in _repeated_keys(node):
        _fail(key, _line(twice), f"{twice.value!r} tertulis dua kali")
    page = _construct(key, loader, node) if node else None
    return page, _history_lines(node)


def _construct(key: str, loader: Any, node: yaml.Node) -> Any:
    """The plain values of a node; an impossible date (30 February) is refused on its own line."""
    for scalar in filter(_is_date, _scalars(node)):
        try:
            loader.construct_object(scalar)
        except ValueError:
            _fail(key, _line(scalar), f"tanggal {scalar.value!r} tidak ada")
    return loader.construct_document(node)


def _repeated_keys(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """Keys written twice in one mapping: YAML would keep the last and lose the first without a word."""
    if isinstance(node, yaml.MappingNode):
        seen: list[Any] = []
        for name, _ in node.value:
            if name.value in seen:
                yield name
            seen.append(name.value)
    for child in _children(node):
        yield from _repeated_keys(child)


def _scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for child in _children(node):
        yield from _scalars(child)


def _children(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _is_date(node: yaml.Node) -> bool:
    return node.tag == "tag:yaml.org,2002:timestamp"


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _history_lines(node: yaml.Node | None) -> tuple[int, ...]:
    if not isinstance(node, yaml.MappingNode):
        return ()
    history = next((value for name, value in node.value if name.value == "history"), None)
    return tuple(map(_line, history.value)) if isinstance(history, yaml.SequenceNode) else ()


def _wrong_page(page: Any) -> Objection:
    if not isinstance(page, dict):
        return "berkas harus berisi label, unit dan history"
    if unknown := set(page) - {"label", "unit", "history"}:
        return f"isian tidak dikenal: {_listed(unknown)}"
    if not _is_text(page.get("label")):
        return "label belum diisi"
    if page.get("unit") not in list(UNITS):
        return f"unit {page.get('unit')!r} tidak dikenal; yang ada: {_listed(UNITS)}"
    if not isinstance(page.get("history"), list) or not page["history"]:
        return "history harus daftar nilai bertanggal, paling sedikit satu"
    return None


def _wrong_entry(entry: Any, unit: str) -> Objection:
    if not isinstance(entry, dict):
        return "setiap nilai bertanggal berisi from, to, value, source dan status"
    objections = (rule(entry) for rule in (_wrong_fields, _wrong_dates, _wrong_grounds))
    return next((o for o in objections if o is not None), None) or _wrong_value(entry["value"], unit)


def _wrong_fields(entry: Entry) -> Objection:
    required = {"from", "to", "value", "source", "status"}
    if missing := required - set(entry):
        return f"belum ada: {_listed(missing)}"
    if unknown := set(entry) - required - {"note"}:
        return f"isian tidak dikenal: {_listed(unknown)}"
    return None


def _wrong_dates(entry: Entry) -> Objection:
    from_on, to_on = entry["from"], entry["to"]
    if any(day is not None and type(day) is not dt.date for day in (from_on, to_on)):
        return "from dan to ditulis sebagai tanggal (2015-07-01) atau null"
    if from_on is not None and to_on is not None and to_on < from_on:
        return f"to ({to_on}) mendahului from ({from_on})"
    return None


def _wrong_grounds(entry: Entry) -> Objection:
    if not _is_text(entry["source"]):
        return "source belum diisi: pasal, surat atau halaman mana?"
    if entry["status"] not in list(Status):
        return f"status {entry['status']!r} tidak dikenal; yang ada: {_listed(Status)}"
    if not isinstance(entry.get("note", ""), str):
        return "note harus teks"
    return None


def _wrong_value(value: Any, unit: str) -> Objection:
    if not _is_plain(value):
        return f"nilai {value!r}: hanya bilangan bulat, teks, true/false, null, daftar dan tabel"
    return UNITS[unit](value)


def _wrong_sequence(before: Entry, after: Entry) -> Objection:
    if after["from"] is None:
        return "from boleh null hanya pada nilai yang pertama"
    if before["from"] is not None and after["from"] <= before["from"]:
        return f"tanggal mundur: {after['from']} sesudah {before['from']}"
    if before["to"] is None or after["from"] <= before["to"]:
        return f"tumpang tindih: nilai sebelumnya masih berlaku pada {after['from']}"
    if after["from"] != before["to"] + dt.timedelta(days=1):
        return f"ada celah antara {before['to']} dan {after['from']}"
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_plain(value: Any) -> bool:
    """Without floats and dates: a value survives a round trip through JSON unchanged."""
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_plain(item) for name, item in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or type(value) in (bool, int, str)


def _listed(words: Any) -> str:
    return ", ".join(sorted(map(str, words)))


def _wrong_number(value: Any) -> Objection:
    if type(value) is int and value >= 0:
        return None
    return f"nilai {value!r} harus bilangan bulat, tidak negatif"


def _wrong_rate(value: Any) -> Objection:
    """One rate, or a table of rates by the name of their group."""
    if not isinstance(value, dict):
        return _wrong_number(value)
    objections = map(_wrong_number, value.values())
    return next(filter(None, objections), None) if value else "tabel tarif kosong"


def _wrong_shares(value: Any) -> Objection:
    """Shares of one whole: they add up to a hundred thousand."""
    if isinstance(value, list) and all(type(share) is int for share in value) and sum(value) == 100_000:
        return None
    return f"bagian {value!r} harus bilangan bulat yang berjumlah 100000"


def _wrong_brackets(value: Any) -> Objection:
    if not isinstance(value, list) or not all(isinstance(b, dict) and set(b) == {"upper", "rate"} for b in value):
        return "lapisan berisi upper dan rate"
    uppers = [bracket["upper"] for bracket in value]
    if not uppers or uppers[-1] is not None or None in uppers[:-1]:
        return "lapisan terakhir, dan hanya yang terakhir, terbuka (upper: null)"
    numbers = [bracket["rate"] for bracket in value] + uppers[:-1]
    if (wrong := next(filter(None, map(_wrong_number, numbers)), None)) is not None:
        return wrong
    rises = all(lower < upper for lower, upper in pairwise([0, *uppers[:-1]]))
    return None if rises else "batas lapisan harus naik"


def _of_type(kind: type, word: str) -> Callable[[Any], Objection]:
    def objection(value: Any) -> Objection:
        return None if type(value) is kind else f"nilai {value!r} harus {word}"

    return objection


def _shaped(**fields: type) -> Callable[[Any], Objection]:
    """A table of just these fields, its numbers not negative."""

    def objection(value: Any) -> Objection:
        if not isinstance(value, dict) or {name: type(item) for name, item in value.items()} != fields:
            return f"nilai {value!r} harus berisi {_listed(fields)}"
        numbers = (value[name] for name, kind in fields.items() if kind is int)
        return next(filter(None, map(_wrong_number, numbers)), None)

    return objection


UNITS: Mapping[str, Callable[[Any], Objection]] = MappingProxyType(
    {
        "brackets_per_100000": _wrong_brackets,
        "rate_per_100000": _wrong_rate,
        "rate_per_step": _shaped(rate=int, step=int, of=str),
        "rate_range": _shaped(lowest_rate=int, highest_rate=int),
        "share_per_100000": _wrong_shares,
        "rupiah": _wrong_number,
        "sen": _wrong_number,
        "working_days": _wrong_number,
        "days": _wrong_number,
        "hours": _wrong_number,
        "months": _wrong_number,
        "years": _wrong_number,
        "day_of_month": _wrong_number,
        "multiplier": _wrong_number,
        "flag": _of_type(bool, "true atau false"),
        "text": _of_type(str, "teks"),
        "list": _of_type(list, "daftar"),
        "table": _of_type(dict, "tabel"),
    }
)
