"""Which kinds of finding are there, when does each hold, and what does it say, count, cite and ask for?

One function a kind, so that a lawyer can read them one at a time. A rule speaks of "belum ditemukan" until a
person has judged; it never accuses. Columns are those of a case, see ``cases.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from payung.reconcile.normalise.spoken import day, rupiah

AT_WORK = ("awarded", "contracted", "started", "handed_over")
TOLERANCE = 1_000  # rupiah of contribution that rounding of a base may explain


@dataclass(frozen=True)
class Rule:
    """One kind of finding. ``laws`` are keys of ``rules/law``, of which the least certain gives the status."""

    kind: str
    holds: pl.Expr
    sentence: pl.Expr
    days: pl.Expr
    amount: pl.Expr
    since_on: pl.Expr
    deadline_on: pl.Expr
    confidence: pl.Expr
    laws: tuple[str, ...]
    closes_by: str


LINKED = pl.col("links") > 0
WORKING = pl.col("stage").is_in(AT_WORK)
PROTECTED_SINCE = pl.col("covers_from")
LAST_STEP_ON = pl.max_horizontal("registered_on", "first_paid_on")
SETTLED_BY = pl.coalesce("registered_to", "ends_on")
UNPAID = pl.col("registered_due") - pl.col("contribution_paid")
NO_DAYS = NO_RUPIAH = pl.lit(None, dtype=pl.Int64)


def unregistered(today: pl.Expr) -> Rule:
    """Someone works, and no registration was found."""
    return Rule(
        "unregistered",
        holds=WORKING & ~LINKED,
        sentence=pl.format("Pendaftarannya belum ditemukan{}{}.", _deadline_said(today), _candidates_said()),
        days=pl.col("uncovered_days"),
        amount=pl.col("contribution_due"),
        since_on=pl.col("starts_on"),
        deadline_on=pl.col("register_by"),
        confidence=by_kind(),
        laws=("jakon/programmes", "deadline/project_registration"),
        closes_by="Nomor kepesertaan proyek dan bukti bayar dari cabang; atau penjelasan bahwa sudah terdaftar di "
        "cabang lain, atas nama induk atau KSO.",
    )


def registered_late(today: pl.Expr) -> Rule:
    """Registered, or first paid, after the working days the law gives."""
    return Rule(
        "registered_late",
        holds=LINKED & (pl.col("register_by") < LAST_STEP_ON),
        sentence=pl.format(
            "Terdaftar {}, iuran pertama {}; batasnya {}.",
            _known(day(pl.col("registered_on"))),
            pl.coalesce(pl.format("dibayar {}", day(pl.col("first_paid_on"))), pl.lit("belum ditemukan")),
            day(pl.col("register_by")),
        ),
        days=(LAST_STEP_ON - pl.col("register_by")).dt.total_days(),
        amount=pl.col("contribution_due"),
        since_on=pl.col("register_by"),
        deadline_on=pl.col("register_by"),
        confidence=pl.lit("high"),
        laws=("deadline/project_registration",),
        closes_by="Catatan PPK bahwa keterlambatan sudah dibahas; hari sebelum iuran pertama tetap tidak terlindungi.",
    )


def pending_unpaid(today: pl.Expr) -> Rule:
    """Registered, and nothing paid that would make it protection."""
    waited = (pl.min_horizontal(today, "ends_on") - pl.col("registered_on")).dt.total_days()
    return Rule(
        "pending_unpaid",
        holds=LINKED & PROTECTED_SINCE.is_null(),
        sentence=pl.format("Mendaftar {}, iuran pertama belum ditemukan.", _known(day(pl.col("registered_on")))),
        days=waited.clip(0) + 1,
        amount=pl.col("registered_due"),
        since_on=pl.col("registered_on"),
        deadline_on=pl.col("register_by"),
        confidence=by_payments(),
        laws=("jakon/protection_starts",),
        closes_by="Bukti bayar iuran penuh atau angsuran pertama.",
    )


def under_declared(today: pl.Expr) -> Rule:
    """Registered on less than the value, whether read with PPN or without, addenda included."""
    missing = pl.col("contribution_due") - pl.col("registered_due")
    return Rule(
        "under_declared",
        holds=LINKED & (pl.col("base_short") > 0) & (missing > TOLERANCE),
        sentence=pl.format(
            "Terdaftar dengan dasar {}{}; nilai menurut {} tanpa PPN {}.",
            rupiah(pl.col("declared")),
            _before_addendum_said(),
            pl.col("value_source"),
            rupiah(pl.col("net")),
        ),
        days=NO_DAYS,
        amount=missing,
        since_on=pl.col("registered_on"),
        deadline_on=pl.col("ends_on"),
        confidence=by_value(),
        laws=("jakon/contract_value/jkk", "jakon/contract_value/jkm", "jakon/contract_value/excludes_ppn"),
        closes_by="Adendum nilai di cabang dan bayar kekurangannya; atau kontrak yang menunjukkan nilai lain.",
    )


def instalment_overdue(today: pl.Expr) -> Rule:
    """All instalments are due before the work ends."""
    return Rule(
        "instalment_overdue",
        holds=LINKED & PROTECTED_SINCE.is_not_null() & (UNPAID > TOLERANCE) & (today > SETTLED_BY),
        sentence=pl.format(
            "Iuran yang ditemukan {} dari {}; seharusnya lunas sebelum {}.",
            rupiah(pl.col("contribution_paid")),
            rupiah(pl.col("registered_due")),
            _known(day(SETTLED_BY)),
        ),
        days=(today - SETTLED_BY).dt.total_days(),
        amount=UNPAID,
        since_on=SETTLED_BY,
        deadline_on=SETTLED_BY,
        confidence=by_payments(),
        laws=("jakon/paid_before_end", "jakon/instalments"),
        closes_by="Bukti bayar angsuran berikutnya, atau nomor pembayaran yang belum terhubung.",
    )


def expires_before_end(today: pl.Expr) -> Rule:
    """The registered end comes before the last day of work, most often after an addendum of time."""
    return Rule(
        "expires_before_end",
        # paid only after the registered end, there was no protection that could end
        holds=LINKED & (pl.col("registered_to") >= PROTECTED_SINCE) & (pl.col("registered_to") < pl.col("ends_on")),
        sentence=pl.format(
            "Perlindungan sampai {}, pekerjaan sampai {}.", day(pl.col("registered_to")), day(pl.col("ends_on"))
        ),
        days=(pl.col("ends_on") - pl.col("registered_to")).dt.total_days(),
        amount=NO_RUPIAH,
        since_on=pl.col("registered_to") + pl.duration(days=1),
        deadline_on=pl.col("registered_to"),
        confidence=pl.coalesce("dates_confidence", pl.lit("low")),
        laws=("liability/unregistered",),
        closes_by="Perpanjangan masa kepesertaan di cabang (adendum waktu), atau BAST yang lebih awal.",
    )


def paid_without_protection(today: pl.Expr) -> Rule:
    """The owner paid while no protection was in force."""
    first = PROTECTED_SINCE
    return Rule(
        "paid_without_protection",
        holds=(pl.col("city_paid") > 0) & WORKING & (first.is_null() | (pl.col("city_paid_first_on") < first)),
        sentence=pl.format(
            "Pemilik membayar {} sejak {}, perlindungan {}.",
            rupiah(pl.col("city_paid")),
            _known(day(pl.col("city_paid_first_on"))),
            pl.coalesce(pl.format("baru ada {}", day(first)), pl.lit("belum ditemukan")),
        ),
        days=(pl.coalesce(first, today) - pl.col("city_paid_first_on")).dt.total_days(),
        amount=pl.col("city_paid"),
        since_on=pl.col("city_paid_first_on"),
        deadline_on=pl.col("city_paid_first_on"),
        confidence=by_kind(),
        laws=("checkpoint/contract_plus_14wd",),
        closes_by="Bukti bayar iuran dalam berkas SPM sebelum pembayaran berikutnya.",
    )


RULES: tuple[Callable[[pl.Expr], Rule], ...] = (
    unregistered,
    registered_late,
    pending_unpaid,
    under_declared,
    instalment_overdue,
    expires_before_end,
    paid_without_protection,
)


def _known(text: pl.Expr) -> pl.Expr:
    return text.fill_null("pada tanggal yang belum diketahui")


def _deadline_said(today: pl.Expr) -> pl.Expr:
    by = pl.col("register_by")
    unknown = pl.lit("; batas mendaftar belum dapat dihitung, tanggal kontraknya belum diketahui")
    passed = pl.format("; batas mendaftar {} sudah lewat", day(by))
    return pl.when(by.is_null()).then(unknown).when(by < today).then(passed).otherwise(
        pl.format("; batas mendaftar {}", day(by))
    )  # fmt: skip


def _candidates_said() -> pl.Expr:
    said = pl.format("; ada {} calon pasangan yang menunggu diputuskan", pl.col("candidates"))
    return pl.when(pl.col("candidates") > 0).then(said).otherwise(pl.lit(""))


def _before_addendum_said() -> pl.Expr:
    off = [(pl.col("declared") - pl.col(name)).abs() <= 1 for name in ("net_before", "gross_before")]
    return (
        pl.when(pl.any_horizontal(off).fill_null(False)).then(pl.lit(" (nilai sebelum adendum)")).otherwise(pl.lit(""))
    )


def by_kind() -> pl.Expr:
    """Whether it is a construction package at all, and unmatched for certain: a waiting candidate makes it unsure."""
    doubtful = (pl.col("kind") == "unknown") | (pl.col("candidates") > 0)
    told = pl.col("kind_source") == "jenis_pengadaan"
    return pl.when(doubtful).then(pl.lit("low")).when(told).then(pl.lit("high")).otherwise(pl.lit("medium"))


def by_value() -> pl.Expr:
    """How far the value can be trusted, by where it came from."""
    source = pl.col("value_source")
    sure = source.is_in(["kontrak", "harga_final"])
    return (
        pl.when(sure).then(pl.lit("high")).when(source == "negosiasi").then(pl.lit("medium")).otherwise(pl.lit("low"))
    )


def by_payments() -> pl.Expr:
    """A payment may be among those whose registration was not found."""
    return pl.when(pl.col("unmatched_payments")).then(pl.lit("medium")).otherwise(pl.lit("high"))
