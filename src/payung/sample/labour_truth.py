"""What is true of the people of the sample city, and on which line of which file does each stand?

Written below ``.truth/``: ``workers``, ``members`` and ``visits`` as Parquet. ``file`` and ``sheet`` name the table,
``line`` counts in the file from 1, ``roster_line`` counts the header as 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.sample.labour import Labour
from payung.sample.rosters import Lines
from payung.sample.streams import AS_OF

PLACE = ("file", "sheet", "line", "roster_line")
WORKER = (
    *PLACE, "package_id", "nomor_kepesertaan", "site", "person", "household", "kpj", "nik", "name", "born", "sex",
    "starts_on", "ends_on", "days", "project_days", "firm_days", "own_days",
)  # fmt: skip
MEMBER = (
    *PLACE, "person", "kpj", "nik", "segment", "npp", "nomor_kepesertaan", "package_id", "from_on", "to_on", "paid_to",
)  # fmt: skip
VISIT = (*PLACE, "package_id", "nomor_kepesertaan", "visited_on", "heads", "present", "listed")
SEGMENT_DAYS = {"JAKON": "project_days", "PU": "firm_days", "BPU": "own_days"}


@dataclass(frozen=True)
class WrittenPeople:
    """Where the rows of each kind of list were written."""

    rosters: Sequence[Lines]
    members: Sequence[Lines]
    visits: Lines


def write(folder: Path, labour: Labour, written: WrittenPeople) -> None:
    """Writes the three tables into the folder."""
    for name, rows in (
        ("workers", workers(labour, written.rosters)),
        ("members", members(labour, written.members)),
        ("visits", visits(labour, written.visits)),
    ):
        rows.write_parquet(folder / f"{name}.parquet")


def rows_of(folder: Path, name: str) -> int:
    """How many rows of the lists a table tells of; none where the city was written without people."""
    path = folder / f"{name}.parquet"
    return pl.read_parquet(path, columns=["file"])["file"].count() if path.is_file() else 0


def workers(labour: Labour, rosters: Sequence[Lines]) -> pl.DataFrame:
    """One row for each person on each work, also those no roster names (their place is empty).

    ``kpj`` lists the person's numbers at the branch; ``days`` are those worked until AS_OF, ``project_days`` those
    covered by name in this project, ``firm_days`` as an employee (PU), ``own_days`` by the person's own cover (BPU).
    """
    placed = pl.concat([_placed(lines).select("work", "person", "site", *PLACE) for lines in rosters])
    numbers = labour.members.group_by("person").agg(pl.col("kpj").unique().sort())
    ends_on = pl.min_horizontal("ends_on", pl.lit(AS_OF))
    true = labour.workers.drop("kpj").join(_names(labour), on="work", maintain_order="left")
    days = true.select("work", "person", "starts_on", "ends_on").pipe(_covered, labour.members)
    return (
        true.join(placed, on=["work", "person"], how="left", maintain_order="left")
        .join(numbers, on="person", how="left", maintain_order="left")
        .join(days, on=["work", "person"], how="left", maintain_order="left")
        .with_columns(pl.col("kpj").fill_null([]), days=_length("starts_on", ends_on))
        .select(WORKER)
    )


def _covered(seats: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Days of each seat under each kind of cover; a person has at most one cover of a kind that counts here."""
    held = members.select("person", "segment", "from_on", "to_on", "paid_to", project="work")
    pairs = seats.join(held, on="person").filter(pl.col("project").is_null() | (pl.col("project") == pl.col("work")))
    last = pl.min_horizontal("ends_on", "to_on", "paid_to", pl.lit(AS_OF))
    counted = pairs.with_columns(covered=_length(pl.max_horizontal("starts_on", "from_on"), last))
    totals = [
        pl.col("covered").filter(pl.col("segment") == segment).sum().alias(name)
        for segment, name in SEGMENT_DAYS.items()
    ]
    none = seats.select("work", "person")
    found = counted.group_by("work", "person").agg(totals)
    return none.join(found, on=["work", "person"], how="left").with_columns(pl.col(*SEGMENT_DAYS.values()).fill_null(0))


def _length(first: pl.Expr | str, last: pl.Expr) -> pl.Expr:
    """Days from the first to the last, both included; none when the last lies before the first."""
    begin = pl.col(first) if isinstance(first, str) else first
    return ((last - begin).dt.total_days() + 1).clip(lower_bound=0)


def members(labour: Labour, lists: Sequence[Lines]) -> pl.DataFrame:
    """One row for each row of the branch's lists of participants, as it truly is."""
    rows = pl.concat([_placed(lines) for lines in lists]).drop("nik", "nomor_kepesertaan")
    known = rows.join(_names(labour).select("work", "package_id"), on="work", how="left", maintain_order="left")
    return known.rename({"true_nik": "nik", "number": "nomor_kepesertaan"}).select(MEMBER)


def visits(labour: Labour, written: Lines) -> pl.DataFrame:
    """One row for each visit: heads counted, people truly there, and those of them whom a roster names."""
    rows = _placed(written).drop("number", "contract_no", "code")
    return rows.join(_names(labour), on="work", how="left", maintain_order="left").select(VISIT)


def _names(labour: Labour) -> pl.DataFrame:
    return labour.works.select("work", "package_id", nomor_kepesertaan="number")


def _placed(lines: Lines) -> pl.DataFrame:
    """The rows with the place of each."""
    count = pl.int_range(2, pl.len() + 2)
    return lines.rows.with_columns(
        file=pl.lit(lines.file),
        sheet=pl.lit(lines.sheet),
        roster_line=count,
        line=count + lines.header - 1,
    )
