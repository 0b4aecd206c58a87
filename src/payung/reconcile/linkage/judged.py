"""What have people decided about packages and registrations, and how does that outrank every score?

``sama``: this registration belongs to this package, whatever else is found. ``beda``: never to this package, though
perhaps to another.
"""

import polars as pl

from payung.reconcile.normalise.dates import as_date
from payung.reconcile.normalise.words import tidy
from payung.reconcile.sources.intake import REJECTED, Intake, Source, rejected
from payung.reconcile.sources.parts import LINE

SAME, DIFFERENT = "sama", "beda"
JUDGED = pl.Schema({
    "package_id": pl.String, "nomor_kepesertaan": pl.String, "keputusan": pl.String, "oleh": pl.String,
    "judged_on": pl.Date,
})  # fmt: skip
SAID = "+ Diputuskan oleh {}{}: pekerjaan yang sama."


def read_pair_judgements(intake: Intake) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every usable judgement (JUDGED), and the refused rows."""
    read = [_usable(source) for source in intake.of("pair_judgement")]
    rows = pl.concat([pl.DataFrame(schema=JUDGED), *(rows for rows, _ in read)])
    return rows, pl.concat([pl.DataFrame(schema=REJECTED), *(refused for _, refused in read)])


def latest(judged: pl.DataFrame) -> pl.DataFrame:
    """One judgement a pair, the latest; of one day the last read."""
    ordered = judged.sort("judged_on", nulls_last=False, maintain_order=True)
    return ordered.unique(["package_id", "nomor_kepesertaan"], keep="last", maintain_order=True)


def undecided(pairs: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """The scored pairs that the score may still decide: none that people denied, none of a registration they placed."""
    denied = judged.filter(pl.col("keputusan") == DIFFERENT)
    placed = judged.filter(pl.col("keputusan") == SAME)
    free = pairs.join(denied, on=["package_id", "nomor_kepesertaan"], how="anti")
    return free.join(placed, on="nomor_kepesertaan", how="anti")


def with_decided(
    told: pl.DataFrame, pairs: pl.DataFrame, judged: pl.DataFrame, *, packages: pl.DataFrame
) -> pl.DataFrame:
    """``told`` (columns of REGISTRATION_LINKS) with the links people made; ``pairs`` say what the score saw of them.

    A judgement of a package that is no longer known makes no link.
    """
    columns = list(told.columns)
    same = judged.filter(pl.col("keputusan") == SAME).join(packages.select("package_id"), on="package_id", how="semi")
    last = same.unique("nomor_kepesertaan", keep="last", maintain_order=True)
    seen = pairs.select("package_id", "nomor_kepesertaan", "base_matched", score_said="evidence")
    on = pl.format(" pada {}", pl.col("judged_on").dt.strftime("%d-%m-%Y")).fill_null("")
    sentence = pl.format(SAID, pl.col("oleh").fill_null("seseorang"), on)
    made = last.join(seen, on=["package_id", "nomor_kepesertaan"], how="left", maintain_order="left").with_columns(
        probability=pl.lit(1.0),
        decision=pl.lit("link"),
        base_matched=pl.col("base_matched").fill_null("none"),
        evidence=pl.concat_str(sentence, "score_said", separator="\n", ignore_nulls=True),
    )
    return pl.concat([told, made.select(columns).cast(told.schema)])


def _usable(source: Source) -> tuple[pl.DataFrame, pl.DataFrame]:
    frame = source.frame
    cells = {
        name: parse(pl.col(field)) if field in frame.columns else pl.lit(None, dtype=JUDGED[name])
        for name, field, parse in (
            ("package_id", "id_paket", tidy), ("nomor_kepesertaan", "nomor_kepesertaan", tidy),
            ("keputusan", "keputusan", tidy), ("oleh", "oleh", tidy), ("judged_on", "tgl_putusan", as_date),
        )
    }  # fmt: skip
    rows = frame.select(LINE, **cells).with_columns(pl.col("keputusan").str.to_lowercase())
    reason = (
        pl.when(pl.col("package_id").is_null() | pl.col("nomor_kepesertaan").is_null())
        .then(pl.lit("tanpa id_paket atau nomor kepesertaan"))
        .when(pl.col("keputusan").is_null()).then(pl.lit("belum diputuskan"))
        .when(~pl.col("keputusan").is_in([SAME, DIFFERENT])).then(pl.lit("keputusan bukan sama atau beda"))
    )  # fmt: skip
    kept, refused = rejected(rows, source, reason)
    return kept.select(list(JUDGED)).cast(JUDGED), refused
