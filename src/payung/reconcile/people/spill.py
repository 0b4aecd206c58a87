"""How do the two sides of the people's join come to lie on disk, with no more columns than the join needs?"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from payung.reconcile.normalise.dates import swapped
from payung.reconcile.people.comparisons import OTHER
from payung.reconcile.people.matching import COMPARED
from payung.reconcile.people.participants import PARTICIPANT, with_person
from payung.reconcile.people.reading import identified
from payung.reconcile.people.rosters import ROSTER as READ_ROSTER
from payung.reconcile.runners.parts import parts, write_parts

ROSTER, PARTICIPANTS, BETTER = "roster", "participants", "better"
PERSON = ("person", "kpj", "origin")
LISTED = ("segment", "npp", "nomor_kepesertaan", "from_on", "to_on", "paid_to")
ROSTER_SIDE = ("row", *COMPARED, "born_swapped")
PARTICIPANT_SIDE = (*PERSON, *(f"{name}{OTHER}" for name in COMPARED))
NONE_BETTER = pl.Schema({"person": pl.String, "only_nik": pl.String})
NO_ONLY_NIKS = pl.DataFrame(schema={"kpj_key": pl.String, "only_nik": pl.String})


def spill_roster(batches: Iterable[pl.DataFrame], folder: Path) -> int:
    """Write roster rows (those of ``iter_rosters``) as one side of the join; how many there were."""
    none = roster_side(identified(READ_ROSTER).with_row_index("row"))
    return write_parts(map(roster_side, batches), folder / ROSTER, schema=none.schema)


def spill_participants(batches: Iterable[pl.DataFrame], folder: Path) -> int:
    """Write participants (those of ``iter_participants``) as the other side; how many there were."""
    none = participant_side(identified(PARTICIPANT))
    return write_parts(map(participant_side, batches), folder / PARTICIPANTS, schema=none.schema)


def roster_side(rows: pl.DataFrame) -> pl.DataFrame:
    """PLACE and ROSTER_SIDE of roster rows; the row's number as the Int64 that every engine has."""
    return rows.select(
        pl.col("row").cast(pl.Int64), "place", "row_line", *COMPARED, born_swapped=swapped(pl.col("born"))
    )


def participant_side(rows: pl.DataFrame) -> pl.DataFrame:
    """PARTICIPANT_SIDE and LISTED of participants; the columns of COMPARED have the name of the other side's.

    ``person`` is what a row alone tells of it: ``only_niks`` of all rows may know better.
    """
    told = with_person(rows.drop("person", strict=False), NO_ONLY_NIKS)
    return told.select(*PERSON, *LISTED, pl.col(COMPARED).name.suffix(OTHER))


def known_better(only: pl.DataFrame) -> pl.DataFrame:
    """``only_niks`` by what a row without NIK alone tells of its person: ``person``, ``only_nik``."""
    nothing = pl.lit(None, dtype=pl.String)
    told = with_person(only.select("kpj_key", nik=nothing, origin=nothing), NO_ONLY_NIKS)
    return told.select("person", only_nik=only["only_nik"])


def concerned(folder: Path, persons: pl.DataFrame) -> pl.DataFrame:
    """Of the spilled participants the rows of these persons, and those that are on the list of a registration.

    Columns PERSON, LISTED and COMPARED. ``persons`` has ``person``. The rest of a nation stays on disk.
    """
    rows = pl.scan_parquet(parts(folder / PARTICIPANTS)).rename({f"{name}{OTHER}": name for name in COMPARED})
    known = rows.join(pl.scan_parquet(parts(folder / BETTER)), on="person", how="left", maintain_order="left")
    told = known.with_columns(person=pl.coalesce("only_nik", "person")).drop("only_nik")
    asked = persons.lazy().select("person", asked=True).drop_nulls().unique()
    met = told.join(asked, on="person", how="left", maintain_order="left")
    return met.filter(pl.col("asked") | pl.col("nomor_kepesertaan").is_not_null()).drop("asked").collect()
