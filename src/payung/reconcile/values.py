"""What is a package's contribution based on: its value with PPN and without, now and before its addenda?"""

from datetime import date

import narwhals as nw
import polars as pl

from payung.rules.parameters import parameter
from payung.rules.programmes.jakon_project import JKK, gross_of_ppn, net_of_ppn, project_contribution

WITHOUT_PPN = r"(?i)^\s*(t|n|belum|exclu)"  # tidak, no, belum termasuk: the canonical table says the value is net


def with_bases(packages: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Adds ``net``, ``gross``, ``net_before``, ``gross_before`` (rupiah), ``base_kind``, and ``law_on``, the day
    whose law counts.

    Procurement values include PPN, unless the canonical table says otherwise; work done by the community
    itself (swakelola) is no taxed supply, so its value is its base.
    """
    day = pl.coalesce("contract_on", "starts_on", pl.lit(as_of))
    untaxed = (pl.col("source") == "swakelola") | pl.col("incl_ppn").str.contains(WITHOUT_PPN).fill_null(False)
    by_community = pl.col("source") == "swakelola"
    dated = packages.with_columns(
        law_on=pl.when(day >= _law_starts()).then(day),
        untaxed=untaxed,
        base_kind=pl.when(by_community).then(pl.lit("gross")).otherwise(pl.lit("net")),
    )
    frame = nw.from_native(dated)
    for value, suffix in (("value", ""), ("value_before", "_before")):
        amount, on = nw.col(value), nw.col("law_on")
        frame = frame.with_columns(
            nw.when(nw.col("untaxed")).then(amount).otherwise(net_of_ppn(amount, on)).alias(f"net{suffix}"),
            nw.when(nw.col("untaxed")).then(gross_of_ppn(amount, on)).otherwise(amount).alias(f"gross{suffix}"),
        )
    return frame.to_native()


def _law_starts() -> date:
    first = parameter(JKK).history[0].from_on
    return first or date.min


def with_contribution(frame: pl.DataFrame, *, base: str, on: str) -> pl.DataFrame:
    """Adds ``jkk``, ``jkm`` and ``contribution_due`` on the named base at the law of the named day."""
    facts = frame.select(base=pl.col(base), on=pl.col(on))
    lines = project_contribution(nw.from_native(facts)).to_native()
    return frame.with_columns(lines["jkk"], lines["jkm"], lines["total"].alias("contribution_due"))
