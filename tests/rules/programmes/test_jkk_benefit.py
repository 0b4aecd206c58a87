"""Does each line of JKK give the exact rupiah and the exact words at every boundary of the law?"""

from datetime import date
from typing import Any

import pytest

from payung.refusal import Refusal
from payung.rules.lines import Explanation, Role, compute_one, explain, span
from payung.rules.parameters import Status
from payung.rules.programmes.jkk_benefit import CAUSES, JKK_BENEFIT, LARGEST_SHARE, LONGEST_STMB
from payung.rules.scholarship import YEARS

V1, V2, V3 = date(2012, 4, 23), date(2015, 7, 1), date(2019, 12, 2)
LAST1, LAST2 = date(2015, 6, 30), date(2019, 12, 1)
COSTS = (
    "transport_land_cost", "transport_sea_cost", "transport_air_cost", "home_care_cost", "prosthesis_cost",
    "spectacles_cost", "dental_cost", "hearing_aid_cost",
)  # fmt: skip
NOTHING = dict.fromkeys((*COSTS, *YEARS, "stmb_months", "share"), 0)


def row(cause: str = "temporary", *, on: date = V3, wage: int = 3_000_000, **facts: int) -> dict[str, Any]:
    return compute_one(NOTHING | {"cause": cause, "wage": wage, "on": on} | facts, JKK_BENEFIT)


def told(cause: str = "temporary", *, on: date = V3, wage: int = 3_000_000, **facts: int) -> dict[str, Explanation]:
    lines = explain(row(cause, on=on, wage=wage, **facts), JKK_BENEFIT, on)
    return {line.name: line for line in lines if line.role is Role.PAID}


def test_the_law_is_known_from_april_2012_and_a_case_before_is_refused_in_one_sentence() -> None:
    assert span(JKK_BENEFIT) == (V1, date.max)
    with pytest.raises(Refusal) as refused:
        row(on=date(2012, 4, 22))
    assert str(refused.value) == (
        "Aturan Manfaat Jaminan Kecelakaan Kerja (JKK) yang dikenal Payung berlaku mulai 2012-04-23; "
        "tanggal 2012-04-22 di luarnya."
    )


LINES_OF = {
    "work_accident_death": {"death", "periodic", "funeral"},
    "total_permanent_disability": {"total_permanent", "periodic"},
    "partial_anatomical": {"partial_anatomical"},
    "partial_functional": {"partial_functional"},
    "temporary": set(),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_each_outcome_has_its_own_lines(cause: str) -> None:
    assert set(told(cause)) == LINES_OF[cause]


@pytest.mark.parametrize("cause", CAUSES)
def test_school_is_paid_for_death_and_total_disability_only(cause: str) -> None:
    paid = cause in ("work_accident_death", "total_permanent_disability")
    assert row(cause, first_sd=1)["scholarship"] == (1_500_000 if paid else 0)


@pytest.mark.parametrize(
    ("on", "floor", "at_floor"),
    [(V1, 14_200_000, 295_833), (LAST1, 14_200_000, 295_833), (V2, 16_200_000, 337_500), (LAST2, 16_200_000, 337_500),
     (V3, 20_000_000, 416_666)],
)  # fmt: skip
def test_a_death_is_48_wages_and_never_less_than_the_lump_sum_of_jkm(on: date, floor: int, at_floor: int) -> None:
    assert row("work_accident_death", on=on, wage=0)["death"] == floor
    assert row("work_accident_death", on=on, wage=at_floor)["death"] == floor
    assert row("work_accident_death", on=on, wage=at_floor + 1)["death"] == 48 * (at_floor + 1)


def test_a_floor_that_binds_is_told_with_its_own_sources() -> None:
    line = told("work_accident_death", wage=416_666)["death"]
    assert str(line.how) == (
        "60 % × 80 × Rp 416.666 = Rp 19.999.968; kurang dari santunan kematian JKM: dipakai Rp 20.000.000"
    )
    assert (line.status, line.source.count(";")) == (Status.CONFIRMED, 3)
    assert "PP 82/2019 Pasal 34 ayat (1) huruf a" in line.source
    assert "PP 82/2019 Pasal 34" not in told("work_accident_death", wage=416_667)["death"].source


def test_the_floor_of_2015_is_inferred_and_only_where_it_binds() -> None:
    assert told("work_accident_death", on=V2, wage=337_499)["death"].status is Status.INFERRED
    assert told("work_accident_death", on=V2, wage=337_500)["death"].status is Status.CONFIRMED
    assert told("work_accident_death", on=LAST1, wage=1)["death"].status is Status.CONFIRMED
    assert (
        str(told("work_accident_death", on=V2, wage=337_500)["death"].how) == "60 % × 80 × Rp 337.500 = Rp 16.200.000"
    )


def test_the_death_before_its_floor_is_a_basis_and_adds_nothing() -> None:
    found = row("work_accident_death", wage=1_000_000)
    assert (found["death_of_wage"], found["total"]) == (48_000_000, 48_000_000 + 22_000_000)
    assert [line.role for line in JKK_BENEFIT.lines if line.name == "death_of_wage"] == [Role.BASIS]


def test_a_total_disability_is_56_wages() -> None:
    line = told("total_permanent_disability", wage=3_000_001)["total_permanent"]
    assert (line.amount, str(line.how)) == (168_000_056, "70 % × 80 × Rp 3.000.001 = Rp 168.000.056")
    assert line.status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("on", "periodic", "funeral", "how"),
    [
        (V1, 4_800_000, 2_000_000, "24 bulan × Rp 200.000, dibayar sekaligus = Rp 4.800.000"),
        (LAST1, 4_800_000, 2_000_000, "24 bulan × Rp 200.000, dibayar sekaligus = Rp 4.800.000"),
        (V2, 4_800_000, 3_000_000, "24 bulan × Rp 200.000, dibayar sekaligus = Rp 4.800.000"),
        (LAST2, 4_800_000, 3_000_000, "24 bulan × Rp 200.000, dibayar sekaligus = Rp 4.800.000"),
        (V3, 12_000_000, 10_000_000, "24 bulan × Rp 500.000, dibayar sekaligus = Rp 12.000.000"),
    ],
)
def test_the_fixed_sums_of_each_law(on: date, periodic: int, funeral: int, how: str) -> None:
    lines = told("work_accident_death", on=on)
    assert (lines["periodic"].amount, lines["funeral"].amount) == (periodic, funeral)
    assert str(lines["periodic"].how) == how
    assert str(lines["funeral"].how).startswith("besarnya tetap: Rp ")


# Thousandths of a month, thousandths of a wage.
@pytest.mark.parametrize(
    ("on", "months", "share"),
    [
        (LAST1, 1, 1), (LAST1, 3_999, 3_999), (LAST1, 4_000, 4_000), (LAST1, 4_004, 4_003), (LAST1, 8_000, 7_000),
        (LAST1, 8_002, 7_001), (V2, 6_000, 6_000), (V2, 6_004, 6_003), (V2, 12_000, 10_500), (LAST2, 12_002, 10_501),
        (V3, 6_001, 6_001), (V3, 11_999, 11_999), (V3, 12_000, 12_000), (V3, 12_002, 12_001), (V3, 15_000, 13_500),
    ],
)  # fmt: skip
def test_stmb_is_paid_by_the_band_of_each_month(on: date, months: int, share: int) -> None:
    assert row(on=on, wage=1_000_000, stmb_months=months)["stmb"] == share * 1_000


def test_stmb_is_told_band_by_band_and_a_part_of_a_month_is_a_setting() -> None:
    whole, part = told(stmb_months=15_000)["stmb"], told(stmb_months=12_500)["stmb"]
    assert str(whole.how) == "(100 % × 12 + 50 % × 3) × Rp 3.000.000 = Rp 40.500.000"
    assert str(part.how) == "(100 % × 12 + 50 % × 0,5) × Rp 3.000.000 = Rp 36.750.000"
    assert (whole.status, part.status) == (Status.CONFIRMED, Status.INFERRED)
    assert part.source == f"{whole.source}; tidak ada naskah yang ditemukan"
    assert str(told(on=V2, stmb_months=12_133)["stmb"].how) == (
        "(100 % × 6 + 75 % × 6 + 50 % × 0,133) × Rp 3.000.000 = Rp 31.699.500"
    )


def test_stmb_rounds_half_a_rupiah_up_and_says_so() -> None:
    line = told(wage=1, stmb_months=500)["stmb"]
    assert (line.amount, str(line.how)) == (1, "(100 % × 0,5) × Rp 1 = Rp 1, dibulatkan ke rupiah terdekat")
    assert row(wage=1, stmb_months=499)["stmb"] == 0


@pytest.mark.parametrize("cause", CAUSES)
def test_stmb_and_costs_are_paid_whatever_the_outcome(cause: str) -> None:
    found = row(cause, stmb_months=1_000, transport_land_cost=5, prosthesis_cost=5)
    assert (found["stmb"], found["transport_land"], found["prosthesis"]) == (3_000_000, 5, 7)


@pytest.mark.parametrize("name", ["partial_anatomical", "partial_functional"])
@pytest.mark.parametrize("on", [V1, LAST1, V2, LAST2, V3])
def test_a_partial_disability_is_its_share_of_80_wages_and_has_no_cap(name: str, on: date) -> None:
    assert row(name, on=on, share=9 * 10**8)[name] == 21_600_000
    assert row(name, on=on, share=13 * 10**9)[name] == 312_000_000
    other = {"partial_anatomical": "partial_functional", "partial_functional": "partial_anatomical"}[name]
    assert row(name, on=on, share=9 * 10**8)[other] == 0


@pytest.mark.parametrize(
    ("share", "text"),
    [(9 * 10**8, "9 %"), (450_000_000, "4,5 %"), (299_997_000, "2,99997 %"), (10**10, "100 %"), (1, "0,00000001 %")],
)
def test_a_share_is_told_without_loss(share: int, text: str) -> None:
    how = str(told("partial_functional", wage=1_250_000, share=share)["partial_functional"].how)
    assert how.startswith(f"{text} × 80 × Rp 1.250.000 = Rp ")


CAPS = {
    "transport_land": (750_000, 1_000_000, 5_000_000),
    "transport_sea": (1_000_000, 1_500_000, 2_000_000),
    "transport_air": (2_000_000, 2_500_000, 10_000_000),
    "home_care": (0, 0, 20_000_000),
    "spectacles": (0, 0, 1_000_000),
    "dental": (2_000_000, 3_000_000, 5_000_000),
    "hearing_aid": (0, 0, 2_500_000),
}


@pytest.mark.parametrize("name", CAPS)
@pytest.mark.parametrize(("on", "law"), [(V1, 0), (LAST1, 0), (V2, 1), (LAST2, 1), (V3, 2)])
def test_a_cost_is_refunded_up_to_its_own_cap_once_the_law_knows_it(name: str, on: date, law: int) -> None:
    cap = CAPS[name][law]
    for cost in (0, 1, cap - 1, cap, cap + 1, 10 * cap):
        if cost >= 0:
            found = row(on=on, **{f"{name}_cost": cost})
            assert found[name] == found["total"] == min(cost, cap)
    assert (name in told(on=on, **{f"{name}_cost": 1})) is (cap > 0)


def test_a_cost_is_told_with_its_cap() -> None:
    assert str(told(spectacles_cost=1_000_000)["spectacles"].how) == (
        "biaya Rp 1.000.000, diganti seluruhnya (batas Rp 1.000.000)"
    )
    assert str(told(spectacles_cost=1_000_001)["spectacles"].how) == (
        "biaya Rp 1.000.001, diganti sampai batas Rp 1.000.000"
    )


def test_amounts_from_memory_say_so() -> None:
    for on in (V2, V3):
        assert told(on=on, dental_cost=1)["dental"].status is Status.MEMORY
    assert told(on=V1, dental_cost=1)["dental"].status is Status.CONFIRMED
    assert told(hearing_aid_cost=1)["hearing_aid"].status is Status.MEMORY


@pytest.mark.parametrize(("price", "amount", "rounded"), [(10, 14, False), (1, 1, True), (2, 3, True), (4, 6, True)])
def test_a_prosthesis_is_the_standard_price_and_40_percent(price: int, amount: int, rounded: bool) -> None:
    for on in (V1, V2, V3):
        line = told(on=on, prosthesis_cost=price)["prosthesis"]
        tail = ", dibulatkan ke rupiah terdekat" if rounded else ""
        assert (line.amount, str(line.how)) == (amount, f"140 % × Rp {price} = Rp {amount}{tail}")


SCHOOL = {"first_sd": 6, "first_smp": 3, "second_sma": 4}


@pytest.mark.parametrize(
    ("on", "amount", "how"),
    [
        (LAST1, 0, None),
        (V2, 12_000_000, "sekali bagi setiap peserta: Rp 12.000.000"),
        (LAST2, 12_000_000, "sekali bagi setiap peserta: Rp 12.000.000"),
        (V3, 24_000_000, "6 × Rp 1.500.000 (SD) + 3 × Rp 2.000.000 (SMP) + 3 × Rp 3.000.000 (SMA) = Rp 24.000.000"),
    ],
)
def test_school_is_nothing_then_one_sum_then_by_level(on: date, amount: int, how: str | None) -> None:
    lines = told("work_accident_death", on=on, **SCHOOL)
    assert row("work_accident_death", on=on, **SCHOOL)["scholarship"] == amount
    assert (str(lines["scholarship"].how) if "scholarship" in lines else None) == how


@pytest.mark.parametrize("name", YEARS)
def test_any_single_year_of_school_gives_a_scholarship(name: str) -> None:
    assert row("total_permanent_disability", on=V2, **{name: 1})["scholarship"] == 12_000_000
    assert row("total_permanent_disability", on=V2)["scholarship"] == 0


def test_two_children_reach_174_million() -> None:
    most = {f"{child}_{level}": 30 for child in ("first", "second") for level in ("tk", "sd", "smp", "sma", "higher")}
    assert row("work_accident_death", **most)["scholarship"] == 174_000_000


STMB_FACT = "Lama tidak mampu bekerja, seperseribu bulan"
SHARE_FACT = "Jumlah persen cacat, sepersepuluh miliar"


@pytest.mark.parametrize(
    ("name", "value", "label", "limit"),
    [
        ("stmb_months", LONGEST_STMB + 1, STMB_FACT, 600_000),
        ("stmb_months", -1, STMB_FACT, 600_000),
        ("share", LARGEST_SHARE + 1, SHARE_FACT, 10**12),
        ("first_sd", 31, "Anak pertama, tahun SD", 30),
    ],
)
def test_a_count_outside_its_bounds_is_refused_without_rupiah(name: str, value: int, label: str, limit: int) -> None:
    with pytest.raises(Refusal) as refused:
        row(**{name: value})
    assert str(refused.value) == f"{label} harus bilangan bulat antara 0 dan {limit}; yang diterima: {value}."


def test_the_bounds_themselves_are_taken() -> None:
    assert row(stmb_months=LONGEST_STMB, wage=1_000)["stmb"] == 12_000 + 588 * 500
    assert row("partial_functional", share=LARGEST_SHARE, wage=1)["partial_functional"] == 8_000
