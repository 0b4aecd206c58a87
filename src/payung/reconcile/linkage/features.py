"""By which columns are packages and registrations compared?

Both sides get the same columns: ``unique_id``, ``contract``, ``npwp``, ``firm``, ``words`` (of everyone named as
executor), ``members`` (the firms of a KSO; who registered), ``title``, ``title_text``, ``start``, ``finish`` (day
numbers), and money in rupiah: ``net``, ``gross``, ``net_before``, ``gross_before`` for a package, ``base`` for a
registration.
"""

import polars as pl

from payung.reconcile.normalise.taxpayers import taxpayer_key
from payung.reconcile.normalise.words import contract_key, firm_key, title_words

BETWEEN_MEMBERS = r"[-–,;/&+]|\bDAN\b|\bKSO\b|\bJO\b"
MONEY = ("net", "gross", "net_before", "gross_before", "base")


def of_packages(packages: pl.DataFrame) -> pl.DataFrame:
    """Features of the packages that someone carries out; what is only announced has no registration yet."""
    everyone = pl.concat_str("executor_name", "kso_members", separator=" ", ignore_nulls=True)
    return _features(
        packages.filter(pl.col("stage") != "announced").select(
            pl.col("package_id").alias("unique_id"),
            pl.col("contract_no").alias("contract"),
            pl.col("executor_npwp").alias("npwp"),
            pl.col("executor_name").alias("firm"),
            everyone.alias("everyone"),
            pl.when(pl.col("executor_kind") == "kso").then(everyone).alias("members"),
            pl.col("name").alias("title"),
            pl.col("starts_on").alias("start"),
            pl.col("ends_on").alias("finish"),
            *MONEY[:4],
            pl.lit(None, dtype=pl.Int64).alias("base"),
        )
    )


def of_registrations(registrations: pl.DataFrame) -> pl.DataFrame:
    """Features of the branch's registrations."""
    return _features(
        registrations.select(
            pl.col("nomor_kepesertaan").alias("unique_id"),
            pl.col("nomor_kontrak").alias("contract"),
            "npwp",
            pl.col("nama_pelaksana").alias("firm"),
            pl.col("nama_pelaksana").alias("everyone"),
            pl.col("nama_pelaksana").alias("members"),
            pl.col("nama_proyek").alias("title"),
            pl.col("tgl_mulai").alias("start"),
            pl.col("tgl_selesai").alias("finish"),
            *(pl.lit(None, dtype=pl.Int64).alias(name) for name in MONEY[:4]),
            pl.col("nilai_dasar").alias("base"),
        )
    )


def _features(rows: pl.DataFrame) -> pl.DataFrame:
    title = title_words(pl.col("title"))
    return rows.select(
        "unique_id",
        contract_key(pl.col("contract")),
        taxpayer_key(pl.col("npwp")),
        firm_key(pl.col("firm")),
        firm_key(pl.col("everyone")).str.split(" ").alias("words"),
        _members(),
        title.alias("title"),
        pl.when(title.list.len() > 0).then(title.list.join(" ")).alias("title_text"),
        pl.col("start", "finish").to_physical().cast(pl.Int64),
        *MONEY,
    )


def _members() -> pl.Expr:
    """The firms named one beside the other: ``KSO PT A - CV B`` → the keys of A and B."""
    parts = pl.col("members").str.to_uppercase().str.replace_all(BETWEEN_MEMBERS, "|").str.split("|")
    keys = parts.list.eval(firm_key(pl.element())).list.drop_nulls().list.unique(maintain_order=True)
    return keys.fill_null([]).alias("members")
