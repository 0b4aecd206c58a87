"""How much pension is paid in its first year, to whom, within which limits, and when is it a lump sum?"""

from datetime import date
from typing import Any

import pytest

from payung.refusal import Refusal
from payung.rules.lines import Explanation, compute_one, explain, span
from payung.rules.parameters import Status
from payung.rules.programmes.jp_benefit import JP_BENEFIT

FACTS: dict[str, Any] = {
    "months": 180, "annual_wage": 72_000_000, "balance": 33_000_000, "receiver": "old_age", "regular": "yes",
    "on": date(2023, 3, 1),
}  # fmt: skip


def told(**facts: Any) -> tuple[Explanation, ...]:
    row = compute_one(FACTS | facts, JP_BENEFIT)
    return explain(row, JP_BENEFIT, row["on"])


def amounts(**facts: Any) -> dict[str, int]:
    return {line.name: line.amount for line in told(**facts)}


def cautions(**facts: Any) -> list[str]:
    return [str(caution) for caution in JP_BENEFIT.cautions(compute_one(FACTS | facts, JP_BENEFIT))]


def test_fifteen_years_give_fifteen_per_cent_of_the_average_month() -> None:
    lines = {line.name: line for line in told()}
    assert amounts() == {"by_formula": 900_000, "share": 900_000, "at_least": 900_000, "pension": 900_000}
    assert {name: str(line.how) for name, line in lines.items()} == {
        "by_formula": "1 % × 180 bulan ÷ 12 × Rp 72.000.000 setahun ÷ 12 = Rp 900.000",
        "share": "100 % × Rp 900.000",
        "at_least": "paling sedikit Rp 383.400 sebulan",
        "pension": "paling banyak Rp 4.598.100 sebulan",
    }
    assert lines["by_formula"].source == "PP 45/2015 Pasal 17 ayat (2)"
    assert {line.status for line in lines.values()} == {Status.CONFIRMED}
    assert cautions() == []


@pytest.mark.parametrize(
    ("annual_wage", "amount"), [(70_799_999, 885_000), (71_999_976, 900_000), (71_999_959, 899_999), (40, 1)]
)
def test_the_formula_is_rounded_half_up_once(annual_wage: int, amount: int) -> None:
    assert amounts(annual_wage=annual_wage)["by_formula"] == amount


def test_a_month_short_of_fifteen_years_gives_the_lump_sum() -> None:
    (line,) = told(months=179)
    assert (line.name, line.amount, line.status) == ("lump_sum", 33_000_000, Status.CONFIRMED)
    assert str(line.how) == "masa iur 179 bulan, kurang dari 180 bulan: akumulasi iuran dan hasil pengembangannya"
    assert cautions(months=179, regular="no") == []


@pytest.mark.parametrize(
    ("receiver", "share"),
    [("disability", 900_000), ("spouse", 450_000), ("child", 450_000), ("parent", 180_000)],
)
def test_each_receiver_has_a_share(receiver: str, share: int) -> None:
    assert amounts(receiver=receiver)["share"] == share


@pytest.mark.parametrize("receiver", ["disability", "spouse", "child", "parent"])
def test_before_a_disability_or_death_fewer_months_count_as_180_if_paid_regularly(receiver: str) -> None:
    assert amounts(receiver=receiver, months=12)["by_formula"] == 900_000
    assert "× 180 bulan" in str(told(receiver=receiver, months=12)[0].how)
    assert amounts(receiver=receiver, months=12, regular="no")["by_formula"] == 60_000
    assert "× 12 bulan" in str(told(receiver=receiver, months=12, regular="no")[0].how)


def test_more_months_than_180_count_in_full() -> None:
    assert amounts(months=240)["by_formula"] == 1_200_000
    assert amounts(months=240, receiver="spouse")["by_formula"] == 1_200_000
    assert "× 240 bulan" in str(told(months=240, receiver="spouse")[0].how)
    assert "× 240 bulan" in str(told(months=240)[0].how)


def test_irregular_months_below_180_are_a_doubt() -> None:
    doubt = (
        "Masa iur kurang dari 180 bulan dan tidak rutin: dihitung menurut masa iur sebenarnya; "
        "PP 45/2015 tidak mengaturnya. Pastikan dengan cabang."
    )
    assert cautions(receiver="disability", months=179, regular="no", annual_wage=144_000_000) == [doubt]
    assert cautions(receiver="disability", months=180, regular="no") == []
    assert cautions(receiver="disability", months=179) == []


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        (date(2015, 7, 1), 300_000, 3_600_000),
        (date(2016, 2, 29), 300_000, 3_600_000),
        (date(2016, 3, 1), 310_050, 3_720_600),
        (date(2019, 2, 28), 331_000, 3_971_400),
        (date(2019, 3, 1), 341_400, 4_095_750),
        (date(2023, 2, 28), 363_300, 4_357_900),
        (date(2023, 3, 1), 383_400, 4_598_100),
        (date(2026, 2, 28), 399_700, 4_792_300),
    ],
)
def test_the_limits_of_the_day_hold_and_no_others(on: date, least: int, most: int) -> None:
    assert amounts(annual_wage=0, on=on)["pension"] == least
    assert amounts(annual_wage=10**12, on=on)["pension"] == most


def test_a_limit_changes_nothing_within_it() -> None:
    assert amounts(annual_wage=383_399 * 80)["at_least"] == 383_400
    assert amounts(annual_wage=383_401 * 80)["pension"] == 383_401
    assert amounts(annual_wage=4_598_099 * 80)["pension"] == 4_598_099
    assert amounts(annual_wage=4_598_101 * 80)["pension"] == 4_598_100


def test_a_limit_that_makes_the_amount_and_was_not_read_is_a_warning() -> None:
    assert cautions(annual_wage=0, on=date(2025, 3, 1)) == [
        "Batas manfaat pensiun Rp 399.700 belum pasti (PP 45/2015 Pasal 18 ayat (3), angka dari ingatan)."
    ]
    assert cautions(annual_wage=10**12, on=date(2024, 3, 1)) == [
        "Batas manfaat pensiun Rp 4.718.200 belum pasti (https://jatim.suaraindonesia.co.id/news/advertorial/"
        "662fb085ccb43/Batasan-Upah-JP-Naik-Manfaat-Bagi-Peserta-BPJamsostek-Ikut-Meningkat "
        "(hanya batas paling sedikit yang terbaca))."
    ]
    assert cautions(annual_wage=0, on=date(2024, 3, 1)) == []
    assert cautions(on=date(2025, 3, 1)) == []


def test_a_limit_on_an_heirs_share_is_told_as_an_inference() -> None:
    doubt = "Bahwa batas berlaku sesudah bagian ahli waris adalah simpulan dari {}."
    expected = [doubt.format("PP 45/2015 Pasal 1 angka 3, Pasal 16, Pasal 18")]
    assert amounts(receiver="parent")["pension"] == 383_400
    assert cautions(receiver="parent") == expected
    assert cautions(receiver="spouse", annual_wage=10**12) == expected
    assert cautions(receiver="child", annual_wage=0) == expected
    assert cautions(receiver="spouse") == []
    assert cautions(receiver="disability", annual_wage=0) == []


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"receiver": "spouse"}, Status.CONFIRMED),
        ({"receiver": "parent"}, Status.INFERRED),
        ({"annual_wage": 0}, Status.CONFIRMED),
        ({"on": date(2022, 3, 1)}, Status.INFERRED),
        ({"on": date(2024, 3, 1)}, Status.MEMORY),
        ({"on": date(2016, 3, 1)}, Status.SECONDARY),
        ({"on": date(2015, 7, 1)}, Status.CONFIRMED),
    ],
)
def test_a_pension_is_no_surer_than_the_least_sure_number_under_it(facts: dict[str, Any], status: Status) -> None:
    assert told(**facts)[-1].status is status


def test_a_pension_names_all_it_rests_on() -> None:
    pension = told(receiver="parent", on=date(2015, 7, 1))[-1]
    assert pension.source == (
        "PP 45/2015 Pasal 18 ayat (2); PP 45/2015 Pasal 17 ayat (2); PP 45/2015 Pasal 19 ayat (2), 20 ayat (2), "
        "21 ayat (2), 22 ayat (2), 23 ayat (2); PP 45/2015 Pasal 18 ayat (1); "
        "PP 45/2015 Pasal 1 angka 3, Pasal 16, Pasal 18"
    )


def test_after_february_2026_the_limits_are_not_known_and_no_pension_is_invented() -> None:
    assert span(JP_BENEFIT) == (date(2015, 7, 1), date(2026, 2, 28))
    with pytest.raises(Refusal, match="tanggal 2026-03-01 di luarnya"):
        compute_one(FACTS | {"on": date(2026, 3, 1)}, JP_BENEFIT)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"months": 601}, "Masa iur dalam bulan harus bilangan bulat"),
        ({"annual_wage": 12 * 10**12 + 1}, "Rata-rata upah setahun tertimbang harus bilangan bulat"),
        ({"balance": 10**12 + 1}, "Akumulasi iuran dan hasil pengembangannya harus bilangan bulat"),
        ({"receiver": "cousin"}, "Penerima manfaat pensiun “cousin” tidak dikenal"),
        ({"regular": "perhaps"}, "Iuran dibayar rutin “perhaps” tidak dikenal"),
    ],
)
def test_facts_that_cannot_be_are_refused(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        compute_one(FACTS | facts, JP_BENEFIT)
