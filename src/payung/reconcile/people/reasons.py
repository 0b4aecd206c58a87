"""What is said of each span of a worker's days: its state, its segment, why, by which article, how sure?"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from payung.reconcile.normalise.spoken import day
from payung.reconcile.people.coverage import Workers, other_sites, protecting, spans, sure
from payung.reconcile.people.segments import EVERY, LATE_LIST, NOTHING, article

FACT = ("row", "package_id", "work", "decision", "until_on", "dates_sure", "link_sure")


def worker_coverage(them: Workers, *, as_of: date) -> pl.DataFrame:
    """The spans of all rows with their reasons: the columns of ``tables.WORKER_COVERAGE`` but the hash, and row, work,
    cover, decision, first_covered, last_covered.
    """
    rows = them.rows.select(*FACT, roster_file="place", roster_line="row_line")
    known = spans(them).join(rows, on="row", how="left").join(protecting(them), on="row", how="left")
    met = known.join(other_sites(them), on="row", how="left").with_columns(pl.col("other_sites").fill_null(0))
    numbered = met.join(_numbers(them), on=["row", "cover"], how="left").join(_protection(them), on="work", how="left")
    return _with_cover(numbered).with_columns(reason=_reason(as_of), confidence=sure()).sort("row", "from_on")


def _numbers(them: Workers) -> pl.DataFrame:
    """The project a cover of a row goes by, the first where there are several: row, cover, number, several."""
    known = them.covers.drop_nulls("nomor_kepesertaan").group_by("row", "cover")
    number = pl.col("nomor_kepesertaan")
    return known.agg(number=number.min(), several=number.min() != number.max())


def _protection(them: Workers) -> pl.DataFrame:
    """Per work with a registration: when its protection begins and ends, None where it was never paid."""
    return them.projects.group_by("work").agg(
        project_from=pl.col("covers_from").min(), project_to=pl.col("covers_to").max(), has_project=pl.lit(True)
    )


def _with_cover(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds what the kind of cover alone decides: ``state``, ``segment``, ``cover_sure``."""
    told = pl.DataFrame(
        [(one.name, one.state, str(one.segment), one.sure) for one in EVERY],
        schema=["cover", "state", "segment", "cover_sure"], orient="row",
    )  # fmt: skip
    return rows.join(told, on="cover", how="left")


def _reason(as_of: date) -> pl.Expr:
    said = {**_covered_said(), "late_list": _late_said(), NOTHING.name: _nothing_said()}
    laws = {cover.name: article(cover.law, as_of) for cover in EVERY}
    cited = pl.col("cover").replace_strict(laws, return_dtype=pl.String)
    sentence = pl.coalesce(pl.when(pl.col("cover") == name).then(text) for name, text in said.items())
    return pl.format("{} ({}).", sentence, cited)


def _covered_said() -> Mapping[str, pl.Expr]:
    number = pl.coalesce("number", pl.lit("tanpa nomor"))
    projects = pl.format("{}{}", number, pl.when("several").then(pl.lit(" dan lainnya")).otherwise(pl.lit("")))
    return {
        "named": pl.format("Namanya ada dalam daftar proyek {}", number),
        "own_firm": pl.lit("Peserta penerima upah (PU) pada pelaksana pekerjaan ini, jadi pekerja perusahaannya"),
        "by_value": pl.format(
            "Proyek {} terlindungi menurut nilainya; namanya belum ditemukan dalam daftar, batas melaporkannya {}",
            number, day(pl.col("until_on")),
        ),
        "other_project": pl.format("Terdaftar pada proyek lain, {}: perlindungan itu bagi pekerjaan di sana", projects),
        "other_employer": pl.lit(
            "Peserta penerima upah (PU) pada pemberi kerja lain: JKK-nya bagi pekerjaan di sana, JKM-nya tetap berlaku"
        ),
        "self_employed": pl.lit(
            "Peserta bukan penerima upah (BPU): JKK-nya bagi usahanya sendiri, JKM-nya tetap berlaku; pekerja proyek "
            "didaftarkan lewat proyeknya"
        ),
        "no_work_told": pl.format(
            "Terdaftar pada proyek {}, tetapi daftar pekerja ini tidak menyebut pekerjaannya", projects
        ),
        "no_firm_told": pl.lit(
            "Peserta penerima upah (PU); belum diketahui apakah pada pelaksana pekerjaan ini. JKK-nya bagi hubungan "
            "kerja itu, JKM-nya tetap berlaku"
        ),
        "no_project_told": pl.lit("Peserta jasa konstruksi, tetapi proyeknya tidak tertulis dalam daftar peserta"),
        "no_segment_told": pl.lit("Peserta, tetapi segmen dan proyeknya tidak tertulis dalam daftar peserta"),
    }  # fmt: skip


def _late_said() -> pl.Expr:
    """The project protects, and the time to add the name is over: the executor pays, whatever the value covers."""
    limit = pl.coalesce(
        pl.format("batas melaporkannya {} sudah lewat", day(pl.col("until_on"))),
        pl.lit("batas melaporkannya belum dapat dihitung"),
    )
    ended = pl.format("Namanya dalam daftar berakhir {}", day(pl.col("last_covered")))
    told = pl.when(pl.col("last_covered") < pl.col("from_on")).then(ended).otherwise(_not_found())
    return pl.format("{}; {}; manfaatnya menjadi tanggungan pelaksana", told, limit)


def _not_found() -> pl.Expr:
    return (
        pl.when(pl.col("decision") == "candidate")
        .then(pl.lit("Ada calon peserta yang menunggu diputuskan; namanya belum dipastikan dalam daftar proyek"))
        .when(pl.col("decision") == "link").then(pl.lit("Peserta, tetapi namanya belum ditemukan dalam daftar proyek"))
        .otherwise(pl.lit("Belum ditemukan di antara peserta, juga dalam daftar proyek"))
    )  # fmt: skip


def _nothing_said() -> pl.Expr:
    """No cover, and no project that protects on these days."""
    first, last = pl.col("first_covered"), pl.col("last_covered")
    begins, ends = pl.col("project_from"), pl.col("project_to")
    listed = pl.col("has_project").fill_null(False)
    return (
        pl.when(last < pl.col("from_on")).then(pl.format("Perlindungannya berakhir {}", day(last)))
        .when(first > pl.col("to_on")).then(pl.format("Perlindungannya baru mulai {}", day(first)))
        .when(first.is_not_null()).then(pl.lit("Di antara dua masa perlindungan"))
        .when(listed & begins.is_null()).then(pl.lit("Iuran pertama proyeknya belum ditemukan"))
        .when(listed & (begins > pl.col("to_on"))).then(pl.format("Proyeknya baru terlindungi {}", day(begins)))
        .when(listed & (ends < pl.col("from_on"))).then(pl.format("Perlindungan proyeknya berakhir {}", day(ends)))
        .when(pl.col("decision") == "candidate").then(pl.lit("Ada calon peserta yang menunggu diputuskan"))
        .when(pl.col("decision") == "link").then(pl.lit("Peserta, tetapi tidak pada hari-hari ini"))
        .otherwise(pl.lit("Belum ditemukan di antara peserta"))
    )  # fmt: skip


def late_article(on: date) -> str:
    """By which article a worker outside the list is the executor's to pay."""
    return article(LATE_LIST, on)
