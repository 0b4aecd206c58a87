"""What ought to be protected and is not, how many days and rupiah, by which article, and what would close it?

Each kind of finding is one Rule: a table a lawyer can read. A rule speaks of "belum ditemukan" until a person
has judged; it never accuses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.reconcile.normalise.spoken import day, rupiah
from payung.reconcile.tables import FINDINGS
from payung.rules.parameters import Dated, Status, parameter

AT_WORK = ("awarded", "contracted", "started", "handed_over")
TOLERANCE = 1_000  # rupiah of contribution that rounding of a base may explain
NO_DAY = pl.lit(None, dtype=pl.Date)


@dataclass(frozen=True)
class Rule:
    """One kind of finding: when it holds, what it says, counts and cites, and what closes it.

    Expressions read the columns of a case (see ``cases``); ``laws`` are keys of ``rules/law``, of which the
    least certain gives the finding its status.
    """

    kind: str
    holds: pl.Expr
    sentence: pl.Expr
    days: pl.Expr
    amount: pl.Expr
    since_on: pl.Expr
    deadline_on: pl.Expr
    laws: tuple[str, ...]
    closes_by: str


def _known(text: pl.Expr) -> pl.Expr:
    return text.fill_null("tanggal yang belum diketahui")


def rules(as_of: date) -> tuple[Rule, ...]:
    """Every rule that judges a package, on the day of the check."""
    today = pl.lit(as_of)
    linked, first = pl.col("links") > 0, pl.col("covers_from")
    working = pl.col("stage").is_in(AT_WORK)
    late = pl.max_horizontal("registered_on", "first_paid_on") > pl.col("register_by")
    unpaid = pl.col("registered_due") - pl.col("contribution_paid")
    return (
        Rule(
            "unregistered",
            working & ~linked,
            pl.format("Pendaftarannya belum ditemukan{}{}.", _deadline_said(today), _candidates_said()),
            pl.col("uncovered_days"),
            pl.col("contribution_due"),
            pl.col("starts_on"),
            pl.col("register_by"),
            ("jakon/programmes", "deadline/project_registration"),
            "Nomor kepesertaan proyek dan bukti bayar dari cabang; atau penjelasan bahwa sudah terdaftar di cabang "
            "lain, atas nama induk atau KSO.",
        ),
        Rule(
            "registered_late",
            linked & late,
            pl.format(
                "Terdaftar {} dan iuran pertama dibayar {}, setelah batas {}.",
                _known(day(pl.col("registered_on"))),
                _known(day(pl.col("first_paid_on"))),
                day(pl.col("register_by")),
            ),
            (pl.max_horizontal("registered_on", "first_paid_on") - pl.col("register_by")).dt.total_days(),
            pl.col("contribution_due"),
            pl.col("register_by"),
            pl.col("register_by"),
            ("deadline/project_registration",),
            "Catatan PPK bahwa keterlambatan sudah dibahas; hari sebelum iuran pertama tetap tidak terlindungi.",
        ),
        Rule(
            "pending_unpaid",
            linked & first.is_null(),
            pl.format("Mendaftar {}, iuran pertama belum ditemukan.", _known(day(pl.col("registered_on")))),
            (pl.min_horizontal(today, pl.col("ends_on")) - pl.col("registered_on")).dt.total_days().clip(0) + 1,
            pl.col("registered_due"),
            pl.col("registered_on"),
            pl.col("register_by"),
            ("jakon/protection_starts",),
            "Bukti bayar iuran penuh atau angsuran pertama.",
        ),
        Rule(
            "under_declared",
            linked & (pl.col("base_short") > 0) & (pl.col("contribution_due") - pl.col("registered_due") > TOLERANCE),
            pl.format(
                "Terdaftar dengan dasar {}{}, sedangkan nilai {} tanpa PPN {}.",
                rupiah(pl.col("declared")),
                _before_addendum_said(),
                _value_said(),
                rupiah(pl.col("net")),
            ),
            pl.lit(None, dtype=pl.Int64),
            pl.col("contribution_due") - pl.col("registered_due"),
            pl.col("registered_on"),
            pl.col("ends_on"),
            ("jakon/contract_value/jkk", "jakon/contract_value/excludes_ppn"),
            "Perubahan nilai (adendum) di cabang dan bayar kekurangannya; atau kontrak yang menunjukkan nilai lain.",
        ),
        Rule(
            "instalment_overdue",
            linked & first.is_not_null() & (unpaid > TOLERANCE) & (pl.coalesce("registered_to", "ends_on") < today),
            pl.format(
                "Iuran yang ditemukan {} dari {}; seharusnya lunas sebelum {}.",
                rupiah(pl.col("contribution_paid")),
                rupiah(pl.col("registered_due")),
                _known(day(pl.coalesce("registered_to", "ends_on"))),
            ),
            (today - pl.coalesce("registered_to", "ends_on")).dt.total_days(),
            unpaid,
            pl.coalesce("registered_to", "ends_on"),
            pl.coalesce("registered_to", "ends_on"),
            ("jakon/paid_before_end", "jakon/instalments"),
            "Bukti bayar angsuran berikutnya, atau nomor pembayaran yang belum terhubung.",
        ),
        Rule(
            "expires_before_end",
            linked & first.is_not_null() & (pl.col("registered_to") < pl.col("ends_on")),
            pl.format(
                "Perlindungan sampai {}, pekerjaan sampai {}.", day(pl.col("registered_to")), day(pl.col("ends_on"))
            ),
            (pl.col("ends_on") - pl.col("registered_to")).dt.total_days(),
            pl.lit(None, dtype=pl.Int64),
            pl.col("registered_to") + pl.duration(days=1),
            pl.col("registered_to"),
            ("liability/unregistered",),
            "Perpanjangan masa kepesertaan di cabang (adendum waktu), atau BAST yang lebih awal.",
        ),
        Rule(
            "paid_without_protection",
            (pl.col("city_paid") > 0) & working & (first.is_null() | (pl.col("city_paid_first_on") < first)),
            pl.format(
                "Pemilik membayar {} sejak {}, perlindungan {}.",
                rupiah(pl.col("city_paid")),
                _known(day(pl.col("city_paid_first_on"))),
                pl.when(first.is_not_null())
                .then(pl.format("baru ada {}", day(first)))
                .otherwise(pl.lit("belum ditemukan")),
            ),
            (pl.coalesce(first, today) - pl.col("city_paid_first_on")).dt.total_days(),
            pl.col("city_paid"),
            pl.col("city_paid_first_on"),
            pl.col("city_paid_first_on"),
            ("checkpoint/contract_plus_14wd",),
            "Bukti bayar iuran dalam berkas SPM sebelum pembayaran berikutnya.",
        ),
    )


def _deadline_said(today: pl.Expr) -> pl.Expr:
    by = pl.col("register_by")
    return (
        pl.when(by.is_null())
        .then(pl.lit("; batas mendaftar belum dapat dihitung, tanggal kontraknya belum diketahui"))
        .when(by < today)
        .then(pl.format("; batas mendaftar {} sudah lewat", day(by)))
        .otherwise(pl.format("; batas mendaftar {}", day(by)))
    )


def _candidates_said() -> pl.Expr:
    said = pl.format("; ada {} calon pasangan yang menunggu diputuskan", pl.col("candidates"))
    return pl.when(pl.col("candidates") > 0).then(said).otherwise(pl.lit(""))


def _before_addendum_said() -> pl.Expr:
    earlier = (pl.col("declared") - pl.col("net_before")).abs().le(1) | (
        pl.col("declared") - pl.col("gross_before")
    ).abs().le(1)
    return pl.when(earlier.fill_null(False)).then(pl.lit(" (nilai sebelum adendum)")).otherwise(pl.lit(""))


def _value_said() -> pl.Expr:
    return pl.when(pl.col("value_source") == "kontrak").then(pl.lit("kontrak")).otherwise(pl.col("value_source"))


def find(cases: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """The findings of all packages (columns of ``tables.FINDINGS``).

    ``cases`` is a package with its links summed up: see ``cases.py``.
    """
    found = [_apply(rule, cases, as_of) for rule in rules(as_of)]
    return pl.concat(found)


def _apply(rule: Rule, cases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    article, status = _law(rule.laws, as_of)
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
        confidence=_CONFIDENCE[rule.kind](),
        evidence=pl.concat_str("origin", "link_evidence", separator="\n", ignore_nulls=True),
        closes_by=pl.lit(rule.closes_by),
    ).cast(FINDINGS.schema)  # type: ignore[arg-type]


def _law(keys: tuple[str, ...], as_of: date) -> tuple[str, str]:
    """The articles of the keys, and the status of the least certain."""
    dated = [entry for key in keys for entry in parameter(key).history if _in_force(entry, as_of)]
    if not dated:
        return "belum ada dasar yang diketahui pada tanggal ini", str(Status.MEMORY)
    sources = dict.fromkeys(entry.source for entry in dated)
    return "; ".join(sources), str(max((entry.status for entry in dated), key=list(Status).index))


def _in_force(entry: Dated, on: date) -> bool:
    return (entry.from_on or date.min) <= on <= (entry.to_on or date.max)


def _by_dates() -> pl.Expr:
    return pl.coalesce("dates_confidence", pl.lit("low"))


def _by_kind() -> pl.Expr:
    """Whether it is a package at all, and unmatched for certain: a candidate waiting makes it unsure."""
    doubtful = (pl.col("kind") == "unknown") | (pl.col("candidates") > 0)
    guessed = pl.col("kind_source") != "jenis_pengadaan"
    return pl.when(doubtful).then(pl.lit("low")).when(guessed).then(pl.lit("medium")).otherwise(pl.lit("high"))


def _by_value() -> pl.Expr:
    sure = pl.col("value_source").is_in(["kontrak", "harga_final"])
    return (
        pl.when(sure)
        .then(pl.lit("high"))
        .when(pl.col("value_source") == "negosiasi")
        .then(pl.lit("medium"))
        .otherwise(pl.lit("low"))
    )


def _by_payments() -> pl.Expr:
    return pl.when(pl.col("unmatched_payments")).then(pl.lit("medium")).otherwise(pl.lit("high"))


_CONFIDENCE: dict[str, Callable[[], pl.Expr]] = {
    "unregistered": _by_kind,
    "registered_late": lambda: pl.lit("high"),
    "pending_unpaid": _by_payments,
    "under_declared": _by_value,
    "instalment_overdue": _by_payments,
    "expires_before_end": _by_dates,
    "paid_without_protection": _by_kind,
}


def without_package(unmatched: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """One finding for each registration whose package was not found: half of the disagreement of two lists."""
    best = (
        pl.when(pl.col("best_package_id").is_not_null())
        .then(pl.lit("; ada calon yang menunggu diputuskan"))
        .otherwise(pl.lit(""))
    )
    return unmatched.select(
        finding_id=pl.lit("registration_without_package:") + pl.col("nomor_kepesertaan"),
        kind=pl.lit("registration_without_package"),
        package_id=pl.lit(None, dtype=pl.String),
        nomor_kepesertaan="nomor_kepesertaan",
        sentence=pl.format(
            "Paket untuk pendaftaran “{}” belum ditemukan dalam data pengadaan{}.",
            pl.col("nama_proyek").fill_null("tanpa nama"),
            best,
        ),
        days=(pl.lit(as_of) - pl.col("tgl_daftar")).dt.total_days(),
        amount="nilai_dasar",
        since_on="tgl_daftar",
        deadline_on=NO_DAY,
        article=pl.lit("pencocokan data; tidak ada pasal yang dilanggar"),
        law_status=pl.lit(None, dtype=pl.String),
        confidence=pl.when(pl.col("best_package_id").is_not_null()).then(pl.lit("low")).otherwise(pl.lit("medium")),
        evidence="origin",
        closes_by=pl.lit(
            "Paketnya dalam ekspor berikutnya, keputusan orang atas calon pasangan, "
            "atau catatan bahwa pekerjaan itu di luar kota atau swasta."
        ),
    ).cast(FINDINGS.schema)  # type: ignore[arg-type]
