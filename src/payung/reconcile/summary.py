"""What are the run's figures in one glance?"""

from datetime import date

import polars as pl

from payung.reconcile.rulebook import AT_WORK


def summarise(
    tables: dict[str, pl.DataFrame], rejected: pl.DataFrame, unrecognised: tuple[str, ...], *, as_of: date
) -> dict[str, object]:
    """The figures of ``--json``: counts, days, rupiah; findings by kind, unmatched by side, rejected by reason."""
    packages, links, spans = tables["packages"], tables["registration_links"], tables["coverage"]
    linked = links.filter(pl.col("decision") == "link")
    at_work = packages.filter(pl.col("stage").is_in(AT_WORK))
    return {
        "as_of": as_of.isoformat(),
        "packages": packages.height,
        "packages_by_stage": counted(packages["stage"]),
        "with_registration": linked["package_id"].n_unique(),
        "protected_before_start": _protected_before_start(at_work, spans),
        "worked_days": int(packages["worked_days"].sum()),
        "uncovered_days": int(packages["uncovered_days"].sum()),
        "uncovered_days_by_confidence": _by_confidence(spans),
        "contribution_due": int(at_work["contribution_due"].sum()),
        "contribution_paid": int(at_work["contribution_paid"].sum()),
        "findings": _findings(tables["findings"]),
        "unmatched": {
            "packages": at_work.height - linked["package_id"].n_unique(),
            "registrations": tables["unmatched_registrations"].height,
            "payments": tables["payments"].filter(pl.col("nomor_kepesertaan").is_null()).height,
        },
        "candidates": links.filter(pl.col("decision") == "candidate").height,
        "rejected": counted(rejected["reason"]),
        "unrecognised_files": list(unrecognised),
        "people": people(tables),
    }


def people(tables: dict[str, pl.DataFrame]) -> dict[str, object] | None:
    """Rows of the rosters by what became of them, their days by state, and the gaps between the heads, each work once
    by its last visit; None where no list of people was given.
    """
    links, spans, heads = tables["worker_links"], tables["worker_coverage"], tables["heads"]
    if links.is_empty() and heads.is_empty():
        return None
    rows = links.unique(["roster_file", "roster_line"])
    by_state = dict(spans.group_by("state").agg(pl.col("days").sum()).iter_rows())
    visited = heads.drop_nulls("on_date").sort("on_date").unique(["site_kind", "site"], keep="last")
    gaps = ("roster_gap", "registered_gap", "protected_gap")
    return {
        "roster_rows": rows.height,
        "decisions": {name: rows.filter(pl.col("decision") == name).height for name in ("link", "candidate", "none")},
        "days": {state: int(by_state.get(state, 0)) for state in ("protected", "elsewhere", "unprotected")},
        "rows_without_days": rows.height - spans.unique(["roster_file", "roster_line"]).height,
        "on_several_sites": spans.filter(pl.col("other_sites") > 0).unique(["roster_file", "roster_line"]).height,
        "works_visited": visited.height,
        "heads_on_site": int(visited["on_site"].sum()),
        "heads_on_roster": int(visited["on_roster"].sum()),
        "heads_registered": int(visited["registered"].sum()),
        "heads_protected": int(visited["protected"].sum()),
        "gaps": {gap: int(visited[gap].clip(0).sum()) for gap in gaps},
        "roster_below_expected": tables["findings"].filter(pl.col("kind") == "roster_below_expected").height,
    }


def counted(values: pl.Series) -> dict[str, int]:
    """value → how often, most often first, ties by name."""
    counts = values.to_frame("value").group_by("value").len("n").sort(["n", "value"], descending=[True, False])
    return {str(value): int(n) for value, n in counts.rows()}


def _protected_before_start(packages: pl.DataFrame, spans: pl.DataFrame) -> int:
    """Packages protected on their first day of work."""
    first_days = spans.filter(pl.col("state") == "protected").select("package_id", starts_on="from_on")
    return packages.join(first_days, on=["package_id", "starts_on"], how="semi").height


def _by_confidence(spans: pl.DataFrame) -> dict[str, int]:
    uncovered = spans.filter(pl.col("state") != "protected")
    return {
        level: int(uncovered.filter(pl.col("confidence") == level)["days"].sum()) for level in ("high", "medium", "low")
    }


def _findings(findings: pl.DataFrame) -> dict[str, dict[str, int]]:
    grouped = findings.group_by("kind").agg(pl.len().alias("count"), pl.sum("days"), pl.sum("amount")).sort("kind")
    return {
        row["kind"]: {"count": row["count"], "days": row["days"], "amount": row["amount"]} for row in grouped.to_dicts()
    }
