"""What is true of a sample city, for those who measure against it? The check never reads this."""

from pathlib import Path

import polars as pl

from payung.sample.truth import FOLDER


def true_packages(city: Path) -> pl.DataFrame:
    """Every package as invented: see ``truth.PACKAGE_COLUMNS``."""
    return pl.read_parquet(city / FOLDER / "packages.parquet")


def true_links(city: Path) -> pl.DataFrame:
    """The pairs (package_id, nomor_kepesertaan) that are the same work; registrations of elsewhere have none."""
    known = true_packages(city).select("package_id")
    pairs = pl.read_parquet(city / FOLDER / "registrations.parquet", columns=["package_id", "nomor_kepesertaan"])
    return pairs.join(known, on="package_id", how="semi").unique(maintain_order=True)


def true_payments(city: Path) -> pl.DataFrame:
    """Every payment with its file, line and registration."""
    return pl.read_parquet(city / FOLDER / "payments.parquet")
