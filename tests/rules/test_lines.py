"""Are bad facts refused before anything is computed, and is every line told?"""

from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.lines import Role, Sentence, compute, compute_one, covers, explain, span
from payung.rules.money import CONTRACT_LIMIT, half_up
from payung.rules.parameters import Status, parameter
from payung.rules.programmes import PROGRAMMES
from payung.rules.programmes.company import COMPANY
from payung.rules.programmes.jakon_project import JAKON_PROJECT

GOOD = {"value": 180_000_000, "value_kind": "net", "on": date(2025, 3, 1)}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": None}, "Nilai kontrak belum disebut"),
        ({"value": -1}, "Nilai kontrak harus bilangan bulat"),
        ({"value": CONTRACT_LIMIT + 1}, "Nilai kontrak harus bilangan bulat"),
        ({"value": 1.5}, "Nilai kontrak harus bilangan bulat"),
        ({"value_kind": "bruto"}, "Jenis nilai “bruto” tidak dikenal"),
        ({"value_kind": None}, "Jenis nilai belum disebut"),
        ({"on": None}, "Tanggal perhitungan belum disebut"),
        ({"on": "2025-03-01"}, "Tanggal perhitungan belum disebut"),
        ({"on": date(2015, 6, 30)}, "berlaku mulai 2015-07-01; tanggal 2015-06-30 di luarnya"),
    ],
)
def test_a_bad_fact_is_refused_by_name(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        compute_one(GOOD | wrong, JAKON_PROJECT)


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"value": None}, "value"),
        ({"value": -1}, "value"),
        ({"value": CONTRACT_LIMIT + 1}, "value"),
        ({"value_kind": "bruto"}, "value_kind"),
        ({"value_kind": None}, "value_kind"),
        ({"on": None}, "on"),
        ({"on": date(2015, 6, 30)}, "on"),
    ],
)
@pytest.mark.parametrize("lazy", [False, True])
def test_a_frame_with_one_bad_row_is_refused_up_front(wrong: dict[str, Any], column: str, lazy: bool) -> None:
    frame = pl.DataFrame([GOOD, GOOD | wrong])
    native = duckdb.from_arrow(frame.to_arrow()) if lazy else frame
    with pytest.raises(Refusal, match=f"1 baris memuat {column} "):
        compute(nw.from_native(native), JAKON_PROJECT)


@pytest.mark.parametrize(("column", "value"), [("value", 1.0), ("on", "2025-03-01")])
def test_a_float_is_never_money_and_a_text_never_a_date(column: str, value: object) -> None:
    frame = nw.from_native(pl.DataFrame([GOOD | {column: value}]))
    with pytest.raises(Refusal, match=f"Kolom {column} harus berisi"):
        compute(frame, JAKON_PROJECT)


def test_a_frame_keeps_its_columns_and_gains_one_per_line() -> None:
    frame = compute(nw.from_native(pl.DataFrame([GOOD | {"id": 7}])), JAKON_PROJECT).to_native()
    assert frame.columns == ["value", "value_kind", "on", "id", "base", "jkk", "jkm", "total"]
    assert frame.select("base", "jkk", "jkm", "total").rows() == [(180_000_000, 346_000, 46_000, 392_000)]


def test_narrow_integers_do_not_overflow() -> None:
    frame = pl.DataFrame([GOOD]).with_columns(pl.col("value").cast(pl.Int32))
    assert compute(nw.from_native(frame), JAKON_PROJECT).to_native()["total"].to_list() == [392_000]


def test_every_line_is_told_with_its_article_and_its_sum() -> None:
    row = compute_one(GOOD, JAKON_PROJECT)
    base, jkk, jkm = explain(row, JAKON_PROJECT, GOOD["on"])
    assert (base.role, str(base.how)) == (Role.BASIS, "nilai kontrak tanpa PPN, dipakai apa adanya")
    assert str(jkk.how) == "0,21 % × Rp 100.000.000 + 0,17 % × Rp 80.000.000 = Rp 346.000"
    assert [(part.over, part.up_to, part.rate, part.amount) for part in jkk.slices] == [
        (0, 100_000_000, 210, 100_000_000),
        (100_000_000, 500_000_000, 170, 80_000_000),
    ]
    assert jkm.source.startswith("PP 44/2015 Pasal 55")
    assert jkm.status is Status.CONFIRMED


def test_rounding_is_said() -> None:
    row = compute_one(GOOD | {"value": 1234}, JAKON_PROJECT)
    assert (
        str(explain(row, JAKON_PROJECT, GOOD["on"])[1].how) == "0,21 % × Rp 1.234 = Rp 3, dibulatkan ke rupiah terdekat"
    )


def test_nothing_owed_has_nothing_to_tell() -> None:
    row = compute_one(GOOD | {"value": 0}, JAKON_PROJECT)
    assert [line.how for line in explain(row, JAKON_PROJECT, GOOD["on"])][1:] == [None, None]


@settings(deadline=None, max_examples=40)
@given(st.integers(0, CONTRACT_LIMIT))
def test_the_told_slices_add_up_to_the_amount(value: int) -> None:
    row = compute_one(GOOD | {"value": value}, JAKON_PROJECT)
    for line in explain(row, JAKON_PROJECT, GOOD["on"])[1:]:
        assert half_up(sum(part.hundred_thousandths for part in line.slices), 100_000) == line.amount
        assert sum(part.amount for part in line.slices) == value


def test_lines_that_do_not_apply_are_nothing_and_not_told() -> None:
    facts = {"wage": 5_000_000, "risk_group": "III", "size": "mikro", "on": date(2026, 2, 1)}
    row = compute_one(facts, COMPANY)
    assert [line.name for line in explain(row, COMPANY, facts["on"])] == ["jkk", "jkm"]
    assert row["jht_employer"] == row["jp_wage"] == 0


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=list(PROGRAMMES))
def test_every_line_rests_on_a_key_of_the_law_and_the_law_begins_in_july_2015(programme: Any) -> None:
    assert all(parameter(line.source).history for line in programme.lines)
    assert span(programme) == (date(2015, 7, 1), date.max)


def test_a_value_covers_both_its_ends() -> None:
    entry = parameter("company/jp/wage_cap").history[0]
    days = [date(2015, 6, 30), date(2015, 7, 1), date(2016, 2, 29), date(2016, 3, 1)]
    assert [covers(entry, day) for day in days] == [False, True, True, False]


def test_a_sentence_fills_its_braces() -> None:
    assert str(Sentence("{a} dan {b}", {"a": 1, "b": 2})) == "1 dan 2"
