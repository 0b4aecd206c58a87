"""How many heads are on site, on the roster, and known by name, on the days somebody counted?"""

import polars as pl

KEY = ("site_kind", "site", "on_date")


def heads(roster: pl.DataFrame, links: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """One row per work and day of a visit, and one without a day for work that nobody visited.

    ``links`` are those of ``matching.match``. A worker written twice on the rosters of a work counts once; a worker
    without dates is taken to be there all the time; of two visits on one day the larger count stands.
    """
    workers = roster.join(links.filter(pl.col("decision") == "link").select("row", linked=True), on="row", how="left")
    people = workers.filter(pl.col("site").is_not_null()).select(
        "site_kind", "site", "starts_on", "ends_on", worker=_worker(), named=pl.col("linked").fill_null(False)
    )
    days = visits.group_by("site_kind", "site", on_date="visited_on").agg(on_site=pl.col("heads").max())
    unvisited = people.select("site_kind", "site").unique().join(days, on=["site_kind", "site"], how="anti")
    every = pl.concat([days, unvisited.with_columns(on_date=pl.lit(None, pl.Date), on_site=pl.lit(None, pl.Int64))])
    counted = every.join(_counted(every, people), on=KEY, how="left", nulls_equal=True)
    filled = counted.with_columns(pl.col("on_roster", "named").fill_null(0).cast(pl.Int64))
    return filled.with_columns(
        roster_gap=pl.col("on_site") - pl.col("on_roster"), name_gap=pl.col("on_roster") - pl.col("named")
    )


def _worker() -> pl.Expr:
    """Who a row is, as far as the roster itself can tell two of its rows are one person."""
    named = pl.when(pl.col("born_key").is_not_null()).then(pl.format("{} {}", "name_key", "born_key"))
    return pl.coalesce("nik", named, pl.format("baris {}", "row"))


def _counted(days: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    there = (pl.col("starts_on") <= pl.col("on_date")).fill_null(True) & (
        pl.col("ends_on") >= pl.col("on_date")
    ).fill_null(True)
    present = days.join(people, on=["site_kind", "site"]).filter(there)
    return present.group_by(KEY).agg(
        on_roster=pl.col("worker").n_unique(), named=pl.col("worker").filter(pl.col("named")).n_unique()
    )
