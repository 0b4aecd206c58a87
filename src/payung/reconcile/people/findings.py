"""What is found on people, one finding a work (and roster), counting people and naming none?

A finding says "belum ditemukan" until a person has judged. Its evidence are lines of the rosters, never a NIK.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.reconcile.findings import cited
from payung.reconcile.normalise.spoken import day
from payung.reconcile.people.coverage import Workers, worker
from payung.reconcile.people.identity import birth_told, hidden
from payung.reconcile.people.segments import CHANGE, PROTECTED, PROTECTING
from payung.reconcile.people.sites import Known
from payung.reconcile.rulebook import AT_WORK
from payung.reconcile.tables import FINDINGS
from payung.rules.deadlines import add_deadline_column
from payung.rules.expected_heads import FAR_BELOW, LAWS
from payung.rules.payer import Payer

EMPLOYED = ("other_employer", "no_firm_told")
MOST_LINES = 20  # of a roster named as evidence
NAMED_LIST, LATE = "worker/named_list", "liability/late_worker_change"
NO_TEXT, NO_DAY, NO_DAYS = pl.lit(None, pl.String), pl.lit(None, pl.Date), pl.lit(None, pl.Int64)


@dataclass(frozen=True)
class Seen:
    """Everything the rules look at. ``rows``: one row a roster row, see ``_rows``."""

    rows: pl.DataFrame
    spans: pl.DataFrame
    heads: pl.DataFrame
    expected: pl.DataFrame
    works: pl.DataFrame
    as_of: date


@dataclass(frozen=True)
class Kind:
    """A kind of finding: how its frame is found, the law it rests on, and what closes it.

    The frame has work, sentence, days, since_on, deadline_on, confidence, evidence, and ``roster`` where there is one
    finding a roster.
    """

    name: str
    find: Callable[[Seen], pl.DataFrame]
    laws: tuple[str, ...]
    closes_by: str


def find_people(
    them: Workers, spans: pl.DataFrame, heads: pl.DataFrame, expected: pl.DataFrame, known: Known, *, as_of: date
) -> pl.DataFrame:
    """All findings on people (columns of ``tables.FINDINGS``)."""
    seen = Seen(_rows(them, spans), spans, heads, expected, _works(them, heads, known), as_of)
    return pl.concat([_as_findings(kind, seen) for kind in KINDS])


def _as_findings(kind: Kind, seen: Seen) -> pl.DataFrame:
    article, status = cited(kind.laws, seen.as_of)
    found = kind.find(seen)
    if "roster" not in found.columns:
        found = found.with_columns(roster=NO_TEXT)
    told = found.join(seen.works, on="work", how="left", suffix="_of_work")
    unnamed = pl.when(pl.col("package_id").is_null()).then(pl.format("Pekerjaan {}: ", "shown"))
    key = pl.concat_str(pl.lit(kind.name), "work", "roster", separator=":", ignore_nulls=True)
    return told.select(
        finding_id=hidden(key), kind=pl.lit(kind.name), package_id="package_id",
        nomor_kepesertaan=hidden(pl.col("nomor_kepesertaan")),
        sentence=pl.concat_str(unnamed, "sentence", ignore_nulls=True), days="days", amount=NO_DAYS,
        since_on="since_on", deadline_on="deadline_on", article=pl.lit(article), law_status=pl.lit(status),
        confidence="confidence", evidence="evidence", closes_by=pl.lit(kind.closes_by),
    ).cast(FINDINGS.schema)  # type: ignore[arg-type]  # fmt: skip


def _rows(them: Workers, spans: pl.DataFrame) -> pl.DataFrame:
    """Every roster row with its worker, whether a list or its firm names it, and its days without protection."""
    unsafe = spans.filter(pl.col("state") != PROTECTED).group_by("row").agg(unsafe_days=pl.col("days").sum())
    covers = them.covers.filter(pl.col("cover").is_in(PROTECTING)).select("row").unique()
    marked = covers.with_columns(has_name=pl.lit(True))
    rows = them.rows.drop_nulls("work").with_columns(worker=worker())
    joined = rows.join(unsafe, on="row", how="left").join(marked, on="row", how="left")
    return joined.with_columns(pl.col("unsafe_days").fill_null(0), pl.col("has_name").fill_null(False))


def _works(them: Workers, heads: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Every work: package_id, how it is shown, its registration, its facts, and whether it has a roster."""
    numbers = them.projects.group_by("work").agg(pl.col("nomor_kepesertaan").min(), is_listed=pl.col("listed").any())
    packages = known.packages.select(
        "stage", "kind", "starts_on", "ends_on", "origin", work="package_id", package_id="package_id"
    )
    alone = known.registrations.join(known.links, on="nomor_kepesertaan", how="anti").select(
        "nomor_kepesertaan", "origin", starts_on="tgl_mulai", ends_on="tgl_selesai"
    )
    registered = them.projects.join(alone, on="nomor_kepesertaan").select("work", "origin", "starts_on", "ends_on")
    sites = heads.select("work", "site")
    every = pl.concat([packages, registered.unique("work", keep="first"), sites.select("work")], how="diagonal")
    once = every.unique("work", keep="first", maintain_order=True)
    shown = sites.unique("work", keep="first").select("work", shown=hidden(pl.col("site")))
    rosters = them.rows.select("work").drop_nulls().unique().with_columns(has_roster=pl.lit(True))
    joined = once.join(numbers, on="work", how="left").join(shown, on="work", how="left")
    return joined.join(rosters, on="work", how="left").with_columns(
        pl.col("has_roster", "is_listed").fill_null(False), shown=pl.coalesce("shown", "nomor_kepesertaan")
    )


def _lines(rows: str = "row_line") -> pl.Expr:
    """``berkas: baris 2, 3``, the first lines of each group of roster rows."""
    shown = pl.col(rows).sort().head(MOST_LINES).cast(pl.String).str.join(", ")
    more = pl.when(pl.len() > MOST_LINES).then(pl.lit(", …")).otherwise(pl.lit(""))
    return pl.format("{}: baris {}{}", pl.col("place").first(), shown, more)


def worker_not_listed(seen: Seen) -> pl.DataFrame:
    """Names on a roster that no row of the project's list has; own staff of the firm belong to another list.

    A package that procurement knows and that has no registration has no list yet: ``unregistered`` says so.
    """
    has_list = pl.col("nomor_kepesertaan").is_not_null() | pl.col("package_id_of_work").is_null()
    works = seen.works.select("work", "nomor_kepesertaan", "is_listed", package_id_of_work="package_id")
    listed = seen.rows.join(works, on="work", how="left").filter(has_list)
    total = listed.group_by("work", "place").agg(total=pl.col("worker").n_unique())
    missing = listed.filter(~pl.col("has_name")).group_by("work", "place").agg(
        people=pl.col("worker").n_unique(),
        waiting=pl.col("worker").filter(pl.col("decision") == "candidate").n_unique(),
        days=pl.col("unsafe_days").sum(), since_on=pl.col("from_day").min(), deadline_on=pl.col("until_on").min(),
        is_listed=pl.col("is_listed").first(), evidence=_lines(),
    )  # fmt: skip
    waiting = pl.format("; {} di antaranya calon yang menunggu diputuskan", "waiting")
    limit = pl.format("; batas melaporkan yang pertama {}", day(pl.col("deadline_on")))
    passed = pl.lit(" sudah lewat, sesudahnya manfaat mereka menjadi tanggungan pelaksana")
    unsure = ~pl.col("is_listed") | (pl.col("waiting") * 2 >= pl.col("people"))
    return missing.join(total, on=["work", "place"]).with_columns(
        roster="place",
        confidence=pl.when(unsure).then(pl.lit("low")).otherwise(pl.lit("medium")),
        sentence=_joined(
            pl.format("{} dari {} orang dalam daftar pekerja belum ditemukan dalam daftar proyek", "people", "total"),
            pl.when(pl.col("waiting") > 0).then(waiting),
            limit,
            pl.when(pl.col("deadline_on") < seen.as_of).then(passed),
        ),
    )


def roster_below_heads(seen: Seen) -> pl.DataFrame:
    """A visit counted more heads than the roster of that day has names: the visit with the widest gap."""
    short = seen.heads.filter(pl.col("roster_gap") > 0).join(
        seen.works.filter("has_roster").select("work"), on="work", how="semi"
    )
    widest = short.sort("work", "roster_gap", "on_date", descending=[False, True, False]).unique(
        "work", keep="first", maintain_order=True
    )
    payer = (
        pl.when(pl.col("payer") == str(Payer.BPJS))
        .then(pl.format("; sampai {} manfaat mereka ditanggung BPJS Ketenagakerjaan", day(pl.col("payer_until"))))
        .when(pl.col("payer") == str(Payer.EXECUTOR)).then(pl.lit("; manfaat mereka menjadi tanggungan pelaksana"))
    )  # fmt: skip
    counted = pl.format(
        "Kunjungan {} menghitung {} orang, daftar pekerja pada hari itu {} orang: {} belum ditemukan dalam daftar",
        day(pl.col("on_date")), "on_site", "on_roster", "roster_gap",
    )  # fmt: skip
    return widest.select(
        "work", since_on="on_date", deadline_on="payer_until", sentence=_joined(counted, payer),
        days=(pl.lit(seen.as_of) - pl.col("on_date")).dt.total_days().clip(0), confidence=pl.lit("medium"),
        evidence=pl.format("kunjungan {}", day(pl.col("on_date"))),
    )  # fmt: skip


def identity_invalid(seen: Seen) -> pl.DataFrame:
    """NIKs of a roster that nobody can bear, that several rows share, or that are not there."""
    nik, written = pl.col("nik"), pl.col("nik_written")
    impossible = birth_told(pl.col("nik_birth")).is_null() | nik.str.ends_with("0000")
    broken = (written.is_not_null() & nik.is_null()) | (nik.is_not_null() & impossible)
    shared = nik.is_not_null() & ~impossible & (pl.len().over("work", "place", "nik") > 1)
    judged = seen.rows.with_columns(
        is_broken=broken, is_shared=shared, is_missing=written.is_null(), total=pl.len().over("work", "place")
    )
    flawed = judged.filter(pl.any_horizontal("is_broken", "is_shared", "is_missing")).group_by("work", "place").agg(
        pl.col("total").first(), pl.col("is_broken", "is_shared", "is_missing").sum(), rows=pl.len(), evidence=_lines()
    )  # fmt: skip
    said = {
        "is_broken": "{} tidak utuh atau bukan NIK", "is_shared": "{} berbagi NIK dengan baris lain",
        "is_missing": "{} tanpa NIK",
    }  # fmt: skip
    parts = [pl.when(pl.col(name) > 0).then(pl.format(text, name)) for name, text in said.items()]
    listed = pl.concat_str(parts, separator=", ", ignore_nulls=True)
    return flawed.with_columns(
        roster="place", days=NO_DAYS, since_on=NO_DAY, deadline_on=NO_DAY, confidence=pl.lit("high"),
        sentence=pl.format("{} dari {} baris daftar pekerja perlu diperiksa NIK-nya: {}.", "rows", "total", listed),
    )  # fmt: skip


def worker_lapsed(seen: Seen) -> pl.DataFrame:
    """Cover that ended, or paused, while the worker went on working."""
    began = seen.spans.filter(pl.col("cover").is_in(PROTECTING)).group_by("row").agg(covered=pl.col("from_on").min())
    later = seen.spans.filter(pl.col("state") != PROTECTED).join(began, on="row")
    lapsed = later.filter(pl.col("from_on") > pl.col("covered")).join(
        seen.rows.select("row", "worker", "place", "row_line"), on="row"
    )
    grouped = lapsed.group_by("work").agg(
        people=pl.col("worker").n_unique(), days=pl.col("days").sum(), since_on=pl.col("from_on").min(),
        confidence=_least_sure(), evidence=_lines_of_several(),
    )  # fmt: skip
    return grouped.with_columns(
        deadline_on=pl.col("since_on") - pl.duration(days=1),
        sentence=pl.format(
            "Perlindungan {} orang berakhir sebelum pekerjaannya selesai, yang pertama {}; {} hari pekerjaan orang "
            "sesudahnya belum terlindungi di pekerjaan ini.",
            "people", day(pl.col("since_on") - pl.duration(days=1)), "days",
        ),
    )  # fmt: skip


def wrong_segment(seen: Seen) -> pl.DataFrame:
    """Days on which only BPU, or PU that is not known to be the executor's, covers a worker of the project."""
    other = seen.spans.filter(pl.col("cover").is_in(["self_employed", *EMPLOYED])).join(
        seen.rows.select("row", "worker", "place", "row_line"), on="row"
    )
    alone = pl.col("worker").filter(pl.col("cover") == "self_employed").n_unique()
    employed = pl.col("worker").filter(pl.col("cover").is_in(EMPLOYED)).n_unique()
    grouped = other.group_by("work").agg(
        people=pl.col("worker").n_unique(), alone=alone, employed=employed, days=pl.col("days").sum(),
        since_on=pl.col("from_on").min(), confidence=_least_sure(), evidence=_lines_of_several(),
    )  # fmt: skip
    return grouped.with_columns(
        deadline_on=NO_DAY,
        sentence=pl.format(
            "{} orang hanya ditemukan dengan kepesertaan lain ({} BPU, {} PU pada pemberi kerja lain atau yang belum "
            "diketahui); belum terbukti JKK-nya berlaku bagi pekerjaan ini.",
            "people", "alone", "employed",
        ),
    )  # fmt: skip


def roster_missing(seen: Seen) -> pl.DataFrame:
    """Work that goes on, is registered or was visited, and that no roster names."""
    now = pl.lit(seen.as_of)
    started = pl.col("starts_on") <= now
    at_work = pl.col("stage").is_in(AT_WORK).fill_null(True) & started
    goes_on = at_work & (pl.col("ends_on") >= now)
    registered = at_work & pl.col("nomor_kepesertaan").is_not_null()
    visited = (
        seen.heads.drop_nulls("on_date")
        .sort("on_date")
        .group_by("work", maintain_order=True)
        .agg(on_date=pl.col("on_date").last(), on_site=pl.col("on_site").last())
    )
    works = seen.works.filter(~pl.col("has_roster")).join(visited, on="work", how="left")
    needed = works.filter(pl.any_horizontal((goes_on | registered).fill_null(False), pl.col("on_site") > 0))
    dated = add_deadline_column(needed, column="starts_on", key=CHANGE, name="deadline_on")
    last = pl.min_horizontal("ends_on", now)
    visit = pl.format("; kunjungan {} menghitung {} orang", day(pl.col("on_date")), "on_site")
    return dated.select(
        "work", "deadline_on", since_on=pl.coalesce("starts_on", "on_date"),
        days=(last - pl.col("starts_on")).dt.total_days() + 1,
        confidence=pl.when(pl.col("kind") == "unknown").then(pl.lit("low")).otherwise(pl.lit("medium")),
        evidence=pl.coalesce("origin", pl.format("kunjungan {}", day(pl.col("on_date")))),
        sentence=_joined(pl.lit("Daftar pekerjanya belum ditemukan"), pl.when(pl.col("on_site") > 0).then(visit)),
    )  # fmt: skip


def roster_below_expected(seen: Seen) -> pl.DataFrame:
    """A roster far shorter than work of this value, kind and duration lets one expect."""
    short = seen.expected.filter("far_below").with_columns(work="package_id")
    return short.select(
        "work", days=NO_DAYS, since_on=NO_DAY, deadline_on=NO_DAY, confidence=pl.lit("low"), evidence="basis",
        sentence=pl.format(
            "Daftar pekerja menyebut {} orang; pekerjaan senilai dan selama ini diperkirakan {} sampai {} orang "
            "sehari (perkiraan {}). Perkiraan kasar: alasan bertanya, bukan alasan menyurati.",
            "roster_heads", "low", "high", "estimate",
        ),
    )  # fmt: skip


def _joined(*parts: pl.Expr) -> pl.Expr:
    """One sentence of what there is to say."""
    return pl.concat_str(*parts, pl.lit("."), ignore_nulls=True)


def _least_sure() -> pl.Expr:
    levels = pl.col("confidence")
    return (
        pl.when((levels == "low").any()).then(pl.lit("low")).when((levels == "medium").any()).then(pl.lit("medium"))
        .otherwise(pl.lit("high"))
    )  # fmt: skip


def _lines_of_several() -> pl.Expr:
    """``berkas:baris`` of the first rows of a group whose rows stand on several rosters."""
    places = pl.format("{}:{}", "place", "row_line").unique().sort()
    return places.head(MOST_LINES).str.join(", ")


KINDS = (
    Kind("worker_not_listed", worker_not_listed,
         (NAMED_LIST, CHANGE, LATE, "liability/partial_worker_list"),
         "Daftar pekerja terbaru yang dilaporkan pelaksana kepada cabang, atau nomor peserta (KPJ) orang-orang ini."),
    Kind("roster_below_heads", roster_below_heads, (NAMED_LIST, CHANGE, LATE),
         "Daftar pekerja yang memuat semua orang di lokasi, dilaporkan kepada cabang; atau kunjungan ulang."),
    Kind("identity_invalid", identity_invalid, (NAMED_LIST,),
         "NIK menurut KTP masing-masing; kolom NIK dalam Excel ditulis sebagai teks."),
    Kind("worker_lapsed", worker_lapsed, ("liability/unprotected_day", "liability/arrears_months"),
         "Perpanjangan masa atau bukti bayar bulan berikutnya; atau catatan bahwa mereka sudah berhenti bekerja."),
    Kind("wrong_segment", wrong_segment, ("jakon/wage/workers", "worker/cover_elsewhere", "worker/not_self_employed"),
         "Nama mereka dalam daftar proyek di cabang; atau keterangan bahwa mereka pekerja tetap pelaksana."),
    Kind("roster_missing", roster_missing, (NAMED_LIST, CHANGE), "Daftar pekerja dari pelaksana."),
    Kind("roster_below_expected", roster_below_expected, (*LAWS, FAR_BELOW),
         "Penjelasan pelaksana: pekerja subkontrak, pekerjaan bermesin, atau daftar yang belum lengkap."),
)  # fmt: skip
