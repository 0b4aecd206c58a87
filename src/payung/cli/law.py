"""Which numbers of the law does Payung hold, what were they on a day, and how sure are we?"""

from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console

from payung.cli.answer import answer, table
from payung.cli.words import day_text, read_day, say
from payung.rules.parameters import Dated, Parameter, law, parameter

app = typer.Typer(help="Ketentuan yang dipakai Payung, menurut tanggalnya.", add_completion=False)

Json = Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")]


@app.command("list", help="Semua ketentuan dan masa berlakunya.")
def list_law(as_json: Json = False) -> None:
    """Every key with its label, unit and dated values."""
    facts = [_parameter(one) | {"history": [_dated(entry) for entry in one.history]} for one in law().values()]
    answer(facts, as_json=as_json, draw=_draw_list)


@app.command(help="Satu ketentuan pada satu tanggal.")
def show(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Kunci ketentuan, lihat: payung law list.")],
    on: Annotated[str, typer.Option("--on", help="Tanggal, misalnya 2025-03-01.")],
    as_json: Json = False,
) -> None:
    """One key on one day: value, days in force, article, and how sure we are."""
    one, day = parameter(key), read_day(on)
    entry = one.at(day)
    facts = {**_parameter(one), "on": day.isoformat(), **_dated(entry)}
    answer(facts, as_json=as_json, draw=lambda console: _draw_one(console, one, entry))


def _parameter(one: Parameter) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "unit": one.unit}


def _dated(entry: Dated) -> dict[str, Any]:
    return {
        "from": entry.from_on and entry.from_on.isoformat(),
        "to": entry.to_on and entry.to_on.isoformat(),
        "value": entry.value,
        "source": entry.source,
        "status": entry.status,
        "note": entry.note,
    }


def _draw_list(console: Console) -> None:
    rows = [(one.key, one.label, say(one.history[-1].status.label)) for one in law().values()]
    console.print(table("Kunci", "Ketentuan", "Kepastian", rows=rows))


def _draw_one(console: Console, one: Parameter, entry: Dated) -> None:
    rows = [
        (say("Kunci"), one.key),
        (say("Nilai"), f"{entry.value} ({one.unit})"),
        (say("Berlaku"), f"{_end(entry.from_on)} – {_end(entry.to_on)}"),
        (say("Sumber"), entry.source),
        (say("Kepastian"), say(entry.status.label)),
        (say("Catatan"), entry.note or "–"),
    ]
    console.print(one.label, style="bold", markup=False)
    for name, text in rows:
        console.print(f"{name}: {text}", markup=False)


def _end(day: date | None) -> str:
    return day_text(day) if day else "…"
