"""Is the minimum wage that of the area and the year, and is every stand-in for it said?"""

import datetime as dt

import pytest

from payung.refusal import Refusal
from payung.rules.minimum_wage import minimum_wage
from payung.rules.parameters import Status, law

OPEN = dt.date(2026, 11, 24)
WIDER = "Upah minimum wilayah {} belum tercatat; dipakai wilayah 36 (Upah minimum Provinsi Banten sebulan)."


@pytest.mark.parametrize(
    ("area", "on", "amount"),
    [
        ("36.71", dt.date(2024, 1, 1), 4_760_290),
        ("36.71", dt.date(2024, 12, 31), 4_760_290),
        ("36.71", dt.date(2025, 1, 1), 5_069_708),
        ("36.71", dt.date(2025, 12, 31), 5_069_708),
        ("36.71", dt.date(2026, 1, 1), 5_399_406),
        ("36.71", dt.date(2026, 12, 31), 5_399_406),
        ("36", dt.date(2024, 1, 1), 2_727_812),
        ("36", dt.date(2025, 1, 1), 2_905_120),
        ("36", dt.date(2026, 1, 1), 3_100_881),
        ("36.03", OPEN, 5_210_377),
        ("36.74", OPEN, 5_247_870),
    ],
)
def test_an_area_has_the_wage_of_its_year_half_up_to_the_rupiah(area: str, on: dt.date, amount: int) -> None:
    wage = minimum_wage(area, on)
    assert (wage.amount, wage.area, wage.year) == (amount, area, on.year)
    assert (wage.status, wage.cautions) == (Status.CONFIRMED, ())


def test_a_wage_names_its_decree() -> None:
    wage = minimum_wage("36.71", OPEN)
    assert wage.label == "Upah minimum Kota Tangerang sebulan"
    assert wage.source.startswith("Kepgub Banten 703/2025: https://")


@pytest.mark.parametrize(
    ("area", "on", "amount"),
    [
        ("36.03", dt.date(2025, 12, 31), 2_905_120),
        ("36.73", OPEN, 3_100_881),
        ("36.73.01", OPEN, 3_100_881),
    ],
)
def test_a_city_without_a_figure_falls_back_to_its_province_and_says_so(area: str, on: dt.date, amount: int) -> None:
    wage = minimum_wage(area, on)
    assert (wage.amount, wage.area, wage.status) == (amount, "36", Status.INFERRED)
    assert [str(caution) for caution in wage.cautions] == [WIDER.format(area)]


def test_a_district_has_the_wage_of_its_city() -> None:
    wage = minimum_wage("36.71.01.1001", OPEN)
    assert (wage.amount, wage.area, wage.status) == (5_399_406, "36.71", Status.INFERRED)


@pytest.mark.parametrize("on", [dt.date(2023, 12, 31), dt.date(2027, 1, 1)])
def test_a_year_without_a_figure_is_refused(on: dt.date) -> None:
    with pytest.raises(Refusal) as refused:
        minimum_wage("36.71", on)
    assert str(refused.value) == (
        f"Upah minimum wilayah 36.71 untuk tahun {on.year} belum tercatat di sini; sebutkan upah pekerjanya."
    )


@pytest.mark.parametrize(("area", "amount"), [("36.71", 5_399_406), ("36", 3_100_881)])
def test_the_latest_known_wage_is_used_only_when_asked_for_and_said(area: str, amount: int) -> None:
    wage = minimum_wage(area, dt.date(2027, 1, 1), latest_known=True)
    assert (wage.amount, wage.area, wage.year, wage.status) == (amount, area, 2026, Status.INFERRED)
    assert [str(caution) for caution in wage.cautions] == [
        "Upah minimum tahun 2027 belum tercatat; dipakai yang terakhir dikenal, tahun 2026."
    ]


def test_the_latest_wage_of_the_province_is_said_twice() -> None:
    wage = minimum_wage("36.73", dt.date(2028, 2, 29), latest_known=True)
    assert [str(caution) for caution in wage.cautions] == [
        WIDER.format("36.73"),
        "Upah minimum tahun 2028 belum tercatat; dipakai yang terakhir dikenal, tahun 2026.",
    ]


def test_a_known_year_is_not_replaced_by_the_latest() -> None:
    assert minimum_wage("36.71", dt.date(2024, 5, 1), latest_known=True).year == 2024


def test_no_later_wage_stands_in_for_an_earlier_year() -> None:
    with pytest.raises(Refusal, match="untuk tahun 2023 belum tercatat"):
        minimum_wage("36.71", dt.date(2023, 12, 31), latest_known=True)


@pytest.mark.parametrize("area", ["32.73", "32"])
def test_an_area_whose_province_is_unknown_is_refused(area: str) -> None:
    with pytest.raises(Refusal) as refused:
        minimum_wage(area, OPEN)
    assert str(refused.value) == f"Upah minimum wilayah {area} belum tercatat di sini; sebutkan upah pekerjanya."


@pytest.mark.parametrize("area", ["", "3671", "36.7", "36.71.1", "36.71.01.101", "Tangerang", "36.71 ", "sector/36.71"])
def test_what_is_no_area_code_is_refused(area: str) -> None:
    with pytest.raises(Refusal) as refused:
        minimum_wage(area, OPEN)
    assert str(refused.value) == f"“{area}” bukan kode wilayah; tulis misalnya 36.71 (kota) atau 36 (provinsi)."


def test_every_minimum_wage_ends_with_its_year() -> None:
    wages = [rule for key, rule in law().items() if key.startswith("minimum_wage/")]
    ends = {(entry.from_on.month, entry.to_on.month, entry.to_on.day) for rule in wages for entry in rule.history}
    assert len(wages) == 5
    assert ends == {(1, 12, 31)}


def test_the_sectors_are_listed_and_construction_is_not_guessed() -> None:
    sectors = law()["minimum_wage/sector/36.71"].at(OPEN)
    assert sectors.value == {
        "sector_1": 577_736_408,
        "sector_2": 556_138_786,
        "sector_3": 548_039_677,
        "sector_4": 545_339_974,
    }
    assert "belum terlihat" in sectors.note
