"""Is a project's base always stated, and PPN taken out exactly?"""

from datetime import date

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.rules.lines import compute_one, explain
from payung.rules.programmes.jakon_project import JAKON_PROJECT, gross_of_ppn, net_of_ppn, ppn_on

DAYS = st.dates(date(2015, 7, 1), date(2030, 1, 1))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 8 * 10**15), DAYS), min_size=1, max_size=50))
def test_a_net_value_survives_the_way_to_gross_and_back(rows: list[tuple[int, date]]) -> None:
    frame = nw.from_native(pl.DataFrame(rows, schema={"net": pl.Int64, "on": pl.Date}, orient="row"))
    gross = frame.with_columns(gross=gross_of_ppn(nw.col("net"), nw.col("on")))
    back = gross.select(back=net_of_ppn(nw.col("gross"), nw.col("on"))).to_native()["back"].to_list()
    assert back == [net for net, _ in rows]


@pytest.mark.parametrize(("on", "net"), [(date(2022, 3, 31), 100_909_091), (date(2022, 4, 1), 100_000_000)])
def test_ppn_is_taken_out_at_the_rate_of_the_day(on: date, net: int) -> None:
    row = compute_one({"value": 111_000_000, "value_kind": "gross", "on": on}, JAKON_PROJECT)
    assert row["base"] == net


def test_a_gross_value_says_how_it_became_net_and_warns() -> None:
    row = compute_one({"value": 548_779_873, "value_kind": "gross", "on": date(2022, 9, 26)}, JAKON_PROJECT)
    told = str(explain(row, JAKON_PROJECT, row["on"])[0].how)
    assert told == "Rp 548.779.873 ÷ (100 % + PPN 11 %) = Rp 494.396.282, dibulatkan ke rupiah terdekat"
    assert [str(warning) for warning in JAKON_PROJECT.cautions(row)] == [
        "Nilai dianggap termasuk PPN 11 %; dasar iuran tanpa PPN Rp 494.396.282. "
        "PP 44/2015 tidak menyebut PPN: ini praktik cabang, pastikan dengan cabang Anda."
    ]


def test_a_net_value_has_nothing_to_warn_of() -> None:
    row = compute_one({"value": 1, "value_kind": "net", "on": date(2025, 3, 1)}, JAKON_PROJECT)
    assert JAKON_PROJECT.cautions(row) == ()


def test_the_ppn_rate_is_marked_as_remembered() -> None:
    assert (ppn_on(date(2025, 3, 1)).value, ppn_on(date(2025, 3, 1)).status) == (11_000, "memory")
