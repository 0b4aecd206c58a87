"""What is the name of this region, and which regions does it hold?"""

from pathlib import Path

import pytest

from payung.identifiers import areas
from payung.refusal import Refusal


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("36", "Banten"),
        ("36.71", "Kota Tangerang"),
        ("3671", "Kota Tangerang"),
        ("36.71.05", "Cipondoh"),
        ("367105", "Cipondoh"),
        (" 36.71 ", "Kota Tangerang"),
        ("65", "Kalimantan Utara"),
        ("96", "Papua Barat Daya"),
    ],
)
def test_a_region_is_named_by_its_dotted_or_bare_code(code: str, name: str) -> None:
    assert areas.name_of(code) == name
    assert areas.is_known(code)


@pytest.mark.parametrize("code", ["", "3", "99", "36.99", "367", "36.71.99", "Banten", "٣٦", "36.71.05.99"])
def test_no_region_has_a_code_that_is_not_in_the_tables(code: str) -> None:
    assert areas.name_of(code) is None
    assert not areas.is_known(code)


def test_a_city_holds_its_districts_in_order_of_code() -> None:
    districts = areas.districts_of("3671")
    assert len(districts) == 13
    assert districts == tuple(sorted(districts, key=lambda area: area.code))
    assert {area.code[:6] for area in districts} == {"36.71."}
    assert areas.districts_of("36.71") == districts


def test_a_district_holds_villages_that_know_their_names() -> None:
    villages = areas.villages_of("36.71.05")
    assert villages
    assert all(areas.name_of(area.code) == area.name for area in villages)
    assert all(area.code.startswith("36.71.05.") for area in villages)


@pytest.mark.parametrize("code", ["", "36", "36.99", "99.99.99", "x"])
def test_what_is_no_regency_holds_no_districts_and_what_is_no_district_no_villages(code: str) -> None:
    assert areas.districts_of(code) == ()
    assert areas.villages_of(code) == ()


def test_a_missing_table_says_which_command_makes_it(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"regencies\.csv belum ada; jalankan `make setup`"):
        areas.read("regencies.csv", folder=tmp_path)


def test_a_name_with_a_comma_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "provinces.csv").write_text('code,name\n97,"Contoh, Utara"\n', encoding="utf-8")
    assert areas.read("provinces.csv", folder=tmp_path) == (areas.Area("97", "Contoh, Utara"),)
