"""Which packages are there, one row each, from all the stages of their life, and whence is every fact?"""

from dataclasses import dataclass

import narwhals as nw
import polars as pl

from payung.reconcile.engines import Engine, LazyRows, lazily, settled
from payung.reconcile.normalise.taxpayers import is_nik
from payung.reconcile.normalise.words import kind_of_name
from payung.reconcile.provenance import (
    NEEDED_FOR_ENDS,
    STAGE_FIELDS,
    confidence_of,
    ends,
    first,
    identity,
    starts,
    told_by,
    values,
)
from payung.reconcile.stages import Stages

ORDER = 10**9  # more rows than a run has: version * ORDER + row_id sorts by version, then by row
STAGES = tuple(stage for stage in STAGE_FIELDS if stage != "realised")
OUT = ("package_id", "name", "reason", "origin")
DATES = ("contract_on", "starts_on", "ends_on", "city_paid_first_on", "handed_over_on")
CANCELLED = r"(?i)batal|gagal|ditutup"


@dataclass(frozen=True)
class PackageFrames:
    """``known``: packages in scope, columns of ``FACTS``; ``left_out``: the others, each with its reason."""

    known: pl.DataFrame
    left_out: pl.DataFrame


def build_packages(stages: Stages, *, engine: Engine) -> PackageFrames:
    """One row per package: award, contract, SPMK and BAST meet by the package's code."""
    rows, names = _numbered(stages)
    # settled between: an engine plans anew with every added column
    wide = settled(_joined(lazily(rows, engine), lazily(names, engine)))
    facts = settled(_facts(lazily(wide, engine)), dates=DATES)
    scoped = _with_kind(facts).with_columns(executor_kind=_executor_kind(), reason=_reason_left_out())
    left_out = scoped.filter(pl.col("reason").is_not_null()).select(OUT)
    known = scoped.filter(pl.col("reason").is_null()).drop("reason").sort("package_id")
    return PackageFrames(known, pl.concat([left_out, _plans_alone(stages)]))


def _numbered(stages: Stages) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of packages with ``package``, a number to join by (text keys cost far more), and each package's names.

    The names: package_id, source, source_code and the period planned for it.
    """
    rows = stages.rows.filter(pl.col("source") != "rup").with_columns(
        package=pl.col("package_id").cast(pl.Categorical).to_physical().cast(pl.Int64)
    )
    named = rows.select("package", "package_id", "source", "source_code").unique("package", maintain_order=True)
    return rows, named.join(_plans(stages), on="package_id", how="left", maintain_order="left")


def _joined(rows: LazyRows, names: LazyRows) -> LazyRows:
    wide = names.join(rows.group_by("package").agg(addenda=nw.col("version").max()), on="package", how="left")
    for stage in STAGES:
        wide = wide.join(_latest(rows, stage), on="package", how="left")
    return wide.join(_paid_by_the_owner(rows), on="package", how="left")


def _latest(rows: LazyRows, stage: str) -> LazyRows:
    """The row of the highest addendum version of one stage, its columns suffixed with the stage."""
    fields = (nw.col(name).alias(f"{name}_{stage}") for name in STAGE_FIELDS[stage])
    order = (nw.col("version") * ORDER + nw.col("row_id")).alias(f"order_{stage}")
    own = rows.filter(nw.col("stage") == stage).select("package", order, *fields)
    return own.filter(nw.col(f"order_{stage}") == nw.col(f"order_{stage}").max().over("package"))


def _paid_by_the_owner(rows: LazyRows) -> LazyRows:
    """What BAP and realisation rows say was paid; a row repeated in a later version counts once."""
    paid_on = nw.coalesce(nw.col("bap_on"), nw.col("bast_on"), nw.col("realised_on"))
    paid = rows.filter(nw.col("stage").is_in(["paid", "realised"])).with_columns(paid_on=paid_on)
    last = ("executor_name", "executor_npwp", "contract_no", "contract_on")
    once = paid.group_by("package", "bap_no", "paid_on", "paid").agg(
        *(nw.col(name).max() for name in (*last, "bast_on")), nw.col("origin").min()
    )
    return once.group_by("package").agg(
        *(nw.col(name).max().alias(f"{name}_realised") for name in last),
        origin_realised=nw.col("origin").min(),
        city_paid=nw.col("paid").sum().cast(nw.Int64),  # DuckDB sums into a wider type
        city_paid_first_on=nw.col("paid_on").min(),
        handed_over_on=nw.col("bast_on").max(),
    )


def _plans(stages: Stages) -> pl.DataFrame:
    """The planned period of each package by its RUP codes (``a;b`` are two plans of one package)."""
    active = (pl.col("source") == "rup") & (pl.col("rup_active").fill_null("true") != "false")
    plans = stages.rows.lazy().filter(active).select("source_code", "planned_from", "planned_to").collect()
    periods = plans.group_by("source_code").agg(pl.min("planned_from"), pl.max("planned_to"))
    joined = _codes(stages).join(periods, left_on="rup", right_on="source_code")
    return joined.group_by("package_id").agg(rup_from=pl.min("planned_from"), rup_to=pl.max("planned_to"))


def _codes(stages: Stages) -> pl.DataFrame:
    rows = stages.rows.lazy().filter((pl.col("source") != "rup") & pl.col("rup_codes").is_not_null())
    codes = rows.select("package_id", rup=pl.col("rup_codes").str.split(";")).explode("rup")
    clean = pl.col("rup").str.strip_chars().str.replace(r"\.0+$", "")
    return codes.with_columns(clean).unique().collect()


def _plans_alone(stages: Stages) -> pl.DataFrame:
    """Plans that no package refers to yet: known, and not a package."""
    used = _codes(stages).select(source_code="rup")
    rows = stages.rows.lazy().filter(pl.col("source") == "rup").select("package_id", "name", "origin", "source_code")
    plans = rows.collect().join(used, on="source_code", how="anti")
    reason = pl.lit("baru rencana (RUP), belum ada paketnya").alias("reason")
    return plans.unique("package_id", keep="first", maintain_order=True).with_columns(reason).select(OUT)


def _facts(wide: LazyRows) -> LazyRows:
    """Two selections, not a chain of added columns: an engine plans every column again at each step."""
    value, value_source = first(values())
    start, start_source = first(starts())
    begun = wide.select(
        "package_id",
        "source",
        "source_code",
        "city_paid_first_on",
        "handed_over_on",
        *NEEDED_FOR_ENDS,
        **{name: identity(name) for name in IDENTITIES},
        kind=nw.coalesce(*told_by("kind")),
        value=value,
        value_source=value_source,
        value_before=nw.coalesce(*told_by("v_harga_final"), *told_by("v_negosiasi")),
        starts_on=start,
        starts_on_source=start_source,
        addenda=nw.col("addenda").fill_null(0),
        city_paid=nw.col("city_paid").fill_null(0).cast(nw.Int64),
        executor_form=nw.col("executor_form_contracted"),
        kso_members=nw.col("kso_members_contracted"),
        incl_ppn=nw.col("incl_ppn_canonical"),
        stage=_stage(),
        origin=_origins(),
    )
    end, end_source = first(ends())
    found = {"ends_on": end, "ends_on_source": end_source}
    return begun.select(*(name for name in FACTS if name not in found), **found)


IDENTITIES = (
    "name", "owner", "agency", "agency_code", "ppk_name", "category", "status",
    "executor_name", "executor_npwp", "contract_no", "contract_on",
)  # fmt: skip
FACTS = (
    "package_id", "source", "source_code", "stage", "kind", *IDENTITIES, "executor_form", "kso_members",
    "value", "value_source", "value_before", "incl_ppn", "starts_on", "starts_on_source", "ends_on", "ends_on_source",
    "addenda", "city_paid", "city_paid_first_on", "handed_over_on", "origin",
)  # fmt: skip


def _with_kind(facts: pl.DataFrame) -> pl.DataFrame:
    """Where no export gives the kind, the words of the title may; else it is unknown. ``kind_source`` says which."""
    untold = facts.filter(pl.col("kind").is_null())
    named = untold.select("package_id", named=kind_of_name(pl.col("name")))
    told = facts.join(named, on="package_id", how="left", maintain_order="left")
    told_by_export = pl.when(pl.col("kind").is_not_null()).then(pl.lit("jenis_pengadaan"))
    return told.with_columns(
        kind=pl.coalesce("kind", "named", pl.lit("unknown")),
        kind_source=told_by_export.when(pl.col("named").is_not_null()).then(pl.lit("nama_paket")),
    ).drop("named")


def _stage() -> nw.Expr:
    """The furthest stage that the files show."""
    begun = ~nw.col("origin_started").is_null() | (nw.col("city_paid") > 0) | ~nw.col("from_on_canonical").is_null()
    furthest = (
        ("handed_over", ~nw.col("handed_over_on").is_null()),
        ("started", begun),
        ("contracted", ~identity("contract_no").is_null() | ~identity("contract_on").is_null()),
        ("awarded", ~identity("executor_name").is_null()),
    )
    return nw.coalesce(*(nw.when(there).then(nw.lit(stage)) for stage, there in furthest), nw.lit("announced"))


def _origins() -> nw.Expr:
    return nw.concat_str(told_by("origin"), separator="; ", ignore_nulls=True)


def _executor_kind() -> pl.Expr:
    """business | kso | person | self_managed | unknown."""
    name = pl.col("executor_name").str.to_uppercase()
    person = is_nik(pl.col("executor_npwp")) | pl.col("category").str.to_lowercase().str.contains("perorangan")
    return (
        pl.when(pl.col("source") == "swakelola")
        .then(pl.lit("self_managed"))
        .when(
            name.str.contains(r"\b(KSO|K\.S\.O|JO|JOINT OPERATION)\b") | pl.col("kso_members").str.contains("[A-Za-z]")
        )
        .then(pl.lit("kso"))
        .when(person.fill_null(False))
        .then(pl.lit("person"))
        .when(name.is_not_null())
        .then(pl.lit("business"))
        .otherwise(pl.lit("unknown"))
    )


def _reason_left_out() -> pl.Expr:
    """Why a package is not a construction package, or None when it is one, or may be one."""
    unawarded = pl.col("stage") == "announced"
    quoted = pl.format("jenis pengadaan «{}» bukan konstruksi", pl.col("category"))
    return (
        pl.when(pl.col("kind") == "other")
        .then(quoted)
        .when((pl.col("source") == "swakelola") & (pl.col("kind") == "unknown"))
        .then(pl.lit("swakelola tanpa kata konstruksi dalam namanya"))
        .when(unawarded & pl.col("status").str.contains(CANCELLED))
        .then(pl.lit("pemilihan batal atau gagal, belum ada pelaksana"))
    )


def with_confidence(packages: pl.DataFrame) -> pl.DataFrame:
    """Adds how far each date can be trusted, read off where it came from."""
    return packages.with_columns(
        starts_on_confidence=confidence_of(pl.col("starts_on_source")),
        ends_on_confidence=confidence_of(pl.col("ends_on_source")),
    )
