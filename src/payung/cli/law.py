"""Which numbers of the law does Payung hold, what were they on a day, and how sure are we?"""

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from payung.cli.answer import answer, table
from payung.cli.words import day_text, read_day, say, spoken
from payung.rules.doubts import Doubt, Named, Rests, count_by_status, doubts, what_rests_on
from payung.rules.parameters import Dated, Parameter, law, parameter
from payung.rules.spelled import spelled

app = typer.Typer(help="Ketentuan yang dipakai Payung, menurut tanggalnya.", add_completion=False)

Json = Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")]

# Whose modules may rest on a number; the books are named here because the law knows none of them.
BOOKS = ("payung.rules", "payung.reconcile", "payung.sample")
WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")


@app.command("list", help="Semua ketentuan dan masa berlakunya.")
def list_law(as_json: Json = False) -> None:
    """Every key with its label, unit and dated values."""
    facts = [_parameter(one) | {"history": [_dated(entry) for entry in one.history]} for one in law().values()]
    answer(facts, as_json=as_json, draw=_draw_list)


@app.command(help="Satu ketentuan: seluruh riwayatnya, atau nilainya pada satu tanggal.")
def show(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Kunci ketentuan, lihat: payung law list.")],
    on: Annotated[
        str | None, typer.Option("--on", help="Tanggal, misalnya 2025-03-01; tanpa ini seluruh riwayatnya.")
    ] = None,
    as_json: Json = False,
) -> None:
    """One key: all its dated values and what rests on it; or its value, days, article and status on one day."""
    one = parameter(key)
    if on is None:
        _show_history(one, as_json=as_json)
    else:
        _show_day(one, read_day(on), as_json=as_json)


@app.command("doubts", help="Ketentuan yang naskahnya belum dibaca, dan apa yang bertumpu padanya.")
def list_doubts(
    on: Annotated[
        str | None, typer.Option("--on", help="Yang berlaku pada tanggal ini lebih dahulu; tanpa ini hari ini.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Every dated value that is not confirmed, those in force first, each with what rests on it."""
    day = read_day(on) if on else datetime.now(WESTERN_INDONESIA).date()
    found = doubts(day, packages=BOOKS)
    facts = {
        "on": day.isoformat(),
        "count_by_status": dict(count_by_status()),
        "doubts": [_doubt(doubt) for doubt in found],
    }
    answer(facts, as_json=as_json, draw=lambda console: _draw_doubts(console, found, day))


def _show_history(one: Parameter, *, as_json: bool) -> None:
    rests = what_rests_on(one.key, packages=BOOKS)
    history = [_dated(entry) for entry in one.history]
    facts = {**_parameter(one), "history": history, "rests": _rests(rests)}
    answer(facts, as_json=as_json, draw=lambda console: _draw_history(console, one, rests))


def _show_day(one: Parameter, day: date, *, as_json: bool) -> None:
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


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        **_parameter(doubt.parameter),
        **_dated(doubt.entry),
        "in_force": doubt.is_in_force,
        "rests": _rests(doubt.rests),
    }


def _rests(rests: Rests) -> dict[str, Any]:
    programmes = [{"name": one.name, "label": say(one.label), "lines": list(names)} for one, names in rests.programmes]
    modules = [{"name": named.module, "question": named.question} for named in rests.modules]
    return {"programmes": programmes, "modules": modules}


def _draw_list(console: Console) -> None:
    rows = [(one.key, one.label, say(one.history[-1].status.label)) for one in law().values()]
    console.print(table("Kunci", "Ketentuan", "Kepastian", rows=rows))


def _draw_one(console: Console, one: Parameter, entry: Dated) -> None:
    console.print(one.label, style="bold", markup=False)
    console.print(f"{say('Kunci')}: {one.key}", markup=False)
    _draw_entry(console, one, entry)


def _draw_history(console: Console, one: Parameter, rests: Rests) -> None:
    console.print(one.label, style="bold", markup=False)
    console.print(f"{say('Kunci')}: {one.key}", markup=False)
    for entry in one.history:
        console.print()
        _draw_entry(console, one, entry)
    console.print()
    console.print(f"{say('Yang bertumpu padanya')}: {_resting(rests)}", markup=False)


def _draw_entry(console: Console, one: Parameter, entry: Dated) -> None:
    rows = [
        (say("Nilai"), f"{spelled(entry.value, one.unit)} ({one.unit})"),
        (say("Berlaku"), _span(entry)),
        (say("Sumber"), entry.source),
        (say("Kepastian"), say(entry.status.label)),
        (say("Catatan"), entry.note or "–"),
    ]
    for name, text in rows:
        console.print(f"{name}: {text}", markup=False)


def _draw_doubts(console: Console, found: tuple[Doubt, ...], day: date) -> None:
    rows = [(say(status.label), str(count)) for status, count in count_by_status().items()]
    console.print(table("Kepastian", "Nilai bertanggal", rows=rows, right=(1,)))
    for is_in_force in (True, False):
        heading = say("Berlaku pada {day}", day=day_text(day)) if is_in_force else say("Tidak berlaku pada hari itu")
        console.print()
        console.print(heading, style="bold", markup=False)
        for doubt in found:
            if doubt.is_in_force is is_in_force:
                _draw_doubt(console, doubt)


def _draw_doubt(console: Console, doubt: Doubt) -> None:
    one, entry = doubt.parameter, doubt.entry
    console.print()
    console.print(f"{one.label} ({one.key})", style="bold", markup=False)
    console.print(f"  {spelled(entry.value, one.unit)} · {_span(entry)}", markup=False)
    console.print(f"  {say(entry.status.label)}: {entry.source}", markup=False)
    if entry.note:
        console.print(f"  {entry.note}", markup=False)
    console.print(f"  {say('Yang bertumpu padanya')}: {_resting(doubt.rests)}", style="dim", markup=False)


def _resting(rests: Rests) -> str:
    programmes = [f"{say(one.label)} ({', '.join(names)})" for one, names in rests.programmes]
    return "; ".join([*programmes, *map(_named, rests.modules)]) or "–"


def _named(named: Named) -> str:
    """The module, and in English the question it answers, which is written in that language."""
    return f"{named.module} ({named.question})" if spoken() == "en" else named.module


def _span(entry: Dated) -> str:
    return f"{_end(entry.from_on)} – {_end(entry.to_on)}"


def _end(day: date | None) -> str:
    return day_text(day) if day else "…"
