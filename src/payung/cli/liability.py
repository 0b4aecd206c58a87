"""What would one accident cost the executor of an unprotected package, beside the contribution it has not paid?"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console

from payung.cli.answer import answer, line_facts, table, warn
from payung.cli.words import day_text, read_day, say, tell
from payung.refusal import Refusal
from payung.rules.liability import Burden, Liability, LocalWage, liability, local_wage
from payung.rules.lines import Role
from payung.rules.money import Rupiah, parse_rupiah, rupiah_text
from payung.rules.wage_basis import MonthlyWage, daily, monthly

app = typer.Typer(add_completion=False)


@app.command(help="Tanggungan perusahaan bila terjadi kecelakaan pada paket tanpa perlindungan.")
def run(  # noqa: PLR0913 -- the options of one command
    *,
    on: Annotated[str, typer.Option("--on", help="Tanggal, misalnya 2026-11-24.")],
    value: Annotated[str | None, typer.Option("--value", help="Nilai kontrak tanpa PPN, dalam rupiah.")] = None,
    value_gross: Annotated[
        str | None, typer.Option("--value-gross", help="Nilai kontrak termasuk PPN, dalam rupiah.")
    ] = None,
    city: Annotated[str | None, typer.Option("--city", help="Kode wilayah proyek, misalnya 36.71.")] = None,
    monthly_wage: Annotated[str | None, typer.Option("--monthly-wage", help="Upah sebulan, dalam rupiah.")] = None,
    daily_wage: Annotated[str | None, typer.Option("--daily-wage", help="Upah sehari, dalam rupiah.")] = None,
    latest_wage: Annotated[
        bool, typer.Option("--latest-wage", help="Pakai upah minimum terakhir yang dikenal bila tahunnya belum ada.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")] = False,
) -> None:
    """One death, one total disability and one finger, at the wage told or else the local minimum wage."""
    day, (amount, kind) = read_day(on), _one_value(value, value_gross)
    told = _told_wage(monthly_wage, daily_wage, day)
    used = LocalWage(told, ()) if told else _stand_in(city, day, latest_known=latest_wage)
    found = liability(amount, value_kind=kind, on=day, wage=used.wage)
    facts = {
        "on": day.isoformat(),
        "city": city,
        **_facts(found),
        "warnings": [tell(caution) for caution in (*used.cautions, *found.cautions)],
    }
    answer(facts, as_json=as_json, draw=lambda console: _draw(console, day, facts))


def _one_value(net: str | None, gross: str | None) -> tuple[Rupiah, str]:
    if (net is None) == (gross is None):
        raise Refusal("Sebutkan salah satu: --value (tanpa PPN) atau --value-gross (termasuk PPN).")
    return (parse_rupiah(net), "net") if net is not None else (parse_rupiah(gross or ""), "gross")


def _told_wage(by_month: str | None, by_day: str | None, day: date) -> MonthlyWage | None:
    if by_month is not None and by_day is not None:
        raise Refusal("Sebutkan satu upah saja: --monthly-wage atau --daily-wage.")
    if by_month is not None:
        return monthly(parse_rupiah(by_month))
    return None if by_day is None else daily(parse_rupiah(by_day), on=day)


def _stand_in(city: str | None, day: date, *, latest_known: bool) -> LocalWage:
    if city is None:
        raise Refusal("Sebutkan upah pekerjanya (--monthly-wage atau --daily-wage), atau wilayahnya (--city).")
    return local_wage(city, day, latest_known=latest_known)


def _facts(found: Liability) -> dict[str, Any]:
    return {
        "sentence": tell(found.sentence),
        "status": found.status,
        "contribution": {
            "lines": [line_facts(line) for line in found.contribution if line.role is Role.PAID],
            "bases": [line_facts(line) for line in found.contribution if line.role is Role.BASIS],
            "total": found.contribution_due,
        },
        "wage": {
            "amount": found.wage.amount,
            "how": tell(found.wage.how),
            "source": found.wage.source,
            "status": found.wage.status,
        },
        "liabilities": [_burden(burden, found.contribution_due) for burden in found.burdens],
    }


def _burden(burden: Burden, due: Rupiah) -> dict[str, Any]:
    return {
        "name": burden.event.name,
        "label": tell(burden.event.label),
        "amount": burden.share.amount,
        "times": burden.times(due),
        "payer": burden.share.payer,
        "reason": tell(burden.share.reason),
        "source": burden.share.source,
        "status": burden.status,
        "lines": [line_facts(line) for line in burden.owed.lines if line.role is Role.PAID],
    }


def _draw(console: Console, day: date, facts: Mapping[str, Any]) -> None:
    console.print(facts["sentence"], style="bold", markup=False)
    wage = facts["wage"]
    sure = f"{wage['how']}; {say(wage['status'].label)}"
    console.print(f"{day_text(day)} · {say('Upah sebulan')}: {rupiah_text(wage['amount'])} ({sure})", markup=False)
    rows = [_row(one["label"], one, one["times"]) for one in facts["liabilities"]]
    console.print(table("Kejadian", "Rupiah", "× iuran", "Kepastian", "Dasar hukum", rows=rows, right=(1, 2)))
    for one in facts["liabilities"]:
        console.print(f"{one['label']}: {_sum(one['lines'])}", style="dim", markup=False)
    _draw_contribution(console, facts["contribution"])
    warn(console, facts["warnings"])


def _draw_contribution(console: Console, contribution: Mapping[str, Any]) -> None:
    lines = (*contribution["bases"], *contribution["lines"])
    rows = [(one["label"], rupiah_text(one["amount"]), say(one["status"].label), one["source"]) for one in lines]
    rows.append((say("Jumlah"), rupiah_text(contribution["total"]), "", ""))
    console.print(table("Iuran yang belum dibayar", "Rupiah", "Kepastian", "Dasar hukum", rows=rows, right=(1,)))


def _row(label: str, one: Mapping[str, Any], times: int) -> tuple[str, ...]:
    return label, rupiah_text(one["amount"]), f"{times:,}".replace(",", "."), say(one["status"].label), one["source"]


def _sum(lines: list[dict[str, Any]]) -> str:
    return " + ".join(f"{line['label']} {rupiah_text(line['amount'])}" for line in lines)
