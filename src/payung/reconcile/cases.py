"""What is known of each package and all that is linked to it, in one row to judge it by?"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.reconcile.coverage import cover, totals, with_protection, with_reasons, with_registered_dates
from payung.reconcile.engines import Engine
from payung.reconcile.packages import with_confidence
from payung.reconcile.values import with_contribution
from payung.rules.deadlines import add_deadline_column

REGISTER_BY = "deadline/project_registration"
SHORT = 1_000  # rupiah or a thousandth of the base: what rounding in a form may explain


@dataclass(frozen=True)
class Cases:
    """``packages``: every package with its links summed up; ``spans``: its days, with reasons."""

    packages: pl.DataFrame
    spans: pl.DataFrame


def with_payments(registrations: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """Registrations with ``contribution_paid`` and ``first_paid_on`` from the payments matched to them."""
    paid = payments.filter(pl.col("registration").is_not_null()).group_by("registration").agg(
        contribution_paid=pl.col("amount").sum(), first_paid_on=pl.col("paid_on").min()
    )  # fmt: skip
    joined = registrations.join(
        paid, left_on="nomor_kepesertaan", right_on="registration", how="left", maintain_order="left"
    )
    return joined.with_columns(pl.col("contribution_paid").fill_null(0))


def build_cases(
    packages: pl.DataFrame, registrations: pl.DataFrame, links: pl.DataFrame, *, as_of: date, engine: Engine
) -> Cases:
    """Packages with their dates settled, their days counted, and their registrations summed up.

    ``registrations`` have payments; ``links`` are those of ``linkage.link``.
    """
    own = with_protection(registrations)
    linked = links.filter(pl.col("decision") == "link").join(own, on="nomor_kepesertaan").sort("nomor_kepesertaan")
    dated = with_confidence(with_registered_dates(packages, linked))
    due = with_contribution(dated, base="net", on="law_on").with_columns(order_on=_ordered_on())
    due = add_deadline_column(due, column="order_on", key=REGISTER_BY, name="register_by").drop("order_on")
    spans = with_reasons(cover(due, linked, as_of=as_of, engine=engine), due, linked)
    counted = due.join(totals(spans), on="package_id", how="left", maintain_order="left")
    summed = counted.join(_summed(linked), on="package_id", how="left", maintain_order="left")
    waiting = links.filter(pl.col("decision") == "candidate").group_by("package_id").agg(candidates=pl.len())
    return Cases(_filled(summed.join(waiting, on="package_id", how="left", maintain_order="left")), spans)


def _ordered_on() -> pl.Expr:
    """The day the 14 working days count from: the contract's, or the order to start where that is all we have."""
    return pl.coalesce("contract_on", pl.when(pl.col("starts_on_source").is_in(["spmk", "paket"])).then("starts_on"))


def _summed(linked: pl.DataFrame) -> pl.DataFrame:
    """Per package: its registrations together; the one that protected first gives its number."""
    first = linked.sort("covers_from", "nomor_kepesertaan", nulls_last=True)
    return first.group_by("package_id", maintain_order=True).agg(
        links=pl.len(),
        nomor_kepesertaan=pl.first("nomor_kepesertaan"),
        link_evidence=pl.col("evidence").str.join("\n"),
        registered_on=pl.min("tgl_daftar"),
        registered_to=pl.max("tgl_selesai"),
        covers_from=pl.min("covers_from"),
        first_paid_on=pl.min("first_paid_on"),
        declared=pl.sum("nilai_dasar"),
        registered_due=pl.sum("contribution_due"),
        contribution_paid=pl.sum("contribution_paid"),
    )


def _filled(cases: pl.DataFrame) -> pl.DataFrame:
    short = pl.col("net") - pl.col("declared")
    rounding = pl.max_horizontal(pl.lit(SHORT), pl.col("net") // SHORT)
    return cases.with_columns(
        pl.col("links", "candidates").fill_null(0).cast(pl.Int64),
        pl.col("contribution_paid").fill_null(0),
        base_short=pl.when(short > rounding).then(short).otherwise(0),
        dates_confidence=pl.when(pl.col("ends_on").is_null()).then(pl.lit("low")).otherwise("ends_on_confidence"),
    )
