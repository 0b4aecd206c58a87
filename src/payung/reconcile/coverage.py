"""On which days of its work was a package protected, registered but unpaid, or without protection?

Protection runs from the day of the first payment (that day included) to the registered end; "mendaftar" is not
protection. Days after the day of the check have not been worked yet and are not counted.
"""

from datetime import date

import narwhals as nw
import polars as pl

from payung.reconcile.engines import Engine, LazyRows, lazily, settled
from payung.reconcile.normalise.spoken import day
from payung.rules.instalments import INSTALMENTS
from payung.rules.money import PER
from payung.rules.parameters import parameter

FIRM_STARTS = ("spmk", "paket")
FIRM_ENDS = ("spmk", "durasi", "adendum", "paket")
NEVER_ENDS = date(2100, 12, 31)
PROTECTED, PENDING, UNPROTECTED = "protected", "pending", "unprotected"


def with_registered_dates(packages: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """Packages whose dates only the registration knows better take them from it, and say so.

    An SPMK stays: a firm cannot shorten its work by registering a shorter one. ``linked`` has package_id,
    tgl_mulai and tgl_selesai.
    """
    known = linked.group_by("package_id").agg(pl.min("tgl_mulai"), pl.max("tgl_selesai"))
    joined = packages.join(known, on="package_id", how="left", maintain_order="left")
    soft_start = ~pl.col("starts_on_source").is_in(FIRM_STARTS).fill_null(False) & pl.col("tgl_mulai").is_not_null()
    soft_end = ~pl.col("ends_on_source").is_in(FIRM_ENDS).fill_null(False) & pl.col("tgl_selesai").is_not_null()
    registered = pl.lit("pendaftaran")
    moved = joined.with_columns(
        starts_on=pl.when(soft_start).then("tgl_mulai").otherwise("starts_on"),
        starts_on_source=pl.when(soft_start).then(registered).otherwise("starts_on_source"),
        ends_on=pl.when(soft_end).then("tgl_selesai").otherwise("ends_on"),
        ends_on_source=pl.when(soft_end).then(registered).otherwise("ends_on_source"),
    )
    backwards = pl.col("ends_on") < pl.col("starts_on")
    return moved.with_columns(
        ends_on=pl.when(~backwards).then("ends_on"), ends_on_source=pl.when(~backwards).then("ends_on_source")
    ).drop("tgl_mulai", "tgl_selesai")


def with_protection(registrations: pl.DataFrame) -> pl.DataFrame:
    """Adds the days a registration protects (``covers_from``, ``covers_to``) and waits (``waits_from``).

    Needs status, tgl_daftar, tgl_selesai, first_paid_on, contribution_due, contribution_paid. Paid is: a
    participant with a payment; an applicant whose payments reach the first instalment (the branch's list is
    then older than the payment). A participant whose payment was not found counts from the registration.
    """
    first = parameter(INSTALMENTS).history[-1].value[0]
    enough = pl.col("contribution_paid") * PER >= pl.col("contribution_due") * first - PER
    is_participant = (pl.col("status") == "peserta").fill_null(False)
    paid = pl.col("first_paid_on").is_not_null() & (is_participant | enough.fill_null(False))
    covers_from = pl.when(paid).then("first_paid_on").when(is_participant).then("tgl_daftar")
    return registrations.with_columns(
        covers_from=covers_from,
        covers_to=pl.when(covers_from.is_not_null()).then(pl.col("tgl_selesai").fill_null(NEVER_ENDS)),
        waits_from=pl.col("tgl_daftar"),
        waits_to=(covers_from - pl.duration(days=1)).fill_null(NEVER_ENDS),
        payment_seen=paid,
    )


def cover(packages: pl.DataFrame, linked: pl.DataFrame, *, as_of: date, engine: Engine) -> pl.DataFrame:
    """The spans of each package: package_id, from_on, to_on, days, state; they abut and fill the worked days.

    ``packages``: package_id, starts_on, ends_on; a package without both has no spans. ``linked``: package_id,
    covers_from, covers_to, waits_from, waits_to.
    """
    worked = packages.filter(pl.col("ends_on").is_not_null()).select(
        "package_id", from_day="starts_on", to_day=pl.min_horizontal("ends_on", pl.lit(as_of))
    )
    work = lazily(worked.filter(pl.col("from_day") <= pl.col("to_day")), engine)
    registered = lazily(linked.select("package_id", "covers_from", "covers_to", "waits_from", "waits_to"), engine)
    steps = nw.concat([_edges(work, registered), _limits(work)])
    spans = settled(_merged(_segments(steps)), dates=("from_on", "to_on"))
    length = (pl.col("to_on") - pl.col("from_on")).dt.total_days() + 1
    return spans.with_columns(days=length).sort("package_id", "from_on")


def _limits(work: LazyRows) -> LazyRows:
    """The first day of work, and the day after the last: they change no state, they bound the spans."""
    nothing = nw.lit(0, dtype=nw.Int64)
    first = work.select("package_id", day=nw.col("from_day"), covering=nothing, waiting=nothing)
    after = work.select("package_id", day=nw.col("to_day") + 1, covering=nothing, waiting=nothing)
    return nw.concat([first, after])


def _edges(work: LazyRows, registered: LazyRows) -> LazyRows:
    """+1 on the day a protection (or a waiting) begins within the work, −1 on the day after it ends."""
    pairs = work.join(registered, on="package_id", how="inner")
    covering = _clipped(pairs, nw.col("covers_from"), nw.col("covers_to"), "covering")
    waiting = _clipped(pairs, nw.col("waits_from"), nw.col("waits_to"), "waiting")
    return nw.concat([covering, waiting])


def _clipped(pairs: LazyRows, begin: nw.Expr, end: nw.Expr, which: str) -> LazyRows:
    start, stop = nw.col("from_day"), nw.col("to_day")
    # paid after the registered end covers nothing: such a span would run backwards
    inside = pairs.filter((begin <= end) & (begin <= stop) & (end >= start)).with_columns(
        begins=nw.when(begin < start).then(start).otherwise(begin),
        ends=nw.when(end > stop).then(stop).otherwise(end),
    )
    one, nothing = nw.lit(1, dtype=nw.Int64), nw.lit(0, dtype=nw.Int64)
    up = {
        "covering": one if which == "covering" else nothing,
        "waiting": one if which == "waiting" else nothing,
    }
    opened = inside.select("package_id", day=nw.col("begins"), **up)
    closed = inside.select("package_id", day=nw.col("ends") + 1, **{name: nothing - step for name, step in up.items()})
    return nw.concat([opened, closed])


def _segments(steps: LazyRows) -> LazyRows:
    """Between two days on which anything changes the state is one."""
    days = steps.group_by("package_id", "day").agg(nw.col("covering").sum(), nw.col("waiting").sum())
    running = days.with_columns(
        until=nw.col("day").shift(-1).over("package_id", order_by="day"),
        covered=nw.col("covering").cast(nw.Int64).cum_sum().over("package_id", order_by="day"),
        waited=nw.col("waiting").cast(nw.Int64).cum_sum().over("package_id", order_by="day"),
    ).filter(~nw.col("until").is_null())
    state = nw.when(nw.col("covered") > 0).then(nw.lit(PROTECTED)).when(nw.col("waited") > 0).then(nw.lit(PENDING))
    return running.with_columns(state=state.otherwise(nw.lit(UNPROTECTED)))


def _merged(segments: LazyRows) -> LazyRows:
    """Neighbouring segments of one state are one span."""
    before = nw.col("state").shift(1).over("package_id", order_by="day")
    changed = nw.when(before == nw.col("state")).then(nw.lit(0, dtype=nw.Int64)).otherwise(nw.lit(1, dtype=nw.Int64))
    runs = segments.with_columns(changed=changed).with_columns(
        run=nw.col("changed").cum_sum().over("package_id", order_by="day")
    )
    spans = runs.group_by("package_id", "run", "state").agg(nw.col("day").min(), nw.col("until").max())
    return spans.select("package_id", "state", from_on=nw.col("day"), to_on=nw.col("until") - 1)


def with_reasons(spans: pl.DataFrame, packages: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """Adds why a span is what it is, the registration in force, and how sure its dates are."""
    cases = (
        linked.sort("covers_from", "nomor_kepesertaan", nulls_last=True)
        .group_by("package_id")
        .agg(
            pl.min("covers_from"),
            pl.max("covers_to"),
            pl.min("waits_from"),
            pl.first("nomor_kepesertaan"),
            payment_seen=pl.col("payment_seen").any(),
        )
    )
    sure = packages.select("package_id", confidence=_weaker("starts_on_confidence", "ends_on_confidence"))
    joined = spans.join(cases, on="package_id", how="left").join(sure, on="package_id", how="left")
    return joined.with_columns(
        reason=_reason(), nomor_kepesertaan=pl.when(pl.col("state") != UNPROTECTED).then("nomor_kepesertaan")
    )


def _reason() -> pl.Expr:
    first, last, applied = pl.col("covers_from"), pl.col("covers_to"), pl.col("waits_from")
    state = pl.col("state")
    return (
        pl.when(state == PENDING)
        .then(pl.format("Mendaftar {}, iuran pertama belum dibayar.", day(applied)))
        .when((state == PROTECTED) & pl.col("payment_seen"))
        .then(pl.format("Iuran pertama dibayar {}.", day(first)))
        .when(state == PROTECTED)
        .then(pl.format("Status peserta sejak {}; tanggal bayarnya belum ditemukan.", day(first)))
        .when(pl.col("nomor_kepesertaan").is_null())
        .then(pl.lit("Pendaftarannya belum ditemukan."))
        .when(pl.col("from_on") > last)
        .then(pl.format("Perlindungan berakhir {}, pekerjaan masih berjalan.", day(last)))
        .when(first.is_not_null() & (pl.col("to_on") < first))
        .then(pl.format("Iuran pertama baru dibayar {}.", day(first)))
        .when(first.is_null() & applied.is_not_null())
        .then(pl.format("Baru mendaftar {} dan belum dibayar.", day(applied)))
        .otherwise(pl.lit("Di antara dua masa perlindungan."))
    )


def _weaker(*columns: str) -> pl.Expr:
    """The least sure of several confidences."""
    return pl.coalesce(
        *(
            pl.when(pl.any_horizontal(pl.col(c) == level for c in columns)).then(pl.lit(level))
            for level in ("low", "medium", "high")
        )
    )


def totals(spans: pl.DataFrame) -> pl.DataFrame:
    """Per package: ``worked_days`` and ``uncovered_days`` (pending and unprotected)."""
    uncovered = pl.col("days").filter(pl.col("state") != PROTECTED).sum()
    return spans.group_by("package_id").agg(worked_days=pl.col("days").sum(), uncovered_days=uncovered)
