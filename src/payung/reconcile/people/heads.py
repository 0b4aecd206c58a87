"""How many heads are on site, on the roster, named in the project's list and protected, and who pays for the others?

Four numbers per work and day somebody counted, and the gaps between them. A worker who is not in the list yet is
the branch's to pay while the worker-change window is open, and the executor's afterwards.
"""

import polars as pl

from payung.reconcile.people.coverage import Workers, worker
from payung.reconcile.people.segments import CHANGE, PROTECTED
from payung.reconcile.people.sites import SITE_KINDS
from payung.rules.deadlines import add_deadline_column
from payung.rules.payer import Payer

KEY = ("work", "on_date")
SITE = ("site_kind", "site", "package_id")
COUNTS = ("on_roster", "named", "registered", "protected")


def heads(them: Workers, spans: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """One row per work and day of a visit, and one without a day for work that nobody visited.

    ``spans`` are those of ``reasons.worker_coverage``, ``visits`` have their work. A worker written twice on the
    rosters of a work counts once; a worker without dates is taken to be there all the time; of two visits on one day
    the larger count stands.
    """
    people = _people(them)
    days = visits.drop_nulls("work").group_by("work", on_date="visited_on").agg(on_site=pl.col("heads").max())
    unvisited = people.select("work").unique().join(days, on="work", how="anti")
    every = pl.concat([days, unvisited.with_columns(on_date=pl.lit(None, pl.Date), on_site=pl.lit(None, pl.Int64))])
    counted = every.join(_counted(every, people, spans), on=KEY, how="left", nulls_equal=True)
    known = counted.with_columns(pl.col(COUNTS).fill_null(0).cast(pl.Int64))
    told = known.with_columns(protected=pl.when(pl.col("on_date").is_not_null()).then("protected"))
    named = told.join(_site_of(them.rows, visits), on="work", how="left")
    return _with_payer(_with_gaps(named), them)


def _people(them: Workers) -> pl.DataFrame:
    """The workers of every work, with the days their name stands in its list (``list_begins``, ``list_ends``)."""
    listed = (
        them.covers.filter(pl.col("cover") == "named")
        .group_by("row")
        .agg(pl.col("list_begins").min(), pl.col("list_ends").max())
    )
    rows = them.rows.drop_nulls("work").join(listed, on="row", how="left")
    return rows.select(
        "row", "work", "starts_on", "ends_on", "list_begins", "list_ends", "until_on", worker=worker(),
        is_named=pl.col("decision") == "link",
    )  # fmt: skip


def _counted(days: pl.DataFrame, people: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """COUNTS of each work and day, and ``first_until_on``: the earliest end of a window of those without a name."""
    on = pl.col("on_date")
    present = days.join(people, on="work").filter(_holds("starts_on", "ends_on"))
    safe = spans.filter(pl.col("state") == PROTECTED).select("row", "from_on", "to_on")
    days_safe = present.select("row", "on_date").join(safe, on="row").filter(on.is_between("from_on", "to_on"))
    met = present.join(
        days_safe.select("row", "on_date", is_protected=pl.lit(True)), on=["row", "on_date"], how="left"
    )  # fmt: skip
    is_listed = pl.col("list_begins").is_not_null() & _holds("list_begins", "list_ends")
    judged = met.with_columns(is_listed=is_listed, is_protected=pl.col("is_protected").fill_null(False))
    return judged.group_by(KEY).agg(
        on_roster=pl.col("worker").n_unique(),
        named=pl.col("worker").filter("is_named").n_unique(),
        registered=pl.col("worker").filter("is_listed").n_unique(),
        protected=pl.col("worker").filter("is_protected").n_unique(),
        first_until_on=pl.col("until_on").filter(~pl.col("is_listed")).min(),
    )


def _holds(first: str, last: str) -> pl.Expr:
    """Whether ``on_date`` lies in these days; an end that is unknown, or a day that is, excludes nobody."""
    after, before = pl.col(first) <= pl.col("on_date"), pl.col(last) >= pl.col("on_date")
    return after.fill_null(True) & before.fill_null(True)


def _site_of(rows: pl.DataFrame, visits: pl.DataFrame) -> pl.DataFrame:
    """By which number each work is shown: of several the first of SITE_KINDS."""
    written = pl.concat([rows.select("work", *SITE), visits.select("work", *SITE)]).drop_nulls("work").unique()
    order = pl.col("site_kind").replace_strict(
        {kind: rank for rank, kind in enumerate(SITE_KINDS)}, default=len(SITE_KINDS), return_dtype=pl.Int8
    )
    return written.sort("work", order, "site").unique("work", keep="first")


def _with_gaps(counts: pl.DataFrame) -> pl.DataFrame:
    most = pl.max_horizontal("on_site", "on_roster")
    return counts.with_columns(
        roster_gap=pl.col("on_site") - pl.col("on_roster"),
        name_gap=pl.col("on_roster") - pl.col("named"),
        registered_gap=pl.when(pl.col("on_date").is_not_null()).then(most - pl.col("registered")),
        protected_gap=most - pl.col("protected"),
    )


def _with_payer(counts: pl.DataFrame, them: Workers) -> pl.DataFrame:
    """Adds ``payer`` and ``payer_until`` for whoever has been without a name longest.

    People outside the roster have been there since the first visit that found more heads than names. A project that
    does not protect that day leaves all to the executor. Where nobody knows since when, or whether the work is
    registered at all, nobody can say who pays.
    """
    short = pl.col("registered_gap") > 0
    since = pl.when(short & (pl.col("roster_gap") > 0)).then("on_date").min().over("work")
    seen = add_deadline_column(counts.with_columns(since=since), column="since", key=CHANGE, name="seen_until_on")
    seen_until = pl.when(pl.col("roster_gap") > 0).then("seen_until_on")
    earliest = pl.when(short).then(pl.min_horizontal("first_until_on", seen_until))
    days = counts.select(KEY).drop_nulls().join(them.projects, on="work")
    safe = days.filter(pl.col("on_date").is_between("covers_from", "covers_to")).select(KEY).unique()
    told = seen.with_columns(payer_until=earliest).join(
        safe.with_columns(is_safe=pl.lit(True)), on=KEY, how="left", nulls_equal=True
    )
    is_safe, until = pl.col("is_safe").fill_null(False), pl.col("payer_until")
    branch, executor = pl.lit(str(Payer.BPJS)), pl.lit(str(Payer.EXECUTOR))
    in_window = pl.when(pl.col("on_date") <= until).then(branch).when(pl.col("on_date") > until).then(executor)
    is_known = pl.col("package_id").is_not_null() | pl.col("work").is_in(them.projects["work"].unique().to_list())
    payer = pl.when(is_safe).then(in_window).when(is_known).then(executor)
    return told.with_columns(payer=pl.when(short).then(payer), payer_until=pl.when(is_safe).then("payer_until"))
