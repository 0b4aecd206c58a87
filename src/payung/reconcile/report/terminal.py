"""What does a run say in the terminal?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from payung.reconcile.report import overview
from payung.reconcile.report.wording import FINDING, STAGE, day, number, rupiah, said, share
from payung.reconcile.report.workers import STATES as WORKER_STATES

REPORTS = {"Halaman": "laporan.html", "Excel": "laporan.xlsx", "Tabel": "*.parquet", "Ditolak": "rejected.csv"}
BAR = 40
"""Width of the bar of days in characters."""


def summary_view(summary: Mapping[str, Any]) -> RenderableType:
    """The summary of a run as something Rich can print.

    ``summary``: the JSON summary; ``out``, where given, is the run folder that holds the reports.
    """
    parts = [
        _headline(summary), _figures(summary), _people(summary), _errors(summary), _kinds(summary), _leftovers(summary),
        _reports(summary),
    ]  # fmt: skip
    return Group(*(part for part in parts if part is not None))


def _headline(summary: Mapping[str, Any]) -> RenderableType:
    title = Text(overview.headline(summary), style="bold")
    return Panel(Group(title, _bar(summary), _packages(summary)), box=box.ROUNDED, border_style="cyan")


def _packages(summary: Mapping[str, Any]) -> Text:
    as_of = date.fromisoformat(str(summary["as_of"]))
    by_stage = summary["packages_by_stage"].items()
    stages = ", ".join(f"{number(count)} {said(STAGE, stage)}" for stage, count in by_stage if count)
    listed = f" ({stages})" if stages else ""
    return Text(f"Keadaan per {day(as_of)} · {number(summary['packages'])} paket{listed}", style="dim")


def _bar(summary: Mapping[str, Any]) -> Text:
    """Protected days as full blocks and days without protection as hatched ones: not by colour alone."""
    worked = summary["worked_days"]
    protected = share(worked - summary["uncovered_days"], worked) * BAR // 100
    rest = BAR - protected if worked else 0
    return Text.assemble(("█" * protected, "green"), ("▒" * rest, "red"))


def _figures(summary: Mapping[str, Any]) -> RenderableType:
    table = _table("", ("Angka", "left"), ("", "right"))
    exposed = f"{number(summary['uncovered_days'])} dari {number(summary['worked_days'])}"
    table.add_row("Hari tanpa perlindungan", exposed)
    table.add_row("Paket terlindungi sebelum mulai kerja", number(summary["protected_before_start"]))
    table.add_row(
        "Paket dengan pendaftaran", f"{number(summary['with_registration'])} dari {number(summary['packages'])}"
    )
    table.add_row("Iuran terutang", rupiah(summary["contribution_due"]))
    table.add_row("Iuran dibayar", rupiah(summary["contribution_paid"]))
    return table


def _people(summary: Mapping[str, Any]) -> RenderableType | None:
    found = summary.get("people")
    if not found:
        return None
    decided, days = found["decisions"], found["days"]
    table = _table("Pekerja", ("", "left"), ("Banyak", "right"))
    table.add_row("Pekerja dalam daftar", number(found["roster_rows"]))
    table.add_row("ditemukan di antara peserta", number(decided["link"]))
    table.add_row("menunggu keputusan orang", number(decided["candidate"]))
    table.add_row("belum ditemukan", number(decided["none"]))
    for state, words in WORKER_STATES.items():
        table.add_row(f"Hari pekerjaan orang, {words}", number(days[state]))
    if found["works_visited"]:
        table.add_row("Orang di lokasi menurut kunjungan", number(found["heads_on_site"]))
        table.add_row("bernama di pendaftaran", number(found["heads_registered"]))
    return table


def _errors(summary: Mapping[str, Any]) -> RenderableType | None:
    """How wrong the links of people may be, one sentence for each harm."""
    sentences = [harm["sentence"] for harm in summary.get("errors", {}).values() if harm["of"]]
    return Text("\n".join(sentences), style="dim") if sentences else None


def _kinds(summary: Mapping[str, Any]) -> RenderableType | None:
    found = [(kind, f) for kind, f in summary["findings"].items() if f["count"]]
    if not found:
        return None
    table = _table("Temuan", ("Jenis", "left"), ("Banyak", "right"), ("Hari", "right"), ("Rupiah", "right"))
    for kind, f in sorted(found, key=lambda item: (-(item[1]["days"] or 0), item[0])):
        table.add_row(said(FINDING, kind), number(f["count"]), number(f["days"]), rupiah(f["amount"]))
    return table


def _leftovers(summary: Mapping[str, Any]) -> RenderableType:
    unmatched = summary["unmatched"]
    table = _table("Belum bertemu, menunggu, belum terpakai", ("", "left"), ("Banyak", "right"))
    table.add_row("Paket tanpa pendaftaran", number(unmatched.get("packages", 0)))
    table.add_row("Pendaftaran tanpa paket", number(unmatched.get("registrations", 0)))
    table.add_row("Pembayaran tanpa pendaftaran", number(unmatched.get("payments", 0)))
    table.add_row("Calon pasangan, menunggu orang", number(summary["candidates"]))
    for reason, count in sorted(summary["rejected"].items(), key=lambda item: (-item[1], item[0])):
        table.add_row(f"Ditolak: {escape(reason)}", number(count))
    for file in summary["unrecognised_files"]:
        table.add_row(f"Berkas belum dikenali: {escape(file)}", "–")
    return table


def _reports(summary: Mapping[str, Any]) -> RenderableType | None:
    out = summary.get("out")
    if not out:
        return None
    return Text("\n".join(f"{what:<9}{out}/{name}" for what, name in REPORTS.items()), no_wrap=True, overflow="fold")


def _table(title: str, *columns: tuple[str, Any]) -> Table:
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for header, justify in columns:
        table.add_column(header, justify=justify, no_wrap=justify == "right")
    return table
