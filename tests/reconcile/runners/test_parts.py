"""Are tables in parts whole: in order, with their columns even when empty, and with no group of rows torn?"""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.runners.parts import Passing, of_its_own, parts, whole, write_parts

SCHEMA = pl.Schema({"row": pl.Int64, "text": pl.String})


def batch(*rows: int) -> pl.DataFrame:
    return pl.DataFrame({"row": rows, "text": [str(row) for row in rows]}, schema=SCHEMA)


def test_batches_are_read_back_in_their_order(tmp_path: Path) -> None:
    assert write_parts([batch(3, 1), batch(), batch(2)], tmp_path / "t", schema=SCHEMA) == 3
    assert pl.read_parquet(parts(tmp_path / "t"))["row"].to_list() == [3, 1, 2]


def test_a_table_without_rows_still_has_its_columns(tmp_path: Path) -> None:
    assert write_parts([], tmp_path / "t", schema=SCHEMA) == 0
    assert pl.read_parquet_schema(parts(tmp_path / "t").replace("*", "000000")) == SCHEMA


@pytest.mark.parametrize("cuts", [[(1, 1, 2), (2, 2, 3)], [(1,), (1,), (2,), (2, 2, 3)], [(1, 1, 2, 2, 2, 3)], [()]])
def test_rows_equal_in_a_column_are_never_parted(cuts: list[tuple[int, ...]]) -> None:
    groups = [frame["row"].to_list() for frame in whole((batch(*cut) for cut in cuts), by="row")]
    assert [row for group in groups for row in group] == [row for cut in cuts for row in cut]
    assert all(one[-1] != other[0] for one, other in pairwise(groups))


def test_whoever_listens_hears_of_every_batch_that_has_passed() -> None:
    heard: list[int] = []
    passing = Passing([batch(1, 2), batch(3)], heard.append)
    assert [frame.height for frame in passing] == [2, 1]
    assert (heard, passing.rows) == ([2, 3], 3)


def test_a_few_rows_do_not_keep_the_texts_of_all_they_came_from() -> None:
    many = pl.DataFrame({"text": [f"bukti {number} yang panjang sekali" for number in range(10_000)]})
    few = many.filter(pl.int_range(pl.len()) % 1_000 == 0)
    owned = of_its_own(few)
    assert owned.equals(few)
    assert owned.schema == few.schema
    assert bytes_of(few) > bytes_of(many) / 2
    assert bytes_of(owned) < 2_000


def bytes_of(frame: pl.DataFrame) -> int:
    """The size of everything that the texts of a frame keep in memory."""
    table = frame.to_arrow(compat_level=pl.CompatLevel.newest())
    return int(table.get_total_buffer_size())
