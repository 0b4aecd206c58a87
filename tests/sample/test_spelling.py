import datetime as dt
from random import Random

import pytest

from payung.sample import spelling


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "satu"), (10, "sepuluh"), (11, "sebelas"), (14, "empat belas"), (20, "dua puluh"), (45, "empat puluh lima"),
     (100, "seratus"), (120, "seratus dua puluh"), (115, "seratus lima belas"), (210, "dua ratus sepuluh")],
)  # fmt: skip
def test_numbers_are_said_in_indonesian(number: int, words: str) -> None:
    assert spelling.in_words(number) == words


def test_dates_are_said_as_each_system_says_them() -> None:
    day = dt.date(2026, 3, 9)
    assert spelling.iso_instant(day) == "2026-03-09T00:00:00.000000Z"
    assert spelling.month_first(day) == "Mar 9, 2026, 12:00:00AM"
    assert spelling.at_clock(day) == "2026-03-09 16:00:00"
    assert spelling.slashed(day) == "09/03/2026"


def test_money_is_said_as_people_say_it() -> None:
    assert spelling.written_rupiah(1_000_000_000) == "Rp 1.000.000.000,00"
    assert spelling.in_millions(3_800_000) == "3,8 Jt"
    assert spelling.in_millions(85_000_000) == "85 Jt"


def test_cents_never_reach_half_a_rupiah() -> None:
    draw = Random(1)
    assert all(round(spelling.with_cents(97_000_000, draw, share=1)) == 97_000_000 for _ in range(200))


def test_a_careful_hand_keeps_the_contract_number() -> None:
    draw, number = Random(1), "600.1/ 015 /SPK-FSK/DPUPR/2026"
    copies = {spelling.contract_number(number, draw, careful=True) for _ in range(100)}
    assert copies == {number, number.replace(" ", "")}


def test_a_hurried_hand_keeps_the_digits_of_the_contract_number() -> None:
    draw, number = Random(1), "600.1/015/SPK-FSK/DPUPR/2026"
    copies = [spelling.contract_number(number, draw, careful=False) for _ in range(400)]
    assert 0.2 < copies.count("") / len(copies) < 0.3
    assert {sorted(c for c in copy if c.isdigit()) == sorted("60010152026") for copy in copies if copy} == {True}


def test_an_npwp_is_dotted_as_on_the_card() -> None:
    assert spelling.npwp_dotted("900000019999000") == "90.000.001.9-999.000"
    assert spelling.npwp_dotted("") == ""


def test_a_shortened_name_keeps_its_block_number() -> None:
    draw = Random(2)
    for _ in range(200):
        assert "05" in spelling.project_name(
            "Pemeliharaan Saluran Drainase RW 05 Kel. Contoh Jaya", draw, careful=False
        )
