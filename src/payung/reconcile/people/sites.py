"""On which work is a roster's row or a visit, whichever of its numbers they name, and what is known of that work?

Work that procurement knows is its package. Work that only the branch knows goes by its participation number, and
work that nobody else knows by its own number as it is written: it is matched and counted all the same.
"""

from dataclasses import dataclass

import polars as pl

from payung.reconcile.branch import number_key
from payung.reconcile.normalise.words import contract_key

PACKAGE = {
    "package_id": pl.String, "source_code": pl.String, "contract_no": pl.String, "name": pl.String,
    "stage": pl.String, "kind": pl.String, "net": pl.Int64, "starts_on": pl.Date, "ends_on": pl.Date,
    "starts_on_confidence": pl.String, "ends_on_confidence": pl.String, "origin": pl.String,
}  # fmt: skip
REGISTRATION = {
    "nomor_kepesertaan": pl.String, "nomor_kontrak": pl.String, "nama_proyek": pl.String, "npp": pl.String,
    "tgl_mulai": pl.Date, "tgl_selesai": pl.Date, "covers_from": pl.Date, "covers_to": pl.Date, "origin": pl.String,
}  # fmt: skip
LINK = {"package_id": pl.String, "nomor_kepesertaan": pl.String}
SITE_KEY = {"site_kind": pl.String, "site_key": pl.String}
SITE_KINDS = ("id_paket", "nomor_kontrak", "nomor_kepesertaan")  # which number stands for a work that has several
WORK_KIND = "nomor_kepesertaan"


@dataclass(frozen=True)
class Known:
    """What procurement and the branch know of works: columns PACKAGE, REGISTRATION and, of decided links, LINK."""

    packages: pl.DataFrame
    registrations: pl.DataFrame
    links: pl.DataFrame


def nothing_known() -> Known:
    """Where a folder has lists of people and nothing else."""
    return Known(*(pl.DataFrame(schema=schema) for schema in (PACKAGE, REGISTRATION, LINK)))


def known_works(packages: pl.DataFrame, registrations: pl.DataFrame, links: pl.DataFrame) -> Known:
    """What the rest of a check found out; ``registrations`` have their protection, ``links`` their decision."""
    decided = links.filter(pl.col("decision") == "link")
    return Known(packages.select(list(PACKAGE)), registrations.select(list(REGISTRATION)), decided.select(list(LINK)))


def with_work(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Adds ``package_id`` (None where no package has the number) and ``work``, one text for all names of one work.

    ``rows`` have site and site_kind; a row without a site has no work.
    """
    keyed = rows.with_columns(site_key=site_key())
    met = keyed.join(_numbers_of_packages(known), on=list(SITE_KEY), how="left", maintain_order="left")
    told = met.join(_numbers_of_registrations(known), on=list(SITE_KEY), how="left", maintain_order="left")
    own = pl.format("{}:{}", "site_kind", "site_key")
    registered = pl.format(f"{WORK_KIND}:{{}}", "number_key")
    return told.with_columns(work=pl.coalesce("package_id", registered, own)).drop("site_key", "number_key")


def site_key() -> pl.Expr:
    """A site's number as it is compared; where nothing comparable is left of it, as it is written."""
    site, kind = pl.col("site"), pl.col("site_kind")
    read = (
        pl.when(kind == "nomor_kontrak").then(contract_key(site))
        .when(kind == "nomor_kepesertaan").then(number_key(site))
        .otherwise(code_key(site))
    )  # fmt: skip
    return pl.coalesce(pl.when(read != "").then(read), site)


def code_key(code: pl.Expr) -> pl.Expr:
    """A package's code without spaces and case."""
    return code.str.to_uppercase().str.replace_all(r"\s", "")


def _numbers_of_packages(known: Known) -> pl.DataFrame:
    """Every number that names exactly one package: SITE_KEY, ``package_id``."""
    packages, linked = known.packages, known.links.join(known.registrations, on="nomor_kepesertaan")
    numbers = [
        _named(packages, "id_paket", code_key(pl.col("package_id"))),
        _named(packages, "id_paket", code_key(pl.col("source_code"))),
        _named(packages, "nomor_kontrak", contract_key(pl.col("contract_no"))),
        _named(linked, "nomor_kontrak", contract_key(pl.col("nomor_kontrak"))),
        _named(known.links, "nomor_kepesertaan", number_key(pl.col("nomor_kepesertaan"))),
    ]
    return _only_one(pl.concat(numbers), "package_id")


def _named(rows: pl.DataFrame, kind: str, key: pl.Expr) -> pl.DataFrame:
    return rows.select(site_kind=pl.lit(kind), site_key=key, package_id="package_id")


def _numbers_of_registrations(known: Known) -> pl.DataFrame:
    """Every number that names exactly one registration without a package: SITE_KEY, ``number_key``."""
    alone = known.registrations.join(known.links, on="nomor_kepesertaan", how="anti")
    key = number_key(pl.col("nomor_kepesertaan"))
    numbers = [
        alone.select(site_kind=pl.lit("nomor_kontrak"), site_key=contract_key(pl.col("nomor_kontrak")), number_key=key),
        alone.select(site_kind=pl.lit(WORK_KIND), site_key=key, number_key=key),
    ]
    return _only_one(pl.concat(numbers), "number_key")


def _only_one(numbers: pl.DataFrame, name: str) -> pl.DataFrame:
    """A number that two works share names neither."""
    counted = numbers.drop_nulls().group_by(list(SITE_KEY)).agg(pl.col(name).first(), several=pl.col(name).n_unique())
    return counted.filter(pl.col("several") == 1).drop("several")


def works(known: Known, seen: pl.DataFrame) -> pl.DataFrame:
    """Every work, one row: ``work``, ``package_id``, first and last day (``work_from``, ``work_to``), ``work_sure``.

    ``seen`` are the rows of rosters and visits with their work. ``work_sure`` is high, medium or low: of the dates.
    """
    own = known.packages.select(
        "package_id", work="package_id", work_from="starts_on", work_to="ends_on",
        work_sure=weaker("starts_on_confidence", "ends_on_confidence"),
    )  # fmt: skip
    alone = known.registrations.join(known.links, on="nomor_kepesertaan", how="anti").select(
        package_id=pl.lit(None, pl.String), work=_work_of_number(), work_from="tgl_mulai", work_to="tgl_selesai",
        work_sure=pl.lit("medium"),
    )  # fmt: skip
    told = pl.concat([own, alone]).unique("work", keep="first", maintain_order=True)
    others = seen.select("work").drop_nulls().unique().join(told, on="work", how="anti")
    return pl.concat([told, others], how="diagonal")


def projects(known: Known, participants: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """The registrations of every work: ``work``, ``number_key``, ``nomor_kepesertaan``, ``npp_key``, ``covers_from``,
    ``covers_to``, ``listed`` (whether the branch's list of registrations has it).

    A number that only participants and rosters name is taken to protect as long as anybody is listed under it.
    """
    number = number_key(pl.col("nomor_kepesertaan"))
    columns = {
        "number_key": number, "nomor_kepesertaan": pl.col("nomor_kepesertaan"), "npp_key": number_key(pl.col("npp")),
        "covers_from": pl.col("covers_from"), "covers_to": pl.col("covers_to"), "listed": pl.lit(True),
    }  # fmt: skip
    linked = known.links.join(known.registrations, on="nomor_kepesertaan").select(work="package_id", **columns)
    alone = known.registrations.join(known.links, on="nomor_kepesertaan", how="anti")
    listed = pl.concat([linked, alone.select(work=_work_of_number(), **columns)])
    told = pl.col("site_kind") == WORK_KIND
    named = seen.filter(told).select("work", number_key=number_key(pl.col("site")), nomor_kepesertaan="site")
    unlisted = named.drop_nulls().unique(["work", "number_key"]).join(listed, on="number_key", how="anti")
    days = participants.group_by("number_key").agg(
        covers_from=pl.col("begins").min(), covers_to=pl.col("ends").max(), listed=pl.lit(False)
    )
    return pl.concat([listed, unlisted.join(days, on="number_key")], how="diagonal")


def _work_of_number() -> pl.Expr:
    return pl.format(f"{WORK_KIND}:{{}}", number_key(pl.col("nomor_kepesertaan")))


def weaker(*columns: str) -> pl.Expr:
    """The least sure of several confidences; low where one is missing."""
    levels = [pl.coalesce(pl.col(column), pl.lit("low")) for column in columns]
    any_of = {word: pl.any_horizontal(level == word for level in levels) for word in ("low", "medium")}
    return (
        pl.when(any_of["low"]).then(pl.lit("low")).when(any_of["medium"]).then(pl.lit("medium"))
        .otherwise(pl.lit("high"))
    )  # fmt: skip
