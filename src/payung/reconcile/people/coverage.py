"""On which days of the work was each worker protected on it, covered elsewhere, or without protection, and why?

The unit is a row of a roster: a person who worked twice has two rows. A day has one state, by the strongest of the
covers of that day (``segments.COVERS``). The days of all spans of a row are the days it worked.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from payung.reconcile.branch import number_key
from payung.reconcile.people.segments import (
    CHANGE,
    COVERS,
    EVER,
    NEVER_ENDS,
    NOTHING,
    PROTECTING,
    Segment,
    cover_of_pair,
    segment_of,
)
from payung.reconcile.people.sites import Known, projects, weaker, with_work, works
from payung.rules.deadlines import add_deadline_column

ONE_DAY = pl.duration(days=1)
PIECE = 500_000  # rows of a roster whose days are counted at once
SURE_LINK = 0.95  # below this probability of the link a span is no surer than medium
NAMES = [cover.name for cover in COVERS]


@dataclass(frozen=True)
class Workers:
    """The rosters beside everything that may cover them.

    ``rows``: the roster with its work, decision, person, worked days (``from_day``, ``to_day``: None where unknown),
    ``until_on`` (last day of the worker-change window) and ``sure``. ``projects``: ``sites.projects``.
    ``covers``: what covers a row, columns row, cover, begins, ends, and of a participant's row nomor_kepesertaan,
    list_begins and list_ends (as the branch listed it, whatever was paid).
    """

    rows: pl.DataFrame
    projects: pl.DataFrame
    covers: pl.DataFrame


def participant_covers(participants: pl.DataFrame) -> pl.DataFrame:
    """Each participant's row as a cover: person, segment, number_key, nomor_kepesertaan, npp_key, begins, ends,
    list_begins, list_ends.

    It ends on the last day, or the last day paid for, whichever comes first; an end that is empty is open.
    """
    listed = participants.select(
        "person", "nomor_kepesertaan", segment=segment_of(pl.col("segment")),
        number_key=number_key(pl.col("nomor_kepesertaan")), npp_key=number_key(pl.col("npp")),
        list_begins=pl.col("from_on").fill_null(EVER), list_ends=pl.col("to_on").fill_null(NEVER_ENDS),
        begins=pl.col("from_on").fill_null(EVER),
        ends=pl.min_horizontal("to_on", "paid_to").fill_null(NEVER_ENDS),
    )  # fmt: skip
    return listed.filter(pl.col("begins") <= pl.col("ends"))


def workers(
    roster: pl.DataFrame, links: pl.DataFrame, participants: pl.DataFrame, known: Known, *, as_of: date
) -> Workers:
    """Every row of the rosters with what covers it. ``links`` are those of ``matching.match``."""
    seen = with_work(roster, known)
    listed = participant_covers(participants)
    registered = projects(known, listed, seen)
    dated = _worked(seen.join(works(known, seen).drop("package_id"), on="work", how="left"), as_of=as_of)
    rows = add_deadline_column(_decided(dated, links), column="from_day", key=CHANGE, name="until_on").sort("row")
    covers = pl.concat([_of_persons(rows, listed, registered), *_of_projects(rows, registered)], how="diagonal")
    return Workers(rows, registered, covers)


def _worked(rows: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Adds the days a row worked, by the roster, else by the dates of the work; none where an end is unknown."""
    own = pl.col("starts_on").is_not_null() & pl.col("ends_on").is_not_null()
    first = pl.coalesce("starts_on", "work_from")
    last = pl.min_horizontal(pl.coalesce("ends_on", "work_to"), pl.lit(as_of))
    known = pl.coalesce("ends_on", "work_to").is_not_null() & (first <= last)
    borrowed = pl.when(pl.col("work_sure") == "high").then(pl.lit("medium")).otherwise(pl.lit("low"))
    return rows.with_columns(
        from_day=pl.when(known).then(first), to_day=pl.when(known).then(last),
        dates_sure=pl.when(own).then(pl.lit("high")).otherwise(borrowed),
    )  # fmt: skip


def _decided(rows: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Adds ``decision``, ``person`` of a link, and ``link_sure``."""
    order = pl.col("decision").replace_strict({"link": 0, "candidate": 1, "none": 2}, return_dtype=pl.Int8)
    first = links.sort(order, maintain_order=True).unique("row", keep="first")
    decided = first.select(
        pl.col("row").cast(rows.schema["row"]), "decision", person=pl.when(pl.col("decision") == "link").then("person"),
        link_sure=pl.when(pl.col("decision") == "candidate").then(pl.lit("low"))
        .when((pl.col("decision") == "link") & (pl.col("probability") >= SURE_LINK)).then(pl.lit("high"))
        .otherwise(pl.lit("medium")),
    )  # fmt: skip
    return rows.join(decided, on="row", how="left", maintain_order="left").with_columns(
        pl.col("decision").fill_null("none"), pl.col("link_sure").fill_null("medium")
    )


def _of_persons(rows: pl.DataFrame, listed: pl.DataFrame, registered: pl.DataFrame) -> pl.DataFrame:
    """What the participants' rows of a linked person cover, named by what they are to this work."""
    pairs = rows.drop_nulls("person").select("row", "work", "person").join(listed, on="person")
    own = registered.select("work", "number_key", "covers_from", "covers_to", is_listed="listed")
    firms = registered.select("work", "npp_key").drop_nulls().unique().with_columns(is_firm=pl.lit(True))
    met = pairs.join(own, on=["work", "number_key"], how="left").join(firms, on=["work", "npp_key"], how="left")
    is_own = pl.col("is_listed").is_not_null() & (pl.col("segment").fill_null(Segment.JAKON) == Segment.JAKON)
    known = pl.col("work").is_in(firms["work"].unique().to_list()) & pl.col("npp_key").is_not_null()
    told = met.with_columns(
        is_own_project=is_own, is_own_firm=pl.col("is_firm").fill_null(False), are_firms_known=known.fill_null(False)
    )
    named = told.with_columns(cover=cover_of_pair()).with_columns(is_named=pl.col("cover") == "named")
    return named.select(
        "row", "cover", "nomor_kepesertaan", "list_begins", "list_ends",
        begins=pl.when("is_named").then(pl.max_horizontal("begins", _protects_from())).otherwise("begins"),
        ends=pl.when("is_named").then(pl.min_horizontal("ends", "covers_to")).otherwise("ends"),
    )  # fmt: skip


def _protects_from() -> pl.Expr:
    """Whoever is listed on a project is protected from its first payment; one that was never paid protects nobody."""
    unpaid = pl.col("is_listed").fill_null(False) & pl.col("covers_from").is_null()
    return pl.when(unpaid).then(NEVER_ENDS + timedelta(days=1)).otherwise("covers_from")


def _of_projects(rows: pl.DataFrame, registered: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The days a project protects by its value: within the worker-change window, and the days on which a name lacks."""
    days = registered.drop_nulls("covers_from").select("work", "covers_from", "covers_to", "nomor_kepesertaan")
    met = rows.drop_nulls("from_day").select("row", "work", "from_day", "until_on").join(days, on="work")
    all_days = met.select("row", "nomor_kepesertaan", cover=pl.lit("late_list"), begins="covers_from", ends="covers_to")
    window = met.drop_nulls("until_on").select(
        "row", "nomor_kepesertaan", cover=pl.lit("by_value"),
        begins=pl.max_horizontal("covers_from", "from_day"), ends=pl.min_horizontal("covers_to", "until_on"),
    )  # fmt: skip
    return window, all_days


def spans(them: Workers) -> pl.DataFrame:
    """The spans of every row that worked: row, from_on, to_on, days, cover; they abut and fill the worked days."""
    worked = them.rows.drop_nulls("from_day").select("row", "from_day", "to_day")
    pieces = [_spans(piece, them.covers) for piece in worked.iter_slices(PIECE)]
    merged = pl.concat(pieces) if pieces else _spans(worked, them.covers)
    return merged.with_columns(days=(pl.col("to_on") - pl.col("from_on")).dt.total_days() + 1)


def _spans(worked: pl.DataFrame, covers: pl.DataFrame) -> pl.DataFrame:
    first, last = pl.col("from_day"), pl.col("to_day")
    inside = covers.join(worked, on="row").filter(
        (pl.col("begins") <= pl.col("ends")) & (pl.col("begins") <= last) & (pl.col("ends") >= first)
    )
    opened = inside.select("row", day=pl.max_horizontal("begins", first), **_steps(1))
    closed = inside.select("row", day=pl.min_horizontal("ends", last) + ONE_DAY, **_steps(-1))
    nothing = dict.fromkeys(NAMES, pl.lit(0, pl.Int32))
    limits = [worked.select("row", day=day, **nothing) for day in (first, last + ONE_DAY)]
    return _merged(_segments(pl.concat([opened, closed, *limits])))


def _steps(by: int) -> dict[str, pl.Expr]:
    """One column a cover, which goes up or down where that cover begins or ends."""
    step = pl.lit(by, pl.Int32)
    return {name: pl.when(pl.col("cover") == name).then(step).otherwise(pl.lit(0, pl.Int32)) for name in NAMES}


def _segments(steps: pl.DataFrame) -> pl.DataFrame:
    """Between two days on which anything changes the strongest cover is one."""
    days = steps.group_by("row", "day").agg(pl.col(NAMES).sum()).sort("row", "day")
    # what a row opens it closes: the sums of one row leave nothing for the next
    running = days.with_columns(pl.col(NAMES).cum_sum(), until=pl.col("day").shift(-1), after=pl.col("row").shift(-1))
    strongest = pl.coalesce(pl.when(pl.col(name) > 0).then(pl.lit(name)) for name in NAMES)
    within = running.filter(pl.col("row") == pl.col("after"))
    return within.select("row", "day", "until", cover=strongest.fill_null(NOTHING.name))


def _merged(segments: pl.DataFrame) -> pl.DataFrame:
    """Neighbouring segments of one cover are one span."""
    changed = (pl.col("cover") != pl.col("cover").shift(1)) | (pl.col("row") != pl.col("row").shift(1))
    starts = segments.filter(changed.fill_null(True))
    ends = segments.filter(changed.shift(-1).fill_null(True))
    return starts.select("row", "cover", from_on="day").with_columns(to_on=ends["until"] - timedelta(days=1))


def other_sites(them: Workers) -> pl.DataFrame:
    """On how many other works the person of a row also stands while it works: row, ``other_sites``; 0 is left out."""
    person = pl.coalesce(pl.format("peserta {}", "person"), worker())
    rows = them.rows.drop_nulls(["from_day", "work"]).select("row", "work", "from_day", "to_day", person=person)
    several = rows.filter(pl.col("work").n_unique().over("person") > 1)
    met = several.join(several, on="person", suffix="_there").filter(pl.col("work") != pl.col("work_there"))
    together = met.filter(
        (pl.col("from_day") <= pl.col("to_day_there")) & (pl.col("from_day_there") <= pl.col("to_day"))
    )
    return together.group_by("row").agg(other_sites=pl.col("work_there").n_unique())


def worker() -> pl.Expr:
    """Who a row is, as far as the roster itself can tell two of its rows are one person."""
    named = pl.when(pl.col("born_key").is_not_null()).then(pl.format("{} {}", "name_key", "born_key"))
    return pl.coalesce("nik", named, pl.format("baris {}", "row"))


def protecting(them: Workers) -> pl.DataFrame:
    """Of every row that a name or its own firm ever covers: ``first_covered`` and ``last_covered``."""
    real = them.covers.filter(pl.col("cover").is_in(PROTECTING) & (pl.col("begins") <= pl.col("ends")))
    return real.group_by("row").agg(first_covered=pl.col("begins").min(), last_covered=pl.col("ends").max())


def sure() -> pl.Expr:
    """How sure a span is: no surer than its dates, its link and its kind of cover."""
    return weaker("dates_sure", "link_sure", "cover_sure")
