"""How right is the check on invented cities it was not trained on?"""

import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import Run, check
from payung.sample.answers import true_links, true_packages, true_payments
from payung.sample.city import write_city

AS_OF = date(2026, 11, 23)
SEEDS = (1, 2, 3)
PACKAGES = 1_300


@dataclass(frozen=True)
class Accuracy:
    """Against the truth of one city: links found, wrong and missed; days of correctly linked packages."""

    seed: int
    true_links: int
    links: int
    wrong: int
    missed: int
    precision: float
    recall: float
    missed_but_proposed: int
    days_compared: int
    days_different: int
    payments: int
    payments_wrong: int
    payments_missed: int


def measure(folder: Path, run: Run, *, seed: int) -> Accuracy:
    """Compare a run with the truth beside its input."""
    truth, links = true_links(folder), run.tables["registration_links"]
    found = links.filter(pl.col("decision") == "link").select("package_id", "nomor_kepesertaan")
    right = found.join(truth, on=found.columns, how="semi")
    missed = truth.join(found, on=found.columns, how="anti")
    proposed = missed.join(links, on=found.columns, how="semi")
    days = _days(folder, run, right=right, found=found, truth=truth)
    paid = true_payments(folder).with_columns(payment_id=pl.col("file") + ":" + pl.col("line").cast(pl.String))
    given = _payments(paid, run)
    return Accuracy(
        seed=seed, true_links=truth.height, links=found.height, wrong=found.height - right.height, missed=missed.height,
        precision=right.height / max(found.height, 1), recall=right.height / max(truth.height, 1),
        missed_but_proposed=proposed.height, days_compared=days.height,
        days_different=days.filter(pl.col("uncovered_days") != pl.col("uncovered_days_true")).height,
        payments=given.height, payments_wrong=given.filter(pl.col("wrong")).height,
        payments_missed=given.filter(pl.col("nomor_kepesertaan").is_null()).height,
    )  # fmt: skip


def _days(folder: Path, run: Run, *, right: pl.DataFrame, found: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Packages whose links are exactly the true ones, with the days found and the days true."""
    per_package = [frame.group_by("package_id").len() for frame in (right, found, truth)]
    exact = per_package[0].join(per_package[1], on=["package_id", "len"]).join(per_package[2], on=["package_id", "len"])
    true_days = true_packages(folder).select("package_id", uncovered_days_true="uncovered_days")
    days = run.tables["packages"].select("package_id", pl.col("uncovered_days").fill_null(-1))
    return exact.join(days, on="package_id").join(true_days, on="package_id")


def _payments(paid: pl.DataFrame, run: Run) -> pl.DataFrame:
    keys = paid.select(
        kode_iuran="kode_iuran",
        paid_on="tgl_bayar",
        amount="jumlah",
        true="nomor_kepesertaan",
        origin_file="file",
        line="line",
    )
    table = run.tables["payments"].with_columns(
        origin_file=pl.col("payment_id").str.replace(r"(#.*)?:\d+$", ""),
        line=pl.col("payment_id").str.extract(r":(\d+)$").cast(pl.Int64),
    )
    joined = table.join(keys, on=["origin_file", "line"], how="inner")
    return joined.with_columns(wrong=(pl.col("nomor_kepesertaan") != pl.col("true")).fill_null(False))


def run(seeds: tuple[int, ...] = SEEDS, packages: int = PACKAGES) -> list[dict[str, object]]:
    """One row per seed."""
    rows = []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "kota"
            write_city(folder, city="36.71", seed=seed, packages=packages, people=False)
            rows.append(asdict(measure(folder, check(folder, as_of=AS_OF, machine=Machine(Engine.POLARS)), seed=seed)))
    return rows
