"""How much does an accident or a death give, line by line, by which article, and how sure is it?"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer
from rich.console import Console

from payung.cli.answer import answer, line_facts, table, warn
from payung.cli.words import day_text, read_day, say, tell
from payung.refusal import Refusal
from payung.rules.entitlement import BodyLoss, Case, Cause, Entitlement, entitlement
from payung.rules.lines import Explanation
from payung.rules.money import Rupiah, parse_rupiah, rupiah_text
from payung.rules.parameters import Status, weakest
from payung.rules.scholarship import Child
from payung.rules.wage_basis import MonthlyWage, daily, monthly, piece_work

app = typer.Typer(add_completion=False)

THOUSANDTHS = 1000
NUMBER = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,3})?")


CauseOption = Annotated[
    str,
    typer.Option(
        "--cause",
        help="work_accident_death, total_permanent_disability, partial_anatomical, partial_functional, "
        "temporary atau non_work_death.",
    ),
]
OnOption = Annotated[str, typer.Option("--on", help="Tanggal kecelakaan atau meninggal, misalnya 2026-03-06.")]
MonthlyOption = Annotated[str | None, typer.Option("--monthly-wage", help="Upah sebulan, dalam rupiah.")]
DailyOption = Annotated[str | None, typer.Option("--daily-wage", help="Upah sehari, dalam rupiah.")]
DaysOption = Annotated[
    int | None, typer.Option("--days-per-month", help="Pengali upah sehari: 25 atau 30; tanpa ini 25.")
]
PieceOption = Annotated[
    str | None,
    typer.Option("--piece-work", help="Upah borongan bulan-bulan terakhir, dipisah koma: 3 bulan, atau 12."),
]
WeatherOption = Annotated[bool, typer.Option("--weather", help="Borongan bergantung pada cuaca: rata-rata 12 bulan.")]
StmbOption = Annotated[str, typer.Option("--stmb-months", help="Bulan tidak mampu bekerja, misalnya 15 atau 12,5.")]
PartOption = Annotated[
    list[str] | None,
    typer.Option(
        "--body-part", help="Bagian tubuh menurut tabel cacat, misalnya index_dominant; fungsi: index_dominant:50."
    ),
]
ChildrenOption = Annotated[
    str, typer.Option("--children", help="Tahun sekolah tiap anak, misalnya “sma:3,higher:5;sd:6”.")
]
YearsOption = Annotated[
    int | None, typer.Option("--years-contributed", help="Masa iur dalam tahun; syarat beasiswa JKM.")
]
TransportOption = Annotated[str, typer.Option("--transport", help="Biaya angkutan, misalnya land:300000,air:4000000.")]
HomeCareOption = Annotated[str, typer.Option("--home-care", help="Biaya perawatan di rumah, dalam rupiah.")]
ProsthesisOption = Annotated[
    str, typer.Option("--prosthesis", help="Harga patokan alat bantu atau alat pengganti, dalam rupiah.")
]
SpectaclesOption = Annotated[str, typer.Option("--spectacles", help="Biaya kacamata, dalam rupiah.")]
DentalOption = Annotated[str, typer.Option("--dental", help="Biaya gigi tiruan, dalam rupiah.")]
HearingAidOption = Annotated[str, typer.Option("--hearing-aid", help="Biaya alat bantu dengar, dalam rupiah.")]
Json = Annotated[bool, typer.Option("--json", help="Jawaban berupa JSON untuk mesin.")]


@app.command(help="Manfaat JKK atau JKM satu pekerja, baris demi baris, beserta pasalnya.")
def run(  # noqa: PLR0913 -- the options of one command
    *,
    cause: CauseOption,
    on: OnOption,
    monthly_wage: MonthlyOption = None,
    daily_wage: DailyOption = None,
    days_per_month: DaysOption = None,
    piece_wages: PieceOption = None,
    weather: WeatherOption = False,
    stmb_months: StmbOption = "0",
    body_part: PartOption = None,
    children: ChildrenOption = "",
    years_contributed: YearsOption = None,
    transport: TransportOption = "",
    home_care: HomeCareOption = "0",
    prosthesis: ProsthesisOption = "0",
    spectacles: SpectaclesOption = "0",
    dental: DentalOption = "0",
    hearing_aid: HearingAidOption = "0",
    as_json: Json = False,
) -> None:
    """One case by the law of its day; the wage may be told by the month, by the day or by the piece."""
    day, what = read_day(on), _cause(cause)
    wage = _wage(
        what, day, by_month=monthly_wage, by_day=daily_wage, days=days_per_month, by_piece=piece_wages, weather=weather
    )
    owed = entitlement(
        Case(
            cause=what,
            on=day,
            wage=wage,
            stmb_months=read_thousandths(stmb_months, option="--stmb-months"),
            losses=tuple(map(read_loss, body_part or ())),
            children=read_children(children),
            years_contributed=years_contributed,
            transport={name: parse_rupiah(text) for name, text in read_pairs(transport, option="--transport")},
            home_care=parse_rupiah(home_care),
            prosthesis=parse_rupiah(prosthesis),
            spectacles=parse_rupiah(spectacles),
            dental=parse_rupiah(dental),
            hearing_aid=parse_rupiah(hearing_aid),
        )
    )
    facts = _facts(owed)
    answer(facts, as_json=as_json, draw=lambda console: _draw(console, owed, facts))


def _cause(text: str) -> Cause:
    if text not in list(Cause):
        raise Refusal(
            "{what} “{given}” tidak dikenal; pilih salah satu dari {choices}.",
            what="Sebab",
            given=text,
            choices=", ".join(Cause),
        )
    return Cause(text)


def _wage(  # noqa: PLR0913 -- the wage options of the command
    cause: Cause,
    day: date,
    *,
    by_month: str | None,
    by_day: str | None,
    days: int | None,
    by_piece: str | None,
    weather: bool,
) -> MonthlyWage:
    told = [text for text in (by_month, by_day, by_piece) if text is not None]
    if len(told) > 1 or (not told and cause is not Cause.NON_WORK_DEATH):
        raise Refusal("Sebutkan satu upah: --monthly-wage, --daily-wage atau --piece-work.")
    if (days is not None and by_day is None) or (weather and by_piece is None):
        raise Refusal("--days-per-month hanya untuk --daily-wage, --weather hanya untuk --piece-work.")
    if by_day is not None:
        return daily(parse_rupiah(by_day), on=day, days_per_month=days)
    if by_piece is not None:
        months = [parse_rupiah(month) for month in by_piece.split(",")]
        return piece_work(months, on=day, weather_dependent=weather)
    return monthly(parse_rupiah(by_month or "0"))


def read_thousandths(text: str, *, option: str) -> int:
    """``15`` or ``12,5`` (a point will do) in thousandths; else a Refusal that names the option."""
    if not NUMBER.fullmatch(text.strip()):
        raise Refusal("{option} “{given}” bukan bilangan; tulis misalnya 15 atau 12,5.", option=option, given=text)
    return int(Decimal(text.strip().replace(",", ".")) * THOUSANDTHS)


def read_loss(text: str) -> BodyLoss:
    """``index_dominant`` or ``index_dominant:50`` (with or without %)."""
    part, colon, lost = text.strip().partition(":")
    return BodyLoss(part, read_thousandths(lost.strip().removesuffix("%"), option="--body-part") if colon else None)


def read_children(text: str) -> tuple[Child, ...]:
    """``sma:3,higher:5;sd:6``: children apart by ``;``, each with years by level."""
    children = []
    for one in filter(None, map(str.strip, text.split(";"))):
        children.append(Child({level: _years(years) for level, years in read_pairs(one, option="--children")}))
    return tuple(children)


def _years(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise Refusal("--children: “{given}” bukan tahun; tulis misalnya sma:3.", given=text)
    return int(text)


def read_pairs(text: str, *, option: str) -> list[tuple[str, str]]:
    """``land:300000,air:4000000`` as pairs; a Refusal for a pair without a colon and a name told twice."""
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    names = [name.strip() for name, _, _ in pairs]
    if not all(colon for _, colon, _ in pairs) or len(set(names)) < len(names):
        raise Refusal("{option} “{given}” tidak terbaca; tulis nama:nilai, dipisah koma.", option=option, given=text)
    return [(name, value.strip()) for name, (_, _, value) in zip(names, pairs, strict=True)]


def _facts(owed: Entitlement) -> dict[str, Any]:
    case = owed.case
    return {
        "cause": case.cause.value,
        "label": tell(case.cause.label),
        "on": case.on.isoformat(),
        **_wage_facts(owed),
        "lines": [_line(line) for line in owed.lines],
        "total": owed.total,
        "status": weakest(*(line.status for line in owed.lines)),
        "warnings": [tell(caution) for caution in owed.cautions],
    }


def _wage_facts(owed: Entitlement) -> dict[str, Any]:
    """The wage and how it was found; None where the benefit does not hang on it."""
    if owed.case.cause is Cause.NON_WORK_DEATH:
        return {"wage": None}
    wage = owed.case.wage
    return {
        "wage": {"amount": wage.amount, "how": tell(wage.how), "source": wage.source, "status": wage.status},
    }


def _line(line: Explanation) -> dict[str, Any]:
    """One line for a machine; every way of transport is a ``transport``, with its ``mode``."""
    name, _, mode = line.name.partition("transport_")
    return line_facts(line) | {"name": name or "transport"} | ({"mode": mode} if mode else {})


def _draw(console: Console, owed: Entitlement, facts: Mapping[str, Any]) -> None:
    console.print(f"{facts['label']} · {day_text(owed.case.on)}", style="bold", markup=False)
    if facts["wage"]:
        wage = facts["wage"]
        told = "; ".join(filter(None, (wage["how"], _doubt(wage["status"]))))
        console.print(f"{say('Upah sebulan')}: {rupiah_text(wage['amount'])} ({told})", markup=False)
    rows = [_row(line["label"], line["amount"], line["status"]) for line in facts["lines"]]
    rows.append(_row(say("Jumlah"), facts["total"], facts["status"]))
    console.print(table("Manfaat", "Rupiah", "Kepastian", rows=rows, right=(1,)))
    for line in facts["lines"]:
        console.print(f"{line['label']}: {line['how']}", style="dim", markup=False)
        console.print(f"  {line['source']}", style="dim", markup=False)
    warn(console, facts["warnings"])


def _row(label: str, amount: Rupiah, status: Status) -> tuple[str, str, str]:
    return label, rupiah_text(amount), _doubt(status)


def _doubt(status: Status) -> str:
    """The word for how sure an amount is, where it is not confirmed."""
    return "" if status is Status.CONFIRMED else say(status.label)
