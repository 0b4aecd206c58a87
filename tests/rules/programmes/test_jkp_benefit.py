"""What does one month without work give, up to which wage, and who does not get it?"""

from datetime import date
from typing import Any

import pytest

from payung.refusal import Refusal
from payung.rules.lines import Role, compute_one, explain
from payung.rules.parameters import Status
from payung.rules.programmes.jkp_benefit import JKP_BENEFIT, objection_to_jkp, share_of_month

OLD, NEW = date(2025, 2, 6), date(2025, 2, 7)
GOOD: dict[str, Any] = {"reason": "dismissed", "months_paid": 12, "months_in_a_row": 6, "months_since": 0, "on": OLD}


def cash(wage: int, month: int, on: date) -> int:
    return int(compute_one({"wage": wage, "month": month, "on": on}, JKP_BENEFIT)["cash"])


@pytest.mark.parametrize(
    ("month", "old", "new"),
    [
        (1, 1_800_000, 2_400_000),
        (3, 1_800_000, 2_400_000),
        (4, 1_000_000, 2_400_000),
        (6, 1_000_000, 2_400_000),
        (0, 0, 0),
    ],
)
def test_the_share_hangs_on_the_month_and_on_the_law_of_its_day(month: int, old: int, new: int) -> None:
    assert (cash(4_000_000, month, OLD), cash(4_000_000, month, NEW)) == (old, new)


@pytest.mark.parametrize(("wage", "base"), [(4_999_999, 4_999_999), (5_000_000, 5_000_000), (5_000_001, 5_000_000)])
@pytest.mark.parametrize("on", [date(2021, 2, 2), OLD, NEW])
def test_the_wage_counts_up_to_five_million(wage: int, base: int, on: date) -> None:
    assert compute_one({"wage": wage, "month": 1, "on": on}, JKP_BENEFIT)["base"] == base


def test_a_month_is_rounded_half_up() -> None:
    assert (cash(10, 1, OLD), cash(2, 4, OLD), cash(1, 4, OLD)) == (5, 1, 0)


def test_the_lines_say_where_they_come_from() -> None:
    row = compute_one({"wage": 6_000_000, "month": 4, "on": OLD}, JKP_BENEFIT)
    base, paid = explain(row, JKP_BENEFIT, OLD)
    assert (base.role, str(base.how)) == (Role.BASIS, "upah Rp 6.000.000, dihitung sampai batas Rp 5.000.000")
    assert (base.source, base.status) == ("PP 37/2021 Pasal 21 ayat (3)", Status.CONFIRMED)
    assert (paid.role, str(paid.how)) == (Role.PAID, "bulan ke-4: 25 % × Rp 5.000.000")
    source = "PP 37/2021 Pasal 21 ayat (1); PP 37/2021 Pasal 21 ayat (3)"
    assert (paid.source, paid.status) == (source, Status.CONFIRMED)
    assert row["total"] == 1_250_000


def test_a_wage_at_the_cap_is_told_as_below_it() -> None:
    row = compute_one({"wage": 5_000_000, "month": 1, "on": NEW}, JKP_BENEFIT)
    assert str(explain(row, JKP_BENEFIT, NEW)[0].how) == "upah Rp 5.000.000, di bawah batas Rp 5.000.000"


@pytest.mark.parametrize(("on", "months"), [(OLD, 3), (NEW, 6)])
def test_the_time_to_claim_and_how_often_are_told(on: date, months: int) -> None:
    row = compute_one({"wage": 1, "month": 1, "on": on}, JKP_BENEFIT)
    assert [str(caution) for caution in JKP_BENEFIT.cautions(row)] == [
        f"JKP diajukan paling lambat {months} bulan sejak PHK, paling banyak 3 kali."
    ]


def test_a_dismissal_with_enough_contributions_gives_jkp() -> None:
    assert objection_to_jkp(**GOOD) is None
    assert objection_to_jkp(**GOOD | {"months_since": 3}) is None
    assert objection_to_jkp(**GOOD | {"months_since": 6, "months_in_a_row": 0, "on": NEW}) is None


ARTICLE_19 = "PP 6/2025 Pasal I angka 3 (Pasal 19 ayat (3) PP 37/2021 yang baru)"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"months_paid": 11}, "Iuran baru 11 bulan; perlu 12 bulan dalam 24 bulan (PP 37/2021 Pasal 19 ayat (3))."),
        ({"months_paid": 11, "on": NEW}, f"Iuran baru 11 bulan; perlu 12 bulan dalam 24 bulan ({ARTICLE_19})."),
        ({"months_in_a_row": 5}, "Iuran baru 5 bulan berturut-turut; perlu 6 (PP 37/2021 Pasal 19 ayat (3))."),
        ({"months_since": 4}, "Lewat 3 bulan sejak PHK: hak atas JKP hilang (PP 37/2021 Pasal 40 huruf a)."),
        (
            {"months_since": 7, "on": NEW},
            "Lewat 6 bulan sejak PHK: hak atas JKP hilang "
            "(PP 6/2025 Pasal I angka 10 (Pasal 40 huruf a PP 37/2021 yang baru)).",
        ),
    ],
)
def test_too_few_contributions_or_too_late_give_no_jkp(facts: dict[str, Any], sentence: str) -> None:
    assert str(objection_to_jkp(**GOOD | facts)) == sentence


@pytest.mark.parametrize("reason", ["resigned", "total_permanent", "retired", "death"])
def test_some_reasons_never_give_jkp(reason: str) -> None:
    told = str(objection_to_jkp(**GOOD | {"reason": reason}))
    assert told == "Alasan ini tidak memberi JKP (PP 37/2021 Pasal 20 ayat (1); PP 6/2025 Pasal I angka 4)."


def test_after_the_last_band_there_is_no_share() -> None:
    bands = [{"months": 3, "rate": 45_000}, {"months": 3, "rate": 25_000}]
    assert [share_of_month(bands, month) for month in (0, 1, 3, 4, 6, 7)] == [0, 45_000, 45_000, 25_000, 25_000, 0]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"wage": 10**12 + 1}, "Upah terakhir sebulan harus bilangan bulat"),
        ({"month": 7}, "Bulan ke berapa sejak PHK harus bilangan bulat"),
        ({"on": date(2021, 2, 1)}, "mulai 2021-02-02"),
    ],
)
def test_facts_that_cannot_be_are_refused(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        compute_one({"wage": 1, "month": 1, "on": NEW} | facts, JKP_BENEFIT)
