"""What ought to be protected and is not, how many days and rupiah, by which article, and what would close it?"""

from datetime import date

import polars as pl

from payung.reconcile.rulebook import RULES, Rule
from payung.reconcile.tables import FINDINGS
from payung.rules.parameters import Dated, Status, parameter

WITHOUT_PACKAGE = "registration_without_package"
KINDS = (*(rule(pl.lit(None)).kind for rule in RULES), WITHOUT_PACKAGE)


def find(cases: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The findings of all packages (columns of ``tables.FINDINGS``).

    ``cases``: packages with their links summed up (``cases.py``) and ``unmatched_payments``, whether any payment
    waits for its registration.
    """
    return pl.concat([_apply(rule(pl.lit(as_of)), cases, as_of) for rule in RULES])


def _apply(rule: Rule, cases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    article, status = cited(rule.laws, as_of)
    held = cases.filter(rule.holds.fill_null(False))
    return held.select(
        finding_id=pl.lit(f"{rule.kind}:") + pl.col("package_id"),
        kind=pl.lit(rule.kind),
        package_id="package_id",
        nomor_kepesertaan="nomor_kepesertaan",
        sentence=rule.sentence,
        days=rule.days,
        amount=rule.amount,
        since_on=rule.since_on,
        deadline_on=rule.deadline_on,
        article=pl.lit(article),
        law_status=pl.lit(status),
        confidence=rule.confidence,
        evidence=pl.concat_str("origin", "link_evidence", separator="\n", ignore_nulls=True),
        closes_by=pl.lit(rule.closes_by),
    ).cast(FINDINGS.schema)  # type: ignore[arg-type]


def cited(keys: tuple[str, ...], as_of: date) -> tuple[str, str]:
    """The articles of the keys that are in force, and the status of the least certain."""
    dated = [entry for key in keys for entry in parameter(key).history if _in_force(entry, as_of)]
    if not dated:
        return "belum ada dasar yang diketahui pada tanggal ini", str(Status.MEMORY)
    sources = dict.fromkeys(entry.source for entry in dated)
    return "; ".join(sources), str(max((entry.status for entry in dated), key=list(Status).index))


def _in_force(entry: Dated, on: date) -> bool:
    return (entry.from_on or date.min) <= on <= (entry.to_on or date.max)


def without_package(unmatched: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """One finding for each registration whose package was not found: half of the disagreement of two lists."""
    waiting = pl.col("best_package_id").is_not_null()
    name = pl.col("nama_proyek").fill_null("tanpa nama")
    candidate = pl.when(waiting).then(pl.lit("; ada calon yang menunggu diputuskan")).otherwise(pl.lit(""))
    return unmatched.select(
        finding_id=pl.lit(f"{WITHOUT_PACKAGE}:") + pl.col("nomor_kepesertaan"),
        kind=pl.lit(WITHOUT_PACKAGE),
        package_id=pl.lit(None),
        nomor_kepesertaan="nomor_kepesertaan",
        sentence=pl.format("Paket untuk “{}” belum ditemukan dalam data pengadaan{}.", name, candidate),
        days=(pl.lit(as_of) - pl.col("tgl_daftar")).dt.total_days(),
        amount="nilai_dasar",
        since_on="tgl_daftar",
        deadline_on=pl.lit(None),
        article=pl.lit("pencocokan data; bukan soal pasal"),
        law_status=pl.lit(None),
        confidence=pl.when(waiting).then(pl.lit("low")).otherwise(pl.lit("medium")),
        evidence="origin",
        closes_by=pl.lit(
            "Paketnya dalam ekspor berikutnya, keputusan orang atas calon pasangan, atau catatan bahwa pekerjaan itu "
            "di luar kota atau swasta."
        ),
    ).cast(FINDINGS.schema)  # type: ignore[arg-type]
