"""How much of JHT may be taken for each reason, from which day, and what is said when it may not?"""

from datetime import date
from typing import Any

import pytest

from payung.refusal import Refusal
from payung.rules.lines import Explanation, compute_one, explain
from payung.rules.money import WAGE_LIMIT
from payung.rules.parameters import Status
from payung.rules.programmes.jht_benefit import JHT_BENEFIT

ARTICLE = "https://pasal.id/en/peraturan/pp/pp-no-46-tahun-2015/koreksi/9065384"
FACTS: dict[str, Any] = {
    "balance": 100_000_005, "reason": "age_56", "years": 10, "months_since_leaving": 0, "on": date(2026, 1, 1),
}  # fmt: skip


def told(**facts: Any) -> tuple[Explanation, ...]:
    row = compute_one(FACTS | facts, JHT_BENEFIT)
    return explain(row, JHT_BENEFIT, row["on"])


def paid(**facts: Any) -> dict[str, int]:
    return {line.name: line.amount for line in told(**facts)}


def cautions(**facts: Any) -> list[str]:
    return [str(caution) for caution in JHT_BENEFIT.cautions(compute_one(FACTS | facts, JHT_BENEFIT))]


@pytest.mark.parametrize("reason", ["age_56", "death", "total_permanent"])
def test_the_whole_saving_is_paid_at_56_on_death_and_on_total_disability(reason: str) -> None:
    (line,) = told(reason=reason)
    assert (line.name, line.amount, str(line.how)) == ("whole", 100_000_005, "seluruh saldo Rp 100.000.005")
    assert (line.source, line.status) == (f"PP 46/2015 Pasal 22 ayat (1)-(3): {ARTICLE}", Status.CONFIRMED)
    assert cautions(reason=reason) == []


@pytest.mark.parametrize(
    ("reason", "amount", "how"),
    [
        ("housing", 30_000_002, "paling banyak 30 % × saldo Rp 100.000.005"),
        ("other", 10_000_001, "paling banyak 10 % × saldo Rp 100.000.005"),
    ],
)
def test_after_ten_years_a_part_may_be_taken_once(reason: str, amount: int, how: str) -> None:
    (line,) = told(reason=reason)
    assert (line.name, line.amount, str(line.how)) == (reason, amount, how)
    source = f"PP 46/2015 Pasal 22 ayat (5): {ARTICLE}; PP 46/2015 Pasal 22 ayat (4): {ARTICLE}"
    assert (line.source, line.status) == (source, Status.CONFIRMED)
    assert cautions(reason=reason) == [
        f"JHT boleh diambil sebagian 1 kali saja selama menjadi peserta (PP 46/2015 Pasal 22 ayat (6): {ARTICLE})."
    ]


@pytest.mark.parametrize("reason", ["housing", "other"])
def test_before_ten_years_no_part_may_be_taken(reason: str) -> None:
    assert paid(reason=reason, years=9) == {}
    assert cautions(reason=reason, years=9) == [
        f"Belum 10 tahun menjadi peserta: JHT belum boleh diambil sebagian (PP 46/2015 Pasal 22 ayat (4): {ARTICLE})."
    ]


def test_who_left_work_waits_one_month() -> None:
    assert paid(reason="left_work", months_since_leaving=1) == {"after_leaving": 100_000_005}
    assert cautions(reason="left_work", months_since_leaving=1) == []
    assert paid(reason="left_work") == {}
    (waiting,) = cautions(reason="left_work")
    assert waiting.startswith("JHT baru dibayarkan 1 bulan sesudah berhenti bekerja (Permenaker 4/2022 Pasal 8 dan 10")


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2015, 9, 1), Status.SECONDARY),
        (date(2022, 5, 3), Status.SECONDARY),
        (date(2022, 5, 4), Status.CONFIRMED),
    ],
)
def test_the_waiting_month_is_as_sure_as_its_text_of_the_day(on: date, status: Status) -> None:
    (line,) = told(reason="left_work", months_since_leaving=2, on=on)
    assert (line.name, line.status) == ("after_leaving", status)


def test_until_august_2015_who_left_work_waited_for_56() -> None:
    assert paid(reason="left_work", months_since_leaving=99, on=date(2015, 8, 31)) == {}
    assert cautions(reason="left_work", months_since_leaving=99, on=date(2015, 8, 31)) == [
        "Sesudah berhenti bekerja JHT menunggu usia 56 tahun (PP 46/2015 Pasal 26, sebelum diubah PP 60/2015)."
    ]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": "holiday"}, "Alasan mengambil JHT “holiday” tidak dikenal"),
        ({"balance": -1}, "Saldo JHT harus bilangan bulat"),
        ({"balance": WAGE_LIMIT + 1}, "Saldo JHT harus bilangan bulat"),
        ({"years": 101}, "Tahun kepesertaan harus bilangan bulat"),
        ({"months_since_leaving": 1201}, "Bulan sejak berhenti bekerja harus bilangan bulat"),
        ({"on": date(2015, 6, 30)}, "berlaku mulai 2015-07-01"),
    ],
)
def test_facts_that_cannot_be_are_refused(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        compute_one(FACTS | facts, JHT_BENEFIT)
