"""How much is the contribution, line by line, by which article?"""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.console import Console

from payung.cli.answer import answer, line_facts, table, warn
from payung.cli.words import day_text, read_day, read_month, say, tell
from payung.refusal import Refusal
from payung.rules.lines import Explanation, Programme, Role, Row, Slice, compute_one, explain
from payung.rules.money import PER, Rupiah, parse_rupiah, rupiah_text
from payung.rules.programmes import BY_WORKER
from payung.rules.programmes.jakon_project import JAKON_PROJECT, ppn_on

app = typer.Typer(help="Menghitung iuran, baris demi baris, beserta pasalnya.", add_completion=False)

Json = Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")]


@app.command(help="Iuran satu proyek konstruksi menurut nilai kontrak.")
def project(
    on: Annotated[str, typer.Option("--on", help="Tanggal kontrak, misalnya 2025-03-01.")],
    value: Annotated[str | None, typer.Option("--value", help="Nilai kontrak tanpa PPN, dalam rupiah.")] = None,
    value_gross: Annotated[
        str | None, typer.Option("--value-gross", help="Nilai kontrak termasuk PPN, dalam rupiah.")
    ] = None,
    as_json: Json = False,
) -> None:
    """The contribution of one project: ``--value`` is without PPN, ``--value-gross`` with it."""
    amount, kind = _one_value(value, value_gross)
    row = compute_one({"value": amount, "value_kind": kind, "on": read_day(on)}, JAKON_PROJECT)
    facts = {**_head(row, JAKON_PROJECT), **_base(row), **_bill(row, JAKON_PROJECT)}
    answer(facts, as_json=as_json, draw=lambda console: _draw(console, row, JAKON_PROJECT, facts))


@app.command(help="Iuran satu pekerja menurut upah sebulan.")
def wage(
    monthly_wage: Annotated[
        str, typer.Option("--monthly-wage", help="Upah pokok dan tunjangan tetap sebulan, dalam rupiah.")
    ],
    worker: Annotated[str, typer.Option("--worker", help="tetap, pkwt, harian atau borongan.")],
    month: Annotated[str, typer.Option("--month", help="Bulan upah, misalnya 2026-02.")],
    risk_group: Annotated[
        str | None, typer.Option("--risk-group", help="Kelompok risiko perusahaan: I, II, III, IV atau V.")
    ] = None,
    size: Annotated[str | None, typer.Option("--size", help="Ukuran usaha: besar, menengah, kecil atau mikro.")] = None,
    as_json: Json = False,
) -> None:
    """The contribution of one worker for one month."""
    programme = _programme_of(worker.lower())
    given = {
        "wage": parse_rupiah(monthly_wage),
        "on": read_month(month),
        "size": size and size.lower(),
        "risk_group": risk_group and risk_group.upper(),
    }
    needed = {"on", *(fact.name for fact in programme.facts)}
    row = compute_one({name: fact for name, fact in given.items() if name in needed}, programme)
    facts = {
        **_head(row, programme),
        "month": month,
        "worker": worker.lower(),
        "base": row["wage"],
        "base_kind": "wage",
        **_bill(row, programme),
    }
    answer(facts, as_json=as_json, draw=lambda console: _draw(console, row, programme, facts))


def _one_value(net: str | None, gross: str | None) -> tuple[Rupiah, str]:
    if (net is None) == (gross is None):
        raise Refusal("Sebutkan salah satu: --value (tanpa PPN) atau --value-gross (termasuk PPN).")
    return (parse_rupiah(net), "net") if net is not None else (parse_rupiah(gross or ""), "gross")


def _programme_of(worker: str) -> Programme:
    if worker not in BY_WORKER:
        raise Refusal(
            "{what} “{given}” tidak dikenal; pilih salah satu dari {choices}.",
            what="Jenis pekerja",
            given=worker,
            choices=", ".join(BY_WORKER),
        )
    return BY_WORKER[worker]


def _head(row: Row, programme: Programme) -> dict[str, Any]:
    return {"programme": programme.name, "label": say(programme.label), "on": row["on"].isoformat()}


def _base(row: Row) -> dict[str, Any]:
    ppn = ppn_on(row["on"])
    return {
        "base": row["base"],
        "base_kind": "net",
        "value": row["value"],
        "value_kind": row["value_kind"],
        "ppn": {"rate_per_100000": ppn.value, "source": ppn.source, "status": ppn.status},
    }


def _bill(row: Row, programme: Programme) -> dict[str, Any]:
    explained = explain(row, programme, row["on"])
    by_role = {role: [line_facts(line) for line in explained if line.role is role] for role in Role}
    return {
        "lines": by_role[Role.PAID],
        "total": row["total"],
        "bases": by_role[Role.BASIS],
        "informational": by_role[Role.SHOWN],
        "brackets": [_bracket(line, part) for line in explained if line.role is Role.PAID for part in line.slices],
        "warnings": [tell(caution) for caution in programme.cautions(row)],
    }


def _bracket(line: Explanation, part: Slice) -> dict[str, Any]:
    """One slice; ``exact`` is its contribution before rounding, as a decimal in text: a float would not be
    exact.
    """
    whole, rest = divmod(part.hundred_thousandths, PER)
    return {
        "line": line.name,
        "over": part.over,
        "up_to": part.up_to,
        "rate_per_100000": part.rate,
        "amount": part.amount,
        "exact": f"{whole}.{rest:05d}".rstrip("0").rstrip("."),
    }


def _draw(console: Console, row: Row, programme: Programme, facts: Mapping[str, Any]) -> None:
    console.print(f"{say(programme.label)} · {day_text(row['on'])}", style="bold", markup=False)
    for basis in facts["bases"]:
        console.print(f"{basis['label']}: {rupiah_text(basis['amount'])} ({basis['how']})", markup=False)
    rows = [(line["label"], rupiah_text(line["amount"]), line["source"]) for line in facts["lines"]]
    rows.append((say("Jumlah"), rupiah_text(facts["total"]), ""))
    console.print(table("Iuran", "Rupiah", "Dasar hukum", rows=rows, right=(1,)))
    for line in facts["lines"]:
        console.print(f"{line['name']}: {line['how']}", style="dim", markup=False)
    _draw_informational(console, facts["informational"])
    warn(console, facts["warnings"])


def _draw_informational(console: Console, lines: list[dict[str, Any]]) -> None:
    if not lines:
        return
    console.print(say("Untuk diketahui, tidak menambah tagihan (bila pekerja peserta JKP):"), style="dim")
    for line in lines:
        console.print(f"  {line['label']}: {rupiah_text(line['amount'])}", style="dim", markup=False)
