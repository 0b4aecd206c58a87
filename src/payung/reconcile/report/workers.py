"""What does a run say about the people on the rosters: who is covered on which days, and which heads have no name?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.report.dossier import sentences
from payung.reconcile.report.leftovers import SHOWN, Shown
from payung.reconcile.report.overview import DayShare, Figure
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.wording import day_short, number, probability, said, share

STEPS: Mapping[str, str] = {
    "on_site": "di lokasi",
    "on_roster": "dalam daftar",
    "registered": "bernama di pendaftaran",
    "protected": "terlindungi hari itu",
}
"""The four numbers of a work on one day, each mostly smaller than the one before."""
STATES: Mapping[str, str] = {
    "protected": "terlindungi di pekerjaan ini",
    "elsewhere": "berperlindungan di tempat lain saja",
    "unprotected": "belum ditemukan perlindungannya",
}
PAYER: Mapping[str, str] = {"bpjs_tk": "BPJS Ketenagakerjaan", "executor": "pelaksana"}
LEVEL: Mapping[str, str] = {
    "nik_and_name": "NIK dan nama",
    "nik": "NIK",
    "kpj": "nomor peserta (KPJ)",
    "nik15": "15 angka NIK",
    "nik_parts": "bagian-bagian NIK",
    "name_birth": "nama dan tanggal lahir",
    "phone_name": "telepon dan nama",
    "score": "skor dari beberapa tanda",
    "judged": "keputusan orang",
    "none": "–",
}
DECISION: Mapping[str, str] = {"link": "ditemukan", "candidate": "menunggu orang", "none": "belum ditemukan"}
WORKER = ["roster_file", "roster_line"]


@dataclass(frozen=True)
class Step:
    """One of the numbers of a work: its code and word, how many (None unknown), and the width in percent."""

    code: str
    label: str
    count: int | None
    width: str


@dataclass(frozen=True)
class Expected:
    """How many workers such a package may have had: range and estimate in words, where the range lies in percent of
    the widest number, and where the estimate lies in percent of the range.
    """

    span: str
    estimate: str
    left: str
    width: str
    at: str


@dataclass(frozen=True)
class SiteHeads:
    """One work on the last day somebody counted; ``gap`` says in a sentence what is missing."""

    name: str
    beneath: str
    steps: tuple[Step, ...]
    expected: Expected | None
    gap: str


@dataclass(frozen=True)
class Workers:
    """What the page says of the people; only made when the run was given a list of people or visits."""

    headline: str
    figures: tuple[Figure, ...]
    day_shares: tuple[DayShare, ...]
    sites: Shown
    candidates: Shown


def workers(run: RunTables) -> Workers | None:
    """The people of a run; None where no list of people and no visit was given."""
    links, heads = run.tables["worker_links"], run.tables["heads"]
    if links.is_empty() and heads.is_empty():
        return None
    days = person_days(run.tables["worker_coverage"])
    return Workers(
        headline=headline(days),
        figures=_figures(links, days, last_counted(heads)),
        day_shares=_shares(days),
        sites=sites(run),
        candidates=candidates(links),
    )


def person_days(spans: pl.DataFrame) -> dict[str, int]:
    """Days of work of all people on the rosters, by state."""
    return dict(spans.group_by("state").agg(pl.col("days").sum()).iter_rows())


def headline(days: Mapping[str, int]) -> str:
    """The people in one sentence; the share is rounded down, so it never flatters."""
    worked = sum(days.values())
    if not worked:
        return "Belum ada hari pekerjaan yang dapat dihitung dari daftar pekerja"
    protected = share(days.get("protected", 0), worked)
    return f"Dari 100 hari pekerjaan orang dalam daftar, {protected} terlindungi di pekerjaannya"


def last_counted(heads: pl.DataFrame) -> pl.DataFrame:
    """Of every work the last day somebody counted, or its only line where nobody did."""
    return heads.sort("site_kind", "site", "on_date").unique(["site_kind", "site"], keep="last", maintain_order=True)


def sites(run: RunTables) -> Shown:
    """Works with the most heads without a name in the registration first."""
    packages = run.tables["packages"].select("package_id", "name")
    ranges = run.tables["expected_heads"].select("package_id", "low", "estimate", "high")
    last = last_counted(run.tables["heads"]).with_columns(missing=_missing())
    known = last.join(packages, on="package_id", how="left").join(ranges, on="package_id", how="left")
    ordered = known.sort("missing", "site_kind", "site", descending=[True, False, False])
    return Shown(tuple(_site(row) for row in ordered.head(SHOWN).iter_rows(named=True)), ordered.height)


def candidates(links: pl.DataFrame) -> Shown:
    """Rows of the rosters that wait for a person, each with its likeliest participant, the likeliest first."""
    waiting = links.filter(pl.col("decision") == "candidate")
    order = pl.col("probability"), *(pl.col(name) for name in (*WORKER, "kpj"))
    first = waiting.sort(*order, descending=[True, False, False, False]).unique(
        WORKER, keep="first", maintain_order=True
    )
    return Shown(tuple(_candidate(row) for row in first.head(SHOWN).iter_rows(named=True)), first.height)


def _missing() -> pl.Expr:
    """Heads without a name in the project's list: of those seen, or of those on the roster, whichever are more."""
    return (pl.max_horizontal("on_site", "on_roster") - pl.col("registered")).clip(0).fill_null(0)


def _site(row: Mapping[str, Any]) -> SiteHeads:
    most = max([row[step] or 0 for step in STEPS] + [row["high"] or 0, 1])
    seen = f"dihitung {day_short(row['on_date'])}" if row["on_date"] else "belum pernah dikunjungi"
    return SiteHeads(
        name=row["name"] or f"Pekerjaan {row['site']}",
        beneath=f"{row['package_id'] or row['site_kind'].replace('_', ' ') + ' ' + row['site']} · {seen}",
        steps=tuple(Step(code, label, row[code], _percent(row[code] or 0, most)) for code, label in STEPS.items()),
        expected=_expected(row, most),
        gap=_gap(row),
    )


def _expected(row: Mapping[str, Any], most: int) -> Expected | None:
    if row["low"] is None:
        return None
    low, estimate, high = row["low"], row["estimate"], row["high"]
    middle = _percent(estimate - low, max(high - low, 1))
    return Expected(
        f"{number(low)}–{number(high)}", number(estimate), _percent(low, most), _percent(high - low, most), middle
    )


def _gap(row: Mapping[str, Any]) -> str:
    if not row["missing"]:
        return ""
    missing = f"{number(row['missing'])} orang belum ditemukan namanya di pendaftaran"
    if row["payer"] is None:
        return f"{missing}."
    until = f" sampai {day_short(row['payer_until'])}" if row["payer_until"] and row["payer"] == "bpjs_tk" else ""
    return f"{missing}; bila terjadi kecelakaan, penanggungnya {said(PAYER, row['payer'])}{until}."


def _percent(part: int, whole: int) -> str:
    return f"{part * 100_000 // whole / 1000:.3f}"


def _candidate(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "name": row["name"] or "Nama tidak tertulis",
        "place": f"{row['roster_file']} baris {row['roster_line']}",
        "kpj": row["kpj"] or "tanpa KPJ",
        "sure": probability(row["probability"]),
        "evidence": sentences(row["evidence"]),
    }


def _figures(links: pl.DataFrame, days: Mapping[str, int], last: pl.DataFrame) -> tuple[Figure, ...]:
    counts = dict(links.unique(WORKER)["decision"].value_counts().iter_rows())
    found, waiting, nobody = (counts.get(decision, 0) for decision in ("link", "candidate", "none"))
    unnamed, visited = last.select(_missing().sum()).item(), last.drop_nulls("on_date").height
    where = f"di {number(last.height)} lokasi, {number(visited)} dikunjungi"
    elsewhere = f"{number(days.get('elsewhere', 0))} di antaranya berperlindungan di tempat lain saja"
    return (
        Figure("Pekerja dalam daftar", number(found + waiting + nobody), f"{number(found)} ditemukan", "ink"),
        Figure("Belum ditemukan", number(nobody), f"dan {number(waiting)} menunggu keputusan orang", "red"),
        Figure("Orang tanpa nama", number(unnamed), where, "red"),
        Figure("Hari pekerjaan orang", number(sum(days.values())), elsewhere, "ink"),
    )  # fmt: skip


def _shares(days: Mapping[str, int]) -> tuple[DayShare, ...]:
    total = sum(days.values())
    return tuple(DayShare(state, days[state], _percent(days[state], total)) for state in STATES if days.get(state))
