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
