"""Do the references in docs/reference say what the code does? Writes them; with --check compares and exits 1.

Usage: build_reference.py [--check].
"""

import csv
import os
import sys
from argparse import Action, ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django
import typer
import yaml
from django.core.management import find_commands, load_command_class
from django.core.management.base import DjangoHelpFormatter

from payung.cli.main import app
from payung.reconcile.sources.recognition import Shape, shapes
from payung.reconcile.tables import TABLES, Table
from payung.rules import quiz, remedy
from payung.rules.doubts import count_by_status
from payung.rules.parameters import Dated, Parameter, law, parameter
from payung.rules.shelf import Instrument, citing, shelf
from payung.rules.spelled import spelled

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "reference"
WRITTEN_BY = "<!-- Ditulis oleh tools/build_reference.py (`make docs`); jangan disunting. -->"
TYPES = {"String": "teks", "Date": "tanggal", "Int64": "bilangan bulat", "Float64": "pecahan", "Boolean": "ya/tidak"}

WORDS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "reference.yaml").read_text(encoding="utf-8"))
# Lists that people write themselves: what each is, and what each of its columns says; example rows are in templat/.
LISTS: Mapping[str, Mapping[str, Any]] = WORDS["lists"]


def main(arguments: list[str]) -> int:
    """Write every reference, or with --check name those that differ; the exit code is 1 when any does."""
    checking = "--check" in arguments
    differing = [name for name, text in references().items() if not _settled(REFERENCE / name, text, checking)]
    for name in differing:
        print(f"docs/reference/{name} berbeda dari kodenya; jalankan `make docs`.", file=sys.stderr)
    return 1 if differing else 0


def _settled(path: Path, text: str, checking: bool) -> bool:
    """Whether the file says this text; without checking it is made so."""
    if not checking:
        path.write_text(text, encoding="utf-8")
    return path.is_file() and path.read_text(encoding="utf-8") == text


def references() -> dict[str, str]:
    """File name → text of every generated reference."""
    writers: dict[str, Callable[[], Iterator[str]]] = {
        "tables.md": _tables, "perintah.md": _commands, "perintah-admin.md": _admin, "law.md": _law,
        "berkas.md": _files, "penanganan.md": _handling, "aturan-rak.md": _shelf,
        "kuis.md": _quiz,
    }  # fmt: skip
    return {
        name: "\n".join([WRITTEN_BY, WORDS["introductions"][name], *lines()]).rstrip() + "\n"
        for name, lines in writers.items()
    }


def _cell(text: object) -> str:
    """A text as one cell of a Markdown table."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;") or "–"


def _grid(header: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    titles = list(header)
    yield "| " + " | ".join(titles) + " |"
    yield "|" + "---|" * len(titles)
    for row in rows:
        yield "| " + " | ".join(map(_cell, row)) + " |"
    yield ""


# tables.md


def _tables() -> Iterator[str]:
    for table in TABLES:
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    key = ", ".join(f"`{name}`" for name in table.key)
    yield from (f"## {table.name}", "", table.question, "", f"Kunci: {key}.", "")
    rows = ((f"`{c.name}`", TYPES[str(c.dtype)], c.meaning) for c in table.columns)
    yield from _grid(("kolom", "jenis", "arti"), rows)


# perintah.md


def commands() -> Iterator[tuple[str, Any]]:
    """Every command of the tree with its full name, groups before their parts."""
    yield from _walk("payung", typer.main.get_command(app))


def _walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    if hasattr(command, "list_commands"):
        for part in command.list_commands(None):
            yield from _walk(f"{name} {part}", command.get_command(None, part))


def _commands() -> Iterator[str]:
    for name, command in commands():
        yield from (f"## {name}", "", command.help or "", "")
        if command.params:
            yield from _grid(("pilihan", "wajib", "bila tidak disebut", "arti"), map(_option, command.params))


def _option(option: Any) -> tuple[str, str, str, str]:
    given = option.metavar if option.param_type_name == "argument" else ", ".join(option.opts)
    default = "" if option.default in (None, False) else f"`{option.default}`"
    return f"`{given}`", "ya" if option.required else "tidak", default, option.help or ""


# perintah-admin.md


def admin_commands() -> Iterator[tuple[str, ArgumentParser]]:
    """The operator's own commands, each with its arguments. Nothing is read from the machine's settings."""
    with patch.dict(os.environ, NO_MACHINE | dict(os.environ)):  # whoever calls this keeps a machine of their own
        django.setup()
    for name in sorted(find_commands(str(files("payung.jobs") / "management"))):
        yield name, load_command_class("payung.jobs", name).create_parser("payung-admin", name)


NO_MACHINE = {
    "DJANGO_SETTINGS_MODULE": "payung.config.settings", "PAYUNG_SECRET_KEY": "unused", "PAYUNG_FIELD_KEY": "unused",
    "DATABASE_URL": "sqlite://:memory:",
}  # fmt: skip


def _admin() -> Iterator[str]:
    for name, parser in admin_commands():
        yield from (f"## payung-admin {name}", "", parser.description or "", "")
        own = [action for action in parser._actions if not of_django(action)]
        if own:
            yield from _grid(("pilihan", "wajib", "bila tidak disebut", "arti"), map(_argument, own))


def of_django(action: Action) -> bool:
    """Whether every command of Django has this option."""
    return action.dest == "help" or bool(set(action.option_strings) & DjangoHelpFormatter.show_last)


def _argument(action: Action) -> tuple[str, str, str, str]:
    given = ", ".join(action.option_strings) or "|".join(action.choices or [action.dest])
    default = "" if action.default in (None, False) else f"`{action.default}`"
    needed = "ya" if action.required else "tidak"
    return f"`{given}`", needed, default, (action.help or "").split(" (bawaan: %")[0].split(" (%(")[0]


# penanganan.md


def _handling() -> Iterator[str]:
    listed = tuple(remedy.steps(TODAY_OF_LAW).values())
    yield from ("```mermaid", "flowchart TD", *map(_node, listed))
    yield from (f"  {before} --> {step.name}" for step in listed for before in step.after)
    yield from ("```", "")
    yield from _grid(("langkah", "milik", "didahului", "surat", "orang kedua", "dasar"), map(_handled, listed))
    clarification, notice, reminders, reprimand = (
        parameter(key).at(TODAY_OF_LAW).value
        for key in (remedy.CLARIFICATION_DAYS, remedy.NOTICE_DAYS, remedy.REMINDER_DAYS, remedy.REPRIMAND_DAYS)
    )
    counted = ", ".join(map(str, reminders))
    yield f"Klarifikasi dijawab dalam {clarification} hari kerja; pengingat pada hari kerja ke-{counted} sejak mulai"
    yield f"kerja; pemberitahuan ditindaklanjuti dalam {notice} hari kerja, tidak lebih awal daripada batas"
    yield f"pendaftaran, dan setiap surat teguran dalam {reprimand} hari kerja. Hari-hari itu berjalan sejak"
    yield "surat dikirim atau diserahkan; sebelum itu langkah berikutnya menunggu."
    yield ""
    yield "Jawaban menutup penanganan hanya bila menyebut"
    yield "perlindungan yang sudah ada, dengan catatan apa yang dilihat, oleh dua orang. Langkah BPJS Ketenagakerjaan"
    yield "menurut wewenangnya sendiri (PP 86/2013 Pasal 5-10): tidak menunggu klarifikasi, dan tanggalnya hanya"
    yield "dibatasi langkah BPJS sebelumnya."


TODAY_OF_LAW = date(2026, 1, 1)


def _node(step: remedy.RemedyStep) -> str:
    return f'  {step.name}["{step.label}<br/><i>{step.by.label}</i>"]'


def _handled(step: remedy.RemedyStep) -> tuple[str, ...]:
    before = " atau ".join(remedy.step(name, TODAY_OF_LAW).label for name in step.after)
    law = f"`{step.ladder}`" if step.ladder else "`remedy/steps`"
    private = " atau ".join(remedy.step(name, TODAY_OF_LAW).label for name in step.without_ppk)
    before += f"; tanpa PPK: {private}" if private else ""
    return step.label, step.by.label, before or "–", _yes(step.letter), _yes(step.two_people), law


def _yes(is_so: bool) -> str:
    return "ya" if is_so else "tidak"


# law.md


def _law() -> Iterator[str]:
    counted = count_by_status()
    rows = ((f"`{status}`", status.label, str(number)) for status, number in counted.items())
    yield from _grid(("status", "artinya", "nilai bertanggal"), rows)
    yield from (f"Seluruhnya {sum(counted.values())} nilai bertanggal dari {len(law())} ketentuan.", "")
    for one in law().values():
        yield from _parameter(one)


def _parameter(one: Parameter) -> Iterator[str]:
    yield from (f"## {one.key}", "", f"{one.label} (`{one.unit}`).", "")
    rows = (_entry(entry, one.unit) for entry in one.history)
    yield from _grid(("berlaku", "nilai", "sumber", "status", "catatan"), rows)


def _entry(entry: Dated, unit: str) -> tuple[str, str, str, str, str]:
    in_force = f"{_end(entry.from_on)} – {_end(entry.to_on)}"
    return in_force, spelled(entry.value, unit), entry.source, str(entry.status), entry.note


def _end(day: date | None) -> str:
    return day.isoformat() if day else "…"


# aturan-rak.md


def _shelf() -> Iterator[str]:
    for one in shelf().values():
        yield from _instrument(one)


def _instrument(one: Instrument) -> Iterator[str]:
    days = ((one.dated_on, "ditetapkan"), (one.from_on, "berlaku sejak"), (one.ended_on, "berakhir"))
    said = [f"{words} {day.isoformat()}" for day, words in days if day]
    related = ((one.replaced_by, "diganti"), (one.changes, "mengubah"), (one.changed_by, "diubah"))
    said += [f"{words} {', '.join(shelf()[key].name for key in keys)}" for keys, words in related if keys]
    yield from (f"## {one.name}", "", f"{one.title}.", "")
    yield "; ".join([*said, f"`{one.status}`", f"dirujuk {len(citing(one.key))} nilai ketentuan"]) + "."
    yield from (*filter(None, [one.note]), "", f"Sumber: {one.source}.", "")
    if one.duties:
        yield from _grid(("siapa", "kewajiban", "pasal"), ((d.whom.label, d.what, d.article) for d in one.duties))


# kuis.md


def _quiz() -> Iterator[str]:
    for topic in quiz.bank().values():
        yield from (f"## {topic.label.id}", "", f"`{topic.name}`", "")
        yield from _grid(("soal", "pertanyaan", "sulit", "bertumpu pada"), map(_template, topic.questions))


def _template(one: quiz.Template) -> tuple[str, str, str, str]:
    said = f"{one.ask.id} *{one.unsure.id}*" if one.unsure else one.ask.id
    return f"`{one.key}`", said, str(one.difficulty), _ticked(one.rests_on)


# berkas.md


def _files() -> Iterator[str]:
    for name in LISTS:
        yield from _list(name)
    yield WORDS["own_names"]
    yield from ("## Ekspor dan kolom yang dibutuhkan", "")
    yield from _grid(
        ("bentuk", "asal", "tahap", "kolom yang harus ada", "kolom yang tidak boleh ada"),
        map(_shape, shapes_by_label()),
    )
    yield from ("## Nama kolom yang diterima", "", "Isian ↔ nama-nama kolom yang dibaca sebagai isian itu.", "")
    yield from _grid(("isian", "nama kolom"), ((f"`{f}`", _ticked(names)) for f, names in sorted(synonyms().items())))


def _list(name: str) -> Iterator[str]:
    fields = {given: field for field, names in synonyms().items() for given in names}
    yield from (f"## {name}", "", LISTS[name]["about"], "")
    yield from (f"Contoh siap isi: [templat/{name}.csv](templat/{name}.csv).", "")
    rows = ((f"`{c}`", _needed(name, fields[c]), said) for c, said in LISTS[name]["columns"].items())
    yield from _grid(("kolom", "wajib", "arti"), rows)
    yield from _example(name)


def _needed(name: str, field: str) -> str:
    """Whether every set of columns by which the list is known holds this field, or some of them."""
    ways = [field in shape.needs for shape in shapes() if shape.name == name]
    return "ya" if all(ways) else "sebagian" if any(ways) else "tidak"


def _example(name: str) -> Iterator[str]:
    """The example rows turned on their side: these lists are too wide for a page."""
    with (REFERENCE / "templat" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    yield from _grid(("kolom", *(f"contoh {n}" for n in range(1, len(rows) + 1))), zip(header, *rows, strict=True))


def shapes_by_label() -> list[list[Shape]]:
    """Every known shape by its label, the ones in use first; the sets of columns that are enough for it together."""
    ordered = sorted(shapes(), key=lambda shape: (shape.unused, shape.label, sorted(shape.needs)))
    return [list(ways) for _, ways in groupby(ordered, key=lambda shape: shape.label)]


def _shape(ways: list[Shape]) -> tuple[str, ...]:
    shape = ways[0]
    origin = "dikenal, tidak diperlukan" if shape.unused else shape.source
    needs = "; atau ".join(_ticked(sorted(way.needs)) for way in ways)
    return shape.label, origin, shape.stage, needs, _ticked(sorted(shape.lacks))


def _ticked(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def synonyms() -> dict[str, list[str]]:
    """Field → the column names that are read as it."""
    text = files("payung.reconcile.sources").joinpath("columns.yaml").read_text(encoding="utf-8")
    accepted: dict[str, list[str]] = yaml.safe_load(text)
    return accepted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
