"""Which registration does each payment belong to, by its number, or else by payer, amount, date and words?

A deposit at a regional bank may lack the number. It is given to a registration only when the amount is exactly
what that registration owes (whole, or an instalment), and payer or words agree, and no other registration fits
as well.
"""

import narwhals as nw
import polars as pl

from payung.reconcile.branch import number_key
from payung.reconcile.normalise.spoken import rupiah
from payung.reconcile.normalise.taxpayers import taxpayer_key
from payung.reconcile.normalise.words import title_words
from payung.rules.instalments import INSTALMENTS, split
from payung.rules.parameters import parameter

EARLIEST, LATEST = -7, 400  # days between registering and paying within which a deposit can belong to it
ENOUGH_WORDS = 0.6
ROUNDING = 2  # rupiah by which a bank's or branch's rounding of an instalment may differ from ours


def match_payments(payments: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """Every payment with ``registration`` (its number or None), ``match`` and ``evidence``.

    ``registrations`` needs ``contribution_due``.
    """
    keyed = payments.with_columns(key=number_key(pl.col("nomor_kepesertaan")))
    numbers = registrations.select(key=number_key(pl.col("nomor_kepesertaan")), registration="nomor_kepesertaan")
    named = keyed.join(numbers, on="key", how="left", maintain_order="left")
    unnamed = named.filter(pl.col("registration").is_null()).drop("registration")
    guessed = unnamed.join(_only_fits(unnamed, registrations), on="origin", how="left", maintain_order="left")
    by_number = named.filter(pl.col("registration").is_not_null()).with_columns(
        match=pl.lit("number"), evidence=pl.lit("+ Nomor kepesertaan tertulis pada pembayaran.")
    )
    return pl.concat([by_number, guessed.select(by_number.columns)]).with_columns(pl.col("match").fill_null("none"))


def _only_fits(payments: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """origin → the one registration that fits best; a tie gives none, and no part is paid twice."""
    scored = _scored(payments, registrations)
    best = scored.filter(pl.col("score") == pl.col("score").max().over("origin"))
    alone = best.filter(pl.len().over("origin") == 1)
    ordered = alone.sort("score", "origin", descending=[True, False])
    nth = pl.int_range(pl.len()).over("registration", "owed")
    return ordered.filter(nth < pl.col("parts")).select(
        "origin", "registration", match=pl.lit("npwp_amount"), evidence=_evidence()
    )


def _scored(payments: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    paid = payments.select(
        "origin",
        "amount",
        "paid_on",
        payer=taxpayer_key(pl.col("npwp")),
        said=title_words(pl.col("description")),
    )
    pairs = paid.join(_owed(registrations), on="amount").filter(
        (pl.col("paid_on") - pl.col("tgl_daftar")).dt.total_days().is_between(EARLIEST, LATEST).fill_null(True)
    )
    known = pl.col("known_words").list.len()
    judged = pairs.with_columns(
        same_payer=pl.when(~_owner_pays_for_firm()).then(pl.col("payer") == pl.col("taxpayer")),
        words=pl.when(known > 0)
        .then(pl.col("said").list.set_intersection("known_words").list.len() / known)
        .fill_null(0.0),
    )
    told = pl.col("same_payer").is_null() & (pl.col("words") >= ENOUGH_WORDS)
    fits = judged.filter(pl.col("same_payer").fill_null(False) | told)
    exactness = pl.lit(ROUNDING) - (pl.col("amount") - pl.col("owed")).abs()
    return (
        fits.with_columns(
            score=pl.col("same_payer").fill_null(False).cast(pl.Float64) * 2 + pl.col("words") + exactness / 1_000
        )
        .sort("score", descending=True)
        .unique(["origin", "registration"], keep="first", maintain_order=True)
    )


def _owner_pays_for_firm() -> pl.Expr:
    """A person's NIK beside a firm's NPWP speaks neither for nor against: owners pay for their firms."""
    lengths = pl.col("payer").str.len_bytes(), pl.col("taxpayer").str.len_bytes()
    return (lengths[0] > lengths[1]).fill_null(False)


def _owed(registrations: pl.DataFrame) -> pl.DataFrame:
    """Each registration with each amount it may pay, give or take the rounding: the whole, or an instalment.

    ``parts`` says how many instalments have this amount.
    """
    known = registrations.filter(pl.col("contribution_due") > 0).select(
        "contribution_due",
        "tgl_daftar",
        registration="nomor_kepesertaan",
        taxpayer=taxpayer_key(pl.col("npwp")),
        known_words=title_words(pl.concat_str("nama_pelaksana", "nama_proyek", separator=" ", ignore_nulls=True)),
    )
    shares = tuple(parameter(INSTALMENTS).history[-1].value)
    amounts = [nw.col("contribution_due"), *split(nw.col("contribution_due"), shares)]
    parts = pl.concat(
        [nw.from_native(known).with_columns(owed=amount).to_native() for amount in amounts],
        how="vertical_relaxed",
    )
    counted = parts.with_columns(parts=pl.len().over("registration", "owed")).unique(
        ["registration", "owed"], keep="first", maintain_order=True
    )
    nearby = pl.concat_list([pl.col("owed") + step for step in range(-ROUNDING, ROUNDING + 1)])
    return counted.with_columns(amount=nearby).explode("amount")


def _evidence() -> pl.Expr:
    amount, off = rupiah(pl.col("amount")), (pl.col("amount") - pl.col("owed")).abs()
    same = (
        pl.when(off == 0)
        .then(pl.format("+ Jumlah {} tepat sama dengan iuran atau angsuran pendaftaran ini.", amount))
        .otherwise(
            pl.format(
                "+ Jumlah {} sama dengan iuran atau angsuran pendaftaran ini, selisih pembulatan {}.",
                amount,
                rupiah(off),
            )
        )
    )
    payer = pl.when(pl.col("same_payer")).then(pl.lit("+ NPWP pembayar sama dengan pelaksana."))
    words = pl.when(pl.col("words") >= ENOUGH_WORDS).then(pl.lit("+ Uraian menyebut pelaksana dan pekerjaannya."))
    return pl.concat_str(same, payer, words, separator="\n", ignore_nulls=True)
