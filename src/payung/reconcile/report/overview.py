"""What does a whole run say at a glance: the headline, the four figures, the findings by kind, the agencies?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from payung.reconcile.report.view import RunTables
from payung.reconcile.report.wording import CONFIDENCE, FINDING, LAW_STATUS, number, rupiah, rupiah_short, said, share

AGENCIES_SHOWN = 40


@dataclass(frozen=True)
class Figure:
    """One large figure: what it counts, the figure, and the counts behind it."""

    label: str
    value: str
    note: str
    tone: str


@dataclass(frozen=True)
class FindingKind:
    """One kind of finding with its totals and what closes it."""

    kind: str
    label: str
    count: int
    days: int
    amount: int
    closes_by: str


@dataclass(frozen=True)
class Grounds:
    """By which articles a kind of finding stands, and how sure we are of them."""

    label: str
    articles: str
    status: str


@dataclass(frozen=True)
class AgencyBar:
    """One agency: its packages, its days of work and how many of a hundred were protected."""

    name: str
    packages: int
    worked: int
    uncovered: int
    share: int


@dataclass(frozen=True)
class DayShare:
    """A part of all days worked: its state, its days and its share in thousandths of a percent."""

    state: str
    days: int
    width: str


def headline(summary: Mapping[str, Any]) -> str:
    """The run in one sentence; the share is rounded down, so it never flatters."""
    worked = summary["worked_days"]
    if not worked:
        return "Belum ada hari pekerjaan yang dapat dihitung"
    return f"Dari 100 hari pekerjaan, {share(worked - summary['uncovered_days'], worked)} terlindungi"


def figures(run: RunTables) -> tuple[Figure, ...]:
    """The four figures of the page."""
    summary, packages = run.summary, run.tables["packages"]
    return (
        _protected_days(summary),
        _protected_early(summary, packages),
        _not_found(summary),
        _unpaid(summary, packages),
    )


def day_shares(run: RunTables) -> tuple[DayShare, ...]:
    """All days worked, split into protected, pending and unprotected."""
    days = dict(run.tables["coverage"].group_by("state").agg(pl.col("days").sum()).iter_rows())
    total = sum(days.values())
    states = ("protected", "pending", "unprotected")
    return tuple(DayShare(s, days[s], f"{days[s] * 100_000 // total / 1000:.3f}") for s in states if days.get(s))


def finding_kinds(run: RunTables) -> tuple[FindingKind, ...]:
    """The kinds that occur, most rupiah first, each with the commonest way to close it."""
    closing = _commonest_closing(run.tables["findings"])
    found = (
        FindingKind(kind, said(FINDING, kind), f["count"], f["days"] or 0, f["amount"] or 0, closing.get(kind, ""))
        for kind, f in run.summary["findings"].items()
        if f["count"]
    )
    return tuple(sorted(found, key=lambda k: (-k.days, -k.amount, k.kind)))


def grounds(findings: pl.DataFrame) -> tuple[Grounds, ...]:
    """The articles of every kind of finding, whole."""
    cited = findings.select("kind", "article", "law_status").drop_nulls("article").unique()
    listed = cited.sort("kind", "article", "law_status").iter_rows()
    return tuple(Grounds(said(FINDING, kind), article, said(LAW_STATUS, code)) for kind, article, code in listed)


def agencies(packages: pl.DataFrame) -> tuple[AgencyBar, ...]:
    """Agencies with days of work, the least protected first; at most ``AGENCIES_SHOWN``."""
    totals = (
        packages.group_by(pl.col("agency").fill_null("Satuan kerja belum diketahui"))
        .agg(pl.len().alias("packages"), pl.col("worked_days").sum(), pl.col("uncovered_days").sum())
        .filter(pl.col("worked_days") > 0)
    )
    bars = (AgencyBar(n, p, w, u, share(w - u, w)) for n, p, w, u in totals.iter_rows())
    return tuple(sorted(bars, key=lambda bar: (bar.share, -bar.uncovered, bar.name))[:AGENCIES_SHOWN])


def confidence_sentence(summary: Mapping[str, Any]) -> str:
    """How sure the days without protection are."""
    parts = summary["uncovered_days_by_confidence"]
    listed = [f"{number(parts[level])} {CONFIDENCE[level]}" for level in CONFIDENCE if parts.get(level)]
    if not listed:
        return ""
    return f"Keyakinan atas tanggal {number(summary['uncovered_days'])} hari tanpa perlindungan: {', '.join(listed)}."


def _protected_days(summary: Mapping[str, Any]) -> Figure:
    worked, protected = summary["worked_days"], summary["worked_days"] - summary["uncovered_days"]
    note = f"{number(protected)} dari {number(worked)} hari pekerjaan"
    return Figure("Hari yang terlindungi", f"{share(protected, worked)} %", note, "green")


def _protected_early(summary: Mapping[str, Any], packages: pl.DataFrame) -> Figure:
    started = packages.filter(pl.col("worked_days") > 0).height
    early = summary["protected_before_start"]
    note = f"dari {number(started)} paket yang sudah mulai"
    return Figure("Paket terlindungi sebelum mulai kerja", number(early), note, "ink")


def _not_found(summary: Mapping[str, Any]) -> Figure:
    missing = summary["findings"].get("unregistered", {}).get("count", 0)
    note = f"{number(summary['with_registration'])} dari {number(summary['packages'])} paket sudah terhubung"
    return Figure("Paket yang belum ditemukan pendaftarannya", number(missing), note, "red")


def _unpaid(summary: Mapping[str, Any], packages: pl.DataFrame) -> Figure:
    due, paid = pl.col("contribution_due").fill_null(0), pl.col("contribution_paid").fill_null(0)
    unpaid = packages.select((due - paid).clip(lower_bound=0).sum()).item() or 0
    note = f"dari {rupiah(summary['contribution_due'])} yang terutang"
    return Figure("Iuran yang belum dibayar", rupiah_short(unpaid), note, "ink")


def _commonest_closing(findings: pl.DataFrame) -> dict[str, str]:
    counted = findings.drop_nulls("closes_by").group_by("kind", "closes_by").len()
    ordered = counted.sort("kind", "len", "closes_by", descending=[False, True, False])
    return dict(ordered.unique("kind", keep="first", maintain_order=True).select("kind", "closes_by").iter_rows())
