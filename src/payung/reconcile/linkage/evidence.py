"""Why is this package thought to be this registration, in sentences a person can check?"""

import polars as pl

from payung.reconcile.linkage.comparisons import COMPARISONS, Comparison
from payung.reconcile.normalise.spoken import day, rupiah


def with_evidence(pairs: pl.DataFrame, packages: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """Adds ``evidence`` (a sentence a line) and ``base_matched`` net | gross | none.

    ``packages`` are facts with bases, ``registrations`` the branch's rows.
    """
    told = pairs.join(_said_of_packages(packages), on="package_id").join(
        _said_of_registrations(registrations), on="nomor_kepesertaan"
    )
    sentences = pl.concat_str([_sentence(c) for c in COMPARISONS], separator="\n", ignore_nulls=True)
    return told.with_columns(evidence=sentences, base_matched=_base_matched()).select(
        *pairs.columns, "base_matched", "evidence"
    )


def _said_of_packages(packages: pl.DataFrame) -> pl.DataFrame:
    return packages.select(
        "package_id",
        contract_no_l=pl.col("contract_no"),
        executor_l=pl.col("executor_name"),
        net_l=rupiah(pl.col("net")),
        gross_l=rupiah(pl.col("gross")),
        start_l=day(pl.col("starts_on")),
        finish_l=day(pl.col("ends_on")),
        gross_amount=pl.col("gross"),
        net_amount=pl.col("net"),
        gross_before=pl.col("gross_before"),
    )


def _said_of_registrations(registrations: pl.DataFrame) -> pl.DataFrame:
    return registrations.select(
        "nomor_kepesertaan",
        contract_no_r=pl.col("nomor_kontrak"),
        executor_r=pl.col("nama_pelaksana"),
        base_r=rupiah(pl.col("nilai_dasar")),
        start_r=day(pl.col("tgl_mulai")),
        finish_r=day(pl.col("tgl_selesai")),
        name_r=pl.col("nama_proyek"),
        base_amount=pl.col("nilai_dasar"),
    )


def _sentence(comparison: Comparison) -> pl.Expr:
    """The sentence of the outcome, its braces filled; None where the outcome says nothing."""
    outcome = pl.col(f"gamma_{comparison.name}")
    best = len(comparison.levels) - 1
    chain = pl.coalesce(
        *(
            pl.when(outcome == best - index).then(_filled(level.sentence))
            for index, level in enumerate(comparison.levels)
            if level.sentence
        )
    )
    return chain


def _filled(sentence: str) -> pl.Expr:
    names = [part.split("}")[0] for part in sentence.split("{")[1:]]
    template = sentence
    for name in names:
        template = template.replace(f"{{{name}}}", "{}", 1)
    return pl.format(template, *(pl.col(name).fill_null("(kosong)") for name in names)) if names else pl.lit(sentence)


def _base_matched() -> pl.Expr:
    """Which reading of the value the branch used: the nearer one where it agrees at all."""
    names = [level.name for level in next(c for c in COMPARISONS if c.name == "base").levels]
    outcome = pl.col("gamma_base")
    agrees = outcome >= len(names) - 1 - names.index("nearly")
    to_net = (pl.col("base_amount") - pl.col("net_amount")).abs()
    to_gross = (pl.col("base_amount") - pl.col("gross_amount")).abs()
    before = (pl.col("base_amount") - pl.col("gross_before")).abs() <= 1
    earlier = outcome == len(names) - 1 - names.index("before_addendum")
    gross = pl.when(earlier).then(before).otherwise(to_gross < to_net)
    return (
        pl.when(~agrees.fill_null(False))
        .then(pl.lit("none"))
        .when(gross)
        .then(pl.lit("gross"))
        .otherwise(pl.lit("net"))
    )
